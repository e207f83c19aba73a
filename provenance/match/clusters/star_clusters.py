"""Articles that resemble each other become stars: each joins the centre that it resembles most, or is a centre itself.

Taken by the number of their pairs (Aslam, Pelekhov, Rus 2004: The star clustering algorithm), any two articles of a
star are at least 2 t - 1 alike where t is the threshold, and a chain whose ends do not resemble each other is split.
Links that already are stars become clusters all at once (`joined`); the others follow one by one (`stars`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.disjoint_sets import DisjointSets, smallest_linked
from provenance.base.tokens import I64
from provenance.match.clusters.similarity_cache import Links
from provenance.match.similarity.exact import F64, Measure

_TRIES = 8  # centres that an article is compared with at a time: keeps a long chain linear

Near = Mapping[int, Mapping[int, float]]  # for each article those it is paired with, and their similarity
Alike = Callable[[int, int], float]


class Joined(NamedTuple):
    """The centre that an article joined, and how like it the article is."""

    centre: int
    similarity: float


_ALONE = Joined(-1, 0.0)


def stars_one_by_one(turns: Sequence[int], similar: Near, alike: Alike, threshold: float) -> dict[int, Joined]:
    """For each article that joins a centre: the centre, and how like it the article is; centres are not in it.

    An article is compared with the centres among its pairs and those that its pairs joined; if it is like none of
    these, with the first centres that any chain of pairs connects it to; at most `_TRIES` each time.

    A chain whose ends differ; the middle is nearer to the second:

    >>> chain = {0: {1: .8}, 1: {0: .8, 2: .9}, 2: {1: .9}}
    >>> {who: joined.centre for who, joined in stars_one_by_one([0, 2, 1], chain, lambda *_: .5, .7).items()}
    {1: 2}
    """
    turn = {article: number for number, article in enumerate(turns)}
    sets = DisjointSets[int]()
    for article, neighbours in similar.items():
        for neighbour in neighbours:
            sets.link(article, neighbour)
    centres: dict[int, list[int]] = {}  # of each component, in turn
    joined: dict[int, Joined] = {}
    for article in turns:
        others = centres.setdefault(sets.smallest(article), [])
        rank = turn[article]
        before = {
            joined[other].centre if other in joined else other for other in similar[article] if turn[other] < rank
        }
        best = _best(article, sorted(before, key=turn.__getitem__), similar, alike)
        if best.similarity < threshold:
            best = _best(article, others, similar, alike)
        if best.similarity < threshold:
            others.append(article)
        else:
            joined[article] = best
    return joined


def _best(article: int, centres: Sequence[int], similar: Near, alike: Alike) -> Joined:
    """The centre the article resembles most, the earlier one where two are equal, among the first few."""
    best, known_similarities = _ALONE, similar[article]
    for candidate in centres[:_TRIES]:
        value = known_similarities[candidate] if candidate in known_similarities else alike(article, candidate)
        if value > best.similarity:
            best = Joined(candidate, value)
    return best


def star_clusters(links: Links, turn: I64, measure: Measure, threshold: float) -> tuple[I64, F64]:
    """For each of n articles its centre (itself, where it joined none) and how like that it is.

    Articles take turns by the number of their links, then by `turn`. Where all others that links connect are linked to
    the first of them, each joins this one, whatever else is linked: most that resemble each other are such.

    >>> near = Links(np.array([0, 0, 3]), np.array([1, 2, 4]), np.array([.8, .9, .7])[:, None])
    >>> centre, similarity = star_clusters(near, np.arange(5), lambda *_: None, .7)
    >>> centre.tolist(), similarity.tolist()
    ([0, 0, 0, 3, 3], [1.0, 0.8, 0.9, 1.0, 0.7])
    """
    centre, similarity = np.arange(len(turn)), np.ones(len(turn))
    connected = smallest_linked(links.left, links.right, len(turn))
    first, through = _firsts(links, turn, connected)
    strength = links.measured[:, 0]
    hub, linked = first[connected[links.left]], through[connected[links.left]]
    weak = np.zeros(len(turn), np.bool_)
    weak[connected[links.left[strength < threshold]]] = True
    linked &= ~weak[connected[links.left]]
    for centres, members in ((links.left, links.right), (links.right, links.left)):
        direct = linked & (centres == hub)
        centre[members[direct]], similarity[members[direct]] = centres[direct], strength[direct]
    unsettled = Links(links.left[~linked], links.right[~linked], links.measured[~linked])
    for article, star in _one_by_one(unsettled, turn, measure, threshold).items():
        centre[article], similarity[article] = star
    return centre, similarity


def _firsts(links: Links, turn: I64, connected: I64) -> tuple[I64, npt.NDArray[np.bool_]]:
    """For each component, under its smallest article, who is first in turn, and whether all others are linked to it."""
    ends = np.concatenate([links.left, links.right])
    degree = np.bincount(ends, minlength=len(turn))
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
    similar: dict[int, dict[int, float]] = {}
    for left, right, value in zip(
        links.left.tolist(), links.right.tolist(), links.measured[:, 0].tolist(), strict=True
    ):
        similar.setdefault(left, {})[right] = value
        similar.setdefault(right, {})[left] = value
    turns = sorted(similar, key=lambda article: (-len(similar[article]), turn[article]))
    return dict(stars_one_by_one(turns, similar, cache(lambda left, right: measure(left, right).similarity), threshold))
