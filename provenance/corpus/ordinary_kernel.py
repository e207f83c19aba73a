"""Kernel: which texts have nothing odd about them, as far as their bytes show; the rules are those of oddities.py."""

import numpy as np
import numpy.typing as npt

from provenance.base.compiled import compiled
from provenance.base.tokens import I64, U8

CALM, LEAD, LATER, ALIKE = np.uint8(1), np.uint8(2), np.uint8(4), np.uint8(8)  # kinds of code points; 0: look closer

_TEXT = "Array(u1, 1, 'C', readonly=True)"
_U, _B = np.uint64, np.uint8
_BLOCK = _U(128)  # bytes; a word of more than twice as many covers one without a space
_WORDS = 5  # oddities.SHORT
_PIECES = 900  # fewer pieces than oddities.LOW_WORDS
_SPACE, _FIRST_SPACE, _DELETE = _B(0x20), _B(0x09), _B(0x7F)


@compiled(f"void({_TEXT},i8[::1],i8,i8,u1[::1],b1[::1])")
def ordinary_texts(text: U8, offsets: I64, first: int, beyond: int, kinds: U8, found: npt.NDArray[np.bool_]) -> None:
    """Write for the texts `first:beyond`, valid UTF-8, whether they are certainly not odd. `kinds` of code points."""
    for i in range(_U(first), _U(beyond)):
        begin, end = _U(offsets[i]), _U(offsets[i + _U(1)])
        high, control, gaps, unbroken = _B(0), _B(0), 0, False
        block = begin
        while block < end:
            stop = min(block + _BLOCK, end)
            spaces = _B(0)
            for k in range(block, stop):  # in bytes throughout, so that the compiler takes many at a step
                byte = text[k]
                high = _B(high | byte)
                blank = _B(_B(byte - _FIRST_SPACE) <= _B(4))
                space = _B(blank | _B(byte == _SPACE))
                control = _B(control | _B(_B(byte < _SPACE) & ~blank) | _B(byte == _DELETE))
                spaces = _B(spaces + space)
            gaps += int(spaces)
            unbroken |= (spaces == _B(0)) & (stop - block == _BLOCK)
            block = stop
        found[i] = False
        if control != _B(0) or unbroken or gaps > _PIECES:
            continue
        words, k, inside = 0, begin, False
        while k < end and words < _WORDS:
            byte = text[k]
            lower = byte | _B(0x20)
            letter = ((lower >= _B(0x61)) & (lower <= _B(0x7A))) | ((byte >= _B(0x30)) & (byte <= _B(0x39)))
            if inside:
                inside = byte > _SPACE
            elif letter:
                words, inside = words + 1, True
            k += _U(1)
        if words < _WORDS:
            continue
        calm, before, k = True, _B(0), begin
        if high >= _B(0x80):
            while k < end and calm:
                byte = text[k]
                if byte < _B(0x80):
                    lower = byte | _B(0x20)
                    latin = (lower >= _B(0x61)) & (lower <= _B(0x7A))
                    calm = not (latin and before & ALIKE)
                    before = _B(0x80) if latin else _B(0)
                    k += _U(1)
                    continue
                if byte < _B(0xE0):
                    code = (_U(byte & _B(0x1F)) << _U(6)) | _U(text[k + _U(1)] & _B(0x3F))
                    k += _U(2)
                elif byte < _B(0xF0):
                    code = (_U(byte & _B(0x0F)) << _U(12)) | (_U(text[k + _U(1)] & _B(0x3F)) << _U(6))
                    code |= _U(text[k + _U(2)] & _B(0x3F))
                    k += _U(3)
                else:
                    calm = False
                    break
                kind = kinds[code]
                calm = (
                    kind != _B(0) and not (before & LEAD and kind & LATER) and not (kind & ALIKE and before & _B(0x80))
                )
                before = kind
                gaps += 1
        found[i] = calm and gaps <= _PIECES
