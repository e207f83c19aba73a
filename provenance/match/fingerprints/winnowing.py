"""Articles become fingerprints, and fingerprints that two articles share become anchors.

A fingerprint is the smallest of a few neighbouring shingles (winnowing: Schleimer, Wilkerson and Aiken, 2003). With
shingles of 5 words and windows of 2, any run of 6 words that two articles share holds a fingerprint of both.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.settings import Settings
from provenance.base.shingles import runs_of_many
from provenance.base.tokens import I64, U64, Tokens

LINKS_BACK = 2  # articles just before it that a fingerprint is linked to, beside the first: linear, recall within .01
ALL_LINKED = 8  # so many articles with a fingerprint are linked each to each: few articles miss no pair


class Fingerprints(NamedTuple):
    """All fingerprints in reading order: the shingle, the article it is from, and its first token there."""

    hashes: U64
    articles: I64
    places: I64


class Anchors(NamedTuple):
    """A fingerprint in two articles, the later one left; sorted by pair, then by place in the left and in the right."""

    left: I64
    right: I64
    left_at: I64
    right_at: I64


def piece_borders(tokens: Tokens, furniture: Iterable[Sequence[tuple[int, int]]]) -> I64:
    """Where each stretch of tokens without furniture in between begins, and the end of the last one.

    `furniture` holds one list of character spans an article. A passage never crosses the border of a piece.

    >>> from provenance.base.tokens import tokens
    >>> spans = [[(9, 14)], []]
    >>> piece_borders(tokens(["one two  READ  three four", "five six"], spans), spans).tolist()
    [0, 2, 4, 6]
    """
    borders = [tokens.offsets]
    for article, spans in enumerate(furniture):
        if len(spans):
            _, starts, _ = tokens[article]
            ends = np.array([end for _, end in spans], np.int64)
            borders.append(tokens.offsets[article] + np.searchsorted(starts, ends))
    return distinct(np.concatenate(borders))


def fingerprints(tokens: Tokens, settings: Settings, borders: I64 | None = None) -> Fingerprints:
    """The fingerprints of all articles; shingles lie within pieces (`borders`; without it, an article is a piece).

    >>> from provenance.base.tokens import tokens
    >>> fingerprints(tokens(["too few words", "just enough words for one"]), Settings()).articles.tolist()
    [1]
    """
    borders = tokens.offsets if borders is None else borders
    hashes, shingle_offsets = runs_of_many(tokens.hashes, borders, settings.sketch.shingle)
    chosen = winnowed(hashes, shingle_offsets, settings.winnow)
    piece = np.searchsorted(shingle_offsets, chosen, "right") - 1
    places = borders[piece] + chosen - shingle_offsets[piece]
    articles = np.searchsorted(tokens.offsets, places, "right") - 1
    return Fingerprints(hashes[chosen], articles, places - tokens.offsets[articles])


def winnowed(hashes: U64, offsets: I64, window: int) -> I64:
    """Kernel: the places of the smallest of every `window` neighbours, the rightmost where several are.

    Piece i is `offsets[i]:offsets[i + 1]`; one with fewer shingles than the window has one window.

    >>> winnowed(np.array([5, 3, 9, 4, 8, 7, 6], np.uint64), np.array([0, 5, 7]), 3).tolist()
    [1, 3, 6]
    """
    if not len(hashes):
        return np.empty(0, np.int64)
    ends = np.repeat(offsets[1:], np.diff(offsets))
    places = np.arange(len(hashes))
    starts = np.flatnonzero((places + window <= ends) | (places == np.repeat(offsets[:-1], np.diff(offsets))))
    best, chosen = hashes[starts], starts.copy()
    for step in range(1, window):
        later = np.minimum(starts + step, len(hashes) - 1)
        smaller = (starts + step < ends[starts]) & (hashes[later] <= best)
        best = np.where(smaller, hashes[later], best)
        chosen[smaller] = later[smaller]
    return distinct(chosen)


def anchors(prints: Fingerprints, order: I64, size: int = 1) -> Anchors:
    """Every fingerprint beside the same one in the first article that has it and in the last two before its own; the
    first eight articles each beside each.

    `order` is each article's rank in the canonical order, so that what is linked does not depend on arrival, and a
    phrase in a million articles costs three links an article. An article is never linked to itself. Of a run of
    anchors, each of which overlaps the next one as shingles of `size` words do, the first and the last are told.

    >>> prints = Fingerprints(np.full(10, 9, np.uint64), np.arange(10), np.zeros(10, np.int64))
    >>> links = anchors(prints, np.arange(10))
    >>> [right for left, right in zip(links.left.tolist(), links.right.tolist()) if left == 9]
    [0, 7, 8]
    """
    rows = _by_hash(prints, order)
    hashes, articles, places = prints.hashes[rows], prints.articles[rows], prints.places[rows]
    fresh = _changes(hashes)
    entries = _changes(articles) | fresh  # an entry is one article under one hash
    entry = np.cumsum(entries) - 1
    heads = np.flatnonzero(entries)  # first posting of each entry
    first = entry[np.flatnonzero(fresh)][np.cumsum(fresh) - 1]  # first entry of each posting's hash
    sources, targets = [], []
    sorted_prints = Fingerprints(hashes, articles, places)
    for steps_back in range(ALL_LINKED):  # 0 for the first
        target = entry - steps_back if steps_back else first
        is_linked = (
            (target > first) & ((steps_back <= LINKS_BACK) | (entry < first + ALL_LINKED))
            if steps_back
            else entry > first
        )
        linked = np.flatnonzero(is_linked)
        if steps_back and not len(linked):
            break  # no further step back finds any
        linked = linked[np.argsort(rows[linked])]
        ends = _ends(sorted_prints, linked, heads[target[linked]], size)
        sources.append(linked[ends])
        targets.append(heads[target[linked[ends]]])
    later, before = np.concatenate(sources), np.concatenate(targets)
    left, right, left_at, right_at = articles[later], articles[before], places[later], places[before]
    rows = np.lexsort((left_at << 32 | right_at, left << 32 | right))
    return Anchors(left[rows], right[rows], left_at[rows], right_at[rows])


def _by_hash(prints: Fingerprints, order: I64) -> I64:
    """Rows of the fingerprints by hash, then by their article's rank, then by place."""
    arranged = np.argsort(order[prints.articles], kind="stable")  # fingerprints come in reading order
    bits = np.uint64(max(1, len(arranged).bit_length()))
    packed = prints.hashes[arranged] >> bits << bits | np.arange(len(arranged), dtype=np.uint64)
    packed.sort()  # six times faster than an argsort of the hashes
    rows = arranged[(packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)]
    clash = np.flatnonzero((np.diff(packed >> bits) == 0) & (np.diff(prints.hashes[rows]) != 0))
    if len(clash):  # the bits that made room for the row told two hashes apart
        rows = arranged[np.lexsort((np.arange(len(arranged)), prints.hashes[arranged]))]
    return rows


def _changes(column: U64 | I64) -> npt.NDArray[np.bool_]:
    return np.concatenate([[True], column[1:] != column[:-1]])[: len(column)]


def _ends(prints: Fingerprints, sources: I64, targets: I64, size: int) -> npt.NDArray[np.bool_]:
    """Which links to one entry back are first or last of a run; these links are in reading order."""
    steps = [np.diff(column[side]) for side in (sources, targets) for column in (prints.articles, prints.places)]
    on = (steps[0] == 0) & (steps[2] == 0) & (steps[1] == steps[3]) & (steps[1] < size)
    inside: npt.NDArray[np.bool_] = np.append(on, False) & np.append(False, on)
    return ~inside[: len(sources)]
