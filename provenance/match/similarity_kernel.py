"""Kernel: shingle sets of articles, and how many shingles two of them share; the readable twin is similarity.py."""

import numpy as np

from provenance.base.compiled import compiled
from provenance.base.shingle_kernel import article_shingles
from provenance.base.tokens import I64, U64

_U = np.uint64


@compiled("void(u8[::1],i8[::1],i8[::1],i8,i8,i8,i8[::1],u8[::1])")
def shingles_of_articles(
    hashes: U64, offsets: I64, articles: I64, size: int, first: int, beyond: int, places: I64, found: U64
) -> None:
    """Write the shingles of the tokens of `articles[first:beyond]`, the i-th from `places[i]` on."""
    for i in range(_U(first), _U(beyond)):
        article = _U(articles[i])
        article_shingles(hashes, offsets[article], offsets[article + _U(1)], size, found, places[i])


@compiled("void(u8[::1],i8[::1],i8,i8,i8[::1])")
def made_sets(found: U64, places: I64, first: int, beyond: int, sizes: I64) -> None:
    """Move the different numbers of sorted rows to the front of each, and write how many there are."""
    for i in range(_U(first), _U(beyond)):
        begin, stop = _U(places[i]), _U(places[i + _U(1)])
        n = begin
        for k in range(begin, stop):
            if k == begin or found[k] != found[k - _U(1)]:
                found[n] = found[k]
                n += _U(1)
        sizes[i] = n - begin


@compiled("void(u8[::1],i8[::1],i8[::1],i8[::1],i8[::1],i8,i8,i8[::1])")
def shared_by_pairs(
    sets: U64, places: I64, sizes: I64, lefts: I64, rights: I64, first: int, beyond: int, shared: I64
) -> None:
    """Write how many numbers the sets of each of the pairs `first:beyond` have in common."""
    for pair in range(_U(first), _U(beyond)):
        left, right = _U(lefts[pair]), _U(rights[pair])
        i, j = _U(places[left]), _U(places[right])
        left_stop, right_stop = i + _U(sizes[left]), j + _U(sizes[right])
        both = _U(0)
        while i < left_stop and j < right_stop:
            a, b = sets[i], sets[j]
            both += _U(a == b)
            i += _U(a <= b)
            j += _U(b <= a)
        shared[pair] = both
