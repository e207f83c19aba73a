"""Two versions of a text become edits: where one has words that the other has not, or has others."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_ROW = 3  # words in a row that stand once in either text: they stand for the same place
_SMALL = 80  # words of a gap between such places that are compared each with each; a larger one is rewritten


class Edit(NamedTuple):
    """Words of one text, and those of the other that stand in their place; one of the two may be none."""

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def gone(self) -> int:
        """How many words only the first text has."""
        return self.end - self.start

    @property
    def come(self) -> int:
        """How many words only the second text has."""
        return self.other_end - self.other_start


def edits(left: Sequence[str], right: Sequence[str]) -> list[Edit]:
    """What makes the second text of the first, in order; near linear in the words (after Cohen's patience diff).

    >>> edits("the old ferry will stop at dawn".split(), "the ferry will stop for good at dawn".split())
    [Edit(start=1, end=2, other_start=1, other_end=1), Edit(start=5, end=5, other_start=4, other_end=6)]
    """
    places = [(-1, -1), *_rising(_alike(left, right)), (len(left), len(right))]
    apart = (pair for pair in pairwise(places) if pair[1][0] - pair[0][0] > 1 or pair[1][1] - pair[0][1] > 1)
    gaps = (Edit(a + 1, c, b + 1, d) for (a, b), (c, d) in apart)
    return [edit for gap in gaps for edit in _within(_trimmed(gap, left, right), left, right)]


def _alike(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the rows of words that both have, and each once."""
    left_rows, right_rows = _once(left), _once(right)
    return [(position, right_rows[row]) for row, position in left_rows.items() if row in right_rows]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    rows = list(zip(*(words[step:] for step in range(_ROW)), strict=False))
    places = {row: position for position, row in enumerate(rows)}
    if len(places) == len(rows):
        return places
    times = Counter(rows)
    return {row: position for row, position in places.items() if times[row] == 1}


def _rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most places that stand in the same order in both texts: the longest rising row (Schensted, 1961).

    >>> _rising([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)])
    [(1, 1), (2, 2), (4, 3)]
    """
    ends: list[int] = []  # the least last value of a rising row of each length
    rows: list[int] = []  # and where it stands
    before: list[int] = []
    for number, (_, value) in enumerate(places):
        length = bisect_left(ends, value)
        before.append(rows[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        rows[length : length + 1] = [number]
    points = []
    number = rows[-1] if rows else -1
    while number >= 0:
        points.append(places[number])
        number = before[number]
    return points[::-1]


def _trimmed(gap: Edit, left: Sequence[str], right: Sequence[str]) -> Edit:
    """The gap without the words at its ends that both have."""
    start, end, other_start, other_end = gap
    while start < end and other_start < other_end and left[start] == right[other_start]:
        start, other_start = start + 1, other_start + 1
    while start < end and other_start < other_end and left[end - 1] == right[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return Edit(start, end, other_start, other_end)


def _within(gap: Edit, left: Sequence[str], right: Sequence[str]) -> Iterable[Edit]:
    if not gap.gone and not gap.come:
        return []
    if max(gap.gone, gap.come) > _SMALL or not (gap.gone and gap.come):
        return [gap]
    matcher = SequenceMatcher(None, left[gap.start : gap.end], right[gap.other_start : gap.other_end], autojunk=False)
    return [
        Edit(gap.start + a, gap.start + b, gap.other_start + c, gap.other_start + d)
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
