"""An article's text is cut where something begins or ends: furniture, credits, quotes, dates and shared passages."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from provenance.report.story import Passage, Story

LONGEST = 120_000  # characters of a text that a page shows
TONES = 6  # colours and line forms; a seventh counterpart takes the first again


_Span = tuple[int, int, str, str]  # start, end, kind, words about it


@dataclass(frozen=True)
class Segment:
    """A stretch of text throughout which the same things hold."""

    text: str
    tone: int | None = None  # of the first counterpart that holds it
    kinds: tuple[str, ...] = ()  # furniture, credit, quote, date, phrase; sorted
    opens: tuple[str, ...] = ()  # ids that begin here: credit-1, here-2
    closes: tuple[int, ...] = ()  # passages that end here
    title: str = ""


@dataclass(frozen=True)
class Row:
    """Some paragraphs and the passages that begin in them, to be shown side by side."""

    segments: tuple[Segment, ...]
    passages: tuple[Passage, ...]


@dataclass
class _Marks:
    opens: dict[int, list[str]] = field(default_factory=dict)
    edges: set[int] = field(default_factory=set)
    spans: list[_Span] = field(default_factory=list)


def source_numbers(story: Story) -> dict[str, int]:
    """The number of each counterpart, from 1: sources first, then by how much of the text they hold."""
    sources = [d.source.key for d in (*story.sources, *story.unclear)]
    others = dict.fromkeys([*sources, *(node.key for node, _ in story.shares.holders)])
    partners = {passage.other.key for passage in story.passages}
    return {key: number for number, key in enumerate((key for key in others if key in partners), 1)}


def tones(story: Story) -> dict[str, int]:
    """The tone of each counterpart, by its number."""
    return {key: (number - 1) % TONES for key, number in source_numbers(story).items()}


def rows(story: Story, begun: Sequence[Passage] | None = None) -> tuple[Row, ...]:
    """The whole text, once, in order: its segments joined are the text itself up to LONGEST.

    `begun` are the passages that have a number in the text and stand beside it; all where it is not given.
    """
    begun = story.passages if begun is None else begun
    text = story.text[:LONGEST]
    marks = _marks(story, begun, len(text))
    starts = sorted({_line_start(text, p.start) for p in begun if p.start < len(text)} | {0})
    cuts = sorted({edge for edge in marks.edges if not _inside_line_end(text, edge)} | {*starts, len(text)})
    segments: dict[int, list[Segment]] = {start: [] for start in starts}
    for first, segment in _painted(text, cuts, marks, story.passages, source_numbers(story)):
        segments[_at_or_before(starts, first)].append(segment)
    beside: dict[int, list[Passage]] = {start: [] for start in starts}
    for passage in begun:
        beside[_at_or_before(starts, passage.start)].append(passage)
    return tuple(Row(tuple(segments[start]), tuple(beside[start])) for start in starts)


def marked_segments(text: str, spans: Sequence[_Span]) -> list[Segment]:
    """A text up to LONGEST, cut where one of some spans (start, end, kind, words about it) begins or ends.

    >>> [(segment.text, segment.kinds) for segment in marked_segments("Rain fell.", [(5, 9, "quote", "")])]
    [('Rain ', ()), ('fell', ('quote',)), ('.', ())]
    """
    text = text[:LONGEST]
    edges = {min(edge, len(text)) for start, end, _, _ in spans for edge in (start, end)}
    cuts = sorted({0, len(text), *(edge for edge in edges if not _inside_line_end(text, edge))})
    return [segment for _, segment in _painted(text, cuts, _Marks(spans=list(spans)), (), {})]


def _at_or_before(starts: list[int], position: int) -> int:
    return starts[bisect_right(starts, position) - 1]


def _line_start(text: str, position: int) -> int:
    start = max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1
    return start - 1 if _inside_line_end(text, start) else start


def _inside_line_end(text: str, position: int) -> bool:
    return 0 < position < len(text) and text[position - 1] == "\r" and text[position] == "\n"


def _marks(story: Story, begun: Iterable[Passage], length: int) -> _Marks:
    marks = _Marks()
    marks.spans += [(start, end, "furniture", f"page furniture: {kind}") for start, end, kind in story.furniture]
    marks.spans += [(q.start, q.end, "quote", _speaker(q.speaker, q.via)) for q in story.quotes]
    marks.spans += [(p.start, p.end, "phrase", "shared, but no evidence") for p in story.phrases]
    for reason in story.dates.reasons:
        if reason.start is not None and reason.end is not None:
            marks.spans.append((reason.start, reason.end, "date", reason.note))
    for number, credit in enumerate(story.credits, 1):
        if credit.start is None or credit.end is None:
            continue
        marks.spans.append((credit.start, credit.end, "credit", f"{credit.kind}: {credit.agency or 'unnamed'}"))
        marks.opens.setdefault(credit.start, []).append(f"credit-{number}")
    for passage in begun:
        marks.opens.setdefault(passage.start, []).append(f"here-{passage.number}")
    marks.edges |= {edge for passage in story.passages for edge in (passage.start, passage.end)}
    marks.edges |= {edge for start, end, _, _ in marks.spans for edge in (start, end)}
    marks.edges = {min(edge, length) for edge in marks.edges}
    return marks


def _speaker(speaker: str | None, via: str | None) -> str:
    return f"said by {speaker or 'someone unnamed'}" + (f", through {via}" if via else "")


def _painted(
    text: str, cuts: list[int], marks: _Marks, passages: tuple[Passage, ...], rank: Mapping[str, int]
) -> list[tuple[int, Segment]]:
    """Segments with their places; a sweep over sorted starts, so that many marks stay cheap."""
    covers = _covers(cuts, [(p.start, p.end, str(rank[p.other.key]), "") for p in passages])
    holds = _covers(cuts, marks.spans)
    ends: dict[int, list[int]] = {}
    for passage in passages:
        ends.setdefault(min(passage.end, len(text)), []).append(passage.number)
    return [
        (
            first,
            Segment(
                text=text[first:last],
                tone=_tone(int(k) for _, _, k, _ in covers.get(first, [])),
                kinds=tuple(sorted({kind for _, _, kind, _ in holds.get(first, [])})),
                opens=tuple(marks.opens.get(first, ())),
                closes=tuple(ends.get(last, ())),
                title="; ".join(dict.fromkeys(title for _, _, _, title in holds.get(first, []) if title)),
            ),
        )
        for first, last in pairwise(cuts)
    ]


def _tone(numbers: Iterable[int]) -> int | None:
    """The tone of the first of some counterparts."""
    first = min(numbers, default=None)
    return None if first is None else (first - 1) % TONES


def _covers(cuts: list[int], spans: list[_Span]) -> dict[int, list[_Span]]:
    """For each cut, the spans that hold the text after it."""
    waiting = sorted(spans, reverse=True)
    current: list[_Span] = []
    covers = {}
    for cut in cuts:
        current = [span for span in current if span[1] > cut]  # a new list: the old one is kept in `found`
        while waiting and waiting[-1][0] <= cut:
            span = waiting.pop()
            current += [span] if span[1] > cut else []
        if current:
            covers[cut] = current
    return covers
