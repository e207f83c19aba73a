"""Pairs become clusters: stars around a centre that every other article of the cluster resembles.

Articles are taken by the number of their pairs; each joins the centre it resembles most, from the threshold t up, or
is a centre itself (Aslam, Pelekhov, Rus 2004: The star clustering algorithm). So any two articles of a cluster are at
least 2 t - 1 alike, and a chain whose ends do not resemble each other is split.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.base.settings import Keep, Settings
from provenance.base.tables import ARTICLES, CLUSTERS, PAIRS, checked
from provenance.base.tokens import I64, Tokens
from provenance.match.similarity import Measure, Similarity, measure

_TRIES = 8  # centres that an article is compared with at a time: keeps a long chain linear
_VAGUE = 31  # days between the bounds of a date from which it says nothing about who was first

_NEEDED = {name: ARTICLES[name] for name in ("article", "words", "published_from", "published_to")}

Near = Mapping[int, Mapping[int, Similarity]]


class Joined(NamedTuple):
    """The centre that an article joined, and how like it the article is."""

    centre: int
    alike: Similarity


_ALONE = Joined(-1, Similarity(0.0, 0.0, 0.0))


def clusters(
    articles: pl.DataFrame,
    pairs: pl.DataFrame,
    tokens: Tokens,
    firsts: I64,
    settings: Settings,
    *,
    standing: Collection[str] = (),
) -> pl.DataFrame:
    """CLUSTERS, one row an article in the articles' order (of their ids), named after the kept article.

    Exact duplicates (those with the same `firsts`) always stay together and cost no comparison. Articles that are
    `standing`, those of an earlier corpus, are kept before any other.
    """
    checked(articles, _NEEDED, "articles")
    order = keep_order(articles, settings.keep, standing)
    near = _near(articles["article"], checked(pairs, PAIRS, "pairs"), firsts)
    between = measure(tokens, settings.sketch.shingle)
    turns = sorted(dict.fromkeys(firsts[order].tolist()), key=lambda unit: -len(near.get(unit, ())))
    joined = stars([unit for unit in turns if unit in near], near, between, settings.threshold)
    return _table(articles, _places(order, firsts, near, joined, between, settings.threshold, len(standing)), settings)


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


def stars(turns: Sequence[int], near: Near, between: Measure, threshold: float) -> dict[int, Joined]:
    """For each article that joins a centre: the centre, and how like it the article is; centres are not in it.

    An article is compared with the centres among its pairs and those that its pairs joined; if it is like none of
    these, with the first centres that any chain of pairs connects it to; at most `_TRIES` each time.

    A chain whose ends differ; the middle is nearer to the second:

    >>> alike = lambda value: Similarity(value, value, value)
    >>> chain = {0: {1: alike(.8)}, 1: {0: alike(.8), 2: alike(.9)}, 2: {1: alike(.9)}}
    >>> {who: joined.centre for who, joined in stars([0, 2, 1], chain, lambda *_: alike(.5), .7).items()}
    {1: 2}
    """
    connected, turn = _components(near), {article: place for place, article in enumerate(turns)}
    centres: dict[int, list[int]] = {}  # of each component, in turn
    joined: dict[int, Joined] = {}
    for article in turns:
        others = centres.setdefault(connected[article], [])
        before = [other for other in near[article] if turn[other] < turn[article]]
        around = sorted({joined[other].centre if other in joined else other for other in before}, key=turn.__getitem__)
        found = _best(article, around, near, between)
        if found.alike.similarity < threshold:
            found = _best(article, others, near, between)
        if found.alike.similarity < threshold:
            others.append(article)
        else:
            joined[article] = found
    return joined


def _best(article: int, centres: Sequence[int], near: Near, between: Measure) -> Joined:
    """The centre the article resembles most, the earlier one where two are equal, among the first few."""
    measured = [Joined(other, near[article].get(other) or between(article, other)) for other in centres[:_TRIES]]
    return max(measured, key=lambda found: found.alike.similarity, default=_ALONE)


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
    centre: I64
    copy: npt.NDArray[np.bool_]  # same words as the kept one
    to_kept: npt.NDArray[np.float64]  # n x 3
    to_centre: npt.NDArray[np.float64]
    weakest: npt.NDArray[np.float64]


def _places(
    order: I64,
    firsts: I64,
    near: Near,
    joined: Mapping[int, Joined],
    between: Measure,
    threshold: float,
    standing: int,
) -> _Places:
    """Worked out for the first of each set of exact duplicates, then spread to all."""
    count = len(firsts)
    centre = np.arange(count)
    for article, (its_centre, _) in joined.items():
        centre[article] = its_centre
    kept = _kept(order, firsts, centre, lambda a, b: near[a].get(b) or between(a, b), threshold, standing)
    to_kept, to_centre, weakest = np.ones((count, 3)), np.ones(count), np.ones(count)
    for article in near:
        its_kept, its_centre = int(firsts[kept[centre[article]]]), int(centre[article])
        if article != its_kept:
            to_kept[article] = near[article].get(its_kept) or between(article, its_kept)
        inside = [alike.similarity for other, alike in near[article].items() if centre[other] == its_centre]
        to_centre[article] = joined[article].alike.similarity if article in joined else 1.0
        weakest[its_centre] = min(weakest[its_centre], to_centre[article], to_kept[article, 0], *inside)
    of = centre[firsts]
    return _Places(kept[of], of, firsts[kept[of]] == firsts, to_kept[firsts], to_centre[firsts], weakest[of])


def _kept(order: I64, firsts: I64, centre: I64, alike: Measure, threshold: float, standing: int) -> I64:
    """For each centre the article to keep: the first in the order that every other one of the cluster resembles.

    The centre is one, so there always is; but the first `standing` articles of the order stay whatever resembles them.
    """
    best: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for article in order.tolist():
        unit = int(firsts[article])
        if unit not in best:
            best[unit] = article
            members.setdefault(int(centre[unit]), []).append(unit)
    stays = set(order[:standing].tolist())
    kept = np.arange(len(firsts))
    for its_centre, units in members.items():
        suits = (
            unit
            for unit in units[:_TRIES]
            if best[unit] in stays or all(unit == v or alike(unit, v).similarity >= threshold for v in units)
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
