"""Pairs as rows of numbers, and how alike any two articles are: known from these, or measured once."""

from typing import NamedTuple

import numpy as np

from provenance.base.arrays import distinct, is_among
from provenance.base.backend import Backend
from provenance.base.tokens import I64, Tokens
from provenance.match.similarity.exact import F64
from provenance.match.twins import SIMILARITIES_BY

_HALF = 32  # bits of a key that hold the second number
_LOWER = (1 << _HALF) - 1
_TURNED = [0, 2, 1]  # the columns of a measurement, seen from the other side


class Links(NamedTuple):
    """Pairs of article numbers, left < right, sorted, each once."""

    left: I64
    right: I64
    measured: F64  # k x 3: similarity, left in right, right in left


def measured_links(left: I64, right: I64, measured: F64) -> Links:
    """Pairs in any order, either way round and more than once, as links; an article with itself is none.

    >>> measured = np.array([[.8, .9, .85], [1, 1, 1], [.7, .7, .9]])
    >>> links = measured_links(np.array([7, 1, 2]), np.array([3, 1, 5]), measured)
    >>> [column.tolist() for column in links]
    [[2, 3], [5, 7], [[0.7, 0.7, 0.9], [0.8, 0.85, 0.9]]]
    """
    keys, values = _keyed(left, right, measured)
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    smaller, larger = keys >> _HALF, keys & _LOWER
    stay = new & (smaller != larger)
    return Links(smaller[stay], larger[stay], values[stay])


def _keyed(left: I64, right: I64, measured: F64) -> tuple[I64, F64]:
    """One number for each pair, the smaller article first, and what was measured as seen from that one."""
    over = (left > right)[:, None]
    return np.minimum(left, right) << _HALF | np.maximum(left, right), np.where(over, measured[:, _TURNED], measured)


class SimilarityCache:
    """How alike articles are. What is not known from the links is measured, once."""

    def __init__(self, links: Links, tokens: Tokens, shingle: int, backend: Backend = "python") -> None:
        self._keys, self._values = links.left << _HALF | links.right, links.measured
        self._tokens, self._shingle, self._backend = tokens, shingle, backend

    def of(self, left: I64, right: I64) -> F64:
        """Similarity, left in right and right in left of pairs of different articles: k x 3.

        >>> from provenance.base.tokens import tokens
        >>> known = measured_links(np.array([0]), np.array([1]), np.array([[.6, 1, .6]]))
        >>> both = SimilarityCache(known, tokens(["rain fell on the pier", "rain fell on the pier", "sun shone"]), 5)
        >>> both.of(np.array([1, 2]), np.array([0, 0])).tolist()
        [[0.6, 0.6, 1.0], [0.0, 0.0, 0.0]]
        """
        keys = np.minimum(left, right) << _HALF | np.maximum(left, right)
        self._learn(distinct(keys[~is_among(keys, self._keys)]))
        values = self._values[np.searchsorted(self._keys, keys)]
        return np.where((left > right)[:, None], values[:, _TURNED], values)

    def _learn(self, keys: I64) -> None:
        if len(keys):
            pairs = np.stack([keys >> _HALF, keys & _LOWER], axis=1)
            measured = SIMILARITIES_BY[self._backend](self._tokens, pairs, self._shingle)
            places = np.searchsorted(self._keys, keys)
            self._keys = np.insert(self._keys, places, keys)
            self._values = np.insert(self._values, places, measured, axis=0)
