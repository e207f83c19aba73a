"""Two articles' sentences become the chain of those that say the same, in the same order.

The margin of a pair of sentences is how much more alike they are than each of them and its nearest others (Artetxe and
Schwenk, 2019). Others are sentences of articles on the same subject, and of the two articles themselves.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.match.translation.word_table import F32, Scoring

F64 = npt.NDArray[np.float64]

_PACKAGED = Scoring()
_NEAREST = 4  # other sentences that a pair of sentences is held against
_ALONE = 0.3  # cosine of a sentence and others where there are none


class SentenceChain(NamedTuple):
    """The sum of the gains; the matched sentences of both articles, by number, and the gain of each."""

    score: float
    matches: list[tuple[int, int]]
    gains: list[float]


def gains(left: F32, right: F32, left_others: F32, right_others: F32, scoring: Scoring = _PACKAGED) -> F64:
    """How much speaks for each sentence of left and each of right saying the same; below 0 against.

    Rows are vectors of length 1. `left_others` are sentences in the right article's language that left's are held
    against, `right_others` those in the left article's.

    >>> same, strange = np.array([[1, 0]], np.float32), np.array([[0, 1]], np.float32)
    >>> gains(same, same, strange, strange).round(2).tolist()
    [[0.95]]
    """
    alike = (left @ right.T).astype(np.float64)
    rows = _usual(np.concatenate([alike, left @ left_others.T], axis=1))
    columns = _usual(np.concatenate([alike.T, right @ right_others.T], axis=1))
    margin = alike - (rows[:, None] + columns[None, :]) / 2
    return np.asarray(scoring.unit * (margin + scoring.cosine * alike - scoring.least))


def _usual(alike: F64) -> F64:
    """For each sentence the mean cosine to its nearest others; the nearest of all may be its translation."""
    if alike.shape[1] < 2:
        return np.full(len(alike), _ALONE)
    nearest = np.sort(alike, axis=1)[:, ::-1][:, 1 : _NEAREST + 1]
    return np.asarray(nearest.mean(axis=1))


def best_chain(gain: F64) -> SentenceChain:
    """The chain of most gain: no sentence twice, none out of order.

    >>> best_chain(np.array([[.3, -1, .2], [.1, .4, -1]]))
    SentenceChain(score=0.7, matches=[(0, 0), (1, 1)], gains=[0.3, 0.4])
    """
    positive = np.maximum(gain, 0.0)
    rows, columns = positive.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        step = np.maximum(best[row, 1:], best[row, :-1] + positive[row])
        best[row + 1, 1:] = np.maximum.accumulate(step)
    matches: list[tuple[int, int]] = []
    row, column = rows, columns
    while row and column and best[row, column] > 0:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            matches.append((row, column))
    matches.reverse()
    return SentenceChain(float(best[rows, columns]), matches, [float(positive[match]) for match in matches])
