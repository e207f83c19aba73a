"""Fingerprints of a whole corpus are entered, so many at a time: in less memory than all of them take."""

from itertools import pairwise

import numpy as np

from provenance.base.compiled import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U64, Tokens
from provenance.match import link_kernel
from provenance.match.fingerprint_slices import Prints, prints
from provenance.match.fingerprints import ALL_LINKED

_KEYS, _ROUNDS = 1 << 20, 6  # postings parted at once, about: 16 MB; and rounds, each of which goes through all
_PART = 1 << 13  # postings of a part, about: they stay in the cache while they are entered
_MOST_PARTS = 16  # bits
_CUT = 1 << 16  # postings that are counted and written together, about
_POSTING, _ENTERED = 32, 4  # bytes of text that a posting stands for where slices are cut, about


def entries(tokens: Tokens, by_rank: I64, settings: Settings, borders: I64) -> U64:
    """The entry of the fingerprint at each token (link_kernel.entered), 0 for none; `by_rank` are article numbers."""
    found = prints(tokens, settings, borders, by_rank)
    made = np.full(len(tokens.hashes), 0, np.uint64)  # not zeros: a page first touched in passing costs four times more
    if len(found.hashes):
        enter(found, by_rank, made)
    return made


def enter(found: Prints, by_rank: I64, made: U64) -> None:
    """Write the entries of all fingerprints, these parted by the upper bits of their hash, so many parts at a time."""
    hashes, rows = found.hashes, np.concatenate([[0], np.cumsum(found.counts[by_rank])])
    parts = min(_MOST_PARTS, max(1, (len(hashes) // _PART).bit_length()))
    cuts = np.unique(np.searchsorted(rows, np.append(np.arange(0, len(hashes), _CUT), len(hashes)))).tolist()
    slices = list(pairwise(cuts))
    counts = np.zeros((len(slices), 1 << parts), np.int64)

    def count(first: int, beyond: int) -> None:
        for own, (a, b) in zip(counts[first:beyond], slices[first:beyond], strict=True):
            link_kernel.counted_parts(hashes, rows[a], rows[b], parts, own)

    in_slices(count, rows[cuts] * _POSTING)
    rounds = np.cumsum(counts.sum(axis=0)) // max(_KEYS, len(hashes) // _ROUNDS)
    turns = list(pairwise(np.flatnonzero(np.diff(rounds, prepend=-1, append=rounds[-1] + 1)).tolist()))
    room = np.full((max(int(counts[:, slice(*turn)].sum()) for turn in turns), 2), 0, np.uint64)
    for turn in turns:
        _enter_parts(found, rows, parts, slices, counts, turn, room, made)


def _enter_parts(
    found: Prints,
    rows: I64,
    parts: int,
    slices: list[tuple[int, int]],
    counts: I64,
    turn: tuple[int, int],
    room: U64,
    made: U64,
) -> None:
    """Write the entries of the fingerprints of some parts; there is `room` for these."""
    first, beyond = turn
    own = counts[:, first:beyond].T
    ends = np.cumsum(own).reshape(own.shape)
    starts = np.zeros_like(counts)
    starts[:, first:beyond] = (ends - own).T
    begins = np.append(starts[0, first:beyond], ends[-1, -1])

    def write(begin: int, end: int) -> None:
        for (a, b), own_starts in zip(slices[begin:end], starts[begin:end], strict=True):
            link_kernel.parted(found.hashes, found.places, rows, a, b, parts, first, beyond, own_starts, room)

    def enter(begin: int, end: int) -> None:
        link_kernel.entered(room, begins, begin, end, ALL_LINKED, made)

    in_slices(write, np.concatenate([[0], np.cumsum(counts.sum(axis=1))]) * _POSTING)
    in_slices(enter, begins * _ENTERED)
