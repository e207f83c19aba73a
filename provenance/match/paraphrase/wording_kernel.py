"""Kernel: what two sides of a passage in other words have in common; the readable twin is wording.wording.

Of "the ferry sank" beside "sank the old ferry" all three words are on both sides, and no two of them stand in the same
order there.
"""

import math
from typing import NamedTuple

import numpy as np

from provenance.base.jit import F64, I32x2, I64x2, compiled, inline
from provenance.base.shingle_kernel import stirred
from provenance.base.tokens import I64, U8, U64
from provenance.match.align.alignment import AlignedSpans
from provenance.match.significance.kernel import run_steps
from provenance.match.significance.ngram_kernel import slot
from provenance.match.significance.word_kernel import CorpusWords, LeftArticles

_U, _I = np.uint64, np.int64
_BASE = _U(0x9E3779B97F4A7C15)  # of shingles.py


class WordingWords(NamedTuple):
    """What each word as it is written is to one reader."""

    kinds: U8  # letters of surprise.py
    general: F64  # its bits in the language
    times: I64  # how often the corpus says it, set phrases left out


class WordingRule(NamedTuple):
    """How words that both sides hold are weighed."""

    about: float  # words of an article that are not yet about its subject
    words: float  # of the corpus, and these
    unit: float  # steps of a bit
    apart: int  # words from one to another that still stand together
    events: I64  # as in significance/kernel.py


@inline
def _word_steps(general: float, share: float, room: float, unit: float) -> np.int32:
    """How unlikely a word of that share is to stand among so many (`room`, in bits) on this subject."""
    if share > 0.0:
        general = min(general, -math.log2(share))
    return np.int32(np.rint(max(0.0, general - room) * unit))


@inline
def _places(size: np.uint64) -> np.uint64:
    """The places of a table for so many, half of them empty."""
    width = _U(2)
    while width < _U(2) * size:
        width *= _U(2)
    return width


@inline
def _enter_side(hashes: U64, begin: np.uint64, size: np.uint64, repeats: U8, keys: U64, values: I64x2) -> None:
    """Enter the words of a side in a table: how often it has each, how often its article says it elsewhere, and 0."""
    keys[:] = 0
    for row in range(begin, begin + size):
        at = slot(keys, max(hashes[row], _U(1)))
        if not keys[at]:
            keys[at] = max(hashes[row], _U(1))
            values[at, _U(0)], values[at, _U(1)], values[at, _U(2)] = 0, _I(repeats[row]), 0
        values[at, _U(0)] += 1


@inline
def _together(
    hashes: U64, begin: np.uint64, size: np.uint64, right: np.uint64, across: np.uint64, apart: np.uint64, keys: U64
) -> np.int32:
    """How many pairs of words, at most so many apart, stand in the same order as near to each other across."""
    keys[:] = 0
    for step in range(_U(1), apart + _U(1)):
        for row in range(step, across):
            key = _two(hashes[right + row - step], hashes[right + row])
            keys[slot(keys, key)] = key
    count = np.int32(0)
    for step in range(_U(1), apart + _U(1)):
        for row in range(step, size):
            key = _two(hashes[begin + row - step], hashes[begin + row])
            if keys[slot(keys, key)]:
                count += np.int32(1)
    return count


@inline
def _two(first: np.uint64, second: np.uint64) -> np.uint64:
    """Two words in a row as one number, never 0."""
    return max(stirred(first * _BASE + second), _U(1))


@compiled
def score_wordings(
    corpus: CorpusWords, spans: AlignedSpans, passages: I64, left: LeftArticles, written: WordingWords,
    rule: WordingRule, bits: F64, common: I32x2,
) -> None:  # fmt: skip
    """Write the bits of these stretches, sorted by left article, whose left sides are the shorter ones; how many words
    both sides hold, and how many stand together on both.
    """
    lefts, rights, left_from, left_to, right_from, right_to, _ = spans
    hashes, offsets, sizes, repeats = corpus.hashes, corpus.offsets, corpus.sizes, corpus.repeats
    articles, rows, words = left
    kinds, general, times = written
    about, corpus_words, unit, distance, events = rule
    apart = _U(distance)
    longest, widest, turn = _I(0), _I(0), _U(0)
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        longest, widest = max(longest, left_to[p] - left_from[p]), max(widest, right_to[p] - right_from[p])
    width = _places(_U(widest))
    amounts, letters, none = np.empty(longest, np.int32), np.empty(longest, np.uint8), np.empty(0, np.int64)
    keys, values = np.empty(width, np.uint64), np.empty((width, 3), np.int64)
    beside = np.empty(_places(_U(widest) * apart), np.uint64)
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        while articles[turn] != lefts[p]:
            turn += _U(1)
        article, right_article = _U(lefts[p]), _U(rights[p])
        begin, right = _U(offsets[article] + left_from[p]), _U(offsets[right_article] + right_from[p])
        size, across = _U(left_to[p] - left_from[p]), _U(right_to[p] - right_from[p])
        table = keys[: _places(across)]
        _enter_side(hashes, right, across, repeats, table, values)
        around, room = float(sizes[article] + sizes[right_article]) + about, math.log2(float(across))
        row, total, run = _U(rows[turn] + left_from[p]), _I(0), _U(0)
        for token in range(size):
            at = slot(table, max(hashes[begin + token], _U(1)))
            if table[at] and values[at, _U(0)] > 0:
                values[at, _U(0)] -= 1
                common[_U(0), p] += np.int32(1)
                word, amounts[run] = words[row + token], 0
                letters[run] = kinds[word]
                if not values[at, _U(2)]:
                    values[at, _U(2)] = 1
                    nearby = _I(repeats[begin + token]) + values[at, _U(1)]
                    share = max(float(nearby) / around, float(times[word]) / corpus_words)
                    amounts[run] = _word_steps(general[word], share, room, unit)
                run += _U(1)
            elif run:
                total += _I(run_steps(amounts, letters, 0, int(run), events, none))
                run = _U(0)
        if run:
            total += _I(run_steps(amounts, letters, 0, int(run), events, none))
        bits[p] = float(total) / unit
        common[_U(1), p] = _together(hashes, begin, size, right, across, apart, beside[: _places(across * apart)])
