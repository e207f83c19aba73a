"""Articles that resemble each other become stars: each joins the centre that it resembles most, or is a centre itself.

Taken by the number of their pairs (Aslam, Pelekhov, Rus 2004: The star clustering algorithm), any two articles of a
star are at least 2 t - 1 alike where t is the threshold, and a chain whose ends do not resemble each other is split.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

_TRIES = 8  # centres that an article is compared with at a time: keeps a long chain linear

Near = Mapping[int, Mapping[int, float]]  # for each article those it is paired with, and their similarity
Alike = Callable[[int, int], float]


class Joined(NamedTuple):
    """The centre that an article joined, and how like it the article is."""

    centre: int
    similarity: float


_ALONE = Joined(-1, 0.0)


def stars(turns: Sequence[int], near: Near, alike: Alike, threshold: float) -> dict[int, Joined]:
    """For each article that joins a centre: the centre, and how like it the article is; centres are not in it.

    An article is compared with the centres among its pairs and those that its pairs joined; if it is like none of
    these, with the first centres that any chain of pairs connects it to; at most `_TRIES` each time.

    A chain whose ends differ; the middle is nearer to the second:

    >>> chain = {0: {1: .8}, 1: {0: .8, 2: .9}, 2: {1: .9}}
    >>> {who: joined.centre for who, joined in stars([0, 2, 1], chain, lambda *_: .5, .7).items()}
    {1: 2}
    """
    connected, turn = _components(near), {article: place for place, article in enumerate(turns)}
    centres: dict[int, list[int]] = {}  # of each component, in turn
    joined: dict[int, Joined] = {}
    for article in turns:
        others = centres.setdefault(connected[article], [])
        own = turn[article]
        before = {joined[other].centre if other in joined else other for other in near[article] if turn[other] < own}
        found = _best(article, sorted(before, key=turn.__getitem__), near, alike)
        if found.similarity < threshold:
            found = _best(article, others, near, alike)
        if found.similarity < threshold:
            others.append(article)
        else:
            joined[article] = found
    return joined


def _best(article: int, centres: Sequence[int], near: Near, alike: Alike) -> Joined:
    """The centre the article resembles most, the earlier one where two are equal, among the first few."""
    best, own = _ALONE, near[article]
    for other in centres[:_TRIES]:
        value = own[other] if other in own else alike(article, other)
        if value > best.similarity:
            best = Joined(other, value)
    return best


def _components(near: Near) -> dict[int, int]:
    """For each article the smallest one that a chain of pairs connects it to."""
    found: dict[int, int] = {}
    for start in sorted(near):
        if start in found:
            continue
        waiting = [start]
        while waiting:
            article = waiting.pop()
            if article not in found:
                found[article] = start
                waiting.extend(near[article])
    return found
