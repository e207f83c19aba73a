"""Two articles become scattered passages: runs of rare pairs of words that both have, in whatever order.

A rewrite keeps no stretch of its source, but word pairs that few articles have, close together, all over the text. Two
reports of one event have some too, so such a passage proves nothing by itself: it says where to look, and how much of
an article they make up says how alike the two are. What other passages of the pair hold is left to them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from provenance.base.arrays import Numbers, distinct, distinct_counts, is_among
from provenance.base.tokens import I64, U8, U64, Tokens
from provenance.match.align.alignment import AlignedSpans
from provenance.match.paraphrase.neighbours import Flags, begins, distinct_keys, key_links, nearest
from provenance.match.significance.background import listed_bits
from provenance.match.significance.surprise import F64

# Set on COUNTER's Urdu pairs: docs/evaluation/passages.md.
_APART = 2  # words from the first word of a pair to the second
_BITS = 14.0  # of both words together, by the language's list: one of grammar and a common one have fewer
_UNLISTED = 20.0  # bits of a word that is in no list
_LETTERS = 2.0  # letters of a mean token; where they are fewer, a token is no word
_HOLDERS = 12, 40  # articles that may hold such a pair, at least and at most; between them a share of all
_SHARE = 0.1
_REPEATED = 3  # times that an article has such a pair; what it says more often is its subject
_SHARED, _DENSE = 6, 0.03  # pairs that two articles share, and for each word (geometric mean): fewer are not compared
_GAP = 4  # words between two that are joined
_RUN = 4  # words of a passage, on one side at least
_TIES = 4  # times that two runs share a pair, counted in both articles
_LIKE = 0.14  # of the words of both articles (geometric mean) in such passages: fewer are chance

_BLOCK = 1 << 20  # tokens, about, whose pairs are made at a time
_RANGE_BITS = 3
_RANGES = 1 << _RANGE_BITS  # parts in which pairs are sorted
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, after splitmix


class Rare(NamedTuple):
    """The rare pairs of words of all articles, by article and key; places are token numbers."""

    keys: U64
    one: I64
    other: I64
    bounds: I64  # where each article's pairs begin, and the end of the last

    def of(self, article: int) -> "Sightings":
        """Those of one article."""
        rows = slice(self.bounds[article], self.bounds[article + 1])
        return Sightings(self.keys[rows], self.one[rows], self.other[rows])


class Sightings(NamedTuple):
    """Where one article has which rare pairs."""

    keys: U64  # ascending
    one: I64
    other: I64

    def where(self, kept: Flags) -> "Sightings":
        """Some of them."""
        return Sightings(self.keys[kept], self.one[kept], self.other[kept])


class Runs(NamedTuple):
    """Stretches of one article, by place."""

    starts: I64
    ends: I64

    def at(self, places: I64) -> I64:
        """The number of the stretch that each place lies in."""
        return np.searchsorted(self.starts, places, "right") - 1

    @property
    def sizes(self) -> I64:
        """Words of each."""
        return self.ends - self.starts


def scattered_passages(
    tokens: Tokens, languages: Sequence[str | None], order: I64, passages: AlignedSpans
) -> AlignedSpans:
    """The scattered passages of all articles, sorted, `matched` still 0; `passages` are those found otherwise.

    `order` is each article's rank in the canonical order.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["Gulls nest inside the derelict cannery, keeper Ada Morrow told visitors",
    ...          "Keeper Ada Morrow showed visitors gulls that nest in the derelict cannery"]
    >>> none = AlignedSpans(*np.zeros((7, 0), np.int32))
    >>> found = scattered_passages(tokens_of(texts), ["en", "en"], np.arange(2), none)
    >>> [column.tolist() for column in found[2:6]]
    [[0], [11], [0], [12]]
    """
    rare, article_keys, articles = _rare(tokens, languages)
    lengths = np.diff(tokens.offsets)
    spans = _by_pair(passages)
    rows: list[tuple[int, ...]] = []
    for left, right in _candidates(article_keys, articles, lengths, order):
        sightings = rare.of(left), rare.of(right)
        run_pairs = scattered_runs(sightings, (int(lengths[left]), int(lengths[right])), spans.get((left, right)))
        rows += [(left, right, *ends, 0) for ends in run_pairs]
    return AlignedSpans(*np.array(sorted(rows), np.int32).reshape(-1, len(AlignedSpans._fields)).T)


def scattered_runs(
    sightings: tuple[Sightings, Sightings], lengths: tuple[int, int], passages: I64 | None = None
) -> list[tuple[int, ...]]:
    """The scattered stretches of two articles, by their lengths in words: left_from, left_to, right_from, right_to.

    Each run of one is set beside the run of the other that shares most pairs with it. `passages` are spans of the pair
    in the same columns.
    """
    left, right = (
        side.where(_outside(side, length, passages, column))
        for side, length, column in zip(sightings, lengths, (0, 2), strict=True)
    )
    left, right = left.where(is_among(left.keys, right.keys)), right.where(is_among(right.keys, left.keys))
    if not len(left.keys):
        return []
    runs = _runs(left), _runs(right)
    long = [side.sizes >= _RUN for side in runs]
    shares = [side.sizes[kept].sum() / length for side, kept, length in zip(runs, long, lengths, strict=True)]
    if shares[0] * shares[1] < _LIKE**2:
        return []
    return sorted(
        (
            int(runs[0].starts[left_run]),
            int(runs[0].ends[left_run]),
            int(runs[1].starts[right_run]),
            int(runs[1].ends[right_run]),
        )
        for left_run, right_run in _beside(_shared(left, right, runs), long)
    )


def _outside(side: Sightings, length: int, passages: I64 | None, column: int) -> Flags:
    """Which of the pairs lie outside of all passages."""
    if passages is None:
        return np.ones(len(side.keys), np.bool_)
    edges = np.zeros(length + 1, np.int64)
    np.add.at(edges, passages[:, column], 1)
    np.add.at(edges, passages[:, column + 1], -1)
    free = np.cumsum(edges) == 0
    outside: Flags = free[side.one] & free[side.other]
    return outside


def _runs(side: Sightings) -> Runs:
    """The words of all pairs, joined where few others lie between."""
    places = distinct(np.concatenate([side.one, side.other]))
    last = np.append(np.diff(places) > _GAP + 1, True)
    return Runs(places[np.append(True, last[:-1])], places[last] + 1)


def _shared(left: Sightings, right: Sightings, runs: tuple[Runs, Runs]) -> list[tuple[int, int, int]]:
    """How many pairs a run of the left one shares with a run of the right one: left run, right run, pairs."""
    rows = np.searchsorted(right.keys, left.keys), np.searchsorted(left.keys, right.keys)
    left_runs = np.concatenate([runs[0].at(left.one), runs[0].at(left.one[rows[1]])])
    right_runs = np.concatenate([runs[1].at(right.one[rows[0]]), runs[1].at(right.one)])
    right_count = len(runs[1].starts)
    keys, times = distinct_counts(left_runs * right_count + right_runs)
    return list(zip((keys // right_count).tolist(), (keys % right_count).tolist(), times.tolist(), strict=True))


def _beside(common: Sequence[tuple[int, int, int]], long: Sequence[Flags]) -> set[tuple[int, int]]:
    """Each long run beside the one that shares most with it."""
    best: dict[tuple[int, int], tuple[int, int, int]] = {}
    for left_run, right_run, times in common:
        for side, number in ((0, left_run), (1, right_run)):
            if long[side][number]:
                best[side, number] = max(best.get((side, number), (0, 0, 0)), (times, -left_run, -right_run))
    return {(-left_run, -right_run) for times, left_run, right_run in best.values() if times >= _TIES}


def _candidates(keys: U64, articles: I64, lengths: I64, order: I64) -> list[tuple[int, int]]:
    """The pairs of articles that share enough of these keys, left < right, sorted."""
    count = len(lengths)
    pairs, common = distinct_counts(key_links(keys, articles, order, count))
    left, right = np.divmod(pairs, max(1, count))
    minimum = np.maximum(_SHARED, _DENSE * np.sqrt(lengths[left].astype(np.float64) * lengths[right]))
    kept = common >= minimum
    return [divmod(pair, count) for pair in nearest(pairs[kept], common[kept], count).tolist()]


def _rare(tokens: Tokens, languages: Sequence[str | None]) -> tuple[Rare, U64, I64]:
    """The pairs of near words that are rare in the language, and that some articles hold, but not many.

    Beside them each such pair and each article that holds it, once, by pair.
    """
    count = len(tokens)
    near = _near_pairs(tokens, languages)
    limit = int(min(max(_SHARE * count, _HOLDERS[0]), _HOLDERS[1]))
    ranges: list[tuple[U64, I64, I64]] = []
    for first in range(_RANGES):  # by the keys' first bits: sorting all of them at once takes four times their memory
        rows = np.flatnonzero(near.keys >> np.uint64(64 - _RANGE_BITS) == first)
        article_keys, articles = distinct_keys(near.keys[rows], near.articles(tokens, rows))
        keys_once, holders = distinct_counts(article_keys)
        rare_keys = keys_once[holders <= limit]
        is_rare = is_among(article_keys, rare_keys)
        ranges.append((article_keys[is_rare], articles[is_rare], rows[is_among(near.keys[rows], rare_keys)]))
    article_keys, articles, kept = (np.concatenate(column) for column in zip(*ranges, strict=True))
    kept.sort()
    keys, first_words, apart = near.keys[kept], near.first_words[kept], near.apart[kept]
    article = near.articles(tokens, kept)
    del near, kept
    rows = np.lexsort((first_words, keys, article))
    rows = rows[_seldom(keys[rows], article[rows])]
    start = first_words[rows] - tokens.offsets[article[rows]]
    bounds = np.searchsorted(article[rows], np.arange(count + 1))
    return Rare(keys[rows], start, start + apart[rows], bounds), article_keys, articles


class NearPairs(NamedTuple):
    """Two rare words near each other, everywhere; as small as may be, since there is about one for each word."""

    keys: U64
    first_words: I64  # the token that is the first of them
    apart: U8  # tokens from it to the other

    def articles(self, tokens: Tokens, rows: I64) -> I64:
        """The articles in which some of them stand."""
        return np.searchsorted(tokens.offsets, self.first_words[rows], "right") - 1


def _near_pairs(tokens: Tokens, languages: Sequence[str | None]) -> NearPairs:
    """All of them, by place in the text; those of some articles at a time."""
    marks = np.searchsorted(tokens.offsets, np.arange(0, len(tokens.hashes) + _BLOCK, _BLOCK))
    cuts = distinct(np.append(np.minimum(marks, len(tokens)), [0, len(tokens)])).tolist()
    parts = [_near_pairs_of(tokens, languages, first, beyond) for first, beyond in pairwise(cuts)]
    columns: list[Numbers] = []
    for number, kind in enumerate((np.uint64, np.int64, np.uint8)):
        columns.append(np.concatenate([np.empty(0, kind), *(part[number] for part in parts)]))
    return NearPairs(*columns)


def _near_pairs_of(tokens: Tokens, languages: Sequence[str | None], first: int, beyond: int) -> NearPairs:
    """Those of the articles `first:beyond`."""
    offsets = tokens.offsets[first : beyond + 1]
    begin, hashes = int(offsets[0]), tokens.hashes[offsets[0] : offsets[-1]]
    article = np.repeat(np.arange(beyond - first), np.diff(offsets))
    lengths = tokens.lengths[offsets[0] : offsets[-1]]
    bits = _word_bits(hashes, lengths, article, np.array([language or "" for language in languages[first:beyond]]))
    columns: list[tuple[U64, I64, U8]] = []
    for apart in range(1, _APART + 1):
        rows = np.flatnonzero((article[:-apart] == article[apart:]) & (bits[:-apart] + bits[apart:] >= _BITS))
        keys = hashes[rows] * _MIX ^ hashes[rows + apart]
        columns.append((keys, rows + begin, np.full(len(rows), apart, np.uint8)))
    return NearPairs(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def _seldom(keys: U64, articles: I64) -> Flags:
    """Which keys their article repeats no more often than allowed; both sorted by article and key."""
    number = np.cumsum(begins(keys, articles)) - 1
    seldom: Flags = (np.bincount(number) <= _REPEATED)[number]
    return seldom


def _word_bits(hashes: U64, lengths: Numbers, article: I64, languages: Numbers) -> F64:
    """How rare each token is in its article's language; 0 where a token is a letter and no word."""
    bits = np.full(len(hashes), _UNLISTED)
    spoken = languages[article]
    for language in sorted({language for language in languages.tolist() if language}):
        listed, values = listed_bits(language)
        if not len(listed):
            continue
        rows = np.flatnonzero(spoken == language)
        rows = rows[is_among(hashes[rows], listed)]
        bits[rows] = values[np.searchsorted(listed, hashes[rows])]
    letters = np.bincount(article, lengths, len(languages))
    words_each = np.maximum(1, np.bincount(article, minlength=len(languages)))
    bits[(letters < _LETTERS * words_each)[article]] = 0.0
    return bits


def _by_pair(passages: AlignedSpans) -> dict[tuple[int, int], I64]:
    """The spans of each pair that has any."""
    if not len(passages.left):
        return {}
    rows = np.lexsort((passages.right, passages.left))
    spans = np.stack([column[rows] for column in passages[2:6]], axis=1).astype(np.int64)
    pairs = np.stack([passages.left[rows], passages.right[rows]], axis=1)
    firsts = np.flatnonzero(begins(*pairs.T))
    groups = np.split(spans, firsts[1:])
    return {(left, right): group for (left, right), group in zip(pairs[firsts].tolist(), groups, strict=True)}
