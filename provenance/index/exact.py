"""Articles with the same words throughout are found first, in one pass, before anything is sketched."""

import numpy as np
import xxhash

from provenance.base.arrays import distinct
from provenance.base.tokens import I64, Tokens
from provenance.index.buckets import buckets


def firsts(tokens: Tokens) -> I64:
    """For every article the smallest number of an article with the same tokens, itself where there is none before.

    Articles without tokens are each their own first: having nothing in common is no likeness.

    >>> from provenance.base.tokens import tokens
    >>> firsts(tokens(["Rain fell.", "", "RAIN fell", "", "Rain fell again"])).tolist()
    [0, 1, 0, 3, 4]
    """
    first_of: dict[bytes, int] = {}
    result = np.arange(len(tokens))
    words, bounds = np.ascontiguousarray(tokens.hashes), tokens.offsets
    for article in _suspects(tokens).tolist():
        digest = xxhash.xxh3_128_digest(words[bounds[article] : bounds[article + 1]].data)
        result[article] = first_of.setdefault(digest, article)
    return result


def _suspects(tokens: Tokens) -> I64:
    """The articles, ascending, whose words in any order may be those of another: the sums of their hashes agree."""
    articles = np.flatnonzero(np.diff(tokens.offsets))
    if not len(articles):
        return articles
    sums = np.add.reduceat(tokens.hashes[: tokens.offsets[-1]], tokens.offsets[articles])
    rows, others, first = buckets(sums)
    return articles[distinct(rows[np.concatenate([first, others])])]
