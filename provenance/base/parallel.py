"""Many texts become tokens by the kernel, slice by slice, each slice in a thread; the twin of tokens.tokens."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from provenance.base import token_kernel
from provenance.base.jit import in_slices
from provenance.base.tokens import I64, U8, U32, U64, Ends, Tokens, letter_table
from provenance.base.utf8 import Spans, Utf8, flat_spans, measured, utf8

_GROUP = 1 << 22  # bytes of text whose tokens are made before they are put beside the others
_SHORT = 255  # code points of a token whose length takes one byte
_SPARE = 1.03  # of the room that tokens will need by those made so far


@cache
def letters() -> token_kernel.Letters:
    """The frozen table of code points as the kernels take it."""
    table = letter_table()
    pages = np.ascontiguousarray(table.pages).ravel()
    return token_kernel.Letters(table.page_of, pages, table.cuts, table.expansions, table.latin)


def tokens(texts: Iterable[str], leave_out: Iterable[Sequence[tuple[int, int]]] | None = None) -> Tokens:
    """The tokens of many texts, those that touch a span of `leave_out` dropped.

    >>> tokens(["Rain fell.", "Read also: Rain fell."], [[], [(0, 10)]]).starts.tolist()
    [0, 5, 11, 16]
    """
    column, sizes = measured(texts)
    apart = flat_spans(leave_out, len(sizes) - 1)
    marks = np.searchsorted(sizes, np.arange(_GROUP, max(1, sizes[-1]), _GROUP))
    cuts = np.unique(np.concatenate([[0], marks, [len(sizes) - 1]])).tolist()
    columns, count = _columns(0), 0
    counts = [np.empty(0, np.int64)]
    for first, beyond in pairwise(cuts):
        parts = _parts(utf8(column[first:beyond]), apart._replace(offsets=apart.offsets[first : beyond + 1]))
        after = count + sum(len(block[0]) for block in parts)
        if after > len(columns[0]):
            share = float(sizes[-1]) / max(1.0, float(sizes[beyond]))
            columns = _columns(max(after, int(after * share * _SPARE)), *(rows[:count] for rows in columns))
        for block in parts:
            rows = slice(count, count + len(block[0]))
            if block[2].dtype != columns[2].dtype:  # there is a very long token, here or before
                columns = *columns[:2], columns[2].astype(np.uint32)
            columns[0][rows], columns[1][rows], columns[2][rows] = block[:3]
            count = rows.stop
            counts.append(block[3])
    offsets = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return Tokens(columns[0][:count], columns[1][:count], Ends(columns[1][:count], columns[2][:count]), offsets)


def write_hashes(texts: Iterable[str], leave_out: Iterable[Sequence[tuple[int, int]]], hashes: U64, places: I64) -> I64:
    """The twin of tokens.write_hashes."""
    encoded = utf8(texts)
    counts = np.empty(len(encoded.offsets) - 1, np.int64)
    apart = flat_spans(leave_out, len(counts))

    def work(first: int, beyond: int) -> None:
        token_kernel.hashes_of_articles(encoded, apart, first, beyond, letters(), hashes, places, counts)

    in_slices(work, encoded.offsets)
    return counts


def _columns(size: int, *before: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Room for hashes, starts and lengths, and those made before in it; what is not written to takes no memory."""
    before = before or (np.empty(0, np.uint64), np.empty(0, np.uint32), np.empty(0, np.uint8))
    columns = tuple(np.empty(size, values.dtype) for values in before)
    for column, values in zip(columns, before, strict=True):
        column[: len(values)] = values
    return columns


def _parts(encoded: Utf8, apart: Spans) -> list[tuple[U64, U32, U8 | U32, I64]]:
    return in_slices(lambda first, beyond: _slice(encoded, apart, first, beyond), encoded.offsets)


def _slice(encoded: Utf8, apart: Spans, first: int, beyond: int) -> tuple[U64, U32, U8 | U32, I64]:
    """Hashes, starts, lengths and how many of them each article has, of the articles `first:beyond`."""
    size = int(encoded.offsets[beyond] - encoded.offsets[first])
    room = size // 2 + 2 * (beyond - first)  # a token takes two bytes at least, but for an article's last
    hashes, starts, ends = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    counts = np.empty(beyond - first, np.int64)
    columns = token_kernel.TokenColumns(hashes, starts, ends)
    count = token_kernel.tokens_of_articles(encoded, apart, first, beyond, letters(), columns, counts)
    lengths: U8 | U32 = ends[:count] - starts[:count]
    if lengths.max(initial=0) <= _SHORT:
        lengths = lengths.astype(np.uint8)
    return hashes[:count].copy(), starts[:count].copy(), lengths, counts
