"""Kernel: bytes become signatures in one pass, nothing kept of an article but its row; the twin is signatures.py."""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.shingle_kernel import article_shingles, shingle_size, stirred
from provenance.base.token_kernel import LETTERS, MARKS, SPANS, TABLE, TEXT, article_tokens, longest_of, tokens_outside
from provenance.base.tokens import I64, U8, U16, U32, U64

_U, _C = np.uint64, np.uint32
_MIX_1, _MIX_2 = _C(0x85EBCA6B), _C(0xC2B2AE35)  # of signatures.mixed
_BASE, _SPREAD = _U(0x9E3779B97F4A7C15), _U(0xC2B2AE3D27D4EB4F)  # of signed.digests
_TOGETHER = 16  # shingles that meet a value at once, as many as there are registers


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


@compiled("void(u4[::1],i8,u4[::1],u4[::1],u4[::1])")
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
    a, b, place = _U(0), _U(0), _U(0)
    for i in range(_U(count)):
        place += _BASE
        once = stirred(hashes[i] + place)
        twice = once * _SPREAD
        a += once
        b += twice ^ (twice >> _U(29))
    digest[0], digest[1] = stirred(a ^ _U(count)), stirred(b + _U(count))


@compiled(f"void({TEXT},i8[::1],{SPANS},i8,i8,{TABLE},i8,u4[::1],u4[::1],u4[:,::1],i8[::1],u8[:,::1],u1[::1])")
def signed_articles(
    text: U8,
    offsets: I64,
    span_starts: I64,
    span_ends: I64,
    span_offsets: I64,
    first: int,
    beyond: int,
    page_of: U16,
    pages: U32,
    cuts: U32,
    expansions: U32,
    latin: U32,
    shingle: int,
    factors: U32,
    addends: U32,
    rows: U32,
    lengths: I64,
    digests: U64,
    long: U8,
) -> None:
    """Write signature, number of tokens and digest of the articles `first:beyond` at their places, and who has a row.

    The row of an article shorter than a shingle is left as it was.
    """
    longest = longest_of(offsets, first, beyond)
    room = longest // 2 + 2
    hashes, starts, ends = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    letters, marks, found, numbers = (
        np.empty(LETTERS, np.uint8),
        np.empty(longest + MARKS, np.uint8),
        np.empty(room, np.uint64),
        np.empty(room + _TOGETHER, np.uint32),
    )
    for i in range(_U(first), _U(beyond)):
        j = i + _U(1)
        count = article_tokens(
            text,
            offsets[i],
            offsets[j],
            page_of,
            pages,
            cuts,
            expansions,
            latin,
            hashes,
            starts,
            ends,
            0,
            letters,
            marks,
        )
        if span_offsets[i] < span_offsets[j]:
            count = tokens_outside(
                hashes, starts, ends, 0, count, span_starts, span_ends, span_offsets[i], span_offsets[j]
            )
        lengths[i] = count
        _digest(hashes, count, digests[i])
        size = shingle_size(hashes, 0, count, shingle)
        long[i] = count >= size
        if count >= size:
            n = _U(article_shingles(hashes, 0, count, size, found, 0))
            for k in range(n):
                numbers[k] = _mixed(found[k])
            least(numbers, int(_filled(numbers, n)), factors, addends, rows[i])


@compiled("void(u4[::1],i8[::1],i8,i8,u4[::1],u4[::1],u4[:,::1])")
def minima_of_articles(
    mixed: U32, offsets: I64, first: int, beyond: int, factors: U32, addends: U32, rows: U32
) -> None:
    """Write the least values of the articles `first:beyond`, whose numbers are there already."""
    longest = longest_of(offsets, first, beyond)
    numbers = np.empty(longest + _TOGETHER, np.uint32)
    for i in range(_U(first), _U(beyond)):
        n = _U(offsets[i + _U(1)] - offsets[i])
        for k in range(n):
            numbers[k] = mixed[_U(offsets[i]) + k]
        least(numbers, int(_filled(numbers, n)), factors, addends, rows[i])
