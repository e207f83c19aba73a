"""Kernel: what a corpus says outside of passages, counted for the runs of words that passages hold; the readable twin
is background.py.

Of an article "a b a c" whose last two words are a passage, the runs outside are a, b and "a b"; its own "a" is said
once outside.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import I64x2, U64x2, compiled, inline, inline_array
from provenance.base.shingle_kernel import stirred
from provenance.base.tokens import I32, I64, U8, U32, U64

_U, _I = np.uint64, np.int64
_BASE = _U(0x9E3779B97F4A7C15)  # of shingles.py
INSIDE, COPIED, LEFT = np.uint8(1), np.uint8(2), np.uint8(4)  # a token is in a passage, in a long one, in a left side
_PASSAGE = INSIDE | COPIED


class PassageSide(NamedTuple):
    """One side of passages: its article, the tokens from where to where, and how many are the same on the other."""

    articles: I32
    begins: I32
    ends: I32
    matched: I32


class RunCounts(NamedTuple):
    """How often each run of one to three words is said; the runs are hashes."""

    table: U64x2  # run and times, in the order of runs, where there is room
    sieve: U8  # a bit for each run, so that most others need not be looked for


@compiled
def mark_side(offsets: I64, side: PassageSide, long: int, left: int, copied: I64x2, marks: U8) -> None:
    """Mark the tokens of one side of passages, the left one first.

    `copied` is a stretch of each article that is marked as copied, to be passed over.
    """
    kind = INSIDE | LEFT if left else INSIDE
    for k in range(_U(len(side.articles))):
        article = _U(side.articles[k])
        begin, end = side.begins[k], side.ends[k]
        low, high = copied[article, _U(0)], copied[article, _U(1)]
        if low <= begin and end <= high:
            continue
        mark = kind
        if side.matched[k] >= long:
            mark |= COPIED
            if low <= end and begin <= high:
                copied[article, _U(0)], copied[article, _U(1)] = min(low, begin), max(high, end)
            elif end - begin > high - low:
                copied[article, _U(0)], copied[article, _U(1)] = begin, end
        offset = offsets[article]
        for row in range(_U(offset + begin), _U(offset + end)):
            marks[row] |= mark


@inline
def run_at(hashes: U64, row: np.uint64, size: np.uint64) -> np.uint64:
    """The run of words that begins at a token as one number."""
    h = _U(0)
    for k in range(size):
        h = h * _BASE + hashes[row + _U(k)]
    return stirred(h)


@inline
def slot(keys: U64, key: np.uint64) -> np.uint64:
    """Where a table has a key, or the empty at that is to have it."""
    mask = _U(len(keys)) - _U(1)
    at = key & mask
    while keys[at] and keys[at] != key:
        at = (at + _U(1)) & mask
    return at


@compiled
def runs_outside(hashes: U64, offsets: I64, marks: U8, counted: U8, size: int, runs: U64) -> int:
    """Write each run of so many words outside of passages, in articles that are `counted`; how many there are."""
    n, longest = _U(0), _U(size)
    for article in range(_U(len(offsets) - 1)):
        if counted[article]:
            words = _U(0)  # in a row
            for row in range(_U(offsets[article]), _U(offsets[article + _U(1)])):
                words = _U(0) if marks[row] & INSIDE else words + _U(1)
                if words >= longest:
                    runs[n] = run_at(hashes, row - longest + _U(1), longest)
                    n += _U(1)
    return int(n)


@inline_array
def _distinct(keys: U64) -> np.uint64:
    """Each key once, sorted, at the front; how many these are."""
    keys.sort()
    n = _U(1)
    for k in range(_U(1), _U(len(keys))):
        if keys[k] != keys[n - _U(1)]:
            keys[n] = keys[k]
            n += _U(1)
    return n


@compiled
def runs_in_short(hashes: U64, offsets: I64, marks: U8, size: int, runs: U64) -> int:
    """Write each run of so many words that an article has in short passages only, once; how many there are.

    Runs that do not fit are counted, not written.
    """
    n, longest, room = _U(0), _U(size), _U(len(runs))
    for article in range(_U(len(offsets) - 1)):
        words, first = _U(0), n
        for row in range(_U(offsets[article]), _U(offsets[article + _U(1)])):
            words = words + _U(1) if marks[row] & _PASSAGE == INSIDE else _U(0)
            if words >= longest:
                if n < room:
                    runs[n] = run_at(hashes, row - longest + _U(1), longest)
                n += _U(1)
        if first < n <= room:
            n = first + _distinct(runs[first:n])
    return int(n)


@inline
def _high_part(key: np.uint64, places: np.uint64) -> np.uint64:
    """The share of all places, up to 2^32 of them, at which a key lies: in the order of keys."""
    return (key >> _U(32)) * places >> _U(32)


@compiled
def enter_runs(keys: U64, times: U32, runs: RunCounts) -> None:
    """Enter keys with how often they are said, best in their order, and set a bit for each."""
    table, sieve = runs
    places, bits = _U(len(table)), _U(len(sieve)) << _U(3)
    for k in range(_U(len(keys))):
        key = keys[k]
        bit = _high_part(key, bits)
        sieve[bit >> _U(3)] |= np.uint8(1) << np.uint8(bit & _U(7))
        at = _high_part(key, places)
        while table[at, _U(1)]:
            at = at + _U(1) if at + _U(1) < places else _U(0)
        table[at, _U(0)], table[at, _U(1)] = key, _U(times[k])


@inline
def look_up_runs(runs: RunCounts, keys: U64, count: np.uint64, likely: I64, times: I64) -> None:
    """Write how often each of so many keys is said; `times` has a at more than there are keys.

    The memory that is needed is touched first, with nothing that waits for it: so many places are fetched at once.
    """
    table, sieve = runs
    bits, places, n = _U(len(sieve)) << _U(3), _U(len(table)), _U(0)
    for k in range(count):
        bit = _high_part(keys[k], bits)
        likely[n] = _I(k)
        n += _U((sieve[bit >> _U(3)] >> np.uint8(bit & _U(7))) & np.uint8(1))
    touched = _U(0)
    for k in range(n):
        touched ^= table[_high_part(keys[_U(likely[k])], places), _U(0)]
    times[:count] = 0
    times[count] = _I(touched)
    for k in range(n):
        key = keys[_U(likely[k])]
        at = _high_part(key, places)
        while table[at, _U(1)] and table[at, _U(0)] != key:
            at = at + _U(1) if at + _U(1) < places else _U(0)
        times[_U(likely[k])] = _I(table[at, _U(1)])


@compiled
def count_repeats(hashes: U64, offsets: I64, marks: U8, first: int, beyond: int, repeats: U8, sizes: I64) -> None:
    """Write for each token of a passage how often its article says the word outside of passages, up to 255; and count
    the words outside.
    """
    longest = 0
    for article in range(_U(first), _U(beyond)):
        outside = 0
        for row in range(_U(offsets[article]), _U(offsets[article + _U(1)])):
            outside += not marks[row] & INSIDE
        sizes[article] = outside
        longest = max(longest, outside)
    width = _U(2)
    while width < _U(4) * _U(longest):
        width *= _U(2)
    keys, counts = np.empty(width, np.uint64), np.empty(width, np.uint8)
    for article in range(_U(first), _U(beyond)):
        begin, end, words = _U(offsets[article]), _U(offsets[article + _U(1)]), _U(sizes[article])
        if not words or words == end - begin:
            continue
        width = _U(2)
        while width < _U(4) * words:
            width *= _U(2)
        table = keys[:width]
        table[:] = 0
        for row in range(begin, end):
            if not marks[row] & INSIDE:
                key = max(hashes[row], _U(1))
                at = slot(table, key)
                counts[at] = counts[at] + np.uint8(counts[at] < np.uint8(255)) if table[at] else np.uint8(1)
                table[at] = key
        for row in range(begin, end):
            if marks[row] & INSIDE:
                at = slot(table, max(hashes[row], _U(1)))
                if table[at]:
                    repeats[row] = counts[at]
