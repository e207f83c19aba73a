"""Kernel: how many shingles each of two articles has, and both of them; the readable twin is exact.py.

Of "a b c d" and "b c d e" with shingles of two words both have (b, c) and (c, d), and each has three: 2, 3, 3.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import I64x2, compiled, inline
from provenance.base.shingle_kernel import article_shingles, shingle_size
from provenance.base.tokens import I64, U64

_U = np.uint64
_LEFT, _BOTH, _RIGHT = _U(0), _U(1), _U(2)  # who has a shingle
_ROUND = _U(3)  # a mark is three times the number of the pair, and who has it: older marks are empty places


@inline
def _slot(key: np.uint64, keys: U64, marks: U64, empty: np.uint64) -> np.uint64:
    """Where the key stands in the table, or the first free place behind where it would."""
    last = _U(len(keys) - 1)
    at = key & last
    while marks[at] >= empty and keys[at] != key:
        at = (at + _U(1)) & last
    return at


class PairScratch(NamedTuple):
    """Room for one pair: the shingles of an article, and a table of those of both, a power of two."""

    shingles: U64
    keys: U64
    marks: U64  # zeros


@compiled
def compare_pairs(
    hashes: U64, offsets: I64, size: int, pairs: I64x2, first: int, beyond: int, scratch: PairScratch, counts: I64x2
) -> None:
    """Write for the pairs `first:beyond` of articles how many shingles both have, the left one, and the right one."""
    shingles, keys, marks = scratch
    for pair in range(_U(first), _U(beyond)):
        empty = _ROUND * (pair - _U(first) + _U(1))
        left, right = _U(pairs[pair, 0]), _U(pairs[pair, 1])
        common, of_left, of_right = 0, 0, 0
        begin, end = offsets[left], offsets[left + _U(1)]
        words = shingle_size(hashes, begin, end, size)
        for k in range(_U(article_shingles(hashes, begin, end, words, shingles, 0))):
            at = _slot(shingles[k], keys, marks, empty)
            of_left += marks[at] < empty
            keys[at], marks[at] = shingles[k], empty + _LEFT
        begin, end = offsets[right], offsets[right + _U(1)]
        words = shingle_size(hashes, begin, end, size)
        for k in range(_U(article_shingles(hashes, begin, end, words, shingles, 0))):
            at = _slot(shingles[k], keys, marks, empty)
            if marks[at] < empty:
                keys[at], marks[at] = shingles[k], empty + _RIGHT
                of_right += 1
            elif marks[at] == empty + _LEFT:
                marks[at] = empty + _BOTH
                of_right += 1
                common += 1
        counts[pair, 0], counts[pair, 1], counts[pair, 2] = common, of_left, of_right
