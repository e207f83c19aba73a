"""Fingerprints of a whole corpus are entered, so many at a time: in less memory than all of them take."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from provenance.base.jit import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U32, U64, Tokens
from provenance.match.align import entry_kernel
from provenance.match.fingerprints.kernel import MARKED
from provenance.match.fingerprints.parallel import marked
from provenance.match.fingerprints.winnowing import ALL_LINKED

_KEYS, _ROUNDS = 1 << 20, 6  # postings parted at once, about: 16 MB; and rounds, each of which goes through all
_PART = 1 << 14  # tokens whose fingerprints are a part, about: they stay in the cache while they are entered
_MOST_PARTS = 16  # bits
_CUT = 1 << 17  # tokens whose fingerprints are counted and written together, about
_POSTING, _ENTERED = 32, 4  # bytes of text that a posting stands for where slices are cut, about
_MANY = (1 << 31) - 1  # tokens beyond which two places and a bit take more than eight bytes


class Entries(NamedTuple):
    """Where each fingerprint stands in the article before its own that has it, and in the first of many."""

    before: U32  # of each token, the place of the same fingerprint, and one; 0 for none
    many: U64  # place << 32 | first place of all, of those with ALL_LINKED or more before them; ascending


def entries(tokens: Tokens, by_rank: I64, settings: Settings, borders: I64) -> Entries:
    """The entries of all articles, these by rank (their numbers)."""
    if len(tokens.hashes) >= _MANY:
        raise ValueError("more than 2^31 tokens at once")
    before = np.full(len(tokens.hashes), 0, np.uint32)  # not zeros: a page first touched in passing costs more
    many = np.concatenate([np.empty(0, np.uint64), *_entered(tokens, by_rank, settings, borders, before)])
    many.sort()
    return Entries(before, many)


def _entered(tokens: Tokens, by_rank: I64, settings: Settings, borders: I64, before: U32) -> list[U64]:
    """Write the entries of all articles, those whose hashes have the same upper bits at a time; which have many."""
    words = np.concatenate([[0], np.cumsum(np.diff(tokens.offsets)[by_rank])])
    cuts = np.unique(np.searchsorted(words, np.append(np.arange(0, words[-1], _CUT), words[-1]))).tolist()
    slices = list(pairwise(cuts))
    if not slices:
        return []
    parts = min(_MOST_PARTS, max(MARKED, (len(tokens.hashes) // _PART).bit_length()))
    marks, counts = marked(tokens, settings, borders, by_rank, slices, parts)
    totals = counts.sum(axis=0).reshape(1 << MARKED, -1).sum(axis=1)  # of each mark
    rounds = np.cumsum(totals) // max(_KEYS, int(totals.sum()) // _ROUNDS)
    turns = list(pairwise(np.flatnonzero(np.diff(rounds, prepend=-1, append=rounds[-1] + 1)).tolist()))
    room = np.full((max(int(totals[slice(*turn)].sum()) for turn in turns), 2), 0, np.uint64)
    many: list[U64] = []
    for low, high in turns:
        own = slice(low << parts - MARKED, high << parts - MARKED)
        ends = np.cumsum(counts[:, own].T).reshape(-1, len(slices)).T  # of what each slice has of each part
        starts = ends - counts[:, own]
        arguments = tokens.hashes, marks, tokens.offsets, by_rank, settings.sketch.shingle, parts, low + 1, high + 1
        begins = np.append(starts[0], ends[-1, -1])
        _part(slices, words[cuts], starts, room, arguments)
        many += _enter(begins, room, before)
    return many


def _part(slices: list[tuple[int, int]], words: I64, starts: I64, room: U64, arguments: tuple[Any, ...]) -> None:
    """Write the postings of some parts; those of each slice find room from its `starts` on, which then are its ends."""

    def write(begin: int, end: int) -> None:
        for (first, beyond), own in zip(slices[begin:end], starts[begin:end], strict=True):
            every = *arguments, first, beyond, own, room
            entry_kernel.parted(*every)

    in_slices(write, words * _POSTING)


def _enter(begins: I64, room: U64, before: U32) -> list[U64]:
    """Write the entries of these parts."""

    def enter(begin: int, end: int) -> U64:
        found = np.empty(begins[end] - begins[begin] + 1, np.uint64)
        return found[: entry_kernel.entered(room, begins, begin, end, ALL_LINKED, before, found)].copy()

    return in_slices(enter, begins * _ENTERED)
