"""Kernel: UTF-8 bytes become token hashes with their places; the readable twin is tokens.py."""

import numpy as np

from provenance.base.bits_kernel import zeros_below
from provenance.base.compiled import compiled, part
from provenance.base.hash_kernel import eight_bytes, hash_to_3, hash_to_8, hash_to_16, hashed
from provenance.base.tokens import I64, LONGEST_WORD, U8, U16, U32, U64
from provenance.base.tokens_table import DROPPED, EXPANDED, SEPARATOR, SINGLE, VALUE

TEXT = "Array(u1, 1, 'C', readonly=True)"
TABLE = "u2[::1],u4[::1],u4[::1],u4[::1],u4[::1]"
TOKENS = "u8[::1],u4[::1],u4[::1]"
SPANS = "i8[::1],i8[::1],i8[::1]"
LETTERS = 4 * LONGEST_WORD + 8  # bytes of a word's letters, and seven that may be read with the last

_U, _C = np.uint64, np.uint32
_HIGH, _CASE = _U(0x8080808080808080), _U(0x2020202020202020)
_LOW7 = ~_HIGH
_FROM_A, _BEYOND_Z = _U(0x1F1F1F1F1F1F1F1F), _U(0x0505050505050505)  # 0x80 less "a", less one more than "z"
_FROM_0, _BEYOND_9 = _U(0x5050505050505050), _U(0x4646464646464646)
_LONGEST = _U(LONGEST_WORD)
_PLAIN = np.uint8(0x80)  # bytes below it are ASCII
_LATIN, _FOREIGN, _STRANGE = _U(1), _U(2), _U(4)  # what a word holds: a-z, look-alikes of it, other Greek or Cyrillic
_MIXED = _LATIN | _FOREIGN
_KIND_BITS = _C(24)
_VALUE = _C(VALUE)


@part
def _ends(word: np.uint64) -> np.uint64:
    """The high bit of each of eight bytes that is no ASCII letter or digit."""
    plain = word & _LOW7
    lower = plain | _CASE
    letter = (lower + _FROM_A) & ~(lower + _BEYOND_Z)
    digit = (plain + _FROM_0) & ~(plain + _BEYOND_9)
    return ~(letter | digit) & _HIGH | (word & _HIGH)


@part
def _code_point(text: U8, i: np.uint64) -> tuple[np.uint32, np.uint64]:
    """The code point at byte i and how many bytes it takes; the text is valid UTF-8."""
    first = _C(text[i])
    if first < _C(0x80):
        return first, _U(1)
    second = _C(text[i + _U(1)]) & _C(63)
    if first < _C(0xE0):
        return (first & _C(31)) << _C(6) | second, _U(2)
    third = _C(text[i + _U(2)]) & _C(63)
    if first < _C(0xF0):
        return (first & _C(15)) << _C(12) | second << _C(6) | third, _U(3)
    fourth = _C(text[i + _U(3)]) & _C(63)
    return (first & _C(7)) << _C(18) | second << _C(12) | third << _C(6) | fourth, _U(4)


@part
def _put(letters: U8, n: np.uint64, code: np.uint32) -> np.uint64:
    """Write a code point as UTF-8 at byte n; where the next one goes."""
    if code < _C(0x80):
        letters[n] = code
        return n + _U(1)
    letters[n + _U(1)] = _C(0x80) | (code & _C(63))
    if code < _C(0x800):
        letters[n] = _C(0xC0) | (code >> _C(6))
        return n + _U(2)
    letters[n + _U(1)] = _C(0x80) | (code >> _C(6) & _C(63))
    letters[n + _U(2)] = _C(0x80) | (code & _C(63))
    if code < _C(0x10000):
        letters[n] = _C(0xE0) | (code >> _C(12))
        return n + _U(3)
    letters[n] = _C(0xF0) | (code >> _C(18))
    letters[n + _U(1)] = _C(0x80) | (code >> _C(12) & _C(63))
    letters[n + _U(2)] = _C(0x80) | (code >> _C(6) & _C(63))
    letters[n + _U(3)] = _C(0x80) | (code & _C(63))
    return n + _U(4)


@part
def _script(code: np.uint32, latin: U32) -> np.uint64:
    """What a letter says of its word's scripts."""
    if code < _C(0x370):
        return _LATIN if _C(97) <= code <= _C(122) else _U(0)
    if code >= _C(0x530):
        return _U(0)
    return _FOREIGN if latin[_U(code)] else _STRANGE


@part
def _spelled(
    letters: U8, n: np.uint64, count: np.uint64, scripts: np.uint64, code: np.uint32, latin: U32
) -> tuple[np.uint64, np.uint64, np.uint64]:
    """One letter more: bytes, letters that count, and scripts of the word."""
    if count < _LONGEST:
        n = _put(letters, n, code)
        count += _U(1)
    return n, count, scripts | _script(code, latin)


@part
def _one_script(letters: U8, n: np.uint64, latin: U32) -> np.uint64:
    """Fold the look-alikes of a word, in place; its new length. All of them take two bytes and become one."""
    i, out = _U(0), _U(0)
    while i < n:
        code, size = _code_point(letters, i)
        if _script(code, latin) == _FOREIGN:
            code = latin[_U(code)]
        i += size
        out = _put(letters, out, code)
    return out


@part
def _plain_size(text: U8, i: np.uint64, stop: np.uint64, outside: np.uint64) -> np.uint64:
    """Bytes of the ASCII word at byte i; 0 where none begins, one goes on beyond ASCII, or is longer than fifteen."""
    size = _U(0)
    if outside == _U(0):
        size = _U(8)
        outside = _ends(eight_bytes(text, i + _U(8)))
        if outside == _U(0):
            return _U(0)
    size = min(size + (zeros_below(outside) >> _U(3)), stop - i)
    return size if i + size >= stop or text[i + size] < _PLAIN else _U(0)


@part
def _plain_hash(text: U8, i: np.uint64, size: np.uint64, word: np.uint64) -> np.uint64:
    """The hash of the ASCII word of `size` bytes at byte i, of which `word` holds the first eight."""
    if size > _U(8):
        return hash_to_16(word | _CASE, eight_bytes(text, i + size - _U(8)) | _CASE, size)
    word = (word | _CASE) & (~_U(0) >> (_U(64) - (size << _U(3))))
    return hash_to_3(word, size) if size < _U(4) else hash_to_8(word, size)


@part
def _word_hash(letters: U8, n: np.uint64, scripts: np.uint64, latin: U32) -> np.uint64:
    return hashed(letters, _one_script(letters, n, latin) if scripts == _MIXED else n)


@compiled(f"i8({TEXT},i8,i8,{TABLE},{TOKENS},i8,u1[::1])")
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
) -> int:
    """Write the tokens of the article in bytes `begin:end` from `place` on; the place after them.

    Words of ASCII are hashed where they stand. Others are spelled out in `letters` first, a code point at a time.
    """
    t, i, stop, readable = _U(place), _U(begin), _U(end), _U(len(text))
    before = i  # bytes ahead that are no characters of the article: the earlier ones, and all but a character's first
    n, count, scripts, alone, start = _U(0), _U(0), _U(0), False, _U(0)  # of the word being spelled
    while i < stop:
        if n == _U(0) and i + _U(16) <= readable:
            word = eight_bytes(text, i)
            outside = _ends(word)
            if outside & ~word & _U(0x80):  # an ASCII separator
                i += _U(1)
                continue
            size = _plain_size(text, i, stop, outside)
            if size:
                hashes[t], starts[t], ends[t] = _plain_hash(text, i, size, word), i - before, i - before + size
                t += _U(1)
                i += size + _U(1)  # an ASCII separator ends it
                continue
        code, size = _code_point(text, i)
        entry = pages[(_U(page_of[_U(code >> _C(8))]) << _U(8)) | _U(code & _C(255))]
        kind, value = entry >> _KIND_BITS, entry & _VALUE
        if kind != DROPPED:
            if n and (alone or kind in (SEPARATOR, SINGLE)):
                hashes[t], starts[t], ends[t] = _word_hash(letters, n, scripts, latin), start, i - before
                t += _U(1)
                n = _U(0)
            if kind != SEPARATOR and not n:
                start, count, scripts, alone = i - before, _U(0), _U(0), kind == SINGLE
            if kind == EXPANDED:
                for k in range(cuts[_U(value)], cuts[_U(value + _C(1))]):
                    n, count, scripts = _spelled(letters, n, count, scripts, expansions[_U(k)], latin)
            elif kind != SEPARATOR:
                n, count, scripts = _spelled(letters, n, count, scripts, value, latin)
        i += size
        before += size - _U(1)
    if n:
        hashes[t], starts[t], ends[t] = _word_hash(letters, n, scripts, latin), start, stop - before
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
    letters = np.empty(LETTERS, np.uint8)
    place = 0
    for a in range(_U(first), _U(beyond)):
        b = a + _U(1)
        last = article_tokens(
            text, offsets[a], offsets[b], page_of, pages, cuts, expansions, latin, hashes, starts, ends, place, letters
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
    longest = 0
    for a in range(_U(first), _U(beyond)):
        longest = max(longest, offsets[a + _U(1)] - offsets[a])
    room = longest // 2 + 2
    own, starts, ends = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    letters = np.empty(LETTERS, np.uint8)
    for a in range(_U(first), _U(beyond)):
        b = a + _U(1)
        count = article_tokens(
            text, offsets[a], offsets[b], page_of, pages, cuts, expansions, latin, own, starts, ends, 0, letters
        )
        if span_offsets[a] < span_offsets[b]:
            count = tokens_outside(
                own, starts, ends, 0, count, span_starts, span_ends, span_offsets[a], span_offsets[b]
            )
        counts[a] = count
        place = _U(places[a])
        for k in range(_U(count)):
            hashes[place + k] = own[k]
