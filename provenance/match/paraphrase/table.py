"""Pairs of articles become passages in other words: what one says after the other, whole, with what is copied inside.

What is copied is not said again: a stretch that long aligned passages make up is left to them, and so is one that has
most of its words from one of any length. Other passages in other words take in the aligned ones inside and beside them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tokens import I64, Tokens
from provenance.match.align.alignment import AlignedSpan, AlignedSpans, SpansOfPairs
from provenance.match.paraphrase.align import BRIEF_RATIO, Retold, Side
from provenance.match.paraphrase.merging import merged_stretches
from provenance.match.paraphrase.sentences import sentence_borders
from provenance.match.paraphrase.wording import wording_scores, wording_weights
from provenance.match.significance.scores import Scores
from provenance.match.significance.surprise import F64
from provenance.match.twins import RETOLD_BY, WORDINGS_BY

Flags = npt.NDArray[np.bool_]

_LONG = 40  # words from which an aligned passage is a copied stretch, not what rewording left
_ALIGNED = (
    0.6  # share of either side of a stretch in such passages, or of a passage's words in one, from which it is theirs
)
_HELD = 2_000  # articles whose sentences are kept at hand
_LEAST = -4.0  # weight below which a passage is not told of: two reports of one event have as much by chance


class Reworded(NamedTuple):
    """Passages in other words of many pairs; a `brief` one is short on one side and long on the other."""

    found: AlignedSpans
    brief: Flags
    scores: Scores
    weights: F64  # of their wording (wording.weights)
    worded: Flags  # whose wording counts whatever is copied inside
    holder: I64  # of each aligned passage, the one of these that took it in, or -1

    def where(self, kept: Flags) -> "Reworded":
        """Those of them."""
        chosen_scores = Scores(self.scores.bits[kept], self.scores.expect[kept], self.scores.significant[kept])
        number = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)  # the last one stands for none
        return Reworded(
            AlignedSpans(*(column[kept] for column in self.found)),
            self.brief[kept],
            chosen_scores,
            self.weights[kept],
            self.worded[kept],
            number[self.holder],
        )


def reworded_passages(
    tokens: Tokens,
    pairs: I64 | Sequence[tuple[int, int]],
    aligned: AlignedSpans,
    texts: Sequence[str],
    languages: Sequence[str | None],
    settings: Settings,
    borders: I64 | None = None,
    *,
    backend: Backend = "python",
) -> Reworded:
    """The passages in other words of these pairs (left < right); `aligned` are those found word for word.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> from provenance.match.align.alignment import aligned_spans
    >>> texts = ["A storm tore the roof off the old cannery. Gulls nest inside now, said its keeper, Ada Morrow.",
    ...          "The old cannery lost its roof to a storm. Its keeper, Ada Morrow, said that gulls nest inside."]
    >>> read = tokens_of(texts)
    >>> aligned = aligned_spans(read, np.arange(2), Settings())
    >>> aligned.matched.tolist()
    []
    >>> more = reworded_passages(read, [(0, 1)], aligned, texts, ["en", "en"], Settings())
    >>> more.found.matched.tolist(), more.scores.bits.round().tolist()
    ([14], [120.0])
    """
    borders = tokens.offsets if borders is None else borders
    stretches = merged_stretches(
        stretches_of_pairs(tokens, pairs, aligned, texts, borders, backend), aligned, tokens.offsets, borders
    )
    wording = WORDINGS_BY[backend](stretches.found, aligned, tokens, texts, languages)
    spans = stretches.found._replace(matched=wording.matched)
    shorter, longer = _sizes(spans)
    weight = wording_weights(wording, spans)
    total_scores, sure = wording_scores(weight, wording, spans, tokens, settings)
    more = Reworded(spans, longer >= BRIEF_RATIO * shorter, total_scores, weight, sure, stretches.holder)
    return more.where((weight >= _LEAST) & ~_one_piece(spans, stretches.holder, aligned))


def _one_piece(spans: AlignedSpans, holder: I64, aligned: AlignedSpans) -> Flags:
    """In which whole passages one aligned piece has most of the words that are the same."""
    rows = np.flatnonzero(holder >= 0)
    holders = holder[rows]
    is_one_piece = np.zeros(len(spans.left), np.bool_)
    is_one_piece[holders[aligned.matched[rows] >= _ALIGNED * spans.matched[holders]]] = True
    return is_one_piece


def _sizes(spans: AlignedSpans) -> tuple[I64, I64]:
    """Words of the shorter side of each passage, and of the longer one."""
    left, right = spans.left_to - spans.left_from, spans.right_to - spans.right_from
    return np.minimum(left, right), np.maximum(left, right)


def stretches_of_pairs(
    tokens: Tokens,
    pairs: I64 | Sequence[tuple[int, int]],
    aligned: AlignedSpans,
    texts: Sequence[str],
    borders: I64,
    backend: Backend,
) -> AlignedSpans:
    """The stretches of these pairs that are alike, by pair and place."""
    sides: dict[int, Side] = {}
    long = SpansOfPairs(AlignedSpans(*(column[aligned.matched >= _LONG] for column in aligned)))
    rows: list[tuple[int, ...]] = []
    for pair in _distinct_pairs(pairs):
        if len(sides) >= _HELD:
            sides.clear()
        for article in pair:
            if article not in sides:
                sides[article] = _side(tokens, article, texts[article], borders)
        pair_sides = sides[pair[0]], sides[pair[1]]
        stretches = retold_between(pair_sides, long.of(*pair).tolist(), backend=backend)
        rows += [(*pair, *stretch.span) for stretch in stretches]
    return AlignedSpans(*np.array(rows, np.int32).reshape(-1, len(AlignedSpans._fields)).T)


def _distinct_pairs(pairs: I64 | Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs in order, each once."""
    rows = np.asarray(pairs, np.int64).reshape(-1, 2)
    numbers = distinct(rows[:, 0] << 32 | rows[:, 1])
    return zip((numbers >> 32).tolist(), (numbers & 0xFFFFFFFF).tolist(), strict=True)


def retold_between(
    sides: tuple[Side, Side], long: Sequence[Sequence[int]], *, backend: Backend = "python"
) -> list[Retold]:
    """One pair's stretches in other words, without those that consist mostly of long aligned passages."""
    return [stretch for stretch in RETOLD_BY[backend](*sides) if not _copied(stretch.span, long)]


def _copied(stretch: AlignedSpan, long: Sequence[Sequence[int]]) -> bool:
    """Whether either side of it stands in long aligned passages for the most part, with this place or another."""
    left = sum(_common(stretch[:2], span[:2]) for span in long)
    right = sum(_common(stretch[2:4], span[2:4]) for span in long)
    return left >= _ALIGNED * (stretch[1] - stretch[0]) or right >= _ALIGNED * (stretch[3] - stretch[2])


def _common(first: Sequence[int], second: Sequence[int]) -> int:
    """How many words two stretches of an article have in common."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def _side(tokens: Tokens, article: int, text: str, borders: I64) -> Side:
    """An article with its sentences; a piece's border ends one."""
    hashes, starts, _ = tokens[article]
    begin, end = tokens.offsets[article : article + 2].tolist()
    first, beyond = np.searchsorted(borders, [begin, end])
    walls = borders[first:beyond] - begin
    cuts = distinct(np.concatenate([sentence_borders(text, starts), walls]))
    return Side(hashes, cuts, walls)
