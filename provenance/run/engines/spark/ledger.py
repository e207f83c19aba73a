"""The ledger of a run on Spark: the lines that one machine writes, made where the records lie."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from provenance.corpus.dates.date_columns import columns_notes
from provenance.corpus.files import File
from provenance.corpus.ids import UNNAMED
from provenance.corpus.ledger import Entry, Note, accepted_lines, entry, json_lines
from provenance.corpus.read import REMEMBERED, file_entry
from provenance.run.engines.spark.numbers import DateColumns
from provenance.run.engines.spark.reading import DATES, RowReader, pieces_of
from provenance.run.engines.spark.rows import FRAME, Order
from provenance.run.engines.spark.session import F, Frame, Window

_LINES = "place long, file int, article string, verdict string, codes string, line string"
_SCHEMA = pa.schema([
    ("place", pa.int64()), ("file", pa.int32()),
    *((name, pa.string()) for name in ("article", "verdict", "codes", "line")),
])  # fmt: skip
_SETTLED = ("article", "came", "code", "message", "said")


class _Record(NamedTuple):
    """What is known of a record: as it was read, and how its id was settled."""

    row: int
    name: str | None  # None for one of which no article came
    notes: str | None
    article: str | None  # the id, where it had to be settled
    came: bool | None
    code: str | None
    message: str | None
    said: str | None


def remark_lines(read: Frame, names: Frame | None, reader: RowReader) -> Frame:
    """For each record of which there is something to say its line of the ledger, and the article that came of it."""
    records = _settled(read, names).where(~_is_plain())
    return records.select(*_Record._fields).mapInArrow(_lines(reader.order, numbered=reader.lines), _LINES)


def plain_records(read: Frame, names: Frame | None) -> Frame:
    """row, file, article: those that came in with nothing to say."""
    article = F.coalesce("article", F.translate("name", UNNAMED, "")).alias("article")
    return _settled(read, names).where(_is_plain()).select("row", "file", article)


def plain_lines(plain: Frame, reader: RowReader) -> Frame:
    """Their lines, some microseconds each: they are made where they are written, and are no stage."""
    return plain.select("row", "article").mapInArrow(_accepted(reader.order, numbered=reader.lines), "line string")


def _settled(read: Frame, names: Frame | None) -> Frame:
    """Records as they were read, and how their ids were settled."""
    records = read.where(F.col("kind") != DATES).select("row", "file", "name", "notes")
    if names is not None:
        return records.join(names.select("row", *_SETTLED), "row", "left")
    kinds = {"article": "string", "came": "boolean", "code": "string", "message": "string", "said": "string"}
    return records.select("*", *(F.lit(None).cast(kind).alias(name) for name, kind in kinds.items()))


def _is_plain() -> Any:  # noqa: ANN401  # a column of Spark
    return F.expr("name is not null and notes is null and code is null and coalesce(said, '') = ''")


def _accepted(order: Order, *, numbered: bool) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            for piece, rows in pieces_of(batch, order, in_a_row=False, row="row"):
                path = order.paths[int(order.files_of(rows[:1])[0])]
                lines = order.lines(rows).tolist() if numbered else None
                written = accepted_lines(path, order.records(rows).tolist(), piece.column(1).to_pylist(), lines)
                yield pa.RecordBatch.from_arrays([pa.array([line.rstrip("\n") for line in written])], ["line"])

    return work


def _lines(order: Order, *, numbered: bool) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Records of the ledger as lines; those of JSON lines are `numbered` by their line too."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            rows = batch.column(0).to_numpy()
            files, places = order.files_of(rows).tolist(), order.records(rows).tolist()
            lines = order.lines(rows).tolist() if numbered else [None] * len(rows)
            columns = [rows.tolist(), *(column.to_pylist() for column in batch.columns[1:])]
            records = map(_Record._make, zip(*columns, strict=True))
            entries = [
                _entry(record, order.paths[file], number, line)
                for record, file, number, line in zip(records, files, places, lines, strict=True)
            ]
            yield _batch(order.places(rows), files, entries)

    return work


def _batch(places: Any, files: list[int], entries: Sequence[tuple[Entry, bool]]) -> Any:  # noqa: ANN401
    columns = [
        places,
        files,
        [line_entry.article if came else None for line_entry, came in entries],
        [line_entry.verdict for line_entry, _ in entries],
        [
            json.dumps([note.code for note in line_entry.notes]) if line_entry.notes else None
            for line_entry, _ in entries
        ],
        [line.rstrip("\n") for line in json_lines(line_entry for line_entry, _ in entries)],
    ]
    return pa.RecordBatch.from_arrays(
        [pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA
    )


def _entry(record: _Record, path: str, number: int, line: int | None) -> tuple[Entry, bool]:
    """The entry of a record, and whether an article came of it."""
    notes = [Note(*note) for note in json.loads(record.notes)] if record.notes else []
    if record.code is not None:
        notes = [Note(record.code, record.message or ""), *notes]
    name = record.article if record.article is not None else record.name and record.name.removeprefix(UNNAMED)
    came = record.name is not None and record.came is not False
    message = record.said or "" if came else ""
    return entry(path, notes, record=number, line=line, article=name, message=message), came


def file_entries(
    remarks: Frame, plain: Mapping[int, int], order: Order, columns: DateColumns, notes: Sequence[Note], *, frame: bool
) -> list[Entry]:
    """The entries of the files themselves, in their order; of a frame only what its dates tell, if anything.

    `plain` has how many records of each file came in with nothing to say.
    """
    if frame:
        of_dates = [note for note in _of_dates(columns, 0) if note.code.startswith("W-DATE")]
        return [entry(FRAME, of_dates)] if of_dates else []
    counts = Counter(plain)
    counts.update(dict(remarks.where("article is not null").groupBy("file").agg(F.count("*")).collect()))
    notes_of = _said(remarks)
    return [
        file_entry(
            File(path, name, "jsonl", notes=(*notes, *_of_dates(columns, number))),
            counts[number],
            [],
            notes_of.get(number, []),
        )
        for number, (path, name) in enumerate(zip(order.paths, order.names, strict=True))
    ]


def _of_dates(columns: DateColumns, file: int) -> list[Note]:
    return columns_notes(column for (number, _), column in columns.items() if number == file)


def _said(lines: Frame) -> Mapping[int, list[Note]]:
    """The first notes on the records of each file, in the order of reading: file_entry chooses among them."""
    first = F.row_number().over(Window.partitionBy("file").orderBy("place")) <= REMEMBERED
    firsts = lines.where("codes is not null").select("place", "file", "line", first.alias("first")).where("first")
    notes: dict[int, list[Note]] = {}
    for file, line in firsts.orderBy("place").select("file", "line").collect():
        remark = json.loads(line)
        more = [
            Note(remark["code"], remark["message"]),
            *(Note(note["code"], note["message"]) for note in remark["also"]),
        ]
        notes[file] = [*notes.get(file, []), *more][:REMEMBERED]
    return notes
