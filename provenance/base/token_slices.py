"""Many texts become tokens by the kernel, slice by slice, each slice in a thread; the twin of tokens.tokens."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from provenance.base import token_kernel
from provenance.base.compiled import in_slices
from provenance.base.tokens import I64, U16, U32, U64, Tokens, letter_table
from provenance.base.utf8 import Spans, Utf8, spans, utf8


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
    parts = in_slices(lambda first, beyond: _slice(given, apart, first, beyond), given.offsets)
    hashes, starts, ends, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Tokens(hashes, starts, ends, np.concatenate([[0], np.cumsum(counts)]))


def _slice(given: Utf8, apart: Spans, first: int, beyond: int) -> tuple[U64, U32, U32, I64]:
    """Hashes, starts, ends and how many of them each article has, of the articles `first:beyond`."""
    size = int(given.offsets[beyond] - given.offsets[first])
    room = size // 2 + 2 * (beyond - first)  # a token takes two bytes at least, but for an article's last
    hashes, starts, ends = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    counts = np.empty(beyond - first, np.int64)
    arguments: tuple[Any, ...] = (*given, *apart, first, beyond, *letters(), hashes, starts, ends, counts)
    count = token_kernel.tokens_of_articles(*arguments)
    return hashes[:count].copy(), starts[:count].copy(), ends[:count].copy(), counts
