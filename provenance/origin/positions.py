"""Places where a wire credit stands by custom: closing brackets, datelines, end marks, sign-offs, bylines."""

# ruff: noqa: E501 - a pattern is read as one line

import re
from collections.abc import Sequence
from typing import NamedTuple

from provenance.origin.around import MARK
from provenance.origin.names import Name

_CITY = r"[^\W\d_a-zа-яё][\w.'’`-]{0,20}"
_SMALL = r"(?:de|del|la|le|las|los|el|al|of|an|am|der|di|do|da|du|and|und|et|y|i|na|on|in)"
_PLACE = rf"{_CITY}(?:[ /-]{{1,2}}(?:{_CITY}|{_SMALL})){{0,5}}(?:\s?[\[(][\w .]{{2,20}}[\])])?"
_DATE = (
    r"(?:(?:on\s|le\s|am\s|den\s|el\s)?(?:[^\W\d_]{3,10}day,?\s{1,2})?(?:[^\W\d_]{3,10}\.?\s{0,2}\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\.?"
    r"\s{0,2}(?:de\s)?[^\W\d_]{3,10})\.?(?:(?:,|/|\sde)?\s{0,2}\d{4})?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
DATELINE = re.compile(  # the words between the start of the line and the name, read from the start
    rf"(?:{_PLACE}(?:\s?[,.]\s{{0,2}}{_PLACE}){{0,2}})?(?:\s?[,./·۔•-]?\s{{0,2}}{_DATE})?\s?[,.:;–—/·۔•-]{{0,3}}\s{{0,2}}\Z"
)
_OTHER_SCRIPT = re.compile(r"(?:[^\W\da-zA-Z_]{1,20}[\s،,.:؛۔–/-]{0,3}(?:\d{1,4}[\s،,.]{0,2})?){1,8}\Z")
_DASH = re.compile(r"\s{0,2}(?:\.\s?)?(?:[-–—―:]{1,3}|\.\s?[-–—]|:)")
_LINE_END = re.compile(r"[ \t.]{0,8}(?:\n|\Z|#{2,4})")
_KOREAN = re.compile(r"[^\s=]{1,12}\s?=")  # (서울=연합뉴스)
_DASHED = re.compile(r"\s?(?:\.\s?)?[-–—―]|\s?:")
_EASTERN_AFTER = re.compile(
    r"[^\s。，,]{0,12}?(?:\d{1,2}月)?\d{1,2}日(?:专|專|综合|綜合)?[电電]"
)  # 新华社北京1月17日电
_WIRED = re.compile("[電电]")
_EASTERN_BEFORE = re.compile(r"\d{1,2}日\Z")  # 台北17日中央社電
_PLACE_BEHIND = re.compile(  # AKP Phnom Penh, January 17 --; SHANA (Tehran) -
    rf"(\s(?:\({_CITY}\)|{_PLACE}(?:, {_PLACE})?,?\s{_DATE}))\s{{0,2}}[-–—:]"
)
_LINE = re.compile(r"\n|#{2,4} |\u2028")
STORY_AFTER = 25  # characters that must follow a dateline or byline; at the very end stand end marks
_FILLER = frozenset(
    [
        "with",
        "inputs",
        "input",
        "from",
        "the",
        "news",
        "agency",
        "agencies",
        "reports",
        "report",
        "text",
        "story",
        "source",
        "via",
        "by",
        "and",
        "of",
        "in",
        "avec",
        "con",
        "mit",
        "material",
        "información",
        "informações",
        "de",
        "des",
        "la",
        "el",
        "dpa-afx",
        "red",
        "agenturen",
        "staff",
        "desk",
        "wire",
        "wires",
        "correspondent",
        "media",
        "und",
        "y",
        "et",
        "e",
        "additional",
        "reporting",
        "for",
        "international",
        "service",
        "files",
        "exclusive",
        "to",
        "com",
        "agence",
        "agência",
        "agenzia",
        "agencia",
    ]
)
_CODE = re.compile(r"[a-zäöü]{2,5}\.?|[a-z]{2,4}/[a-z]{2,4}")  # initials of an editor: red./APA, mit/dpa
_INITIALS_END = re.compile(r"(?:\s{1,2}[A-Z]{1,4}){0,4}[\s.)/-]{0,4}\Z|/?[a-z]{2,4}(?:/[a-z]{2,4}){0,2}\s{0,4}\Z")
_SENTENCE_END = re.compile(r"[.!?…\"”»’'۔。！？)\]]\s{0,8}\Z")

_S = r"[\s]{1,4}"
_CALLED = rf"(?:[Tt]he{_S})?{MARK}"
_THIS = r"(?:this|the|that)\s(?:\w{2,12}\s)?(?:report|story|article|dispatch|piece|analysis)"
SIGNOFF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{MARK}[^\n.!?]{{0,90}}?\bcontributed\b(?:{_S}(?:\w{{2,12}}{_S}){{0,2}}?(?:to|for){_S}(?:this|the|our){_S}(?:report|story|article|dispatch)|{_S}(?:to{_S})?(?:this{_S})?report(?:ing)?)?",
        rf"\b(?:[Aa]dditional|[Ff]urther|[Oo]ther){_S}(?:reporting|material|information|input)s?{_S}(?:by|from)[^\n.;)]{{0,60}}{_CALLED}",
        rf"\b[Ww]ith{_S}(?:additional{_S})?(?:reporting|reports|report|files|material|materials|information|inputs?|contributions?|content|input){_S}(?:by|from|of){_S}[^\n.;)]{{0,60}}?{_CALLED}",
        rf"\b(?:[Ww]ith|[Aa]vec|[Cc]on|[Mm]it){_S}(?:la{_S})?{_CALLED}(?:{_S}(?:inputs?|files|reports?|Material))?(?=\s{{0,2}}[.)\n])",
        rf"\b(?:[Cc]on{_S}información|[Cc]om{_S}informações|[Aa]vec{_S}les{_S}informations|[Mm]it{_S}(?:Material|Informationen|Agenturmaterial)){_S}(?:de|von|der|da|do|d['’])(?:{_S})?(?:l['’])?{_CALLED}",
        rf"\b(?:[Mm]aterial|[Ii]nformation){_S}from{_S}{_CALLED}{_S}was{_S}used(?:{_S}in{_S}this{_S}\w{{4,8}})?",
        rf"\bContribut(?:ing|ors?):[^\n.]{{0,80}}{_CALLED}",
        rf"(?:[Cc]opyright|COPYRIGHT|©|\([Cc]\))[\s©]{{0,3}}(?:\([Cc]\)\s)?(?:(?:by|\d{{4}}(?:[-–]\d{{4}})?),?\s{{0,2}}){{0,3}}[©\s]{{0,2}}{_CALLED}",
        rf"(?:{_THIS}{_S})?(?:was{_S}|is{_S}|has{_S}been{_S})?(?:[Ff]irst|[Oo]riginally|[Ii]nitially){_S}(?:published|appeared|posted|run|issued){_S}(?:\w{{2,10}}{_S}){{0,2}}?(?:by|on|in|at|with){_S}{_CALLED}",
        rf"\b[Tt]his{_S}(?:report|story|article)[^\n.]{{0,30}}?\b(?:by|from|of){_S}{_CALLED}[^\n.]{{0,30}}(?:\bpublished\b[^\n.]{{0,30}})?",
        rf"(?:[Rr]epublished|[Rr]eprinted|[Ss]yndicated|[Ll]icensed|[Dd]istributed|[Pp]rovided|[Pp]roduced|[Ss]upplied){_S}(?:\w{{2,12}}{_S}){{0,3}}?(?:by|from|through|via|with){_S}{_CALLED}",
        # a label and the name, on a line of their own or behind a slash or bar
        r"(?:\n|[|•/#(\[]\s{0,2}|[.!?]\s{1,2})\s{0,4}(?P<phrase>(?:[Ss]ources?|SOURCE|[Cc]redit|[Ff]uentes?|FUENTE|[Ff]ontes?|[Qq]uellen?|"
        r"[Bb]ron|[Kk]ällor?|[Kk]ilder?|[Źź]ródło|[Zz]droj|[Ff]orrás|[Ss]ursa|[Ii]zvor|[Ии]сточник|[Дд]жерело|[Kk]aynak|[Ss]umber|"
        r"[Nn]guồn|المصدر|منبع|来源|來源|出典|출처)"
        rf"\s?[:：/-]\s{{0,3}}[^\n:]{{0,30}}?{MARK})",
        rf"\b(?:[Rr]eporting|[Rr]eport|REPORT){_S}(?:by|from):?(?:[^\n;)]{{0,60}}?,)?{_S}{_CALLED}(?=\s{{0,2}}[.;)\n,])",
    )
)
COPYRIGHT = re.compile(r"[Cc]opyright|COPYRIGHT|©|\([Cc]\)")
_BY = re.compile(
    r"\s{0,4}(?:[Bb][Yy]|[Vv]on|[Pp]ar|[Pp]or|Di|[Dd]oor|Av|Af|Автор:?|Od|Przez|Text:|Reported by|From)\s", re.UNICODE
)
LABEL = re.compile(rf"\n\s{{0,4}}{MARK}\s{{1,2}}(?:Exclusive|EXCLUSIVE|exclusive)\s{{0,3}}(?=[\n:])")
_WIRE_WORD = re.compile(
    r"\s?(?:Staff|staff|Staff Writers?|Writers?|News Service|Wires?|Reporters?|Correspondent|News Desk|News)?[\s.|]{0,4}\Z"
)


class Bracket(NamedTuple):
    """The inside of a bracket, with the numbers of all names in it."""

    start: int
    end: int
    members: list[int]


def bracket_span(text: str, names: Sequence[Name], place: int) -> Bracket | None:
    """The inside of the bracket around name number `place`, with the numbers of all names in it.

    >>> bracket_span("It rained. (Xinhua/NAN)", [Name(12, 18, ("xinhua",), "sure"), Name(19, 22, ("nan_ng",), "common")], 1)
    Bracket(start=12, end=22, members=[0, 1])
    """
    name = names[place]
    first, last = max(0, name.start - 80), min(len(text), name.end + 80)
    start = name.start
    inside = {spot for other in names[max(0, place - 6) : place + 7] for spot in range(other.start, other.end)}
    chain_slash = _slash_is_bracket(text, names, place)
    while start > first and (start - 1 in inside or not _opens(text, start - 1, chain_slash)):
        start -= 1
        if text[start] == "\n" or (start not in inside and text[start] in ")]）］】〕"):
            return None
    end = name.end
    while end < last and (end in inside or not _shuts(text, end, chain_slash)):
        if text[end] == "\n" or (end not in inside and text[end] in "([（［【〔"):
            return None
        end += 1
    if start == 0 or not _opens(text, start - 1, chain_slash) or end == len(text) or not _shuts(text, end, chain_slash):
        return None
    members = [
        n
        for n in range(max(0, place - 6), min(len(names), place + 7))
        if start <= names[n].start and names[n].end <= end
    ]
    return Bracket(start, end, members)


def _slash_is_bracket(text: str, names: Sequence[Name], place: int) -> bool:
    """Whether slashes stand around this one name: /TASS/."""
    name = names[place]
    left = text[max(0, name.start - 12) : name.start]
    return (
        "/" in left
        and left[left.rindex("/") - 1 : left.rindex("/")] in (" ", "\n", "")
        and text[name.end : name.end + 1] == "/"
    )


def _opens(text: str, place: int, slash: bool) -> bool:
    return text[place] in "([（［【〔" or (slash and text[place] == "/")


def _shuts(text: str, place: int, slash: bool) -> bool:
    return text[place] in ")]）］】〕" or (slash and text[place] == "/")


def only_names(text: str, start: int, end: int, members: Sequence[Name]) -> bool:
    """Whether a bracket holds names of bodies and small words alone, so that no person and no desk stands in it.

    >>> text = "(With inputs from ANI)"
    >>> only_names(text, 1, 21, [Name(18, 21, ("ani",), "needs_cue")])
    True
    """
    left = text[start:end]
    for name in reversed(members):
        left = left[: name.start - start] + "\x00" + left[name.end - start :]
    parts = [part.strip(" .:©’'\"“”‘") for part in re.split(r"[/|+&,،、;؛=\s–—-]{1,4}", left)]
    return all(part.strip("\x00") == "" or part.casefold() in _FILLER or _CODE.fullmatch(part) for part in parts)


def line_start(text: str, place: int, bound: int = 160) -> int:
    """Where the line of `place` begins; "###" counts as a line's end; -1 where it is further off than the bound.

    >>> line_start("one\\ntwo three", 8)
    4
    """
    low = max(0, place - bound)
    starts = [match.end() for match in _LINE.finditer(text, low, place)]
    return starts[-1] if starts else 0 if low == 0 else -1


def is_dateline(text: str, start: int, end: int, *, dated: bool = False) -> bool:
    """Whether what stands before start:end on its line is a place and a date, and the story follows.

    >>> text = "LONDON, Jan 17 (Reuters) - Rain fell."
    >>> is_dateline(text, 15, 24)
    True
    """
    first = line_start(text, start)
    if first < 0:
        return False
    before = text[first:start].lstrip()
    if not before.strip("( [/"):
        return bool(_DASH.match(text, end))
    if re.search(r"[\u0600-\u06ff\u0900-\u0dff\u2e80-\ud7ff]", before):
        return len(before) < 60 and bool(_OTHER_SCRIPT.fullmatch(before))
    if len(before) > 100 or not DATELINE.fullmatch(before):
        return False
    return bool(_DASH.match(text, end)) or not dated or any(letter.isdigit() for letter in before)


def bracket_dateline(text: str, bracket: Bracket, name: Name) -> tuple[int, int] | None:
    """The dateline that a bracket closes, from its place to the closing bracket, if it is one.

    >>> text = "LONDON, Jan 17 (Reuters) - Rain fell."
    >>> bracket_dateline(text, Bracket(16, 23, [0]), Name(16, 23, ("reuters",), "sure"))
    (0, 24)
    """
    korean = _KOREAN.match(text, bracket.start, name.start)
    if not korean and not is_dateline(text, bracket.start - 1, bracket.end + 1):
        return None
    return _indented(text, line_start(text, bracket.start)), bracket.end + 1


def plain_dateline(text: str, name: Name) -> tuple[int, int] | None:
    """A dateline whose name has no brackets: "Accra, Jan. 17, GNA -", "TOKYO, Jan. 17, Kyodo".

    >>> plain_dateline("Accra, Jan. 17, GNA - Rain fell on the harbour all day.", Name(16, 19, ("gna",), "needs_cue"))
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
        return (
            (_indented(text, first), name.end) if _DASHED.match(after) and (capitals or name.grade == "sure") else None
        )
    if not before.endswith((",", ".", "-", "–", "—", "/", ":")) or not DATELINE.fullmatch(before):
        return None
    told = any(letter.isdigit() for letter in before) or before[-1] in "-–—" or (capitals and before.isupper())
    ended = told and (after[:1] in (".", "\n", "") or (capitals and before.isupper()))
    return (_indented(text, first), name.end) if _DASHED.match(after) or ended else None


def _indented(text: str, place: int) -> int:
    return place + len(text[place : place + 20]) - len(text[place : place + 20].lstrip())


def ends_line(text: str, place: int) -> bool:
    """Whether nothing but a full stop follows on the line.

    >>> ends_line("(Xinhua).", 8)
    True
    """
    return _LINE_END.match(text, place) is not None


def after_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a line has just ended before `start`."""
    before = text[max(0, start - 10) : start]
    return not before.strip() or bool(_SENTENCE_END.search(before)) or before.rstrip(" \t").endswith("\n")


def end_mark(text: str, name: Name, body_end: int) -> tuple[int, int] | None:
    """The span of an end mark such as "-- BERNAMA", "/ritzau/", "© dpa" or a last lonely "Reuter".

    >>> end_mark("It rained.\\n-- BERNAMA\\n", Name(14, 21, ("bernama",), "sure"), 22)
    (11, 21)
    """
    stop = text.find("\n", name.end)
    stop = len(text) if stop < 0 else stop
    rest = text[name.end : min(stop, name.end + 80)]
    if stop - name.end > 70:
        return None
    before = text[max(0, name.start - 12) : name.start]
    mark = re.search(r"(?:--?|[–—―©=*•]|/{1,2}|\.)[ \t]{0,2}\Z", before)
    start = name.start - (len(mark.group()) if mark and mark.group()[0] != "." else 0)
    own_line = text[line_start(text, start) : start].strip() == "" and line_start(text, start) >= 0
    tail = re.fullmatch(
        r"(/(?:Fim|FIM|Fin|End)?|/\([^)\n]{1,60}\)|(?:[ /][a-z]{2,4}){1,3}|(?:[ ][A-Z]{1,4}){1,4}|//?)?[.)\s]{0,8}",
        rest,
    )
    if tail is None or not (own_line or mark or body_end - name.end < 40):
        return None
    if not own_line and not (after_sentence(text, start) or (mark and text[start - 1 : start].isspace())):
        return None
    if not own_line and not mark and text[name.end : body_end].strip(" \n.ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        return None
    return start, name.end + len((tail.group(1) or "").rstrip())


def byline_span(text: str, name: Name) -> tuple[int, int] | None:
    """The line that says who wrote, if the name stands in such a one: "By Jane Doe, Associated Press", "Reuters Staff".

    >>> byline_span("By Jane Doe, Reuters\\nRain fell on the harbour all day.", Name(13, 20, ("reuters",), "sure"))
    (0, 20)
    """
    first = line_start(text, name.start, 120)
    if first < 0:
        return None
    stop = _LINE.search(text, name.end, name.end + 60)
    last = stop.start() if stop else len(text) if len(text) - name.end < 60 else -1
    if last < 0:
        return None
    before, after = text[first : name.start], text[name.end : last]
    if not text[last + STORY_AFTER :].strip():
        return None
    alone = not before.strip(" \t|/•-–—") or re.fullmatch(r"\s{0,3}[Tt]he\s{1,2}", before)
    if alone and _WIRE_WORD.fullmatch(after):
        return _trimmed(text, first, last)
    people = _BY.match(before) or re.fullmatch(
        r"\s{0,4}(?:[A-Z][\w.'’-]{1,20} ){1,4}(?:and (?:[A-Z][\w.'’-]{1,20} ?){1,4})?,? ?(?:[Tt]he )?", before
    )
    if (
        people
        and not re.search(r"[.!?]\s", after)
        and len(after) < 40
        and not re.search(r"\b(?:is|was|said|has)\b", after)
    ):
        by = bool(_BY.match(before))
        if by or re.fullmatch(r"[^\n.]{0,80},\s(?:the |The )?", before):
            return _trimmed(text, first, last)
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
