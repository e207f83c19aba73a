"""Kernel: the entries of an article become its links; the readable twin is winnowing.anchors.

A link is two places, here << 32 | there, with a bit above both where there is none on the same diagonal just before.
Of entries at tokens 90 and 91 that lead to 7 and 8 the second link goes on from the first, and is left out.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import inline
from provenance.base.tokens import U32, U64

_U = np.uint64
LOW, PLACE, _PLACES = _U(0xFFFFFFFF), _U(0x7FFFFFFF), _U(0x7FFFFFFFFFFFFFFF)
APART = _U(1 << 63)


class Entries(NamedTuple):
    """Where each fingerprint stands in the article before its own that has it, and in the first of many."""

    before: U32  # of each token, the token of the same fingerprint, and one; 0 for none
    repeated: U64  # token << 32 | first token of all, of those with ALL_LINKED or more before them; ascending


class LinkRule(NamedTuple):
    """Which of the articles that share a fingerprint are linked."""

    linked: int  # of that many, each with each
    steps_back: int  # of more, with so many before it, and the first of all
    shingle: int  # words


@inline
def count_links(before: U32, first: np.uint64, beyond: np.uint64, linked: np.uint64) -> np.uint64:
    """More links than the entries of these tokens have; 0 where there is none."""
    count = _U(0)
    for x in range(first, beyond):
        count += _U(before[x] != 0)
    return count * linked


@inline
def _insert(links: U64, n: np.uint64, link: np.uint64) -> np.uint64:
    """Put a link among those before it, which are in order of their places; how many there are now."""
    k = n
    while k and links[k - _U(1)] & _PLACES > link:
        links[k] = links[k - _U(1)]
        k -= _U(1)
    links[k] = link
    return n + _U(1)


@inline
def _follow(
    x: np.uint64, target: np.uint64, slot: np.uint64, size: np.uint64, latest: U64, links: U64, n: np.uint64
) -> np.uint64:
    """Write a link unless it goes on from the last one of its kind; how many are written."""
    last = latest[slot]
    apart = x - (last >> _U(32) & PLACE)
    is_on_diagonal = target - (last & LOW) == apart
    if is_on_diagonal and apart < size:
        latest[slot] = x << _U(32) | target | APART
        return n
    if last & APART:
        n = _insert(links, n, last & _PLACES)
    links[n], latest[slot] = x << _U(32) | target | (_U(0) if is_on_diagonal else APART), x << _U(32) | target
    return n + _U(1)


@inline
def _walk_back(before: U32, tokens: U32, n: np.uint64, levels: np.uint64) -> None:
    """Look at the entries before these, and before those …: they come from memory all at once here, not one by one."""
    for _ in range(levels):
        m = _U(0)
        for k in range(n):
            further = before[_U(tokens[k]) - _U(1)]
            tokens[m] = further
            m += _U(further != 0)
        n = m


@inline
def _fetch_entries(
    entries: Entries, at: np.uint64, first: np.uint64, beyond: np.uint64, rule: LinkRule, tokens: U32
) -> None:
    """Look at all that the entries of an article lead to; `tokens` is room for them."""
    before, repeated = entries
    n, k = _U(0), at
    for x in range(first, beyond):
        is_repeated = k < _U(len(repeated)) and repeated[k] >> _U(32) == x
        tokens[n] = before[x]
        n += _U(not is_repeated) & _U(before[x] != 0)
        k += _U(is_repeated)
    _walk_back(before, tokens, n, _U(rule.linked))
    n, k = _U(0), at
    while k < _U(len(repeated)) and repeated[k] >> _U(32) < beyond:
        tokens[n] = before[repeated[k] >> _U(32)]
        n, k = n + _U(1), k + _U(1)
    _walk_back(before, tokens, n, _U(rule.steps_back))


@inline
def links_of(
    entries: Entries, at: np.uint64, first: np.uint64, beyond: np.uint64, rule: LinkRule,
    latest: U64, tokens: U32, links: U64,
) -> np.uint64:  # fmt: skip
    """Write the links of an article's entries but for those within a run (winnowing.anchors); how many there are.

    `repeated[at]` is the first of this article's. `latest` is room for the last link to the first entry of all, to the
    one before, the one before that …, with a bit above where it goes on from another one and is not written; `tokens`
    for the article's entries.
    """
    _fetch_entries(entries, at, first, beyond, rule, tokens)
    before, repeated = entries
    size, steps_back = _U(rule.shingle), _U(rule.steps_back)
    latest[:] = 0
    n = _U(0)
    for x in range(first, beyond):
        target = _U(before[x])
        if not target:
            continue
        if at < _U(len(repeated)) and repeated[at] >> _U(32) == x:
            for k in range(steps_back):
                n = _follow(_U(x), target - _U(1), _U(k) + _U(1), size, latest, links, n)
                target = _U(before[target - _U(1)])
            n = _follow(_U(x), repeated[at] & LOW, _U(0), size, latest, links, n)
            at += _U(1)
            continue
        slot = _U(1)
        while target:
            target -= _U(1)
            further = _U(before[target])
            n = _follow(_U(x), target, slot if further else _U(0), size, latest, links, n)
            target, slot = further, slot + _U(1)
    for link in latest:
        if link & APART:
            n = _insert(links, n, link & _PLACES)
    return n
