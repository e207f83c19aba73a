"""A file of records becomes its records, whatever its format: the one place that knows which reader is whose."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from provenance.base.aside import room_for, scratch
from provenance.base.settings import Settings
from provenance.corpus.csv_records import csv_records
from provenance.corpus.decode import decode
from provenance.corpus.files import File
from provenance.corpus.json_records import json_line_records, json_parts, json_records
from provenance.corpus.lines import lines, longest_line
from provenance.corpus.parquet import parquet_records
from provenance.corpus.records import HEADER, Record
from provenance.corpus.unpacking import capped, chunks, opened, whole

Given = tuple[tuple[str, str], ...]  # what an article has, and the column that the user says holds it
Opened = tuple[BinaryIO, int | None]


def records(
    file: File, settings: Settings, given: Given = (), stdin: BinaryIO | None = None, *, header: bool = False
) -> Iterator[Record]:
    """The records of one file; what breaks it off is raised as InputError after those that could be read.

    With `header`, the header of a CSV file comes first, as record 0.
    """
    with opened(file, stdin) as found:
        for record in _READERS[file.format](file, found, settings, given):
            if header or record.number != HEADER:
                yield record


def _json_lines(file: File, found: Opened, settings: Settings, given: Given) -> Iterator[Record]:
    return json_line_records(lines(chunks(found[0], file.packing), settings))


def _csv(file: File, found: Opened, settings: Settings, given: Given) -> Iterator[Record]:
    rows = lines(chunks(found[0], file.packing), settings, carriage_returns=True)
    return csv_records(rows, given, longest_line(settings))


def _json(file: File, found: Opened, settings: Settings, given: Given) -> Iterator[Record]:
    decoded = decode(whole(found[0], file.packing, found[1], settings, longest=settings.file_bytes))
    if not decoded.text.strip():
        return
    for record in json_records(json_parts(decoded.text)):
        yield Record(record.number, record.line, record.fields, (*decoded.notes, *record.notes), record.raw)


def _parquet(file: File, found: Opened, settings: Settings, given: Given) -> Iterator[Record]:
    with laid_out(file, found, settings) as (handle, size):
        yield from parquet_records(handle, size, settings, given)


@contextmanager
def laid_out(file: File, found: Opened, settings: Settings) -> Iterator[tuple[BinaryIO, int]]:
    """The bytes so that they can be read from their end, as parquet is: packed ones in a temporary file, capped."""
    handle, size = found
    if not file.packing and size is not None:
        yield handle, size
        return
    cap = settings.file_bytes if size is None else max(settings.file_bytes, settings.expansion * size)
    with scratch() as (copy, folder):
        for piece in capped(chunks(handle, file.packing), cap):
            with room_for(folder):
                copy.write(piece)
        with room_for(folder):
            copy.flush()
        yield cast(BinaryIO, copy), copy.tell()


_READERS: dict[str, Callable[[File, Opened, Settings, Given], Iterator[Record]]] = {
    "jsonl": _json_lines,
    "json": _json,
    "csv": _csv,
    "parquet": _parquet,
}
