"""Kernel: UTF-8 bytes become token hashes with their places; the readable twin is tokens.py."""

import numpy as np

from provenance.base.bits_kernel import zeros_below
from provenance.base.compiled import compiled, part
from provenance.base.hash_kernel import eight_bytes, hash_to_3, hash_to_8, hash_to_16, hashed
from provenance.base.tokens import (
    ANUSVARA,
    ARABIC,
    HASH_BITS,
    I64,
    LETTER_HASH,
    LETTERS_OF_WORD,
    LONGEST_WORD,
    NASALS,
    SIZE_BITS,
    U8,
    U16,
    U32,
    U64,
    VIRAMA,
)
from provenance.base.tokens_table import (
    DROPPED,
    EXPANDED,
    HYPHEN,
    NON_JOINER,
    SEPARATOR,
    SINGLE,
    SMALL,
    VALUE,
)

TEXT = "Array(u1, 1, 'C', readonly=True)"
TABLE = "u2[::1],u4[::1],u4[::1],u4[::1],u4[::1]"
TOKENS = "u8[::1],u4[::1],u4[::1]"
SPANS = "i8[::1],i8[::1],i8[::1]"
LETTERS = 4 * LONGEST_WORD + 8  # bytes of a word's letters, and seven that may be read with the last
MARKS = 16  # bytes behind the marks of an article's, which may be read with the last

_U, _C = np.uint64, np.uint32
_HIGH, _CASE = _U(0x8080808080808080), _U(0x2020202020202020)
_LONGEST = _U(LONGEST_WORD)
_PLAIN = np.uint8(0x80)  # bytes below it are ASCII
_LATIN, _FOREIGN, _STRANGE = _U(1), _U(2), _U(4)  # what a word holds: a-z, look-alikes of it, other Greek or Cyrillic
_MIXED = _LATIN | _FOREIGN
_KIND_BITS = _C(24)
_VALUE, _SMALL = _C(VALUE), _C(SMALL)
_MINUS, _BLANK, _TAB, _FEED, _RETURN = (_C(code) for code in (0x2D, 0x20, 0x09, 0x0A, 0x0D))
_DIGIT_0, _DIGIT_9 = _C(0x30), _C(0x39)
_ARABIC, _BEYOND_ARABIC = _C(ARABIC[0]), _C(ARABIC[1])
_VIRAMA, _DOT = _C(VIRAMA), np.uint8(0x80 | ANUSVARA & 63)  # whose last byte alone differs from the nasals'
_NASALS = tuple(_C(code) for code in NASALS)
_E, _BEFORE_E = _C(ord("e")), tuple(_C(ord(letter)) for letter in "aou")
_B = np.uint8
_BYTE_A, _BYTE_E, _BYTE_O, _BYTE_U, _BYTE_0 = (_B(ord(letter)) for letter in "aeou0")
_SMALL_BIT, _ALPHABET, _DIGITS = _B(0x20), _B(26), _B(10)
_NO_MARK, _SILENT, _OUTSIDE = _B(0), _B(0x40), _B(0x80)
_SILENTS = _U(0x4040404040404040)
_LETTER_HASH, _HASH_BITS, _SIZE_BITS = _U(LETTER_HASH), _U(HASH_BITS), _U(SIZE_BITS)
_LOW48, _TOP = (_U(1) << _U(SIZE_BITS)) - _U(1), _U(1) << _U(63)
_BEYOND_THAI, _BEYOND_KHMER = (_C(beyond) for beyond, _ in LETTERS_OF_WORD[:2])
_THAI, _KHMER, _CHINESE = (_U(size) for _, size in LETTERS_OF_WORD)


@part
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
    for k in range(n, n + _U(16)):
        marks[k] = _OUTSIDE


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
    letters: U8, n: np.uint64, count: np.uint64, scripts: np.uint64, code: np.uint32, last: np.uint32, latin: U32
) -> tuple[np.uint64, np.uint64, np.uint64]:
    """One letter more, behind `last`: bytes, letters, and scripts of the word; letters beyond the longest are counted.

    An e behind a, o or u is not written, as umlauts have one in ASCII. A nasal of Devanagari that turns out to have no
    vowel becomes an anusvara, which takes as many bytes.
    """
    if code == _E and last in _BEFORE_E:
        return n, count, scripts | _LATIN
    if code == _VIRAMA and last in _NASALS:
        if count <= _LONGEST:
            letters[n - _U(1)] = _DOT
        return n, count, scripts
    if count < _LONGEST:
        n = _put(letters, n, code)
    return n, count + _U(1), scripts | _script(code, latin)


@part
def _resumed(text: U8, i: np.uint64, stop: np.uint64, page_of: U16, pages: U32) -> np.uint64:
    """Where a word goes on that a hyphen before byte i parts: at a small letter behind one line end; 0 if nowhere."""
    while i < stop and (text[i] == _BLANK or text[i] == _TAB):
        i += _U(1)
    if i >= stop or not (text[i] == _FEED or text[i] == _RETURN):
        return _U(0)
    i += _U(2) if text[i] == _RETURN and i + _U(1) < stop and text[i + _U(1)] == _FEED else _U(1)
    while i < stop and (text[i] == _BLANK or text[i] == _TAB):
        i += _U(1)
    if i >= stop:
        return _U(0)
    code, _ = _code_point(text, i)
    return i if _entry(code, page_of, pages) & _SMALL else _U(0)


@part
def _placed(
    text: U8, i: np.uint64, stop: np.uint64, kind: np.uint32, inside: bool, last: np.uint32, page_of: U16, pages: U32
) -> tuple[np.uint32, np.uint64]:
    """What a character before byte i is that hangs on its neighbours, and where its word goes on if it parts one.

    `inside` a word whose last letter is `last`; 0 where the word does not go on behind a line end.
    """
    if kind <= EXPANDED:
        return kind, _U(0)
    if kind == NON_JOINER:
        return _C(SEPARATOR if inside and _ARABIC <= last < _BEYOND_ARABIC else DROPPED), _U(0)
    resumed = _U(0)
    if inside and not _DIGIT_0 <= last <= _DIGIT_9:
        resumed = _resumed(text, i, stop, page_of, pages)
    return _C(SEPARATOR if kind == HYPHEN and not resumed else DROPPED), resumed


@part
def _entry(code: np.uint32, page_of: U16, pages: U32) -> np.uint32:
    return _C(pages[(_U(page_of[_U(code >> _C(8))]) << _U(8)) | _U(code & _C(255))])


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


@part
def _plain_hash(text: U8, i: np.uint64, size: np.uint64, word: np.uint64) -> np.uint64:
    """The hash of the ASCII word of `size` bytes at byte i, of which `word` holds the first eight."""
    if size > _U(8):
        return _of_word(hash_to_16(word | _CASE, eight_bytes(text, i + size - _U(8)) | _CASE, size))
    word = (word | _CASE) & (~_U(0) >> (_U(64) - (size << _U(3))))
    return _of_word(hash_to_3(word, size) if size < _U(4) else hash_to_8(word, size))


@part
def _word_hash(letters: U8, n: np.uint64, scripts: np.uint64, latin: U32, alone: bool, last: np.uint32) -> np.uint64:
    """The hash of the word that was spelled, which may be one letter `alone`."""
    if alone:
        size = _THAI if last < _BEYOND_THAI else _KHMER if last < _BEYOND_KHMER else _CHINESE
        return hashed(letters, n) & _LOW48 | (_LETTER_HASH << _U(3) | size) << _SIZE_BITS
    return _of_word(hashed(letters, _one_script(letters, n, latin) if scripts == _MIXED else n))


@part
def _of_word(number: np.uint64) -> np.uint64:
    """The hash of a word, which no letter's hash is like."""
    return number ^ _TOP if number >> _HASH_BITS == _LETTER_HASH else number


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
        code, size = _code_point(text, i)
        entry = _entry(code, page_of, pages)
        kind, value = entry >> _KIND_BITS, entry & _VALUE
        kind, resumed = _placed(text, i + size, stop, kind, bool(n) and not alone, last, page_of, pages)
        if resumed:  # blanks and a line end, of a byte each
            before += size - _U(1)
            i = resumed
            continue
        if kind != DROPPED:
            if n and (alone or kind in (SEPARATOR, SINGLE)):
                hashes[t], starts[t], ends[t] = (
                    _word_hash(letters, n, scripts, latin, alone, last), start, i - before,
                )  # fmt: skip
                t += _U(1)
                n = _U(0)
            if kind != SEPARATOR and not n:
                start, count, scripts, alone, last = i - before, _U(0), _U(0), kind == SINGLE, _C(0)
            if kind == EXPANDED:
                for k in range(cuts[_U(value)], cuts[_U(value + _C(1))]):
                    n, count, scripts = _spelled(letters, n, count, scripts, expansions[_U(k)], last, latin)
                    last = expansions[_U(k)]
            elif kind != SEPARATOR:
                n, count, scripts = _spelled(letters, n, count, scripts, value, last, latin)
                last = value
        i += size
        before += size - _U(1)
    if n:
        hashes[t], starts[t], ends[t] = _word_hash(letters, n, scripts, latin, alone, last), start, stop - before
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


@part
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
