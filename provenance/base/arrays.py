"""Sorted and distinct values, without numpy's set functions: these import numpy.ma, which costs a commit hook 30 ms."""

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]


def distinct(values: Numbers) -> Numbers:
    """The values in ascending order, each once: numpy.unique.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values, axis=None)
    return ordered[_new(ordered)]


def counted(values: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """The same, and how often each stands there.

    >>> [column.tolist() for column in counted(np.array([3, 1, 3]))]
    [[1, 3], [1, 2]]
    """
    ordered = np.sort(values, axis=None)
    first = np.flatnonzero(_new(ordered))
    return ordered[first], np.diff(np.append(first, len(ordered)))


def among(values: Numbers, known: Numbers) -> npt.NDArray[np.bool_]:
    """Which of the values stand in `known`, ascending: numpy.isin.

    >>> among(np.array([3, 1, 7]), np.array([1, 3])).tolist()
    [True, True, False]
    """
    if not len(known):
        return np.zeros(len(values), np.bool_)
    found: npt.NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return found


def _new(ordered: Numbers) -> npt.NDArray[np.bool_]:
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return new
