"""Pairs of articles become passages in other words, weighed by the words that both sides hold.

What a pair shares word for word is not said again: a stretch that long aligned passages make up for the most part is
left to them. The weight of the others is that of the words of the shorter side which stand anywhere on the longer one:
a word is as surprising as it is unlikely to stand there by chance.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import among, distinct
from provenance.base.engine import Engine, load
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U64, Tokens
from provenance.match.alignment import Found, Span
from provenance.match.background import Background, background
from provenance.match.retold import Retold, Side, retold
from provenance.match.sentences import sentence_borders
from provenance.match.significance import Scores, Tail, judged, readers_of
from provenance.match.surprise import F64, Reader, event_bits, in_steps

Flags = npt.NDArray[np.bool_]

_LONG = 40  # words from which an aligned passage is a copied stretch, not what rewording left
_ALIGNED = 0.6  # share of either side of a stretch in such passages, from which it is theirs
_LEAST_BITS = 50.0  # below which a stretch is not told of: two reports of one event have as much by chance
_NEAR = 50  # words of an article that are not yet about its subject, added to its length

# Fitted by benchmarks/passages on the even pairs of its `independent` sample that copy nothing, above 70 bits, the
# floor that gives the heaviest tail: 1 in 1,000 above 162 bits for two articles of 500 words.
REWORDED = Tail(1.7e-6, 0.054)


class Reworded(NamedTuple):
    """Passages in other words of many pairs; `brief` ones are told at length on one side only."""

    found: Found
    brief: Flags
    scores: Scores

    def where(self, kept: Flags) -> "Reworded":
        """Those of them."""
        told = Scores(self.scores.bits[kept], self.scores.expect[kept], self.scores.significant[kept])
        return Reworded(Found(*(column[kept] for column in self.found)), self.brief[kept], told)


def reworded(
    tokens: Tokens,
    pairs: Iterable[tuple[int, int]],
    aligned: Found,
    texts: Sequence[str],
    languages: Sequence[str | None],
    settings: Settings,
    borders: I64 | None = None,
    *,
    engine: Engine = "python",
) -> Reworded:
    """The passages in other words of these pairs (left < right); `aligned` are those found word for word.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> from provenance.match.alignment import found as found_in
    >>> texts = ["A storm tore the roof off the old cannery. Gulls nest inside now, said its keeper, Ada Morrow.",
    ...          "The old cannery lost its roof to a storm. Its keeper, Ada Morrow, said that gulls nest inside."]
    >>> read = tokens_of(texts)
    >>> found_in(read, np.arange(2), Settings()).matched.tolist()
    []
    >>> more = reworded(read, [(0, 1)], found_in(read, np.arange(2), Settings()), texts, ["en", "en"], Settings())
    >>> more.found.matched.tolist(), more.scores.bits.round().tolist()
    ([14], [120.0])
    """
    borders = tokens.offsets if borders is None else borders
    chosen = sorted(set(pairs))
    sides: dict[int, Side] = {}
    spans = _long_of(aligned, chosen)
    rows: list[tuple[int, ...]] = []
    brief = []
    for pair in chosen:
        for article in pair:
            if article not in sides:
                sides[article] = _side(tokens, article, texts[article], borders)
        for stretch in between((sides[pair[0]], sides[pair[1]]), spans.get(pair, []), engine=engine):
            rows.append((*pair, *stretch.span))
            brief.append(stretch.brief)
    found = Found(*np.array(rows, np.int32).reshape(-1, len(Found._fields)).T)
    weights = _scores(found, aligned, tokens, texts, languages, settings, engine)
    return Reworded(found, np.array(brief, np.bool_), weights).where(weights.bits >= _LEAST_BITS)


def _long_of(aligned: Found, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Span]]:
    """The long passages of these pairs, which are sorted."""
    numbers = np.array(pairs, np.int64).reshape(-1, 2)
    keys = numbers[:, 0] << 32 | numbers[:, 1]
    rows = np.flatnonzero(aligned.matched >= _LONG)
    rows = rows[among(aligned.left[rows].astype(np.int64) << 32 | aligned.right[rows], keys)]
    return _spans_of(Found(*(column[rows] for column in aligned)))


def between(sides: tuple[Side, Side], long: Sequence[Span], *, engine: Engine = "python") -> list[Retold]:
    """One pair's stretches in other words, but for those that long aligned passages make up for the most part."""
    return [stretch for stretch in retold(*sides, engine=engine) if not _copied(stretch.span, long)]


def _copied(stretch: Span, long: Sequence[Span]) -> bool:
    """Whether either side of it stands in long aligned passages for the most part, with this place or another."""
    left = sum(_common(stretch[:2], span[:2]) for span in long)
    right = sum(_common(stretch[2:4], span[2:4]) for span in long)
    return left >= _ALIGNED * (stretch[1] - stretch[0]) or right >= _ALIGNED * (stretch[3] - stretch[2])


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many words two stretches of an article have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def said_before(more: Found, aligned: Found) -> Flags:
    """Which passages in other words the aligned ones given hold half of, or more, of the words that are the same.

    >>> column = np.array([0])
    >>> one, other = (Found(column, column + 1, column, column + 20, column, column + n, column + n) for n in (20, 9))
    >>> said_before(one, other).tolist(), said_before(other, one).tolist()
    ([False], [True])
    """
    spans = _spans_of(aligned)
    held = [
        2 * sum(span.matched for span in spans.get((left, right), ()) if _touch(Span(*ends), span)) >= ends[-1]
        for left, right, *ends in zip(*(column.tolist() for column in more), strict=True)
    ]
    return np.array(held, np.bool_)


def _touch(one: Span, other: Span) -> bool:
    return _common(one[:2], other[:2]) > 0 and _common(one[2:4], other[2:4]) > 0


def _spans_of(found: Found) -> dict[tuple[int, int], list[Span]]:
    spans: dict[tuple[int, int], list[Span]] = {}
    for left, right, *ends in zip(*(column.tolist() for column in found), strict=True):
        spans.setdefault((left, right), []).append(Span(*ends))
    return spans


def _side(tokens: Tokens, article: int, text: str, borders: I64) -> Side:
    """An article with its sentences; a piece's border ends one."""
    hashes, starts, _ = tokens[article]
    begin, end = tokens.offsets[article : article + 2].tolist()
    first, beyond = np.searchsorted(borders, [begin, end])
    walls = borders[first:beyond] - begin
    cuts = distinct(np.concatenate([sentence_borders(text, starts), walls]))
    return Side(hashes, cuts, walls)


def _scores(
    found: Found,
    aligned: Found,
    tokens: Tokens,
    texts: Sequence[str],
    languages: Sequence[str | None],
    settings: Settings,
    engine: Engine,
) -> Scores:
    if not len(found.left):
        return Scores(np.zeros(0), np.zeros(0), np.zeros(0, np.bool_))
    turned = _turned(found)
    every = Found(*(np.concatenate(columns) for columns in zip(turned, aligned, strict=True)))
    bits = np.zeros(len(found.left))
    if engine != "python":
        counts = load("provenance.match.score_slices").said(tokens, every)
        readers, reader = readers_of(found, tokens, texts, languages, counts.words)
        kernels = load("provenance.match.stretch_slices")
        bits = kernels.stretch_bits(turned, tokens, counts, texts, readers, reader, _NEAR)
    else:
        told = background(tokens, every)
        readers, reader = readers_of(found, tokens, texts, languages, told.words)
        for row, (left, right, *ends) in enumerate(zip(*(column.tolist() for column in turned), strict=True)):
            bits[row] = stretch_bits(tokens, told, (left, right), Span(*ends), texts[left], readers[reader[row]])
    return judged(bits, bits, found, tokens, REWORDED, settings.chance)


def _turned(found: Found) -> Found:
    """The stretches with the shorter side as the left one."""
    left, right, left_from, left_to, right_from, right_to, matched = found
    turn = left_to - left_from > right_to - right_from
    sides = (left, right), (left_from, right_from), (left_to, right_to)
    (one, other), (start, other_start), (end, other_end) = (
        (np.where(turn, b, a), np.where(turn, a, b)) for a, b in sides
    )
    return Found(one, other, start, end, other_start, other_end, matched)


def stretch_bits(
    tokens: Tokens, told: Background, pair: tuple[int, int], span: Span, text: str, reader: Reader
) -> float:
    """The surprise of the words of a stretch's left side, the shorter one, that stand on the right one too, each as
    often as on both; the left article's text given.
    """
    all_hashes, starts, stops = tokens[pair[0]]
    hashes, across = all_hashes[span.left_from : span.left_to], tokens[pair[1]][0][span.right_from : span.right_to]
    places = zip(
        starts[span.left_from : span.left_to].tolist(), stops[span.left_from : span.left_to].tolist(), strict=True
    )
    general, letters = reader.read(hashes, [text[a:b] for a, b in places])
    shared, first = _shared(hashes.tolist(), across.tolist())
    bits = np.where(first, _word_bits(hashes, told, pair, general, len(across)), 0.0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shared.astype(np.int8), [0]])))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return float(sum(event_bits(bits[a:b].tolist(), letters[a:b]) for a, b in runs))


def _shared(words: Sequence[int], across: Sequence[int]) -> tuple[Flags, Flags]:
    """Which words stand on the other side too, each as often as there, and which of these for the first time."""
    left_over, seen = Counter(across), set[int]()
    shared, first = np.zeros(len(words), np.bool_), np.zeros(len(words), np.bool_)
    for place, word in enumerate(words):
        shared[place] = left_over[word] > 0
        first[place] = shared[place] and word not in seen
        left_over[word] -= 1
        seen.add(word)
    return shared, first


def _word_bits(hashes: U64, told: Background, pair: tuple[int, int], general: F64, room: int) -> F64:
    """How unlikely each word is to stand among `room` words on this subject."""
    near = int(told.sizes[list(pair)].sum())
    said_near = sum(told.said_by(article, hashes) for article in pair)
    everywhere = told.said(hashes)[0] / (told.words + _NEAR)
    share = np.maximum(said_near / (near + _NEAR), everywhere)
    bits = np.where(share > 0, -np.log2(np.where(share > 0, share, 1)), np.inf)
    return in_steps(np.maximum(0.0, np.minimum(general, bits) - math.log2(room)))
