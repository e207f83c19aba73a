"""The ledger of a run on Spark: the lines that one machine writes, made where the records lie."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from provenance.corpus.dates.date_columns import columns_notes
from provenance.corpus.files import File
from provenance.corpus.ids import UNNAMED
from provenance.corpus.ledger import Entry, Note, accepted_lines, entry, json_lines
from provenance.corpus.read import REMEMBERED, file_entry
from provenance.run.engines.spark.numbers import DateColumns
from provenance.run.engines.spark.reading import DATES, RowReader
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


def record_lines(read: Frame, names: Frame | None, reader: RowReader) -> Frame:
    """For each record its line of the ledger, its verdict, and the article that came of it."""
    records = read.where(F.col("kind") != DATES).select("row", "name", "notes")
    if names is None:
        kinds = {"article": "string", "came": "boolean", "code": "string", "message": "string", "said": "string"}
        records = records.select("*", *(F.lit(None).cast(kind).alias(name) for name, kind in kinds.items()))
    else:
        records = records.join(names.select("row", *_SETTLED), "row", "left")
    return records.select(*_Record._fields).mapInArrow(_lines(reader.order, numbered=reader.lines), _LINES)


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
                _entry(record, order.paths[file], place, line)
                for record, file, place, line in zip(records, files, places, lines, strict=True)
            ]
            yield _batch(order.places(rows), files, entries)

    return work


def _batch(places: Any, files: list[int], entries: Sequence[tuple[Entry, bool]]) -> Any:  # noqa: ANN401
    columns = [
        places,
        files,
        [made.article if came else None for made, came in entries],
        [made.verdict for made, _ in entries],
        [json.dumps([note.code for note in made.notes]) if made.notes else None for made, _ in entries],
        [_line(made) for made, _ in entries],
    ]
    return pa.RecordBatch.from_arrays(
        [pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA
    )


def _line(made: Entry) -> str:
    plain = made.verdict == "accepted" and made.line is None and not made.message and made.record is not None
    lines = accepted_lines(made.path, [made.record or 0], [made.article or ""]) if plain else json_lines([made])
    return next(lines).rstrip("\n")


def _entry(record: _Record, path: str, place: int, line: int | None) -> tuple[Entry, bool]:
    """The entry of a record, and whether an article came of it."""
    notes = [Note(*note) for note in json.loads(record.notes)] if record.notes else []
    if record.code is not None:
        notes = [Note(record.code, record.message or ""), *notes]
    name = record.article if record.article is not None else record.name and record.name.removeprefix(UNNAMED)
    came = record.name is not None and record.came is not False
    said = record.said or "" if came else ""
    return entry(path, notes, record=place, line=line, article=name, message=said), came


def file_entries(
    lines: Frame, order: Order, columns: DateColumns, notes: Sequence[Note], *, frame: bool
) -> list[Entry]:
    """The entries of the files themselves, in their order; of a frame only what its dates tell, if anything."""
    if frame:
        of_dates = [note for note in _of_dates(columns, 0) if note.code.startswith("W-DATE")]
        return [entry(FRAME, of_dates)] if of_dates else []
    counts = dict(lines.where("article is not null").groupBy("file").agg(F.count("*")).collect())
    said = _said(lines)
    return [
        file_entry(
            File(path, name, "jsonl", notes=(*notes, *_of_dates(columns, number))),
            counts.get(number, 0),
            [],
            said.get(number, []),
        )
        for number, (path, name) in enumerate(zip(order.paths, order.names, strict=True))
    ]


def _of_dates(columns: DateColumns, file: int) -> list[Note]:
    return columns_notes(column for (number, _), column in columns.items() if number == file)


def _said(lines: Frame) -> Mapping[int, list[Note]]:
    """The first notes on the records of each file, in the order of reading: file_entry chooses among them."""
    first = F.row_number().over(Window.partitionBy("file").orderBy("place")) <= REMEMBERED
    few = lines.where("codes is not null").select("place", "file", "line", first.alias("first")).where("first")
    notes: dict[int, list[Note]] = {}
    for file, line in few.orderBy("place").select("file", "line").collect():
        made = json.loads(line)
        more = [Note(made["code"], made["message"]), *(Note(note["code"], note["message"]) for note in made["also"])]
        notes[file] = [*notes.get(file, []), *more][:REMEMBERED]
    return notes
