"""How a file is laid out: its format, packing and encoding, the dialect of a CSV file, and which column is what."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.chosen import SAMPLE, chosen_columns
from provenance.corpus.columns import columns_for, given_columns
from provenance.corpus.files import File, files
from provenance.corpus.formats.decode import read_as
from provenance.corpus.formats.dialects import Dialect
from provenance.corpus.formats.exports import bytes_of
from provenance.corpus.formats.record_files import Given, form_in, records
from provenance.corpus.formats.records import Record
from provenance.corpus.formats.unpacking import chunks, opened
from provenance.corpus.formats.xml_documents import xml_document

_MOST = 20  # files of an archive or a folder that are looked at
_TABLES = {"csv", "json", "jsonl", "parquet"}
_TEXTS = {"csv", "json", "jsonl", "txt", "md"}
_MARKS = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "pipe"}


def file_layouts(
    path: str | Path, settings: Settings, *, columns: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The layout of a file, or of the first files of an archive or a folder; what cannot be found out is left out.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     place = Path(folder, "a.csv")
    ...     _ = place.write_text("nr;body\\n1;Rain fell on the pier, and nobody went out.\\n")
    ...     [layout] = file_layouts(place, Settings())
    >>> layout["format"], layout["dialect"]["delimiter"], layout["columns"]
    ('csv', 'semicolon', {'text': 'body'})
    """
    listed = (item for item in files([path]) if isinstance(item, File))
    return [_layout(file, settings, given_columns(columns)) for file in islice(listed, _MOST)]


def _layout(file: File, settings: Settings, assigned: Given) -> dict[str, Any]:
    values: dict[str, Any] = {"path": file.path, "format": form_in(file), "packing": file.packing}
    try:
        if file.format in _TEXTS:
            values["encoding"] = _encoding(file, settings)
        if file.format in _TABLES:
            values |= _table(list(islice(records(file, settings, assigned), SAMPLE)), assigned)
        if file.format == "xml":
            document = xml_document(bytes_of(file, settings), settings.encoding)
            values |= {"kind": document.kind, "encoding": document.decoded.encoding, "items": len(document.items)}
    except (InputError, OSError):
        pass  # the ledger says why
    return {name: value for name, value in values.items() if value not in ("", None)}


def _encoding(file: File, settings: Settings) -> str:
    with opened(file) as (handle, _):
        return read_as(next(chunks(handle, file.packing), b""), settings.encoding).encoding


def _table(sample: Sequence[Record], assigned: Given) -> dict[str, Any]:
    """What the first records show: the dialect, and what each column is taken for."""
    fields = [record.fields for record in sample if record.fields is not None]
    guessed, _ = chosen_columns(fields, assigned)
    values: dict[str, Any] = {"columns": {}, "other_columns": []}
    if fields:
        chosen = columns_for(tuple(fields[0]), assigned, guessed)
        values = {"columns": dict(sorted(chosen.items(), key=lambda pair: pair[0] != "text"))}
        values["other_columns"] = [name for name in fields[0] if name not in chosen.values()]
    dialect = next((record.dialect for record in sample if record.dialect is not None), None)
    return {**values, **({"dialect": dict(_dialect(dialect))} if dialect else {})}


def _dialect(dialect: Dialect) -> Iterator[tuple[str, object]]:
    yield "delimiter", _MARKS.get(dialect.delimiter, dialect.delimiter)
    yield "quote", dialect.quote or "none"
    yield "escape", "backslash" if dialect.escaped else "doubled"
    yield "lines_above_header", dialect.above
    yield "names", list(dialect.names)
