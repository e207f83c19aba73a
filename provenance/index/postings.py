"""Postings: which rows of a segment have a key, sorted by key, found without reading the rest.

A key is the high 48 bits of a hash: 16 of them lead to a slot of the table, and 32 stand in it beside the row. Keys
that agree by chance cost a look at one more article, never a wrong answer: what shares a key is measured on its text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from provenance.base.tokens import I64, U32, U64
from provenance.index.columns import Column, lowest_places

SLOTS = 1 << 16
_LOW = np.uint64(32)
_DROPPED = np.uint64(16)  # bits of a hash that no key has
_ROW = np.uint64(0xFFFFFFFF)
_PARTS = 16  # a table is merged in so many ranges of keys, which bounds the memory


class Holders(NamedTuple):
    """Rows that have some of the wanted keys; `wanted` counts the keys, `rows` ascend within each."""

    wanted: I64
    rows: I64


class Postings(NamedTuple):
    """A table: the entries `low bits of the key << 32 | row`, and where each slot of them begins."""

    entries: Column
    slots: I64  # SLOTS + 1

    def holders(self, hashes: U64, limit: int) -> Holders:
        """The first rows, `most` of each, that have these hashes' keys."""
        if not len(self.entries) or not len(hashes):
            return Holders(np.empty(0, np.int64), np.empty(0, np.int64))
        slot, low = _slot(hashes), _low(hashes)
        first, beyond = self.slots[slot], self.slots[slot + 1]
        start = lowest_places(self.entries, low << _LOW, first, beyond)
        hash_rows, places = _windows(start, np.minimum(start + limit, beyond))
        entries = self.entries.take(places)
        stay = entries >> _LOW == low[hash_rows]
        return Holders(hash_rows[stay], (entries[stay] & _ROW).astype(np.int64))

    def part(self, number: int) -> tuple[U64, I64]:
        """The hashes (their dropped bits 0) and rows of one of the ranges of keys."""
        first, beyond = (number * SLOTS // _PARTS, (number + 1) * SLOTS // _PARTS)
        start, end = int(self.slots[first]), int(self.slots[beyond])
        entries = self.entries.part(start, end)
        slots = np.repeat(np.arange(first, beyond, dtype=np.uint64), np.diff(self.slots[first : beyond + 1]))
        return (slots << _LOW | entries >> _LOW) << _DROPPED, (entries & _ROW).astype(np.int64)


def _windows(start: I64, end: I64) -> tuple[I64, I64]:
    """All places from each start to its end, and which of them each belongs to.

    >>> [column.tolist() for column in _windows(np.array([5, 9, 2]), np.array([7, 9, 3]))]
    [[0, 0, 2], [5, 6, 2]]
    """
    count = end - start
    numbers = np.repeat(np.arange(len(count)), count)
    return numbers, np.arange(len(numbers)) + np.repeat(start - np.cumsum(count) + count, count)


class Sorted(NamedTuple):
    """Entries in order, and how many each slot of them has."""

    entries: U64
    counts: U32


def _slot(hashes: U64) -> I64:
    return (hashes >> np.uint64(48)).astype(np.int64)


def _low(hashes: U64) -> U64:
    return hashes >> _DROPPED & _ROW


def arranged(hashes: U64, rows: I64) -> Sorted:
    """The entries of these hashes and rows, each once.

    >>> made = arranged(np.array([9 << 48, 1 << 48, 9 << 48], np.uint64), np.array([4, 4, 2]))
    >>> made.entries.tolist(), made.counts[[1, 9]].tolist()
    ([4, 2, 4], [1, 2])
    """
    slots, entries = _slot(hashes), _low(hashes) << _LOW | rows.astype(np.uint64)
    order = np.lexsort((entries, slots))
    slots, entries = slots[order], entries[order]
    if len(entries):
        fresh = np.concatenate([[True], (np.diff(slots) != 0) | (entries[1:] != entries[:-1])])
        slots, entries = slots[fresh], entries[fresh]
    return Sorted(entries, np.bincount(slots, minlength=SLOTS).astype(np.uint32))


def merged_postings(tables: Sequence[Postings], numbers: Sequence[I64]) -> Iterator[Sorted]:
    """The entries of several tables in ascending ranges of keys; `numbers` are the new rows of each, -1 for none."""
    for number in range(_PARTS):
        hashes, rows = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
        for table, new in zip(tables, numbers, strict=True):
            keys, old = table.part(number)
            stay = new[old] >= 0
            hashes.append(keys[stay])
            rows.append(new[old][stay])
        yield arranged(np.concatenate(hashes), np.concatenate(rows))


def slots_of(counts: Iterable[U32]) -> I64:
    """Where each slot begins, from how many entries each has in all parts."""
    total = np.zeros(SLOTS, np.int64)
    for chosen in counts:
        total += chosen
    return np.concatenate([[0], np.cumsum(total)])
