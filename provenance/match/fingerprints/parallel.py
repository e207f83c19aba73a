"""Many articles are fingerprinted by the kernel, slice by slice, each slice in a thread."""

import numpy as np

from provenance.base.jit import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U8, U64, Tokens
from provenance.match.fingerprints import kernel
from provenance.match.fingerprints.winnowing import Fingerprints

_WORD = 8  # bytes of text that a token stands for where slices are cut, about


def fingerprints(tokens: Tokens, settings: Settings, borders: I64 | None = None) -> Fingerprints:
    """The twin of winnowing.fingerprints."""
    borders = tokens.offsets if borders is None else borders
    order = np.arange(len(tokens))
    marks, _ = marks_of(tokens, settings, borders, order, [(0, len(tokens))], kernel.MARKED)
    places = np.flatnonzero(marks)
    hashes: U64 = np.empty(len(places), np.uint64)
    kernel.shingles_at(tokens.hashes, places, settings.sketch.shingle, hashes)
    articles = np.searchsorted(tokens.offsets, places, "right") - 1
    return Fingerprints(hashes, articles, places - tokens.offsets[articles])


def marks_of(
    tokens: Tokens, settings: Settings, borders: I64, order: I64, slices: list[tuple[int, int]], parts: int
) -> tuple[U8, I64]:
    """The mark of the fingerprint at each token, 0 for none, and how many of each slice of `order` are of each part."""
    articles = kernel.Pieces(borders, np.searchsorted(borders, tokens.offsets), order)
    marks = np.full(len(tokens.hashes), 0, np.uint8)  # not zeros: a page first touched in passing costs more
    counts = np.zeros((len(slices), 1 << parts), np.int64)
    size, window = settings.sketch.shingle, settings.winnow

    def work(begin: int, end: int) -> None:
        for row, (first, beyond) in zip(counts[begin:end], slices[begin:end], strict=True):
            kernel.mark_fingerprints(tokens.hashes, articles, first, beyond, size, window, marks, row)

    words = np.concatenate([[0], np.cumsum(np.diff(tokens.offsets)[order])])
    in_slices(work, words[[0, *(beyond for _, beyond in slices)]] * _WORD)
    return marks, counts
