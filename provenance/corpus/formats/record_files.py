"""A file of records becomes its records, whatever its format: the one place that knows which reader is whose."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import SEEK_END, BufferedReader
from itertools import chain
from typing import BinaryIO, cast

from provenance.base.atomic_write import room_for, scratch
from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.columns import columns_for
from provenance.corpus.files import STDIN, File
from provenance.corpus.formats.csv_records import csv_records
from provenance.corpus.formats.decode import Decoded, read_as
from provenance.corpus.formats.dialects import DELIMITERS
from provenance.corpus.formats.json_parts import json_parts
from provenance.corpus.formats.json_records import form, json_line_records, json_records
from provenance.corpus.formats.known_records import known_record
from provenance.corpus.formats.lines import lines, longest_line
from provenance.corpus.formats.parquet import parquet_records
from provenance.corpus.formats.records import Record
from provenance.corpus.formats.several import LONGEST_POINTER, POINTER, is_pointer
from provenance.corpus.formats.unpacking import capped, chunks, most_at_once, opened
from provenance.corpus.ledger import Entry, Note, entry

Given = tuple[tuple[str, str], ...]  # what an article has, and the column that the user says holds it
_PARQUET = b"PAR1"  # the first bytes of a file
_HEADER = 10_000  # bytes in which a header ends
_FILES = (  # first bytes of what is read as a file, and not from standard input
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"WARC/", "a WARC file"),
    (b"<", "XML or HTML"),
)
_PEEKED = 64  # bytes in which it shows
Opened = tuple[BinaryIO, int | None]


def records(
    file: File, settings: Settings, mapping: Given = (), stdin: BinaryIO | None = None, *, verbatim: bool = False
) -> Iterator[Record]:
    """The records of one file; what breaks it off is raised as InputError after those that could be read.

    Of a CSV file, what stands before its rows comes first, as record 0. With `verbatim`, records too long to be
    read have their bytes all the same.
    """
    with opened(file, stdin) as (handle, size):
        if file.format == "parquet":
            yield from _parquet(file, (handle, size), settings, mapping)
            return
        pieces = chunks(handle, file.packing)
        head = next(pieces, b"")
        if is_pointer(head[:LONGEST_POINTER].decode("ascii", "replace")) and len(head) <= LONGEST_POINTER:
            raise InputError(POINTER.code, POINTER.message)
        kind, pieces = form_of(file, head), chain([head] if head else [], pieces)
        if kind == "csv":
            rows = lines(pieces, settings, carriage_returns=True, verbatim=verbatim)
            yield from csv_records(rows, mapping, longest_line(settings), settings)
        elif kind == "jsonl":
            yield from map(known_record, json_line_records(lines(pieces, settings, blank=False, verbatim=verbatim)))
        else:
            yield from _document(pieces, file, size, settings)


def form_of(file: File, head: bytes) -> str:
    """The format of a text file of records, by its first bytes where its name may be wrong or says nothing."""
    if file.format == "csv":
        return "csv"
    if file.path == STDIN and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"[", b"") and _is_table(head):
        return "csv"
    return form(head, file.format)


def as_sent(item: File | Entry, stdin: BinaryIO | None) -> File | Entry:
    """Standard input under the format that its first bytes show: parquet, or records that form_of tells apart.

    An entry where it is neither but an archive, a WARC file or a feed. Any other file as it is.
    """
    if item.path != STDIN or not isinstance(item, File) or stdin is None or item.format == "parquet":
        return item
    if stdin.seekable():
        head = stdin.read(_PEEKED)
        stdin.seek(0)
    else:
        head = stdin.peek(_PEEKED)[:_PEEKED] if isinstance(stdin, BufferedReader) else b""
    if head.startswith(_PARQUET):
        return replace(item, format="parquet")
    kind = next((kind for magic, kind in _FILES if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(magic)), "")
    what = f"is {kind}, and standard input takes JSON lines, CSV or Parquet: unpack it, or give the file by its name"
    return entry(STDIN, [Note("E-STDIN-FORMAT", what)]) if kind else item


def form_in(file: File, stdin: BinaryIO | None = None) -> str:
    """The same by a look into the file; standard input must be seekable, and is wound back."""
    if file.format not in ("json", "jsonl"):
        return file.format
    try:
        with opened(replace(file, watch=None), stdin) as (handle, _):  # a look at the head is no reading
            form = form_of(file, next(chunks(handle, file.packing), b""))
    except InputError:
        return file.format
    if stdin is not None and file.path == STDIN:
        stdin.seek(0)
    return form


def _is_table(head: bytes) -> bool:
    """Whether a stream of no name begins with the header of a CSV file."""
    first = head[:_HEADER].decode("utf-8-sig", "replace").lstrip("\r\n").splitlines()[:1]
    return any("text" in columns_for(tuple(re.split(f"[{re.escape(mark)}\"]+", line.strip('"')))) for mark in DELIMITERS
               for line in first)  # fmt: skip


def json_document(pieces: Iterator[bytes], file: File, size: int | None, settings: Settings) -> Decoded:
    """A JSON document that is read at once; E-TOO-LARGE where that is too much."""
    cap = most_at_once(file.packing, size, settings)
    if size is not None and not file.packing and size > cap:
        raise InputError(
            "E-TOO-LARGE", f"is one JSON document of {size:,} bytes; {cap:,} are allowed: write JSON lines"
        )
    return read_as(b"".join(capped(pieces, cap)), settings.encoding)


def _document(pieces: Iterator[bytes], file: File, size: int | None, settings: Settings) -> Iterator[Record]:
    decoded = json_document(pieces, file, size, settings)
    if decoded.text.strip():
        for record in json_records(json_parts(decoded.text)):
            record_read = Record(record.number, record.line, record.fields, (*decoded.notes, *record.notes), record.raw)
            yield known_record(record_read)


def _parquet(file: File, stream: Opened, settings: Settings, mapping: Given) -> Iterator[Record]:
    with laid_out(file, stream, settings) as (handle, size):
        yield from parquet_records(handle, size, settings, mapping)


@contextmanager
def laid_out(file: File, stream: Opened, settings: Settings) -> Iterator[tuple[BinaryIO, int]]:
    """The bytes so that they can be read from their end, as parquet is: packed ones in a temporary file, capped."""
    handle, size = stream
    if file.path == STDIN and handle.seekable():
        size = handle.seek(0, SEEK_END)
        handle.seek(0)
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
