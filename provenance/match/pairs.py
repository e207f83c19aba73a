"""Candidates become pairs: measured on their whole shingle sets, kept from the threshold up.

A pair that only shares a part, however large a share of the smaller article, is no pair here: passages tell of it.
"""

import numpy as np
import polars as pl

from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tables import PAIRS, checked
from provenance.base.tokens import I64, Tokens
from provenance.match.similarity.exact import Similarity
from provenance.match.twins import SIMILARITIES_BY

SAME = Similarity(1.0, 1.0, 1.0)


def pairs(
    articles: pl.Series,
    tokens: Tokens,
    candidates: I64,
    firsts: I64,
    settings: Settings,
    *,
    backend: Backend = "python",
) -> pl.DataFrame:
    """PAIRS, sorted: the candidates at least as alike as the threshold, and each exact duplicate with its first.

    `articles` are the ids in ascending order; `candidates` i64[k, 2] and `firsts` i64[n] are their numbers. An exact
    duplicate stands in one pair only, so a million copies make no more pairs than articles.

    >>> from provenance.base.tokens import tokens
    >>> three = ["rain fell on the old pier today", "Rain fell on the old pier. Today!", "rain fell on the old pier"]
    >>> found = pairs(pl.Series(["a", "b", "c"]), tokens(three), np.array([[0, 2]]), np.array([0, 0, 2]),
    ...               Settings(threshold=.6))
    >>> found.select("left", "right", pl.col("similarity").round(2)).rows()
    [('a', 'b', 1.0), ('a', 'c', 0.67)]
    """
    if not articles.is_sorted():
        raise TypeError("articles are not in the order of their ids")
    copies = np.flatnonzero(firsts != np.arange(len(firsts)))
    shares = SIMILARITIES_BY[backend](tokens, candidates, settings.sketch.shingle)
    alike = shares[:, 0] >= settings.threshold
    left = np.concatenate([firsts[copies], candidates[alike, 0]])
    right = np.concatenate([copies, candidates[alike, 1]])
    measured = np.concatenate([np.tile(SAME, (len(copies), 1)), shares[alike]])
    table = pl.DataFrame(
        {
            "left": articles.gather(left),
            "right": articles.gather(right),
            **{name: measured[:, column] for column, name in enumerate(Similarity._fields)},
        },
        schema=dict(PAIRS),
    )
    return checked(table.sort("left", "right"), PAIRS, "pairs")
