"""Why an article of a cluster of several is kept or not, in words."""

import numpy as np
import polars as pl

from provenance.base.settings import Keep

_HUNDREDTHS = pl.Series([str(i / 100) for i in range(101)])  # polars' own division gives .83 or .8300000000000001
_LAST = np.iinfo(np.int64).max


def reasons(articles: pl.DataFrame, keep: Keep, threshold: float) -> pl.Series:
    """A sentence for each article of some whole clusters.

    Columns: `article`, `cluster` and `centre` (ids), `number` (one for each cluster), `date` and `words`, `kept`,
    `copy` (has the words of the kept one), `similarity` (to the kept one) and `to_centre`.
    """
    stays = articles["kept"]
    texts = [_why(articles, keep), articles.filter(~stays).select(reason=_removed(threshold))["reason"]]
    places = pl.concat([stays.arg_true(), (~stays).arg_true()])
    return pl.concat(texts).gather(places.arg_sort())


def _why(articles: pl.DataFrame, keep: Keep) -> pl.Series:
    """Why the kept ones are kept."""
    if keep == "earliest":
        articles = articles.with_columns(**_dates(articles))
    why = {
        "earliest": _earliest(),
        "longest": pl.format("longest: {} words", "words"),
        "first": pl.lit("first by id"),
        "input-order": pl.lit("first in the input"),
    }
    return articles.filter("kept").with_columns(reason=why[keep])["reason"]


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
