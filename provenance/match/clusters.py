"""Pairs become clusters: each around the article that is kept, which every other one of the cluster resembles.

The leader rule: articles are taken in the order in which they would be kept; each joins the leader it resembles most,
from the threshold up, or leads a cluster of its own. A chain whose ends do not resemble each other is thereby split,
since likeness to the leader counts and not likeness to a neighbour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.base.settings import Keep, Settings
from provenance.base.tables import ARTICLES, CLUSTERS, PAIRS, checked
from provenance.base.tokens import I64, Tokens
from provenance.match.similarity import Measure, Similarity, measure

_TRIES = 8  # leaders an article without a pair to one is measured against: keeps a long chain linear
_VAGUE = 31  # days between the bounds of a date from which it says nothing about who was first

_LONE = (-1, Similarity(0.0, 0.0, 0.0))  # no leader

Near = Mapping[int, Mapping[int, Similarity]]


def clusters(
    articles: pl.DataFrame, pairs: pl.DataFrame, tokens: Tokens, firsts: I64, settings: Settings
) -> pl.DataFrame:
    """CLUSTERS, one row an article in the articles' order, named after the kept article.

    Exact duplicates (those with the same `firsts`) always stay together and cost no comparison.
    """
    checked(articles, ARTICLES, "articles")
    order = keep_order(articles, settings.keep)
    near = _near(articles["article"], checked(pairs, PAIRS, "pairs"), firsts)
    in_turn = [unit for unit in dict.fromkeys(firsts[order].tolist()) if unit in near]
    led = leaders(in_turn, near, measure(tokens, settings.sketch.shingle), settings.threshold)
    return _table(articles, _places(order, firsts, near, led), settings.keep)


def keep_order(articles: pl.DataFrame, keep: Keep) -> I64:
    """Article numbers, the one to keep first.

    `earliest`: by date, unknown ones last, then the longest, then the smallest id. `longest`: by words, then by date.
    `first`: by id.
    """
    date, length = _date(), pl.col("words")
    by = {"earliest": [date, -length.cast(pl.Int64)], "longest": [-length.cast(pl.Int64), date], "first": []}[keep]
    order = articles.with_row_index("number").sort(*by, "article", nulls_last=True)["number"]
    return order.to_numpy().astype(np.int64)


def _date() -> pl.Expr:
    """When an article was published at the earliest; null where the bounds are too far apart to say anything."""
    width = pl.col("published_to") - pl.col("published_from")
    return pl.when(width.is_null() | (width <= pl.duration(days=_VAGUE))).then(pl.col("published_from"))


def _near(ids: pl.Series, pairs: pl.DataFrame, firsts: I64) -> dict[int, dict[int, Similarity]]:
    """For each article of a pair those it was paired with, both as the first of their exact duplicates."""
    number = pl.DataFrame({"id": ids}).with_row_index("number")
    found = pairs.join(number, left_on="left", right_on="id").join(number, left_on="right", right_on="id", suffix="_r")
    near: dict[int, dict[int, Similarity]] = {}
    for left, right, *measured in found.select("number", "number_r", *Similarity._fields).rows():
        one, other = int(firsts[left]), int(firsts[right])
        if one != other:
            near.setdefault(one, {})[other] = Similarity(*measured)
            near.setdefault(other, {})[one] = Similarity(*measured).turned()
    return near


def leaders(
    in_turn: Sequence[int], near: Near, between: Measure, threshold: float
) -> dict[int, tuple[int, Similarity]]:
    """For each article that follows another: its leader, and how like the leader it is; leaders are not in it.

    An article is compared with the leaders among its pairs and the leaders of those it has a pair with; if it is like
    none of these, with the first leaders that any chain of pairs connects it to; at most `_TRIES` each time.

    A chain a-b-c whose ends differ; b is nearer to c:

    >>> alike = lambda value: Similarity(value, value, value)
    >>> chain = {0: {1: alike(.8)}, 1: {0: alike(.8), 2: alike(.9)}, 2: {1: alike(.9)}}
    >>> {who: leader for who, (leader, _) in leaders([0, 2, 1], chain, lambda *_: alike(.5), .7).items()}
    {1: 2}
    """
    connected, turn = _components(near), {article: place for place, article in enumerate(in_turn)}
    leading: dict[int, list[int]] = {}  # leaders of each component, in turn
    led: dict[int, tuple[int, Similarity]] = {}
    for article in in_turn:
        others = leading.setdefault(connected[article], [])
        before = [other for other in near[article] if turn[other] < turn[article]]
        around = sorted({led[other][0] if other in led else other for other in before}, key=turn.__getitem__)
        found = _best(article, around, near, between)
        if found[1].similarity < threshold:
            found = _best(article, others, near, between)
        if found[1].similarity < threshold:
            others.append(article)
        else:
            led[article] = found
    return led


def _best(article: int, leaders: Sequence[int], near: Near, between: Measure) -> tuple[int, Similarity]:
    """The leader the article resembles most, the earlier one where two are equal, among the first few."""
    measured = [(leader, near[article].get(leader) or between(article, leader)) for leader in leaders[:_TRIES]]
    return max(measured, key=lambda found: found[1].similarity, default=_LONE)


def _components(near: Near) -> dict[int, int]:
    """For each article the smallest one that a chain of pairs connects it to."""
    found: dict[int, int] = {}
    for start in sorted(near):
        if start in found:
            continue
        waiting = [start]
        while waiting:
            article = waiting.pop()
            if article not in found:
                found[article] = start
                waiting.extend(near[article])
    return found


@dataclass(frozen=True)
class _Places:
    """Where each article belongs, by its number."""

    kept: I64
    copy: npt.NDArray[np.bool_]  # same words as the kept one
    measured: npt.NDArray[np.float64]  # n x 3
    weakest: npt.NDArray[np.float64]


def _places(order: I64, firsts: I64, near: Near, led: Mapping[int, tuple[int, Similarity]]) -> _Places:
    count = len(firsts)
    leader, measured, weakest = np.arange(count), np.ones((count, 3)), np.ones(count)
    for article, (its_leader, alike) in led.items():
        leader[article], measured[article] = its_leader, alike
    for one, others in near.items():
        for other, alike in others.items():
            if leader[one] == leader[other]:
                weakest[leader[one]] = min(weakest[leader[one]], alike.similarity)
    np.minimum.at(weakest, leader, measured[:, 0])
    best = np.empty(count, np.int64)
    best[firsts[order[::-1]]] = order[::-1]  # the last one written is the first in the order
    of = leader[firsts]
    return _Places(best[of], of == firsts, measured[firsts], weakest[of])


def _table(articles: pl.DataFrame, found: _Places, keep: Keep) -> pl.DataFrame:
    alone, kept = pl.len().over("cluster") == 1, pl.col("article") == pl.col("cluster")
    return (
        articles.select("article", "words", date=_date())
        .with_columns(
            articles["article"].gather(found.kept).alias("cluster"),
            pl.Series("copy", found.copy),
            pl.Series("weakest", found.weakest),
            *(pl.Series(name, found.measured[:, i]) for i, name in enumerate(_TO_KEPT)),
        )
        .with_columns(kept=kept, reason=pl.when(alone).then(pl.lit("only one of its kind")).otherwise(_reason(keep)))
        .with_columns(
            pl.when(~alone).then("weakest"),
            *(pl.when(~pl.col("kept")).then(name).alias(name) for name in _TO_KEPT),
        )
        .select(*CLUSTERS)
    )


_TO_KEPT = ("similarity", "article_in_kept", "kept_in_article")


def _reason(keep: Keep) -> pl.Expr:
    """Why an article of a cluster of several is kept or not, in words."""
    kept = pl.col("article") == pl.col("cluster")
    why = {
        "earliest": _why_earliest(),
        "longest": pl.format("longest: {} words", "words"),
        "first": pl.lit("first by id"),
    }
    near = pl.format("near-duplicate of {}: similarity {}", "cluster", pl.col("similarity").round(2))
    return pl.when(kept).then(why[keep]).when("copy").then(pl.format("same words as {}", "cluster")).otherwise(near)


def _why_earliest() -> pl.Expr:
    midnight = pl.col("date").dt.time() == pl.time(0)
    shown = (
        pl.when(midnight)
        .then(pl.col("date").dt.to_string("%Y-%m-%d"))
        .otherwise(pl.col("date").dt.to_string("%Y-%m-%d %H:%M"))
    )
    tied = (pl.col("date") == pl.col("date").min().over("cluster")).sum().over("cluster") > 1
    return (
        pl.when(pl.col("date").is_null())
        .then(pl.format("no date is known; longest: {} words", "words"))
        .when(tied)
        .then(pl.format("earliest: {}, and the longest of that time: {} words", shown, "words"))
        .otherwise(pl.format("earliest: {}", shown))
    )
