"""Anchors become spans: the stretches of words that two articles share, small edits included.

Each anchor is extended to both sides over equal words; a few words changed, added or left out are bridged while the
score holds (X-drop, as sequence aligners do: Altschul et al., 1997). An anchor inside a span that is already there
costs nothing more, which is the chaining. Spans that follow each other closely in both articles are joined.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from provenance.base.settings import Settings
from provenance.base.tokens import I32, I64, PARTS, U64, Tokens, words_before
from provenance.match.fingerprints.winnowing import Anchors, anchors, fingerprints

MATCH = 2  # score of a word that is the same
GAP, GAP_WORD = (
    3,
    2,
)  # cost of an edit, and of each word it is long: two equal words do not pay for one edit, three do
DROP = 10  # the score may fall this far below its best: one edit of three words and no more
_LONGEST_GAP = 3  # words that one edit may change, add or leave out
_AT_HAND = 32  # articles whose words are kept as lists
JOINED_GAP = 8  # words between two spans of one passage, in either article


def _gaps(longest: int) -> list[tuple[int, int]]:
    """Edits as words left out (left, right), the shortest first and changed words before added ones."""
    gaps = ((a, b) for a in range(longest + 1) for b in range(longest + 1) if a or b)
    return sorted(gaps, key=lambda gap: (max(gap), abs(gap[0] - gap[1]), gap))


GAPS, WIDE_GAPS = _gaps(_LONGEST_GAP), _gaps(JOINED_GAP)


class AlignedSpan(NamedTuple):
    """Words `left_from:left_to` of one article beside `right_from:right_to` of the other; `matched` are the same."""

    left_from: int
    left_to: int
    right_from: int
    right_to: int
    matched: int


class AlignedSpans(NamedTuple):
    """The spans of all pairs, article numbers and token numbers; sorted by left, right, left_from, right_from."""

    left: I32
    right: I32
    left_from: I32
    left_to: I32
    right_from: I32
    right_to: I32
    matched: I32


class SpansOfPairs:
    """The spans of any two articles, looked up in columns that are sorted by pair.

    >>> spans = AlignedSpans(*(np.array([n], np.int32) for n in (0, 1, 0, 13, 3, 16, 13)))
    >>> SpansOfPairs(spans).of(0, 1).tolist(), SpansOfPairs(spans).of(0, 2).tolist()
    ([[0, 13, 3, 16]], [])
    """

    def __init__(self, spans: AlignedSpans) -> None:
        pairs = spans.left.astype(np.int64) << 32 | spans.right
        rows = np.argsort(pairs, kind="stable")
        self._pairs = pairs[rows]
        self._ends = np.stack([column[rows] for column in spans[2:6]], axis=1)

    def of(self, left: int, right: int) -> I64:
        """Those of one pair, a row each: left_from, left_to, right_from, right_to."""
        pair = left << 32 | right
        first, beyond = np.searchsorted(self._pairs, [pair, pair + 1])
        return self._ends[first:beyond].astype(np.int64)


def aligned_pair(left: U64, right: U64, settings: Settings) -> list[AlignedSpan]:
    """The spans that two articles' tokens share, by their place in the left one.

    >>> from provenance.base.tokens import tokens
    >>> both = tokens(["He said the old ferry will stop for good at dawn.", "The old ferry will stop for good at dawn"])
    >>> aligned_pair(both[0][0], both[1][0], Settings())
    [AlignedSpan(left_from=2, left_to=11, right_from=0, right_to=9, matched=9)]
    """
    offsets = np.array([0, len(left), len(left) + len(right)])
    no_places = np.zeros(offsets[-1], np.uint32)
    pair = Tokens(np.concatenate([left, right]), no_places, no_places, offsets)
    return [
        AlignedSpan(*row[2:])
        for row in zip(*(c.tolist() for c in aligned_spans(pair, np.arange(2), settings)), strict=True)
    ]


def aligned_spans(tokens: Tokens, order: I64, settings: Settings, borders: I64 | None = None) -> AlignedSpans:
    """The spans of at least `passage_words` equal words that any two articles share.

    `order` is each article's rank in the canonical order, `borders` where pieces begin (winnowing.pieces).
    """
    borders = tokens.offsets if borders is None else borders
    links = anchors(fingerprints(tokens, settings, borders), order, settings.sketch.shingle)
    return long_enough(_spans_of(tokens, links, borders, settings), tokens, settings)


def matched_words(spans: AlignedSpans, tokens: Tokens) -> I64 | I32:
    """How many words of each passage are the same in both articles, where several letters count as one word.

    >>> from provenance.base.tokens import tokens
    >>> both = tokens(["今天下午港口关闭了三个小时", "昨天说今天下午港口关闭了三个小时"])
    >>> span = AlignedSpans(*(np.array([number], np.int32) for number in (0, 1, 0, 13, 3, 16, 13)))
    >>> matched_words(span, both).tolist()
    [6]
    """
    before = words_before(tokens)
    if before is None:
        return spans.matched
    first = tokens.offsets[spans.left]
    parts: I64 = before[first + spans.left_to] - before[first + spans.left_from]
    words: I64 = parts * spans.matched // (np.maximum(1, spans.left_to - spans.left_from) * PARTS)
    return words


def long_enough(spans: AlignedSpans, tokens: Tokens, settings: Settings) -> AlignedSpans:
    """The spans without those that have as many tokens in common as are asked for, but not as many words."""
    long = matched_words(spans, tokens) >= settings.passage_words
    return spans if long.all() else AlignedSpans(*(column[long] for column in spans))


def _spans_of(tokens: Tokens, links: Anchors, borders: I64, settings: Settings) -> AlignedSpans:
    """The spans of at least `passage_words` equal words through these anchors, the smaller number left."""
    rows: list[tuple[int, ...]] = []
    begins = np.flatnonzero(np.diff(links.left << 32 | links.right, prepend=-1))  # of each pair
    ends = np.append(begins[1:], len(links.left))[: len(begins)]
    walls, reading = borders.tolist(), _readings(tokens)
    for first, last in zip(begins.tolist(), ends.tolist(), strict=True):
        left, right = int(links.left[first]), int(links.right[first])
        places = zip(links.left_at[first:last].tolist(), links.right_at[first:last].tolist(), strict=True)
        spans = _chained(reading(left), reading(right), places, walls)
        rows += [_row(left, right, span) for span in spans if span.matched >= settings.passage_words]
    return AlignedSpans(*np.array(sorted(rows), np.int32).reshape(-1, len(AlignedSpans._fields)).T)


def _row(left: int, right: int, span: AlignedSpan) -> tuple[int, ...]:
    if left < right:
        return left, right, *span
    return right, left, *span[2:4], *span[:2], span.matched


class _Reading(NamedTuple):
    """The words of an article forwards and backwards, and the number of the first one in the corpus."""

    words: Sequence[int]
    backwards: Sequence[int]
    offset: int

    @classmethod
    def of(cls, words: Sequence[int], offset: int) -> "_Reading":
        return cls(words, words[::-1], offset)


def _readings(tokens: Tokens) -> Callable[[int], _Reading]:
    """Articles by their numbers. A pair's left article stays for the pairs that follow, and its right one returns."""

    @lru_cache(_AT_HAND)
    def reading(article: int) -> _Reading:
        return _Reading.of(tokens[article][0].tolist(), int(tokens.offsets[article]))

    return reading


def chained_spans(
    left: Sequence[int],
    right: Sequence[int],
    places: Sequence[tuple[int, int]],
    offsets: tuple[int, int] = (0, 0),
    walls: Sequence[int] = (),
) -> list[AlignedSpan]:
    """One pair's spans from its anchors (sorted), each word in one span an article, by place in the left article.

    `walls` are token numbers that no span crosses, counted from `offsets` before the two articles.

    >>> chained_spans([1, 2, 3, 4, 5, 6], [9, 1, 2, 7, 4, 5, 6], [(0, 1)])
    [AlignedSpan(left_from=0, left_to=6, right_from=1, right_to=7, matched=5)]
    """
    return _chained(_Reading.of(left, offsets[0]), _Reading.of(right, offsets[1]), places, walls)


def _chained(
    left: _Reading, right: _Reading, places: Iterable[tuple[int, int]], walls: Sequence[int]
) -> list[AlignedSpan]:
    chains: list[AlignedSpan] = []
    opened: list[AlignedSpan] = []  # those that do not end before the place
    n, m = len(left.words), len(right.words)
    for x, y in places:
        opened = [span for span in opened if x < span.left_to]
        if any(span.right_from <= y < span.right_to for span in opened):
            continue
        span = _extended(left, right, (x, y), (_room(x, left.offset, n, walls), _room(y, right.offset, m, walls)))
        if span.matched:  # none where two shingles have one hash by chance
            opened.append(span)
            chains.append(span)
    return _one_to_one(_joined(chains, (left.offset, right.offset), walls), bytearray(n), bytearray(m))


def _room(token: int, offset: int, size: int, walls: Sequence[int]) -> tuple[int, int]:
    """The piece that a token lies in, as token numbers of its article."""
    after = bisect_right(walls, token + offset)
    low = walls[after - 1] - offset if after else 0
    high = walls[after] - offset if after < len(walls) else size
    return max(low, 0), min(high, size)


def _extended(
    left: _Reading, right: _Reading, begin: tuple[int, int], rooms: tuple[tuple[int, int], tuple[int, int]]
) -> AlignedSpan:
    (x, y), (room, across) = begin, rooms
    n, m = len(left.words), len(right.words)
    left_to, right_to, after = _reach(left.words, right.words, begin, (room[1], across[1]))
    before = _reach(left.backwards, right.backwards, (n - x, m - y), (n - room[0], m - across[0]))
    return AlignedSpan(n - before[0], left_to, m - before[1], right_to, after + before[2])


def _reach(
    left: Sequence[int], right: Sequence[int], begin: tuple[int, int], end: tuple[int, int]
) -> tuple[int, int, int]:
    """Kernel: how far the two sequences run alike from `begin`: the places after the last equal words, and how many."""
    (x, y), (x_end, y_end) = begin, end
    score = best = matched = 0
    reached = x, y, 0
    while x < x_end and y < y_end:
        if left[x] == right[y]:
            score, matched, x, y = score + MATCH, matched + 1, x + 1, y + 1
            if score > best:
                best, reached = score, (x, y, matched)
            continue
        for a, b in GAPS:
            p, q = x + a, y + b
            if p + 1 < x_end and q + 1 < y_end and left[p] == right[q] and left[p + 1] == right[q + 1]:
                score, x, y = score - GAP - GAP_WORD * max(a, b), p, q
                break
        else:
            break
        if score < best - DROP:
            break
    return reached


def same_words(left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """Which words of a span's left side stand in its right side too, as runs in order.

    >>> same_words([1, 2, 3, 4, 5, 6], [1, 2, 7, 4, 5, 6])
    [(0, 2), (3, 6)]
    """
    if left == right:
        return [(0, len(left))]
    kept: list[tuple[int, int]] = []
    x = y = 0
    while x < len(left) and y < len(right):
        start = x
        while x < len(left) and y < len(right) and left[x] == right[y]:
            x, y = x + 1, y + 1
        if x > start:
            kept.append((start, x))
        a, b = _resumed(left, right, x, y)
        x, y = x + a, y + b
    return kept


def _resumed(left: Sequence[int], right: Sequence[int], x: int, y: int) -> tuple[int, int]:
    """The shortest edit after which two words, or the last one, are the same again; one changed word where none is."""
    for a, b in WIDE_GAPS:
        p, q = x + a, y + b
        if p < len(left) and q < len(right) and left[p : p + 2] == right[q : q + 2]:
            return a, b
    return 1, 1


def _joined(spans: list[AlignedSpan], offsets: tuple[int, int], walls: Sequence[int]) -> list[AlignedSpan]:
    """Spans with the next one joined to them where few words lie between in both articles and no wall does."""
    joined: list[AlignedSpan] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last is not None and _follows(last, span) and not _apart(last, span, offsets, walls):
            joined[-1] = AlignedSpan(last[0], span.left_to, last[2], span.right_to, last.matched + span.matched)
        else:
            joined.append(span)
    return joined


def _follows(last: AlignedSpan, span: AlignedSpan) -> bool:
    return 0 <= span.left_from - last.left_to <= JOINED_GAP and 0 <= span.right_from - last.right_to <= JOINED_GAP


def _apart(last: AlignedSpan, span: AlignedSpan, offsets: tuple[int, int], walls: Sequence[int]) -> bool:
    left = bisect_right(walls, last.left_to - 1 + offsets[0]) != bisect_right(walls, span.left_from + offsets[0])
    right = bisect_right(walls, last.right_to - 1 + offsets[1]) != bisect_right(walls, span.right_from + offsets[1])
    return left or right


def _one_to_one(spans: list[AlignedSpan], left_cover: bytearray, right_cover: bytearray) -> list[AlignedSpan]:
    """The spans without those that for the most part repeat words of a longer one, in either article."""
    kept = []
    for span in sorted(spans, key=lambda span: (-span.matched, span)):
        left, right = slice(span.left_from, span.left_to), slice(span.right_from, span.right_to)
        sizes = span.left_to - span.left_from, span.right_to - span.right_from
        if 2 * sum(left_cover[left]) > sizes[0] or 2 * sum(right_cover[right]) > sizes[1]:
            continue
        left_cover[left], right_cover[right] = b"\1" * sizes[0], b"\1" * sizes[1]
        kept.append(span)
    return sorted(kept)
