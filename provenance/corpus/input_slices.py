"""Inputs become slices: some megabytes of articles at a time, with no more of each than a corpus of any size can bear.

Rows of parquet whose texts and fields are ordinary are taken many at a time; every other record goes the way of
read.py, one by one, with the same outcome.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from provenance.base.backend import Backend, Starting
from provenance.base.errors import InputError
from provenance.base.preference import preference
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.columns import given_columns
from provenance.corpus.files import File, files
from provenance.corpus.formats.parquet import claimed_bytes
from provenance.corpus.formats.record_files import as_sent
from provenance.corpus.formats.unpacking import opened
from provenance.corpus.ids import Ids
from provenance.corpus.ledger import Entry
from provenance.corpus.read import Reading, readings
from provenance.corpus.slices import Slice, gathered

OnRead = Callable[[Entry, Article | None], object]
_SMALL = 5_000  # bytes of parquet that are not worth a look
_PACKED = 4  # times that packed text grows, or so


def slices(
    inputs: Sequence[str | Path],
    settings: Settings,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    backend: Backend | Starting = "python",
    listed: Sequence[File | Entry] | None = None,
    on_read: OnRead | None = None,
) -> Iterator[Slice]:
    """All articles of the inputs, slice by slice; the same articles whatever the backend.

    `listed` are the files of the inputs, where they are known already. `on_read` gets every reading.
    """
    mapping, ids, order = given_columns(columns, settings), Ids(), preference(settings.keep, settings.prefer)
    for item in (as_sent(item, stdin) for item in (files(inputs) if listed is None else listed)):
        if isinstance(item, File) and item.format == "parquet" and backend != "python" and not on_read:
            batches = import_module("provenance.corpus.batches")  # and pyarrow
            yield from batches.slices_of(item, settings, mapping, ids, stdin, backend)
        else:
            stream = [(item, None)] if isinstance(item, Entry) else readings(item, settings, mapping, ids, stdin)
            yield from gathered(stream if on_read is None else _passed_on(stream, on_read), order)


def _passed_on(stream: Iterable[Reading], on_read: OnRead) -> Iterator[Reading]:
    for reading in stream:
        on_read(*reading)
        yield reading


def size_of(
    inputs: Sequence[str | Path],
    settings: Settings,
    stdin: BinaryIO | None = None,
    listed: Sequence[File | Entry] | None = None,
) -> int:
    """About how many bytes the inputs hold, unpacked; `listed` are their files, where they are known already."""
    total = 0
    for item in (as_sent(item, stdin) for item in (files(inputs) if listed is None else listed)):
        if isinstance(item, File):
            unwatched = replace(item, watch=None)  # a look at the size is no reading
            with suppress(InputError, OSError), opened(unwatched, stdin) as (handle, size):
                total += _unpacked(item, handle, size, settings)
    return total


def _unpacked(file: File, handle: BinaryIO, size: int | None, settings: Settings) -> int:
    if size is None:
        end = handle.seek(0, SEEK_END)
        handle.seek(0)
        return end
    if file.format == "parquet" and not file.packing and size > _SMALL:
        return claimed_bytes(handle, size, settings)
    return size * (_PACKED if file.packing else 1)
