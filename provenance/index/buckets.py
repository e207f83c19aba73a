"""Rows with the same hash are brought together: one sort, and nothing is done about rows that are alone."""

from typing import NamedTuple

import numpy as np

from provenance.base.tokens import I64, U64


class Buckets(NamedTuple):
    """Rows, those of a bucket in a row and ascending; where all but the first of each are, and where that one is."""

    rows: I64
    others: I64
    first: I64  # for each of the others


def buckets(hashes: U64) -> Buckets:
    """The rows by the high bits of their hashes: in all 64 - log2(n), of which a million rows leave 44.

    >>> found = buckets(np.array([1 << 40, 7 << 40, 1 << 40, 5 << 40, 1 << 40], np.uint64))
    >>> found.rows.tolist(), found.rows[found.others].tolist(), found.rows[found.first].tolist()
    ([0, 2, 4, 3, 1], [2, 4], [0, 0])
    """
    bits = np.uint64(len(hashes).bit_length())
    packed = (hashes >> bits << bits) | np.arange(len(hashes), dtype=np.uint64)
    packed.sort()
    others = np.flatnonzero((packed[1:] ^ packed[:-1]) >> bits == 0) + 1
    opens = np.diff(others, prepend=-1) > 1
    first = (others[opens] - 1)[np.cumsum(opens) - 1]
    packed &= (np.uint64(1) << bits) - np.uint64(1)
    return Buckets(packed.view(np.int64), others, first)
