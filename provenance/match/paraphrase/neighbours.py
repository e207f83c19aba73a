"""Keys that articles hold become pairs of articles: each one beside those few with which it shares most keys.

Each key links an article to the first that has it and to the last two before it: linear, whatever is common. Keys and
links are sorted some at a time (array_parts.py), so that memory does not grow with all of them.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import Numbers, distinct_counts
from provenance.base.tokens import I64, U64
from provenance.match.paraphrase.array_parts import ArrayParts, part_count

Flags = npt.NDArray[np.bool_]
Enough = Callable[[I64, I64, I64], Flags]  # of pairs of articles, left and right, and how many keys link each

_LINKS_BACK = 2  # articles before it that a key links an article to, beside the first
_NEAREST = 8  # neighbours of an article: those with which it shares most


def linked_pairs(
    holders: Iterable[tuple[U64, I64]], order: I64, enough: Enough, keys: int, folder: Path | None = None
) -> I64:
    """The pairs of articles that enough keys link, left < right, sorted, a row each; of each article the nearest.

    `holders` are keys and the articles that have them (`distinct_keys`), all of one key together; `order` is each
    article's rank in the canonical order, and about so many `keys` are to come. What does not fit into memory lies in
    the folder meanwhile.

    >>> holders = [(np.array([7, 7, 7, 8, 8], np.uint64), np.array([0, 1, 2, 0, 2]))]
    >>> linked_pairs(holders, np.arange(3), lambda left, right, common: common > 1, 5).tolist()
    [[0, 2]]
    """
    count = len(order)
    parts = part_count(keys)
    kept: list[tuple[I64, I64]] = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    with ArrayParts(parts, [np.int64], folder) as links:
        for article_keys, articles in holders:
            linked = key_links(article_keys, articles, order, count)
            links.add(linked // max(1, count) * parts // max(1, count), linked)
        for (linked,) in links:
            pairs, common = distinct_counts(linked)
            chosen = enough(pairs // max(1, count), pairs % max(1, count), common)
            kept.append((pairs[chosen], common[chosen]))
    pairs, common = (np.concatenate(column) for column in zip(*kept, strict=True))
    pairs = nearest(pairs, common, count)
    return np.stack(np.divmod(pairs, max(1, count)), axis=1)


def distinct_keys(keys: U64, articles: I64) -> tuple[U64, I64]:
    """Each key of an article once, by key; without the keys that only one article has.

    >>> [column.tolist() for column in distinct_keys(np.array([7, 7, 7, 5], np.uint64), np.array([1, 1, 0, 0]))]
    [[7, 7], [0, 1]]
    """
    rows = np.lexsort((articles, keys))
    keys, articles = keys[rows], articles[rows]
    fresh = begins(keys, articles)
    keys, articles = keys[fresh], articles[fresh]
    first = begins(keys)
    is_shared = ~(
        first & np.append(first[1:], True)[: len(first)]
    )  # a key that begins where the next one does stands alone
    return keys[is_shared], articles[is_shared]


def begins(*columns: Numbers) -> Flags:
    """Where a run of equal rows begins, in columns that are sorted.

    >>> begins(np.array([5, 5, 7]), np.array([1, 2, 2])).tolist()
    [True, True, True]
    """
    fresh = np.zeros(len(columns[0]), np.bool_)
    fresh[:1] = True
    for column in columns:
        fresh[1:] |= column[1:] != column[:-1]
    return fresh


def key_links(keys: U64, articles: I64, order: I64, count: int) -> I64:
    """Each article under each key beside the first that has it and the last two before it, in canonical order.

    A link is `left * count + right`, left < right; two articles have one for each key that links them.

    >>> key_links(np.array([7, 7, 7], np.uint64), np.array([0, 1, 2]), np.arange(3), 3).tolist()
    [1, 2, 5]
    """
    rows = np.lexsort((order[articles], keys))
    keys, articles = keys[rows], articles[rows]
    places = np.arange(len(keys))
    first = np.maximum.accumulate(np.where(begins(keys), places, 0))
    sources = [
        np.flatnonzero(places > first),
        *(np.flatnonzero(places - distance > first) for distance in range(1, _LINKS_BACK + 1)),
    ]
    targets = [first[sources[0]], *(sources[distance] - distance for distance in range(1, _LINKS_BACK + 1))]
    left_articles, right_articles = articles[np.concatenate(sources)], articles[np.concatenate(targets)]
    linked: I64 = np.minimum(left_articles, right_articles) * count + np.maximum(left_articles, right_articles)
    return linked


def nearest(pairs: I64, common: I64, count: int) -> I64:
    """Of each article the pairs with which it shares most; a pair stays when either of its articles keeps it.

    Pairs are `left * count + right`, ascending; `common` says how many keys link each.
    """
    kept = np.zeros(len(pairs), np.bool_)
    for side in (pairs // max(1, count), pairs % max(1, count)):
        rows = np.lexsort((pairs, -common, side))
        first = begins(side[rows])
        rank = np.arange(len(rows)) - np.flatnonzero(first)[np.cumsum(first) - 1]
        kept[rows[rank < _NEAREST]] = True
    return pairs[kept]
