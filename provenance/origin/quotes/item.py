"""Who is quoted: spans between quotation marks of any kind, and the speaker where the sentence names one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from provenance.base.limits import LONGEST_READ, MOST_SPEAKERS
from provenance.origin.quotes.dialogue import dialogue
from provenance.origin.quotes.posts import posts
from provenance.origin.quotes.single_marks import between_single_marks
from provenance.origin.quotes.speakers import LOOK, speakers
from provenance.origin.quotes.unmarked import set_apart

_NAMED = 4000  # characters before in which the name of a speaker stands who was carried on
LONGEST = 3000  # characters; a longer stretch between marks is two marks that do not belong together
_SHORT_WORDS = 1  # a quotation of one word is a scare quote as often as a quotation
_MARKS = re.compile(  # each begins with the mark itself, so that the scan stops at marks only
    "’’|‘‘|``|''(?!')|[\"“”„‟«»‹›「」『』｢｣﹁﹂﹃﹄〝〞〟＂]"
    "|[‘‚](?<![^\\W_][‘‚])(?=[^\\W\\d_])|’(?!\\w)|‘(?<=[\\w.,!?]‘)(?!\\w)"
)
_SIGNS = re.compile('["“”„‟«»‹›「」『』｢｣﹁﹂﹃﹄〝〞〟＂’‘‚]')
_DOUBTFUL = "’‘‚"  # what stands around them tells whether they are marks
_CLOSES = {
    opening: frozenset(closing.split())
    for opening, closing in {
        '"': '" ” “', "“": "” \" “ ’’", "”": '” "', "„": '“ ” "', "‟": '” "', "‘": "’", "‚": "‘ ’", "‘‘": '’’ ” "',
        "``": "'' \" ” ’’",
        "’’": "‘‘", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』", "｢": "｣", "﹁": "﹂", "﹃": "﹄",
        "〝": "〞 〟", "＂": "＂",
    }.items()
}  # fmt: skip
_ONLY_OPEN = frozenset("“„«「『｢﹁﹃〝‘‚") | {"‘‘", "``"}
_ONLY_CLOSE = frozenset("」』｣﹂﹄〞〟’") | {"''"}
_EITHER = frozenset('"＂')  # open and close alike
_DOUBLE = frozenset('"“„‟”＂') | {"‘‘", "``"}  # of these a quotation that goes on opens again in each paragraph
_DEEPEST = 3  # quotations within quotations


@dataclass(frozen=True)
class ArticleQuote:
    """A quotation, marks included, half-open; the speaker where the sentence names one; whether it is one word."""

    start: int
    end: int
    speaker: str | None = None
    short: bool = False


def article_quotes(text: str, furniture: Sequence[tuple[int, int, str]] = ()) -> list[ArticleQuote]:
    """The quotations of an article, in order and disjoint; a post and words set apart without marks are quotations too.

    >>> story = "“Rain helps,” said Ida Fenn. She called the 'dam' \\"an old friend.”"
    >>> [(story[q.start:q.end], q.speaker) for q in article_quotes(story)]
    [('“Rain helps,”', 'Ida Fenn'), ('"an old friend.”', 'Ida Fenn')]
    """
    text, at = text[:LONGEST_READ], 0
    posted = {(start, end): who for start, end, who in posts(text)}
    apart = set(set_apart(text))
    unmarked = _outermost(_outermost(posted, sorted(apart)), dialogue(text))
    marked = _outermost(_spans(text), between_single_marks(text))
    spans = []
    for start, end in _outermost(unmarked, marked):
        while at < len(furniture) and furniture[at][1] <= start:
            at += 1
        if at == len(furniture) or furniture[at][0] >= end:
            spans.append((start, end))
    spoken = [span for span in spans if span not in apart and span not in posted]  # what follows these tells of others
    spoken = spoken[:MOST_SPEAKERS]
    names = posted | dict(zip(spoken, speakers(text, spoken), strict=True))
    return [
        ArticleQuote(
            start,
            end,
            names.get((start, end)),
            len(text[start + 1 : end - 1].split(None, _SHORT_WORDS)) <= _SHORT_WORDS,
        )
        for start, end in spans
    ]


def _outermost(posted: Iterable[tuple[int, int]], marked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Posts, and the stretches between marks that touch none, in order; the first are disjoint."""
    outer = sorted(posted)
    if not outer:
        return sorted(marked)
    return sorted([*outer, *(span for span in marked if not _touches(span, outer))])


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
    for position, mark in _marks(text):
        while stack and position - stack[0].start > LONGEST:  # it has no end, so what it holds stands for itself
            spans += stack.pop(0).inside
        level = _closed(text, stack, position, mark)
        if level is not None:
            opened = stack[level]
            del stack[level:]
            if text[opened.start + len(opened.mark) : position].strip():
                (stack[-1].inside if stack else spans).append((opened.start, position + len(mark)))
        elif _opens(text, position, mark):
            _open(text, stack, spans, _Opened(position, mark))
    for opened in stack:
        spans += opened.inside
    return sorted(spans)


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Each mark with its place, as _MARKS finds them; eight times as fast where none is written with two signs."""
    if "``" in text or "''" in text:
        yield from ((match.start(), match.group()) for match in _MARKS.finditer(text))
        return
    end = 0
    for sign in _SIGNS.finditer(text):
        position, mark = sign.start(), sign.group()
        if mark in _DOUBTFUL:
            match = _MARKS.match(text, position) if position >= end else None
            if match is None:
                continue
            end, mark = match.end(), match.group()
        yield position, mark


@dataclass
class _Opened:
    """A mark that nothing has closed yet, and the quotations found since."""

    start: int
    mark: str
    inside: list[tuple[int, int]] = field(default_factory=list)
    balanced: bool | None = None  # not looked at yet


def _closed(text: str, stack: Sequence[_Opened], position: int, mark: str) -> int | None:
    """The innermost level of the stack that a mark closes, if it does not rather open one."""
    if stack and mark in _EITHER and _nests(text, stack, position, mark):
        return None
    for level in range(len(stack) - 1, -1, -1):
        if mark in _CLOSES[stack[level].mark] and not _begins(text, stack[level], position, mark):
            return level
    return None


def _nests(text: str, stack: Sequence[_Opened], position: int, mark: str) -> bool:
    """Whether a straight mark within curly ones stands as an opening one does, and is not open yet."""
    shaped = text[position - 1].isspace() and text[position + 1 : position + 2].isalnum()
    return shaped and all(opened.mark != mark for opened in stack)


def _open(text: str, stack: list[_Opened], spans: list[tuple[int, int]], new: _Opened) -> None:
    """An opening mark: of another kind it opens a quotation within one; of the same it begins anew."""
    outer = stack[0] if stack else None
    if outer and outer.mark in _DOUBLE and new.mark in _DOUBLE:
        broken = _paragraph_end(text, outer.start, new.start)
        if broken > outer.start + 1:  # a quotation that goes on in the next paragraph opens again there
            spans.append((outer.start, broken))
            stack[:] = [new]
            return
    level_of_mark = next((level for level, opened in enumerate(stack) if opened.mark == new.mark), None)
    within = level_of_mark is None or (new.mark == "“" and _balanced(text, stack[0]))
    if within and len(stack) < _DEEPEST:
        stack.append(new)
    elif level_of_mark is not None and new.mark in _DOUBLE:
        spans += stack[level_of_mark].inside if level_of_mark == 0 else []
        stack[level_of_mark:] = [new]


def _balanced(text: str, outer: _Opened) -> bool:
    """Whether the paragraph closes all that it opens from a mark on, so that like marks stand within like marks."""
    if outer.balanced is None:
        reach = outer.start + LONGEST
        ends = [end for end in (text.find(mark, outer.start, reach) for mark in ("\n", " ###")) if end >= 0]
        paragraph = text[outer.start : min(ends, default=reach)]
        outer.balanced = paragraph.count("“") == paragraph.count("”")
    return outer.balanced


def _opens(text: str, position: int, mark: str) -> bool:
    if mark in _ONLY_CLOSE:
        return False
    before, after = (
        text[position - 1 : position] if position else "",
        text[position + len(mark) : position + len(mark) + 1],
    )
    if not after or (after.isspace() and mark != "«"):  # French sets a space inside
        return False
    if mark == "’’":  # Urdu turns them round
        return "\u0600" <= after <= "\u06ff"
    return mark in _ONLY_OPEN or not before or before.isspace() or before in '([—–-/:,“«„‘"'


def _begins(text: str, opened: _Opened, position: int, mark: str) -> bool:
    """Whether a mark that could close stands as an opening one does: space before, a word after, a paragraph since."""
    if mark not in ('"', "“"):
        return False
    if mark == "“" and opened.mark != "„":
        return text[position + 1 : position + 2].isalnum() and not text[position - 1].isalnum()
    spaced = text[position - 1].isspace() and text[position + 1 : position + 2].isalnum()
    return spaced and _paragraph_end(text, opened.start, position) > 0


def _paragraph_end(text: str, opened: int, position: int) -> int:
    """Where the quotation's paragraph ends when a paragraph break stands right before the next mark, else 0."""
    before = text[opened:position]
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
    low = max(0, start - _NAMED)
    before = [*name.finditer(text, low, start)]
    match = name.search(text, end, end + LOOK) or (before[-1] if before else name.search(text, start, end))
    return match.span() if match else None
