"""How alike two articles are: the share of shingles that both have, exactly counted."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.shingles import shingle_set
from provenance.base.tokens import I64, U64, Tokens

F64 = npt.NDArray[np.float64]

_SETS = 4096  # shingle sets kept at hand: about 15 MB of ordinary articles


class Similarity(NamedTuple):
    """Jaccard similarity, the share of left's shingles in right, and of right's in left."""

    similarity: float
    left_in_right: float
    right_in_left: float

    def turned(self) -> "Similarity":
        """The same seen from the other side."""
        return Similarity(self.similarity, self.right_in_left, self.left_in_right)


Measure = Callable[[int, int], Similarity]


def similarity(left: U64, right: U64) -> Similarity:
    """Similarity and both containments of two shingle sets (sorted, each shingle once); an empty one is like nothing.

    >>> similarity(np.array([1, 2, 3], np.uint64), np.array([2, 3, 4, 5], np.uint64))
    Similarity(similarity=0.4, left_in_right=0.6666666666666666, right_in_left=0.5)
    """
    if not len(left) or not len(right):
        return Similarity(0.0, 0.0, 0.0)
    common = common_count(left, right)
    return Similarity(common / (len(left) + len(right) - common), common / len(left), common / len(right))


def common_count(left: U64, right: U64) -> int:
    """Kernel: how many numbers stand in both sorted sets.

    >>> common_count(np.array([1, 2, 3], np.uint64), np.array([2, 3, 4, 5], np.uint64))
    2
    """
    together = np.concatenate([left, right])
    together.sort(kind="stable")  # merges the two sorted runs
    return int((together[1:] == together[:-1]).sum())


def measure(tokens: Tokens, shingle: int) -> Measure:
    """A function of two article numbers that gives their similarity; each shingle set is made once while in use.

    >>> from provenance.base.tokens import tokens
    >>> between = measure(tokens(["rain fell on the old pier", "rain fell on the old pier again"]), 5)
    >>> between(0, 1).left_in_right
    1.0
    """

    @lru_cache(maxsize=_SETS)
    def shingles_of(article: int) -> U64:
        return shingle_set(tokens[article][0], shingle)

    return lambda left, right: similarity(shingles_of(left), shingles_of(right))


def similarities(tokens: Tokens, candidates: I64, shingle: int) -> F64:
    """Similarity, left in right and right in left of many pairs of article numbers: f64[k, 3].

    >>> from provenance.base.tokens import tokens
    >>> both = tokens(["rain fell on the old pier", "rain fell on the old pier again"])
    >>> similarities(both, np.array([[0, 1]]), 5).round(2).tolist()
    [[0.67, 1.0, 0.67]]
    """
    between = measure(tokens, shingle)
    return np.array([between(left, right) for left, right in candidates.tolist()], np.float64).reshape(-1, 3)
