"""Fingerprints of a whole corpus become links, a slice of articles at a time: in less memory than all of them take."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from provenance.base.compiled import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U32, U64, Tokens
from provenance.match import link_kernel
from provenance.match.fingerprint_slices import prints
from provenance.match.fingerprints import ALL_LINKED, LINKS_BACK

_BLOCK = 256  # tokens between those whose article is looked up ahead
_KEYS = 1 << 23  # postings parted at once, about: 128 MB
_PART = 1 << 14  # keys of a part, about: they stay in the cache while they are sorted
_MOST_PARTS = 16  # bits
_CUT = 1 << 16  # postings that are counted and written together, about
_POSTING = 32  # bytes of text that a posting stands for where slices are cut, about


class Postings(NamedTuple):
    """The fingerprints of all articles, these taken by rank: where each stands, and the entries it is linked to."""

    places: U32  # among all tokens
    rows: I64  # the article of rank k has the postings `rows[k]:rows[k + 1]`
    order: I64  # articles by rank
    blocks: U32  # the article of every 256th token
    entries: U64  # link_kernel.entered


class Links(NamedTuple):
    """Anchors, pair by pair: those of pair p are `keys[begins[p]:begins[p + 1]]`, left place << 32 | right place."""

    lefts: I64
    rights: I64
    begins: I64
    keys: U64


def postings(tokens: Tokens, order: I64, settings: Settings, borders: I64) -> Postings:
    """All postings; `order` is each article's rank (fingerprints.anchors)."""
    by_rank = np.empty(len(order), np.int64)
    by_rank[order] = np.arange(len(order))
    hashes, places, counts = prints(tokens, settings, borders, by_rank)
    made = Postings(
        places,
        np.concatenate([[0], np.cumsum(counts[by_rank])]),
        by_rank,
        (np.searchsorted(tokens.offsets, np.arange(0, len(tokens.hashes), _BLOCK), "right") - 1).astype(np.uint32),
        np.full(len(places), 0, np.uint64),  # not zeros: a page that is first touched in passing costs four times more
    )
    if len(hashes):
        _enter(hashes, made)
    return made


def links(tokens: Tokens, made: Postings, first: int, beyond: int) -> Links:
    """The links of the articles of rank `first:beyond` to those of lower rank."""
    count = link_kernel.counted_links(made.entries, made.rows[first], made.rows[beyond], ALL_LINKED, LINKS_BACK)
    lefts, rights, begins = (np.empty(count + 1, np.int64) for _ in range(3))
    keys = np.empty(count, np.uint64)
    pairs = link_kernel.linked_articles(
        made.places,
        made.rows,
        made.order,
        first,
        beyond,
        tokens.offsets,
        made.blocks,
        ALL_LINKED,
        LINKS_BACK,
        made.entries,
        lefts,
        rights,
        begins,
        keys,
    )
    return Links(lefts[:pairs], rights[:pairs], begins[: pairs + 1], keys)


def _enter(hashes: U64, made: Postings) -> None:
    """Find the entries of all postings, these parted by the upper bits of their hash, so many parts at a time."""
    parts = min(_MOST_PARTS, max(1, (len(hashes) // _PART).bit_length()))
    cuts = np.unique(np.searchsorted(made.rows, np.append(np.arange(0, len(hashes), _CUT), len(hashes)))).tolist()
    slices = list(pairwise(cuts))
    counts = np.zeros((len(slices), 1 << parts), np.int64)

    def count(first: int, beyond: int) -> None:
        for own, (a, b) in zip(counts[first:beyond], slices[first:beyond], strict=True):
            link_kernel.counted_parts(hashes, made.rows[a], made.rows[b], parts, own)

    in_slices(count, made.rows[cuts] * _POSTING)
    rounds = np.cumsum(counts.sum(axis=0)) // _KEYS
    turns = list(pairwise(np.flatnonzero(np.diff(rounds, prepend=-1, append=rounds[-1] + 1)).tolist()))
    most = max(int(counts[:, slice(*turn)].sum()) for turn in turns)
    columns = np.full(most, 0, np.uint64), np.full(most, 0, np.uint32), np.full(most, 0, np.uint32)
    for turn in turns:
        _enter_parts(hashes, made, parts, slices, counts, turn, columns)


def _enter_parts(
    hashes: U64,
    made: Postings,
    parts: int,
    slices: list[tuple[int, int]],
    counts: I64,
    turn: tuple[int, int],
    columns: tuple[U64, U32, U32],
) -> None:
    """Find the entries of the postings of some parts; the columns are room for these."""
    first, beyond = turn
    own = counts[:, first:beyond].T
    ends = np.cumsum(own).reshape(own.shape)
    starts = np.zeros_like(counts)
    starts[:, first:beyond] = (ends - own).T
    begins = np.append(starts[0, first:beyond], ends[-1, -1])

    def write(begin: int, end: int) -> None:
        for (a, b), own_starts in zip(slices[begin:end], starts[begin:end], strict=True):
            link_kernel.parted(hashes, made.rows, a, b, parts, first, beyond, own_starts, *columns)

    def enter(begin: int, end: int) -> None:
        for a, b in pairwise(begins[begin : end + 1].tolist()):
            own_hashes, rows, ranks = columns[0][a:b], columns[1][a:b], columns[2][a:b]
            bits = (b - a).bit_length()
            keys = np.empty(b - a, np.uint64)
            link_kernel.keyed(own_hashes, parts, bits, keys)
            keys.sort()  # numpy's, which sorts several numbers at a step
            link_kernel.entered(keys, bits, own_hashes, rows, ranks, ALL_LINKED, made.entries)

    in_slices(write, np.concatenate([[0], np.cumsum(counts.sum(axis=1))]) * _POSTING)
    in_slices(enter, begins * _POSTING)
