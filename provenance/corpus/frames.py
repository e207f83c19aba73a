"""A polars frame becomes the articles table: the corpus room for those who already hold their records in memory."""

from collections.abc import Iterator, Mapping

import polars as pl

from provenance.base.backend import Backend, load
from provenance.base.errors import InputError
from provenance.base.preference import preference
from provenance.base.settings import Settings
from provenance.corpus.articles import collected
from provenance.corpus.columns import given_columns
from provenance.corpus.ledger import Entry
from provenance.corpus.read import read_records
from provenance.corpus.slices import Slice, gathered

_ROWS = 4096  # of a slice


def articles_of(
    frame: pl.DataFrame, settings: Settings, *, columns: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, list[Entry]]:
    """The articles of a frame, a row each, sorted by id, and what became of every row; `record` counts rows from 1.

    >>> found, _ = articles_of(pl.DataFrame({"id": [7], "body": ["Rain fell on the pier."]}), Settings())
    >>> found.select("article", "record", "words").rows()
    [('7', 1, 5)]

    Raises InputError where no row of some could be used: nothing to work on is seldom what was meant.
    """
    frame_articles, ledger = collected(read_records(frame.iter_rows(named=True), settings, columns=columns))
    if ledger and all(entry.verdict == "rejected" for entry in ledger if entry.record is not None):
        raise nothing_read(ledger[0])
    return frame_articles, ledger


def nothing_read(first: Entry) -> InputError:
    """What to say where no row could be used."""
    advice = 'columns={"text": ...} to name the column that holds the text'
    return InputError("E-NOTHING-READ", f"no row could be used: the first {first.message}", advice=advice)


def frame_slices(
    frame: pl.DataFrame, settings: Settings, backend: Backend, *, columns: Mapping[str, str] | None = None
) -> Iterator[Slice]:
    """The articles of a frame, slice by slice, and what became of every row; `record` counts rows from 1.

    >>> [made] = frame_slices(pl.DataFrame({"id": [7], "body": ["Rain fell on the pier."]}), Settings(), "python")
    >>> made.ids, made.records
    (['7'], [1])
    """
    if backend == "python":
        order = preference(settings.keep, settings.prefer)
        yield from gathered(read_records(frame.iter_rows(named=True), settings, columns=columns), order)
        return
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    mapping = given_columns(columns, settings)
    yield from load("provenance.corpus.batches").slices_of_batches(table.to_batches(_ROWS), settings, mapping)
