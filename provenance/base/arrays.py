"""Sorted and distinct values, without numpy's set functions: these import numpy.ma, which costs a commit hook 30 ms."""

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]
READ_ONLY = "read-only"  # marks, in an annotation, an array that kernels may not write to


def distinct(values: Numbers) -> Numbers:
    """The values in ascending order, each once: numpy.unique.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values, axis=None)
    return ordered[_new(ordered)]


def distinct_counts(values: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """The same, and how often each stands there.

    >>> [column.tolist() for column in distinct_counts(np.array([3, 1, 3]))]
    [[1, 3], [1, 2]]
    """
    ordered = np.sort(values, axis=None)
    first = np.flatnonzero(_new(ordered))
    return ordered[first], np.diff(np.append(first, len(ordered)))


def is_among(values: Numbers, column: Numbers) -> npt.NDArray[np.bool_]:
    """Which of the values stand in the column, ascending: numpy.isin.

    >>> is_among(np.array([3, 1, 7]), np.array([1, 3])).tolist()
    [True, True, False]
    """
    if not len(column):
        return np.zeros(len(values), np.bool_)
    is_known: npt.NDArray[np.bool_] = column[np.minimum(np.searchsorted(column, values), len(column) - 1)] == values
    return is_known


def _new(ordered: Numbers) -> npt.NDArray[np.bool_]:
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return new
