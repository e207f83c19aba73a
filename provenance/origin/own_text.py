"""Where an article's own text lies: the head, the tail and the furniture between."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter

Furniture = Sequence[tuple[int, int, str]]  # start, end, kind

ENDS = 2_000  # characters, furniture left out, at either end of a text in which datelines and sign-offs are looked for
CLOSING = 200  # the same, for a closing bracket that no sentence end and line end set apart


@dataclass(frozen=True)
class OwnText:
    """Where the article's own text lies, page furniture left out."""

    head: int  # the head ends here
    tail: int  # the tail begins here
    closing: int  # the last CLOSING characters begin here
    end: int
    furniture: tuple[tuple[int, int], ...]  # in order and disjoint

    def is_furniture(self, position: int) -> bool:
        return in_spans(position, self.furniture)

    def near_an_end(self, start: int, end: int) -> bool:
        """Whether the span lies in the head or the tail."""
        return start < self.head or end > self.tail

    def depth(self, position: int) -> int:
        """Characters of the article's own text before `position`."""
        number = bisect_right(self.furniture, position, key=itemgetter(0))
        if not number:
            return position
        start, end = self.furniture[number - 1]
        return position - self._lengths[number - 1] - (min(end, position) - start)

    @cached_property
    def _lengths(self) -> list[int]:
        """Characters of furniture before each span of it."""
        return [0, *accumulate(end - start for start, end in self.furniture)]


def in_spans(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the spans, which are in order and disjoint (`disjoint_spans`).

    >>> [in_spans(place, [(0, 2), (5, 6)]) for place in (1, 2, 5)]
    [True, False, True]
    """
    number = bisect_right(spans, position, key=itemgetter(0))
    return number > 0 and position < spans[number - 1][1]


def disjoint_spans(furniture: Furniture) -> list[tuple[int, int]]:
    """Spans in order and disjoint, from spans in any order that may overlap.

    >>> disjoint_spans([(4, 6, "promo"), (0, 2, "rights"), (5, 9, "rights")])
    [(0, 2), (4, 9)]
    """
    spans: list[tuple[int, int]] = []
    for start, end, *_ in sorted(furniture):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif end > start:
            spans.append((start, end))
    return spans


def own_text(text: str, furniture: Furniture = ()) -> OwnText:
    """The text's own part; furniture spans may come in any order and overlap.

    >>> own_text("Read also: Rain fell.", [(0, 10, "promo")]).depth(15)
    5
    """
    spans = [(start, min(end, len(text))) for start, end in disjoint_spans(furniture)]
    stretches: list[tuple[int, int]] = []
    position = 0
    for start, end in spans:
        stretches.append((position, start))
        position = end
    stretches = [(start, end) for start, end in [*stretches, (position, len(text))] if end > start]
    end = stretches[-1][1] if stretches else 0
    end -= len(text[max(0, end - 1000) : end]) - len(text[max(0, end - 1000) : end].rstrip())
    return OwnText(
        _from_start(stretches, ENDS), _from_end(stretches, ENDS), _from_end(stretches, CLOSING), end, tuple(spans)
    )


def _from_start(spans: Sequence[tuple[int, int]], count: int) -> int:
    for start, end in spans:
        if end - start >= count:
            return start + count
        count -= end - start
    return spans[-1][1] if spans else 0


def _from_end(spans: Sequence[tuple[int, int]], count: int) -> int:
    for start, end in reversed(spans):
        if end - start >= count:
            return end - count
        count -= end - start
    return spans[0][0] if spans else 0
