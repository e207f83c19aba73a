"""Two articles become stretches that say the same in other words, in another order, or in brief.

Sentences that are alike are joined where they lie close in both articles, and a stretch stands when it is alike as a
whole; a stretch is in brief when few sentences of one article are alike to many, far apart, of the other. After the
systems that did best at PAN (Sanchez-Perez, Gelbukh and Sidorov, 2015); the numbers were set on PAN's development set.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import I64, U64
from provenance.match.align.alignment import AlignedSpan
from provenance.match.paraphrase.sentences import SentenceLikeness, groups, sentence_likeness, stretch_cosine

COSINE, DICE = 0.30, 0.33  # from which two sentences are alike
GAP = 5  # sentences to the next one alike, in either article; fewer where the whole is not alike
WHOLE = 0.34  # cosine of two stretches that say the same
WORDS = 18  # words of a stretch, on either side

BRIEF_COSINE, BRIEF_DICE = 0.25, 0.10  # the same for a stretch in brief
BRIEF_GAPS = 5, 31  # in the brief article, and in the other
BRIEF_WHOLE = 0.30
BRIEF_SENTENCES = 2, 3  # sentences that must be alike: of the brief one, and of the other
BRIEF_RATIO = 3.0  # times as many words as the brief side has, at least
BRIEF_INSIDE = 0.7  # share of the likeness that may lie in one stretch told at length
BRIEF_STEPS = 65_536.0  # in which likeness is summed, so that no order of the summands shows

_MOST = 1000  # sentences of an article that are compared
_WALL = 1000  # sentences that a wall counts for, so that nothing is joined across


class Retold(NamedTuple):
    """A stretch; `matched` counts words that stand on both sides, in whatever order. One side may tell it in brief."""

    span: AlignedSpan
    brief: bool


class _Stretch(NamedTuple):
    """Sentences of both articles, and what likeness they hold."""

    rows: tuple[int, int]
    columns: tuple[int, int]

    def touches(self, stretch: "_Stretch") -> bool:
        return _overlap(self.rows, stretch.rows) and _overlap(self.columns, stretch.columns)

    def holds(self, rows: I64, columns: I64) -> npt.NDArray[np.bool_]:
        return (
            (rows >= self.rows[0]) & (rows < self.rows[1]) & (columns >= self.columns[0]) & (columns < self.columns[1])
        )


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


class Side(NamedTuple):
    """An article's tokens, where its sentences begin, and where its pieces begin (token numbers, ends included)."""

    hashes: U64
    borders: I64
    walls: I64

    def places(self) -> I64:
        """Each sentence's number, with a leap at every wall."""
        return np.arange(len(self.borders) - 1) + _WALL * np.searchsorted(self.walls, self.borders[:-1], "right")


def retold(left: Side, right: Side) -> list[Retold]:
    """The stretches of two articles that are alike, by place in the left one.

    >>> from provenance.base.tokens import tokens
    >>> from provenance.match.paraphrase.sentences import sentence_borders
    >>> told = ["A storm tore the roof off the old cannery. Gulls nest inside now, said its keeper, Ada Morrow.",
    ...          "The old cannery lost its roof to a storm. Its keeper, Ada Morrow, said that gulls nest inside."]
    >>> read = tokens(told)
    >>> sides = [Side(read[i][0], sentence_borders(told[i], read[i][1]), np.array([0])) for i in (0, 1)]
    >>> [(found.span, found.brief) for found in retold(*sides)]
    [(AlignedSpan(left_from=0, left_to=18, right_from=0, right_to=18, matched=14), False)]
    """
    sides = cut_side(left), cut_side(right)
    if any(len(side.borders) < 2 for side in sides):
        return []
    alike = sentence_likeness(sides[0].hashes, sides[1].hashes, (sides[0].borders, sides[1].borders))
    even = _told(alike, sides)
    turned = SentenceLikeness(alike.cosine.T, alike.dice.T, alike.words[::-1], alike.weights)
    briefs = _briefs(alike, sides, even)
    swapped = [_Stretch(s.columns, s.rows) for s in even]
    briefs += [_Stretch(s.columns, s.rows) for s in _briefs(turned, sides[::-1], swapped)]
    even = [stretch for stretch in even if not any(stretch.touches(brief) for brief in briefs)]
    return sorted(_retold(stretch, sides) for stretch in even + briefs)


def cut_side(side: Side) -> Side:
    """The sentences of an article that are compared: no more than the first thousand."""
    borders = side.borders[: _MOST + 1]
    return Side(side.hashes[: borders[-1]], borders, side.walls)


def _told(alike: SentenceLikeness, sides: Sequence[Side]) -> list[_Stretch]:
    """Stretches as long on one side as on the other, about."""
    rows, columns = np.nonzero((alike.cosine > COSINE) & (alike.dice > DICE))
    places = sides[0].places()[rows], sides[1].places()[columns]
    stretches: list[_Stretch] = []
    waiting = [(np.arange(len(rows)), GAP)]
    while waiting:
        points, gap = waiting.pop()
        for group in groups(places[0][points], places[1][points], (gap, gap)):
            members = points[group]
            stretch = _around(rows[members], columns[members])
            if _cosine(alike, sides, stretch) >= WHOLE:
                stretches.append(stretch)
            elif gap > 1:
                waiting.append((members, gap - 1))
    return sorted(stretch for stretch in stretches if min(_sizes(stretch, sides)) >= WORDS)


def _briefs(alike: SentenceLikeness, sides: Sequence[Side], even: Sequence[_Stretch]) -> list[_Stretch]:
    """Stretches in which the left article says in brief what the right one says at length."""
    rows, columns = np.nonzero((alike.cosine > BRIEF_COSINE) & (alike.dice > BRIEF_DICE))
    stretches = []
    for group in groups(sides[0].places()[rows], sides[1].places()[columns], BRIEF_GAPS):
        members = rows[group], columns[group]
        stretch = _around(*members)
        brief_words, long_words = _sizes(stretch, sides)
        if brief_words < WORDS or long_words < BRIEF_RATIO * brief_words:
            continue
        if any(len(set(axis.tolist())) < minimum for axis, minimum in zip(members, BRIEF_SENTENCES, strict=True)):
            continue
        weight = np.rint(alike.cosine[members] * BRIEF_STEPS)
        inside = max((float(weight[even_stretch.holds(*members)].sum()) for even_stretch in even), default=0.0)
        if inside < BRIEF_INSIDE * weight.sum() and _cosine(alike, sides, stretch) >= BRIEF_WHOLE:
            stretches.append(stretch)
    return stretches


def _around(rows: I64, columns: I64) -> _Stretch:
    return _Stretch((int(rows.min()), int(rows.max()) + 1), (int(columns.min()), int(columns.max()) + 1))


def _tokens(stretch: _Stretch, sides: Sequence[Side]) -> list[tuple[int, int]]:
    ends = zip(sides, (stretch.rows, stretch.columns), strict=True)
    return [(int(side.borders[first]), int(side.borders[last])) for side, (first, last) in ends]


def _sizes(stretch: _Stretch, sides: Sequence[Side]) -> tuple[int, int]:
    (a, b), (c, d) = _tokens(stretch, sides)
    return b - a, d - c


def _cosine(alike: SentenceLikeness, sides: Sequence[Side], stretch: _Stretch) -> float:
    left, right = _tokens(stretch, sides)
    return stretch_cosine(alike, left, right)


def _retold(stretch: _Stretch, sides: Sequence[Side]) -> Retold:
    (a, b), (c, d) = _tokens(stretch, sides)
    common = Counter(sides[0].hashes[a:b].tolist()) & Counter(sides[1].hashes[c:d].tolist())
    shorter, longer = sorted((b - a, d - c))
    return Retold(AlignedSpan(a, b, c, d, common.total()), longer >= BRIEF_RATIO * shorter)
