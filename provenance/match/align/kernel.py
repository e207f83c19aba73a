"""Kernel: entries become spans, article by article; the readable twin is alignment.spans.

Places are token numbers of the whole corpus, fewer than 2^31; links are those of link_kernel.py, spans have the
columns of chain_kernel.py.
"""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.tokens import I32, I64, U8, U32, U64
from provenance.match.align.chain_kernel import (
    FROM,
    MATCHED,
    OTHER,
    THERE_FROM,
    THERE_TO,
    TO,
    copied,
    one_by_one,
    piece_of,
    turned,
)
from provenance.match.align.link_kernel import APART, LOW, PLACE, links_of, most_links

_U, _I = np.uint64, np.int64
_LINE = _U(8)  # words that come from memory together
_LINES = 4  # such a span has, about


@inline
def _same(hashes: U64, x: np.int64, y: np.int64, step: np.int64) -> bool:
    """Whether two words in a row are the same."""
    return bool((hashes[_U(x)] == hashes[_U(y)]) & (hashes[_U(x + step)] == hashes[_U(y + step)]))


@inline
def _edit(
    hashes: U64, x: np.int64, y: np.int64, step: np.int64, x_room: np.int64, y_room: np.int64, gaps: I64
) -> np.int64:
    """The first of the edits, of up to three words, after which two words are the same again; -1 where none is."""
    if x_room > 4 and y_room > 4:
        if _same(hashes, x + step, y + step, step):
            return _I(0)
        p, q, r, s = hashes[_U(y)], hashes[_U(y + step)], hashes[_U(y + step * 2)], hashes[_U(y + step * 3)]
        found = _U(0)
        for a in range(4):
            h = hashes[_U(x + step * a)]
            found |= _U(h == p) | _U(h == q) | _U(h == r) | _U(h == s)
        if not found:
            return _I(-1)
    for k in range(_U(len(gaps))):
        a, b = gaps[k, _U(0)], gaps[k, _U(1)]
        if a + 1 < x_room and b + 1 < y_room and _same(hashes, x + step * a, y + step * b, step):
            return _I(k)
    return _I(-1)


@inline
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
    while True:
        begin, stop = x, x + min(left_room - x, right_room - y)
        while x < stop and hashes[_U(left + step * x)] == hashes[_U(right + step * y)]:
            x += 1
            y += 1
        matched += x - begin
        score += match * (x - begin)
        if score > best:
            best, x_best, y_best, matched_best = score, x, y, matched
        if x >= stop:
            break
        k = _edit(hashes, left + step * x, right + step * y, step, left_room - x, right_room - y, gaps)
        if k < 0:
            break
        x += gaps[_U(k), _U(0)]
        y += gaps[_U(k), _U(1)]
        score -= gaps[_U(k), _U(2)]
        if score < best - drop:
            break
    return x_best, y_best, matched_best


@inline
def _extend(
    hashes: U64,
    borders: I64,
    here: np.uint64,
    there: np.uint64,
    x: np.uint64,
    y: np.uint64,
    gaps: I64,
    match: np.int64,
    drop: np.int64,
    spans: U32,
    n: np.uint64,
) -> None:
    """Write the span through the link of two places in these pieces."""
    left, right = _I(x), _I(y)
    on = _reach(
        hashes, left, right, _I(1), borders[here + _U(1)] - left, borders[there + _U(1)] - right, gaps, match, drop
    )
    back = _reach(hashes, left - 1, right - 1, _I(-1), left - borders[here], right - borders[there], gaps, match, drop)
    spans[n, FROM], spans[n, TO] = left - back[0], left + on[0]
    spans[n, THERE_FROM], spans[n, THERE_TO] = right - back[1], right + on[1]
    spans[n, MATCHED] = on[2] + back[2]


@inline
def _held(spans: U32, opened: U32, count: np.uint64, x: np.uint64, y: np.uint64) -> tuple[bool, np.uint64]:
    """Whether one of the opened spans holds both places; how many of them do not end before the place here."""
    k = _U(0)
    while k < count:
        span = _U(opened[k])
        if _U(spans[span, TO]) <= x:
            count -= _U(1)
            opened[k] = opened[count]
            continue
        if _U(spans[span, THERE_FROM]) <= y < _U(spans[span, THERE_TO]):
            opened[k], opened[0] = opened[0], opened[k]
            return True, count
        k += _U(1)
    return False, count


@inline
def _fetched(hashes: U64, borders: I64, blocks: U32, owners: U32, links: U64, count: np.uint64) -> np.uint64:
    """Some number of what spans will be made of: it comes from memory all at once here, not one after the other."""
    number, last = _U(0), _U(len(hashes)) - _U(1)
    for k in range(count):
        if links[k] & APART:
            y = links[k] & LOW
            number += hashes[y - min(y, _LINE)] + _U(owners[piece_of(y, borders, blocks)])
            for line in range(_LINES):
                number += hashes[min(y + _LINE * _U(line), last)]
    return number


@inline
def _span_links(
    hashes: U64,
    borders: I64,
    blocks: U32,
    owners: U32,
    links: U64,
    count: np.uint64,
    piece: np.uint64,
    gaps: I64,
    match: np.int64,
    drop: np.int64,
    opened: U32,
    spans: U32,
) -> np.uint64:
    """Write the spans through links, these in order, those left out that lie in a span already; how many."""
    opened[_U(0)] = _fetched(hashes, borders, blocks, owners, links, count)
    made, n = _U(0), _U(0)
    for k in range(count):
        x, y = links[k] >> _U(32) & PLACE, links[k] & LOW
        held, n = _held(spans, opened, n, x, y)
        if not held:
            while _U(borders[piece + _U(1)]) <= x:
                piece += _U(1)
            there = piece_of(y, borders, blocks)
            _extend(hashes, borders, piece, there, x, y, gaps, match, drop, spans, made)
            spans[made, OTHER] = owners[there]
            opened[n] = made
            more = _U(spans[made, MATCHED] > 0)  # none where two shingles have one hash by chance
            made, n = made + more, n + more
    return made


@inline
def _write(spans: U32, i: np.uint64, left: np.uint64, right: np.uint64, offsets: I64, found: U32, n: np.uint64) -> None:
    """Write a span of these articles, its places counted within them."""
    found[n, _U(0)], found[n, _U(1)], found[n, _U(6)] = left, right, spans[i, MATCHED]
    for column in range(THERE_FROM):
        found[n, _U(2) + column] = _I(spans[i, column]) - offsets[left]
        found[n, _U(4) + column] = _I(spans[i, THERE_FROM + column]) - offsets[right]


@inline
def _room(count: np.uint64) -> U64:
    return np.empty(_U(2) * count, np.uint64)


@inline
def _rows(count: np.uint64) -> U32:
    return np.empty((_U(2) * count, _U(6)), np.uint32)


@inline
def _pairs(
    spans: U32,
    count: np.uint64,
    keys: U64,
    rows: U32,
    whole: U32,
    order: U64,
    spare: U64,
    gap: np.int64,
    least: np.uint64,
    borders: I64,
    blocks: U32,
    offsets: I64,
    here: np.uint64,
    cover: U8,
    across: U8,
    found: U32,
    n: np.uint64,
) -> np.uint64:
    """Write what is found in the spans of one article, pair by pair, from row `n` on; the row after it."""
    for number in range(count):
        keys[number] = _U(spans[number, OTHER]) << _U(32) | number
    keys[:count].sort()
    k = _U(0)
    while k < count:
        there, size, order[_U(0)] = keys[k] >> _U(32), _U(0), _U(0)
        while k < count and keys[k] >> _U(32) == there:
            copied(spans, keys[k] & LOW, rows, size)
            k, size = k + _U(1), size + _U(1)
        if size > _U(1):
            size = one_by_one(rows, size, whole, order, spare, gap, borders, blocks, here > there, cover, across)
        elif here > there:
            turned(rows, _U(0))
        for i in range(size):
            row = order[i]
            if rows[row, MATCHED] >= least:
                _write(rows, row, min(here, there), max(here, there), offsets, found, n)
                n += _U(1)
    return n


@compiled(
    "UniTuple(i8,2)(u8[::1],u4[::1],u8[::1],i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],u4[::1],u4[::1],i8,i8,i8,i8,i8,i8,i8[:,::1],i8,i8,"
    "i8,i8,u4[:,::1])"
)
def spans_of_articles(
    hashes: U64,
    before: U32,
    many: U64,
    many_before: I64,
    offsets: I64,
    order: I64,
    borders: I64,
    pieces: I64,
    blocks: U32,
    owners: U32,
    longest: int,
    first: int,
    beyond: int,
    linked: int,
    back: int,
    size: int,
    gaps: I64,
    match: int,
    drop: int,
    gap: int,
    least: int,
    found: U32,
) -> tuple[int, int]:
    """Write the spans of `order[first:beyond]` and articles of lower rank with as many words that are the same.

    `many_before[a]` is how many entries of many come before article a. Returns the first article whose spans found no
    room, and how many spans there are of those before. An edit of `gaps[k]` words, left and right, costs `gaps[k, 2]`.
    The columns of a span are those of alignment.Found.
    """
    cover, across = np.zeros(longest, np.uint8), np.zeros(longest, np.uint8)
    latest, places = np.zeros(max(linked, back + 2), np.uint64), np.empty(longest + 1, np.uint32)
    links, keys, ordered, spare = _room(_U(0)), _room(_U(0)), _room(_U(0)), _room(_U(0))
    opened, spans, rows, whole = links.view(np.uint32), _rows(_U(0)), _rows(_U(0)), _rows(_U(0))
    n = _U(0)
    for rank in range(_U(first), _U(beyond)):
        here = _U(order[rank])
        begin, end = _U(offsets[here]), _U(offsets[here + _U(1)])
        most = most_links(before, begin, end, _U(linked))
        if not most:
            continue
        if most > _U(len(links)):
            links, opened, spans = _room(most), _room(most).view(np.uint32), _rows(most)
        count = links_of(
            before, many, _U(many_before[here]), begin, end, _U(linked), _U(back), _U(size), latest, places, links
        )
        count = _span_links(
            hashes, borders, blocks, owners, links, count, _U(pieces[here]), gaps, _I(match), _I(drop), opened, spans
        )
        if n + count > _U(len(found)):
            return int(rank), int(n)
        if count > _U(len(keys)):
            keys, ordered, spare, rows, whole = _room(count), _room(count), _room(count), _rows(count), _rows(count)
        n = _pairs(
            spans, count, keys, rows, whole, ordered, spare, _I(gap), _U(least), borders, blocks, offsets, here, cover,
            across, found, n,
        )  # fmt: skip
    return beyond, int(n)


@compiled("void(u4[:,::1],i8,i8[::1],i4[::1])")
def column_of(spans: U32, number: int, rows: I64, column: I32) -> None:
    """Write one column of the spans, each at its row."""
    for k in range(_U(len(rows))):
        column[_U(rows[k])] = spans[k, _U(number)]
