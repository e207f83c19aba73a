"""Shingles become the values of signatures: the least of their products, in numpy, the readable definition."""

from typing import Protocol

import numpy as np

from provenance.base.tokens import I64, U32

_CELLS = 1 << 19  # cells of the values x shingles product held at once: 2 MB, which stays in the cache


class Minima(Protocol):
    """`(mixed u32[s], offsets i64[m + 1], factors u32[v], addends u32[v]) -> u32[m, v]`.

    Cell (i, k) is the least `factors[k] * x + addends[k]` modulo 2^32 over article i's numbers x; each article has one
    number at least.
    """

    def __call__(self, mixed: U32, offsets: I64, factors: U32, addends: U32) -> U32: ...


def minima(mixed: U32, offsets: I64, factors: U32, addends: U32) -> U32:
    """Kernel in numpy, in chunks of bounded size that may cut through an article.

    >>> u32 = lambda *numbers: np.array(numbers, np.uint32)
    >>> minima(u32(5, 3, 9), np.array([0, 2, 3]), u32(1, 3), u32(0, 1)).tolist()
    [[3, 10], [9, 28]]
    """
    lowest = np.full((len(factors), len(offsets) - 1), 0xFFFFFFFF, np.uint32)
    step = max(1, _CELLS // len(factors))
    for start in range(0, len(mixed), step):
        numbers = mixed[start : start + step]
        first = int(np.searchsorted(offsets, start, "right")) - 1
        beyond = int(np.searchsorted(offsets, start + len(numbers), "left"))
        cuts = np.maximum(offsets[first:beyond] - start, 0)
        values = factors[:, None] * numbers + addends[:, None]
        block = lowest[:, first:beyond]
        np.minimum(block, np.minimum.reduceat(values, cuts, axis=1), out=block)
    return np.ascontiguousarray(lowest.T)
