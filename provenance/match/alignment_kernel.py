"""Kernel: the anchors of many pairs become spans; the readable twin is alignment.spans."""

import numpy as np

from provenance.base.compiled import compiled, part
from provenance.base.tokens import I64, U8, U64

_U, _I = np.uint64, np.int64
_LOW = _U(0xFFFFFFFF)
_LEFT_FROM, _LEFT_TO, _RIGHT_FROM, _RIGHT_TO, _MATCHED = _U(0), _U(1), _U(2), _U(3), _U(4)  # columns of a span
_SPAN = _U(5)


@part
def _piece(place: np.int64, borders: I64, first: np.int64, beyond: np.int64) -> np.int64:
    """The last of the borders `first:beyond` that is not after the place; the one before where all are."""
    low, high = first - 1, beyond
    while high - low > 1:
        middle = (low + high) // 2
        if borders[_U(middle)] <= place:
            low = middle
        else:
            high = middle
    return low


@part
def _reach(
    hashes: U64,
    left: np.int64,
    right: np.int64,
    step: np.int64,
    left_room: np.int64,
    right_room: np.int64,
    gaps: I64,
    match: np.int64,
    drop: np.int64,
) -> tuple[np.int64, np.int64, np.int64]:
    """How far two sequences run alike, on (step 1) or back (-1): words of each, and how many are the same."""
    x, y, score, best, matched = _I(0), _I(0), _I(0), _I(0), _I(0)
    x_best, y_best, matched_best = _I(0), _I(0), _I(0)
    while x < left_room and y < right_room:
        if hashes[_U(left + step * x)] == hashes[_U(right + step * y)]:
            score += match
            matched += 1
            x += 1
            y += 1
            if score > best:
                best, x_best, y_best, matched_best = score, x, y, matched
            continue
        bridged = False
        for k in range(_U(len(gaps))):
            p, q = x + gaps[k, _U(0)], y + gaps[k, _U(1)]
            if (
                p + 1 < left_room
                and q + 1 < right_room
                and hashes[_U(left + step * p)] == hashes[_U(right + step * q)]
                and hashes[_U(left + step * (p + 1))] == hashes[_U(right + step * (q + 1))]
            ):
                score -= gaps[k, _U(2)]
                x, y, bridged = p, q, True
                break
        if not bridged or score < best - drop:
            break
    return x_best, y_best, matched_best


@part
def _extended(
    hashes: U64,
    borders: I64,
    pieces: I64,
    offsets: I64,
    left: np.uint64,
    right: np.uint64,
    x: np.int64,
    y: np.int64,
    gaps: I64,
    match: np.int64,
    drop: np.int64,
    span: I64,
) -> None:
    """Write the span through an anchor."""
    left_at, right_at = offsets[left] + x, offsets[right] + y
    p = _U(_piece(left_at, borders, pieces[left], pieces[left + _U(1)]))
    q = _U(_piece(right_at, borders, pieces[right], pieces[right + _U(1)]))
    on = _reach(
        hashes, left_at, right_at, _I(1), borders[p + _U(1)] - left_at, borders[q + _U(1)] - right_at, gaps, match, drop
    )
    back = _reach(
        hashes, left_at - 1, right_at - 1, _I(-1), left_at - borders[p], right_at - borders[q], gaps, match, drop
    )
    span[_LEFT_FROM], span[_LEFT_TO] = x - back[0], x + on[0]
    span[_RIGHT_FROM], span[_RIGHT_TO] = y - back[1], y + on[1]
    span[_MATCHED] = on[2] + back[2]


@part
def _before(spans: I64, i: np.uint64, j: np.uint64, by_length: bool) -> bool:
    """Whether one span comes before another: by place, or the longest first."""
    if by_length and spans[i, _MATCHED] != spans[j, _MATCHED]:
        return bool(spans[i, _MATCHED] > spans[j, _MATCHED])
    for column in range(_SPAN):
        if spans[i, column] != spans[j, column]:
            return bool(spans[i, column] < spans[j, column])
    return False


@part
def _ordered(spans: I64, count: np.uint64, by_length: bool, order: U64, spare: U64) -> None:
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


@part
def _joined(
    spans: I64,
    count: np.uint64,
    order: U64,
    whole: I64,
    gap: np.int64,
    borders: I64,
    pieces: I64,
    offsets: I64,
    left: np.uint64,
    right: np.uint64,
) -> np.uint64:
    """Write the spans in order, those joined that follow each other closely in one piece of both; how many are left."""
    n = _U(0)
    for k in range(count):
        span = spans[order[k]]
        if n:
            near = whole[n - _U(1)]
            a, b = span[_LEFT_FROM] - near[_LEFT_TO], span[_RIGHT_FROM] - near[_RIGHT_TO]
            if (
                0 <= a <= gap
                and 0 <= b <= gap
                and _together(near[_LEFT_TO], span[_LEFT_FROM], borders, pieces, offsets, left)
                and _together(near[_RIGHT_TO], span[_RIGHT_FROM], borders, pieces, offsets, right)
            ):
                near[_LEFT_TO], near[_RIGHT_TO] = span[_LEFT_TO], span[_RIGHT_TO]
                near[_MATCHED] += span[_MATCHED]
                continue
        whole[n] = span
        n += _U(1)
    return n


@part
def _together(end: np.int64, begin: np.int64, borders: I64, pieces: I64, offsets: I64, article: np.uint64) -> bool:
    """Whether the word before `end` and that at `begin` are of one piece."""
    first, beyond, offset = pieces[article], pieces[article + _U(1)], offsets[article]
    return bool(_piece(end - 1 + offset, borders, first, beyond) == _piece(begin + offset, borders, first, beyond))


@part
def _covered(cover: U8, begin: np.int64, end: np.int64) -> np.int64:
    total = _I(0)
    for k in range(_U(begin), _U(end)):
        total += _I(cover[k])
    return total


@part
def _cover(cover: U8, begin: np.int64, end: np.int64, value: np.uint8) -> None:
    for k in range(_U(begin), _U(end)):
        cover[k] = value


@part
def _one_to_one(whole: I64, count: np.uint64, order: U64, left_cover: U8, right_cover: U8, kept: U8) -> None:
    """Mark the spans that do not for the most part repeat words of a longer one, in either article."""
    for k in range(count):
        span = whole[order[k]]
        a, b, c, d = span[_LEFT_FROM], span[_LEFT_TO], span[_RIGHT_FROM], span[_RIGHT_TO]
        repeated = 2 * _covered(left_cover, a, b) > b - a or 2 * _covered(right_cover, c, d) > d - c
        kept[order[k]] = not repeated
        if not repeated:
            _cover(left_cover, a, b, np.uint8(1))
            _cover(right_cover, c, d, np.uint8(1))


@part
def _clear(spans: I64, count: np.uint64, left_cover: U8, right_cover: U8) -> None:
    for k in range(count):
        _cover(left_cover, spans[k, _LEFT_FROM], spans[k, _LEFT_TO], np.uint8(0))
        _cover(right_cover, spans[k, _RIGHT_FROM], spans[k, _RIGHT_TO], np.uint8(0))


@compiled(
    "i8(u8[::1],i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],u8[::1],i8,i8,i8[:,::1],i8,i8,i8,i8,i8[::1],i8[:,::1])"
)
def spans_of_pairs(
    hashes: U64,
    offsets: I64,
    borders: I64,
    pieces: I64,
    lefts: I64,
    rights: I64,
    begins: I64,
    keys: U64,
    first: int,
    beyond: int,
    gaps: I64,
    match: int,
    drop: int,
    gap: int,
    least: int,
    pairs: I64,
    found: I64,
) -> int:
    """Write the spans of the pairs `first:beyond` with as many words that are the same, and whose they are; how many.

    The anchors of pair p are `keys[begins[p]:begins[p + 1]]`, left place << 32 | right place, sorted. An edit of
    `gaps[k]` words, left and right, costs `gaps[k, 2]`. A span has the columns of alignment.Span.
    """
    most, left_most, right_most = _I(1), _I(1), _I(1)
    for pair in range(_U(first), _U(beyond)):
        left, right = _U(lefts[pair]), _U(rights[pair])
        most = max(most, begins[pair + _U(1)] - begins[pair])
        left_most = max(left_most, offsets[left + _U(1)] - offsets[left])
        right_most = max(right_most, offsets[right + _U(1)] - offsets[right])
    left_cover, right_cover = np.zeros(left_most, np.uint8), np.zeros(right_most, np.uint8)
    made, whole, kept = np.empty((most, 5), np.int64), np.empty((most, 5), np.int64), np.empty(most, np.uint8)
    order, spare = np.empty(most, np.uint64), np.empty(most, np.uint64)
    n = _U(0)
    for pair in range(_U(first), _U(beyond)):
        left, right = _U(lefts[pair]), _U(rights[pair])
        count = _U(0)
        for k in range(_U(begins[pair]), _U(begins[pair + _U(1)])):
            x, y = keys[k] >> _U(32), keys[k] & _LOW
            if not (left_cover[x] and right_cover[y]):
                span = made[count]
                _extended(hashes, borders, pieces, offsets, left, right, _I(x), _I(y), gaps, _I(match), _I(drop), span)
                _cover(left_cover, span[_LEFT_FROM], span[_LEFT_TO], np.uint8(1))
                _cover(right_cover, span[_RIGHT_FROM], span[_RIGHT_TO], np.uint8(1))
                count += _U(1)
        _clear(made, count, left_cover, right_cover)
        _ordered(made, count, False, order, spare)
        count = _joined(made, count, order, whole, _I(gap), borders, pieces, offsets, left, right)
        _ordered(whole, count, True, order, spare)
        _one_to_one(whole, count, order, left_cover, right_cover, kept)
        _clear(whole, count, left_cover, right_cover)
        for k in range(count):
            if kept[k] and whole[k, _MATCHED] >= least:
                found[n], pairs[n] = whole[k], pair
                n += _U(1)
    return int(n)
