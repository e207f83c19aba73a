"""Links become stars, all at once where they are stars as they stand, one by one (stars.py) where they are not."""

from functools import cache

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import I64
from provenance.match.likeness import Links
from provenance.match.similarity import F64, Measure
from provenance.match.stars import stars


def joined(links: Links, turn: I64, measure: Measure, threshold: float) -> tuple[I64, F64]:
    """For each of n articles its centre (itself, where it joined none) and how like that it is.

    Articles take turns by the number of their links, then by `turn`. Where all others that links connect are linked to
    the first of them, each joins this one, whatever else is linked: most that resemble each other are such.

    >>> near = Links(np.array([0, 0, 3]), np.array([1, 2, 4]), np.array([.8, .9, .7])[:, None])
    >>> centre, similarity = joined(near, np.arange(5), lambda *_: None, .7)
    >>> centre.tolist(), similarity.tolist()
    ([0, 0, 0, 3, 3], [1.0, 0.8, 0.9, 1.0, 0.7])
    """
    centre, similarity = np.arange(len(turn)), np.ones(len(turn))
    connected = components(links, len(turn))
    first, through = _firsts(links, turn, connected)
    near = links.measured[:, 0]
    hub, linked = first[connected[links.left]], through[connected[links.left]]
    weak = np.zeros(len(turn), np.bool_)
    weak[connected[links.left[near < threshold]]] = True
    linked &= ~weak[connected[links.left]]
    for one, other in ((links.left, links.right), (links.right, links.left)):
        own = linked & (one == hub)
        centre[other[own]], similarity[other[own]] = one[own], near[own]
    rest = Links(links.left[~linked], links.right[~linked], links.measured[~linked])
    for article, its in _one_by_one(rest, turn, measure, threshold).items():
        centre[article], similarity[article] = its
    return centre, similarity


def components(links: Links, count: int) -> I64:
    """For each of `count` articles the smallest one that a chain of links connects it to.

    Each round hangs the smallest of every two that are linked above the other, then shortens all ways to the top.

    >>> components(Links(np.array([1, 2, 0]), np.array([2, 4, 3]), np.zeros((3, 1))), 6).tolist()
    [0, 1, 1, 0, 1, 5]
    """
    above, left, right = np.arange(count), links.left, links.right
    while len(left):
        np.minimum.at(above, np.maximum(left, right), np.minimum(left, right))
        while not np.array_equal(higher := above[above], above):
            above = higher
        left, right = above[left], above[right]
        apart = left != right
        left, right = left[apart], right[apart]
    return above


def _firsts(links: Links, turn: I64, connected: I64) -> tuple[I64, npt.NDArray[np.bool_]]:
    """For each component, under its smallest article, who is first in turn, and whether all others are linked to it."""
    both = np.concatenate([links.left, links.right])
    degree = np.bincount(both, minlength=len(turn))
    articles = np.flatnonzero(degree)
    order = articles[np.lexsort((turn[articles], -degree[articles], connected[articles]))]
    opens = np.ones(len(order), np.bool_)
    opens[1:] = connected[order[1:]] != connected[order[:-1]]
    first, through = np.arange(len(turn)), np.zeros(len(turn), np.bool_)
    hubs = order[opens]
    sizes = np.bincount(connected[articles], minlength=len(turn))
    first[connected[hubs]] = hubs
    through[connected[hubs]] = degree[hubs] == sizes[connected[hubs]] - 1
    return first, through


def _one_by_one(links: Links, turn: I64, measure: Measure, threshold: float) -> dict[int, tuple[int, float]]:
    near: dict[int, dict[int, float]] = {}
    for one, other, value in zip(links.left.tolist(), links.right.tolist(), links.measured[:, 0].tolist(), strict=True):
        near.setdefault(one, {})[other] = value
        near.setdefault(other, {})[one] = value
    turns = sorted(near, key=lambda article: (-len(near[article]), turn[article]))
    return dict(stars(turns, near, cache(lambda one, other: measure(one, other).similarity), threshold))
