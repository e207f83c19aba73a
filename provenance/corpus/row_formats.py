"""Rows of each format, parted into kept and removed without touching what they hold."""

import csv
import io
import json
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.csv_records import csv_delimiter
from provenance.corpus.decode import decode
from provenance.corpus.fates import Fates, Match
from provenance.corpus.files import File
from provenance.corpus.json_records import json_parts
from provenance.corpus.record_files import Given, records
from provenance.corpus.records import HEADER, Record
from provenance.corpus.unpacking import opened, whole

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
    body = raw.rstrip()
    extra = json.dumps(dict(zip(EXTRA, match, strict=True)))
    return body[:-1].rstrip() + b", " + extra[1:].encode() + raw[len(body) :]


def write_text(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> Counts:
    """Rows of JSON lines, CSV and JSON, as the bytes they were read from; how many went where."""
    file = job.file
    if file.format == "json":
        return _write_json(job, kept, removed, rejected)
    delimiter, stay, gone, neither = ",", 0, 0, 0
    try:
        for record in records(file, job.settings, job.given, job.stdin, header=True):
            if record.number == HEADER:
                delimiter = csv_delimiter(decode(record.raw).text, job.given)
                kept.write(_ended(record.raw))
                removed.write(_with_cells(record.raw, EXTRA, delimiter))
                rejected.write(_ended(record.raw))
                continue
            verdict = job.fates.of(record.number)
            if verdict is True:
                kept.write(record.raw)
                stay += 1
            elif isinstance(verdict, Match):
                removed.write(_removed_row(file, record, verdict, delimiter))
                gone += 1
            else:
                rejected.write(record.raw)
                neither += 1
    except InputError:
        pass  # the ledger has it; what came before stands
    return stay, gone, neither


def _removed_row(file: File, record: Record, match: Match, delimiter: str) -> bytes:
    if file.format == "jsonl":
        return with_fields(record.raw, match)
    return _with_cells(record.raw, match, delimiter)


def _ended(raw: bytes) -> bytes:
    return raw if raw.endswith((b"\n", b"\r")) else raw + b"\n"


def _with_cells(raw: bytes, cells: tuple[object, ...], delimiter: str) -> bytes:
    """A row's bytes with more cells before its line end."""
    body = raw.rstrip(b"\r\n")
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow([harmless(cell) for cell in cells])
    return body + delimiter.encode() + text.getvalue().encode() + (raw[len(body) :] or b"\n")


def _write_json(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> Counts:
    """The document around the records stays in all; the records are parted. How many went where."""
    file, settings = job.file, job.settings
    with opened(file) as (handle, size):
        parts = json_parts(decode(whole(handle, file.packing, size, settings, longest=settings.file_bytes)).text)
    stay: list[bytes] = []
    gone: list[bytes] = []
    neither: list[bytes] = []
    for number, text in enumerate(parts.records, 1):
        verdict = job.fates.of(number)
        if isinstance(verdict, Match):
            gone.append(with_fields(text.encode(), verdict))
        else:
            (stay if verdict else neither).append(text.encode())
    between = b",\n" if parts.before else b"\n"
    for handle, found in ((kept, stay), (removed, gone), (rejected, neither)):
        handle.write(parts.before.encode() + between.join(found) + parts.after.encode())
    return len(stay), len(gone), len(neither)
