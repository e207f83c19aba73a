"""Kernel: the token hashes of an article become its shingles; the readable twin is shingles.py.

Of the tokens a, b, c and a size of two, the shingles are the numbers of (a, b) and (b, c).
"""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.tokens import LETTER_HASH, SIZE_BITS, U64

_U = np.uint64
_BASE = _U(0x9E3779B97F4A7C15)  # the polynomial and the finaliser of shingles.py
_MIX_1, _MIX_2 = _U(0xFF51AFD7ED558CCD), _U(0xC4CEB9FE1A85EC53)
_TWO, _FIVE, _SIX = (_U(LETTER_HASH << 3 | size) for size in (2, 5, 6))  # upper bits of letters so many to a word


@inline
def stirred(h: np.uint64) -> np.uint64:
    """MurmurHash3's 64-bit finaliser."""
    h ^= h >> _U(33)
    h *= _MIX_1
    h ^= h >> _U(33)
    h *= _MIX_2
    return h ^ (h >> _U(33))


@compiled
def shingle_size(hashes: U64, first: int, beyond: int, size: int) -> int:
    """How many of the tokens `first:beyond` make `size` words; the twin of shingles.shingle_size."""
    two, five, six = _U(0), _U(0), _U(0)
    for i in range(_U(first), _U(beyond)):
        upper = hashes[i] >> _U(SIZE_BITS)
        two += _U(upper == _TWO)
        five += _U(upper == _FIVE)
        six += _U(upper == _SIX)
    if _U(2) * (two + five + six) <= _U(beyond - first):
        return size
    return size * (2 if two >= five and two >= six else 5 if five >= six else 6)


@compiled
def article_shingles(hashes: U64, first: int, beyond: int, size: int, shingles: U64, row: int) -> int:
    """Write the shingles of the tokens `first:beyond` from `row` on; the row after them.

    Fewer tokens than `size` make one shingle of all, none make none.
    """
    if first >= beyond:
        return row
    i, stop, n = _U(first), _U(beyond), _U(row)
    k = _U(min(size, beyond - first))
    h, top = _U(0), _U(1)  # the number of the last k tokens; what the first of them was multiplied with, times BASE
    for j in range(i, i + k):
        h = h * _BASE + hashes[j]
        top *= _BASE
    shingles[n] = stirred(h)
    n += _U(1)
    for j in range(i + k, stop):
        h = h * _BASE + hashes[j] - hashes[j - k] * top
        shingles[n] = stirred(h)
        n += _U(1)
    return int(n)
