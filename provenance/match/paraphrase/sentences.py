"""Articles become sentences, and sentences of two articles are weighed against each other by the words they hold.

Words count by how few sentences of the two articles hold them (tf-isf), as the best systems of the PAN competition do
(Sanchez-Perez, Sidorov and Gelbukh, 2014). Weights are whole numbers, so sums are the same on every machine.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct, distinct_counts
from provenance.base.tokens import I64, U32, U64

F64 = npt.NDArray[np.float64]

_END = re.compile(r"[.!?…]['\"”’»)\]]{0,3}(?=\s)|[。！？؟۔।]|\n[ \t\r]{0,20}\n")
_LEAST = 3  # words of a sentence; fewer belong to the next one
_MOST = 60  # words after which a sentence without an end is cut
GRAIN = 256  # weights are counted in so many parts of a natural logarithm
_COLUMNS = 4096  # words whose weights are multiplied at a time


def sentence_borders(text: str, starts: U32) -> I64:
    """The token numbers at which sentences begin, and the end of the last; `starts` are the tokens' places.

    >>> from provenance.base.tokens import words
    >>> text = "The ferry stopped. Why? Nobody at the pier could say."
    >>> sentence_borders(text, words(text).starts).tolist()
    [0, 3, 10]
    """
    ends = np.array([match.end() for match in _END.finditer(text)], np.int64)
    borders = [0]
    for end in [*np.searchsorted(starts, ends).tolist(), len(starts)]:
        while end - borders[-1] > _MOST:
            borders.append(borders[-1] + _MOST)
        if end - borders[-1] >= _LEAST:
            borders.append(end)
    if borders[-1] < len(starts):
        borders[-1 if len(borders) > 1 else 1 :] = [len(starts)]
    return np.array(borders, np.int64)


class SentenceLikeness(NamedTuple):
    """Two articles' sentences side by side, left ones in rows; and what the words of both weigh."""

    cosine: F64
    dice: F64  # share of the words of both that are the same
    words: tuple[I64, I64]  # each token's word number, left and right
    weights: F64  # of each word: the fewer sentences hold it, the more


def sentence_likeness(left: U64, right: U64, borders: tuple[I64, I64]) -> SentenceLikeness:
    """How alike each sentence of one article is to each of the other.

    >>> left, right = np.array([1, 2, 3, 4, 5, 6], np.uint64), np.array([7, 8, 9, 4, 5, 2], np.uint64)
    >>> alike = sentence_likeness(left, right, (np.array([0, 3, 6]), np.array([0, 3, 6])))
    >>> alike.dice.round(2).tolist()
    [[0.0, 0.33], [0.0, 0.67]]
    """
    vocabulary = distinct(np.concatenate([left, right]))
    words = np.searchsorted(vocabulary, left), np.searchsorted(vocabulary, right)
    counts = [_counts(article_words, cuts, len(vocabulary)) for article_words, cuts in zip(words, borders, strict=True)]
    holding = sum(np.bincount(word, minlength=len(vocabulary)) for _, word, _ in counts)
    sentences = sum(len(cuts) - 1 for cuts in borders)
    weights = np.rint(GRAIN * np.log((sentences + 1) / np.maximum(holding, 1)))
    shape = len(borders[0]) - 1, len(borders[1]) - 1
    common_words = np.flatnonzero(
        np.bincount(words[0], minlength=len(vocabulary)) * np.bincount(words[1], minlength=len(vocabulary))
    )
    dot, common = np.zeros(shape), np.zeros(shape)
    for first in range(0, len(common_words), _COLUMNS):
        block = common_words[first : first + _COLUMNS]
        rows, other_rows = (_dense(count, block, size) for count, size in zip(counts, shape, strict=True))
        dot += (rows * weights[block]) @ (other_rows * weights[block]).T
        common += (rows > 0).astype(np.float64) @ (other_rows > 0).astype(np.float64).T
    lengths = [
        np.sqrt(np.bincount(s, (n * weights[w]) ** 2, size)) for (s, w, n), size in zip(counts, shape, strict=True)
    ]
    sizes = [np.bincount(s, minlength=size) for (s, _, _), size in zip(counts, shape, strict=True)]
    cosine = dot / np.maximum(np.outer(*lengths), 1.0)
    return SentenceLikeness(cosine, 2 * common / np.maximum(np.add.outer(*sizes), 1), words, weights)


def _counts(words: I64, borders: I64, size: int) -> tuple[I64, I64, I64]:
    """Sentence, word and how often, for each word of each sentence."""
    sentence = np.repeat(np.arange(len(borders) - 1), np.diff(borders))
    keys, times = distinct_counts(sentence * size + words)
    return keys // size, keys % size, times


def _dense(counts: tuple[I64, I64, I64], block: I64, rows: int) -> F64:
    """A row a sentence, a column a word of the block (sorted)."""
    sentence, word, times = counts
    column = np.minimum(np.searchsorted(block, word), len(block) - 1)
    hit = block[column] == word
    table = np.zeros((rows, len(block)))
    table[sentence[hit], column[hit]] = times[hit]
    return table


def stretch_cosine(alike: SentenceLikeness, left: tuple[int, int], right: tuple[int, int]) -> float:
    """How alike two stretches of tokens are, each taken as one sentence."""
    left_vector, right_vector = (
        np.bincount(words[start:end], minlength=len(alike.weights)) * alike.weights
        for words, (start, end) in zip(alike.words, (left, right), strict=True)
    )
    length = float(np.sqrt((left_vector @ left_vector) * (right_vector @ right_vector)))
    return float(left_vector @ right_vector) / length if length else 0.0


def groups(rows: Sequence[int] | I64, columns: Sequence[int] | I64, gaps: tuple[int, int]) -> list[I64]:
    """Points (row, column) that hang together, by number: none further than the gap from the next one on either axis.

    >>> [group.tolist() for group in groups([0, 1, 2, 2], [5, 6, 7, 30], (2, 2))]
    [[0, 1, 2], [3]]
    """
    axes = np.asarray(rows), np.asarray(columns)
    connected: list[I64] = []
    waiting = [(np.arange(len(axes[0])), 0, False)] if len(axes[0]) else []
    while waiting:
        points, axis, uncut = waiting.pop()
        points = points[np.argsort(axes[axis][points], kind="stable")]
        parts = np.split(points, np.flatnonzero(np.diff(axes[axis][points]) > gaps[axis]) + 1)
        if len(parts) == 1 and uncut:
            connected.append(np.sort(points))
        else:
            waiting += [(piece, 1 - axis, len(parts) == 1) for piece in reversed(parts)]
    return sorted(connected, key=lambda group: int(group[0]))
