"""Kernel: which texts are certainly one line of prose: scan.py finds nothing in what passes here.

Letters beyond ASCII pass where they are Latin, and so do the marks of English print; a line or a sentence that begins
with any other is for the closer look.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.jit import U8x2, compiled, inline
from provenance.base.tokens import I64, U8, U32
from provenance.base.utf8 import Bytes, Utf8

_U, _B, _C = np.uint64, np.uint8, np.uint32
_MOST_MARKS = _U(15)  # before a sentence
_STUMP = _U(3)  # furniture_kinds._STUMP
_LEAST = _U(120)  # code points; no label is as long
_SHORT = _U(250)  # furniture_kinds._OPENING_CHARS
_SIGNED = _U(300)  # bytes at the end in which a picture's agency may stand behind a slash: half of LOOK
_SPACE, _HASH, _SLASH, _DELETE = _B(0x20), _B(0x23), _B(0x2F), _B(0x7F)
_BEYOND_ASCII = _C(0x80808080)
EARLY, ANYWHERE, BRACKET = (np.uint8(mark) for mark in (1, 2, 3))


class Beginnings(NamedTuple):
    """Beginnings sorted by first letter, which is ASCII: bytes, sizes, and the first row of each letter."""

    letters: U8x2
    sizes: I64
    rows: I64


class ProseRule(NamedTuple):
    """What is no prose."""

    long: int  # code points of a long line
    tails: U32  # the last letters of a short line that is none
    pairs: U8  # what may begin with two bytes: BRACKET, ANYWHERE, or EARLY, in the first `long` code points
    closing: Beginnings  # to begin a closing sentence
    pointing: Beginnings  # to go on after a bracket
    asking: Beginnings  # all others
    caption: Beginnings  # to begin a line that is no longer
    opening: Beginnings  # to begin one that is much shorter


@inline
def _begins(text: Bytes, k: np.uint64, end: np.uint64, starts: U8x2, sizes: I64, rows: I64) -> bool:
    """Whether the text may go on from k in one of the ways, which are in small letters; `rows` by first letter.

    Letters beyond ASCII may be any; but no way begins with one of the quotation marks that pass.
    """
    first = text[k]
    if first >= _B(0x80):
        return not _is_quote(text, k)
    first = _B(first | _SPACE) if (first >= _B(0x41)) & (first <= _B(0x5A)) else first
    for row in range(_U(rows[first]), _U(rows[_U(first) + _U(1)])):
        size, j, fits = _U(sizes[row]), _U(1), k + _U(sizes[row]) <= end
        while fits and j < size:
            byte = text[k + j]
            byte = _B(byte | _SPACE) if (byte >= _B(0x41)) & (byte <= _B(0x5A)) else byte
            byte = _B(0x27) if byte == _B(0x60) else byte  # a backtick stands for an apostrophe
            fits = (byte == starts[row, j]) | (byte >= _B(0x80))
            j += _U(1)
        if fits:
            return True
    return False


@inline
def _is_mark(byte: np.uint8) -> bool:
    """`-*>|([`, a blank or a tab."""
    return bool(
        (byte == _B(0x2D)) | (byte == _B(0x2A)) | (byte == _B(0x3E)) | (byte == _B(0x7C)) | (byte == _B(0x28))
        | (byte == _B(0x5B)) | (byte == _SPACE) | (byte == _B(0x09))
    )  # fmt: skip


@inline
def _closes(byte: np.uint8) -> bool:
    """`.!?"')]`, or the end of a letter or mark beyond ASCII."""
    return bool(
        (byte == _B(0x2E)) | (byte == _B(0x21)) | (byte == _B(0x3F)) | (byte == _B(0x22)) | (byte == _B(0x27))
        | (byte == _B(0x29)) | (byte == _B(0x5D)) | (byte >= _B(0x80))
    )  # fmt: skip


@inline
def _stops(byte: np.uint8) -> bool:
    """`.!?`"""
    return bool((byte == _B(0x2E)) | (byte == _B(0x21)) | (byte == _B(0x3F)))


@inline
def _letter(byte: np.uint8) -> bool:
    return bool(((byte | _SPACE) >= _B(0x61)) & ((byte | _SPACE) <= _B(0x7A)))


@inline
def _digit(byte: np.uint8) -> bool:
    return bool((byte >= _B(0x30)) & (byte <= _B(0x39)))


@inline
def _may_end(text: Bytes, begin: np.uint64, end: np.uint64, tails: U32) -> bool:
    """Whether a line may end like a picture's credit or a cue, by its last letters; `tails` are four each."""
    last = text[end - _U(1)]
    if not (_letter(last) or _digit(last)):
        if last != _B(0x2E):
            return not ((last <= _B(0x22)) | (last == _B(0x27)) | (last == _B(0x2C)) | (last == _B(0x3F)))  # !"',?
        end -= _U(1)
        if not (_letter(text[end - _U(1)]) or _digit(text[end - _U(1)])):
            return True
    for k in range(max(begin + _SIGNED, end) - _SIGNED, end):
        if text[k] == _SLASH:
            return True
    four = _C(0)
    for k in range(end - _U(4), end):
        four = (four << _C(8)) | _C(text[k] | _SPACE)
    for tail in tails:
        if tail == four:
            return True
    return bool((four & _BEYOND_ASCII) != _C(0))


@inline
def _may_close(text: Bytes, begin: np.uint64, end: np.uint64, starts: U8x2, sizes: I64, rows: I64) -> bool:
    """Whether one of the last sentences begins like furniture, with a digit, or behind many marks.

    Sentences are cut wherever furniture_lines may cut them, and more often. Seen from the end, the search is over with
    one that begins behind a bare mark and a blank, where it cuts for certain, and has too many words for a stump.
    """
    beyond, k = end, end - _U(2)
    while k > begin:
        if _closes(text[k]) and text[k + _U(1)] == _SPACE:
            start, marks = k + _U(1), _U(0)
            while start < end and _is_mark(text[start]):
                start, marks = start + _U(1), marks + _U(1)
            if marks > _MOST_MARKS or start >= end or (marks > _U(1) and text[k + _U(2)] == _SPACE):
                return True
            if _digit(text[start]) or _begins(text, start, end, starts, sizes, rows):
                return True
            spaces = _U(0)
            for j in range(start, beyond - _U(1)):
                spaces += _U(text[j] == _SPACE)
            if spaces > _STUMP and _stops(text[k]):
                return False
            beyond = k
        k -= _U(1)
    return _digit(text[begin]) or _begins(text, begin, end, starts, sizes, rows)


@inline
def _letters(text: Bytes, begin: np.uint64, end: np.uint64) -> np.uint64:
    """How many code points there are; none where one does not pass."""
    k, count = begin, _U(0)
    while k < end:
        byte, count = text[k], count + _U(1)
        if byte < _B(0x80):
            if (byte == _HASH) & (k + _U(2) < end) and (text[k + _U(1)] == _HASH) & (text[k + _U(2)] == _HASH):
                return _U(0)
            k += _U(1)
        elif (byte >= _B(0xC2)) & (byte <= _B(0xC9)) and k + _U(1) < end:
            after = text[k + _U(1)]
            odd = (byte == _B(0xC2)) & ((after <= _B(0xA0)) | (after == _B(0xAD)))  # controls, blank, soft hyphen
            odd |= (byte == _B(0xC4)) & ((after == _B(0xB0)) | (after == _B(0xB1)))  # i with a dot, or without
            if odd | ((byte == _B(0xC5)) & (after == _B(0xBF))):  # long s
                return _U(0)
            k += _U(2)
        elif _is_mark_of_print(text, k, end):
            k += _U(3)
        else:
            return _U(0)
    return count


@inline
def _is_quote(text: Bytes, k: np.uint64) -> bool:
    """Whether the mark that begins at k is a quotation mark, where all letters and marks pass."""
    if text[k] != _B(0xE2):
        return False
    last = text[k + _U(2)]
    return bool((text[k + _U(1)] == _B(0x80)) & (last >= _B(0x98)) & (last <= _B(0x9D)))


@inline
def _is_mark_of_print(text: Bytes, k: np.uint64, end: np.uint64) -> bool:
    """A dash, a quotation mark, three dots, the euro sign, or what stands for a letter that could not be read."""
    if k + _U(2) >= end:
        return False
    first, middle, last = text[k], text[k + _U(1)], text[k + _U(2)]
    curly = (last == _B(0x98)) | (last == _B(0x99)) | (last == _B(0x9C)) | (last == _B(0x9D))
    dash = (last == _B(0x93)) | (last == _B(0x94)) | (last == _B(0xA6))
    euro = (middle == _B(0x82)) & (last == _B(0xAC))
    unread = (first == _B(0xEF)) & (middle == _B(0xBF)) & (last == _B(0xBD))
    return bool(unread | ((first == _B(0xE2)) & (euro | ((middle == _B(0x80)) & (curly | dash)))))


@inline
def _points(text: Bytes, at: np.uint64, end: np.uint64, starts: U8x2, sizes: I64, rows: I64) -> bool:
    """Whether what follows a bracket may point elsewhere."""
    after = at + _U(1)
    while after < end and text[after] == _SPACE:
        after += _U(1)
    return bool(after >= end or _begins(text, after, end, starts, sizes, rows))


@compiled
def prose_texts(texts: Utf8, first: int, beyond: int, rule: ProseRule, is_prose: npt.NDArray[np.bool_]) -> None:
    """Write for the texts `first:beyond` whether they are prose."""
    text, offsets = texts
    long, tails, pairs = rule.long, rule.tails, rule.pairs
    closing, closing_sizes, closing_rows = rule.closing
    pointing, pointing_sizes, pointing_rows = rule.pointing
    asking, asking_sizes, asking_rows = rule.asking
    caption, caption_sizes, caption_rows = rule.caption
    opening, opening_sizes, opening_rows = rule.opening
    for i in range(_U(first), _U(beyond)):
        begin, end = _U(offsets[i]), _U(offsets[i + _U(1)])
        while end > begin and text[end - _U(1)] == _SPACE:
            end -= _U(1)
        odd, strange = _B(0), _B(0)
        for k in range(begin, end):
            byte = text[k]
            odd |= _B((byte < _SPACE) | (byte == _DELETE))
            strange |= _B((byte > _DELETE) | (byte == _HASH))
        letters = end - begin
        if odd == _B(0) and strange != _B(0):
            letters = _letters(text, begin, end)
        prose = (odd == _B(0)) & (letters > _LEAST)
        if prose and letters <= _U(long) + _U(1):
            prose = _letter(text[begin]) and not _may_end(text, begin, end, tails)
            prose = prose and not _begins(text, begin, end, caption, caption_sizes, caption_rows)
            if prose and letters <= _SHORT:
                prose = not _begins(text, begin, end, opening, opening_sizes, opening_rows)
        long_bytes = _U(long) + (end - begin - letters)  # of so many letters or more
        at = begin
        while prose and at + _U(1) < end:
            mark = pairs[_U(text[at]) << _U(8) | _U(text[at + _U(1)])]
            if mark == BRACKET:
                prose = not _points(text, at, end, pointing, pointing_sizes, pointing_rows)
            elif mark != _B(0) and ((mark == ANYWHERE) | (at < begin + long_bytes)):
                prose = not _begins(text, at, end, asking, asking_sizes, asking_rows)
            at += _U(1)
        tail = end - long_bytes - _U(1) if end - begin > long_bytes else begin
        is_prose[i] = prose and not _may_close(text, tail, end, closing, closing_sizes, closing_rows)
