"""Stretches in other words become whole passages: they take in the aligned pieces and the stretches in and beside them.

What lies between two that are joined is a sentence or less, in both articles. Aligned pieces with no such stretch near
them stay what they are: of what lies between them nothing is known to be the same.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct, is_among
from provenance.base.tokens import I64
from provenance.match.align.alignment import AlignedSpans

Flags = npt.NDArray[np.bool_]

NEAR = 20  # words between two that are joined, in either article


class Merged(NamedTuple):
    """Whole passages, their `matched` still 0; and for each aligned piece the one that took it in, or -1."""

    found: AlignedSpans
    holder: I64


def merged_stretches(more: AlignedSpans, aligned: AlignedSpans, offsets: I64, borders: I64) -> Merged:
    """The whole passages of the stretches in other words (`more`), sorted; none crosses a border of pieces.

    >>> rows = [(0, 1, 0, 30, 0, 30, 9), (0, 1, 45, 60, 40, 50, 9)]
    >>> more, aligned = (AlignedSpans(*np.array([row], np.int32).T) for row in rows)
    >>> whole = merged_stretches(more, aligned, np.array([0, 90, 180]), np.array([0, 90, 180]))
    >>> [column.tolist() for column in whole.found[2:6]], whole.holder.tolist()
    ([[0], [60], [0], [50]], [0])
    """
    keys, stretch_keys = _pieces(aligned, offsets, borders), _pieces(more, offsets, borders)
    beside = np.flatnonzero(is_among(keys, distinct(stretch_keys)))
    beside = beside[np.argsort(keys[beside], kind="stable")]
    order = np.argsort(stretch_keys, kind="stable")
    rows: list[tuple[int, ...]] = []
    holder = np.full(len(aligned.left), -1, np.int64)
    for stretches in np.split(order, np.flatnonzero(np.diff(stretch_keys[order])) + 1) if len(order) else ():
        first, beyond = (np.searchsorted(keys[beside], stretch_keys[stretches[0]], side) for side in ("left", "right"))
        pieces = beside[first:beyond]
        hulls, taken = _grown(_places(more, stretches), _places(aligned, pieces))
        holder[pieces] = np.where(taken < 0, -1, taken + len(rows))
        pair = int(more.left[stretches[0]]), int(more.right[stretches[0]])
        rows += [(*pair, *hull, 0) for hull in hulls.tolist()]
    table = np.array(rows, np.int32).reshape(-1, len(AlignedSpans._fields))
    by_place = np.lexsort(table.T[::-1])
    rank = np.append(np.argsort(by_place), -1)  # the last one stands for none
    return Merged(AlignedSpans(*table[by_place].T), rank[holder])


def _pieces(spans: AlignedSpans, offsets: I64, borders: I64) -> I64:
    """The piece that each span lies in on the left, and that on the right, as one number."""
    sides = (spans.left, spans.left_from), (spans.right, spans.right_from)
    left, right = (np.searchsorted(borders, offsets[article] + start, "right") for article, start in sides)
    pieces: I64 = left.astype(np.int64) << 32 | right
    return pieces


def _places(spans: AlignedSpans, rows: I64) -> I64:
    return np.stack([column[rows] for column in spans[2:6]], axis=1).astype(np.int64)


def _grown(stretches: I64, pieces: I64) -> tuple[I64, I64]:
    """What the stretches grow to; and for each piece which of these took it in, or -1."""
    hulls, before = stretches, stretches[:0]
    while not np.array_equal(hulls, before):
        before, left = hulls, np.ones(len(hulls), np.bool_)
        hulls = np.stack([_hull(hull, hulls, pieces, left) for number, hull in enumerate(hulls) if left[number]])
    taken = np.full(len(pieces), -1, np.int64)
    for number, hull in enumerate(hulls):
        taken[_near(hull, pieces)] = number
    return hulls, taken


def _hull(hull: I64, hulls: I64, pieces: I64, left: Flags) -> I64:
    """What one grows to; those of the hulls that it takes in are no longer left."""
    size = -1
    while True:
        near, inside = _near(hull, hulls) & left, _near(hull, pieces)
        if size == (size := int(near.sum() + inside.sum())):
            left &= ~near
            return hull
        union = np.concatenate([hull[None], hulls[near], pieces[inside]])
        hull = np.stack([union[:, 0].min(), union[:, 1].max(), union[:, 2].min(), union[:, 3].max()])


def _near(hull: I64, places: I64) -> Flags:
    """Which of these lie so near on both sides that they are one with it."""
    gaps = np.maximum(places[:, ::2] - hull[1::2], hull[::2] - places[:, 1::2])
    close: Flags = (gaps <= NEAR).all(axis=1)
    return close
