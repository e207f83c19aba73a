"""Kernel: the fingerprints of articles are marked in one pass over their tokens; the readable twin is winnowing.py.

A mark says nothing of a fingerprint but the upper bits of its hash: the hash is made again where it is wanted, so that
a corpus keeps one byte a token.
"""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.shingle_kernel import article_shingles
from provenance.base.tokens import I64, U8, U32, U64
from provenance.match.significance.ngram_kernel import run_at

_U = np.uint64
MARKED = 7  # upper bits of a hash that a mark tells


@inline
def _least(found: U64, count: np.uint64, window: np.uint64, least: U32) -> np.uint64:
    """Write where the smallest of every window stands, the rightmost where several are; how many windows there are.

    Two windows that meet or overlap make one that is up to twice as wide, so there is no branch to guess.
    """
    window = min(window, count)
    for k in range(count):
        least[k] = k
    wide = _U(1)
    while wide < window:
        step = min(wide, window - wide)
        for k in range(count - wide - step + _U(1)):
            left, right = least[k], least[k + step]
            least[k] = right if found[_U(right)] <= found[_U(left)] else left
        wide += step
    return count - window + _U(1)


@compiled("void(u8[::1],i8[::1],i8[::1],i8[::1],i8,i8,i8,i8,i8,u1[::1],i8[::1])")
def marked_fingerprints(
    hashes: U64,
    borders: I64,
    pieces: I64,
    order: I64,
    first: int,
    beyond: int,
    size: int,
    window: int,
    parts: int,
    marks: U8,
    counts: I64,
) -> None:
    """Mark the first tokens of the fingerprints of `order[first:beyond]`, and count these by the upper `parts` bits.

    Article a is the pieces `pieces[a]:pieces[a + 1]`, piece p the tokens `borders[p]:borders[p + 1]`. A mark is the
    upper seven bits of the hash, and one.
    """
    longest = 0
    for i in range(_U(first), _U(beyond)):
        article = _U(order[i])
        for p in range(_U(pieces[article]), _U(pieces[article + _U(1)])):
            longest = max(longest, borders[p + _U(1)] - borders[p])
    found, least = np.empty(longest + 1, np.uint64), np.empty(longest + 1, np.uint32)
    for i in range(_U(first), _U(beyond)):
        article = _U(order[i])
        for p in range(_U(pieces[article]), _U(pieces[article + _U(1)])):
            begin, end = borders[p], borders[p + _U(1)]
            if end - begin >= size:
                count = _U(article_shingles(hashes, begin, end, size, found, 0))
                windows = _least(found, count, _U(window), least)
                last = count  # no place
                for k in range(windows):
                    if _U(least[k]) != last:
                        last = _U(least[k])
                        marks[_U(begin) + last] = np.uint8(found[last] >> _U(64 - MARKED)) + np.uint8(1)
                        counts[found[last] >> _U(64 - parts)] += 1


@compiled("void(u8[::1],i8[::1],i8,u8[::1])")
def shingles_at(hashes: U64, places: I64, size: int, found: U64) -> None:
    """Write the shingles of the words from these tokens on."""
    for k in range(_U(len(places))):
        found[k] = run_at(hashes, _U(places[k]), _U(size))
