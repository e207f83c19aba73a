"""Texts become signatures in one pass: for corpora whose tokens would not fit into memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from provenance.base.settings import Sketch
from provenance.base.shingles import stirred
from provenance.base.tokens import I64, U32, U64, Tokens, tokens
from provenance.index.buckets import buckets
from provenance.index.signatures import Signatures, signatures

_BASE, _SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd, their bits well spread


@dataclass(frozen=True)
class Signed:
    """All that is kept of n articles."""

    signatures: Signatures
    lengths: I64  # tokens of each article
    digests: U64  # n x 2: the same where the tokens are the same, throughout; alike in both backends

    def firsts(self) -> I64:
        """For every article the smallest number of an article with the same tokens, as exact.firsts has it.

        >>> signed_texts(["Rain fell.", "", "RAIN fell", ""], Sketch()).firsts().tolist()
        [0, 1, 0, 3]
        """
        rows, others, first = buckets(self.digests[:, 0])
        ours, theirs = rows[others], rows[first]
        if not np.array_equal(self.digests[ours], self.digests[theirs]):  # two that agree in the first bits alone
            return self._firsts_of_any()
        result = np.arange(len(self.lengths))
        result[ours] = theirs
        return np.where(self.lengths > 0, result, np.arange(len(result)))

    def _firsts_of_any(self) -> I64:
        order = np.lexsort((self.digests[:, 1], self.digests[:, 0]))  # stable: the smallest of each comes first
        ordered = self.digests[order]
        opens = np.ones(len(order), np.bool_)
        opens[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        result = np.empty(len(order), np.int64)
        result[order] = order[np.flatnonzero(opens)][np.cumsum(opens) - 1]
        return np.where(self.lengths > 0, result, np.arange(len(order)))


def signed_texts(
    texts: Iterable[str],
    sketch: Sketch,
    leave_out: Iterable[Sequence[tuple[int, int]]] | None = None,
    rows: U32 | None = None,
) -> Signed:
    """Signatures, lengths and digests of many texts, tokens that touch a span of `leave_out` not counted.

    Where there are `rows`, one a text, the signatures are the first of these.

    >>> found = signed_texts(["too short", "rain fell on the old pier", ""], Sketch())
    >>> found.signatures.articles.tolist(), found.lengths.tolist()
    ([1], [2, 6, 0])
    """
    words = tokens(texts, leave_out)
    block = signatures(words, sketch)
    if rows is not None:
        rows[: len(block)] = block.values
        block = Signatures(rows[: len(block)], block.articles)
    return Signed(block, np.diff(words.offsets), digests(words))


def digests(words: Tokens) -> U64:
    """128 bits an article that tell its row of tokens from any other: each token stirred with its place, and added up.

    Sums, so that numpy and the kernel make the same of them. Against chance, not against who makes two texts alike.

    >>> made = digests(tokens(["Rain fell.", "fell rain", "RAIN fell"]))
    >>> (made[0] == made[2]).tolist(), (made[0] == made[1]).tolist()
    ([True, True], [False, False])
    """
    lengths = np.diff(words.offsets)
    result = np.zeros((len(lengths), 2), np.uint64)
    places = np.arange(1, words.offsets[-1] + 1, dtype=np.uint64)
    places -= np.repeat(words.offsets[:-1], lengths).astype(np.uint64)
    places *= _BASE
    places += words.hashes[: words.offsets[-1]]
    once = stirred(places)
    twice = once * _SPREAD
    full = np.flatnonzero(lengths)
    if len(full):
        for column, terms in enumerate((once, twice ^ (twice >> np.uint64(29)))):
            result[full, column] = np.add.reduceat(terms, words.offsets[full])
    counts = lengths.astype(np.uint64)
    return np.stack([stirred(result[:, 0] ^ counts), stirred(result[:, 1] + counts)], axis=1)
