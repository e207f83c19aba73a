"""Kernel: UTF-8 bytes become token hashes with their places; the readable twin is tokens.py.

The bytes of "Ebb, ebb!" become two rows: the hash of "ebb" with start 0 and end 3, and the same hash with 5 and 8.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import compiled, inline, inline_array
from provenance.base.letters.bits_kernel import zeros_below
from provenance.base.letters.hash_kernel import eight_bytes, hash_to_3, hash_to_8, hash_to_16
from provenance.base.letters.spelling_kernel import by_place, code_point, entry_of, of_word, spelled, spelled_hash
from provenance.base.letters.table import DROPPED, EXPANDED, SEPARATOR, SINGLE, VALUE
from provenance.base.tokens import I64, LONGEST_WORD, U8, U16, U32, U64
from provenance.base.utf8 import Bytes, Spans, Utf8

LETTERS = 4 * LONGEST_WORD + 8  # bytes of a word's letters, and seven that may be read with the last
MARKS = 16  # bytes behind the marks of an article's, which may be read with the last

_U, _C, _B = np.uint64, np.uint32, np.uint8
_HIGH, _CASE = _U(0x8080808080808080), _U(0x2020202020202020)
_PLAIN = _B(0x80)  # bytes below it are ASCII
_KIND_BITS, _VALUE = _C(24), _C(VALUE)
_MINUS, _BLANK = _C(0x2D), _C(0x20)
_BYTE_A, _BYTE_E, _BYTE_O, _BYTE_U, _BYTE_0 = (_B(ord(letter)) for letter in "aeou0")
_SMALL_BIT, _ALPHABET, _DIGITS = _B(0x20), _B(26), _B(10)
_NO_MARK, _SILENT, _OUTSIDE = _B(0), _B(0x40), _B(0x80)
_SILENTS = _U(0x4040404040404040)


class Letters(NamedTuple):
    """What each code point stands for: the columns of tokens.LetterTable, flat."""

    page_of: U16
    pages: U32
    cuts: U32
    expansions: U32
    latin: U32


class TokenColumns(NamedTuple):
    """Room for tokens: their hashes, and the code points of the article where each starts and ends."""

    hashes: U64
    starts: U32
    ends: U32


class Scratch(NamedTuple):
    """Room for the work on one article."""

    spelling: U8  # bytes of the word that is spelled out
    marks: U8  # of each byte of the article


@inline
def _marked(text: U8, begin: np.uint64, stop: np.uint64, marks: U8) -> None:
    """Write for each byte `begin:stop` whether it is no ASCII letter or digit, and whether an e behind a, o or u.

    Two plain loops, which the compiler makes instructions of for 32 bytes at once; sixteen marks of no letter follow.
    """
    n = stop - begin
    for k in range(n):
        code = text[begin + k]
        small = _B(code | _SMALL_BIT)
        marks[k] = _NO_MARK if (_B(small - _BYTE_A) < _ALPHABET) | (_B(code - _BYTE_0) < _DIGITS) else _OUTSIDE
    for k in range(_U(1), n):
        first, second = _B(text[begin + k - _U(1)] | _SMALL_BIT), _B(text[begin + k] | _SMALL_BIT)
        silent = (second == _BYTE_E) & ((first == _BYTE_A) | (first == _BYTE_O) | (first == _BYTE_U))
        marks[k] = _B(marks[k] | _SILENT) if silent else marks[k]
    for k in range(n, n + _U(MARKS)):
        marks[k] = _OUTSIDE


@inline
def _plain_size(text: U8, i: np.uint64, stop: np.uint64, marks: U8, k: np.uint64, first: np.uint64) -> np.uint64:
    """Bytes of the ASCII word at byte i, whose marks begin at k with the eight `first`.

    0 where none begins, one goes on beyond ASCII, is longer than fifteen, or has to be spelled out.
    """
    size, silent, outside = _U(0), _U(0), first & _HIGH
    if outside == _U(0):
        silent = first
        first = eight_bytes(marks, k + _U(8))
        size, outside = _U(8), first & _HIGH
        if outside == _U(0):
            return _U(0)
    silent |= first & (outside ^ (outside - _U(1)))
    size += zeros_below(outside) >> _U(3)
    if silent & _SILENTS:
        return _U(0)
    end = i + size
    if end < stop and (
        text[end] >= _PLAIN or (text[end] == _MINUS and end + _U(1) < stop and text[end + _U(1)] <= _BLANK)
    ):
        return _U(0)  # a hyphen at a line end may part it
    return size


@inline
def _plain_hash(text: U8, i: np.uint64, size: np.uint64, word: np.uint64) -> np.uint64:
    """The hash of the ASCII word of `size` bytes at byte i, of which `word` holds the first eight."""
    if size > _U(8):
        return of_word(hash_to_16(word | _CASE, eight_bytes(text, i + size - _U(8)) | _CASE, size))
    word = (word | _CASE) & (~_U(0) >> (_U(64) - (size << _U(3))))
    return of_word(hash_to_3(word, size) if size < _U(4) else hash_to_8(word, size))


@compiled
def article_tokens(
    text: Bytes, begin: int, end: int, letters: Letters, columns: TokenColumns, row: int, scratch: Scratch
) -> int:
    """Write the tokens of the article in bytes `begin:end` from `row` on; the row after them.

    Words of ASCII are hashed where they stand. Others are spelled out first, a code point at a time. There are marks
    for the article's bytes and sixteen more.
    """
    page_of, pages, cuts, expansions, latin = letters
    hashes, starts, ends = columns
    spelling, marks = scratch
    t, i, stop, readable = _U(row), _U(begin), _U(end), _U(len(text))
    before = i  # bytes ahead that are no characters of the article: the earlier ones, and all but a character's first
    n, count, scripts, alone, start = _U(0), _U(0), _U(0), False, _U(0)  # of the word being spelled
    last = _C(0)  # letter of it
    _marked(text, i, stop, marks)
    while i < stop:
        if n == _U(0) and i + _U(16) <= readable:
            first = eight_bytes(marks, i - _U(begin))
            word = eight_bytes(text, i)
            if first & ~word & _U(0x80):  # an ASCII separator
                i += _U(1)
                continue
            size = _plain_size(text, i, stop, marks, i - _U(begin), first)
            if size:
                hashes[t], starts[t], ends[t] = _plain_hash(text, i, size, word), i - before, i - before + size
                t += _U(1)
                i += size + _U(1)  # an ASCII separator ends it
                continue
        code, size = code_point(text, i)
        entry = entry_of(code, page_of, pages)
        kind, value = entry >> _KIND_BITS, entry & _VALUE
        kind, resumed = by_place(text, i + size, stop, kind, bool(n) and not alone, last, page_of, pages)
        if resumed:  # blanks and a line end, of a byte each
            before += size - _U(1)
            i = resumed
            continue
        if kind != DROPPED:
            if n and (alone or kind in (SEPARATOR, SINGLE)):
                hashes[t], starts[t], ends[t] = (
                    spelled_hash(spelling, n, scripts, latin, alone, last), start, i - before,
                )  # fmt: skip
                t += _U(1)
                n = _U(0)
            if kind != SEPARATOR and not n:
                start, count, scripts, alone, last = i - before, _U(0), _U(0), kind == SINGLE, _C(0)
            if kind == EXPANDED:
                for k in range(cuts[_U(value)], cuts[_U(value + _C(1))]):
                    n, count, scripts = spelled(spelling, n, count, scripts, expansions[_U(k)], last, latin)
                    last = expansions[_U(k)]
            elif kind != SEPARATOR:
                n, count, scripts = spelled(spelling, n, count, scripts, value, last, latin)
                last = value
        i += size
        before += size - _U(1)
    if n:
        hashes[t], starts[t], ends[t] = spelled_hash(spelling, n, scripts, latin, alone, last), start, stop - before
        t += _U(1)
    return int(t)


@compiled
def tokens_outside(columns: TokenColumns, first: int, beyond: int, apart: Spans, article: int) -> int:
    """Move the tokens `first:beyond` that touch none of the article's spans to the front; where they end.

    The spans are in the order of their starts, and may overlap.
    """
    hashes, starts, ends = columns
    span, last = _U(apart.offsets[article]), _U(apart.offsets[article + 1])
    t, covered = _U(first), 0
    for i in range(_U(first), _U(beyond)):
        while span < last and apart.starts[span] < ends[i]:
            covered = max(covered, apart.ends[span])
            span += _U(1)
        if starts[i] >= covered:
            hashes[t], starts[t], ends[t] = hashes[i], starts[i], ends[i]
            t += _U(1)
    return int(t)


@inline
def longest_of(offsets: I64, first: int, beyond: int) -> int:
    """Bytes of the longest of the articles `first:beyond`."""
    longest = 0
    for a in range(_U(first), _U(beyond)):
        longest = max(longest, offsets[a + _U(1)] - offsets[a])
    return longest


@inline_array
def scratch_for(longest: int) -> Scratch:
    """Scratch arrays for articles of at most this many bytes."""
    return Scratch(np.empty(LETTERS, np.uint8), np.empty(longest + MARKS, np.uint8))


@inline_array
def token_columns_for(longest: int) -> TokenColumns:
    """Empty columns for the tokens of one article; each token but the last takes at least two bytes."""
    room = longest // 2 + 2
    return TokenColumns(np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32))


@compiled
def tokens_of_articles(
    texts: Utf8, apart: Spans, first: int, beyond: int, letters: Letters, columns: TokenColumns, counts: I64
) -> int:
    """Write the tokens of the articles `first:beyond`, and how many each has; how many all have."""
    text, offsets = texts
    scratch = scratch_for(longest_of(offsets, first, beyond))
    row = 0
    for a in range(_U(first), _U(beyond)):
        last = article_tokens(text, offsets[a], offsets[a + _U(1)], letters, columns, row, scratch)
        if apart.offsets[a] < apart.offsets[a + _U(1)]:
            last = tokens_outside(columns, row, last, apart, int(a))
        counts[a - _U(first)] = last - row
        row = last
    return row


@compiled
def hashes_of_articles(
    texts: Utf8, apart: Spans, first: int, beyond: int, letters: Letters, hashes: U64, rows: I64, counts: I64
) -> None:
    """Write the token hashes alone of each article `i` of `first:beyond` from `rows[i]` on, and how many it has."""
    text, offsets = texts
    longest = longest_of(offsets, first, beyond)
    scratch, columns = scratch_for(longest), token_columns_for(longest)
    for a in range(_U(first), _U(beyond)):
        count = article_tokens(text, offsets[a], offsets[a + _U(1)], letters, columns, 0, scratch)
        if apart.offsets[a] < apart.offsets[a + _U(1)]:
            count = tokens_outside(columns, 0, count, apart, int(a))
        counts[a] = count
        row = _U(rows[a])
        for k in range(_U(count)):
            hashes[row + k] = columns.hashes[k]
