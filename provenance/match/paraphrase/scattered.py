"""Two articles become scattered passages: runs of rare pairs of words that both have, in whatever order.

A rewrite keeps no stretch of its source, but word pairs that few articles have, close together, all over the text. Two
reports of one event have some too, so such a passage proves nothing by itself: it says where to look, and how much of
an article they make up says how alike the two are. What other passages of the pair hold is left to them.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from provenance.base.arrays import Numbers, distinct, distinct_counts, is_among
from provenance.base.tokens import I64, U8, U64, Tokens, token_blocks
from provenance.match.align.alignment import AlignedSpans, SpansOfPairs
from provenance.match.paraphrase.array_parts import ArrayParts, part_count
from provenance.match.paraphrase.neighbours import Flags, begins, distinct_keys, linked_pairs
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

_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, after splitmix
_HELD = 2_000  # articles whose rare pairs are kept at hand


class Rare:
    """The rare pairs of words of all articles, worked out for one article when they are asked for."""

    def __init__(self, tokens: Tokens, marks: U8) -> None:
        self._tokens, self._marks = tokens, marks  # bit n - 1 of a token: with the word n after it, it is such a pair
        self._known: dict[int, Sightings] = {}

    def of(self, article: int) -> "Sightings":
        """Those of one article, by key and place."""
        if article not in self._known:
            if len(self._known) >= _HELD:
                self._known.clear()
            self._known[article] = self._sightings(article)
        return self._known[article]

    def _sightings(self, article: int) -> "Sightings":
        rows = slice(*self._tokens.offsets[article : article + 2].tolist())
        hashes, marks = self._tokens.hashes[rows], self._marks[rows]
        places = [np.flatnonzero(marks & (1 << apart - 1)) for apart in range(1, _APART + 1)]
        keys = np.concatenate([_pair_keys(hashes, first, apart) for apart, first in enumerate(places, 1)])
        one = np.concatenate(places)
        other = np.concatenate([first + apart for apart, first in enumerate(places, 1)])
        order = np.lexsort((one, keys))
        order = order[_seldom(keys[order])]
        return Sightings(keys[order], one[order], other[order])


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
    tokens: Tokens,
    languages: Sequence[str | None],
    order: I64,
    passages: AlignedSpans,
    folder: Path | None = None,
) -> AlignedSpans:
    """The scattered passages of all articles, sorted, `matched` still 0; `passages` are those found otherwise.

    `order` is each article's rank in the canonical order. What does not fit into memory lies in the folder meanwhile.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["Gulls nest inside the derelict cannery, keeper Ada Morrow told visitors",
    ...          "Keeper Ada Morrow showed visitors gulls that nest in the derelict cannery"]
    >>> none = AlignedSpans(*np.zeros((7, 0), np.int32))
    >>> found = scattered_passages(tokens_of(texts), ["en", "en"], np.arange(2), none)
    >>> [column.tolist() for column in found[2:6]]
    [[0], [11], [0], [12]]
    """
    lengths = np.diff(tokens.offsets)

    def enough(left: I64, right: I64, common: I64) -> Flags:
        minimum = np.maximum(_SHARED, _DENSE * np.sqrt(lengths[left].astype(np.float64) * lengths[right]))
        return common >= minimum

    marks, size = np.zeros(len(tokens.hashes), np.uint8), len(tokens.hashes)
    holders = _rare_holders(tokens, languages, marks, folder)
    pairs = linked_pairs(holders, order, enough, size, folder)
    rare, spans = Rare(tokens, marks), SpansOfPairs(passages)
    rows: list[tuple[int, ...]] = []
    for left, right in pairs.tolist():
        sightings = rare.of(left), rare.of(right)
        run_pairs = scattered_runs(sightings, (int(lengths[left]), int(lengths[right])), spans.of(left, right))
        rows += [(left, right, *ends, 0) for ends in run_pairs]
    return AlignedSpans(*np.array(sorted(rows), np.int32).reshape(-1, len(AlignedSpans._fields)).T)


def scattered_runs(
    sightings: tuple[Sightings, Sightings], lengths: tuple[int, int], passages: I64
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


def _outside(side: Sightings, length: int, passages: I64, column: int) -> Flags:
    """Which of the pairs lie outside of all passages."""
    if not len(passages):
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


def _rare_holders(
    tokens: Tokens, languages: Sequence[str | None], marks: U8, folder: Path | None
) -> Iterator[tuple[U64, I64]]:
    """The pairs of near words that are rare in the language, and that some articles hold, but not many.

    Told are each such pair and each article that holds it, once, by pair; their places are marked once all are told.
    """
    limit = int(min(max(_SHARE * len(tokens), _HOLDERS[0]), _HOLDERS[1]))
    with ArrayParts(part_count(_APART * len(tokens.hashes)), [np.uint64, np.int64], folder) as near:
        for first, beyond in token_blocks(tokens):
            for keys, words, apart in _near_pairs(tokens, languages, first, beyond):
                near.add(
                    (keys >> np.uint64(32)) * np.uint64(near.count) >> np.uint64(32), keys, words * _APART + apart - 1
                )
        for keys, places in near:
            words, apart = np.divmod(places, _APART)
            article_keys, articles = distinct_keys(keys, _articles_at(tokens, words))
            keys_once, holders = distinct_counts(article_keys)
            rare_keys = keys_once[holders <= limit]
            is_rare = is_among(article_keys, rare_keys)
            yield article_keys[is_rare], articles[is_rare]
            kept = is_among(keys, rare_keys)
            for step in range(_APART):
                marks[words[kept & (apart == step)]] |= 1 << step


def _articles_at(tokens: Tokens, words: I64) -> I64:
    """The articles in which these words stand."""
    return np.searchsorted(tokens.offsets, words, "right") - 1


def _near_pairs(
    tokens: Tokens, languages: Sequence[str | None], first: int, beyond: int
) -> Iterator[tuple[U64, I64, int]]:
    """Two rare words near each other in the articles `first:beyond`: keys, the tokens that are first, tokens apart."""
    offsets = tokens.offsets[first : beyond + 1]
    begin, hashes = int(offsets[0]), tokens.hashes[offsets[0] : offsets[-1]]
    article = np.repeat(np.arange(beyond - first), np.diff(offsets))
    lengths = tokens.lengths[offsets[0] : offsets[-1]]
    bits = _word_bits(hashes, lengths, article, np.array([language or "" for language in languages[first:beyond]]))
    for apart in range(1, _APART + 1):
        rows = np.flatnonzero((article[:-apart] == article[apart:]) & (bits[:-apart] + bits[apart:] >= _BITS))
        yield _pair_keys(hashes, rows, apart), rows + begin, apart


def _pair_keys(hashes: U64, rows: I64, apart: int) -> U64:
    """The words in these rows, each with the one so many rows after it, as one number."""
    keys: U64 = hashes[rows] * _MIX ^ hashes[rows + apart]
    return keys


def _seldom(keys: U64) -> Flags:
    """Which keys, ascending, one article repeats no more often than allowed."""
    number = np.cumsum(begins(keys)) - 1
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
