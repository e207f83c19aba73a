"""Rows of parquet, parted into kept, removed and rejected, with every column, type and metadata of the file."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import repeat
from typing import Any, BinaryIO

from provenance.base.errors import InputError
from provenance.corpus.formats.parquet import DICTIONARIES, parquet_columns, parquet_file, rows_a_batch, rows_where
from provenance.corpus.formats.record_files import laid_out
from provenance.corpus.formats.unpacking import opened
from provenance.corpus.writers.parquet_parts import Parts
from provenance.corpus.writers.row_formats import EXTRA, Counts, Job
from provenance.corpus.writers.row_outcomes import KEPT, NEITHER, REMOVED

_GROUP = 24_000_000  # bytes of a row group, at most: they are held until it is encoded
_THREADS = 2  # that encode


def write_parquet(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> Counts:
    """Rows of parquet with every column, type and metadata of the file, its compression and its dictionaries.

    Gives how many went where.
    """

    with opened(job.file, job.stdin) as stream, laid_out(job.file, stream, job.settings) as (handle, size):
        source = parquet_file(handle, size, job.settings)
        schema = source.schema_arrow
        schemas, layout = (schema, _wider(schema), schema), _Made(_packing(source), _notes(source))
        with ThreadPoolExecutor(_THREADS) as threads:
            sides = [_Side(*parts, layout, threads) for parts in zip((kept, removed, rejected), schemas, strict=True)]
            column = _text_column(handle, size, job)
            for parted in _parted(source, job, column, rows_a_batch(handle, size, job.settings)):
                for side, parts in zip(sides, parted, strict=True):
                    side.add(parts)
            for side in sides:
                side.close()
        return sides[0].rows, sides[1].rows, sides[2].rows


def _text_column(handle: BinaryIO, size: int, job: Job) -> str:
    """The column of texts; none where the file has none, and all of its rows are rejected."""
    try:
        return parquet_columns(handle, size, job.settings, job.given).chosen["text"]
    except InputError:
        return ""


@dataclass
class _Made:
    """How row groups are made, and those that are being made for any side, the oldest first."""

    packing: dict[str, Any]
    notes: dict[bytes, bytes]
    coming: deque[Future[memoryview]] = field(default_factory=deque)

    def encoded(self, rows: list[Any], schema: Any) -> memoryview:  # noqa: ANN401
        """A file of one row group; of none, where there are no rows."""
        import pyarrow as pa  # noqa: PLC0415  # see parquet.py
        import pyarrow.parquet as pq  # noqa: PLC0415

        sink = BytesIO()  # grows without being copied, which arrow's own does not
        with pq.ParquetWriter(sink, schema, **self.packing) as writer:
            if rows:
                combined = pa.Table.from_batches(rows)
                writer.write_table(combined, combined.num_rows)
            writer.add_key_value_metadata(self.notes)
        return sink.getbuffer()


class _Side:
    """One of the three files; its rows are gathered until they make a row group, which is encoded in a thread."""

    def __init__(self, file: BinaryIO, schema: Any, layout: _Made, threads: Executor) -> None:  # noqa: ANN401
        self._schema, self._made, self._threads = schema, layout, threads
        self._file, self._encoded = Parts(file), deque[Future[memoryview]]()
        self.rows = self._size = 0
        self._rows: list[Any] = []

    def add(self, rows: Any) -> None:  # noqa: ANN401
        if not rows.num_rows:
            return  # an empty slice would hold on to all that it is a slice of
        self.rows += rows.num_rows
        self._rows.append(rows)
        self._size += rows.nbytes
        if self._size > _GROUP:
            self._encode()

    def _encode(self) -> None:
        """What was gathered becomes a row group; those that are ready are written."""
        coming = self._made.coming
        if len(coming) == _THREADS:  # no more rows are held
            coming.popleft().exception()
        self._encoded.append(self._threads.submit(self._made.encoded, self._rows, self._schema))
        coming.append(self._encoded[-1])
        self._rows, self._size = [], 0
        while self._encoded and self._encoded[0].done():
            self._write()

    def _write(self) -> None:
        self._file.add(self._encoded.popleft().result())

    def close(self) -> None:
        """All that is left, and the footer."""
        if self._rows or not self.rows:
            self._encode()
        while self._encoded:
            self._write()
        self._file.close()


def _notes(source: Any) -> dict[bytes, bytes]:  # noqa: ANN401
    """What the file says of itself beside its schema; pyarrow carries on only what stands in the schema."""
    standard = {b"ARROW:schema", *(source.schema_arrow.metadata or {})}
    return {name: value for name, value in (source.metadata.metadata or {}).items() if name not in standard}


def _packing(source: Any) -> dict[str, Any]:  # noqa: ANN401
    """The compression of the file's first row group, and which of its columns have a dictionary."""
    about = source.metadata
    if not about.num_row_groups or not about.num_columns:
        return {}
    columns = [about.row_group(0).column(number) for number in range(about.num_columns)]
    codec = columns[0].compression.lower()
    encoded = [column.path_in_schema for column in columns if DICTIONARIES & set(column.encodings)]
    return {"compression": "none" if codec == "uncompressed" else codec, "use_dictionary": encoded or False}


def _wider(schema: Any) -> Any:  # noqa: ANN401
    import pyarrow as pa  # noqa: PLC0415

    for name, kind in zip(EXTRA, (pa.string(), pa.float64(), pa.float64(), pa.float64()), strict=True):
        schema = schema.append(pa.field(name, kind))
    return schema


def _parted(source: Any, job: Job, column: str, rows: int) -> Iterator[tuple[Any, Any, Any]]:  # noqa: ANN401
    """Kept rows, removed rows with their matches, and rejected rows of one batch after the other."""
    import pyarrow as pa  # noqa: PLC0415

    wider = _wider(source.schema_arrow)
    number = 1
    for batch in _until_it_breaks_off(_batches(source, job, column, rows)):
        beyond = number + batch.num_rows
        codes = job.fates.codes(number, beyond)
        gone = rows_where(batch, codes == REMOVED)
        matches = job.fates.matches(number, beyond).to_arrow().columns
        extra = [
            column.combine_chunks().cast(kind) for column, kind in zip(matches, wider.types[-len(EXTRA) :], strict=True)
        ]
        number = beyond
        removed = pa.RecordBatch.from_arrays([*gone.columns, *extra], schema=wider)
        yield rows_where(batch, codes == KEPT), removed, rows_where(batch, codes == NEITHER)


def _until_it_breaks_off(batches: Iterator[Any]) -> Iterator[Any]:
    """What can be read of a broken file: the ledger has the rest, and what came before stands."""
    import pyarrow as pa  # noqa: PLC0415

    with suppress(pa.ArrowException, OSError):
        yield from batches


def _batches(source: Any, job: Job, column: str, rows: int) -> Iterator[Any]:  # noqa: ANN401
    """The file's rows; its column of texts is not read again where it is still at hand."""
    import pyarrow as pa  # noqa: PLC0415

    names = source.schema_arrow.names
    position = names.index(column) if column in names else 0
    others = [name for name in names if name != names[position]]
    at_hand = bool(job.texts) and sum(map(len, job.texts)) == source.metadata.num_rows
    if not at_hand or job.texts[0].whole().type != source.schema_arrow.types[position]:
        yield from source.iter_batches(rows)
        return
    lengths = [len(piece) for piece in job.texts]
    read = _cut(source.iter_batches(rows, columns=others), lengths) if others else repeat(None)
    job.texts.reverse()
    for remaining in read:
        if not job.texts:
            break
        texts, columns = job.texts.pop().whole(), [] if remaining is None else list(remaining.columns)
        yield pa.RecordBatch.from_arrays([*columns[:position], texts, *columns[position:]], schema=source.schema_arrow)


def _cut(batches: Iterator[Any], lengths: list[int]) -> Iterator[Any]:
    """The same rows in batches of these lengths: texts may have been read in others, which end where row groups do."""
    import pyarrow as pa  # noqa: PLC0415

    waiting: list[Any] = []
    for length in lengths:
        while sum(batch.num_rows for batch in waiting) < length:
            waiting.append(next(batches))
        if waiting and waiting[0].num_rows == length:
            yield waiting.pop(0)
        else:
            combined = pa.Table.from_batches(waiting)
            yield combined.slice(0, length).combine_chunks().to_batches()[0]
            waiting = combined.slice(length).to_batches()
