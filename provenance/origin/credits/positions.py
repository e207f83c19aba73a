"""Places where a wire credit stands by custom: closing brackets, datelines, end marks, sign-offs, bylines."""

# ruff: noqa: E501 - a pattern is read as one line

import re

from provenance.origin.credits.brackets import Bracket
from provenance.origin.names import BodyName

_STATES = (  # letters of states and provinces, which stand behind a town: PHILADELPHIA, PA
    " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC AB BC MB NB NL NS ON PE QC SK ACT NSW NT QLD SA TAS VIC "
)
_CITY = r"[^\W\d_a-zа-яё][\w.'’`-]{0,20}"
_SMALL = r"(?:de|del|la|le|las|los|el|al|of|an|am|der|di|do|da|du|and|und|et|y|i|na|on|in)"
_PLACE = rf"{_CITY}(?:[ /-]{{1,2}}(?:{_CITY}|{_SMALL})){{0,5}}(?:\s?[\[(][\w .'’-]{{2,30}}[\])])?"
_DATE = (
    r"(?:(?:on\s|le\s|am\s|den\s|el\s)?(?:[^\W\d_]{3,10}day,?\s{1,2})?(?:[^\W\d_]{3,10}\.?\s{0,2}\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\.?"
    r"\s{0,2}(?:de\s)?[^\W\d_]{3,10})\.?(?:(?:,|/|\sde)?\s{0,2}\d{4}(?:\s(?:года|году|року|roku|г|р|r)\b\.?)?)?|"
    r"\d{4}\.?\s[^\W\d_]{3,10}\s\d{1,2}(?:\.,\s[^\W\d_]{4,10}|\.)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
DATELINE = re.compile(  # the words between the start of the line and the name, read from the start
    rf"\A(?:{_PLACE}(?:\s?(?:[,.]|,?/)\s{{0,2}}{_PLACE}){{0,3}})?(?:\s?[,./·۔•-]?\s{{0,2}}{_DATE})?\s?[,.:;–—/·۔•-]{{0,3}}\s{{0,2}}\Z"
)
_LETTERS = "(?:[^\\W\\da-zA-Z_]|[\u064b-\u0670\u093c-\u094d]){1,20}"
_BETWEEN = r"[\s،,.:؛۔–/+-]"
_OTHER_LETTER = re.compile("[\u0600-\u06ff\u0900-\u0dff\u2e80-\ud7ff]")
_ITEM = rf"(?:{_LETTERS}|\d{{1,4}}(?:{_LETTERS})?)"  # days are written onto months
_OTHER_SCRIPT = re.compile(rf"\A{_LETTERS}(?:{_BETWEEN}{{1,3}}{_ITEM}){{0,9}}{_BETWEEN}{{0,3}}\Z")
_DASH = re.compile(r"\A\s{0,2}(?:\.\s?)?(?:[-–—―:]{1,3}|\.\s?[-–—]|:)")
_LINE_END = re.compile(r"\A(?:[ \t]?\((?:https?://)?(?:www\.)?[\w./-]{4,40}\))?[ \t.]{0,8}(?:\n|\Z|#{2,4})")
_KOREAN = re.compile(r"\A[^\s=]{1,12}\s?=")  # (서울=연합뉴스)
_JAPANESE = re.compile(  # the place before the name: 【台北共同】, （パリ・時事）, [ソウル 3日 ロイター]
    "\\A[\u3005\u3040-\u30ff\u4e00-\u9fff]{1,12}(?:\\s?\\d{1,2}日)?[・=＝\\s]?\\Z"
)
_JAPANESE_AFTER = re.compile(r"\A(?:[=＝][^\s\d]{2,10})?\Z")  # the reporter: 【台北共同＝林一】
_DASHED = re.compile(r"\A\s?(?:(?:\.\s?)?[-–—―]|:)")
_BARE = re.compile(r"\A\s?(?:(?:\.\s?)?[–—―]|-(?![a-z])|\.\s?-|:)")  # not the hyphen of a compound
_TOLD_END = re.compile(r"[.!?…][\"”»’')]{0,3}\s{0,8}\Z")
_EASTERN_AFTER = re.compile(
    r"\A[^\s。，,]{0,12}?(?:\d{1,2}月)?\d{1,2}日(?:专|專|综合|綜合)?[电電]"
)  # 新华社北京1月17日电
_WIRED = re.compile(r"\A[電电]")
_EASTERN_BEFORE = re.compile(r"\d{1,2}日\Z")  # 台北17日中央社電
_PLACE_BEHIND = re.compile(  # AKP Phnom Penh, January 17 --; SHANA (Tehran) -
    rf"\A(\s(?:\({_CITY}\)|{_PLACE}(?:, {_PLACE})?,?\s{_DATE}))\s{{0,2}}[-–—:]"
)
_CAPITALS_BEHIND = re.compile(r"\s{1,2}(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{1,20},?\s){1,4}[-–—]")  # (AP) WEST OSK -
_LINE = re.compile(r"\n|#{2,4} |\u2028")
LAST_LINES = 300  # characters before the end within which a name alone on its line ends a report
TOP = 500  # characters from the start within which a name alone on its line is a byline
STORY_AFTER = 25  # characters that must follow a dateline or byline; at the very end stand end marks
_SENTENCE_END = re.compile(r"[.!?…۔。！？:][\"”»“’'）)\]]{0,3}\s{0,8}\Z")
_QUOTE_END = re.compile(r"[\"”»“’'）)\]]\s{0,8}\Z")

_BY = re.compile(
    r"\A\s{0,4}(?:(?:[Ll]ast )?(?:[Pp]osted|[Pp]ublished|[Uu]pdated)\b[^\n]{3,60}?\b|(?:[Tt]he )?[A-Z][\w ]{1,40} [—–-] )?"
    r"(?:[Bb][Yy]|[Vv]on|[Pp]ar|[Pp]or|Di|[Dd]oor|Av|Af|Автор:?|Od|Przez|Text:|Reported by|From)\s",
    re.UNICODE,
)
_AUTHORS = re.compile(
    r"\A\s{0,4}[A-Z][\w.'’-]{0,20}(?:(?:,? and |, | )[A-Z][\w.'’-]{0,20}){1,9}"
    r"(?:,\s|\s[|–—-]\s|\s)?(?:the |The )?"
)
_NO_BYLINE = re.compile(r"[.!?]\s|\b(?:is|was|said|says|has|reported|reports)\b")
_VERB = re.compile(r"\b(?:is|was|said|says|has|have|had|reported|reports)\b")
_RUNS_ON = re.compile(
    r"(?:,|\b(?:told|by|from|to|the|with|said|and|of|in|on|at|according|as|citing|for|via|that|a|an))\s{0,8}\Z"
)
_NO_LETTERS = re.compile(r"(?:[\x00-\x08\x0e-\x1f\x7f]|\^[A-Z@]){1,8}\Z")  # what teleprinters and DOS left at an end
_NOTHING = re.compile(r"[ \t|/•–—-]{0,12}(?:[Tt]he )?")
_WIRE_WORD = re.compile(
    r"\A\s?(?:Staff|staff|(?:Staff|Business|Political|Sports?|Science|Medical) Writers?|Writers?|News Service|Wires?|Reporters?"
    r"|Correspondent|News Desk|News)?"
    rf"(?:\s{{0,2}}[|•·,–—-]?\s{{0,2}}{_DATE})?[\s|]{{0,4}}\Z"
)


_MARK_TAIL = re.compile(
    r"(/(?:Fim|FIM|Fin|End)?|/\([^)\n]{1,60}\)|(?:/[a-z]{2,4}){1,3}|[ ][a-z]{2,4}(?:/[a-z]{2,4}){1,2}|(?:[ ][A-Z]{1,4}){1,4}|//?|={1,3})?"
    r"[.)\s]{0,8}"
)
_NO_CODE = r"(?!(?:a|also|an|and|are|as|at|but|by|did|for|from|had|has|he|in|is|it|its|not|of|on|or|said|says|she|so|that|the|they|to|told|was|were|who|will|with)\b)"
_DESKS = re.compile(  # two codes at least, and no full stop: dpa ab cde fg; :240117-99-123456/2
    rf"((?:[ ]{_NO_CODE}[a-z]{{1,4}}\d{{0,2}}(?:/[a-z]{{1,4}}\d?){{0,3}}){{2,6}}|:\d{{6}}-\d\d-\d{{3,8}}(?:/\d{{1,2}})?)\s{{0,8}}"
)


_CLOSED = re.compile(r"[.!?…:;)\]\"”»’'][ \t\n#]{0,10}\Z")  # a caption closes its sentence, a headline does not
_DATE_BELOW = re.compile(
    r"[ \t]{0,3}(?:\n{1,3}|#{2,4})[ \t]{0,3}(?=\w)(?:(?:[Pp]ublished|[Pp]osted|[Uu]pdated):?\s(?:on\s)?)?(?:[A-Z][a-z]{3,8}day,?\s)?"
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}\.?\s[A-Z][a-z]{2,8}\.?,?\s\d{4}|\d{4}-\d\d-\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{4})\b"
)


def line_start(text: str, position: int, bound: int = 160) -> int:
    """Where the line of `position` begins; "###" counts as a line's end; -1 where it is further off than the bound.

    >>> line_start("one\\ntwo three", 8)
    4
    """
    low = max(0, position - bound)
    starts = [match.end() for match in _LINE.finditer(text, low, position)]
    return starts[-1] if starts else 0 if low == 0 else -1


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether what stands before start:end on its line is a place and a date, and the story follows.

    >>> is_dateline("LONDON, Jan 17 (Reuters) - Rain fell.", 15, 24)
    True
    >>> is_dateline("Osk Harbour Office (NAN) said so.", 19, 24)
    False
    """
    first = line_start(text, start)
    if first < 0:
        return False
    before, after = text[first:start].lstrip(), text[end : end + 12]
    dashed = _DASH.match(after) is not None
    if not before.strip("( [/"):
        return dashed or _CAPITALS_BEHIND.match(text, end, end + 60) is not None
    if _OTHER_LETTER.search(before):
        return len(before) < 60 and _OTHER_SCRIPT.fullmatch(before) is not None
    if len(before) > 100 or not DATELINE.fullmatch(before):
        return False
    return dashed or not after.lstrip()[:1].islower()


def bracket_dateline(text: str, bracket: Bracket, name: BodyName) -> tuple[int, int] | None:
    """The dateline that a bracket closes, from its place to the closing bracket, if it is one.

    >>> text = "LONDON, Jan 17 (Reuters) - Rain fell."
    >>> bracket_dateline(text, Bracket(16, 23, [0]), BodyName(16, 23, ("reuters",), "sure"))
    (0, 24)
    """
    if not _eastern(text, bracket, name) and not is_dateline(text, bracket.start - 1, bracket.end + 1):
        return None
    return _indented(text, line_start(text, bracket.start)), bracket.end + 1


def _eastern(text: str, bracket: Bracket, name: BodyName) -> bool:
    """Whether a bracket holds a place and the name, as in Korea (서울=연합뉴스) and, where it opens a line, in Japan."""
    before, after = text[bracket.start : name.start], text[name.end : bracket.end]
    if _KOREAN.match(before):
        return True
    first = line_start(text, bracket.start)
    opens = first >= 0 and not text[first : bracket.start - 1].strip() and text[bracket.end + STORY_AFTER :]
    marked = name.grade != "common" or text[bracket.start - 1] == "【" or not before[-1:].isalpha()
    return bool(opens and marked and _JAPANESE.match(before) and _JAPANESE_AFTER.match(after))


def plain_dateline(text: str, name: BodyName) -> tuple[int, int] | None:
    """A dateline whose name has no brackets: "Accra, Jan. 17, GNA -", "TOKYO, Jan. 17, Kyodo".

    >>> plain_dateline("Accra, Jan. 17, GNA - Rain fell on the harbour all day.", BodyName(16, 19, ("gna",), "needs_cue"))
    (0, 19)
    """
    first = line_start(text, name.start)
    if first < 0 or name.grade == "unnamed" or not text[name.end + STORY_AFTER :].strip():
        return None
    before = text[first : name.start].strip()
    after = text[name.end : name.end + 40]
    eastern = _EASTERN_AFTER.match(after) or (_EASTERN_BEFORE.search(before) and _WIRED.match(after))
    if eastern:
        return _indented(text, first), name.end + eastern.end()
    place_behind = _PLACE_BEHIND.match(after) if before in ("", "ИА", "ІА") else None
    if place_behind:
        return _indented(text, first), name.end + len(place_behind.group(1))
    capitals = text[name.start : name.end].isupper()
    if not before:
        stands_so = _BARE.match(after) and (capitals or name.grade == "sure") and _heads(text, first, after)
        return (_indented(text, first), name.end) if stands_so else None
    state = before.endswith(",") and f" {text[name.start : name.end]} " in _STATES
    if state or not before.endswith((",", ".", "-", "–", "—", "/", ":")) or not DATELINE.fullmatch(before):
        return None
    stands_so = any(letter.isdigit() for letter in before) or before[-1] in "-–—" or (capitals and before.isupper())
    ended = stands_so and (after[:1] in (".", "\n", "") or (capitals and before.isupper()))
    return (_indented(text, first), name.end) if _DASHED.match(after) or ended else None


def _heads(text: str, first: int, after: str) -> bool:
    """Whether a line that opens with a name alone is the first of the story, not a sentence's end nor a lead-in's."""
    before = text[max(0, first - 24) : first]
    ended = after.lstrip().startswith(":") and _TOLD_END.search(before)  # "Reuters:" after a paragraph
    return not ended and not _RUNS_ON.search(before)


def _indented(text: str, position: int) -> int:
    return position + len(text[position : position + 20]) - len(text[position : position + 20].lstrip())


def ends_line(text: str, position: int) -> bool:
    """Whether nothing but a full stop follows on the line.

    >>> ends_line("(Xinhua).", 8)
    True
    """
    return _LINE_END.match(text[position : position + 80]) is not None


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`; a line end alone tells nothing, since lines may be hard-wrapped.

    >>> opens_sentence("It rained.\\nKyodo reports.", 11), opens_sentence("It rained,\\nKyodo reports.", 11)
    (True, False)
    """
    before = text[max(0, start - 10) : start]
    return start < 10 if not before.strip() else _SENTENCE_END.search(before) is not None


def after_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a line has just ended before `start`."""
    return opens_sentence(text, start) or text[max(0, start - 10) : start].rstrip(" \t").endswith("\n")


def after_quote(text: str, start: int) -> bool:
    """Whether a quotation or a bracket has just closed: enough before a closing bracket.

    >>> after_quote("„Alles dicht“ (dpa)", 14)
    True
    """
    return _QUOTE_END.search(text, max(0, start - 10), start) is not None


def end_mark(text: str, name: BodyName, body_end: int) -> tuple[int, int] | None:
    """The span of an end mark such as "-- BERNAMA", "/ritzau/", "© dpa" or a last lonely "Reuter".

    >>> end_mark("It rained.\\n-- BERNAMA\\n", BodyName(14, 21, ("bernama",), "sure"), 22)
    (11, 21)
    """
    stop = text.find("\n", name.end)
    stop = len(text) if stop < 0 else stop
    behind = text[name.end : min(stop, name.end + 80)]
    if stop - name.end > 70:
        return None
    begins = name.start - 4 if text[max(0, name.start - 4) : name.start] in ("The ", "the ") else name.start
    mark = re.search(r"(?:--?|[–—―©*•]|={1,3}|/{1,2})[ \t]{0,2}\Z", text[max(0, begins - 12) : begins])
    start = begins - (len(mark.group()) if mark else 0)
    if _RUNS_ON.search(text, max(0, start - 24), start) or text[max(0, start - 24) : start].rstrip().endswith(":"):
        return None
    behind = _NO_LETTERS.sub("", behind)
    own_line = text[line_start(text, start) : start].strip() == "" and line_start(text, start) >= 0
    tail = _MARK_TAIL.fullmatch(behind)
    if tail is None and own_line and opens_sentence(text, start) and body_end - stop < STORY_AFTER:
        tail = _DESKS.fullmatch(behind)
    if tail is None or not (mark or body_end - name.end < (LAST_LINES if own_line else 40)):
        return None
    if not own_line and not (after_sentence(text, start) or (mark and text[start - 1 : start].isspace())):
        return None
    if not own_line and not mark and text[name.end : body_end].strip(" \n.ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        return None
    return start, name.end + len((tail.group(1) or "").rstrip())


def byline_span(text: str, name: BodyName, *, by: bool = False) -> tuple[int, int] | None:
    """The line that says who wrote, if the name stands in such a one: "By Jane Doe, Associated Press", "Reuters Staff".

    With `by`, only a line that has such a word.

    >>> byline_span("By Jane Doe, Reuters\\nRain fell on the harbour all day.", BodyName(13, 20, ("reuters",), "sure"))
    (0, 20)
    """
    first = line_start(text, name.start, 120)
    stop = _LINE.search(text, name.end, name.end + 60)
    last = stop.start() if stop else len(text)
    if first < 0 or last - name.end > 40:
        return None
    before, after = text[first : name.start], text[name.end : last]
    if _RUNS_ON.search(text, max(0, first - 24), first) or _NO_BYLINE.search(after) or _VERB.search(before):
        return None
    alone = _NOTHING.fullmatch(before) and _WIRE_WORD.fullmatch(after)
    heads = not by and (alone or _AUTHORS.fullmatch(before)) and text[last + STORY_AFTER :].strip()
    return trimmed(text, first, last) if heads or _BY.match(before) else None


def dated_below(text: str, name: BodyName) -> bool:
    """Whether a sure name ends its line below a headline, and the next line opens with a date: wherever a page sets it.

    >>> dated_below("Pier shut in Osk\\nReuters\\nMay 3, 2031\\nIt rained.", BodyName(17, 24, ("reuters",), "sure"))
    True
    """
    first = line_start(text, name.start, 120)
    headed = first > 0 and not _CLOSED.search(text, max(0, first - 12), first)
    return headed and name.grade == "sure" and _DATE_BELOW.match(text, name.end, name.end + 60) is not None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks before it and white space behind it."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
