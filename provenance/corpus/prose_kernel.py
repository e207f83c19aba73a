"""Kernel: which texts are certainly one long line of prose; what passes here passes furniture_kinds.is_prose too."""

import numpy as np
import numpy.typing as npt

from provenance.base.compiled import compiled, part
from provenance.base.tokens import I64, U8

_TEXT = "Array(u1, 1, 'C', readonly=True)"
_WAYS = "u1[:,::1],i8[::1],i8[::1]"
_U, _B = np.uint64, np.uint8
_MOST_MARKS = _U(15)  # before a sentence
_STUMP = _U(3)  # furniture_kinds._STUMP
_SPACE, _TILDE = _B(0x20), _B(0x7E)


@part
def _begins(text: U8, k: np.uint64, end: np.uint64, ways: U8, sizes: I64, rows: I64) -> bool:
    """Whether the text goes on from k in one of the ways, which are in small letters; `rows` by first letter."""
    first = text[k]
    first = _B(first | _SPACE) if (first >= _B(0x41)) & (first <= _B(0x5A)) else first
    for row in range(_U(rows[first]), _U(rows[_U(first) + _U(1)])):
        size, j, same = _U(sizes[row]), _U(1), k + _U(sizes[row]) <= end
        while same and j < size:
            byte = text[k + j]
            byte = _B(byte | _SPACE) if (byte >= _B(0x41)) & (byte <= _B(0x5A)) else byte
            byte = _B(0x27) if byte == _B(0x60) else byte  # a backtick stands for an apostrophe
            same = byte == ways[row, j]
            j += _U(1)
        if same:
            return True
    return False


@part
def _is_mark(byte: np.uint8) -> bool:
    """`-*>|([`, a blank or a tab."""
    return bool(
        (byte == _B(0x2D)) | (byte == _B(0x2A)) | (byte == _B(0x3E)) | (byte == _B(0x7C)) | (byte == _B(0x28))
        | (byte == _B(0x5B)) | (byte == _SPACE) | (byte == _B(0x09))
    )  # fmt: skip


@part
def _closes(byte: np.uint8) -> bool:
    """`.!?"')]`"""
    return bool(
        (byte == _B(0x2E)) | (byte == _B(0x21)) | (byte == _B(0x3F)) | (byte == _B(0x22)) | (byte == _B(0x27))
        | (byte == _B(0x29)) | (byte == _B(0x5D))
    )  # fmt: skip


@part
def _stops(byte: np.uint8) -> bool:
    """`.!?`"""
    return bool((byte == _B(0x2E)) | (byte == _B(0x21)) | (byte == _B(0x3F)))


@part
def _may_close(text: U8, begin: np.uint64, end: np.uint64, ways: U8, sizes: I64, rows: I64) -> bool:
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
            digit = (text[start] >= _B(0x30)) & (text[start] <= _B(0x39))
            if digit or _begins(text, start, end, ways, sizes, rows):
                return True
            spaces = _U(0)
            for j in range(start, beyond - _U(1)):
                spaces += _U(text[j] == _SPACE)
            if spaces > _STUMP and _stops(text[k]):
                return False
            beyond = k
        k -= _U(1)
    return False


@part
def _is_plain(byte: np.uint8) -> bool:
    """ASCII that is no control, so no line end either, and no hash sign."""
    return bool((byte >= _SPACE) & (byte <= _TILDE) & (byte != _B(0x23)))


@compiled(f"void({_TEXT},i8[::1],i8,i8,i8,{_WAYS},{_WAYS},{_WAYS},b1[::1])")
def prose_texts(
    text: U8,
    offsets: I64,
    first: int,
    beyond: int,
    long: int,
    closing: U8,
    closing_sizes: I64,
    closing_rows: I64,
    pointing: U8,
    pointing_sizes: I64,
    pointing_rows: I64,
    asking: U8,
    asking_sizes: I64,
    asking_rows: I64,
    found: npt.NDArray[np.bool_],
) -> None:
    """Write for the texts `first:beyond` whether they are prose. Ways: to begin a closing sentence, to go on after a
    bracket, and words of forms in the first `long` characters."""
    for i in range(_U(first), _U(beyond)):
        begin, end = _U(offsets[i]), _U(offsets[i + _U(1)])
        while end > begin and text[end - _U(1)] == _SPACE:
            end -= _U(1)
        plain = _B(end - begin > _U(long) + _U(1))
        for k in range(begin, end):
            plain = _B(plain & _B(_is_plain(text[k])))
        prose = plain != _B(0)
        at = begin
        while prose and at < end:
            byte = text[at]
            if (byte == _B(0x28)) | (byte == _B(0x5B)):
                after = at + _U(1)
                while after < end and text[after] == _SPACE:
                    after += _U(1)
                prose = after < end and not _begins(text, after, end, pointing, pointing_sizes, pointing_rows)
            elif at < begin + _U(long) or byte == _B(0x61):
                prose = not _begins(text, at, end, asking, asking_sizes, asking_rows)
            at += _U(1)
        found[i] = prose and not _may_close(text, end - _U(long) - _U(1), end, closing, closing_sizes, closing_rows)
