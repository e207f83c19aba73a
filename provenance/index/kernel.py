"""Kernel: bytes become signatures in one pass, nothing kept of an article but its row; the twin is signatures.py.

With two values, factors (3, 5) and addends (1, 0), an article of the numbers 4 and 7 has the row (13, 20).
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import U32x2, U64x2, compiled, inline
from provenance.base.shingle_kernel import article_shingles, shingle_size, stirred
from provenance.base.token_kernel import (
    Letters,
    article_tokens,
    longest_of,
    scratch_for,
    token_columns_for,
    tokens_outside,
)
from provenance.base.tokens import I64, U8, U32, U64
from provenance.base.utf8 import Spans, Utf8

_U, _C = np.uint64, np.uint32
_MIX_1, _MIX_2 = _C(0x85EBCA6B), _C(0xC2B2AE35)  # of signatures.mixed
_BASE, _SPREAD = _U(0x9E3779B97F4A7C15), _U(0xC2B2AE3D27D4EB4F)  # of signed.digests
_TOGETHER = 16  # shingles that meet a value at once, as many as there are registers


class Recipe(NamedTuple):
    """How signatures are made."""

    shingle: int  # words
    factors: U32  # one for each value of a signature
    addends: U32


class SignedRows(NamedTuple):
    """Room for what is known of each article."""

    signatures: U32x2
    lengths: I64  # tokens
    digests: U64x2
    long: U8  # whether it has a shingle, and so a signature


@inline
def _mixed(shingle: np.uint64) -> np.uint32:
    h = _C(shingle)
    h = _C((h ^ (h >> _C(16))) * _MIX_1)  # numba makes 64 bits of a product of 32
    h = _C((h ^ (h >> _C(13))) * _MIX_2)
    return _C(h ^ (h >> _C(16)))


@inline
def _filled(numbers: U32, n: np.uint64) -> np.uint64:
    """Repeat the last number until there are as many as are taken together, which changes no least value."""
    while n % _U(_TOGETHER):
        numbers[n] = numbers[n - _U(1)]
        n += _U(1)
    return n


@compiled
def least(numbers: U32, count: int, factors: U32, addends: U32, row: U32) -> None:
    """Write the least `factor * x + addend` over the first numbers, of which there are so many as fill up rounds."""
    for k in range(_U(len(row))):
        row[k] = _C(0xFFFFFFFF)
    for i in range(_U(0), _U(count), _U(_TOGETHER)):
        for k in range(_U(len(row))):
            lowest = row[k]
            for j in range(_U(_TOGETHER)):
                lowest = min(lowest, _C(factors[k] * numbers[i + j] + addends[k]))
            row[k] = lowest


@inline
def _digest(hashes: U64, count: int, digest: U64) -> None:
    """Write 128 bits that tell the row of tokens from any other; the twin is signed.digests."""
    a, b, spread = _U(0), _U(0), _U(0)
    for i in range(_U(count)):
        spread += _BASE
        once = stirred(hashes[i] + spread)
        twice = once * _SPREAD
        a += once
        b += twice ^ (twice >> _U(29))
    digest[0], digest[1] = stirred(a ^ _U(count)), stirred(b + _U(count))


@compiled
def signed_articles(
    texts: Utf8, apart: Spans, first: int, beyond: int, letters: Letters, recipe: Recipe, rows: SignedRows
) -> None:
    """Write signature, number of tokens and digest of the articles `first:beyond` at their places, and who has a row.

    The row of an article shorter than a shingle is left as it was.
    """
    text, offsets = texts
    shingle, factors, addends = recipe
    longest = longest_of(offsets, first, beyond)
    scratch, columns = scratch_for(longest), token_columns_for(longest)
    hashes, room = columns.hashes, len(columns.hashes)
    shingles, numbers = np.empty(room, np.uint64), np.empty(room + _TOGETHER, np.uint32)
    for i in range(_U(first), _U(beyond)):
        count = article_tokens(text, offsets[i], offsets[i + _U(1)], letters, columns, 0, scratch)
        if apart.offsets[i] < apart.offsets[i + _U(1)]:
            count = tokens_outside(columns, 0, count, apart, int(i))
        rows.lengths[i] = count
        _digest(hashes, count, rows.digests[i])
        size = shingle_size(hashes, 0, count, shingle)
        rows.long[i] = count >= size
        if count >= size:
            n = _U(article_shingles(hashes, 0, count, size, shingles, 0))
            for k in range(n):
                numbers[k] = _mixed(shingles[k])
            least(numbers, int(_filled(numbers, n)), factors, addends, rows.signatures[i])


@compiled
def minima_of_articles(
    mixed: U32, offsets: I64, first: int, beyond: int, factors: U32, addends: U32, rows: U32x2
) -> None:
    """Write the least values of the articles `first:beyond`, whose numbers are there already."""
    longest = longest_of(offsets, first, beyond)
    numbers = np.empty(longest + _TOGETHER, np.uint32)
    for i in range(_U(first), _U(beyond)):
        n = _U(offsets[i + _U(1)] - offsets[i])
        for k in range(n):
            numbers[k] = mixed[_U(offsets[i]) + k]
        least(numbers, int(_filled(numbers, n)), factors, addends, rows[i])
