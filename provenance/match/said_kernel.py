"""Kernel: what a corpus says outside of passages, counted for the runs of words that passages hold; the readable twin
is background.py.
"""

import numpy as np

from provenance.base.compiled import compiled, part
from provenance.base.shingle_kernel import stirred
from provenance.base.tokens import I64, U8, U32, U64

_U, _C = np.uint64, np.uint32
_BASE = _U(0x9E3779B97F4A7C15)  # of shingles.py
INSIDE, COPIED = np.uint8(1), np.uint8(2)  # what is known of a token: it is in a passage, in a long one


@compiled("void(i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],i8,u1[::1])")
def marked(offsets: I64, articles: I64, begins: I64, ends: I64, matched: I64, long: int, marks: U8) -> None:
    """Mark the tokens of passages."""
    for k in range(_U(len(articles))):
        mark = INSIDE | COPIED if matched[k] >= long else INSIDE
        offset = offsets[_U(articles[k])]
        for place in range(_U(offset + begins[k]), _U(offset + ends[k])):
            marks[place] |= mark


@part
def run_at(hashes: U64, place: np.uint64, size: np.uint64) -> np.uint64:
    """The run of words that begins at a token as one number, never 0."""
    h = _U(0)
    for k in range(size):
        h = h * _BASE + hashes[place + _U(k)]
    h = stirred(h)
    return h if h else _U(1)


@part
def _marks_of(marks: U8, place: np.uint64, size: np.uint64) -> tuple[np.uint8, np.uint8]:
    """What is true of all tokens of a run, and what of any."""
    every, some = marks[place], marks[place]
    for k in range(_U(1), size):
        every &= marks[place + _U(k)]
        some |= marks[place + _U(k)]
    return every, some


@part
def slot(keys: U64, key: np.uint64) -> np.uint64:
    """Where a table has a key, or the empty place that is to have it."""
    mask = _U(len(keys)) - _U(1)
    place = key & mask
    while keys[place] and keys[place] != key:
        place = (place + _U(1)) & mask
    return place


@part
def among(seen: U8, key: np.uint64) -> bool:
    """Whether the key may have been seen."""
    bit = (key >> _U(32)) & ((_U(len(seen)) << _U(3)) - _U(1))
    return bool((seen[bit >> _U(3)] >> np.uint8(bit & _U(7))) & np.uint8(1))


@compiled("void(u8[::1],i8[::1],u1[::1],i8,u1[::1])")
def seen_outside(hashes: U64, offsets: I64, marks: U8, size: int, seen: U8) -> None:
    """Set a bit for every run outside of passages, so that most others need not be looked for."""
    bits = (_U(len(seen)) << _U(3)) - _U(1)
    for article in range(_U(len(offsets) - 1)):
        for place in range(_U(offsets[article]), _U(max(offsets[article], offsets[article + _U(1)] - size + 1))):
            _, some = _marks_of(marks, _U(place), _U(size))
            if not some & INSIDE:
                bit = (run_at(hashes, _U(place), _U(size)) >> _U(32)) & bits
                seen[bit >> _U(3)] |= np.uint8(1) << np.uint8(bit & _U(7))


@compiled("UniTuple(i8,2)(u8[::1],i8[::1],u1[::1],i8,i8,u1[::1],u8[::1],i8)")
def wanted_runs(
    hashes: U64, offsets: I64, marks: U8, size: int, first: int, seen: U8, keys: U64, count: int
) -> tuple[int, int]:
    """Enter the runs inside passages that may count, from the article `first` on, until the table is half full.

    Returns the article that is not done yet, and how many runs the table holds.
    """
    n, room = _U(count), _U(len(keys)) >> _U(1)
    for article in range(_U(first), _U(len(offsets) - 1)):
        for place in range(_U(offsets[article]), _U(max(offsets[article], offsets[article + _U(1)] - size + 1))):
            every, some = _marks_of(marks, _U(place), _U(size))
            if every & INSIDE:
                key = run_at(hashes, _U(place), _U(size))
                if not some & COPIED or among(seen, key):
                    if n >= room:
                        return int(article), int(n)
                    at = slot(keys, key)
                    n += _U(keys[at] == _U(0))
                    keys[at] = key
    return len(offsets) - 1, int(n)


@compiled("void(u8[::1],u8[::1])")
def moved(keys: U64, wider: U64) -> None:
    """Enter all keys of a table in a wider one."""
    for k in range(_U(len(keys))):
        if keys[k]:
            wider[slot(wider, keys[k])] = keys[k]


@compiled("void(u8[::1],i8[::1],u1[::1],i8,u8[::1],u4[::1],u4[::1])")
def said_runs(hashes: U64, offsets: I64, marks: U8, size: int, keys: U64, times: U32, holders: U32) -> None:
    """Count how often each run is said outside of passages, and how many articles have it in short ones only."""
    last = np.zeros(len(keys), np.uint32)  # the article that was counted last, and one
    for article in range(_U(len(offsets) - 1)):
        for place in range(_U(offsets[article]), _U(max(offsets[article], offsets[article + _U(1)] - size + 1))):
            every, some = _marks_of(marks, _U(place), _U(size))
            outside = not some & INSIDE
            if outside or (every & INSIDE and not some & COPIED):
                at = slot(keys, run_at(hashes, _U(place), _U(size)))
                if keys[at]:
                    if outside:
                        times[at] += _C(1)
                    elif last[at] != _C(article) + _C(1):
                        last[at] = _C(article) + _C(1)
                        holders[at] += _C(1)


@compiled("void(u8[::1],i8[::1],u1[::1],i8,i8,u4[::1],i8[::1])")
def said_by_itself(hashes: U64, offsets: I64, marks: U8, first: int, beyond: int, own: U32, sizes: I64) -> None:
    """Write for each token of a passage how often its article says the word outside of passages; count such words."""
    longest = 0
    for article in range(_U(first), _U(beyond)):
        longest = max(longest, offsets[article + _U(1)] - offsets[article])
    width = _U(2)
    while width < _U(2) * _U(longest):
        width *= _U(2)
    keys, counts = np.empty(width, np.uint64), np.empty(width, np.uint32)
    for article in range(_U(first), _U(beyond)):
        begin, end = _U(offsets[article]), _U(offsets[article + _U(1)])
        width, outside = _U(2), _U(0)
        for place in range(begin, end):
            outside += _U(not marks[place] & INSIDE)
        sizes[article] = outside
        while width < _U(2) * outside:
            width *= _U(2)
        table = keys[:width]
        table[:] = 0
        if outside:
            for place in range(begin, end):
                if not marks[place] & INSIDE:
                    key = run_at(hashes, _U(place), _U(1))
                    at = slot(table, key)
                    counts[at] = counts[at] + _C(1) if table[at] else _C(1)
                    table[at] = key
        for place in range(begin, end):
            if marks[place] & INSIDE:
                at = slot(table, run_at(hashes, _U(place), _U(1)))
                own[place] = counts[at] if table[at] else _C(0)
