"""Kernel: the entries of an article become its links; the readable twin is winnowing.anchors.

A link is two places, here << 32 | there, with a bit above both where there is none on the same diagonal just before.
"""

import numpy as np

from provenance.base.jit import inline
from provenance.base.tokens import U32, U64

_U = np.uint64
LOW, PLACE, _PLACES = _U(0xFFFFFFFF), _U(0x7FFFFFFF), _U(0x7FFFFFFFFFFFFFFF)
APART = _U(1 << 63)


@inline
def most_links(before: U32, first: np.uint64, beyond: np.uint64, linked: np.uint64) -> np.uint64:
    """More links than the entries of these tokens have; 0 where there is none."""
    count = _U(0)
    for x in range(first, beyond):
        count += _U(before[x] != 0)
    return count * linked


@inline
def _inserted(links: U64, n: np.uint64, link: np.uint64) -> np.uint64:
    """Put a link among those before it, which are in order of their places; how many there are now."""
    k = n
    while k and links[k - _U(1)] & _PLACES > link:
        links[k] = links[k - _U(1)]
        k -= _U(1)
    links[k] = link
    return n + _U(1)


@inline
def _followed(
    x: np.uint64, there: np.uint64, slot: np.uint64, size: np.uint64, latest: U64, links: U64, n: np.uint64
) -> np.uint64:
    """Write a link unless it goes on from the last one of its kind; how many are written."""
    last = latest[slot]
    apart = x - (last >> _U(32) & PLACE)
    same = there - (last & LOW) == apart
    if same and apart < size:
        latest[slot] = x << _U(32) | there | APART
        return n
    if last & APART:
        n = _inserted(links, n, last & _PLACES)
    links[n], latest[slot] = x << _U(32) | there | (_U(0) if same else APART), x << _U(32) | there
    return n + _U(1)


@inline
def _walked(before: U32, places: U32, n: np.uint64, levels: np.uint64) -> None:
    """Look at the entries before these, and before those …: they come from memory all at once here, not one by one."""
    for _ in range(levels):
        m = _U(0)
        for k in range(n):
            further = before[_U(places[k]) - _U(1)]
            places[m] = further
            m += _U(further != 0)
        n = m


@inline
def _looked_at(
    before: U32,
    many: U64,
    at: np.uint64,
    first: np.uint64,
    beyond: np.uint64,
    linked: np.uint64,
    back: np.uint64,
    places: U32,
) -> None:
    """Look at all that the entries of an article lead to; `places` is room for them."""
    n, k = _U(0), at
    for x in range(first, beyond):
        many_before = k < _U(len(many)) and many[k] >> _U(32) == x
        places[n] = before[x]
        n += _U(not many_before) & _U(before[x] != 0)
        k += _U(many_before)
    _walked(before, places, n, linked)
    n, k = _U(0), at
    while k < _U(len(many)) and many[k] >> _U(32) < beyond:
        places[n] = before[many[k] >> _U(32)]
        n, k = n + _U(1), k + _U(1)
    _walked(before, places, n, back)


@inline
def links_of(
    before: U32,
    many: U64,
    at: np.uint64,
    first: np.uint64,
    beyond: np.uint64,
    linked: np.uint64,
    back: np.uint64,
    size: np.uint64,
    latest: U64,
    places: U32,
    links: U64,
) -> np.uint64:
    """Write the links of an article's entries but for those within a run (winnowing.anchors); how many there are.

    `many[at]` is the first of this article's. `latest` is room for the last link to the first entry of all, to the one
    before, the one before that …, with a bit above where it goes on from another one and is not written; `places` for
    the article's entries.
    """
    _looked_at(before, many, at, first, beyond, linked, back, places)
    latest[:] = 0
    n = _U(0)
    for x in range(first, beyond):
        there = _U(before[x])
        if not there:
            continue
        if at < _U(len(many)) and many[at] >> _U(32) == x:
            for k in range(back):
                n = _followed(_U(x), there - _U(1), _U(k) + _U(1), size, latest, links, n)
                there = _U(before[there - _U(1)])
            n = _followed(_U(x), many[at] & LOW, _U(0), size, latest, links, n)
            at += _U(1)
            continue
        slot = _U(1)
        while there:
            there -= _U(1)
            further = _U(before[there])
            n = _followed(_U(x), there, slot if further else _U(0), size, latest, links, n)
            there, slot = further, slot + _U(1)
    for link in latest:
        if link & APART:
            n = _inserted(links, n, link & _PLACES)
    return n
