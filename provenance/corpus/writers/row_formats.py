"""Rows of each format, parted into kept and removed without touching what they hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.files import File
from provenance.corpus.formats.dialects import Dialect
from provenance.corpus.formats.json_parts import JsonParts, document, json_parts
from provenance.corpus.formats.record_files import Given, form_in, json_document, records
from provenance.corpus.formats.records import HEADER, Record
from provenance.corpus.formats.unpacking import chunks, opened
from provenance.corpus.writers.row_outcomes import Fates, Match

EXTRA = ("provenance_match", "provenance_similarity", "provenance_removed_in_kept", "provenance_kept_in_removed")
Counts = tuple[int, int, int]  # rows kept, removed and rejected
_RISKY = tuple("=+-@\t\r＝＋－＠")  # first characters that make a spreadsheet calculate


@dataclass(frozen=True)
class Job:
    """A file of records to be parted."""

    file: File
    settings: Settings
    given: Given
    fates: Fates
    stdin: BinaryIO | None
    texts: list[Any] = field(default_factory=list)  # batches of its column of texts that are at hand; used up


def harmless(cell: object) -> object:
    """A cell of a table for spreadsheets: text that would be calculated gets an apostrophe in front.

    >>> harmless("=1+1"), harmless("pier"), harmless(0.5)
    ("'=1+1", 'pier', 0.5)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_RISKY) else cell


def with_fields(raw: bytes, match: Match) -> bytes:
    """A JSON object's bytes with the match behind its last field; its line end stays.

    >>> with_fields(b'{"id": 7}\\n', Match("a", 1.0, 1.0, .5))[:40]
    b'{"id": 7, "provenance_match": "a", "prov'
    """
    return _with_more(raw, dict(zip(EXTRA, match, strict=True)))


def _with_more(raw: bytes, fields: Mapping[str, object]) -> bytes:
    body = raw.rstrip()
    return body[:-1].rstrip() + b", " + json.dumps(fields)[1:].encode() + raw[len(body) :]


def write_text(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> Counts:
    """Rows of JSON lines, CSV and JSON, as the bytes they were read from; how many went where."""
    kind = form_in(job.file, job.stdin)
    if kind == "json":
        return _write_json(job, kept, removed, rejected)
    dialect, stay, gone, neither = Dialect(), 0, 0, 0
    try:
        for record in records(job.file, job.settings, job.given, job.stdin, verbatim=True):
            if record.number == HEADER:
                dialect = record.dialect or dialect
                _write_header(record, dialect, kept, removed, rejected)
                continue
            verdict = job.fates.of(record.number)
            if verdict is True:
                kept.write(record.raw)
                stay += 1
            elif isinstance(verdict, Match):
                removed.write(_removed_row(kind, record, verdict, dialect))
                gone += 1
            else:
                rejected.write(record.raw)
                neither += 1
    except InputError:
        pass  # the ledger has it; what came before stands
    return stay, gone, neither


def _removed_row(kind: str, record: Record, match: Match, dialect: Dialect) -> bytes:
    if kind == "jsonl":
        return with_fields(record.raw, match)
    return _with_cells(record.raw, match, dialect)


def _ended(raw: bytes) -> bytes:
    return raw if raw.endswith((b"\n", b"\r")) else raw + b"\n"


def _with_cells(raw: bytes, cells: tuple[object, ...], dialect: Dialect) -> bytes:
    """A row's bytes with more cells before its line end."""
    body = raw.rstrip(b"\r\n")
    text = dialect.written(harmless(cell) for cell in cells)
    return body + dialect.delimiter.encode() + text.encode() + (raw[len(body) :] or b"\n")


def _write_header(record: Record, dialect: Dialect, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> None:
    """What stands before the rows goes into all files; where no line names the columns, none is added."""
    if not record.raw:
        return
    for side in (kept, rejected):
        side.write(_ended(record.raw))
    removed.write(_ended(record.raw) if dialect.names else _with_cells(record.raw, EXTRA, dialect))


def _write_json(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> Counts:
    """The document around the records stays in all; the records are parted. How many went where."""
    with opened(job.file, job.stdin) as (handle, size):
        parts = json_parts(json_document(chunks(handle, job.file.packing), job.file, size, job.settings).text)
    verdicts = [job.fates.of(number) for number in range(1, len(parts.records) + 1)]
    places: list[list[int]] = [[], [], []]
    for row, verdict in enumerate(verdicts):
        places[0 if verdict is True else 1 if isinstance(verdict, Match) else 2].append(row)
    matches = [verdicts[row] for row in places[1]]
    more = [dict(zip(EXTRA, match, strict=True)) for match in matches if isinstance(match, Match)]
    for handle, extra in zip((kept, removed, rejected), places, strict=True):
        handle.write(_part(parts, extra, more if handle is removed else []))
    return len(places[0]), len(places[1]), len(places[2])


def _part(parts: JsonParts, places: list[int], more: list[dict[str, object]]) -> bytes:
    """The document with these records, and further fields in each of them."""
    if parts.layout in ("split", "columns"):
        return document(parts, places, more).encode("utf-8", "replace")
    rows = [parts.records[number].encode() for number in places]
    if more:
        rows = [_with_more(row, extra) for row, extra in zip(rows, more, strict=True)]
    return parts.before.encode() + (b",\n" if parts.before else b"\n").join(rows) + parts.after.encode()
