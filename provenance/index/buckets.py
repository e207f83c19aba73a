"""Rows with the same hash are brought together: one sort, and nothing is done about rows that are alone."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import I64, U64


class Buckets(NamedTuple):
    """Rows, those of a bucket in a row and ascending; where all but the first of each are, and where that one is."""

    rows: I64
    others: I64
    first: I64  # for each of the others


def buckets(hashes: U64) -> Buckets:
    """The rows by their hashes, all 64 bits of them, so that a bucket does not depend on how many rows there are.

    >>> found = buckets(np.array([1 << 40, 7 << 40, 1 << 40, 5 << 40, 1 << 40], np.uint64))
    >>> found.rows.tolist(), found.rows[found.others].tolist(), found.rows[found.first].tolist()
    ([0, 2, 4, 3, 1], [2, 4], [0, 0])
    """
    bits = np.uint64(len(hashes).bit_length())
    packed = (hashes >> bits << bits) | np.arange(len(hashes), dtype=np.uint64)  # sorts eight times as fast as pairs
    packed.sort()
    opened = _opened((packed[1:] ^ packed[:-1]) >> bits == 0)
    packed &= (np.uint64(1) << bits) - np.uint64(1)
    rows: I64 = packed.view(np.int64)
    if np.array_equal(hashes[rows[opened[0]]], hashes[rows[opened[1]]]):
        return Buckets(rows, *opened)
    rows = np.argsort(hashes, kind="stable")  # two hashes that agree in their high bits alone: one in 10^11 pairs
    ordered = hashes[rows]
    return Buckets(rows, *_opened(ordered[1:] == ordered[:-1]))


def _opened(is_same: npt.NDArray[np.bool_]) -> tuple[I64, I64]:
    """From which rows are as the one before: the places of these, and of the first of each bucket."""
    others = np.flatnonzero(is_same) + 1
    opens = np.diff(others, prepend=-1) > 1
    return others, (others[opens] - 1)[np.cumsum(opens) - 1]
