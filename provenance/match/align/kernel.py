"""Kernel: entries become spans, article by article; the readable twin is alignment.spans.

Places are token numbers of the whole corpus, fewer than 2^31; links are those of link_kernel.py, spans have the
columns of chain_kernel.py. From a link between tokens 2 and 50 a span grows to both sides as long as the words are the
same, and over small edits: 0:12 beside 48:61, of which 11 words are the same.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import I64x2, U32x2, compiled, inline, inline_array
from provenance.base.tokens import I32, I64, U32, U64
from provenance.match.align.chain_kernel import (
    FROM,
    MATCHED,
    OTHER,
    THERE_FROM,
    THERE_TO,
    TO,
    ChainRoom,
    copy_span,
    join_spans,
    piece_of,
    turn_span,
)
from provenance.match.align.link_kernel import APART, LOW, PLACE, Entries, LinkRule, count_links, links_of

_U, _I = np.uint64, np.int64
_LINE = _U(8)  # words that come from memory together
_LINES = 4  # such a span has, about


class AlignedCorpus(NamedTuple):
    """The tokens of all articles, these by rank, and the pieces that no span crosses."""

    hashes: U64
    offsets: I64
    order: I64  # articles by rank
    repeated_before: I64  # of each article, the repeated entries before its own
    borders: I64  # where pieces begin
    pieces: I64  # the first piece of each article
    blocks: U32  # the piece of every 256th token
    owners: U32  # the article of each piece
    longest: int  # tokens of an article


class AlignRule(NamedTuple):
    """What words and edits count, and which spans are written."""

    gaps: I64x2  # edits, the shortest first: words left out, left and right, and what that costs
    match: int  # score of a word that is the same
    drop: int  # how far the score may fall below its best
    gap: int  # words between two spans that are joined
    words: int  # of a span that are the same


class PairRoom(NamedTuple):
    """Room for the spans of an article, pair by pair."""

    keys: U64
    rows: U32x2
    chain: ChainRoom


@inline
def _same(hashes: U64, x: np.int64, y: np.int64, step: np.int64) -> bool:
    """Whether two words in a row are the same."""
    return bool((hashes[_U(x)] == hashes[_U(y)]) & (hashes[_U(x + step)] == hashes[_U(y + step)]))


@inline
def _edit(
    hashes: U64, x: np.int64, y: np.int64, step: np.int64, x_room: np.int64, y_room: np.int64, gaps: I64x2
) -> np.int64:
    """The first of the edits, of up to three words, after which two words are the same again; -1 where none is."""
    if x_room > 4 and y_room > 4:
        if _same(hashes, x + step, y + step, step):
            return _I(0)
        p, q, r, s = hashes[_U(y)], hashes[_U(y + step)], hashes[_U(y + step * 2)], hashes[_U(y + step * 3)]
        matches = _U(0)
        for a in range(4):
            h = hashes[_U(x + step * a)]
            matches |= _U(h == p) | _U(h == q) | _U(h == r) | _U(h == s)
        if not matches:
            return _I(-1)
    for k in range(_U(len(gaps))):
        a, b = gaps[k, _U(0)], gaps[k, _U(1)]
        if a + 1 < x_room and b + 1 < y_room and _same(hashes, x + step * a, y + step * b, step):
            return _I(k)
    return _I(-1)


@inline
def _reach(
    hashes: U64, left: np.int64, right: np.int64, step: np.int64, left_room: np.int64, right_room: np.int64,
    rule: AlignRule,
) -> tuple[np.int64, np.int64, np.int64]:  # fmt: skip
    """How far two sequences run alike, on (step 1) or back (-1): words of each, and how many are the same."""
    gaps, match, drop, _, _ = rule
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
    hashes: U64, borders: I64, piece: np.uint64, right_piece: np.uint64, link: np.uint64, rule: AlignRule,
    spans: U32x2, n: np.uint64,
) -> None:  # fmt: skip
    """Write the span through a link of these pieces."""
    left, right = _I(link >> _U(32) & PLACE), _I(link & LOW)
    left_room, right_room = borders[piece + _U(1)] - left, borders[right_piece + _U(1)] - right
    after = _reach(hashes, left, right, _I(1), left_room, right_room, rule)
    left_room, right_room = left - borders[piece], right - borders[right_piece]
    before = _reach(hashes, left - 1, right - 1, _I(-1), left_room, right_room, rule)
    spans[n, FROM], spans[n, TO] = left - before[0], left + after[0]
    spans[n, THERE_FROM], spans[n, THERE_TO] = right - before[1], right + after[1]
    spans[n, MATCHED] = after[2] + before[2]


@inline
def _is_covered(spans: U32x2, opened: U32, count: np.uint64, x: np.uint64, y: np.uint64) -> tuple[bool, np.uint64]:
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
def _fetch_tokens(corpus: AlignedCorpus, links: U64, count: np.uint64) -> np.uint64:
    """Some number of what spans will be made of: it comes from memory all at once here, not one after the other."""
    hashes, borders, blocks, owners = corpus.hashes, corpus.borders, corpus.blocks, corpus.owners
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
    corpus: AlignedCorpus, links: U64, count: np.uint64, piece: np.uint64, rule: AlignRule, opened: U32, spans: U32x2
) -> np.uint64:
    """Write the spans through links, these in order, those left out that lie in a span already; how many."""
    hashes, borders, blocks, owners = corpus.hashes, corpus.borders, corpus.blocks, corpus.owners
    opened[_U(0)] = _fetch_tokens(corpus, links, count)
    written, n = _U(0), _U(0)
    for k in range(count):
        x, y = links[k] >> _U(32) & PLACE, links[k] & LOW
        covered, n = _is_covered(spans, opened, n, x, y)
        if not covered:
            while _U(borders[piece + _U(1)]) <= x:
                piece += _U(1)
            right_piece = piece_of(y, borders, blocks)
            _extend(hashes, borders, piece, right_piece, links[k], rule, spans, written)
            spans[written, OTHER] = owners[right_piece]
            opened[n] = written
            more = _U(spans[written, MATCHED] > 0)  # none where two shingles have one hash by chance
            written, n = written + more, n + more
    return written


@inline
def _write(
    spans: U32x2, i: np.uint64, left: np.uint64, right: np.uint64, offsets: I64, table: U32x2, n: np.uint64
) -> None:
    """Write a span of these articles, its places counted within them."""
    table[n, _U(0)], table[n, _U(1)], table[n, _U(6)] = left, right, spans[i, MATCHED]
    for column in range(THERE_FROM):
        table[n, _U(2) + column] = _I(spans[i, column]) - offsets[left]
        table[n, _U(4) + column] = _I(spans[i, THERE_FROM + column]) - offsets[right]


@inline_array
def _numbers(count: np.uint64) -> U64:
    return np.empty(_U(2) * count, np.uint64)


@inline_array
def _rows(count: np.uint64) -> U32x2:
    return np.empty((_U(2) * count, _U(6)), np.uint32)


@inline_array
def _pairs(
    spans: U32x2, count: np.uint64, room: PairRoom, corpus: AlignedCorpus, article: np.uint64, rule: AlignRule,
    table: U32x2, n: np.uint64,
) -> np.uint64:  # fmt: skip
    """Write what comes of the spans of one article, pair by pair, from row `n` on; the row after it."""
    keys, rows, chain = room
    order, borders, blocks, offsets = chain.order, corpus.borders, corpus.blocks, corpus.offsets
    fewest, gap = _U(rule.words), _I(rule.gap)
    for number in range(count):
        keys[number] = _U(spans[number, OTHER]) << _U(32) | number
    keys[:count].sort()
    k = _U(0)
    while k < count:
        right, size, order[_U(0)] = keys[k] >> _U(32), _U(0), _U(0)
        while k < count and keys[k] >> _U(32) == right:
            copy_span(spans, keys[k] & LOW, rows, size)
            k, size = k + _U(1), size + _U(1)
        if size > _U(1):
            size = join_spans(rows, size, chain, gap, borders, blocks, article > right)
        elif article > right:
            turn_span(rows, _U(0))
        for i in range(size):
            row = order[i]
            if rows[row, MATCHED] >= fewest:
                _write(rows, row, min(article, right), max(article, right), offsets, table, n)
                n += _U(1)
    return n


@compiled
def spans_of_articles(
    corpus: AlignedCorpus, entries: Entries, first: int, beyond: int, links: LinkRule, rule: AlignRule, table: U32x2
) -> tuple[int, int]:
    """Write the spans of `order[first:beyond]` and articles of lower rank with as many words that are the same.

    Returns the first article whose spans have no room, and how many spans there are of those before. The columns of a
    span are those of alignment.Found.
    """
    offsets, linked = corpus.offsets, _U(links.linked)
    cover, right_cover = np.zeros(corpus.longest, np.uint8), np.zeros(corpus.longest, np.uint8)
    latest = np.zeros(max(links.linked, links.steps_back + 2), np.uint64)
    tokens, article_links = np.empty(corpus.longest + 1, np.uint32), _numbers(_U(0))
    opened, spans = article_links.view(np.uint32), _rows(_U(0))
    room = PairRoom(
        _numbers(_U(0)), _rows(_U(0)),
        ChainRoom(_rows(_U(0)), _numbers(_U(0)), _numbers(_U(0)), cover, right_cover),
    )  # fmt: skip
    n = _U(0)
    for rank in range(_U(first), _U(beyond)):
        article = _U(corpus.order[rank])
        begin, end = _U(offsets[article]), _U(offsets[article + _U(1)])
        largest = count_links(entries.before, begin, end, linked)
        if not largest:
            continue
        if largest > _U(len(article_links)):
            article_links, opened, spans = _numbers(largest), _numbers(largest).view(np.uint32), _rows(largest)
        at = _U(corpus.repeated_before[article])
        count = links_of(entries, at, begin, end, links, latest, tokens, article_links)
        count = _span_links(corpus, article_links, count, _U(corpus.pieces[article]), rule, opened, spans)
        if n + count > _U(len(table)):
            return int(rank), int(n)
        if count > _U(len(room.keys)):
            chain = ChainRoom(_rows(count), _numbers(count), _numbers(count), cover, right_cover)
            room = PairRoom(_numbers(count), _rows(count), chain)
        n = _pairs(spans, count, room, corpus, article, rule, table, n)
    return beyond, int(n)


@compiled
def column_of(spans: U32x2, number: int, rows: I64, column: I32) -> None:
    """Write one column of the spans, each at its row."""
    for k in range(_U(len(rows))):
        column[_U(rows[k])] = spans[k, _U(number)]
