"""Columns: arrays in a file that are read in place, each block checked when it is first looked at.

A column is written once and never changed. Its checksums, one for every 16 kB, stand in the file's table of contents.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64_intdigest

from provenance.base.arrays import distinct
from provenance.base.errors import StoreError
from provenance.base.tokens import I64, U8, U64

BLOCK = 1 << 14  # bytes that have one checksum: 2 microseconds to check
_ALIGNED = 64  # bytes that a column begins at a multiple of
_PIECE = 1 << 22  # bytes that are written at once
_FEW = 1000  # numbers that are looked up one by one: more are faster together

Array = npt.NDArray[Any]


def damaged(path: str | Path, what: str) -> StoreError:
    """The error for a file of an index that is not what was written."""
    advice = "provenance index verify, then restore the folder from a copy or build it again"
    return StoreError("E-INDEX-DAMAGED", what, path=path, advice=advice)


class Extent(NamedTuple):
    """Where a column lies in its file."""

    start: int
    size: int  # numbers in it
    kind: str  # numpy's name of its numbers


class Column:
    """A column of a file that is mapped into memory.

    >>> sums = np.array([xxh3_64_intdigest(np.arange(4, dtype=np.uint64).data)], np.uint64)
    >>> one = Column(np.arange(4, dtype=np.uint64), sums, "a.segment")
    >>> one.take(np.array([3, 1])).tolist(), one.part(1, 3).tolist()
    ([3, 1], [1, 2])
    """

    def __init__(self, data: Array, sums: U64, path: str | Path) -> None:
        self._data, self._sums, self._path = data, sums, path
        self._each = BLOCK // data.itemsize
        self._checked = np.zeros(len(sums), np.bool_)

    def __len__(self) -> int:
        return len(self._data)

    def take(self, places: I64) -> Array:
        """The numbers at these places."""
        self._check(places // self._each)
        return self._data[places]

    def first_as_large(self, number: int, start: int, end: int) -> int:
        """The first place from `start` on that holds a number as large, else `end`; the numbers between ascend."""
        self.part(start, end)
        return bisect_left(self._data.data, number, start, end)

    def part(self, start: int, end: int) -> Array:
        """The numbers from one place to another."""
        first, beyond = start // self._each, -(-end // self._each)
        if not self._checked[first:beyond].all():
            self._check(np.arange(first, beyond))
        return self._data[start:end]

    def complete(self) -> Array:
        """All numbers."""
        return self.part(0, len(self))

    def _check(self, blocks: I64) -> None:
        if self._checked[blocks].all():
            return
        fresh = blocks[~self._checked[blocks]]
        for block in distinct(fresh).tolist():
            data = self._data[block * self._each : (block + 1) * self._each]
            if xxh3_64_intdigest(np.ascontiguousarray(data).data) != int(self._sums[block]):
                raise damaged(self._path, "a checksum does not match: the file was changed after it was written")
            self._checked[block] = True


class ColumnWriter:
    """Writes columns into a file, one after the other; `places` and `sums` are its table of contents."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file, self._end = file, start
        self.places: dict[str, Extent] = {}
        self.sums: dict[str, bytes] = {}

    def write(self, name: str, kind: str, parts: Iterable[Array]) -> None:
        """A column out of its parts, in order."""
        pad = -self._end % _ALIGNED
        self._file.write(b"\0" * pad)
        start = self._end + pad
        sums: list[int] = []
        remainder, size = bytearray(), 0
        for block in parts:
            remainder += np.ascontiguousarray(block, kind).tobytes()
            if len(remainder) >= _PIECE:
                size += self._send(remainder, len(remainder) // BLOCK * BLOCK, sums)
        size += self._send(remainder, len(remainder), sums)
        self.places[name] = Extent(start, size // np.dtype(kind).itemsize, kind)
        self.sums[name] = np.array(sums, np.uint64).tobytes()
        self._end = start + size

    def _send(self, remainder: bytearray, size: int, sums: list[int]) -> int:
        with memoryview(remainder) as view, view[:size] as complete:
            for first in range(0, size, BLOCK):
                with complete[first : first + BLOCK] as block:
                    sums.append(xxh3_64_intdigest(block))
            self._file.write(complete)
        del remainder[:size]
        return size


def mapped_columns(data: U8, places: Mapping[str, Extent], sums: Mapping[str, bytes], path: Path) -> dict[str, Column]:
    """The columns of a file's bytes."""
    result = {}
    for name, (start, size, kind) in places.items():
        theirs = np.asarray(data[start : start + size * np.dtype(kind).itemsize]).view(kind)  # a memmap is slow
        if len(theirs) != size:
            raise damaged(path, "the file is shorter than it was written")
        result[name] = Column(theirs, np.frombuffer(sums[name], np.uint64), path)
    return result


def bisected(column: Column, numbers: U64, low: I64, high: I64) -> I64:
    """For each wanted number the first place from `low` on, and before `high`, that holds one as large, else `high`.

    The column holds one number at least.

    >>> one = Column(np.array([2, 2, 5, 9], np.uint64), np.zeros(1, np.uint64), "")
    >>> one._checked[:] = True
    >>> bisected(one, np.array([2, 6], np.uint64), np.array([0, 0]), np.array([4, 4])).tolist()
    [0, 3]
    """
    last = len(column) - 1
    while (going := low < high).any():
        middle = (low + high) >> 1
        less = going & (column.take(np.minimum(middle, last)) < numbers)
        high = np.where(going & ~less, middle, high)
        low = np.where(less, middle + 1, low)
    return low


def lowest_places(column: Column, numbers: U64, low: I64, high: I64) -> I64:
    """The same where the stretches from `low` to `high` are short, which is faster for few numbers."""
    if len(numbers) > _FEW:
        return bisected(column, numbers, low, high)
    stretches = zip(numbers.tolist(), low.tolist(), high.tolist(), strict=True)
    return np.array([column.first_as_large(*stretch) for stretch in stretches], np.int64)
