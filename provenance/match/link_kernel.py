"""Kernel: fingerprints become entries, which lead to the same ones in other articles; the twin is fingerprints.anchors.

Postings are the fingerprints of all articles, these taken by rank. An entry is one article under one hash; its head is
the first posting of it. A part is all postings whose hashes have the same upper bits, by rank: so few that what is
known of them stays in the cache.
"""

import numpy as np

from provenance.base.compiled import compiled, part
from provenance.base.tokens import I64, U32, U64

_U, _C = np.uint64, np.uint32
_LOW = _U(0xFFFFFFFF)


@part
def _part_of(h: np.uint64, parts: np.uint64) -> np.uint64:
    return h >> (_U(64) - parts)


@compiled("void(u8[::1],i8,i8,i8,i8[::1])")
def counted_parts(hashes: U64, first: int, beyond: int, parts: int, counts: I64) -> None:
    """Count the postings `first:beyond` by the upper `parts` bits of their hash."""
    for row in range(_U(first), _U(beyond)):
        counts[_part_of(hashes[row], _U(parts))] += 1


@compiled("void(u8[::1],u4[::1],i8[::1],i8,i8,i8,i8,i8,i8[::1],u8[:,::1])")
def parted(
    hashes: U64,
    places: U32,
    rows: I64,
    first: int,
    beyond: int,
    parts: int,
    part_first: int,
    part_beyond: int,
    starts: I64,
    postings: U64,
) -> None:
    """Write hash, rank << 32 | place of the postings of the articles of rank `first:beyond`, a part from its start on.

    Only the parts `part_first:part_beyond` are written; each has its postings by rank.
    """
    for rank in range(_U(first), _U(beyond)):
        for row in range(_U(rows[rank]), _U(rows[rank + _U(1)])):
            own = _part_of(hashes[row], _U(parts))
            if _U(part_first) <= own < _U(part_beyond):
                n = _U(starts[own])
                postings[n, _U(0)], postings[n, _U(1)] = hashes[row], rank << _U(32) | _U(places[row])
                starts[own] += 1


@part
def _entry_after(before: np.uint64, head: np.uint64, begin: np.uint64, linked: np.uint64) -> np.uint64:
    """The entry after another one, whose head and whose hash's first posting are given."""
    number = before >> _U(32)
    number = number + _U(1) if number + _U(1) < linked else linked + begin
    return number << _U(32) | head


@part
def _enter(postings: U64, linked: np.uint64, table: U32, told: U64, begins: U32, entries: U64) -> None:
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
            table[slot], begins[k] = k + _U(1), begins[j]
            told[k] = _entry_after(told[j], postings[j, _U(1)] & _LOW, _U(begins[j]), linked)
            j = _U(k)
        if told[j]:
            entries[posting & _LOW] = told[j]


@compiled("void(u8[:,::1],i8[::1],i8,i8,i8,u8[::1])")
def entered(postings: U64, starts: I64, first: int, beyond: int, linked: int, entries: U64) -> None:
    """Write the entries of the postings of the parts `first:beyond`, each at its token; the first of a hash has none.

    Part p has the postings `starts[p]:starts[p + 1]`. The lower half of an entry is the head of the entry before; the
    upper half is how many entries there are before where those are fewer than `linked`, else `linked` and the first
    posting of all.
    """
    most = _U(1)
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
        _enter(own, _U(linked), table[:width], told, begins, entries)
