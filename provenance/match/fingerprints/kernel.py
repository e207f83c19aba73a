"""Kernel: the fingerprints of articles are marked in one pass over their tokens; the readable twin is winnowing.py.

A mark says nothing of a fingerprint but the upper bits of its hash: the hash is made again where it is wanted, so that
a corpus keeps one byte a token. Of shingles 9, 4, 7, 8 and windows of three, the least of 9, 4, 7 and of 4, 7, 8 is the
same one: one fingerprint, at the second token.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.shingle_kernel import article_shingles
from provenance.base.tokens import I64, U8, U32, U64
from provenance.match.significance.ngram_kernel import run_at

_U = np.uint64
MARKED = 7  # upper bits of a hash that a mark tells


@inline
def _least(shingles: U64, count: np.uint64, window: np.uint64, smallest: U32) -> np.uint64:
    """Write where the smallest of every window stands, the rightmost where several are; how many windows there are.

    Two windows that meet or overlap make one that is up to twice as wide, so there is no branch to guess.
    """
    window = min(window, count)
    for k in range(count):
        smallest[k] = k
    wide = _U(1)
    while wide < window:
        step = min(wide, window - wide)
        for k in range(count - wide - step + _U(1)):
            left, right = smallest[k], smallest[k + step]
            smallest[k] = right if shingles[_U(right)] <= shingles[_U(left)] else left
        wide += step
    return count - window + _U(1)


class Pieces(NamedTuple):
    """The articles in the order in which they are taken, and the pieces of each that no shingle crosses."""

    borders: I64  # piece p is the tokens `borders[p]:borders[p + 1]`
    pieces: I64  # article a is the pieces `pieces[a]:pieces[a + 1]`
    order: I64


@compiled
def mark_fingerprints(
    hashes: U64, articles: Pieces, first: int, beyond: int, size: int, window: int, marks: U8, counts: I64
) -> None:
    """Mark the first tokens of the fingerprints of `order[first:beyond]`, and count these by the upper bits of their
    hashes, as many as number the counts. A mark is the upper seven bits of the hash, and one.
    """
    borders, pieces, order = articles
    longest, shift = 0, _U(64)
    while _U(1) << (_U(64) - shift) < _U(len(counts)):
        shift -= _U(1)
    for i in range(_U(first), _U(beyond)):
        article = _U(order[i])
        for p in range(_U(pieces[article]), _U(pieces[article + _U(1)])):
            longest = max(longest, borders[p + _U(1)] - borders[p])
    shingles, smallest = np.empty(longest + 1, np.uint64), np.empty(longest + 1, np.uint32)
    for i in range(_U(first), _U(beyond)):
        article = _U(order[i])
        for p in range(_U(pieces[article]), _U(pieces[article + _U(1)])):
            begin, end = borders[p], borders[p + _U(1)]
            if end - begin >= size:
                count = _U(article_shingles(hashes, begin, end, size, shingles, 0))
                windows = _least(shingles, count, _U(window), smallest)
                last = count  # no place
                for k in range(windows):
                    if _U(smallest[k]) != last:
                        last = _U(smallest[k])
                        marks[_U(begin) + last] = np.uint8(shingles[last] >> _U(64 - MARKED)) + np.uint8(1)
                        counts[shingles[last] >> shift] += 1


@compiled
def shingles_at(hashes: U64, places: I64, size: int, shingles: U64) -> None:
    """Write the shingles of the words from these tokens on."""
    for k in range(_U(len(places))):
        shingles[k] = run_at(hashes, _U(places[k]), _U(size))
