"""Why an article of a cluster of several is kept or not, in words."""

import numpy as np
import polars as pl

from provenance.base.preference import ORDERS, Preference
from provenance.base.preference import preference as preference_of
from provenance.base.settings import Settings

_HUNDREDTHS = pl.Series([str(i / 100) for i in range(101)])  # polars' own division gives .83 or .8300000000000001
_LAST = np.iinfo(np.int64).max


def reasons(articles: pl.DataFrame, settings: Settings) -> pl.Series:
    """A sentence for each article of some whole clusters.

    Columns: `article`, `cluster` and `centre` (ids), `number` (one for each cluster), `date` and `words`, `kept`,
    `copy` (has the words of the kept one), `similarity` (to the kept one) and `to_centre`; `preferred` and `rank` where
    a user chooses by columns.
    """
    stays = articles["kept"]
    texts = [_why(articles, settings), articles.filter(~stays).select(reason=_removed(settings.threshold))["reason"]]
    places = pl.concat([stays.arg_true(), (~stays).arg_true()])
    return pl.concat(texts).gather(places.arg_sort())


def _why(articles: pl.DataFrame, settings: Settings) -> pl.Series:
    """Why the kept ones are kept."""
    keep, order = settings.keep, preference_of(settings.keep, settings.prefer)
    if keep == "earliest":
        articles = articles.with_columns(**_dates(articles))
    why = {
        "earliest": _earliest(),
        "longest": pl.format("longest: {} words", "words"),
        "first": pl.lit("first by id"),
        "input-order": pl.lit("first in the input"),
    }
    reason = why[keep] if keep in ORDERS else _by_column(order, articles)
    if "preferred" in articles.columns and order is not None and order.prefer:
        reason = _preferred(order, reason)
    return articles.filter("kept").with_columns(reason=reason)["reason"]


def _by_column(order: Preference | None, articles: pl.DataFrame) -> pl.Expr:
    """The number of the column that decided."""
    if order is None or "rank" not in articles.columns:
        return pl.lit("first by date")
    number = -pl.col("rank") if order.highest else pl.col("rank")
    which = "highest" if order.highest else "lowest"
    return (
        pl.when(pl.col("rank").is_finite())
        .then(pl.format("{} {}: {}", pl.lit(which), pl.lit(order.column), number))
        .otherwise(pl.format("it has no number in {}", pl.lit(order.column)))
    )


def _preferred(order: Preference, reason: pl.Expr) -> pl.Expr:
    """The preferred value that decided, before the reason among those that have it."""
    values = pl.lit(pl.Series([f"{name}={value} is preferred; " for name, value in order.prefer] + [""]))
    place = pl.col("preferred").fill_null(len(order.prefer))
    return pl.concat_str(values.gather(place), reason)


def _dates(articles: pl.DataFrame) -> dict[str, pl.Series]:
    """Which articles are later than another of their cluster, and in which clusters several are the earliest."""
    dates, number = articles["date"].dt.epoch("us").fill_null(_LAST).to_numpy(), articles["number"].to_numpy()
    earliest = np.full(number.max(initial=-1) + 1, _LAST)
    np.minimum.at(earliest, number, dates)
    first = dates == earliest[number]
    return {"later": pl.Series(~first), "tied": pl.Series(np.bincount(number[first], minlength=1)[number] > 1)}


def _removed(threshold: float) -> pl.Expr:
    through = pl.format("near-duplicate of {}: similarity {}", "centre", _shown("to_centre"))
    return (
        pl.when("copy")
        .then(pl.format("same words as {}", "cluster"))
        .when(pl.col("similarity") >= threshold)
        .then(pl.format("near-duplicate of {}: similarity {}", "cluster", _shown("similarity")))
        .when(pl.col("article") == pl.col("centre"))
        .then(pl.format("near-duplicate of others in the cluster of {}", "cluster"))
        .otherwise(pl.format("{}, which is in the cluster of {}", through, "cluster"))
    )


def _shown(column: str) -> pl.Expr:
    """A similarity with two digits, rounded down: only what is the same shows 1.0."""
    return pl.lit(_HUNDREDTHS).gather((pl.col(column) * 100).floor().cast(pl.UInt32))


def _earliest() -> pl.Expr:
    hour = pl.col("date").dt.time()
    shown = (
        pl.when(hour == pl.time(0))
        .then(pl.col("date").dt.to_string("%Y-%m-%d"))
        .when(hour == pl.time(10))  # where a day that may be of any time zone begins: at UTC+14, the day before
        .then((pl.col("date") + pl.duration(hours=14)).dt.to_string("%Y-%m-%d"))
        .otherwise(pl.col("date").dt.to_string("%Y-%m-%d %H:%M"))
    )
    return (
        pl.when(pl.col("date").is_null())
        .then(pl.format("no date is known; longest: {} words", "words"))
        .when("later")
        .then(pl.format("earliest that all others resemble: {}", shown))
        .when("tied")
        .then(pl.format("earliest: {}, and the longest of that time: {} words", shown, "words"))
        .otherwise(pl.format("earliest: {}", shown))
    )
