"""Passages become stock: what an outlet sets under or into many of its articles, and its forms with other facts."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.tokens import I32, I64
from provenance.match.align.alignment import AlignedSpans

_MOST = 0.3  # share of the shorter article from which two articles of one house are versions of one story
_FACTS = 0.6  # share of the numbers and names below which they are a form: of versions, nine in ten share more
_OTHERS = 2  # further articles of the house that hold it: of two, one may have drawn on the other
_HELD = 0.5  # share of a passage's words that so many must hold


def outlet_stock(
    spans: AlignedSpans, offsets: I64, houses: Sequence[str | None], facts: Callable[[int, int], float] | None = None
) -> npt.NDArray[np.bool_]:
    """Which passages lie between articles of one house that share little, and stand in three of its articles or more.

    Linear in the passages and in the words; `offsets` are those of the tokens, `houses` who published each article.
    What articles of other houses hold too has come from somewhere, and is no house's stock. `facts` is the share of
    numbers and names that two articles have in common: a form is filled in with others, however much it makes up.

    >>> columns = [0, 0, 1], [1, 2, 2], *[[0, 0, 0], [9, 9, 9]] * 2, [9, 9, 9]
    >>> spans = AlignedSpans(*map(np.array, columns))
    >>> outlet_stock(spans, np.array([0, 90, 180, 270]), ["the vale courier"] * 3).tolist()
    [True, True, True]
    >>> outlet_stock(spans, np.array([0, 20, 180, 270]), ["the vale courier"] * 3).tolist()
    [False, False, False]
    """
    same_outlet = _same(spans, houses)
    rows = np.flatnonzero(same_outlet)
    result = np.zeros(len(spans.left), np.bool_)
    if not len(rows):
        return result
    rows = rows[_apart(AlignedSpans(*(column[rows] for column in spans)), np.diff(offsets), facts)]
    if len(rows):
        begins = _begins(spans, rows, offsets)
        covered = _held(_sides(spans, rows, begins), _elsewhere(spans, begins, ~same_outlet))
        left_begin, right_begin = begins[spans.left[rows]], begins[spans.right[rows]]
        result[rows] = _mostly(covered, left_begin + spans.left_from[rows], left_begin + spans.left_to[rows]) & _mostly(
            covered, right_begin + spans.right_from[rows], right_begin + spans.right_to[rows]
        )
    return result


def _same(spans: AlignedSpans, houses: Sequence[str | None]) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles are of one known house."""
    number = {name: i for i, name in enumerate(sorted({name for name in houses if name}))}
    house = np.array([number[name] if name else -1 for name in houses], np.int64)
    left = house[spans.left]
    same_outlet: npt.NDArray[np.bool_] = (left >= 0) & (left == house[spans.right])
    return same_outlet


def _apart(spans: AlignedSpans, words: I64, facts: Callable[[int, int], float] | None) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles share little in all, or much with other facts."""
    little = _little(spans, words)
    if facts is not None:
        differs: dict[tuple[int, int], bool] = {}
        for row in np.flatnonzero(~little).tolist():
            pair = int(spans.left[row]), int(spans.right[row])
            if pair not in differs:
                differs[pair] = facts(*pair) < _FACTS
            little[row] = differs[pair]
    return little


def _little(spans: AlignedSpans, words: I64) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles share little in all."""
    pair = spans.left.astype(np.int64) * len(words) + spans.right
    pair_number = np.searchsorted(distinct(pair), pair)
    matched = np.bincount(pair_number, weights=spans.matched)[pair_number] if len(pair) else np.zeros(0)
    little: npt.NDArray[np.bool_] = matched < _MOST * np.minimum(words[spans.left], words[spans.right])
    return little


def _begins(spans: AlignedSpans, rows: I64, offsets: I64) -> I64:
    """Where each article begins and ends when the tokens of none are counted but those of these passages' articles."""
    has_stock = np.zeros(len(offsets) - 1, np.bool_)
    has_stock[spans.left[rows]] = has_stock[spans.right[rows]] = True
    return np.concatenate([[0], np.cumsum(np.diff(offsets) * has_stock)])


def _elsewhere(spans: AlignedSpans, begins: I64, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which tokens that are counted stand in one of these passages."""
    steps = np.zeros(int(begins[-1]) + 1, np.int32)
    has_stock = np.diff(begins) > 0
    for article, start, end in (
        (spans.left, spans.left_from, spans.left_to),
        (spans.right, spans.right_from, spans.right_to),
    ):
        these = np.flatnonzero(rows & has_stock[article])
        np.add.at(steps, begins[article[these]] + start[these], 1)
        np.add.at(steps, begins[article[these]] + end[these], -1)
    return np.cumsum(steps[:-1], dtype=np.int32) > 0


class _Sides(NamedTuple):
    """Each passage from both sides: an article, the other one, the first token among those counted, and the end."""

    article: I32
    other: I32
    start: I64
    end: I64


def _sides(spans: AlignedSpans, rows: I64, begins: I64) -> _Sides:
    """Both sides of these passages, by article, other article and place."""
    left, right, left_from, left_to, right_from, right_to, _ = (column[rows] for column in spans)
    ends = zip((left_from, left_to), (right_from, right_to), strict=True)
    start, end = (np.concatenate([begins[left] + a, begins[right] + b]) for a, b in ends)
    article, partner = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.lexsort((end, start, partner, article))
    return _Sides(article[order], partner[order], start[order], end[order])


def _held(sides: _Sides, elsewhere: npt.NDArray[np.bool_]) -> I64:
    """How many tokens before each place, and before the end, enough other articles of the house hold, and no others.

    What several passages of one pair hold counts once: of each, what lies behind the end of all before it.
    """
    pair = np.cumsum((np.diff(sides.article, prepend=-1) != 0) | (np.diff(sides.other, prepend=-1) != 0))
    ahead = pair * (len(elsewhere) + 1)  # so that the greatest end so far is that of the pair
    reach = np.maximum.accumulate(np.concatenate([[0], (ahead + sides.end)[:-1]])) - ahead
    start = np.maximum(sides.start, reach)
    fresh = start < sides.end
    steps = np.zeros(len(elsewhere) + 1, np.int32)
    np.add.at(steps, start[fresh], 1)
    np.add.at(steps, sides.end[fresh], -1)
    return np.concatenate([[0], np.cumsum((np.cumsum(steps[:-1], dtype=np.int32) >= _OTHERS) & ~elsewhere)])


def _mostly(covered: I64, start: I64, end: I64) -> npt.NDArray[np.bool_]:
    return covered[end] - covered[start] >= _HELD * (end - start)
