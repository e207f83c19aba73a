"""Kernel: fingerprints become entries, which lead to the same ones in other articles; the twin is winnowing.anchors.

Postings are the fingerprints of all articles, these taken by rank. An entry is one article under one hash; its head is
the first posting of it. A part is all postings whose hashes have the same upper bits, by rank: so few that what is
known of them stays in the cache. Where articles 0, 3 and 5 have one hash at tokens 7, 90 and 150, the entry at 90 leads
to 7, and the one at 150 to 90.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import U64x2, compiled, inline
from provenance.base.tokens import I64, U8, U32, U64
from provenance.match.fingerprints.kernel import MARKED
from provenance.match.significance.ngram_kernel import run_at

_U, _C = np.uint64, np.uint32
_LOW = _U(0xFFFFFFFF)


class MarkedTokens(NamedTuple):
    """The tokens of all articles, those that begin a fingerprint marked; and the articles by rank."""

    hashes: U64
    marks: U8
    offsets: I64
    order: I64


class PostingParts(NamedTuple):
    """Which parts are written: those with the marks `low:high`; a part is what has the same upper `bits`."""

    bits: int
    low: int
    high: int


@compiled
def write_postings(
    tokens: MarkedTokens, size: int, parts: PostingParts, first: int, beyond: int, starts: I64, postings: U64x2
) -> None:
    """Write hash, rank << 32 | token of the postings of `order[first:beyond]`, a part from its start on."""
    hashes, marks, offsets, order = tokens
    bits, low, high = parts
    longest, first_part = 0, _U(low - 1) << _U(bits - MARKED)
    for rank in range(_U(first), _U(beyond)):
        article = _U(order[rank])
        longest = max(longest, offsets[article + _U(1)] - offsets[article])
    chosen, lowest, wide = np.empty(longest + 1, np.uint32), np.uint8(low), np.uint8(high - low)
    for rank in range(_U(first), _U(beyond)):
        article, n = _U(order[rank]), _U(0)
        for token in range(_U(offsets[article]), _U(offsets[article + _U(1)])):
            chosen[n] = token
            n += _U(np.uint8(marks[token] - lowest) < wide)  # no branch: a guess would fail too often
        for k in range(n):
            at = _U(chosen[k])
            h = run_at(hashes, at, _U(size))
            number = (h >> (_U(64) - _U(bits))) - first_part
            row = _U(starts[number])
            postings[row, _U(0)], postings[row, _U(1)] = h, rank << _U(32) | at
            starts[number] += 1


@inline
def _enter(
    postings: U64x2, linked: np.uint64, table: U32, heads: U64, begins: U32, entries: U32, repeated: U64, n: np.uint64
) -> np.uint64:
    """Write the entries of one part; `table` has a place for the number, and one, of each hash's last head."""
    mask = _U(len(table)) - _U(1)
    for k in range(_U(len(postings))):
        h, posting = postings[k, _U(0)], postings[k, _U(1)]
        slot = h & mask
        while table[slot] and postings[_U(table[slot] - _C(1)), _U(0)] != h:
            slot = (slot + _U(1)) & mask
        if not table[slot]:
            table[slot], heads[k], begins[k] = k + _U(1), _U(0), posting & _LOW
            continue
        j = _U(table[slot] - _C(1))
        if postings[j, _U(1)] >> _U(32) != posting >> _U(32):
            number = min((heads[j] >> _U(32)) + _U(1), linked)
            table[slot], begins[k] = k + _U(1), begins[j]
            heads[k] = number << _U(32) | (postings[j, _U(1)] & _LOW) + _U(1)
            j = _U(k)
        if heads[j]:
            entries[posting & _LOW] = heads[j] & _LOW
            repeated[n] = posting << _U(32) | _U(begins[j])
            n += _U(heads[j] >> _U(32) == linked)
    return n


@compiled
def write_entries(
    postings: U64x2, starts: I64, first: int, beyond: int, linked: int, entries: U32, repeated: U64
) -> int:
    """Write the entries of the postings of the parts `first:beyond`, each at its token; the first of a hash has none.

    Part p has the postings `starts[p]:starts[p + 1]`. An entry is the head of the entry before, and one. Of those with
    `linked` or more before them, `repeated` becomes place << 32 | the first posting of all; returns how many these are.
    """
    longest, n = _U(1), _U(0)
    for p in range(_U(first), _U(beyond)):
        longest = max(longest, _U(starts[p + _U(1)] - starts[p]))
    heads, begins, width = np.empty(longest, np.uint64), np.empty(longest, np.uint32), _U(2)
    while width < _U(2) * longest:
        width *= _U(2)
    table = np.empty(width, np.uint32)
    for p in range(_U(first), _U(beyond)):
        block = postings[starts[p] : starts[p + _U(1)]]
        width = _U(2)
        while width < _U(2) * _U(len(block)):
            width *= _U(2)
        table[:width] = 0
        n = _enter(block, _U(linked), table[:width], heads, begins, entries, repeated, n)
    return int(n)
