"""The kernels find the stretches of one pair that say the same in other words."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from provenance.base.tokens import I64
from provenance.match import retold_kernel
from provenance.match.alignment import Span
from provenance.match.retold import (
    BRIEF_COSINE,
    BRIEF_DICE,
    BRIEF_GAPS,
    BRIEF_INSIDE,
    BRIEF_RATIO,
    BRIEF_SENTENCES,
    BRIEF_WHOLE,
    COSINE,
    DICE,
    GAP,
    STEPS,
    WHOLE,
    WORDS,
    Retold,
    Side,
)
from provenance.match.sentences import GRAIN

_RULE: list[Any] = [GAP, WORDS, np.array([COSINE, DICE, WHOLE])]
_BRIEF_RULE: list[Any] = [
    np.array([*BRIEF_GAPS, *BRIEF_SENTENCES, WORDS], np.int64),
    np.array([BRIEF_COSINE, BRIEF_DICE, BRIEF_RATIO, BRIEF_INSIDE, BRIEF_WHOLE, STEPS]),
]


def retold(sides: Sequence[Side]) -> list[Retold]:
    """The stretches of two articles, cut to the sentences that are compared: the twin of retold.retold."""
    left, right = sides
    shape = len(left.borders) - 1, len(right.borders) - 1
    words, other_words = np.empty(len(left.hashes), np.int64), np.empty(len(right.hashes), np.int64)
    weights, cosine, dice = np.empty(len(words) + len(other_words)), np.empty(shape), np.empty(shape)
    count = retold_kernel.likeness(
        left.hashes, right.hashes, left.borders, right.borders, GRAIN, words, other_words, weights, cosine, dice
    )
    counts = np.zeros((count, 2), np.int64)
    given: list[Any] = [cosine, dice, left.places(), right.places(), left.borders, right.borders]
    given += [words, other_words, weights, counts]
    arguments = given + _RULE
    told = retold_kernel.told_stretches(*arguments)
    turns = [[*given, told, side, *_BRIEF_RULE] for side in (0, 1)]
    briefs = np.concatenate([retold_kernel.brief_stretches(*turn) for turn in turns])
    found = []
    for stretch in [*(own for own in told.tolist() if not _touches(own, briefs)), *briefs.tolist()]:
        a, b = left.borders[stretch[:2]].tolist()
        c, d = right.borders[stretch[2:]].tolist()
        same = retold_kernel.matched(words, other_words, counts, a, b, c, d)
        found.append(Retold(Span(a, b, c, d, same), max(b - a, d - c) >= BRIEF_RATIO * min(b - a, d - c)))
    return sorted(found)


def _touches(own: Sequence[int], briefs: I64) -> bool:
    """Whether a stretch has sentences of both articles in common with one of those in brief."""
    a, b, c, d = own
    return bool(((briefs[:, 0] < b) & (a < briefs[:, 1]) & (briefs[:, 2] < d) & (c < briefs[:, 3])).any())
