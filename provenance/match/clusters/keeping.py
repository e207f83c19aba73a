"""Of each cluster one article is kept: the first in the keep order that every other one resembles."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.base.preference import ORDERS
from provenance.base.tokens import I64
from provenance.match.clusters.similarity_cache import Links, SimilarityCache

_TRIES = 8  # articles that are tried as the kept one of a cluster
_AT_FIRST = 16  # of the others that each is compared with before it is compared with all
VAGUE = 31  # days between the bounds of a date from which it says nothing about who was first
_LAST = np.iinfo(np.int64).max
F64 = npt.NDArray[np.float64]
_BOOL = npt.NDArray[np.bool_]


def keep_order(articles: pl.DataFrame, keep: str, standing: Collection[str] = (), read: I64 | None = None) -> I64:
    """Row numbers of articles that are in the order of their ids, the one to keep first.

    `earliest`: by date, unknown ones last, then the longest, then the smallest id. `longest`: by words, then by date.
    `first`: by id. `input-order`: as they were `read`, by id where that is not known. By a column of the records: by
    `rank`, then as `earliest`. Those that are `standing` come before any other, then those that are `preferred`; both
    columns are there only where a user chooses so.
    """
    dates = articles.select(date().dt.epoch("us").fill_null(_LAST)).to_series().to_numpy()
    longest = -articles["words"].cast(pl.Int64).to_numpy()
    by = {
        "earliest": [dates, longest],
        "longest": [longest, dates],
        "first": [],
        "input-order": [] if read is None else [read],
        "column": [_ranked(articles, "rank"), dates, longest],
    }[keep if keep in ORDERS else "column"]
    preferred = _ranked(articles, "preferred")
    return np.lexsort([np.arange(articles.height), *reversed(by), preferred, ~stands(articles, standing)])


def _ranked(articles: pl.DataFrame, column: str) -> F64:
    """A column of ranks; last is what has none."""
    if column not in articles.columns:
        return np.zeros(articles.height)
    return articles[column].cast(pl.Float64).fill_null(np.inf).to_numpy()


def date() -> pl.Expr:
    """When an article was published at the earliest; null where the bounds are too far apart to say anything."""
    width = pl.col("published_to") - pl.col("published_from")
    return pl.when(width.is_null() | (width <= pl.duration(days=VAGUE))).then(pl.col("published_from"))


def undated(clusters: pl.DataFrame) -> pl.DataFrame:
    """Rows of CLUSTERS of articles without a date that were removed for one that has a date."""
    dated = clusters.filter("kept", pl.col("date").is_not_null())["article"]
    lost = ~pl.col("kept") & pl.col("date").is_null()
    return clusters.filter(lost).filter(pl.col("cluster").is_in(dated.implode())).sort("article")


def stands(articles: pl.DataFrame, standing: Collection[str]) -> _BOOL:
    """Which rows are of articles that are standing."""
    return articles["article"].is_in(list(standing)).to_numpy() if standing else np.zeros(articles.height, np.bool_)


def keep_turns(order: I64, firsts: I64) -> I64:
    """For the first of each set of exact duplicates, when the first of them has its turn; n for any other article.

    >>> keep_turns(np.array([3, 1, 2]), np.array([0, 1, 1, 3])).tolist()
    [4, 1, 4, 0]
    """
    turn = np.full(len(firsts), len(firsts))
    turn[firsts[order[::-1]]] = np.arange(len(order))[::-1]  # of what is written more than once the last stays
    return turn


def kept_articles(
    order: I64, firsts: I64, links: Links, centre: I64, likeness: SimilarityCache, threshold: float, standing: int
) -> I64:
    """For each centre the article to keep: the first in the order that every other one of the cluster resembles.

    The centre is one, so there always is; but the first `standing` articles of the order stay whatever resembles them.
    """
    turn, best = keep_turns(order, firsts), np.arange(len(firsts))
    best[firsts[order]] = order[turn[firsts[order]]]
    chosen = best.copy()
    linked = np.zeros(len(firsts), np.bool_)
    linked[links.left] = linked[links.right] = True
    members = np.flatnonzero(linked)
    members = members[np.lexsort((turn[members], centre[members]))]
    starts = np.flatnonzero(np.diff(centre[members], prepend=-1))
    sizes = np.diff(np.append(starts, len(members)))
    for tried in range(_TRIES):
        starts, sizes = starts[sizes > tried], sizes[sizes > tried]
        candidate = members[starts + tried]
        suits = turn[candidate] < standing
        suits[~suits] = _resembled(candidate[~suits], members, starts[~suits], sizes[~suits], likeness, threshold)
        chosen[centre[candidate[suits]]] = best[candidate[suits]]
        starts, sizes = starts[~suits], sizes[~suits]
    return chosen


def _resembled(
    candidates: I64, members: I64, starts: I64, sizes: I64, likeness: SimilarityCache, threshold: float
) -> _BOOL:
    """Whether all of `sizes[i]` members from `starts[i]` on are like `candidates[i]`; many are asked where few are."""
    suits = np.ones(len(candidates), np.bool_)
    for begin, end in ((0, _AT_FIRST), (_AT_FIRST, len(members))):
        counts = np.where(suits, np.minimum(sizes, end) - begin, 0).clip(0)
        of = np.repeat(np.arange(len(candidates)), counts)
        offset = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
        this, member = candidates[of], members[starts[of] + begin + offset]
        apart = this != member
        unlike = likeness.of(this[apart], member[apart])[:, 0] < threshold
        suits[of[apart][unlike]] = False
    return suits
