"""Rows of numbers are put into parts as they are made; each part is read once all are in.

While they are few they stay in memory. Beyond that they lie in a temporary file without a name.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np

from provenance.base.arrays import Numbers
from provenance.base.atomic_write import SpillFile
from provenance.base.tokens import I64

_HELD = 64_000_000  # bytes held in memory
_EACH = 1 << 19  # rows of a part, about
_MOST = 256  # parts


def part_count(rows: int) -> int:
    """How many parts so many rows are worth.

    >>> part_count(1_000), part_count(90_000_000)
    (1, 171)
    """
    return max(1, min(_MOST, rows // _EACH))


class ArrayParts:
    """Rows of several columns, in so many parts; a column has one kind of numbers."""

    def __init__(self, count: int, kinds: Sequence[type], folder: Path | None = None, held: int = _HELD) -> None:
        self.count, self._kinds = count, kinds
        self._spill, self._room = SpillFile(folder), held
        self._row = sum(int(np.dtype(kind).itemsize) for kind in kinds)  # bytes
        self._blocks: list[tuple[I64, list[Numbers | int]]] = []  # bounds of the parts; columns, or where they begin

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._spill.close()

    def add(self, parts: Numbers, *columns: Numbers) -> None:
        """Some rows, and the part that each belongs to.

        >>> with ArrayParts(2, [np.int64], held=20) as rows:
        ...     rows.add(np.array([1, 0, 1]), np.array([5, 6, 7]))
        ...     rows.add(np.array([0, 1]), np.array([8, 9]))
        ...     [[column.tolist() for column in part] for part in rows]
        [[[6, 8]], [[5, 7, 9]]]
        """
        numbers = parts.astype(np.uint8)  # of which numpy sorts 200 million a second
        order = np.argsort(numbers, kind="stable")
        bounds = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=self.count))])
        ordered: list[Numbers] = [
            column[order].astype(kind, copy=False) for column, kind in zip(columns, self._kinds, strict=True)
        ]
        self._room -= len(numbers) * self._row
        self._blocks.append((bounds, list(ordered) if self._room >= 0 else list(map(self._written, ordered))))

    def _written(self, column: Numbers) -> int:
        """Where the column begins in the file."""
        with self._spill.appending() as file:
            begin = file.tell()
            file.write(column.data)
        return begin

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The columns of each part, its rows as they came."""
        for number in range(self.count):
            yield tuple(self._column(number, row, kind) for row, kind in enumerate(self._kinds))

    def _column(self, number: int, row: int, kind: type) -> Numbers:
        pieces: list[Numbers] = [np.empty(0, kind)]
        for bounds, columns in self._blocks:
            begin, end = bounds[number : number + 2].tolist()
            column = columns[row]
            pieces.append(self._read(column, begin, end, kind) if isinstance(column, int) else column[begin:end])
        return np.concatenate(pieces)

    def _read(self, start: int, begin: int, end: int, kind: type) -> Numbers:
        size = np.dtype(kind).itemsize
        return np.frombuffer(self._spill.read(start + begin * size, (end - begin) * size), kind)
