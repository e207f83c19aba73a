"""Many pairs are measured by the kernel, each slice of them in a thread."""

import numpy as np

from provenance.base.compiled import in_slices
from provenance.base.tokens import I64, U64, Tokens
from provenance.match import similarity_kernel
from provenance.match.similarity import F64

_AT_ONCE = 1 << 21  # shingles of all sets held at once: 16 MB


def similarities(tokens: Tokens, candidates: I64, shingle: int) -> F64:
    """The twin of similarity.similarities."""
    lengths = np.diff(tokens.offsets)
    rounds = np.cumsum(lengths[candidates].sum(axis=1)) // _AT_ONCE
    cuts = np.flatnonzero(np.diff(rounds)) + 1
    return np.concatenate([_measured(tokens, part, shingle) for part in np.split(candidates, cuts)])


def _measured(tokens: Tokens, candidates: I64, shingle: int) -> F64:
    articles, numbers = np.unique(candidates, return_inverse=True)
    sets, places, sizes = _sets(tokens, articles, shingle)
    left, right = np.ascontiguousarray(numbers.reshape(-1, 2).T)
    shared = np.empty(len(left), np.int64)
    work = np.concatenate([[0], np.cumsum(sizes[left] + sizes[right])]) * 8

    def compare(first: int, beyond: int) -> None:
        similarity_kernel.shared_by_pairs(sets, places, sizes, left, right, first, beyond, shared)

    in_slices(compare, work)
    a, b = sizes[left], sizes[right]
    with np.errstate(invalid="ignore"):  # two articles without a word have nothing in common
        found: F64 = np.nan_to_num(np.stack([shared / (a + b - shared), shared / a, shared / b], axis=1))
    return found


def _sets(tokens: Tokens, articles: I64, shingle: int) -> tuple[U64, I64, I64]:
    """The sorted shingle sets of some articles: the i-th are the first `sizes[i]` from `places[i]` on."""
    lengths = np.diff(tokens.offsets)[articles]
    room = np.where(lengths < shingle, np.minimum(lengths, 1), lengths - shingle + 1)
    places = np.concatenate([[0], np.cumsum(room)])
    found, sizes = np.empty(places[-1], np.uint64), np.empty(len(articles), np.int64)

    def make(first: int, beyond: int) -> None:
        similarity_kernel.shingles_of_articles(
            tokens.hashes, tokens.offsets, articles, shingle, first, beyond, places, found
        )
        for i in range(first, beyond):
            found[places[i] : places[i + 1]].sort()  # numpy's, which sorts several numbers at a step
        similarity_kernel.made_sets(found, places, first, beyond, sizes)

    in_slices(make, places * 8)
    return found, places, sizes
