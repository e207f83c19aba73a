"""Segments: files of articles in the order of their ids' hashes, with a table of postings for each kind of hash.

A segment is written once, named after what it holds, and never changed. Two that hold the same articles are the same
file, whatever way their articles came.
"""

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import zstandard
from xxhash import xxh3_128_hexdigest

from provenance.base.atomic_write import atomic_write, save_directory
from provenance.base.errors import StoreError
from provenance.base.tokens import I64, U64
from provenance.index.columns import Column, ColumnWriter, Extent, bisected, damaged, mapped_columns
from provenance.index.entries import TABLES, IndexEntry, in_order, table_rows
from provenance.index.postings import Postings, Sorted, arranged, merged_postings, slots_of

ENDING = ".segment"
_MAGIC = b"provenance index segment\n"
_SIZES = struct.Struct("<II")  # bytes of the id of an article and of its record, which follow
_TAIL = 16  # bytes at the end: how long the table of contents is
_CHUNK, _EACH = 1 << 13, 64  # bytes and articles of a piece that is compressed at once
_LEVEL = 3  # of zstandard: higher ones are no smaller on short articles
_HELD = 256  # unpacked pieces that are kept at hand
_ROWS_READ = 1 << 12  # names read at once where all are

Row = tuple[int, str, int, int, bytes]  # hash of the id, id, number of the segment, row, record


class SegmentFile(NamedTuple):
    """A segment that lies on the disk."""

    name: str
    articles: int
    size: int  # bytes


class IndexSegment:
    """An open segment; rows are in the order of the ids' hashes."""

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        if path.stat().st_size != size:
            raise damaged(path, f"the file has {path.stat().st_size:,} bytes, not {size:,}")
        data = np.memmap(path, np.uint8, "r")
        contents = _contents(bytes(data[-_TAIL:]), data, path)
        places = {name: Extent(*extent) for name, extent in contents["columns"].items()}
        sums = {name: b64decode(theirs) for name, theirs in contents["sums"].items()}
        self._columns = mapped_columns(data, places, sums, path)
        self.names: Column = self._columns["names"]
        self.tables = {name: self._table(name, contents["slots"][name]) for name in TABLES}
        self._piece = lru_cache(_HELD)(self._unpacked)

    def __len__(self) -> int:
        return len(self.names)

    @property
    def record_bytes(self) -> int:
        """Bytes that the records take, compressed; the rest of the file leads to them."""
        return len(self._columns["records"])

    def _table(self, name: str, packed: str) -> Postings:
        counts = np.frombuffer(zstandard.decompress(b64decode(packed)), np.uint32)
        return Postings(self._columns[name], slots_of([counts]))

    @cached_property
    def _starts(self) -> I64:
        """The first row of each piece."""
        result: I64 = self._columns["starts"].complete().astype(np.int64)
        return result

    def _unpacked(self, piece: int) -> bytes:
        start, end = self._columns["bounds"].part(piece, piece + 2).tolist()
        try:
            return zstandard.decompress(self._columns["records"].part(start, end).data)
        except zstandard.ZstdError as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> StoreError:
        return damaged(self._path, f"a record cannot be read ({error})")

    def record(self, row: int) -> tuple[str, bytes]:
        """The id and the record of an article."""
        piece = int(self._starts.searchsorted(row, "right")) - 1
        data = self._piece(piece)
        try:
            start = 0
            for _ in range(row - int(self._starts[piece])):
                start = _record_end(data, start)
            return _record_at(data, start)
        except (struct.error, ValueError) as error:
            raise self._unreadable(error) from None

    def rows_of(self, names: U64, articles: Sequence[str]) -> list[int | None]:
        """The rows of articles, by their ids' hashes and their ids; None for those that are not here."""
        if not len(self):
            return [None] * len(names)
        low = np.zeros(len(names), np.int64)
        start = bisected(self.names, names, low, low + len(self))
        result: list[int | None] = [None] * len(names)
        hits = self.names.take(np.minimum(start, len(self) - 1)) == names
        for hit in np.flatnonzero(hits).tolist():
            result[hit] = self._same(int(start[hit]), int(names[hit]), articles[hit])
        return result

    def _same(self, row: int, name: int, article: str) -> int | None:
        while row < len(self) and int(self.names.part(row, row + 1)[0]) == name:
            if self.record(row)[0] == article:
                return row
            row += 1
        return None

    def all_rows(self, number: int, dead: frozenset[int] | set[int] = frozenset()) -> Iterator[Row]:
        """All articles in order, as `in_order` takes them."""
        row = 0
        for piece in range(len(self._starts)):
            theirs = self._records(piece)
            hashes = self.names.part(row, row + len(theirs)).tolist()
            for name, (article, data) in zip(hashes, theirs, strict=True):
                if row not in dead:
                    yield name, article, number, row, data
                row += 1

    def _records(self, piece: int) -> list[tuple[str, bytes]]:
        """The articles of a piece."""
        data = self._unpacked(piece)
        result, start = [], 0
        try:
            while start < len(data):
                result.append(_record_at(data, start))
                start = _record_end(data, start)
        except (struct.error, ValueError) as error:
            raise self._unreadable(error) from None
        return result

    def check(self) -> None:
        """Raises StoreError where any byte is not what was written, or what was written makes no sense."""
        for column in self._columns.values():
            column.complete()
        rows = last = 0
        for name, article, _, row, _ in self.all_rows(0):
            if name < last or IndexEntry(article, b"", {}).rank[0] != name:
                raise damaged(self._path, f"article {row} is not where it belongs")
            last, rows = name, rows + 1
        for table in self.tables.values():
            entries = table.entries.complete()
            if int(table.slots[-1]) != len(entries) or (
                len(entries) and int((entries & np.uint64(2**32 - 1)).max()) >= rows
            ):
                raise damaged(self._path, "a table leads to articles that are not there")


def _contents(tail: bytes, data: Any, path: Path) -> dict[str, Any]:  # noqa: ANN401  # a map of bytes
    """The table of contents, which names the file."""
    try:
        text = bytes(data[-_TAIL - int(tail) : -_TAIL])
        if xxh3_128_hexdigest(text) != path.stem:
            raise ValueError("its name does not fit what it holds")
        contents: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise damaged(path, f"this is no segment of an index ({error})") from None
    return contents


def _record_at(data: bytes, start: int) -> tuple[str, bytes]:
    """The id and the record of the article that begins there in a piece."""
    name, size = _SIZES.unpack_from(data, start)
    middle = start + _SIZES.size + name
    return data[start + _SIZES.size : middle].decode("utf-8", "surrogatepass"), data[middle : middle + size]


def _record_end(data: bytes, start: int) -> int:
    name, size = _SIZES.unpack_from(data, start)
    return int(start + _SIZES.size + name + size)


def _packed_record(article: str, data: bytes) -> bytes:
    name = article.encode("utf-8", "surrogatepass")
    return _SIZES.pack(len(name), len(data)) + name + data


def write_segment(folder: Path, entries: Sequence[IndexEntry]) -> SegmentFile:
    """A segment of these articles, each id once."""
    ordered = sorted(entries, key=lambda entry: entry.rank)
    rows = ((*entry.rank, 0, row, entry.data) for row, entry in enumerate(ordered))
    tables = {name: [arranged(*table_rows(ordered, name))] for name in TABLES}
    return _write(folder, rows, lambda _: tables)


def joined_segments(
    folder: Path, segments: Sequence[IndexSegment], dead: Sequence[frozenset[int] | set[int]]
) -> SegmentFile:
    """One segment of the articles of several that are not dead; of an id that several hold, the first one's article."""
    rows = in_order(
        [item.all_rows(number, gone) for number, (item, gone) in enumerate(zip(segments, dead, strict=True))]
    )

    def tables(places: Sequence[I64]) -> Mapping[str, Iterable[Sorted]]:
        return {name: merged_postings([item.tables[name] for item in segments], places) for name in TABLES}

    return _write(folder, rows, tables, [len(item) for item in segments])


class _Numbers:
    """Which new row each old one has, while the articles go by."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.places = [np.full(size, -1, np.int64) for size in sizes]
        self.count = 0

    def add(self, number: int, row: int) -> None:
        if self.places:
            self.places[number][row] = self.count
        self.count += 1


def _write(folder: Path, rows: Iterable[Row], tables: Any, sizes: Sequence[int] = ()) -> SegmentFile:  # noqa: ANN401
    """Write the columns, name the file after its table of contents, and have it on the disk."""
    making = folder / "new.making"
    numbers, names, pieces = _Numbers(sizes), _Names(), _Pieces()
    with atomic_write(making, lasting=True) as file:
        file.write(_MAGIC)
        writer = ColumnWriter(file, len(_MAGIC))
        writer.write("records", "u1", _compressed(rows, numbers, names, pieces))
        writer.write("names", "<u8", names.parts())
        writer.write("starts", "<u4", [np.array(pieces.starts, np.uint32)])
        writer.write("bounds", "<u8", [np.array(pieces.bounds, np.uint64)])
        slots = {}
        for name, parts in tables(numbers.places).items():
            counts: list[Any] = []
            writer.write(name, "<u8", _entries(parts, counts))
            slots[name] = b64encode(zstandard.compress(sum(counts).astype(np.uint32).tobytes(), _LEVEL)).decode()
        sums = {name: b64encode(theirs).decode() for name, theirs in writer.sums.items()}
        contents = json.dumps({"columns": writer.places, "sums": sums, "slots": slots}).encode()
        file.write(contents + f"{len(contents):{_TAIL}d}".encode())
        size = file.tell()
    path = folder / f"{xxh3_128_hexdigest(contents)}{ENDING}"
    making.replace(path)
    save_directory(folder)
    return SegmentFile(path.stem, numbers.count, size)


class _Names:
    """The hashes of ids, some thousand in an array."""

    def __init__(self) -> None:
        self._full: list[U64] = []
        self._rest: list[int] = []

    def add(self, name: int) -> None:
        self._rest.append(name)
        if len(self._rest) == _ROWS_READ:
            self._full.append(np.array(self._rest, np.uint64))
            self._rest.clear()

    def parts(self) -> list[U64]:
        return [*self._full, np.array(self._rest, np.uint64)]


class _Pieces:
    """Where pieces begin: in rows, and in bytes."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.bounds = [0]

    def add(self, row: int, size: int) -> None:
        self.starts.append(row)
        self.bounds.append(self.bounds[-1] + size)


def _compressed(rows: Iterable[Row], numbers: _Numbers, names: _Names, pieces: _Pieces) -> Iterator[Any]:
    """The records in compressed pieces, noted on the way."""
    packer = zstandard.ZstdCompressor(level=_LEVEL)
    pending: list[bytes] = []
    size = first = 0
    for name, article, number, row, data in rows:
        record = _packed_record(article, data)
        if pending and (size + len(record) > _CHUNK or len(pending) == _EACH):
            yield _piece(packer, pending, first, pieces)
            pending, size, first = [], 0, numbers.count
        pending.append(record)
        size += len(record)
        numbers.add(number, row)
        names.add(name)
    if pending:
        yield _piece(packer, pending, first, pieces)


def _piece(packer: zstandard.ZstdCompressor, pending: Sequence[bytes], first: int, pieces: _Pieces) -> Any:  # noqa: ANN401
    packed = packer.compress(b"".join(pending))
    pieces.add(first, len(packed))
    return np.frombuffer(packed, np.uint8)


def _entries(parts: Iterable[Sorted], counts: list[Any]) -> Iterator[U64]:
    for chunk in parts:
        counts.append(chunk.counts)
        yield chunk.entries


class Held:
    """A few articles in memory that can be asked what a segment can be."""

    def __init__(self, entries: Sequence[IndexEntry]) -> None:
        self._given = entries

    def __len__(self) -> int:
        return len(self._given)

    @cached_property
    def entries(self) -> list[IndexEntry]:
        """The articles in order."""
        return sorted(self._given, key=lambda entry: entry.rank)

    @cached_property
    def names(self) -> Column:
        """The hashes of their ids."""
        return _Unchecked.of(np.array([entry.rank[0] for entry in self.entries], np.uint64))

    @cached_property
    def tables(self) -> Mapping[str, Postings]:
        """What leads to them."""
        built = {name: arranged(*table_rows(self.entries, name)) for name in TABLES}
        return {name: Postings(_Unchecked.of(item.entries), slots_of([item.counts])) for name, item in built.items()}

    @property
    def record_bytes(self) -> int:
        """Bytes that the records take."""
        return sum(len(entry.data) for entry in self._given)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {entry.article: row for row, entry in enumerate(self.entries)}

    def record(self, row: int) -> tuple[str, bytes]:
        """The id and the record of an article."""
        return self.entries[row].article, self.entries[row].data

    def rows_of(self, names: U64, articles: Sequence[str]) -> list[int | None]:
        """The rows of articles, None for those that are not here."""
        return [self._rows.get(article) for article in articles]

    def all_rows(self, number: int, dead: frozenset[int] | set[int] = frozenset()) -> Iterator[Row]:
        """All articles in order."""
        for row, entry in enumerate(self.entries):
            if row not in dead:
                yield (*entry.rank, number, row, entry.data)


class _Unchecked(Column):
    """A column in memory, which nothing can change."""

    @classmethod
    def of(cls, data: U64) -> Self:
        return cls(data, np.empty(0, np.uint64), "")

    def _check(self, blocks: I64) -> None:
        pass
