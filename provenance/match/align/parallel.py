"""Many articles are aligned with those before them by the kernel, each slice of them in a thread."""

import numpy as np

from provenance.base.jit import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U32, Tokens
from provenance.match.align import kernel
from provenance.match.align.alignment import DROP, GAP, GAP_WORD, GAPS, JOINED_GAP, MATCH, AlignedSpans, long_enough
from provenance.match.align.entries import entries
from provenance.match.align.link_kernel import LinkRule
from provenance.match.fingerprints.winnowing import ALL_LINKED, LINKS_BACK
from provenance.match.memory import release_memory

_WORD = 16  # bytes of text that a token stands for where slices are cut, about
_BLOCK = 256  # tokens between those whose piece is looked up ahead
_ROOM = 1 << 12  # spans that a slice finds room for at first
_EDITS = np.array([(a, b, GAP + GAP_WORD * max(a, b)) for a, b in GAPS], np.int64)


def aligned_spans(tokens: Tokens, order: I64, settings: Settings, borders: I64 | None = None) -> AlignedSpans:
    """The twin of alignment.aligned_spans."""
    borders = tokens.offsets if borders is None else borders
    parts = _spans(tokens, order, settings, borders)
    release_memory()
    spans = _gathered(parts)
    release_memory()
    return long_enough(spans, tokens, settings)


def _spans(tokens: Tokens, order: I64, settings: Settings, borders: I64) -> list[U32]:
    """The spans of all articles, some at a time; what they were entered with is forgotten."""
    by_rank = np.empty(len(order), np.int64)
    by_rank[order] = np.arange(len(order))
    entered = entries(tokens, by_rank, settings, borders)
    pieces = np.searchsorted(borders, tokens.offsets)
    repeated_before = np.searchsorted(entered.repeated, tokens.offsets.astype(np.uint64) << np.uint64(32))
    blocks = (np.searchsorted(borders, np.arange(0, len(entered.before), _BLOCK), "right") - 1).astype(np.uint32)
    owners = (np.searchsorted(tokens.offsets, borders, "right") - 1).astype(np.uint32)
    sizes = np.diff(tokens.offsets)
    corpus = kernel.AlignedCorpus(
        tokens.hashes, tokens.offsets, by_rank, repeated_before, borders, pieces, blocks, owners,
        int(sizes.max(initial=0)),
    )  # fmt: skip
    links = LinkRule(ALL_LINKED, LINKS_BACK, settings.sketch.shingle)
    rule = kernel.AlignRule(_EDITS, MATCH, DROP, JOINED_GAP, settings.passage_words)

    def work(first: int, beyond: int) -> U32:
        parts, room = [], np.empty((_ROOM, len(AlignedSpans._fields)), np.uint32)
        while first < beyond:
            last, n = kernel.spans_of_articles(corpus, entered, first, beyond, links, rule, room)
            parts.append(room[:n].copy())
            if last == first:
                room = np.empty((2 * len(room), len(AlignedSpans._fields)), np.uint32)
            first = last
        return np.concatenate(parts) if parts else room[:0]

    return in_slices(work, np.concatenate([[0], np.cumsum(sizes[by_rank])]) * _WORD)


def _gathered(parts: list[U32]) -> AlignedSpans:
    """All spans, sorted by pair; those of one pair are in order already, and in one part."""
    left, right = (np.concatenate([slice_rows[:, side] for slice_rows in parts]) for side in (0, 1))
    order = _by(left, _by(right, np.arange(len(right))))
    rows = np.empty(len(order), np.int64)
    rows[order] = np.arange(len(order))
    columns = tuple(np.empty(len(rows), np.int32) for _ in AlignedSpans._fields)
    begin = len(rows)
    while parts:
        slice_rows = parts.pop()  # and forgotten, for the memory
        begin -= len(slice_rows)
        for number, column in enumerate(columns):
            kernel.column_of(slice_rows, number, rows[begin : begin + len(slice_rows)], column)
    return AlignedSpans(*columns)


def _by(column: U32, rows: I64) -> I64:
    """The rows by what the column has for them, then as they were."""
    packed = column[rows].astype(np.int64)
    packed <<= 32
    packed |= np.arange(len(rows))
    packed.sort()
    packed &= 0xFFFFFFFF
    sorted_rows: I64 = rows[packed]
    return sorted_rows
