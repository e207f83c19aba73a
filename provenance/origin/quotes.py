"""Who is quoted: spans between quotation marks of any kind, and the speaker where the sentence names one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from provenance.origin.posts import posts
from provenance.origin.set_apart import set_apart
from provenance.origin.single_marks import between_single_marks

LONGEST = 3000  # characters; a longer stretch between marks is two marks that do not belong together
_SHORT_WORDS = 1  # a quotation of one word is a scare quote as often as a quotation
_LOOK = 160  # characters of the sentence before and after that are searched for a speaker
_MARKS = re.compile(
    '’’|‘‘|["“”„‟«»‹›「」『』｢｣﹁﹂﹃﹄〝〞〟＂]|(?<![^\\W_])[‘‚](?=[^\\W\\d_])|’(?!\\w)|(?<=[\\w.,!?])‘(?!\\w)'
)
_CLOSES = {
    opening: frozenset(closing.split())
    for opening, closing in {
        '"': '" ” “', "“": "” \" “ ’’", "”": '” "', "„": '“ ” "', "‟": '” "', "‘": "’", "‚": "‘ ’", "‘‘": '’’ ” "',
        "’’": "‘‘", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』", "｢": "｣", "﹁": "﹂", "﹃": "﹄",
        "〝": "〞 〟", "＂": "＂",
    }.items()
}  # fmt: skip
_ONLY_OPEN = frozenset("“„«「『｢﹁﹃〝‘‚") | {"‘‘"}
_ONLY_CLOSE = frozenset("」』｣﹂﹄〞〟’")
_EITHER = frozenset('"＂')  # open and close alike
_DOUBLE = frozenset('"“„‟”＂') | {"‘‘"}  # of these a quotation that goes on opens again in each paragraph
_DEEPEST = 3  # quotations within quotations
_CAPITAL = "A-ZÀ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚƏΆΈΉΊΌΎΏΑ-ΩА-ЯЂ-ЏІЇЄҐ"
_PARTICLE = "de|del|da|dos|di|al|bin|ibn|van|von|der|den|la|of|the|for"
_NAME = (
    rf"(?P<name>(?:[{_CAPITAL}][\w’'.-]{{1,24}}|(?:{_PARTICLE})(?!\w))"
    rf"(?:\s{{1,3}}(?:[{_CAPITAL}][\w’'.-]{{0,24}}|(?:{_PARTICLE})(?!\w))){{0,6}})"
)
_VERBS = (  # "_" stands for a space
    "said says added adds told tells stated noted stressed explained announced wrote writes tweeted warned warns"
    " insisted argued declared asked continued replied claimed concluded recalled admitted called described"
    " сказал[аи]? заявил[аи]? отметил[аи]? сообщил[аи]? добавил[аи]? подчеркнул[аи]? пояснил[аи]? написал[аи]? говорит"
    " сказав сказала заявив заявила зазначив зазначила додав додала наголосив наголосила каза заяви посочи рекао рекла"
    " изјавио изјавила каже sagte sagt erklärte betonte meinte ergänzte schrieb a_déclaré déclare a_dit dit a_affirmé"
    " affirme a_ajouté a_expliqué explique a_estimé a_souligné dijo dice afirmó declaró explicó añadió aseguró señaló"
    " indicó ha_detto ha_dichiarato ha_spiegato ha_aggiunto afferma spiega disse afirmou explicou acrescentou declarou"
    " dedi söyledi belirtti açıkladı powiedział[ao]? mówi dodał[ao]? stwierdził[ao]? podkreślił[ao]? zei zegt vertelt"
    " aldus säger sade sa siger sagde sier forteller sanoo sanoi kertoo řekl[ai]? uvedl[ai]? dodal[ai]? povedal[ai]?"
    " mondta közölte a_declarat a_spus a_precizat rekao rekla kaže izjavio izjavila kata ujar δήλωσε είπε τόνισε"
    " ανέφερε"
)
_SAYS = rf"(?:{'|'.join(_VERBS.split())})(?!\w)".replace("_", " ")
_AFTER = (
    re.compile(rf"[\s,،，、–—-]{{0,6}}{_SAYS}\s{{1,3}}{_NAME}"),
    re.compile(rf"[\s,،，、–—-]{{0,6}}{_NAME}(?:,[^,.\n\"“]{{2,60}},)?\s{{1,3}}{_SAYS}\b"),
    re.compile(rf"[\s,،，、–—-]{{0,6}}according to {_NAME}"),
    re.compile(rf"[^.!?\"“]{{0,60}}\bquoted {_NAME} as saying"),
)
_BEFORE = (
    re.compile(rf"{_NAME}(?:,[^,.\n\"“]{{2,80}},)?\s{{1,3}}{_SAYS}\b[^.!?\"“”«»]{{0,90}}$"),
    re.compile(rf"\b[Aa]ccording to {_NAME},?[^.!?\"“”]{{0,60}}$"),
    re.compile(rf"\bquoted {_NAME} as saying[^.!?\"“”]{{0,20}}$"),
)
_NOBODY = frozenset(
    {
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "the",
        "his",
        "her",
        "this",
        "that",
        "but",
        "and",
        "in",
        "on",
        "at",
        "who",
        "a",
        "an",
        "of",
        "for",
        "as",
        "when",
        "while",
        "if",
    }
)
_PARTICLES = frozenset({"de", "al", "bin", "van", "von", "der", "la"})
_ENDS_IN_A_STOP = frozenset({"Jr.", "Sr."})
_INITIAL = 4  # "Jr." and "Gen." may stand inside a name; a longer word with a full stop ends the sentence
_END = re.compile(r"[.!?…]['\"”’»)]?\s|\n\s{0,9}\n")


@dataclass(frozen=True)
class Quote:
    """A quotation, marks included, half-open; the speaker where the sentence names one; whether it is one word."""

    start: int
    end: int
    speaker: str | None = None
    short: bool = False


def quotes(text: str, furniture: Sequence[tuple[int, int, str]] = ()) -> list[Quote]:
    """The quotations of an article, in order and disjoint; a post and words set apart without marks are quotations too.

    >>> story = "“Rain helps,” said Ida Fenn. She called the 'dam' \\"an old friend.”"
    >>> [(story[q.start:q.end], q.speaker) for q in quotes(story)]
    [('“Rain helps,”', 'Ida Fenn'), ('"an old friend.”', None)]
    """
    found = []
    at = 0
    posted = {(start, end): who for start, end, who in posts(text)}
    apart = set(set_apart(text))
    whole = _outermost(posted, sorted(apart))
    marked = _outermost(_spans(text), between_single_marks(text))
    for start, end in _outermost(whole, marked):
        while at < len(furniture) and furniture[at][1] <= start:
            at += 1
        if at < len(furniture) and furniture[at][0] < end:
            continue
        words = len(text[start + 1 : end - 1].split())
        bare = (start, end) in apart  # what follows such words tells of others
        speaker = posted.get((start, end)) or (None if bare else speaker_of(text, start, end))
        found.append(Quote(start, end, speaker, words <= _SHORT_WORDS))
    return found


def _outermost(posted: Iterable[tuple[int, int]], marked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Posts, and the stretches between marks that touch none, in order; the first are disjoint."""
    whole = sorted(posted)
    return sorted([*whole, *(span for span in marked if not _touches(span, whole))])


def _touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch overlaps one of others that are in order and disjoint."""
    at = bisect_left(others, span)
    return (at < len(others) and others[at][0] < span[1]) or (at > 0 and others[at - 1][1] > span[0])


def _spans(text: str) -> list[tuple[int, int]]:
    """From each opening mark to the mark that closes it; of quotations within quotations the outermost.

    >>> story = "“She called it «the ‘old’ dam»,” he said."
    >>> [story[start:end] for start, end in _spans(story)]
    ['“She called it «the ‘old’ dam»,”']
    """
    spans: list[tuple[int, int]] = []
    stack: list[_Opened] = []
    for match in _MARKS.finditer(text):
        place, mark = match.start(), match.group()
        while stack and place - stack[0].place > LONGEST:  # it has no end, so what it holds stands for itself
            spans += stack.pop(0).inside
        level = _closed(text, stack, place, mark)
        if level is not None:
            opened = stack[level]
            del stack[level:]
            if text[opened.place + len(opened.mark) : place].strip():
                (stack[-1].inside if stack else spans).append((opened.place, match.end()))
        elif _opens(text, place, mark):
            _open(text, stack, spans, _Opened(place, mark))
    for opened in stack:
        spans += opened.inside
    return sorted(spans)


@dataclass
class _Opened:
    """A mark that nothing has closed yet, and the quotations found since."""

    place: int
    mark: str
    inside: list[tuple[int, int]] = field(default_factory=list)
    balanced: bool | None = None  # not looked at yet


def _closed(text: str, stack: Sequence[_Opened], place: int, mark: str) -> int | None:
    """The innermost level of the stack that a mark closes, if it does not rather open one."""
    if stack and mark in _EITHER and _nests(text, stack, place, mark):
        return None
    for level in range(len(stack) - 1, -1, -1):
        if mark in _CLOSES[stack[level].mark] and not _begins(text, stack[level], place, mark):
            return level
    return None


def _nests(text: str, stack: Sequence[_Opened], place: int, mark: str) -> bool:
    """Whether a straight mark within curly ones stands as an opening one does, and is not open yet."""
    shaped = text[place - 1].isspace() and text[place + 1 : place + 2].isalnum()
    return shaped and all(opened.mark != mark for opened in stack)


def _open(text: str, stack: list[_Opened], spans: list[tuple[int, int]], new: _Opened) -> None:
    """An opening mark: of another kind it opens a quotation within one; of the same it begins anew."""
    outer = stack[0] if stack else None
    if outer and outer.mark in _DOUBLE and new.mark in _DOUBLE:
        broken = _paragraph_end(text, outer.place, new.place)
        if broken > outer.place + 1:  # a quotation that goes on in the next paragraph opens again there
            spans.append((outer.place, broken))
            stack[:] = [new]
            return
    same = next((level for level, opened in enumerate(stack) if opened.mark == new.mark), None)
    within = same is None or (new.mark == "“" and _balanced(text, stack[0]))
    if within and len(stack) < _DEEPEST:
        stack.append(new)
    elif same is not None and new.mark in _DOUBLE:
        spans += stack[same].inside if same == 0 else []
        stack[same:] = [new]


def _balanced(text: str, outer: _Opened) -> bool:
    """Whether the paragraph closes all that it opens from a mark on, so that like marks stand within like marks."""
    if outer.balanced is None:
        reach = outer.place + LONGEST
        ends = [end for end in (text.find(mark, outer.place, reach) for mark in ("\n", " ###")) if end >= 0]
        paragraph = text[outer.place : min(ends, default=reach)]
        outer.balanced = paragraph.count("“") == paragraph.count("”")
    return outer.balanced


def _opens(text: str, place: int, mark: str) -> bool:
    if mark in _ONLY_CLOSE:
        return False
    before, after = text[place - 1 : place] if place else "", text[place + len(mark) : place + len(mark) + 1]
    if not after or (after.isspace() and mark != "«"):  # French sets a space inside
        return False
    if mark == "’’":  # Urdu turns them round
        return "\u0600" <= after <= "\u06ff"
    return mark in _ONLY_OPEN or not before or before.isspace() or before in '([—–-/:,“«„‘"'


def _begins(text: str, opened: _Opened, place: int, mark: str) -> bool:
    """Whether a mark that could close stands as an opening one does: space before, a word after, a paragraph since."""
    if mark not in ('"', "“"):
        return False
    if mark == "“" and opened.mark != "„":
        return text[place + 1 : place + 2].isalnum() and not text[place - 1].isalnum()
    spaced = text[place - 1].isspace() and text[place + 1 : place + 2].isalnum()
    return spaced and _paragraph_end(text, opened.place, place) > 0


def _paragraph_end(text: str, opened: int, place: int) -> int:
    """Where the quotation's paragraph ends when a paragraph break stands right before the next mark, else 0."""
    before = text[opened:place]
    kept = before.rstrip(" \t\r\n\xa0#")
    between = before[len(kept) :]
    return opened + len(kept) if "\n" in between or "###" in between else 0


def speaker_place(text: str, start: int, end: int, speaker: str | None) -> tuple[int, int] | None:
    """Where the speaker of what stands at start:end is named: behind it, else before it, at the nearest place.

    >>> speaker_place("“Rain helps,” said Ida Fenn.", 0, 13, "Ida Fenn")
    (19, 27)
    """
    if not speaker:
        return None
    name = re.compile(r"\s{1,3}".join(map(re.escape, speaker.split())))
    low = max(0, start - _LOOK)
    before = [*name.finditer(text, low, start)]
    found = name.search(text, end, end + _LOOK) or (before[-1] if before else name.search(text, start, end))
    return found.span() if found else None


def speaker_of(text: str, start: int, end: int) -> str | None:
    """The speaker whom the sentence around start:end names, or None."""
    after = text[end : end + _LOOK]
    for pattern in _AFTER:
        match = pattern.match(after)
        if match and (name := _named(match["name"])):
            return name
    before = text[max(0, start - _LOOK) : start]
    cuts = [cut.end() for cut in _END.finditer(before)]
    before = before[cuts[-1] if cuts else 0 :]
    for pattern in _BEFORE:
        match = pattern.search(before)
        if match and (name := _named(match["name"])):
            return name
    return None


def _named(name: str) -> str | None:
    """The name without small words at its edges, or None for a pronoun."""
    words = name.split()
    whole = next((i for i, word in enumerate(words) if word.endswith(".") and len(word) > _INITIAL), len(words))
    words = [word.rstrip(".") if i == whole else word for i, word in enumerate(words[: whole + 1])]
    while words and words[0].lower() in _NOBODY:
        words.pop(0)
    while words and words[-1].lower() in _NOBODY | _PARTICLES:
        words.pop()
    if words and words[-1] not in _ENDS_IN_A_STOP and len(words[-1]) > len("A."):
        words[-1] = words[-1].rstrip(".")
    return " ".join(words) or None
