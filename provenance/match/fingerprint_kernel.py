"""Kernel: the token hashes of articles become fingerprints in one pass; the readable twin is fingerprints.py."""

import numpy as np

from provenance.base.compiled import compiled, part
from provenance.base.shingle_kernel import article_shingles
from provenance.base.tokens import I64, U32, U64

_U, _C = np.uint64, np.uint32


@part
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


@compiled("i8(u8[::1],i8[::1],i8[::1],i8[::1],i8,i8,i8,i8,u8[::1],u4[::1],i8[::1])")
def fingerprints_of_articles(
    hashes: U64,
    borders: I64,
    pieces: I64,
    order: I64,
    first: int,
    beyond: int,
    size: int,
    window: int,
    prints: U64,
    places: U32,
    counts: I64,
) -> int:
    """Write the fingerprints of `order[first:beyond]` and their places among all tokens; how many there are.

    Article a is the pieces `pieces[a]:pieces[a + 1]`, piece p the tokens `borders[p]:borders[p + 1]`.
    `counts[a]` becomes how many fingerprints the article has. What there is no room for is counted only.
    """
    longest = 0
    for i in range(_U(first), _U(beyond)):
        article = _U(order[i])
        for p in range(_U(pieces[article]), _U(pieces[article + _U(1)])):
            longest = max(longest, borders[p + _U(1)] - borders[p])
    found, least = np.empty(longest + 1, np.uint64), np.empty(longest + 1, np.uint32)
    n, room = _U(0), _U(len(prints))
    for i in range(_U(first), _U(beyond)):
        article, before = _U(order[i]), n
        for p in range(_U(pieces[article]), _U(pieces[article + _U(1)])):
            begin, end = borders[p], borders[p + _U(1)]
            if end - begin >= size:
                count = _U(article_shingles(hashes, begin, end, size, found, 0))
                windows = _least(found, count, _U(window), least)
                least[windows] = count  # no place
                for k in range(windows):
                    if n < room:
                        prints[n], places[n] = found[_U(least[k])], _C(begin) + least[k]
                    n += _U(least[k] != least[k + _U(1)])
        counts[article] = n - before
    return int(n)
