"""Parquet becomes records, a few rows at a time; what a file claims is compared with its size before it is believed."""

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.chosen import SAMPLE, Pairs, chosen_columns, is_text
from provenance.corpus.columns import NAMES, columns_for, plain_name, root, value_at, without_text
from provenance.corpus.dates.date_columns import DATED, DateColumn
from provenance.corpus.formats.records import Record
from provenance.corpus.formats.several import LONGEST_POINTER, POINTER, is_pointer
from provenance.corpus.ledger import Note

BATCH = 512  # rows at a time
_BUFFER = 1 << 20  # bytes read at a time, so that no column is held as a whole
_SLICE = 8_000_000  # bytes of a slice ...
_BRIEF = 200  # bytes
_BRIEF_VALUE = (
    4_000  # bytes that a value may have and be repeated in any number: a million equal briefs are no bomb ...
)
_GROWN = 4_000_000_000  # ... within so many bytes
_FEWEST, _MOST = 256, 8192  # ... within so many rows
DICTIONARIES = {"PLAIN_DICTIONARY", "RLE_DICTIONARY"}  # encodings; of other columns no byte stands for many


def parquet_file(handle: BinaryIO, size: int, settings: Settings, dictionaries: list[str] | None = None) -> Any:  # noqa: ANN401
    """The open file as pyarrow knows it, once its claims are known to be possible; else InputError."""
    import pyarrow as pa  # noqa: PLC0415  # 0.1 s, and only parquet needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    _check_frame(handle, size)
    try:
        file = pq.ParquetFile(handle, read_dictionary=dictionaries, pre_buffer=False, buffer_size=_BUFFER)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise InputError("E-PARQUET", f"is no readable parquet ({_short(error)})") from None
    _check_claims(file, size, settings)
    return file


def parquet_batches(
    handle: BinaryIO, size: int, settings: Settings, columns: Collection[str], rows: int = BATCH
) -> Generator[Any]:
    """The wanted columns as arrow record batches, none of them swollen. Raises InputError where the file breaks off.

    Columns that the file holds as dictionaries come as dictionaries: a few bytes of these can claim to be gigabytes.
    """
    import pyarrow as pa  # noqa: PLC0415

    file = parquet_file(handle, size, settings, _dictionaries(parquet_file(handle, size, settings), columns))
    allowed = max(settings.file_bytes, settings.expansion * size)
    number = grown = long = 0
    try:
        for batch in file.iter_batches(rows, columns=[name for name in file.schema_arrow.names if name in columns]):
            sizes = [_unpacked_sizes(column, pa) for column in batch.columns]
            grown, long = (
                grown + sum(rows_of_batch[0] for rows_of_batch in sizes),
                long + sum(rows_of_batch[1] for rows_of_batch in sizes),
            )
            if long > allowed or grown > max(allowed, _GROWN):
                raise InputError("E-TOO-LARGE", f"grows from {size:,} to {grown:,} bytes and more")
            yield batch
            number += batch.num_rows
    except (pa.ArrowException, OSError, MemoryError) as error:
        raise InputError("E-PARQUET", f"breaks off after {number} rows ({_short(error)})") from None


@dataclass(frozen=True)
class Columns:
    """Which columns of a file hold what."""

    chosen: Mapping[str, str]  # what an article has -> its column, or a path into it
    wanted: list[str]  # all columns that must be read
    guessed: Pairs = ()  # what the names of the columns do not tell
    notes: tuple[Note, ...] = ()
    dated: dict[str, DateColumn] = field(default_factory=dict)  # those of dates, by what an article has

    def __post_init__(self) -> None:
        self.dated.update({name: DateColumn(self.chosen[name]) for name in DATED if name in self.chosen})


def parquet_columns(handle: BinaryIO, size: int, settings: Settings, mapping: Pairs = ()) -> Columns:
    """The columns that an article needs, by their names and by what the first rows hold.

    Raises InputError where none holds the text.
    """
    schema = parquet_file(handle, size, settings).schema_arrow
    names = tuple(schema.names)
    plain = _plain_column(schema, mapping)
    if plain is not None:
        texts = [fields[plain] for fields in _first_rows(handle, size, settings, [plain])]
        if "text" in dict(mapping) or 2 * sum(map(is_text, texts)) >= len(texts):
            return columns_of(names, [], mapping)
    return columns_of(names, _first_rows(handle, size, settings, names), mapping)


def columns_of(names: tuple[str, ...], sample: Sequence[Mapping[str, object]], mapping: Pairs) -> Columns:
    """The same by the names of the columns, and a sample of the rows where the names are not enough."""
    guessed, notes = chosen_columns(sample, mapping)
    chosen = columns_for(names, mapping, guessed)
    if "text" not in chosen:
        raise InputError("E-NO-TEXT-FIELD", without_text(names, mapping), advice="--text COLUMN")
    roots = {root(column, names) for column in chosen.values()}
    if not all(is_text(value_at(fields, chosen["text"])) for fields in sample):
        roots |= {name for name in names if plain_name(name) in NAMES["text"]}  # one of them may have the text instead
    needed = [name for name in names if name in roots or "article" not in chosen]  # an id is a hash of all
    return Columns(chosen, needed, guessed, notes)


def _plain_column(schema: Any, mapping: Pairs) -> str | None:  # noqa: ANN401
    """The column that alone, by its name and type, can hold the texts."""
    import pyarrow as pa  # noqa: PLC0415

    if any(pa.types.is_struct(kind) for kind in schema.types):
        return None
    if dict(mapping).get("text") in schema.names:
        return dict(mapping)["text"]
    likely = [name for name in schema.names if plain_name(name) in NAMES["text"]]
    return likely[0] if len(likely) == 1 and not pa.types.is_nested(schema.field(likely[0]).type) else None


def _first_rows(handle: BinaryIO, size: int, settings: Settings, names: Collection[str]) -> list[dict[str, object]]:
    batches = parquet_batches(handle, size, settings, names, SAMPLE)
    with closing(batches):
        return [row for batch in islice(batches, 1) for row in rows_of(batch)]


def parquet_records(handle: BinaryIO, size: int, settings: Settings, mapping: Pairs = ()) -> Iterator[Record]:
    """A record a row, with the columns that an article needs. Raises InputError for a damaged or swollen file."""
    columns = parquet_columns(handle, size, settings, mapping).wanted
    number = 0
    for batch in parquet_batches(handle, size, settings, columns):
        for fields in rows_of(batch):
            number += 1
            yield Record(number, None, fields)


def rows_where(batch: Any, chosen: npt.NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """The chosen rows of a record batch, whatever the types of its columns."""
    import pyarrow as pa  # noqa: PLC0415

    if chosen.all():
        return batch
    if not chosen.any():
        return batch.slice(0, 0)
    try:
        return batch.filter(pa.array(chosen))
    except pa.ArrowNotImplementedError:  # arrow cannot filter columns of every type, but cut and join them
        edges = np.flatnonzero(np.diff(chosen, prepend=False, append=False)).reshape(-1, 2).tolist()
        parts = [batch.slice(start, end - start) for start, end in edges]
        return pa.Table.from_batches(parts).combine_chunks().to_batches()[0]


def plain_column(column: Any) -> Any:  # noqa: ANN401
    """A column of strings or bytes in the form that arrow can work with; any other as it is."""
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string_view(column.type):
        return column.cast(pa.large_string())
    return column.cast(pa.large_binary()) if pa.types.is_binary_view(column.type) else column


def rows_of(batch: Any) -> Iterator[dict[str, object]]:  # noqa: ANN401
    """The rows of a record batch, each as a mapping of plain values."""
    columns = [values_of(column) for column in batch.columns]
    for row in zip(*columns, strict=True):
        yield dict(zip(batch.schema.names, row, strict=True))


def _dictionaries(file: Any, asked: Collection[str]) -> list[str]:  # noqa: ANN401
    """The flat columns of which some row group is written with a dictionary."""
    import pyarrow as pa  # noqa: PLC0415

    flat = {field.name for field in file.schema_arrow if not pa.types.is_nested(field.type)} & set(asked)
    about = file.metadata
    groups = [about.row_group(number) for number in range(about.num_row_groups)]
    columns = [group.column(column_number) for group in groups for column_number in range(about.num_columns)]
    names = {column.path_in_schema for column in columns if DICTIONARIES & set(column.encodings)}
    return sorted(flat & names)


def claimed_bytes(handle: BinaryIO, size: int, settings: Settings) -> int:
    """What the file says that it holds, unpacked; no less than so many briefs, which may be one and the same."""
    about = parquet_file(handle, size, settings).metadata
    claimed = sum(int(about.row_group(number).total_byte_size) for number in range(about.num_row_groups))
    return max(claimed, int(about.num_rows) * _BRIEF)


def rows_a_batch(handle: BinaryIO, size: int, settings: Settings) -> int:
    """So many rows as make a slice of some megabytes, as far as the file's claims are true."""
    rows = int(parquet_file(handle, size, settings).metadata.num_rows)
    return max(_FEWEST, min(_MOST, _SLICE * rows // max(1, claimed_bytes(handle, size, settings))))


def _check_frame(handle: BinaryIO, size: int) -> None:
    handle.seek(0)
    start = handle.read(LONGEST_POINTER)
    if is_pointer(start.decode("ascii", "replace")) and size <= LONGEST_POINTER:
        raise InputError(POINTER.code, POINTER.message)
    handle.seek(max(0, size - 8))
    end = handle.read(8)
    handle.seek(0)
    footer = int.from_bytes(end[:4], "little") if len(end) == 8 else 0
    if start[:4] != b"PAR1" or end[4:] != b"PAR1" or not 0 < footer <= size - 12:
        raise InputError("E-PARQUET", "is not parquet, or breaks off")


def _check_claims(file: Any, size: int, settings: Settings) -> None:  # noqa: ANN401
    about = file.metadata
    rows = unpacked = 0
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        rows += group.num_rows
        for column_number in range(group.num_columns):
            column = group.column(column_number)
            unpacked += max(0, column.total_uncompressed_size)
            flat = about.schema.column(column_number).max_repetition_level == 0
            if (flat and column.num_values != group.num_rows) or column.total_compressed_size > size:
                raise InputError("E-PARQUET", "claims more rows or bytes than it holds")
    if rows != about.num_rows:
        raise InputError("E-PARQUET", "claims more rows than it holds")
    if unpacked > max(settings.file_bytes, settings.expansion * size):
        raise InputError("E-TOO-LARGE", f"claims to grow from {size:,} to {unpacked:,} bytes")


def _unpacked_sizes(column: Any, pa: Any) -> tuple[int, int]:  # noqa: ANN401
    """Bytes that the column's values take once no longer shared through a dictionary, and those of longer values."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes), 0
    import pyarrow.compute as pc  # noqa: PLC0415

    lengths = pc.cast(pc.binary_length(column.dictionary.cast(pa.large_binary())), pa.int64()).take(column.indices)
    longer = pc.max_element_wise(pc.subtract(lengths, _BRIEF_VALUE), 0)
    return int(pc.sum(lengths).as_py() or 0), int(pc.sum(longer).as_py() or 0)


def values_of(column: Any) -> list[object]:  # noqa: ANN401
    """An arrow column's plain values; text as bytes where it is not UTF-8, times as ISO text."""
    import pyarrow as pa  # noqa: PLC0415

    column = plain_column(column)
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        return [None if value is None else value.isoformat() for value in _times(column, pa)]
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        try:
            return list(column.to_pylist())
        except UnicodeDecodeError:
            return list(column.cast(pa.large_binary()).to_pylist())
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError, UnicodeDecodeError):
        return [None] * len(column)


def _times(column: Any, pa: Any) -> list[Any]:  # noqa: ANN401
    """Timestamps to the microsecond; what lies outside the years 1 to 9999 is none."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        return [None] * len(column)


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:80] if str(error) else type(error).__name__
