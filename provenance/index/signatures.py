"""Articles become signatures: 128 numbers that agree between two articles as often as their shingles do.

MinHash in the `affine32` scheme of datasketch 2.0, bit for bit: the low 32 bits of each shingle, mixed once, then 128
odd multiplications modulo 2^32, the least value of each kept (Broder 1997).
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from provenance.base.settings import Sketch
from provenance.base.shingles import shingle_sizes, shingles_of_many
from provenance.base.tokens import I64, U32, U64, Tokens
from provenance.index.minima import Minima, minima

SCHEME = "affine32"  # datasketch's name of how values are made
_BATCH = 1 << 18  # tokens signed at once: a few megabytes beside the signatures
_MIX = ((16, 0x85EBCA6B), (13, 0xC2B2AE35))  # MurmurHash3's 32-bit finaliser: shift, factor


@dataclass(frozen=True)
class Signatures:
    """Row r is the signature of article number `articles[r]`; articles too short to be sketched have no row."""

    values: U32  # rows x 128
    articles: I64  # each once; ascending, unless the corpus came in another order

    def __len__(self) -> int:
        return len(self.articles)


class Permutations(NamedTuple):
    """The 128 permutations `x -> factor * x + addend` modulo 2^32."""

    factors: U32
    addends: U32


@lru_cache(maxsize=8)
def permutations(values: int, seed: int) -> Permutations:
    """datasketch's permutations for a seed, from numpy's frozen RandomState stream alone.

    >>> permutations(128, 1).factors[:2].tolist()
    [3582191691, 4270784983]
    """
    stream = np.random.RandomState(seed)
    halves = stream.randint(0, 1 << 31, values, dtype=np.uint32)
    addends = stream.randint(0, 1 << 32, values, dtype=np.uint32)
    return Permutations(halves * np.uint32(2) + np.uint32(1), addends)


def mixed(shingles: U64) -> U32:
    """The low 32 bits of each shingle, stirred so that near numbers part.

    >>> mixed(np.array([1, 2**32 + 1], np.uint64)).tolist()
    [1364076727, 1364076727]
    """
    numbers = shingles.astype(np.uint32)
    for shift, factor in _MIX:
        numbers ^= numbers >> np.uint32(shift)
        numbers *= np.uint32(factor)
    numbers ^= numbers >> np.uint32(16)
    return numbers


def signature(shingles: U64, sketch: Sketch) -> U32:
    """The signature of one article from its shingles, of which there is one at least.

    >>> signature(np.array([3, 5], np.uint64), Sketch()).shape
    (128,)
    """
    offsets = np.array([0, len(shingles)], np.int64)
    row: U32 = minima(mixed(shingles), offsets, *permutations(sketch.values, sketch.seed))[0]
    return row


def signatures(tokens: Tokens, sketch: Sketch, articles: I64 | None = None) -> Signatures:
    """The signatures of the articles with those numbers (of all, unless given), shorter ones than a shingle left out.

    Give the first of each set of exact duplicates only (exact.firsts): a million identical articles are then one row.

    >>> from provenance.base.tokens import tokens
    >>> found = signatures(tokens(["too short", "rain fell on the old pier", ""]), Sketch())
    >>> found.articles.tolist(), found.values.shape
    ([1], (1, 128))
    """
    return signatures_with(minima, tokens, sketch, articles)


def signatures_with(count: Minima, tokens: Tokens, sketch: Sketch, articles: I64 | None) -> Signatures:
    """The signatures as `signatures` has them, their values counted by this function."""
    lengths = np.diff(tokens.offsets)
    chosen = np.arange(len(tokens)) if articles is None else np.unique(articles)
    sizes = shingle_sizes(tokens.hashes, tokens.offsets, sketch.shingle)
    chosen = chosen[lengths[chosen] >= sizes[chosen]]
    rows = np.empty((len(chosen), sketch.values), np.uint32)
    for start, end in _batches(lengths[chosen]):
        hashes, offsets = _gathered(tokens, chosen[start:end])
        shingles, shingle_offsets = shingles_of_many(hashes, offsets, sizes[chosen[start:end]])
        rows[start:end] = count(mixed(shingles), shingle_offsets, *permutations(sketch.values, sketch.seed))
    return Signatures(rows, chosen)


def _batches(lengths: I64) -> list[tuple[int, int]]:
    """Rows in groups of about a batch of tokens each; an article is never cut."""
    groups = np.cumsum(lengths) // _BATCH
    cuts = [0, *(np.flatnonzero(np.diff(groups)) + 1).tolist(), len(lengths)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]


def _gathered(tokens: Tokens, articles: I64) -> tuple[U64, I64]:
    """The token hashes of some articles in a row, and where each begins."""
    parts = [tokens.hashes[tokens.offsets[i] : tokens.offsets[i + 1]] for i in articles.tolist()]
    return np.concatenate(parts), np.concatenate([[0], np.cumsum([len(block) for block in parts])]).astype(np.int64)
