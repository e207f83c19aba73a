"""Inputs become the `articles` table and the ledger: the corpus room's one verb."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, table
from provenance.corpus.article_row import row
from provenance.corpus.ledger import Entry
from provenance.corpus.read import read


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
    rows: list[dict[str, object]] = []
    ledger: list[Entry] = []
    for entry, article in read(inputs, settings, columns=columns, stdin=stdin, without=without):
        ledger.append(entry)
        if article is None:
            continue
        rows.append(row(article))
        if progress is not None:
            progress(len(rows))
    return frame(rows), ledger


def frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows as the articles table, sorted by id."""
    return table(sorted(rows, key=lambda made: str(made["article"])), ARTICLES)
