"""Inputs become the `articles` table and the ledger: the corpus room's one verb."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import polars as pl

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, table
from provenance.corpus.article import Article
from provenance.corpus.article_row import dates_of, row
from provenance.corpus.ledger import Entry
from provenance.corpus.read import Reading, read


def articles(
    inputs: Sequence[str | Path],
    settings: Settings,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    progress: Callable[[int], None] | None = None,
    without: Path | None = None,
) -> tuple[pl.DataFrame, list[Entry]]:
    """All articles of the inputs, sorted by id, and what became of every file and record seen.

    `progress` is told the number of articles so far; a folder `without` is passed over. The origin room fills
    datelines and dates from the text.
    """
    return collected(read(inputs, settings, columns=columns, stdin=stdin, without=without), progress)


def collected(
    readings: Iterable[Reading], progress: Callable[[int], None] | None = None
) -> tuple[pl.DataFrame, list[Entry]]:
    """Readings as the articles table and the ledger; dates are settled once all of their column is read."""
    rows: list[dict[str, object]] = []
    still: list[tuple[dict[str, object], Article]] = []
    ledger: list[Entry] = []
    for entry, article in readings:
        ledger.append(entry)
        if article is None:
            continue
        rows.append(row(article))
        if article.open:
            still.append((rows[-1], replace(article, text="")))
        if progress is not None:
            progress(len(rows))
    for made, article in still:
        made.update(dates_of(article.settled()))
    return frame(rows), ledger


def frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows as the articles table, sorted by id."""
    return table(sorted(rows, key=lambda made: str(made["article"])), ARTICLES)
