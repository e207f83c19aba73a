"""Many pairs are aligned by the kernel, each slice of them in a thread: its links are made, used and forgotten."""

from typing import Any

import numpy as np

from provenance.base.compiled import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, Tokens
from provenance.match import alignment_kernel
from provenance.match.alignment import DROP, GAP, GAP_WORD, GAPS, JOINED_GAP, MATCH, Found
from provenance.match.fingerprints import Anchors
from provenance.match.link_slices import Links, links, postings

_ANCHOR = 16  # bytes of text that an anchor stands for where slices are cut, about
_EDITS = np.array([(a, b, GAP + GAP_WORD * max(a, b)) for a, b in GAPS], np.int64)


def found(tokens: Tokens, order: I64, settings: Settings, borders: I64) -> Found:
    """The twin of alignment.found."""
    made = postings(tokens, order, settings, borders)
    pieces = np.searchsorted(borders, tokens.offsets)

    def work(first: int, beyond: int) -> Found:
        own = links(tokens, made, first, beyond)
        return _spans(tokens, own, 0, len(own.lefts), borders, pieces, settings)

    return _gathered(in_slices(work, made.rows * 2 * _ANCHOR))


def spans_of(tokens: Tokens, anchors: Anchors, borders: I64, settings: Settings) -> Found:
    """The twin of alignment.spans_of."""
    pairs = anchors.left << 32 | anchors.right
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    keys = (anchors.left_at << 32 | anchors.right_at).astype(np.uint64)
    own = Links(anchors.left[begins], anchors.right[begins], np.append(begins, len(pairs)), keys)
    pieces = np.searchsorted(borders, tokens.offsets)

    def work(first: int, beyond: int) -> Found:
        return _spans(tokens, own, first, beyond, borders, pieces, settings)

    return _gathered(in_slices(work, own.begins * _ANCHOR))


def _spans(tokens: Tokens, own: Links, first: int, beyond: int, borders: I64, pieces: I64, settings: Settings) -> Found:
    """The spans of the pairs `first:beyond`, pair by pair."""
    room = int(own.begins[beyond] - own.begins[first])
    pairs, spans = np.empty(room, np.int64), np.empty((room, 5), np.int64)
    rule = (_EDITS, MATCH, DROP, JOINED_GAP, settings.passage_words)
    arguments: tuple[Any, ...] = (tokens.hashes, tokens.offsets, borders, pieces, *own, first, beyond, *rule)
    arguments += (pairs, spans)
    n = alignment_kernel.spans_of_pairs(*arguments)
    return Found(own.lefts[pairs[:n]], own.rights[pairs[:n]], *spans[:n].T.copy())


def _gathered(parts: list[Found]) -> Found:
    """All spans, sorted by pair; those of one pair are in order already, and in one part."""
    left, right = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    rows = _by(left, _by(right, np.arange(len(right))))
    columns = (np.concatenate([part[column] for part in parts])[rows] for column in range(2, len(Found._fields)))
    return Found(left[rows], right[rows], *columns)


def _by(column: I64, rows: I64) -> I64:
    """The rows by what the column has for them, then as they were."""
    packed = column[rows] << 32 | np.arange(len(rows))
    packed.sort()
    found: I64 = rows[packed & 0xFFFFFFFF]
    return found
