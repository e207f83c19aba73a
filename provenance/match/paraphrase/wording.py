"""Passages in other words get their weight: how much of the wording of one article stands in that of the other.

Words that both sides hold are as surprising as they are unlikely to stand there by chance. Reports of one event have
many such words too; what they do not have is most words of a stretch in common, and these in the company of each other.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.settings import Settings
from provenance.base.tokens import I32, U64, Tokens
from provenance.match.align.alignment import AlignedSpan, AlignedSpans
from provenance.match.significance.background import Background, background, set_phrase_counts
from provenance.match.significance.scores import Scores, Tail, readers_of, scores_by_chance
from provenance.match.significance.sides import ranks, turned_where
from provenance.match.significance.surprise import F64, WordReader, event_bits, in_steps

Flags = npt.NDArray[np.bool_]

ABOUT = 50  # words of an article that are not yet about its subject, added to its length
STEPS_APART = 3  # words from one to another that still stand together

# Of a logistic regression of passages that were rewritten (PAN's random, translated and summarised ones) against what
# pairs of real news share that copy nothing (`python -m benchmarks.passages wording`).
_CONSTANT, _BITS, _SHARED, _TOGETHER, _LENGTH = -23.62, 4.73, 4.47, 4.04, -0.54

_SURE = 30.0  # times rarer by chance than what is significant is a wording that counts whatever is copied inside it
_LEAST = 85.0  # bits below which a wording is that of a caption, or of names and dates

# Fitted on the same pairs that copy nothing, above 0: of a pair of 500 words each, one in 1,000 has more than -0.05.
REWORDED = Tail(3.7e-9, 3.2)


class Wording(NamedTuple):
    """What two sides have in common, the shorter one first; a row a passage."""

    bits: F64  # how surprising the words are that both hold
    matched: I32  # how many words both hold, each as often as on both
    together: I32  # words of the shorter side that stand as near to another one on the other side too


def wordings(
    spans: AlignedSpans,
    aligned: AlignedSpans,
    tokens: Tokens,
    texts: Sequence[str],
    languages: Sequence[str | None],
) -> Wording:
    """The wording of all these passages; `aligned` are what else the corpus shares."""
    rows = len(spans.left)
    if not rows:
        return Wording(np.zeros(0), np.zeros(0, np.int32), np.zeros(0, np.int32))
    turned = shorter_first(spans, ranks(spans, tokens, texts))
    every = AlignedSpans(*(np.concatenate(columns) for columns in zip(turned, aligned, strict=True)))
    outside = background(tokens, every)
    readers, reader = readers_of(turned, tokens, texts, languages, outside.words)
    bits, common = np.zeros(rows), np.zeros((2, rows), np.int32)
    for row, (left, right, *ends) in enumerate(zip(*(column.tolist() for column in turned), strict=True)):
        span, one_reader = AlignedSpan(*ends), readers[reader[row]]
        bits[row], *common[:, row] = wording(tokens, outside, (left, right), span, texts[left], one_reader)
    return Wording(bits, *common)


def wording_weights(common_wording: Wording, spans: AlignedSpans) -> F64:
    """The weight of each passage: the log of how much likelier it is rewritten than what two hands say by chance.

    >>> column = np.array([0])
    >>> found = AlignedSpans(column, column + 1, column, column + 60, column, column + 70, column)
    >>> wording_weights(Wording(np.array([150.0]), np.array([50]), np.array([90])), found).round(1).tolist()
    [3.6]
    """
    shorter = np.maximum(1, np.minimum(spans.left_to - spans.left_from, spans.right_to - spans.right_from))
    common = _SHARED * common_wording.matched / shorter + _TOGETHER * common_wording.together / (STEPS_APART * shorter)
    return in_steps(
        _CONSTANT + _BITS * np.log(np.maximum(1.0, common_wording.bits)) + common + _LENGTH * np.log(shorter)
    )


def wording_scores(
    weight: F64, common_wording: Wording, spans: AlignedSpans, tokens: Tokens, settings: Settings
) -> tuple[Scores, Flags]:
    """What the wording of each passage means, and whether that is enough to say that one draws on the other.

    One of few bits does not count, however much of it is the same.
    """
    enough = common_wording.bits >= _LEAST
    likely, sure = (
        scores_by_chance(weight, common_wording.bits, spans, tokens, REWORDED, rate)
        for rate in (settings.chance, settings.chance / _SURE)
    )
    return likely._replace(significant=likely.significant & enough), sure.significant & enough


def shorter_first(spans: AlignedSpans, rank: U64) -> AlignedSpans:
    """The stretches with the shorter side as the left one; of equals, that of lower rank."""
    size, across = spans.left_to - spans.left_from, spans.right_to - spans.right_from
    return turned_where((size > across) | ((size == across) & (rank[spans.left] > rank[spans.right])), spans)


def wording(
    tokens: Tokens, outside: Background, pair: tuple[int, int], span: AlignedSpan, text: str, reader: WordReader
) -> tuple[float, int, int]:
    """What the left side of a passage, the shorter one, has in common with the right one; the left text given."""
    all_hashes, starts, stops = tokens[pair[0]]
    hashes, across = all_hashes[span.left_from : span.left_to], tokens[pair[1]][0][span.right_from : span.right_to]
    places = zip(
        starts[span.left_from : span.left_to].tolist(), stops[span.left_from : span.left_to].tolist(), strict=True
    )
    general, letters = reader.read(hashes, [text[a:b] for a, b in places])
    common, first = _shared(hashes.tolist(), across.tolist())
    bits = np.where(first, _word_bits(hashes, outside, pair, general, len(across)), 0.0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], common.astype(np.int8), [0]])))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    surprise = math.fsum(event_bits(bits[a:b].tolist(), letters[a:b]) for a, b in runs)
    return surprise, int(common.sum()), _together(hashes.tolist(), across.tolist())


def _together(words: Sequence[int], across: Sequence[int]) -> int:
    """How many pairs of words, at most so many apart, stand in the same order as near to each other across.

    >>> _together([1, 2, 9, 3], [1, 2, 3, 4])
    3
    """
    steps = range(1, STEPS_APART + 1)
    pairs_across = {pair for step in steps for pair in zip(across, across[step:], strict=False)}
    return sum(pair in pairs_across for step in steps for pair in zip(words, words[step:], strict=False))


def _shared(words: Sequence[int], across: Sequence[int]) -> tuple[Flags, Flags]:
    """Which words stand on the other side too, each as often as there, and which of these for the first time."""
    left_over, met = Counter(across), set[int]()
    common, first = np.zeros(len(words), np.bool_), np.zeros(len(words), np.bool_)
    for row, word in enumerate(words):
        common[row] = left_over[word] > 0
        first[row] = common[row] and word not in met
        left_over[word] -= 1
        met.add(word)
    return common, first


def _word_bits(hashes: U64, outside: Background, pair: tuple[int, int], general: F64, room: int) -> F64:
    """How unlikely each word is to stand among `room` words on this subject."""
    nearby_words = int(outside.sizes[list(pair)].sum())
    said_near = sum(outside.said_by(article, hashes) for article in pair)
    everywhere = (outside.said(hashes)[0] - set_phrase_counts(hashes)) / (outside.words + ABOUT)
    share = np.maximum(said_near / (nearby_words + ABOUT), everywhere)
    bits = np.where(share > 0, -np.log2(np.where(share > 0, share, 1)), np.inf)
    return in_steps(np.maximum(0.0, np.minimum(general, bits) - math.log2(room)))
