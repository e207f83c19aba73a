"""Pairs become clusters: stars (stars.py), each named after the article that is kept of it.

What is kept is the first in the keep order that every other article of the star resembles.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.base.engine import Engine
from provenance.base.settings import Keep, Settings
from provenance.base.tables import ARTICLES, CLUSTERS, PAIRS, checked
from provenance.base.tokens import I64, Tokens
from provenance.match.similarity import F64, measure, similarities
from provenance.match.stars import Joined, stars

_TRIES = 8  # articles that are tried as the kept one of a cluster
_VAGUE = 31  # days between the bounds of a date from which it says nothing about who was first
_NEEDED = {name: ARTICLES[name] for name in ("article", "words", "published_from", "published_to")}


def clusters(
    articles: pl.DataFrame,
    pairs: pl.DataFrame,
    tokens: Tokens,
    firsts: I64,
    settings: Settings,
    *,
    standing: Collection[str] = (),
    engine: Engine = "python",
) -> pl.DataFrame:
    """CLUSTERS, one row an article in the articles' order (of their ids), named after the kept article.

    Exact duplicates (those with the same `firsts`) always stay together and cost no comparison. Articles that are
    `standing`, those of an earlier corpus, are kept before any other. Of `tokens` only those of paired articles are
    looked at.
    """
    checked(articles, _NEEDED, "articles")
    order = keep_order(articles, settings.keep, standing)
    links = _links(articles["article"], checked(pairs, PAIRS, "pairs"), firsts)
    alike = _Alike(links, tokens, settings.sketch.shingle, engine)
    turns = sorted(dict.fromkeys(firsts[order].tolist()), key=lambda unit: -len(alike.near.get(unit, ())))
    joined = stars([unit for unit in turns if unit in alike.near], alike.near, alike, settings.threshold)
    places = _places(order, firsts, links, joined, alike, settings.threshold, len(standing))
    return _table(articles, places, settings)


def keep_order(articles: pl.DataFrame, keep: Keep, standing: Collection[str] = ()) -> I64:
    """Article numbers, the one to keep first.

    `earliest`: by date, unknown ones last, then the longest, then the smallest id. `longest`: by words, then by date.
    `first`: by id.
    """
    date, length = _date(), pl.col("words")
    by = {"earliest": [date, -length.cast(pl.Int64)], "longest": [-length.cast(pl.Int64), date], "first": []}[keep]
    later = ~pl.col("article").is_in(list(standing))
    order = articles.with_row_index("number").sort(later, *by, "article", nulls_last=True)["number"]
    return order.to_numpy().astype(np.int64)


def _date() -> pl.Expr:
    """When an article was published at the earliest; null where the bounds are too far apart to say anything."""
    width = pl.col("published_to") - pl.col("published_from")
    return pl.when(width.is_null() | (width <= pl.duration(days=_VAGUE))).then(pl.col("published_from"))


class _Links(NamedTuple):
    """Pairs of different articles, both as the first of their exact duplicates."""

    left: I64
    right: I64
    similarity: F64


class _Alike:
    """How alike two articles are: known from the pairs, or measured once."""

    def __init__(self, links: _Links, tokens: Tokens, shingle: int, engine: Engine) -> None:
        self.near: dict[int, dict[int, float]] = {}
        for one, other, value in zip(*(column.tolist() for column in links), strict=True):
            self.near.setdefault(one, {})[other] = value
            self.near.setdefault(other, {})[one] = value
        self._measured: dict[tuple[int, int], float] = {}
        self._measure = measure(tokens, shingle)
        self._many = partial(similarities, tokens, shingle=shingle, engine=engine)

    def __call__(self, one: int, other: int) -> float:
        if other in self.near[one]:
            return self.near[one][other]
        key = (one, other) if one < other else (other, one)
        if key not in self._measured:
            self._measured[key] = self._measure(*key).similarity
        return self._measured[key]

    def learn(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Measure many pairs at once."""
        keys = sorted({(min(pair), max(pair)) for pair in pairs if pair[1] not in self.near[pair[0]]})
        found = self._many(np.array(keys, np.int64).reshape(-1, 2))[:, 0].tolist()
        self._measured.update(zip(keys, found, strict=True))

    def both_ways(self, pairs: I64) -> F64:
        """Similarity and both containments of each pair: k x 3."""
        return self._many(pairs)


def _links(ids: pl.Series, pairs: pl.DataFrame, firsts: I64) -> _Links:
    number = pl.DataFrame({"id": ids}).with_row_index("number")
    found = pairs.join(number, left_on="left", right_on="id", maintain_order="left")
    found = found.join(number, left_on="right", right_on="id", suffix="_right", maintain_order="left")
    left, right = (firsts[found[name].to_numpy().astype(np.int64)] for name in ("number", "number_right"))
    apart = left != right
    return _Links(left[apart], right[apart], found["similarity"].to_numpy()[apart])


class _Places(NamedTuple):
    """Where each article belongs, by its number."""

    kept: I64
    centre: I64
    copy: npt.NDArray[np.bool_]  # same words as the kept one
    to_kept: F64  # n x 3
    to_centre: F64
    weakest: F64


def _places(
    order: I64,
    firsts: I64,
    links: _Links,
    joined: Mapping[int, Joined],
    alike: _Alike,
    threshold: float,
    standing: int,
) -> _Places:
    """Worked out for the first of each set of exact duplicates, then spread to all."""
    count = len(firsts)
    centre, to_centre = np.arange(count), np.ones(count)
    for article, (its_centre, similarity) in joined.items():
        centre[article], to_centre[article] = its_centre, similarity
    kept = _kept(order, firsts, centre, alike, threshold, standing)
    to_kept, weakest = np.ones((count, 3)), np.ones(count)
    its_kept = firsts[kept[centre]]
    units = np.flatnonzero((its_kept != np.arange(count)) & (firsts == np.arange(count)))
    to_kept[units] = alike.both_ways(np.stack([units, its_kept[units]], axis=1))
    inside = centre[links.left] == centre[links.right]
    np.minimum.at(weakest, centre[links.left[inside]], links.similarity[inside])
    np.minimum.at(weakest, centre[units], np.minimum(to_centre[units], to_kept[units, 0]))
    members = np.array(list(joined), np.int64)
    np.minimum.at(weakest, centre[members], to_centre[members])
    of = centre[firsts]
    return _Places(kept[of], of, firsts[kept[of]] == firsts, to_kept[firsts], to_centre[firsts], weakest[of])


def _kept(order: I64, firsts: I64, centre: I64, alike: _Alike, threshold: float, standing: int) -> I64:
    """For each centre the article to keep: the first in the order that every other one of the cluster resembles.

    The centre is one, so there always is; but the first `standing` articles of the order stay whatever resembles them.
    """
    count = len(firsts)
    turn = np.full(count, count)
    np.minimum.at(turn, firsts[order], np.arange(count))  # of each unit's first in the order
    best = order[np.minimum(turn, count - 1)] if count else order
    members: dict[int, list[int]] = {}
    units = np.array(list(alike.near), np.int64)
    for unit in units[np.argsort(turn[units])].tolist():
        members.setdefault(int(centre[unit]), []).append(unit)
    alike.learn((units[0], unit) for units in members.values() for unit in units[1:])
    kept = best.copy()
    for its_centre, own in members.items():
        suits = (
            unit
            for unit in own[:_TRIES]
            if turn[unit] < standing or all(unit == v or alike(unit, v) >= threshold for v in own)
        )
        kept[its_centre] = best[next(suits, its_centre)]
    return kept


def _table(articles: pl.DataFrame, found: _Places, settings: Settings) -> pl.DataFrame:
    ids = articles["article"]
    alone, kept = pl.len().over("cluster") == 1, pl.col("article") == pl.col("cluster")
    return (
        articles.select("article", "words", date=_date())
        .with_columns(
            ids.gather(found.kept).alias("cluster"),
            ids.gather(found.centre).alias("centre"),
            pl.Series("copy", found.copy),
            pl.Series("to_centre", found.to_centre),
            pl.Series("weakest", found.weakest),
            *(pl.Series(name, found.to_kept[:, i]) for i, name in enumerate(_TO_KEPT)),
        )
        .with_columns(
            kept=kept, reason=pl.when(alone).then(pl.lit("only one of its kind")).otherwise(_reason(settings))
        )
        .with_columns(
            pl.when(~alone).then("weakest"),
            *(pl.when(~pl.col("kept")).then(name).alias(name) for name in _TO_KEPT),
        )
        .select(*CLUSTERS)
    )


_TO_KEPT = ("similarity", "article_in_kept", "kept_in_article")


def _reason(settings: Settings) -> pl.Expr:
    """Why an article of a cluster of several is kept or not, in words."""
    why = {
        "earliest": _why_earliest(),
        "longest": pl.format("longest: {} words", "words"),
        "first": pl.lit("first by id"),
    }
    near, through = (
        pl.col("similarity"),
        pl.format("near-duplicate of {}: similarity {}", "centre", _shown("to_centre")),
    )
    return (
        pl.when(pl.col("article") == pl.col("cluster"))
        .then(why[settings.keep])
        .when("copy")
        .then(pl.format("same words as {}", "cluster"))
        .when(near >= settings.threshold)
        .then(pl.format("near-duplicate of {}: similarity {}", "cluster", _shown("similarity")))
        .when(pl.col("article") == pl.col("centre"))
        .then(pl.format("near-duplicate of others in the cluster of {}", "cluster"))
        .otherwise(pl.format("{}, which is in the cluster of {}", through, "cluster"))
    )


def _shown(column: str) -> pl.Expr:
    """A similarity with two digits, rounded down: only what is the same shows 1.0."""
    return (pl.col(column) * 100).floor() / 100


def _why_earliest() -> pl.Expr:
    hour = pl.col("date").dt.time()
    shown = (
        pl.when(hour == pl.time(0))
        .then(pl.col("date").dt.to_string("%Y-%m-%d"))
        .when(hour == pl.time(10))  # where a day that may be of any time zone begins: at UTC+14, the day before
        .then((pl.col("date") + pl.duration(hours=14)).dt.to_string("%Y-%m-%d"))
        .otherwise(pl.col("date").dt.to_string("%Y-%m-%d %H:%M"))
    )
    earlier = pl.col("date") > pl.col("date").min().over("cluster")
    tied = (pl.col("date") == pl.col("date").min().over("cluster")).sum().over("cluster") > 1
    return (
        pl.when(pl.col("date").is_null())
        .then(pl.format("no date is known; longest: {} words", "words"))
        .when(earlier)
        .then(pl.format("earliest that all others resemble: {}", shown))
        .when(tied)
        .then(pl.format("earliest: {}, and the longest of that time: {} words", shown, "words"))
        .otherwise(pl.format("earliest: {}", shown))
    )
