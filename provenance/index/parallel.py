"""Many articles are signed by the kernel, slice by slice, each slice in a thread."""

from collections.abc import Iterable, Sequence

import numpy as np

from provenance.base.jit import in_slices
from provenance.base.parallel import letters
from provenance.base.settings import Sketch
from provenance.base.tokens import I64, U32, Tokens
from provenance.base.utf8 import flat_spans, utf8
from provenance.index import kernel
from provenance.index.signatures import Signatures, permutations, signatures_with
from provenance.index.signed import Signed

_MOVED = 1 << 14  # rows moved at once: 8 MB


def signed_texts(
    texts: Iterable[str],
    sketch: Sketch,
    leave_out: Iterable[Sequence[tuple[int, int]]] | None = None,
    rows: U32 | None = None,
) -> Signed:
    """The twin of signed.signed_texts."""
    encoded = utf8(texts)
    count = len(encoded.offsets) - 1
    apart = flat_spans(leave_out, count)
    lengths, digests = np.empty(count, np.int64), np.empty((count, 2), np.uint64)
    long = np.zeros(count, np.uint8)
    values = np.empty((count, sketch.values), np.uint32) if rows is None else rows
    recipe = kernel.Recipe(sketch.shingle, *permutations(sketch.values, sketch.seed))
    columns = kernel.SignedRows(values, lengths, digests, long)

    def work(first: int, beyond: int) -> None:
        kernel.signed_articles(encoded, apart, first, beyond, letters(), recipe, columns)

    in_slices(work, encoded.offsets)
    articles = np.flatnonzero(long)
    return Signed(Signatures(_moved_up(values, articles), articles), lengths, digests)


def _moved_up(rows: U32, chosen: I64) -> U32:
    """The chosen rows in front of the others, in their order, without a second table."""
    if len(chosen) < len(rows):
        for start in range(0, len(chosen), _MOVED):
            block = chosen[start : start + _MOVED]
            rows[start : start + len(block)] = rows[block]
    return rows[: len(chosen)]


def signatures(tokens: Tokens, sketch: Sketch, articles: I64 | None = None) -> Signatures:
    """The twin of signatures.signatures."""
    return signatures_with(minima, tokens, sketch, articles)


def minima(mixed: U32, offsets: I64, factors: U32, addends: U32) -> U32:
    """The twin of minima.minima."""
    rows = np.empty((len(offsets) - 1, len(factors)), np.uint32)

    def work(first: int, beyond: int) -> None:
        kernel.minima_of_articles(mixed, offsets, first, beyond, factors, addends, rows)

    in_slices(work, offsets)
    return rows
