"""The texts of a corpus, in the order of reading: in memory while there is room, the others in a temporary file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, Self

import numpy as np
import numpy.typing as npt

from provenance.base.atomic_write import SpillFile
from provenance.base.tokens import I64

_HELD = 64_000_000  # bytes held in memory
_BOOL = npt.NDArray[np.bool_]
Column = Any  # texts: a list of strings, or an arrow column


class Part(Protocol):
    """Some texts that came together."""

    def __len__(self) -> int: ...

    def whole(self) -> Column:
        """All of them."""

    def chosen(self, places: I64) -> Column:
        """Those at the places."""


class Texts:
    """Texts, added slice by slice. The file lies in `folder`, has no name there, and is gone when this is closed."""

    def __init__(self, folder: Path | None = None, limit: int = _HELD) -> None:
        self._spill, self._room = SpillFile(folder), limit
        self._parts: list[tuple[int, Part]] = []
        self.count = self.size = 0  # texts, and their bytes
        self.columns: dict[str, list[Part]] = {}  # the columns of texts of parquet files as they were read, by path
        self._last: tuple[Column, Part] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._spill.close()

    def add(self, strings: Sequence[str], column: Column = None) -> None:
        """The texts of the next slice; `column` are the same in arrow's form, where there is one.

        >>> with Texts(limit=40) as texts:
        ...     texts.add(["Rain fell.", "Snow fell.", "Hail fell."])
        ...     texts.add(["Fog came.", "Sun came out."])
        ...     [*texts.chosen(np.array([False, True, False, False, True]))]
        [(array([1]), ['Snow fell.']), (array([4]), ['Sun came out.'])]
        """
        if column is not None and self._last is not None and column is self._last[0]:
            stored = self._last[1]
        else:
            stored = self._stored(strings if column is None else column)
        self._parts.append((self.count, stored))
        self.count += len(stored)
        self._last = None

    def keep(self, path: str, column: Column) -> None:
        """A batch of a file's own column of texts; it may be what is added next."""
        stored = self._stored(column)
        self.columns.setdefault(path, []).append(stored)
        self._last = column, stored

    def forget(self) -> None:
        """No text is chosen any more; columns go as they are used."""
        self._parts.clear()

    def chosen(self, is_chosen: _BOOL) -> Iterator[tuple[I64, Column]]:
        """The wanted texts, some at a time: their places in the order of reading, and the texts."""
        for first, stored in self._parts:
            rows = np.flatnonzero(is_chosen[first : first + len(stored)])
            if len(rows):
                yield rows + first, stored.chosen(rows)

    def _stored(self, texts: Column) -> Part:
        listed = isinstance(texts, list)
        self.size += sum(map(len, texts)) if listed else texts.nbytes
        if self.size <= self._room:
            return _Held(texts)
        with self._spill.appending() as file:
            return _Strings.written(texts, file) if listed else _Arrow.written(texts, file)


@dataclass(frozen=True)
class _Held:
    """Texts in memory."""

    texts: Column

    def __len__(self) -> int:
        return len(self.texts)

    def whole(self) -> Column:
        return self.texts

    def chosen(self, places: I64) -> Column:
        return [self.texts[number] for number in places] if isinstance(self.texts, list) else self.texts.take(places)


@dataclass(frozen=True)
class _Strings:
    """Strings in the file, and where there each begins and the last one ends."""

    file: IO[bytes]
    bounds: I64

    @classmethod
    def written(cls, texts: Sequence[str], file: IO[bytes]) -> Self:
        start = file.seek(0, 2)
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        file.write(b"".join(encoded))
        return cls(file, start + np.concatenate([[0], np.cumsum([len(text) for text in encoded], dtype=np.int64)]))

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def whole(self) -> Column:
        return self.chosen(np.arange(len(self)))

    def chosen(self, places: I64) -> Column:
        start = int(self.bounds[0])
        self.file.seek(start)
        read = self.file.read(int(self.bounds[-1]) - start)
        bounds = zip((self.bounds[places] - start).tolist(), (self.bounds[places + 1] - start).tolist(), strict=True)
        return [read[begin:end].decode("utf-8", "surrogatepass") for begin, end in bounds]


@dataclass(frozen=True)
class _Arrow:
    """An arrow column in the file, as arrow's own format of streams has it."""

    file: IO[bytes]
    start: int
    size: int
    rows: int
    schema: Any

    @classmethod
    def written(cls, column: Column, file: IO[bytes]) -> Self:
        import pyarrow as pa  # noqa: PLC0415  # where there is such a column it is loaded

        batch = pa.RecordBatch.from_arrays([column], ["text"])
        read = batch.serialize()
        start = file.seek(0, 2)
        file.write(read)
        return cls(file, start, read.size, len(column), batch.schema)

    def __len__(self) -> int:
        return self.rows

    def whole(self) -> Column:
        import pyarrow as pa  # noqa: PLC0415

        self.file.seek(self.start)
        return pa.ipc.read_record_batch(pa.py_buffer(self.file.read(self.size)), self.schema).column(0)

    def chosen(self, places: I64) -> Column:
        return self.whole().take(places)
