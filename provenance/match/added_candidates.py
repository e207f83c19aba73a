"""A few added articles find those they may have drawn on: the articles that share their rarest fingerprints."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct, is_among
from provenance.base.settings import Settings
from provenance.base.shingles import shingles
from provenance.base.tokens import I64, U64, Tokens
from provenance.match.fingerprints.winnowing import fingerprints

_HOLDERS = 32  # articles that one fingerprint is followed to; a phrase that more have says little about any
_MOST, _LEAST = 64, 8  # articles that an added one is compared with, those that share its rarest fingerprints first
_PAIRS = 20_000  # pairs in all, about; the more articles are added at once, the fewer others each is compared with


def added_candidates(
    tokens: Tokens,
    added: npt.NDArray[np.bool_],
    files: Sequence[object],
    settings: Settings,
    *,
    order: I64 | None = None,
) -> list[tuple[int, int]]:
    """Pairs of article numbers, left < right, one of them added, of different files, that may share text; sorted.

    Linear in the words of all articles: each fingerprint leads to a bounded number of articles, those that come first
    in an `order` of all (their own, unless given). Articles that it does not lead to change nothing.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["the old ferry will stop for good", "a new pier", "so the old ferry will stop for good", "A new pier."]
    >>> added_candidates(tokens_of(texts), np.array([False, False, True, True]), "abcd", Settings())
    [(0, 2), (1, 3)]
    """
    hashes, articles = added_postings(tokens, settings)
    added_hashes = distinct(hashes[added[articles]])
    in_added = is_among(hashes, added_hashes)
    hashes, articles = hashes[in_added], articles[in_added]
    rows = np.lexsort((articles if order is None else order[articles], hashes))
    weights: dict[int, dict[int, float]] = {}
    for _, group in groupby(zip(hashes[rows].tolist(), articles[rows].tolist(), strict=True), key=lambda row: row[0]):
        holders = list(dict.fromkeys(article for _, article in group))
        for article in holders:
            if added[article]:
                others = weights.setdefault(article, {})
                for candidate in [h for h in holders[:_HOLDERS] if files[h] != files[article]]:
                    others[candidate] = others.get(candidate, 0.0) + 1 / min(len(holders), _HOLDERS)
    limit = min(_MOST, max(_LEAST, _PAIRS // max(1, len(weights))))
    chosen = [(a, b) for a, others in weights.items() for b in sorted(others, key=lambda b: (-others[b], b))[:limit]]
    return sorted({(min(pair), max(pair)) for pair in chosen})


def added_postings(tokens: Tokens, settings: Settings) -> tuple[U64, I64]:
    """The fingerprints of all articles and whose they are; all words of a shorter article as one."""
    prints = fingerprints(tokens, settings)
    lengths = np.diff(tokens.offsets)
    short = np.flatnonzero((lengths < settings.sketch.shingle) & (lengths > 0))
    short_shingles = [shingles(tokens[article][0], settings.sketch.shingle) for article in short.tolist()]
    return np.concatenate([prints.hashes, *short_shingles]), np.concatenate([prints.articles, short])
