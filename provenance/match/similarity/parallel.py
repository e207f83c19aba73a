"""Many pairs are measured by the kernel, each slice of them in a thread."""

import numpy as np

from provenance.base.jit import in_slices
from provenance.base.tokens import I64, Tokens
from provenance.match.similarity import kernel
from provenance.match.similarity.exact import F64


def similarities(tokens: Tokens, candidates: I64, shingle: int) -> F64:
    """The twin of exact.similarities."""
    left, right = np.ascontiguousarray(candidates.T)
    lengths = np.diff(tokens.offsets)
    sizes = lengths[left] + lengths[right]
    counted = np.empty((len(left), 3), np.int64)

    def compare(first: int, beyond: int) -> None:
        most = int(sizes[first:beyond].max(initial=1))
        shingles, table = np.empty(most, np.uint64), (2, 2 << most.bit_length())
        keys, marks = np.zeros(table, np.uint64)
        kernel.compared_pairs(
            tokens.hashes, tokens.offsets, shingle, left, right, first, beyond, shingles, keys, marks, counted
        )

    in_slices(compare, np.concatenate([[0], np.cumsum(sizes)]) * 8)
    both, a, b = counted.T
    with np.errstate(invalid="ignore"):  # two articles without a word have nothing in common
        found: F64 = np.nan_to_num(np.stack([both / (a + b - both), both / a, both / b], axis=1))
    return found
