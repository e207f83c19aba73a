"""Dates that can mean several days wait until their column is read, and are settled then, a column at a time."""

from collections.abc import Iterator

import polars as pl

from provenance.corpus.dates.date_columns import DateColumn, Keys, keys_of
from provenance.corpus.dates.date_intervals import WIDEST
from provenance.corpus.slices import Slice

_TIME = pl.Datetime("us", "UTC")
_READINGS = {
    "row": pl.Int64(), "vague": pl.Boolean(), "open": pl.UInt32(), "reading": pl.UInt8(), "from": _TIME, "to": _TIME,
}  # fmt: skip


class OpenDates:
    """The readings of such dates, a row each; rows of articles are counted as they are read."""

    def __init__(self) -> None:
        self._frames: list[pl.DataFrame] = []
        self._kinds: dict[tuple[int, Keys], int] = {}  # the column's number and the ways to read a date of it
        self._columns: list[DateColumn] = []

    def add(self, piece: Slice, first: int) -> None:
        """Those of a slice, whose articles are rows from `first` on."""
        if piece.dates is None:
            return
        if not self._columns or self._columns[-1] is not piece.dates:
            self._columns.append(piece.dates)
        rows = list(self._rows(piece, first))
        self._frames.append(pl.DataFrame(rows, schema=_READINGS, orient="row"))

    def _rows(self, piece: Slice, first: int) -> Iterator[tuple[object, ...]]:
        for at, name in enumerate(piece.ids):
            date = piece.open.get(name)
            if date is not None:
                kind = self._kinds.setdefault((len(self._columns) - 1, keys_of(date)), len(self._kinds))
                for number, reading in enumerate(date.readings):
                    yield first + at, date.earliest is None, kind, number, *reading.span

    def settled(self) -> pl.DataFrame:
        """The dates that their columns settle: row, published_from, published_to; null where they still say nothing.

        `vague`: whether they said nothing before.
        """
        frame = pl.concat([pl.DataFrame(schema=_READINGS), *self._frames])
        left = [pl.DataFrame(schema={"open": pl.UInt32(), "reading": pl.UInt8()})]
        for (number, keys), kind in self._kinds.items():
            column = self._columns[number]
            stay = column.left(keys)
            if stay != keys or column.mixed(keys):
                rows = [(kind, at) for at, key in enumerate(keys) if key in stay]
                left.append(pl.DataFrame(rows, schema=left[0].schema, orient="row"))
        spans = (
            frame.join(pl.concat(left), on=["open", "reading"])
            .group_by("row")
            .agg(pl.col("vague").first(), published_from=pl.col("from").min(), published_to=pl.col("to").max())
        )
        wide = pl.col("published_to") - pl.col("published_from") > WIDEST
        return spans.sort("row").with_columns(
            pl.when(~wide).then(pl.col(name)) for name in ("published_from", "published_to")
        )
