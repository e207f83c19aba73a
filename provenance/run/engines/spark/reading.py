"""What executors make of rows: records read by the rules of the corpus room, their ids and dates still unsettled."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from provenance.base.backend import Backend, load
from provenance.base.errors import EngineError, InputError
from provenance.base.preference import preference
from provenance.base.settings import Settings
from provenance.base.tokens import I64
from provenance.corpus.files import File
from provenance.corpus.formats.json_records import json_line_records
from provenance.corpus.formats.lines import Line, lines
from provenance.corpus.formats.parquet import Columns, rows_of
from provenance.corpus.formats.records import Record
from provenance.corpus.ids import UnsettledIds
from provenance.corpus.ledger import Entry, Note
from provenance.corpus.read import one_record
from provenance.corpus.slices import Slice
from provenance.index.twins import SIGNED_TEXTS_BY
from provenance.run.backends import KERNELS, OF_ROWS
from provenance.run.engines.spark.rows import LINE, OWN, ROW, Order

ARTICLE, REJECTED, DATES = 0, 1, 2  # kinds of rows that reading gives; DATES has a part of a column of dates
_TIME = pa.timestamp("us", "UTC")
READ = pa.schema([
    ("kind", pa.int32()), ("row", pa.int64()), ("name", pa.string()), ("content", pa.binary()),
    ("published_from", _TIME), ("published_to", _TIME), ("unread", pa.int64()), ("open", pa.string()),
    ("notes", pa.string()), ("words", pa.int64()), ("d0", pa.int64()), ("d1", pa.int64()), ("signature", pa.binary()),
    ("preferred", pa.int64()), ("rank", pa.float64()), ("file", pa.int32()),
])  # fmt: skip
READ_SCHEMA = (
    "kind int, row long, name string, content binary, published_from timestamp, published_to timestamp, unread long, "
    "open string, notes string, words long, d0 long, d1 long, signature binary, "
    "preferred long, rank double, file int"
)
Batches = Iterable[Any]  # of Arrow
Work = Callable[[Batches], Iterator[Any]]


@dataclass(frozen=True)
class RowReader:
    """All that it takes to read a row anywhere."""

    columns: Columns
    given: tuple[tuple[str, str], ...]
    settings: Settings
    order: Order
    backend: Backend
    lines: bool = False  # whether rows are lines of JSON
    wanted: tuple[str, ...] = ()  # the columns that a record has; none: all

    def counting(self) -> Backend:
        """The backend, as far as this executor has it."""
        return _usable() if self.backend == "numba" else "python"

    def fresh(self) -> "RowReader":
        """The same with columns of dates of its own."""
        columns = Columns(self.columns.chosen, self.columns.wanted, self.columns.guessed, self.columns.notes)
        return replace(self, columns=columns)


@cache
def _usable() -> Backend:
    try:
        for module in KERNELS + OF_ROWS:
            load(module)
    except EngineError:
        return "python"
    return "numba"


def read_rows(reader: RowReader) -> Work:
    """Rows -> READ: for each row the article that came of it, or why none did; last, what its dates tell."""

    def work(batches: Batches) -> Iterator[Any]:
        parts = _DateParts(reader)
        for batch in batches:
            for piece, rows in pieces_of(batch, reader.order):
                rows_read = slice_of(piece, rows, parts.reader_of(rows))
                yield _read_batch(rows_read, rows, reader, _open_dates(rows_read, piece, rows, reader))
        yield from parts.batches()

    return work


class _DateParts:
    """Columns of dates, a part for each stretch of rows of a split that come one after the other."""

    def __init__(self, reader: RowReader) -> None:
        self._reader, self._parts = reader, [(-1, -1, -1, reader)]

    def reader_of(self, rows: I64) -> RowReader:
        """The reader whose columns get the dates of these rows."""
        file, first, beyond, reader = self._parts[-1]
        now, end = int(self._reader.order.files_of(rows[:1])[0]), int(rows[-1]) + 1
        if (file, beyond) == (now, rows[0]):
            self._parts[-1] = (file, first, end, reader)
        else:
            self._parts.append((now, int(rows[0]), end, self._reader.fresh()))
        return self._parts[-1][3]

    def batches(self) -> Iterator[Any]:
        """READ of the columns that have dates."""
        rows = [
            {"kind": DATES, "row": first, "name": field, "notes": json.dumps(column.state())}
            for _, first, _, reader in self._parts[1:]
            for field, column in reader.columns.dated.items()
            if column.given
        ]
        if rows:
            yield pa.RecordBatch.from_pylist(rows, READ)


def pieces_of(
    batch: Any,  # noqa: ANN401  # of Arrow
    order: Order,
    *,
    in_a_row: bool = True,
    row: str = ROW,
) -> Iterator[tuple[Any, I64]]:
    """The rows of a batch by their files, and their numbers; of those that are `in_a_row` none is left out."""
    rows = batch.column(batch.schema.get_field_index(row)).to_numpy()
    new = np.diff(order.files_of(rows)) != 0
    if in_a_row:
        new |= np.diff(order.places(rows)) != 1
    cuts = (np.flatnonzero(new) + 1).tolist()
    for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        if end > start:
            yield batch.slice(start, end - start), rows[start:end]


def slice_of(batch: Any, rows: I64, reader: RowReader) -> Slice:  # noqa: ANN401
    """What came of rows of one file; the i-th of them is record i + 1."""
    file = _file(reader, rows)
    if reader.lines:
        records = line_records(batch.column(batch.schema.get_field_index(LINE)).to_pylist(), reader.settings)
        return _gathered(file, records, reader)
    batch = pa.RecordBatch.from_arrays([_in_utc(column) for column in batch.columns], batch.schema.names)
    batch = batch.select(reader.wanted or [name for name in batch.schema.names if name not in OWN])
    if reader.counting() == "numba":
        batches = load("provenance.corpus.batches")
        rows_read: Slice = batches.slice_of_batch(
            batch, reader.columns, reader.settings, reader.given, UnsettledIds(), file
        )
        return rows_read
    fields = rows_of(batch)
    return _gathered(
        file, (Record(number, None, fields_of_row) for number, fields_of_row in enumerate(fields, 1)), reader
    )


def _file(reader: RowReader, rows: I64) -> File:
    number = int(reader.order.files_of(rows[:1])[0])
    return File(reader.order.paths[number], reader.order.names[number], "jsonl")


def _in_utc(column: Any) -> Any:  # noqa: ANN401
    """A column of times in UTC, whatever zone the session shows them in."""
    if pa.types.is_timestamp(column.type) and column.type.tz is not None:
        return column.cast(_TIME)
    return column


def _gathered(file: File, records: Iterable[Record], reader: RowReader) -> Slice:
    order = preference(reader.settings.keep, reader.settings.prefer)
    rows_read, ids, columns = Slice(order=order), UnsettledIds(), reader.columns
    for record in records:
        rows_read.hear(*one_record(file, record, reader.settings, reader.given, ids, columns.guessed, columns.dated))
    return rows_read


def line_records(raws: Sequence[bytes], settings: Settings) -> Iterator[Record]:
    """The records of lines, numbered by their places among these; blank lines are none."""
    try:
        parsed = [*lines(iter([b"\n".join(raws)]), settings, blank=False)]
    except InputError:  # the first of them looks like no text: each is read by itself
        parsed = []
        for number, raw in enumerate(raws, 1):
            parsed += [replace(line, number=number) for line in _lines_of(raw, settings)]
    for record in json_line_records(parsed):
        yield replace(record, number=record.line or 0)


def _lines_of(raw: bytes, settings: Settings) -> list[Line]:
    try:
        return [*lines(iter([raw]), settings, blank=False)]
    except InputError as error:
        return [Line(1, raw, "", (Note(error.code, error.what),))]


def texts_of(rows_read: Slice) -> Any:  # noqa: ANN401
    """The texts of a slice in the form that is quickest to count in."""
    return rows_read.strings if rows_read.texts is None else rows_read.texts


def _open_dates(rows_read: Slice, batch: Any, rows: I64, reader: RowReader) -> list[str | None]:  # noqa: ANN401
    """For each article of a slice the date that its column may settle."""
    dates = [rows_read.open.get(name) for name in rows_read.ids]
    if rows_read.open and len(set(rows_read.ids)) < len(rows_read.ids):  # the slice knows dates by their ids
        places = [record - 1 for record in rows_read.records if record is not None]
        alone = [slice_of(batch.slice(start, 1), rows[start : start + 1], reader.fresh()) for start in places]
        dates = [next(iter(single.open.values()), None) for single in alone]
    return [None if date is None else date.text for date in dates]


def _read_batch(rows_read: Slice, rows: I64, reader: RowReader, dates: Sequence[str | None]) -> Any:  # noqa: ANN401
    """READ of a slice."""
    places = np.array(rows_read.records, np.int64) - 1
    count = len(rows_read.ids)
    entry_of = {entry.record: entry for entry in rows_read.told if entry.record is not None}
    notes = {record: _notes(entry) for record, entry in entry_of.items()}
    lost = [record for record in entry_of if entry_of[record].article is None]
    signs = SIGNED_TEXTS_BY[reader.counting()](texts_of(rows_read), reader.settings.sketch)
    signatures: list[bytes | None] = [None] * count
    for row, article in enumerate(signs.signatures.articles.tolist()):
        signatures[article] = signs.signatures.values[row].tobytes()
    digests = np.ascontiguousarray(signs.digests).view(np.int64)
    file = int(reader.order.files_of(rows[:1])[0])
    columns: dict[str, Any] = {
        "kind": [ARTICLE] * count,
        "file": [file] * count,
        "row": rows[places],
        "name": rows_read.ids,
        "content": rows_read.contents,
        "published_from": [interval[0] for interval in rows_read.published],
        "published_to": [interval[1] for interval in rows_read.published],
        "unread": [rows_read.unread, *[0] * (count - 1)][:count],
        "open": dates,
        "notes": [notes.get(record or 0) for record in rows_read.records],
        "words": signs.lengths,
        "d0": digests[:, 0],
        "d1": digests[:, 1],
        "signature": signatures,
    }
    if rows_read.ranks:
        columns |= dict(zip(("preferred", "rank"), zip(*rows_read.ranks, strict=True), strict=True))
    complete = _batch(columns, count)
    if not lost:
        return complete
    gone = {"kind": [REJECTED] * len(lost), "file": [file] * len(lost), "row": rows[np.array(lost) - 1]}
    gone["notes"] = [notes[record] for record in lost]
    tables = [pa.Table.from_batches([batch]) for batch in (complete, _batch(gone, len(lost)))]
    return pa.concat_tables(tables).combine_chunks().to_batches()[0]


def _batch(columns: dict[str, Any], count: int) -> Any:  # noqa: ANN401
    arrays = [pa.array(columns[f.name], f.type) if f.name in columns else pa.nulls(count, f.type) for f in READ]
    return pa.RecordBatch.from_arrays(arrays, schema=READ)


def _notes(entry: Entry) -> str:
    return json.dumps([[note.code, note.message] for note in entry.notes])
