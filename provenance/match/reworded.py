"""Pairs of articles become passages in other words, weighed by the words that both sides hold.

What a pair shares word for word is not said again: a stretch that long aligned passages make up for the most part is
left to them. The weight of the others is that of the words of the shorter side which stand anywhere on the longer one:
a word is as surprising as it is unlikely to stand there by chance.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U64, Tokens
from provenance.match.alignment import Found, Span
from provenance.match.background import Background, background, general_bits
from provenance.match.retold import Retold, Side, retold
from provenance.match.sentences import sentence_borders
from provenance.match.significance import Scores, Tail, judged, languages_of
from provenance.match.surprise import F64, Reader, event_bits

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
    sides: dict[int, Side] = {}
    spans = _spans_of(aligned)
    rows: list[tuple[int, ...]] = []
    brief = []
    for pair in sorted(set(pairs)):
        for article in pair:
            if article not in sides:
                sides[article] = _side(tokens, article, texts[article], borders)
        for stretch in between((sides[pair[0]], sides[pair[1]]), spans.get(pair, [])):
            rows.append((*pair, *stretch.span))
            brief.append(stretch.brief)
    found = Found(*np.array(rows, np.int64).reshape(-1, len(Found._fields)).T)
    weights = _scores(found, aligned, tokens, texts, languages, settings)
    return Reworded(found, np.array(brief, np.bool_), weights).where(weights.bits >= _LEAST_BITS)


def between(sides: tuple[Side, Side], aligned: Sequence[Span]) -> list[Retold]:
    """One pair's stretches in other words, but for those that are aligned passages for the most part."""
    return [stretch for stretch in retold(*sides) if not _copied(stretch.span, aligned)]


def _copied(stretch: Span, aligned: Sequence[Span]) -> bool:
    """Whether either side of it stands in long aligned passages for the most part, with this place or another."""
    long = [span for span in aligned if span.matched >= _LONG]
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
) -> Scores:
    every = Found(*(np.concatenate(columns) for columns in zip(found, aligned, strict=True)))
    told = background(tokens, every)
    readers: dict[tuple[str, ...], Reader] = {}
    bits = np.zeros(len(found.left))
    for row, (left, right, *ends) in enumerate(zip(*(column.tolist() for column in found), strict=True)):
        names = languages_of(texts[left][int(tokens[left][1][ends[0]])], languages[left], languages[right])
        if names not in readers:
            readers[names] = Reader(tuple(map(general_bits, names)), told.words)
        bits[row] = stretch_bits(tokens, told, (left, right), Span(*ends), texts, readers[names])
    return judged(bits, bits, found, tokens, REWORDED, settings.chance)


def stretch_bits(
    tokens: Tokens, told: Background, pair: tuple[int, int], span: Span, texts: Sequence[str], reader: Reader
) -> float:
    """The surprise of the words of a stretch's shorter side that stand on its longer side, each as often as on both."""
    ends = (span.left_from, span.left_to), (span.right_from, span.right_to)
    turned = ends[0][1] - ends[0][0] > ends[1][1] - ends[1][0]
    article, (start, end) = pair[turned], ends[turned]
    all_hashes, starts, stops = tokens[article]
    hashes = all_hashes[start:end]
    places = zip(starts[start:end].tolist(), stops[start:end].tolist(), strict=True)
    written = [texts[article][a:b] for a, b in places]
    general, letters = reader.read(hashes, written)
    across = tokens[pair[not turned]][0][slice(*ends[not turned])]
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
    share = np.maximum.reduce([np.exp2(-general), said_near / (near + _NEAR), everywhere])
    bits: F64 = np.maximum(0.0, -np.log2(np.minimum(1.0, room * share)))
    return bits
