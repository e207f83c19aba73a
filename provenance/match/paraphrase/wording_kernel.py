"""Kernel: what two sides of a passage in other words have in common; the readable twin is wording.wording."""

import math

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.shingle_kernel import stirred
from provenance.base.tokens import I32, I64, U8, U32, U64
from provenance.match.significance.kernel import run_steps
from provenance.match.significance.ngram_kernel import slot
from provenance.match.significance.word_kernel import F64

_U, _I = np.uint64, np.int64
_BASE = _U(0x9E3779B97F4A7C15)  # of shingles.py


@inline
def _word_steps(general: float, said: np.int64, near: np.int64, around: float, room: float, rule: F64) -> np.int32:
    """How unlikely a word is to stand among so many (`room`, in bits) on this subject."""
    share = max(float(near) / around, float(said) / rule[_U(1)])
    if share > 0.0:
        general = min(general, -math.log2(share))
    return np.int32(np.rint(max(0.0, general - room) * rule[_U(2)]))


@inline
def _places(size: np.uint64) -> np.uint64:
    """The places of a table for so many, half of them empty."""
    width = _U(2)
    while width < _U(2) * size:
        width *= _U(2)
    return width


@inline
def _entered(hashes: U64, begin: np.uint64, size: np.uint64, own: U8, keys: U64, values: I64) -> None:
    """Enter the words of a side in a table: how often it has each, how often its article says it elsewhere, and 0."""
    keys[:] = 0
    for place in range(begin, begin + size):
        at = slot(keys, max(hashes[place], _U(1)))
        if not keys[at]:
            keys[at] = max(hashes[place], _U(1))
            values[at, _U(0)], values[at, _U(1)], values[at, _U(2)] = 0, _I(own[place]), 0
        values[at, _U(0)] += 1


@inline
def _together(
    hashes: U64, begin: np.uint64, size: np.uint64, other: np.uint64, across: np.uint64, apart: np.uint64, keys: U64
) -> np.int32:
    """How many pairs of words, at most so many apart, stand in the same order as near to each other across."""
    keys[:] = 0
    for step in range(_U(1), apart + _U(1)):
        for place in range(step, across):
            key = _two(hashes[other + place - step], hashes[other + place])
            keys[slot(keys, key)] = key
    count = np.int32(0)
    for step in range(_U(1), apart + _U(1)):
        for place in range(step, size):
            key = _two(hashes[begin + place - step], hashes[begin + place])
            if keys[slot(keys, key)]:
                count += np.int32(1)
    return count


@inline
def _two(one: np.uint64, other: np.uint64) -> np.uint64:
    """Two words in a row as one number, never 0."""
    return max(stirred(one * _BASE + other), _U(1))


@compiled(
    "void(u8[::1],i8[::1],i8[::1],i4[::1],i4[::1],i4[::1],i4[::1],i4[::1],i4[::1],i8[::1],i8[::1],u1[::1],i8[::1],"
    "u4[::1],u1[::1],f8[::1],i8[::1],i8[::1],f8[::1],i8,f8[::1],i4[:,::1])"
)
def scored_stretches(
    hashes: U64,
    offsets: I64,
    passages: I64,
    lefts: I32,
    rights: I32,
    left_from: I32,
    left_to: I32,
    right_from: I32,
    right_to: I32,
    articles: I64,
    rows: I64,
    own: U8,
    sizes: I64,
    words: U32,
    kinds: U8,
    general: F64,
    said: I64,
    most: I64,
    rule: F64,
    apart: int,
    bits: F64,
    same: I32,
) -> None:
    """Write the bits of these stretches, sorted by left article, whose left sides are the shorter ones; how many words
    both sides hold, and how many stand together on both.

    The left `articles` begin at `rows`. `rule`: words of an article not yet about its subject, words of the corpus and
    these, steps of a bit.
    """
    longest, widest, turn = _I(0), _I(0), _U(0)
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        longest, widest = max(longest, left_to[p] - left_from[p]), max(widest, right_to[p] - right_from[p])
    width = _places(_U(widest))
    amounts, letters, none = np.empty(longest, np.int32), np.empty(longest, np.uint8), np.empty(0, np.int64)
    keys, values = np.empty(width, np.uint64), np.empty((width, 3), np.int64)
    beside = np.empty(_places(_U(widest) * _U(apart)), np.uint64)
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        while articles[turn] != lefts[p]:
            turn += _U(1)
        left, right = _U(lefts[p]), _U(rights[p])
        begin, other = _U(offsets[left] + left_from[p]), _U(offsets[right] + right_from[p])
        size, across = _U(left_to[p] - left_from[p]), _U(right_to[p] - right_from[p])
        table = keys[: _places(across)]
        _entered(hashes, other, across, own, table, values)
        around, room = float(sizes[left] + sizes[right]) + rule[_U(0)], math.log2(float(across))
        row, total, run = _U(rows[turn] + left_from[p]), _I(0), _U(0)
        for place in range(size):
            at = slot(table, max(hashes[begin + place], _U(1)))
            if table[at] and values[at, _U(0)] > 0:
                values[at, _U(0)] -= 1
                same[_U(0), p] += np.int32(1)
                word, amounts[run] = words[row + place], 0
                letters[run] = kinds[word]
                if not values[at, _U(2)]:
                    values[at, _U(2)] = 1
                    near = _I(own[begin + place]) + values[at, _U(1)]
                    amounts[run] = _word_steps(general[word], said[word], near, around, room, rule)
                run += _U(1)
            elif run:
                total += _I(run_steps(amounts, letters, 0, int(run), most, none))
                run = _U(0)
        if run:
            total += _I(run_steps(amounts, letters, 0, int(run), most, none))
        bits[p] = float(total) / rule[_U(2)]
        same[_U(1), p] = _together(hashes, begin, size, other, across, _U(apart), beside[: _places(across * _U(apart))])
