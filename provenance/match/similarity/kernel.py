"""Kernel: how many shingles each of two articles has, and both of them; the readable twin is exact.py."""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.shingle_kernel import article_shingles, shingle_size
from provenance.base.tokens import I64, U64

_U = np.uint64
_LEFT, _BOTH, _RIGHT = _U(0), _U(1), _U(2)  # who has a shingle
_ROUND = _U(3)  # a mark is three times the number of the pair, and who has it: older marks are empty places


@inline
def _place(key: np.uint64, keys: U64, marks: U64, empty: np.uint64) -> np.uint64:
    """Where the key stands in the table, or the first free place behind where it would."""
    last = _U(len(keys) - 1)
    at = key & last
    while marks[at] >= empty and keys[at] != key:
        at = (at + _U(1)) & last
    return at


@compiled("void(u8[::1],i8[::1],i8,i8[::1],i8[::1],i8,i8,u8[::1],u8[::1],u8[::1],i8[:,::1])")
def compared_pairs(
    hashes: U64, offsets: I64, size: int, lefts: I64, rights: I64, first: int, beyond: int,
    shingles: U64, keys: U64, marks: U64, found: I64,
) -> None:  # fmt: skip
    """Write for the pairs `first:beyond` of articles how many shingles both have, the left one, and the right one.

    `shingles` has room for an article's, `keys` and `marks` (zeros) for more than those of two: a power of two of them.
    """
    for pair in range(_U(first), _U(beyond)):
        empty = _ROUND * (pair - _U(first) + _U(1))
        left, right = _U(lefts[pair]), _U(rights[pair])
        shared, of_left, of_right = 0, 0, 0
        begin, end = offsets[left], offsets[left + _U(1)]
        words = shingle_size(hashes, begin, end, size)
        for k in range(_U(article_shingles(hashes, begin, end, words, shingles, 0))):
            at = _place(shingles[k], keys, marks, empty)
            of_left += marks[at] < empty
            keys[at], marks[at] = shingles[k], empty + _LEFT
        begin, end = offsets[right], offsets[right + _U(1)]
        words = shingle_size(hashes, begin, end, size)
        for k in range(_U(article_shingles(hashes, begin, end, words, shingles, 0))):
            at = _place(shingles[k], keys, marks, empty)
            if marks[at] < empty:
                keys[at], marks[at] = shingles[k], empty + _RIGHT
                of_right += 1
            elif marks[at] == empty + _LEFT:
                marks[at] = empty + _BOTH
                of_right += 1
                shared += 1
        found[pair, 0], found[pair, 1], found[pair, 2] = shared, of_left, of_right
