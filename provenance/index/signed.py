"""Texts become signatures in one pass: for corpora whose tokens would not fit into memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import xxhash

from provenance.base.engine import Engine, load
from provenance.base.settings import Sketch
from provenance.base.tokens import I64, U32, U64, Tokens, tokens
from provenance.index.buckets import buckets
from provenance.index.signatures import Signatures, signatures


@dataclass(frozen=True)
class Signed:
    """All that is kept of n articles."""

    signatures: Signatures
    lengths: I64  # tokens of each article
    digests: U64  # n x 2: the same where the tokens are the same, throughout; comparable within one engine only

    def firsts(self) -> I64:
        """For every article the smallest number of an article with the same tokens, as exact.firsts has it.

        >>> signed(["Rain fell.", "", "RAIN fell", ""], Sketch()).firsts().tolist()
        [0, 1, 0, 3]
        """
        rows, others, first = buckets(self.digests[:, 0])
        ours, theirs = rows[others], rows[first]
        if not np.array_equal(self.digests[ours], self.digests[theirs]):  # two that agree in the first bits alone
            return self._firsts_of_any()
        found = np.arange(len(self.lengths))
        found[ours] = theirs
        return np.where(self.lengths > 0, found, np.arange(len(found)))

    def _firsts_of_any(self) -> I64:
        order = np.lexsort((self.digests[:, 1], self.digests[:, 0]))  # stable: the smallest of each comes first
        ordered = self.digests[order]
        opens = np.ones(len(order), np.bool_)
        opens[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        found = np.empty(len(order), np.int64)
        found[order] = order[np.flatnonzero(opens)][np.cumsum(opens) - 1]
        return np.where(self.lengths > 0, found, np.arange(len(order)))


def signed(
    texts: Iterable[str],
    sketch: Sketch,
    leave_out: Iterable[Sequence[tuple[int, int]]] | None = None,
    *,
    engine: Engine = "python",
    rows: U32 | None = None,
) -> Signed:
    """Signatures, lengths and digests of many texts, tokens that touch a span of `leave_out` not counted.

    Where there are `rows`, one a text, the signatures are the first of these.

    >>> found = signed(["too short", "rain fell on the old pier", ""], Sketch())
    >>> found.signatures.articles.tolist(), found.lengths.tolist()
    ([1], [2, 6, 0])
    """
    if engine != "python":
        found: Signed = load("provenance.index.signed_slices").signed(texts, sketch, leave_out, rows)
        return found
    words = tokens(texts, leave_out)
    made = signatures(words, sketch)
    if rows is not None:
        rows[: len(made)] = made.values
        made = Signatures(rows[: len(made)], made.articles)
    return Signed(made, np.diff(words.offsets), _digests(words))


def _digests(words: Tokens) -> U64:
    hashes = np.ascontiguousarray(words.hashes)
    found = [xxhash.xxh3_128_digest(hashes[start:end].data) for start, end in pairwise(words.offsets.tolist())]
    return np.frombuffer(b"".join(found), np.uint64).reshape(-1, 2)
