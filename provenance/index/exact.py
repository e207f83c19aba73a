"""Articles with the same words throughout are found first, in one pass, before anything is sketched."""

from itertools import pairwise

import numpy as np
import xxhash

from provenance.base.tokens import I64, Tokens


def firsts(tokens: Tokens) -> I64:
    """For every article the smallest number of an article with the same tokens, itself where there is none before.

    Articles without tokens are each their own first: having nothing in common is no likeness.

    >>> from provenance.base.tokens import tokens
    >>> firsts(tokens(["Rain fell.", "", "RAIN fell", "", "Rain fell again"])).tolist()
    [0, 1, 0, 3, 4]
    """
    seen: dict[bytes, int] = {}
    found = np.arange(len(tokens))
    words = np.ascontiguousarray(tokens.hashes)
    bounds = tokens.offsets.tolist()
    for article, (start, end) in enumerate(pairwise(bounds)):
        if start < end:
            found[article] = seen.setdefault(xxhash.xxh3_128_digest(words[start:end].data), article)
    return found
