"""Kernel: UTF-8 bytes become token hashes with their places; the readable twin is tokens.py."""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.letters.bits_kernel import zeros_below
from provenance.base.letters.hash_kernel import eight_bytes, hash_to_3, hash_to_8, hash_to_16
from provenance.base.letters.spelling_kernel import by_place, code_point, entry_of, of_word, spelled, spelled_hash
from provenance.base.letters.table import DROPPED, EXPANDED, SEPARATOR, SINGLE, VALUE
from provenance.base.tokens import I64, LONGEST_WORD, U8, U16, U32, U64

TEXT = "Array(u1, 1, 'C', readonly=True)"
TABLE = "u2[::1],u4[::1],u4[::1],u4[::1],u4[::1]"
TOKENS = "u8[::1],u4[::1],u4[::1]"
SPANS = "i8[::1],i8[::1],i8[::1]"
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
        one, two = _B(text[begin + k - _U(1)] | _SMALL_BIT), _B(text[begin + k] | _SMALL_BIT)
        silent = (two == _BYTE_E) & ((one == _BYTE_A) | (one == _BYTE_O) | (one == _BYTE_U))
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


@compiled(f"i8({TEXT},i8,i8,{TABLE},{TOKENS},i8,u1[::1],u1[::1])")
def article_tokens(
    text: U8,
    begin: int,
    end: int,
    page_of: U16,
    pages: U32,
    cuts: U32,
    expansions: U32,
    latin: U32,
    hashes: U64,
    starts: U32,
    ends: U32,
    place: int,
    letters: U8,
    marks: U8,
) -> int:
    """Write the tokens of the article in bytes `begin:end` from `place` on; the place after them.

    Words of ASCII are hashed where they stand. Others are spelled out in `letters` first, a code point at a time.
    `marks` has room for the article's bytes and sixteen.
    """
    t, i, stop, readable = _U(place), _U(begin), _U(end), _U(len(text))
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
                    spelled_hash(letters, n, scripts, latin, alone, last), start, i - before,
                )  # fmt: skip
                t += _U(1)
                n = _U(0)
            if kind != SEPARATOR and not n:
                start, count, scripts, alone, last = i - before, _U(0), _U(0), kind == SINGLE, _C(0)
            if kind == EXPANDED:
                for k in range(cuts[_U(value)], cuts[_U(value + _C(1))]):
                    n, count, scripts = spelled(letters, n, count, scripts, expansions[_U(k)], last, latin)
                    last = expansions[_U(k)]
            elif kind != SEPARATOR:
                n, count, scripts = spelled(letters, n, count, scripts, value, last, latin)
                last = value
        i += size
        before += size - _U(1)
    if n:
        hashes[t], starts[t], ends[t] = spelled_hash(letters, n, scripts, latin, alone, last), start, stop - before
        t += _U(1)
    return int(t)


@compiled(f"i8({TOKENS},i8,i8,i8[::1],i8[::1],i8,i8)")
def tokens_outside(
    hashes: U64,
    starts: U32,
    ends: U32,
    first: int,
    beyond: int,
    span_starts: I64,
    span_ends: I64,
    span: int,
    span_beyond: int,
) -> int:
    """Move the tokens `first:beyond` that touch none of the spans to the front of their place; where they end.

    The spans are in the order of their starts, and may overlap.
    """
    t, covered = _U(first), 0
    for i in range(_U(first), _U(beyond)):
        while span < span_beyond and span_starts[_U(span)] < ends[i]:
            covered = max(covered, span_ends[_U(span)])
            span += 1
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


@compiled(f"i8({TEXT},i8[::1],{SPANS},i8,i8,{TABLE},{TOKENS},i8[::1])")
def tokens_of_articles(
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
    hashes: U64,
    starts: U32,
    ends: U32,
    counts: I64,
) -> int:
    """Write the tokens of the articles `first:beyond`, and how many each has; how many all have."""
    letters, marks = np.empty(LETTERS, np.uint8), np.empty(longest_of(offsets, first, beyond) + MARKS, np.uint8)
    place = 0
    for a in range(_U(first), _U(beyond)):
        b = a + _U(1)
        last = article_tokens(
            text,
            offsets[a],
            offsets[b],
            page_of,
            pages,
            cuts,
            expansions,
            latin,
            hashes,
            starts,
            ends,
            place,
            letters,
            marks,
        )
        if span_offsets[a] < span_offsets[b]:
            last = tokens_outside(
                hashes, starts, ends, place, last, span_starts, span_ends, span_offsets[a], span_offsets[b]
            )
        counts[a - _U(first)] = last - place
        place = last
    return place


@compiled(f"void({TEXT},i8[::1],{SPANS},i8,i8,{TABLE},u8[::1],i8[::1],i8[::1])")
def hashes_of_articles(
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
    hashes: U64,
    places: I64,
    counts: I64,
) -> None:
    """Write the token hashes alone of each article `i` of `first:beyond` from `places[i]` on, and how many it has."""
    longest = longest_of(offsets, first, beyond)
    room = longest // 2 + 2
    own, starts, ends = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    letters, marks = np.empty(LETTERS, np.uint8), np.empty(longest + MARKS, np.uint8)
    for a in range(_U(first), _U(beyond)):
        b = a + _U(1)
        count = article_tokens(
            text, offsets[a], offsets[b], page_of, pages, cuts, expansions, latin, own, starts, ends, 0, letters, marks
        )
        if span_offsets[a] < span_offsets[b]:
            count = tokens_outside(
                own, starts, ends, 0, count, span_starts, span_ends, span_offsets[a], span_offsets[b]
            )
        counts[a] = count
        place = _U(places[a])
        for k in range(_U(count)):
            hashes[place + k] = own[k]
