"""Passages become stock: what an outlet sets under or into many of its articles, whatever they are about."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.tokens import I64
from provenance.match.alignment import Found

_MOST = 0.3  # share of the shorter article from which two articles of one house are versions of one story
_OTHERS = 2  # further articles of the house that hold it: of two, one may have drawn on the other
_HELD = 0.5  # share of a passage's words that so many must hold


def stock(found: Found, offsets: I64, houses: Sequence[str | None]) -> npt.NDArray[np.bool_]:
    """Which passages lie between articles of one house that share little, and stand in three of its articles or more.

    Linear in the passages and in the words; `offsets` are those of the tokens, `houses` who published each article.
    What articles of other houses hold too has come from somewhere, and is no house's stock.

    >>> found = Found(*(np.array(column) for column in ([0, 0, 1], [1, 2, 2], *[[0, 0, 0], [9, 9, 9]] * 2, [9, 9, 9])))
    >>> stock(found, np.array([0, 90, 180, 270]), ["the vale courier"] * 3).tolist()
    [True, True, True]
    >>> stock(found, np.array([0, 20, 180, 270]), ["the vale courier"] * 3).tolist()
    [False, False, False]
    """
    same = _same(found, houses)
    rows = np.flatnonzero(same & _little(found, np.diff(offsets)))
    spans: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for row in rows.tolist():
        left, right = int(found.left[row]), int(found.right[row])
        spans[left, right].append((int(found.left_from[row]), int(found.left_to[row])))
        spans[right, left].append((int(found.right_from[row]), int(found.right_to[row])))
    held = _held(spans, _elsewhere(found, offsets, ~same), offsets)
    result = np.zeros(len(found.left), np.bool_)
    mine, its = offsets[found.left[rows]], offsets[found.right[rows]]
    result[rows] = _mostly(held, mine + found.left_from[rows], mine + found.left_to[rows]) & _mostly(
        held, its + found.right_from[rows], its + found.right_to[rows]
    )
    return result


def _same(found: Found, houses: Sequence[str | None]) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles are of one known house."""
    number = {name: i for i, name in enumerate(sorted({name for name in houses if name}))}
    house = np.array([number[name] if name else -1 for name in houses], np.int64)
    same: npt.NDArray[np.bool_] = (house[found.left] >= 0) & (house[found.left] == house[found.right])
    return same


def _little(found: Found, words: I64) -> npt.NDArray[np.bool_]:
    """Whether each passage's two articles share little in all."""
    pair = found.left * len(words) + found.right
    place = np.searchsorted(distinct(pair), pair)
    shared = np.bincount(place, weights=found.matched)[place] if len(pair) else np.zeros(0)
    little: npt.NDArray[np.bool_] = shared < _MOST * np.minimum(words[found.left], words[found.right])
    return little


def _elsewhere(found: Found, offsets: I64, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which tokens stand in one of these passages."""
    steps = np.zeros(int(offsets[-1]) + 1, np.int64)
    for article, start, end in (
        (found.left[rows], found.left_from[rows], found.left_to[rows]),
        (found.right[rows], found.right_from[rows], found.right_to[rows]),
    ):
        np.add.at(steps, offsets[article] + start, 1)
        np.add.at(steps, offsets[article] + end, -1)
    return np.cumsum(steps[:-1]) > 0


def _held(spans: dict[tuple[int, int], list[tuple[int, int]]], elsewhere: npt.NDArray[np.bool_], offsets: I64) -> I64:
    """How many tokens before each place, and before the end, enough other articles of the house hold, and no others."""
    steps = np.zeros(int(offsets[-1]) + 1, np.int64)
    for (article, _), own in spans.items():
        reach = 0
        for start, end in sorted(own):
            if end > reach:
                steps[offsets[article] + max(start, reach)] += 1
                steps[offsets[article] + end] -= 1
                reach = end
    return np.concatenate([[0], np.cumsum((np.cumsum(steps[:-1]) >= _OTHERS) & ~elsewhere)])


def _mostly(held: I64, start: I64, end: I64) -> npt.NDArray[np.bool_]:
    return held[end] - held[start] >= _HELD * (end - start)
