"""Rows of each format, parted into kept and removed without touching what they hold."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from typing import Any, BinaryIO

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.csv_records import csv_delimiter
from provenance.corpus.decode import decode
from provenance.corpus.files import File
from provenance.corpus.json_records import json_parts
from provenance.corpus.parquet import parquet_file
from provenance.corpus.record_files import Given, laid_out, records
from provenance.corpus.records import HEADER, Record
from provenance.corpus.unpacking import opened, whole

EXTRA = ("provenance_match", "provenance_similarity", "provenance_removed_in_kept", "provenance_kept_in_removed")
_BATCH = 4096  # parquet rows at a time
_RISKY = tuple("=+-@\t\r＝＋－＠")  # first characters that make a spreadsheet calculate


@dataclass(frozen=True)
class Match:
    """Why a row is removed: the article that stays, and what both share."""

    kept: str  # its id
    similarity: float
    removed_in_kept: float  # share of the removed article's shingles in the kept one
    kept_in_removed: float


Fate = Match | bool | None  # removed for its match, kept (True), or neither
FateOf = Callable[[int], Fate]


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
    extra = json.dumps(dict(zip(EXTRA, astuple(match), strict=True)))
    return body[:-1].rstrip() + b", " + extra[1:].encode() + raw[len(body) :]


def write_text(
    file: File,
    settings: Settings,
    given: Given,
    stdin: BinaryIO | None,
    fate: FateOf,
    kept: BinaryIO,
    removed: BinaryIO,
) -> None:
    """Rows of JSON lines, CSV and JSON, as the bytes they were read from."""
    if file.format == "json":
        _write_json(file, settings, fate, kept, removed)
        return
    delimiter = ","
    try:
        for record in records(file, settings, given, stdin, header=True):
            if record.number == HEADER:
                delimiter = csv_delimiter(decode(record.raw).text, given)
                kept.write(_ended(record.raw))
                removed.write(_with_cells(record.raw, EXTRA, delimiter))
                continue
            verdict = fate(record.number)
            if verdict is True:
                kept.write(record.raw)
            elif isinstance(verdict, Match):
                removed.write(_removed_row(file, record, verdict, delimiter))
    except InputError:
        return  # the ledger has it; what came before stands


def _removed_row(file: File, record: Record, match: Match, delimiter: str) -> bytes:
    if file.format == "jsonl":
        return with_fields(record.raw, match)
    return _with_cells(record.raw, astuple(match), delimiter)


def _ended(raw: bytes) -> bytes:
    return raw if raw.endswith((b"\n", b"\r")) else raw + b"\n"


def _with_cells(raw: bytes, cells: tuple[object, ...], delimiter: str) -> bytes:
    """A row's bytes with more cells before its line end."""
    body = raw.rstrip(b"\r\n")
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow([harmless(cell) for cell in cells])
    return body + delimiter.encode() + text.getvalue().encode() + (raw[len(body) :] or b"\n")


def _write_json(file: File, settings: Settings, fate: FateOf, kept: BinaryIO, removed: BinaryIO) -> None:
    """The document around the records stays in both; the records are parted."""
    with opened(file) as (handle, size):
        parts = json_parts(decode(whole(handle, file.packing, size, settings, longest=settings.file_bytes)).text)
    sides: dict[bool, list[bytes]] = {True: [], False: []}
    for number, text in enumerate(parts.records, 1):
        verdict = fate(number)
        if verdict is True:
            sides[True].append(text.encode())
        elif isinstance(verdict, Match):
            sides[False].append(with_fields(text.encode(), verdict))
    between = b",\n" if parts.before else b"\n"
    for handle, found in ((kept, sides[True]), (removed, sides[False])):
        handle.write(parts.before.encode() + between.join(found) + parts.after.encode())


def write_parquet(
    file: File,
    settings: Settings,
    given: Given,
    stdin: BinaryIO | None,
    fate: FateOf,
    kept: BinaryIO,
    removed: BinaryIO,
) -> None:
    """Rows of parquet with every column, type and metadata of the file, and its compression."""
    import pyarrow.parquet as pq  # noqa: PLC0415  # see parquet.py

    with opened(file, stdin) as found, laid_out(file, found, settings) as (handle, size):
        source = parquet_file(handle, size, settings)
        schema = source.schema_arrow
        wider = _wider(schema)
        packing = _packing(source)
        with pq.ParquetWriter(kept, schema, **packing) as keep, pq.ParquetWriter(removed, wider, **packing) as drop:
            for kept_rows, removed_rows in _parted(source, fate, wider):
                if kept_rows.num_rows:
                    keep.write_batch(kept_rows)
                if removed_rows.num_rows:
                    drop.write_batch(removed_rows)
            for writer in (keep, drop):
                writer.add_key_value_metadata(_notes(source))


def _notes(source: Any) -> dict[bytes, bytes]:  # noqa: ANN401
    """What the file says of itself beside its schema; pyarrow carries on only what stands in the schema."""
    known = {b"ARROW:schema", *(source.schema_arrow.metadata or {})}
    return {name: value for name, value in (source.metadata.metadata or {}).items() if name not in known}


def _packing(source: Any) -> dict[str, str]:  # noqa: ANN401
    about = source.metadata
    if not about.num_row_groups or not about.num_columns:
        return {}
    codec = about.row_group(0).column(0).compression.lower()
    return {"compression": "none" if codec == "uncompressed" else codec}


def _wider(schema: Any) -> Any:  # noqa: ANN401
    import pyarrow as pa  # noqa: PLC0415

    for name, kind in zip(EXTRA, (pa.string(), pa.float64(), pa.float64(), pa.float64()), strict=True):
        schema = schema.append(pa.field(name, kind))
    return schema


def _parted(source: Any, fate: FateOf, wider: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    import pyarrow as pa  # noqa: PLC0415

    number = 0
    for batch in source.iter_batches(_BATCH):
        verdicts = [fate(number + place) for place in range(1, batch.num_rows + 1)]
        number += batch.num_rows
        stay = batch.filter(pa.array([verdict is True for verdict in verdicts], pa.bool_()))
        gone = batch.filter(pa.array([isinstance(verdict, Match) for verdict in verdicts], pa.bool_()))
        matches = [astuple(verdict) for verdict in verdicts if isinstance(verdict, Match)]
        extra = [
            pa.array(values, kind)
            for values, kind in zip(
                zip(*matches, strict=True) if matches else [[]] * len(EXTRA), wider.types[-len(EXTRA) :], strict=True
            )
        ]
        yield stay, pa.RecordBatch.from_arrays([*gone.columns, *extra], schema=wider)
