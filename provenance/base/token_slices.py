"""Many texts become tokens by the kernel, slice by slice, each slice in a thread; the twin of tokens.tokens."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from provenance.base import token_kernel
from provenance.base.compiled import in_slices
from provenance.base.tokens import I64, U16, U32, U64, Tokens, letter_table
from provenance.base.utf8 import Spans, Utf8, spans, utf8

_GROUP = 1 << 22  # bytes of text whose tokens are made before they are put beside the others
_SPARE = 1.03  # of the room that tokens will need by those made so far


@cache
def letters() -> tuple[U16, U32, U32, U32, U32]:
    """The frozen table of code points as the kernels take it."""
    table = letter_table()
    return table.page_of, np.ascontiguousarray(table.pages).ravel(), table.cuts, table.expansions, table.latin


def tokens(texts: Iterable[str], leave_out: Iterable[Sequence[tuple[int, int]]] | None = None) -> Tokens:
    """The tokens of many texts, those that touch a span of `leave_out` dropped.

    >>> tokens(["Rain fell.", "Read also: Rain fell."], [[], [(0, 10)]]).starts.tolist()
    [0, 5, 11, 16]
    """
    given = utf8(texts)
    apart = spans(leave_out, len(given.offsets) - 1)
    marks = np.searchsorted(given.offsets, np.arange(_GROUP, max(1, given.offsets[-1]), _GROUP))
    cuts = np.unique(np.concatenate([[0], marks, [len(given.offsets) - 1]])).tolist()
    columns, made = _columns(0), 0
    counts = [np.empty(0, np.int64)]
    for first, beyond in pairwise(cuts):
        parts = _parts(given, apart, first, beyond)
        after = made + sum(len(part[0]) for part in parts)
        if after > len(columns[0]):
            share = float(given.offsets[-1]) / max(1.0, float(given.offsets[beyond]))
            columns = _columns(max(after, int(after * share * _SPARE)), *(column[:made] for column in columns))
        for part in parts:
            own = slice(made, made + len(part[0]))
            columns[0][own], columns[1][own], columns[2][own] = part[:3]
            made = own.stop
            counts.append(part[3])
    offsets = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return Tokens(columns[0][:made], columns[1][:made], columns[2][:made], offsets)


def write_hashes(texts: Iterable[str], leave_out: Iterable[Sequence[tuple[int, int]]], hashes: U64, places: I64) -> I64:
    """The twin of tokens.write_hashes."""
    given = utf8(texts)
    counts = np.empty(len(given.offsets) - 1, np.int64)
    fixed = (*given, *spans(leave_out, len(counts)))

    def work(first: int, beyond: int) -> None:
        arguments: tuple[Any, ...] = (*fixed, first, beyond, *letters(), hashes, places, counts)
        token_kernel.hashes_of_articles(*arguments)

    in_slices(work, given.offsets)
    return counts


def _columns(size: int, *before: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Room for hashes, starts and ends, and those made before in it; what is not written to takes no memory."""
    columns: tuple[Any, ...] = np.empty(size, np.uint64), np.empty(size, np.uint32), np.empty(size, np.uint32)
    for column, values in zip(columns, before, strict=False):
        column[: len(values)] = values
    return columns


def _parts(given: Utf8, apart: Spans, first: int, beyond: int) -> list[tuple[U64, U32, U32, I64]]:
    own = given.offsets[first : beyond + 1]
    return in_slices(lambda a, b: _slice(given, apart, first + a, first + b), own)


def _slice(given: Utf8, apart: Spans, first: int, beyond: int) -> tuple[U64, U32, U32, I64]:
    """Hashes, starts, ends and how many of them each article has, of the articles `first:beyond`."""
    size = int(given.offsets[beyond] - given.offsets[first])
    room = size // 2 + 2 * (beyond - first)  # a token takes two bytes at least, but for an article's last
    hashes, starts, ends = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    counts = np.empty(beyond - first, np.int64)
    arguments: tuple[Any, ...] = (*given, *apart, first, beyond, *letters(), hashes, starts, ends, counts)
    count = token_kernel.tokens_of_articles(*arguments)
    return hashes[:count].copy(), starts[:count].copy(), ends[:count].copy(), counts
