"""The kernels find the stretches of one pair that say the same in other words, and weigh those of many pairs."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from provenance.base.tokens import I32, I64, Tokens
from provenance.match.align.alignment import Found, Span
from provenance.match.paraphrase import kernel, wording_kernel
from provenance.match.paraphrase.align import (
    BRIEF_COSINE,
    BRIEF_DICE,
    BRIEF_GAPS,
    BRIEF_INSIDE,
    BRIEF_RATIO,
    BRIEF_SENTENCES,
    BRIEF_STEPS,
    BRIEF_WHOLE,
    COSINE,
    DICE,
    GAP,
    WHOLE,
    WORDS,
    Retold,
    Side,
)
from provenance.match.paraphrase.sentences import GRAIN
from provenance.match.paraphrase.wording import STEPS_APART
from provenance.match.significance.parallel import EVENTS, Said, Written, lefts_of, parts
from provenance.match.significance.surprise import F64, STEPS, Reader

_RULE: list[Any] = [GAP, WORDS, np.array([COSINE, DICE, WHOLE])]
_BRIEF_RULE: list[Any] = [
    np.array([*BRIEF_GAPS, *BRIEF_SENTENCES, WORDS], np.int64),
    np.array([BRIEF_COSINE, BRIEF_DICE, BRIEF_RATIO, BRIEF_INSIDE, BRIEF_WHOLE, BRIEF_STEPS]),
]


def retold(sides: Sequence[Side]) -> list[Retold]:
    """The stretches of two articles, cut to the sentences that are compared: the twin of align.retold."""
    left, right = sides
    shape = len(left.borders) - 1, len(right.borders) - 1
    words, other_words = np.empty(len(left.hashes), np.int64), np.empty(len(right.hashes), np.int64)
    weights, cosine, dice = np.empty(len(words) + len(other_words)), np.empty(shape), np.empty(shape)
    count = kernel.likeness(
        left.hashes, right.hashes, left.borders, right.borders, GRAIN, words, other_words, weights, cosine, dice
    )
    counts = np.zeros((count, 2), np.int64)
    given: list[Any] = [cosine, dice, left.places(), right.places(), left.borders, right.borders]
    given += [words, other_words, weights, counts]
    arguments = given + _RULE
    told = kernel.told_stretches(*arguments)
    turns = [[*given, told, side, *_BRIEF_RULE] for side in (0, 1)]
    briefs = np.concatenate([kernel.brief_stretches(*turn) for turn in turns])
    found = []
    for stretch in [*(own for own in told.tolist() if not _touches(own, briefs)), *briefs.tolist()]:
        a, b = left.borders[stretch[:2]].tolist()
        c, d = right.borders[stretch[2:]].tolist()
        same = kernel.matched(words, other_words, counts, a, b, c, d)
        found.append(Retold(Span(a, b, c, d, same), max(b - a, d - c) >= BRIEF_RATIO * min(b - a, d - c)))
    return sorted(found)


def _touches(own: Sequence[int], briefs: I64) -> bool:
    """Whether a stretch has sentences of both articles in common with one of those in brief."""
    a, b, c, d = own
    return bool(((briefs[:, 0] < b) & (a < briefs[:, 1]) & (briefs[:, 2] < d) & (c < briefs[:, 3])).any())


def worded(
    found: Found, tokens: Tokens, told: Said, texts: Sequence[str], readers: Sequence[Reader], reader: I32, about: float
) -> tuple[F64, I32, I32]:
    """The bits of passages whose left sides are the shorter ones, and what these have in common with the right ones:
    the twin of wording.wording.

    `told` is of these passages at least, `reader` says who reads each; `about` are the words of an article that are not
    yet about its subject.
    """
    order = np.argsort(found.left, kind="stable")
    found, reader = Found(*(np.ascontiguousarray(column[order]) for column in found)), reader[order]
    bits, same = np.zeros(len(order)), np.zeros((2, len(order)), np.int32)
    for number, own in enumerate(readers):
        written = Written(tokens, texts, told, own)
        for passages in parts(found.left, np.flatnonzero(reader == number), tokens.offsets):
            articles, _ = lefts_of(found.left[passages])
            rows = np.concatenate([[0], np.cumsum(np.diff(tokens.offsets)[articles])])
            words = written.read(articles, rows)
            arguments: tuple[Any, ...] = (tokens.hashes, tokens.offsets, passages, *found[:6], articles, rows)
            arguments += (told.own, told.sizes, words, written.kinds, written.general, written.said_alone, EVENTS)
            arguments += (np.array([about, told.words + about, STEPS]), STEPS_APART, bits, same)
            wording_kernel.scored_stretches(*arguments)
    back = np.argsort(order)
    return bits[back], same[0, back], same[1, back]
