"""Kernel: fingerprints become entries, which lead to the same ones in other articles; the twin is winnowing.anchors.

Postings are the fingerprints of all articles, these taken by rank. An entry is one article under one hash; its head is
the first posting of it. A part is all postings whose hashes have the same upper bits, by rank: so few that what is
known of them stays in the cache.
"""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.tokens import I64, U8, U32, U64
from provenance.match.fingerprints.kernel import MARKED
from provenance.match.significance.ngram_kernel import run_at

_U, _C = np.uint64, np.uint32
_LOW = _U(0xFFFFFFFF)


@compiled("void(u8[::1],u1[::1],i8[::1],i8[::1],i8,i8,i8,i8,i8,i8,i8[::1],u8[:,::1])")
def parted(
    hashes: U64,
    marks: U8,
    offsets: I64,
    order: I64,
    size: int,
    parts: int,
    low: int,
    high: int,
    first: int,
    beyond: int,
    starts: I64,
    postings: U64,
) -> None:
    """Write hash, rank << 32 | place of the postings of `order[first:beyond]`, a part from its start on.

    Only what is marked `low:high` is written. A part is what has the same upper `parts` bits; `starts` are of those
    that have these marks.
    """
    longest, first_part = 0, _U(low - 1) << _U(parts - MARKED)
    for rank in range(_U(first), _U(beyond)):
        article = _U(order[rank])
        longest = max(longest, offsets[article + _U(1)] - offsets[article])
    own, least, wide = np.empty(longest + 1, np.uint32), np.uint8(low), np.uint8(high - low)
    for rank in range(_U(first), _U(beyond)):
        article, n = _U(order[rank]), _U(0)
        for place in range(_U(offsets[article]), _U(offsets[article + _U(1)])):
            own[n] = place
            n += _U(np.uint8(marks[place] - least) < wide)  # no branch: a guess would fail too often
        for k in range(n):
            at = _U(own[k])
            h = run_at(hashes, at, _U(size))
            own_part = (h >> (_U(64) - _U(parts))) - first_part
            row = _U(starts[own_part])
            postings[row, _U(0)], postings[row, _U(1)] = h, rank << _U(32) | at
            starts[own_part] += 1


@inline
def _enter(
    postings: U64, linked: np.uint64, table: U32, told: U64, begins: U32, entries: U32, many: U64, n: np.uint64
) -> np.uint64:
    """Write the entries of one part; `table` has a place for the number, and one, of each hash's last head."""
    mask = _U(len(table)) - _U(1)
    for k in range(_U(len(postings))):
        h, posting = postings[k, _U(0)], postings[k, _U(1)]
        slot = h & mask
        while table[slot] and postings[_U(table[slot] - _C(1)), _U(0)] != h:
            slot = (slot + _U(1)) & mask
        if not table[slot]:
            table[slot], told[k], begins[k] = k + _U(1), _U(0), posting & _LOW
            continue
        j = _U(table[slot] - _C(1))
        if postings[j, _U(1)] >> _U(32) != posting >> _U(32):
            number = min((told[j] >> _U(32)) + _U(1), linked)
            table[slot], begins[k] = k + _U(1), begins[j]
            told[k] = number << _U(32) | (postings[j, _U(1)] & _LOW) + _U(1)
            j = _U(k)
        if told[j]:
            entries[posting & _LOW] = told[j] & _LOW
            many[n] = posting << _U(32) | _U(begins[j])
            n += _U(told[j] >> _U(32) == linked)
    return n


@compiled("i8(u8[:,::1],i8[::1],i8,i8,i8,u4[::1],u8[::1])")
def entered(postings: U64, starts: I64, first: int, beyond: int, linked: int, entries: U32, many: U64) -> int:
    """Write the entries of the postings of the parts `first:beyond`, each at its token; the first of a hash has none.

    Part p has the postings `starts[p]:starts[p + 1]`. An entry is the head of the entry before, and one. Of those with
    `linked` or more before them, `many` becomes place << 32 | the first posting of all; returns how many these are.
    """
    most, n = _U(1), _U(0)
    for p in range(_U(first), _U(beyond)):
        most = max(most, _U(starts[p + _U(1)] - starts[p]))
    told, begins, width = np.empty(most, np.uint64), np.empty(most, np.uint32), _U(2)
    while width < _U(2) * most:
        width *= _U(2)
    table = np.empty(width, np.uint32)
    for p in range(_U(first), _U(beyond)):
        own = postings[starts[p] : starts[p + _U(1)]]
        width = _U(2)
        while width < _U(2) * _U(len(own)):
            width *= _U(2)
        table[:width] = 0
        n = _enter(own, _U(linked), table[:width], told, begins, entries, many, n)
    return int(n)
