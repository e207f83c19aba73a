"""Dates of publication from the texts themselves, for files of one article, which seldom have other dates."""

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.article_row import row
from provenance.corpus.articles import frame
from provenance.run.intake import Intake


def with_text_dates(kept: Intake, pairs: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The articles; those of a pair that are whole files without a date get one from their text.

    Records of a larger file are dated by their columns alone, where there are any.
    """
    if settings.keep != "earliest":
        return kept.articles
    paired = pl.concat([pairs["left"], pairs["right"]]).implode()
    needy = pl.col("article").is_in(paired) & pl.col("published_from").is_null() & pl.col("record").is_null()
    is_undated = kept.articles.select(needy).to_series().to_numpy()
    dates = _dated(kept, is_undated, settings) if is_undated.any() else None
    return kept.articles if dates is None else kept.articles.update(dates, on="article", how="left")


def _dated(kept: Intake, is_undated: npt.NDArray[np.bool_], settings: Settings) -> pl.DataFrame:
    from provenance.origin.dates.table import dated_articles  # noqa: PLC0415  # .1 s of patterns, and most corpora have dates

    names = dict(zip(kept.rows.tolist(), kept.articles["article"].to_list(), strict=True))
    rows = [
        row(Article(names[number], "", None, None, text))
        for places, texts in kept.texts.chosen(kept.as_read(is_undated))
        for number, text in zip(places.tolist(), map(str, texts), strict=True)
    ]
    return dated_articles(frame(rows), settings).select("article", "published_from", "published_to")
