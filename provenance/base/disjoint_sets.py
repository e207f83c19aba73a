"""Links become sets: everything that a chain of links connects is in one set, named after its smallest member."""

from typing import Generic, TypeVar

import numpy as np

from provenance.base.tokens import I64

Member = TypeVar("Member", int, str)


class DisjointSets(Generic[Member]):
    """Sets that grow together link by link; a member that nobody has linked is alone.

    >>> sets = DisjointSets[str]()
    >>> sets.link("c", "b")
    >>> sets.link("b", "a")
    >>> sets.smallest("c"), sets.smallest("d")
    ('a', 'd')
    """

    def __init__(self) -> None:
        self._smaller: dict[Member, Member] = {}  # a member of the same set that is no larger

    def link(self, left: Member, right: Member) -> None:
        """Make one set of the sets of two members."""
        first, last = sorted((self.smallest(left), self.smallest(right)))
        self._smaller[last] = first

    def smallest(self, member: Member) -> Member:
        """The smallest member of the set; each walk halves the way for the next one."""
        smaller = self._smaller
        while (above := smaller.setdefault(member, member)) != member:
            smaller[member] = member = smaller[above]
        return member


def smallest_linked(left: I64, right: I64, count: int) -> I64:
    """For each of the numbers below `count` the smallest one that a chain of links connects it to.

    Each round hangs the smallest of every two that are linked above the other, then shortens all ways to the top.

    >>> smallest_linked(np.array([1, 2, 0]), np.array([2, 4, 3]), 6).tolist()
    [0, 1, 1, 0, 1, 5]
    """
    above = np.arange(count)
    while len(left):
        np.minimum.at(above, np.maximum(left, right), np.minimum(left, right))
        while not np.array_equal(higher := above[above], above):
            above = higher
        left, right = above[left], above[right]
        apart = left != right
        left, right = left[apart], right[apart]
    return above
