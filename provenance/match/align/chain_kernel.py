"""Kernel: the spans of two articles are joined where they follow each other closely; the twin is alignment.spans.

Places are token numbers of the whole corpus. A span has six columns: its places here and there, how many of its words
are the same, and the article there.
"""

import numpy as np

from provenance.base.jit import inline
from provenance.base.tokens import I64, U8, U32, U64

_U, _I = np.uint64, np.int64
_BLOCK = _U(8)  # bits of a place within the block whose first piece is known
FROM, TO, THERE_FROM, THERE_TO, MATCHED, OTHER = _U(0), _U(1), _U(2), _U(3), _U(4), _U(5)  # columns of a span
_PLACES = _U(5)  # columns that tell spans of one pair apart


@inline
def piece_of(place: np.uint64, borders: I64, blocks: U32) -> np.uint64:
    """The piece that a token belongs to; `blocks` names that of every 256th token."""
    piece = _U(blocks[place >> _BLOCK])
    while _U(borders[piece + _U(1)]) <= place:
        piece += _U(1)
    return piece


@inline
def _before(spans: U32, i: np.uint64, j: np.uint64, by_length: bool) -> bool:
    """Whether one span comes before another: by place, or the longest first."""
    if by_length and spans[i, MATCHED] != spans[j, MATCHED]:
        return bool(spans[i, MATCHED] > spans[j, MATCHED])
    for column in range(_PLACES):
        if spans[i, column] != spans[j, column]:
            return bool(spans[i, column] < spans[j, column])
    return False


@inline
def _ordered(spans: U32, count: np.uint64, by_length: bool, order: U64, spare: U64) -> None:
    """Write the numbers of the spans in their order: merges runs of one, two, four …"""
    for number in range(count):
        order[number] = number
    wide = _U(1)
    while wide < count:
        for low in range(_U(0), count, _U(2) * wide):
            middle, high = min(low + wide, count), min(low + _U(2) * wide, count)
            i, j = _U(low), middle
            for k in range(_U(low), high):
                if j >= high or (i < middle and not _before(spans, order[j], order[i], by_length)):
                    spare[k] = order[i]
                    i += _U(1)
                else:
                    spare[k] = order[j]
                    j += _U(1)
        order[:count] = spare[:count]
        wide *= _U(2)


@inline
def copied(spans: U32, i: np.uint64, copies: U32, j: np.uint64) -> None:
    for column in range(OTHER):
        copies[j, column] = spans[i, column]


@inline
def _joined(
    spans: U32, count: np.uint64, order: U64, whole: U32, gap: np.int64, borders: I64, blocks: U32
) -> np.uint64:
    """Write the spans in order, those joined that follow each other closely in one piece of both; how many are left."""
    n = _U(0)
    for k in range(count):
        i = order[k]
        if n:
            near = n - _U(1)
            a = _I(spans[i, FROM]) - _I(whole[near, TO])
            b = _I(spans[i, THERE_FROM]) - _I(whole[near, THERE_TO])
            if (
                0 <= a <= gap
                and 0 <= b <= gap
                and _together(whole[near, TO], spans[i, FROM], borders, blocks)
                and _together(whole[near, THERE_TO], spans[i, THERE_FROM], borders, blocks)
            ):
                whole[near, TO], whole[near, THERE_TO] = spans[i, TO], spans[i, THERE_TO]
                whole[near, MATCHED] += spans[i, MATCHED]
                continue
        copied(spans, i, whole, n)
        n += _U(1)
    return n


@inline
def _together(end: np.uint32, begin: np.uint32, borders: I64, blocks: U32) -> bool:
    """Whether the word before `end` and that at `begin` are of one piece."""
    return bool(piece_of(_U(end) - _U(1), borders, blocks) == piece_of(_U(begin), borders, blocks))


@inline
def _covered(cover: U8, begin: np.uint64, end: np.uint64) -> np.uint64:
    total = _U(0)
    for k in range(_U(begin), _U(end)):
        total += _U(cover[k])
    return total


@inline
def _cover(cover: U8, begin: np.uint64, end: np.uint64, value: np.uint8) -> None:
    for k in range(_U(begin), _U(end)):
        cover[k] = value


@inline
def _one_to_one(spans: U32, count: np.uint64, order: U64, cover: U8, across: U8) -> np.uint64:
    """Leave out the spans that for the most part repeat words of those before them in the order; how many stay.

    What stays comes in the order; what covers is as it was.
    """
    left, right = spans[_U(0), FROM], spans[_U(0), THERE_FROM]
    for k in range(count):
        left, right = min(left, spans[k, FROM]), min(right, spans[k, THERE_FROM])
    n = _U(0)
    for k in range(count):
        i = order[k]
        a, b = spans[i, FROM] - left, spans[i, TO] - left
        c, d = spans[i, THERE_FROM] - right, spans[i, THERE_TO] - right
        if _U(2) * _covered(cover, a, b) <= b - a and _U(2) * _covered(across, c, d) <= d - c:
            _cover(cover, a, b, np.uint8(1))
            _cover(across, c, d, np.uint8(1))
            order[n] = i
            n += _U(1)
    for k in range(n):
        i = order[k]
        _cover(cover, spans[i, FROM] - left, spans[i, TO] - left, np.uint8(0))
        _cover(across, spans[i, THERE_FROM] - right, spans[i, THERE_TO] - right, np.uint8(0))
    return n


@inline
def turned(spans: U32, i: np.uint64) -> None:
    """Make of places here and there those there and here."""
    for column in range(THERE_FROM):
        there = column + THERE_FROM
        spans[i, column], spans[i, there] = spans[i, there], spans[i, column]


@inline
def one_by_one(
    spans: U32,
    count: np.uint64,
    whole: U32,
    order: U64,
    spare: U64,
    gap: np.int64,
    borders: I64,
    blocks: U32,
    back: bool,
    cover: U8,
    across: U8,
) -> np.uint64:
    """Make of the spans of one pair joined ones that repeat no other, and write their order; how many.

    That is the order of places here; where asked to turn `back`, there and here change places first.
    """
    _ordered(spans, count, False, order, spare)
    count = _joined(spans, count, order, whole, gap, borders, blocks)
    if count > _U(1):
        _ordered(whole, count, True, order, spare)
        count = _one_to_one(whole, count, order, cover, across)
    else:
        order[0] = 0
    for k in range(count):
        copied(whole, order[k], spans, _U(k))
        if back:
            turned(spans, _U(k))
    _ordered(spans, count, False, order, spare)
    return count
