"""A polars frame becomes the articles table: the corpus room for those who already hold their records in memory."""

from collections.abc import Mapping

import polars as pl

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.articles import frame as framed
from provenance.corpus.articles import row
from provenance.corpus.ledger import Entry
from provenance.corpus.read import read_records


def articles_of(
    frame: pl.DataFrame, settings: Settings, *, columns: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, list[Entry]]:
    """The articles of a frame, a row each, sorted by id, and what became of every row; `record` counts rows from 1.

    >>> found, _ = articles_of(pl.DataFrame({"id": [7], "body": ["Rain fell on the pier."]}), Settings())
    >>> found.select("article", "record", "words").rows()
    [('7', 1, 5)]

    Raises InputError where no row of some could be used: nothing to work on is seldom what was meant.
    """
    rows: list[dict[str, object]] = []
    ledger: list[Entry] = []
    for entry, article in read_records(frame.iter_rows(named=True), settings, columns=columns):
        ledger.append(entry)
        if article is not None:
            rows.append(row(article))
    if ledger and all(entry.verdict == "rejected" for entry in ledger):
        advice = 'columns={"text": ...} to name the column that holds the text'
        raise InputError("E-NOTHING-READ", f"no row could be used: the first {ledger[0].message}", advice=advice)
    return framed(rows), ledger
