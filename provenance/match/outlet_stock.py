"""Passages become stock: what an outlet sets under or into many of its articles, and its forms with other facts."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.tokens import I32, I64
from provenance.match.align.alignment import Found

_MOST = 0.3  # share of the shorter article from which two articles of one house are versions of one story
_FACTS = 0.6  # share of the numbers and names below which they are a form: of versions, nine in ten share more
_OTHERS = 2  # further articles of the house that hold it: of two, one may have drawn on the other
_HELD = 0.5  # share of a passage's words that so many must hold


def stock(
    found: Found, offsets: I64, houses: Sequence[str | None], facts: Callable[[int, int], float] | None = None
) -> npt.NDArray[np.bool_]:
    """Which passages lie between articles of one house that share little, and stand in three of its articles or more.

    Linear in the passages and in the words; `offsets` are those of the tokens, `houses` who published each article.
    What articles of other houses hold too has come from somewhere, and is no house's stock. `facts` is the share of
    numbers and names that two articles have in common: a form is filled in with others, however much it makes up.

    >>> found = Found(*(np.array(column) for column in ([0, 0, 1], [1, 2, 2], *[[0, 0, 0], [9, 9, 9]] * 2, [9, 9, 9])))
    >>> stock(found, np.array([0, 90, 180, 270]), ["the vale courier"] * 3).tolist()
    [True, True, True]
    >>> stock(found, np.array([0, 20, 180, 270]), ["the vale courier"] * 3).tolist()
    [False, False, False]
    """
    same = _same(found, houses)
    rows = np.flatnonzero(same)
    rows = rows[_apart(Found(*(column[rows] for column in found)), np.diff(offsets), facts)]
    result = np.zeros(len(found.left), np.bool_)
    if len(rows):
        begins = _begins(found, rows, offsets)
        held = _held(_sides(found, rows, begins), _elsewhere(found, begins, ~same))
        mine, its = begins[found.left[rows]], begins[found.right[rows]]
        result[rows] = _mostly(held, mine + found.left_from[rows], mine + found.left_to[rows]) & _mostly(
            held, its + found.right_from[rows], its + found.right_to[rows]
        )
    return result


def _same(found: Found, houses: Sequence[str | None]) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles are of one known house."""
    number = {name: i for i, name in enumerate(sorted({name for name in houses if name}))}
    house = np.array([number[name] if name else -1 for name in houses], np.int64)
    left = house[found.left]
    same: npt.NDArray[np.bool_] = (left >= 0) & (left == house[found.right])
    return same


def _apart(found: Found, words: I64, facts: Callable[[int, int], float] | None) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles share little in all, or much with other facts."""
    little = _little(found, words)
    if facts is not None:
        told: dict[tuple[int, int], bool] = {}
        for row in np.flatnonzero(~little).tolist():
            pair = int(found.left[row]), int(found.right[row])
            if pair not in told:
                told[pair] = facts(*pair) < _FACTS
            little[row] = told[pair]
    return little


def _little(found: Found, words: I64) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles share little in all."""
    pair = found.left.astype(np.int64) * len(words) + found.right
    place = np.searchsorted(distinct(pair), pair)
    shared = np.bincount(place, weights=found.matched)[place] if len(pair) else np.zeros(0)
    little: npt.NDArray[np.bool_] = shared < _MOST * np.minimum(words[found.left], words[found.right])
    return little


def _begins(found: Found, rows: I64, offsets: I64) -> I64:
    """Where each article begins and ends when the tokens of none are counted but those of these passages' articles."""
    own = np.zeros(len(offsets) - 1, np.bool_)
    own[found.left[rows]] = own[found.right[rows]] = True
    return np.concatenate([[0], np.cumsum(np.diff(offsets) * own)])


def _elsewhere(found: Found, begins: I64, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which tokens that are counted stand in one of these passages."""
    steps = np.zeros(int(begins[-1]) + 1, np.int32)
    own = np.diff(begins) > 0
    for article, start, end in (
        (found.left, found.left_from, found.left_to),
        (found.right, found.right_from, found.right_to),
    ):
        these = np.flatnonzero(rows & own[article])
        np.add.at(steps, begins[article[these]] + start[these], 1)
        np.add.at(steps, begins[article[these]] + end[these], -1)
    return np.cumsum(steps[:-1], dtype=np.int32) > 0


class _Sides(NamedTuple):
    """Each passage from both sides: an article, the other one, the first token among those counted, and the end."""

    article: I32
    other: I32
    start: I64
    end: I64


def _sides(found: Found, rows: I64, begins: I64) -> _Sides:
    """Both sides of these passages, by article, other article and place."""
    left, right, left_from, left_to, right_from, right_to, _ = (column[rows] for column in found)
    ends = zip((left_from, left_to), (right_from, right_to), strict=True)
    start, end = (np.concatenate([begins[left] + a, begins[right] + b]) for a, b in ends)
    article, other = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.lexsort((end, start, other, article))
    return _Sides(article[order], other[order], start[order], end[order])


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


def _mostly(held: I64, start: I64, end: I64) -> npt.NDArray[np.bool_]:
    return held[end] - held[start] >= _HELD * (end - start)
