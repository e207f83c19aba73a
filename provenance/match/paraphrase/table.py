"""Pairs of articles become passages in other words: what one says after the other, whole, with what is copied inside.

What is copied is not said again: a stretch that long aligned passages make up is left to them, and so is one that has
most of its words from one of any length. Other passages in other words take in the aligned ones inside and beside them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import among, distinct
from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tokens import I64, Tokens
from provenance.match.align.alignment import Found, Span
from provenance.match.paraphrase.align import BRIEF_RATIO, Retold, Side, retold
from provenance.match.paraphrase.merging import merged
from provenance.match.paraphrase.sentences import sentence_borders
from provenance.match.paraphrase.wording import weighed, weights, worded
from provenance.match.significance.scores import Scores
from provenance.match.significance.surprise import F64

Flags = npt.NDArray[np.bool_]

_LONG = 40  # words from which an aligned passage is a copied stretch, not what rewording left
_ALIGNED = (
    0.6  # share of either side of a stretch in such passages, or of a passage's words in one, from which it is theirs
)
_LEAST = -4.0  # weight below which a passage is not told of: two reports of one event have as much by chance


class Reworded(NamedTuple):
    """Passages in other words of many pairs; `brief` ones are told at length on one side only."""

    found: Found
    brief: Flags
    scores: Scores
    weights: F64  # of their wording (wording.weights)
    worded: Flags  # whose wording counts whatever is copied inside
    holder: I64  # of each aligned passage, the one of these that took it in, or -1

    def where(self, kept: Flags) -> "Reworded":
        """Those of them."""
        told = Scores(self.scores.bits[kept], self.scores.expect[kept], self.scores.significant[kept])
        number = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)  # the last one stands for none
        return Reworded(
            Found(*(column[kept] for column in self.found)),
            self.brief[kept],
            told,
            self.weights[kept],
            self.worded[kept],
            number[self.holder],
        )


def reworded(
    tokens: Tokens,
    pairs: Iterable[tuple[int, int]],
    aligned: Found,
    texts: Sequence[str],
    languages: Sequence[str | None],
    settings: Settings,
    borders: I64 | None = None,
    *,
    backend: Backend = "python",
) -> Reworded:
    """The passages in other words of these pairs (left < right); `aligned` are those found word for word.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> from provenance.match.align.alignment import found as found_in
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
    whole = merged(stretches(tokens, pairs, aligned, texts, borders, backend), aligned, tokens.offsets, borders)
    said = worded(whole.found, aligned, tokens, texts, languages, backend)
    found = whole.found._replace(matched=said.matched)
    few, many = _sizes(found)
    weight = weights(said, found)
    told, sure = weighed(weight, said, found, tokens, settings)
    more = Reworded(found, many >= BRIEF_RATIO * few, told, weight, sure, whole.holder)
    return more.where((weight >= _LEAST) & ~_one_piece(found, whole.holder, aligned))


def _one_piece(found: Found, holder: I64, aligned: Found) -> Flags:
    """In which whole passages one aligned piece has most of the words that are the same."""
    rows = np.flatnonzero(holder >= 0)
    held = holder[rows]
    most = np.zeros(len(found.left), np.bool_)
    most[held[aligned.matched[rows] >= _ALIGNED * found.matched[held]]] = True
    return most


def _sizes(found: Found) -> tuple[I64, I64]:
    """Words of the shorter side of each passage, and of the longer one."""
    left, right = found.left_to - found.left_from, found.right_to - found.right_from
    return np.minimum(left, right), np.maximum(left, right)


def stretches(
    tokens: Tokens,
    pairs: Iterable[tuple[int, int]],
    aligned: Found,
    texts: Sequence[str],
    borders: I64,
    backend: Backend,
) -> Found:
    """The stretches of these pairs that are alike, by pair and place."""
    chosen = sorted(set(pairs))
    sides: dict[int, Side] = {}
    spans = _long_of(aligned, chosen)
    rows: list[tuple[int, ...]] = []
    for pair in chosen:
        for article in pair:
            if article not in sides:
                sides[article] = _side(tokens, article, texts[article], borders)
        near = sides[pair[0]], sides[pair[1]]
        rows += [(*pair, *stretch.span) for stretch in between(near, spans.get(pair, []), backend=backend)]
    return Found(*np.array(rows, np.int32).reshape(-1, len(Found._fields)).T)


def _long_of(aligned: Found, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Span]]:
    """The long passages of these pairs, which are sorted."""
    numbers = np.array(pairs, np.int64).reshape(-1, 2)
    keys = numbers[:, 0] << 32 | numbers[:, 1]
    rows = np.flatnonzero(aligned.matched >= _LONG)
    rows = rows[among(aligned.left[rows].astype(np.int64) << 32 | aligned.right[rows], keys)]
    return _spans_of(Found(*(column[rows] for column in aligned)))


def between(sides: tuple[Side, Side], long: Sequence[Span], *, backend: Backend = "python") -> list[Retold]:
    """One pair's stretches in other words, but for those that long aligned passages make up for the most part."""
    return [stretch for stretch in retold(*sides, backend=backend) if not _copied(stretch.span, long)]


def _copied(stretch: Span, long: Sequence[Span]) -> bool:
    """Whether either side of it stands in long aligned passages for the most part, with this place or another."""
    left = sum(_common(stretch[:2], span[:2]) for span in long)
    right = sum(_common(stretch[2:4], span[2:4]) for span in long)
    return left >= _ALIGNED * (stretch[1] - stretch[0]) or right >= _ALIGNED * (stretch[3] - stretch[2])


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many words two stretches of an article have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


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
