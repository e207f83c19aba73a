"""Kernel: what a word's code points, one after the other, spell: its letters and its hash; tokens.py is the twin."""

import numpy as np

from provenance.base.jit import inline
from provenance.base.letters.hash_kernel import hashed
from provenance.base.letters.table import DROPPED, EXPANDED, HYPHEN, NON_JOINER, SEPARATOR, SMALL
from provenance.base.tokens import (
    ANUSVARA,
    ARABIC,
    HASH_BITS,
    LETTER_HASH,
    LETTERS_OF_WORD,
    LONGEST_WORD,
    NASALS,
    SIZE_BITS,
    U8,
    U16,
    U32,
    VIRAMA,
)

_U, _C = np.uint64, np.uint32
_LONGEST = _U(LONGEST_WORD)
_LATIN, _FOREIGN, _STRANGE = _U(1), _U(2), _U(4)  # what a word holds: a-z, look-alikes of it, other Greek or Cyrillic
_MIXED = _LATIN | _FOREIGN
_SMALL = _C(SMALL)
_BLANK, _TAB, _FEED, _RETURN = (_C(code) for code in (0x20, 0x09, 0x0A, 0x0D))
_DIGIT_0, _DIGIT_9 = _C(0x30), _C(0x39)
_ARABIC, _BEYOND_ARABIC = _C(ARABIC[0]), _C(ARABIC[1])
_VIRAMA, _DOT = _C(VIRAMA), np.uint8(0x80 | ANUSVARA & 63)  # whose last byte alone differs from the nasals'
_NASALS = tuple(_C(code) for code in NASALS)
_E, _BEFORE_E = _C(ord("e")), tuple(_C(ord(letter)) for letter in "aou")
_LETTER_HASH, _HASH_BITS, _SIZE_BITS = _U(LETTER_HASH), _U(HASH_BITS), _U(SIZE_BITS)
_LOW48, _TOP = (_U(1) << _U(SIZE_BITS)) - _U(1), _U(1) << _U(63)
_BEYOND_THAI, _BEYOND_KHMER = (_C(beyond) for beyond, _ in LETTERS_OF_WORD[:2])
_THAI, _KHMER, _CHINESE = (_U(size) for _, size in LETTERS_OF_WORD)


@inline
def code_point(text: U8, i: np.uint64) -> tuple[np.uint32, np.uint64]:
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


@inline
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


@inline
def _script(code: np.uint32, latin: U32) -> np.uint64:
    """What a letter says of its word's scripts."""
    if code < _C(0x370):
        return _LATIN if _C(97) <= code <= _C(122) else _U(0)
    if code >= _C(0x530):
        return _U(0)
    return _FOREIGN if latin[_U(code)] else _STRANGE


@inline
def spelled(
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


@inline
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
    code, _ = code_point(text, i)
    return i if entry_of(code, page_of, pages) & _SMALL else _U(0)


@inline
def by_place(
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


@inline
def entry_of(code: np.uint32, page_of: U16, pages: U32) -> np.uint32:
    return _C(pages[(_U(page_of[_U(code >> _C(8))]) << _U(8)) | _U(code & _C(255))])


@inline
def _one_script(letters: U8, n: np.uint64, latin: U32) -> np.uint64:
    """Fold the look-alikes of a word, in place; its new length. All of them take two bytes and become one."""
    i, out = _U(0), _U(0)
    while i < n:
        code, size = code_point(letters, i)
        if _script(code, latin) == _FOREIGN:
            code = latin[_U(code)]
        i += size
        out = _put(letters, out, code)
    return out


@inline
def spelled_hash(letters: U8, n: np.uint64, scripts: np.uint64, latin: U32, alone: bool, last: np.uint32) -> np.uint64:
    """The hash of the word that was spelled, which may be one letter `alone`."""
    if alone:
        size = _THAI if last < _BEYOND_THAI else _KHMER if last < _BEYOND_KHMER else _CHINESE
        return hashed(letters, n) & _LOW48 | (_LETTER_HASH << _U(3) | size) << _SIZE_BITS
    return of_word(hashed(letters, _one_script(letters, n, latin) if scripts == _MIXED else n))


@inline
def of_word(number: np.uint64) -> np.uint64:
    """The hash of a word, which no letter's hash is like."""
    return number ^ _TOP if number >> _HASH_BITS == _LETTER_HASH else number
