"""Kernel: the spans of two articles are joined where they follow each other closely; the twin is alignment.spans.

Places are token numbers of the whole corpus. A span has six columns: its places here and there, how many of its words
are the same, and the article there. The spans 0:10 beside 100:110 and 12:20 beside 113:121 become 0:20 beside 100:121.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import U32x2, inline, inline_array
from provenance.base.tokens import I64, U8, U32, U64

_U, _I = np.uint64, np.int64
_BLOCK = _U(8)  # bits of a place within the block whose first piece is known
FROM, TO, THERE_FROM, THERE_TO, MATCHED, OTHER = _U(0), _U(1), _U(2), _U(3), _U(4), _U(5)  # columns of a span
_PLACES = _U(5)  # columns that tell spans of one pair apart


class ChainRoom(NamedTuple):
    """Room for the spans of one pair, twice what there are."""

    chains: U32x2  # spans once they are joined
    order: U64
    spare: U64
    cover: U8  # of each token of an article, zeros, and again after
    right_cover: U8


@inline
def piece_of(token: np.uint64, borders: I64, blocks: U32) -> np.uint64:
    """The piece that a token belongs to; `blocks` names that of every 256th token."""
    piece = _U(blocks[token >> _BLOCK])
    while _U(borders[piece + _U(1)]) <= token:
        piece += _U(1)
    return piece


@inline
def _before(spans: U32x2, i: np.uint64, j: np.uint64, by_length: bool) -> bool:
    """Whether one span comes before another: by place, or the longest first."""
    if by_length and spans[i, MATCHED] != spans[j, MATCHED]:
        return bool(spans[i, MATCHED] > spans[j, MATCHED])
    for column in range(_PLACES):
        if spans[i, column] != spans[j, column]:
            return bool(spans[i, column] < spans[j, column])
    return False


@inline_array
def _sort_spans(spans: U32x2, count: np.uint64, by_length: bool, order: U64, spare: U64) -> None:
    """Write the numbers of the spans in their order: merges runs of one, two, four …"""
    for number in range(count):
        order[number] = number
    width = _U(1)
    while width < count:
        for low in range(_U(0), count, _U(2) * width):
            middle, high = min(low + width, count), min(low + _U(2) * width, count)
            i, j = _U(low), middle
            for k in range(_U(low), high):
                if j >= high or (i < middle and not _before(spans, order[j], order[i], by_length)):
                    spare[k] = order[i]
                    i += _U(1)
                else:
                    spare[k] = order[j]
                    j += _U(1)
        order[:count] = spare[:count]
        width *= _U(2)


@inline
def copy_span(spans: U32x2, i: np.uint64, copies: U32x2, j: np.uint64) -> None:
    for column in range(OTHER):
        copies[j, column] = spans[i, column]


@inline
def _join(
    spans: U32x2, count: np.uint64, order: U64, chains: U32x2, gap: np.int64, borders: I64, blocks: U32
) -> np.uint64:
    """Write the spans in order, those joined that follow each other closely in one piece of both; how many are left."""
    n = _U(0)
    for k in range(count):
        i = order[k]
        if n:
            last = n - _U(1)
            a = _I(spans[i, FROM]) - _I(chains[last, TO])
            b = _I(spans[i, THERE_FROM]) - _I(chains[last, THERE_TO])
            if (
                0 <= a <= gap
                and 0 <= b <= gap
                and _together(chains[last, TO], spans[i, FROM], borders, blocks)
                and _together(chains[last, THERE_TO], spans[i, THERE_FROM], borders, blocks)
            ):
                chains[last, TO], chains[last, THERE_TO] = spans[i, TO], spans[i, THERE_TO]
                chains[last, MATCHED] += spans[i, MATCHED]
                continue
        copy_span(spans, i, chains, n)
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
def _one_to_one(spans: U32x2, count: np.uint64, order: U64, cover: U8, across: U8) -> np.uint64:
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
def turn_span(spans: U32x2, i: np.uint64) -> None:
    """Make of places here and there those there and here."""
    for column in range(THERE_FROM):
        right = column + THERE_FROM
        spans[i, column], spans[i, right] = spans[i, right], spans[i, column]


@inline
def join_spans(
    spans: U32x2, count: np.uint64, room: ChainRoom, gap: np.int64, borders: I64, blocks: U32, swapped: bool
) -> np.uint64:
    """Make of the spans of one pair joined ones that repeat no other, and write their order; how many.

    That is the order of places here; where asked to turn `back`, there and here change places first.
    """
    chains, order, spare, cover, right_cover = room
    _sort_spans(spans, count, False, order, spare)
    count = _join(spans, count, order, chains, gap, borders, blocks)
    if count > _U(1):
        _sort_spans(chains, count, True, order, spare)
        count = _one_to_one(chains, count, order, cover, right_cover)
    else:
        order[0] = 0
    for k in range(count):
        copy_span(chains, order[k], spans, _U(k))
        if swapped:
            turn_span(spans, _U(k))
    _sort_spans(spans, count, False, order, spare)
    return count
