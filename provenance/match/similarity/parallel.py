"""Many pairs are measured by the kernel, each slice of them in a thread."""

import numpy as np

from provenance.base.jit import in_slices
from provenance.base.tokens import I64, Tokens
from provenance.match.similarity import kernel
from provenance.match.similarity.exact import F64


def similarities(tokens: Tokens, candidates: I64, shingle: int) -> F64:
    """The twin of exact.similarities."""
    pairs = np.ascontiguousarray(candidates, np.int64).reshape(-1, 2)
    sizes = np.diff(tokens.offsets)[pairs].sum(axis=1)
    counts = np.empty((len(pairs), 3), np.int64)

    def compare(first: int, beyond: int) -> None:
        longest = int(sizes[first:beyond].max(initial=1))
        keys, marks = np.zeros((2, 2 << longest.bit_length()), np.uint64)
        scratch = kernel.PairScratch(np.empty(longest, np.uint64), keys, marks)
        kernel.compare_pairs(tokens.hashes, tokens.offsets, shingle, pairs, first, beyond, scratch, counts)

    in_slices(compare, np.concatenate([[0], np.cumsum(sizes)]) * 8)
    common, left, right = counts.T
    with np.errstate(invalid="ignore"):  # two articles without a word have nothing in common
        shares: F64 = np.nan_to_num(np.stack([common / (left + right - common), common / left, common / right], axis=1))
    return shares
