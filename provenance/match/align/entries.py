"""Fingerprints of a whole corpus are entered in parts, in less memory than all of them take."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from provenance.base.jit import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U32, U64, Tokens
from provenance.match.align import entry_kernel
from provenance.match.align.link_kernel import Entries
from provenance.match.fingerprints.kernel import MARKED
from provenance.match.fingerprints.parallel import marks_of
from provenance.match.fingerprints.winnowing import ALL_LINKED

_KEYS, _ROUNDS = 1 << 20, 6  # postings parted at once, about: 16 MB; and rounds, each of which goes through all
_PART = 1 << 14  # tokens whose fingerprints are a part, about: they stay in the cache while they are entered
_MOST_PARTS = 16  # bits
_CUT = 1 << 17  # tokens whose fingerprints are counted and written together, about
_POSTING, _ENTERED = 32, 4  # bytes of text that a posting stands for where slices are cut, about
_MANY = (1 << 31) - 1  # tokens beyond which two places and a bit take more than eight bytes


class _Slices(NamedTuple):
    """Articles that are taken together, by rank, and how many words come before each slice."""

    ranks: list[tuple[int, int]]
    words: I64


def entries(tokens: Tokens, by_rank: I64, settings: Settings, borders: I64) -> Entries:
    """The entries of all articles, these by rank (their numbers)."""
    if len(tokens.hashes) >= _MANY:
        raise ValueError("more than 2^31 tokens at once")
    before = np.full(len(tokens.hashes), 0, np.uint32)  # not zeros: a page first touched in passing costs more
    repeated = np.concatenate([np.empty(0, np.uint64), *_entered(tokens, by_rank, settings, borders, before)])
    repeated.sort()
    return Entries(before, repeated)


def _entered(tokens: Tokens, by_rank: I64, settings: Settings, borders: I64, before: U32) -> list[U64]:
    """Write the entries of all articles, those whose hashes have the same upper bits at a time; which have many."""
    words = np.concatenate([[0], np.cumsum(np.diff(tokens.offsets)[by_rank])])
    cuts = np.unique(np.searchsorted(words, np.append(np.arange(0, words[-1], _CUT), words[-1]))).tolist()
    slices = list(pairwise(cuts))
    if not slices:
        return []
    parts = min(_MOST_PARTS, max(MARKED, (len(tokens.hashes) // _PART).bit_length()))
    marks, counts = marks_of(tokens, settings, borders, by_rank, slices, parts)
    articles = entry_kernel.MarkedTokens(tokens.hashes, marks, tokens.offsets, by_rank)
    totals = counts.sum(axis=0).reshape(1 << MARKED, -1).sum(axis=1)  # of each mark
    rounds = np.cumsum(totals) // max(_KEYS, int(totals.sum()) // _ROUNDS)
    turns = list(pairwise(np.flatnonzero(np.diff(rounds, prepend=-1, append=rounds[-1] + 1)).tolist()))
    room = np.full((max(int(totals[slice(*turn)].sum()) for turn in turns), 2), 0, np.uint64)
    repeated: list[U64] = []
    for low, high in turns:
        chosen_parts = slice(low << parts - MARKED, high << parts - MARKED)
        ends = np.cumsum(counts[:, chosen_parts].T).reshape(-1, len(slices)).T  # of what each slice has of each part
        starts = ends - counts[:, chosen_parts]
        begins = np.append(starts[0], ends[-1, -1])
        chosen = entry_kernel.PostingParts(parts, low + 1, high + 1)
        _write_postings(articles, settings.sketch.shingle, chosen, _Slices(slices, words[cuts]), starts, room)
        repeated += _enter(begins, room, before)
    return repeated


def _write_postings(
    marked: entry_kernel.MarkedTokens,
    size: int,
    parts: entry_kernel.PostingParts,
    slices: "_Slices",
    starts: I64,
    room: U64,
) -> None:
    """Write the postings of some parts; those of each slice find room from its `starts` on, which then are its ends."""

    def write(begin: int, end: int) -> None:
        for (first, beyond), row in zip(slices.ranks[begin:end], starts[begin:end], strict=True):
            entry_kernel.write_postings(marked, size, parts, first, beyond, row, room)

    in_slices(write, slices.words * _POSTING)


def _enter(begins: I64, room: U64, before: U32) -> list[U64]:
    """Write the entries of these parts."""

    def enter(begin: int, end: int) -> U64:
        repeated = np.empty(begins[end] - begins[begin] + 1, np.uint64)
        return repeated[: entry_kernel.write_entries(room, begins, begin, end, ALL_LINKED, before, repeated)].copy()

    return in_slices(enter, begins * _ENTERED)
