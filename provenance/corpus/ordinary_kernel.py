"""Kernel: which texts have nothing odd about them, as far as their bytes show; the rules are those of quality.py."""

import numpy as np
import numpy.typing as npt

from provenance.base.jit import compiled, inline
from provenance.base.tokens import U8, U32
from provenance.base.utf8 import Bytes, Utf8

CALM, LEAD, LATER, ALIKE, SPACE = (np.uint8(1 << bit) for bit in range(5))  # kinds of code points; 0: look closer

_U, _B, _C = np.uint64, np.uint8, np.uint32
_BLOCK = _U(128)  # bytes; a word of more than twice as many covers one without a space
_WORDS = _U(5)  # oddities.SHORT
_PIECES = _U(900)  # fewer pieces than oddities.LOW_WORDS
_ALIKE_PIECES = 0.04  # chance that two pieces fall into one of 256 sorts; its log is above -oddities.LOW_BITS
_SORT, _LAST_SORT = _C(0x9E3779B1), _U(24)
_LESS, _AND, _HASH = _B(0x3C), _B(0x26), _B(0x23)
_BLANK, _TAB, _DELETE, _ASCII, _LATIN = _B(0x20), _B(0x09), _B(0x7F), _B(0x80), _B(0x80)


@inline
def _letter(byte: np.uint8) -> bool:
    lower = _B(byte | _BLANK)
    return bool((lower >= _B(0x61)) & (lower <= _B(0x7A)))


@inline
def _has_words(text: Bytes, begin: np.uint64, end: np.uint64) -> bool:
    """Whether there are five pieces between spaces that begin with a Latin letter or a digit."""
    count, inside, k = _U(0), False, begin
    while k < end and count < _WORDS:
        byte = text[k]
        if inside:
            inside = byte > _BLANK
        elif _letter(byte) | ((byte >= _B(0x30)) & (byte <= _B(0x39))):
            count += _U(1)
            inside = True
        k += _U(1)
    return bool(count >= _WORDS)


@inline
def _has_entity(text: Bytes, begin: np.uint64, end: np.uint64) -> bool:
    """Whether something like &quot; or &#8217; begins anywhere: markup.py looks closer."""
    k = begin
    while k + _U(1) < end:
        if text[k] == _AND:
            after = text[k + _U(1)]
            if after == _HASH or (after >= _B(0x61) and after <= _B(0x7A)):
                return True
        k += _U(1)
    return False


@inline
def _differ(sorts: U32, pieces: np.uint64) -> bool:
    """Whether two pieces are seldom of one sort."""
    alike = 0.0
    for sort in range(len(sorts)):
        alike += (float(sorts[sort]) / float(pieces)) ** 2
    return bool(alike < _ALIKE_PIECES)


@inline
def _calm(text: Bytes, begin: np.uint64, end: np.uint64, kinds: U8, sorts: U32) -> bool:
    """Whether no letter calls for a closer look, and, where there are many pieces, these differ enough.

    The entropy of pieces is at least the negated log2 of the chance that two are of one sort (Rényi).
    """
    sorts[:] = _C(0)
    k, before, mixed, pieces = begin, _B(0), _C(0), _U(0)
    while k < end:
        byte = text[k]
        code, kind = _U(byte), _B(0)
        k += _U(1)
        if byte < _ASCII:
            if _letter(byte):
                if before & ALIKE:
                    return False
                kind = _LATIN
            elif byte <= _BLANK:
                kind = SPACE
        elif byte >= _B(0xF0):
            return False
        else:
            code = (code & _U(0x1F)) << _U(6) | _U(text[k] & _B(0x3F))
            k += _U(1)
            if byte >= _B(0xE0):
                code = (code & _U(0x3FF)) << _U(6) | _U(text[k] & _B(0x3F))
                k += _U(1)
            kind = kinds[code]
            if kind == _B(0) or (before & LEAD and kind & LATER) or (before & _LATIN and kind & ALIKE):
                return False
        if kind & SPACE:
            if not before & SPACE:
                sorts[_U(_C(mixed * _SORT)) >> _LAST_SORT] += _C(1)
                pieces += _U(1)
            mixed = _C(0)
        else:
            mixed = _C(_C(mixed * _SORT) + _C(code) + _C(1))
        before = kind
    return bool(pieces <= _PIECES) or _differ(sorts, pieces)


@compiled
def ordinary_texts(texts: Utf8, first: int, beyond: int, kinds: U8, verdicts: npt.NDArray[np.bool_]) -> None:
    """Write for the texts `first:beyond`, valid UTF-8, whether they are certainly not odd; `kinds` of code points."""
    text, offsets = texts
    sorts = np.empty(256, np.uint32)
    for i in range(_U(first), _U(beyond)):
        begin, end = _U(offsets[i]), _U(offsets[i + _U(1)])
        high, control, gaps, unbroken, marks = _B(0), _B(0), _U(0), False, _B(0)
        block = begin
        while block < end:
            stop = min(block + _BLOCK, end)
            spaces = _B(0)
            for k in range(block, stop):  # in bytes throughout, so that the compiler takes many at a step
                byte = text[k]
                high = _B(high | byte)
                blank = _B(_B(byte - _TAB) <= _B(4))
                control = _B(control | _B(_B(byte < _BLANK) & ~blank) | _B(byte == _DELETE))
                marks = _B(marks | _B(byte == _LESS) | _B(_B(byte == _AND) << _B(1)))
                spaces = _B(spaces + _B(blank | _B(byte == _BLANK)))
            gaps += _U(spaces)
            unbroken |= (spaces == _B(0)) & (stop - block == _BLOCK)
            block = stop
        verdicts[i] = False
        if marks & _B(1) or (marks and _has_entity(text, begin, end)):
            continue
        if control == _B(0) and not unbroken and _has_words(text, begin, end):
            verdicts[i] = (high < _ASCII and gaps <= _PIECES) or _calm(text, begin, end, kinds, sorts)
