"""The texts of a corpus, in the order of reading: in memory while there is room, the others in a temporary file."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import I64

_HELD = 300_000_000  # bytes held in memory
_BOOL = npt.NDArray[np.bool_]
Column = Any  # texts: a list of strings, or an arrow column


@dataclass(frozen=True)
class _Part:
    """The texts of one slice: strings or an arrow column of them, or where their bytes lie in the file."""

    first: int
    texts: Any
    ends: I64 | None

    def __len__(self) -> int:
        return len(self.texts) if self.ends is None else len(self.ends) - 1


class Texts:
    """Texts, added slice by slice. The file lies in `folder`, has no name there, and is gone when this is closed."""

    def __init__(self, folder: Path | None = None, held: int = _HELD) -> None:
        self._folder, self._room = folder, held
        self._parts: list[_Part] = []
        self._file: IO[bytes] | None = None
        self.count = self.size = 0  # texts, and their bytes
        self._columns: dict[str, list[Any]] = {}

    @property
    def columns(self) -> Mapping[str, list[Any]]:
        """The columns of texts of parquet files as they were read, by path; none once there was no room for all."""
        return self._columns if self._file is None else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, strings: Sequence[str], column: Any = None) -> None:  # noqa: ANN401
        """The texts of the next slice; `column` are the same in arrow's form, where there is one.

        >>> with Texts(held=40) as texts:
        ...     texts.add(["Rain fell.", "Snow fell.", "Hail fell."])
        ...     texts.add(["Fog came.", "Sun came out."])
        ...     [*texts.chosen(np.array([False, True, False, False, True]))]
        [(array([1]), ['Snow fell.']), (array([4]), ['Sun came out.'])]
        """
        self.size += column.nbytes if column is not None else sum(map(len, strings))
        if self._file is None and self.size <= self._room:
            self._parts.append(_Part(self.count, column if column is not None else strings, None))
        else:
            self._parts.append(_Part(self.count, None, self._written(strings)))
        self.count += len(strings)

    def keep(self, path: str, column: Any) -> None:  # noqa: ANN401
        """A batch of a file's own column of texts, for as long as there is room."""
        if self._file is None:
            self._columns.setdefault(path, []).append(column)
        else:
            self._columns.clear()

    def forget(self) -> None:
        """No text is chosen any more; columns go as they are used."""
        self._parts.clear()

    def _written(self, strings: Sequence[str]) -> I64:
        """Where each text begins in the file, and where the last one ends."""
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # closed with the object
        start = self._file.seek(0, 2)
        found = [text.encode("utf-8", "surrogatepass") for text in strings]
        self._file.write(b"".join(found))
        return start + np.concatenate([[0], np.cumsum([len(text) for text in found], dtype=np.int64)])

    def chosen(self, wanted: _BOOL) -> Iterator[tuple[I64, Column]]:
        """The wanted texts, some at a time: their places in the order of reading, and the texts."""
        for part in self._parts:
            own = np.flatnonzero(wanted[part.first : part.first + len(part)])
            if len(own):
                yield own + part.first, self._texts(part, own)

    def _texts(self, part: _Part, own: I64) -> Column:
        if part.ends is None:
            return [part.texts[place] for place in own] if isinstance(part.texts, list) else part.texts.take(own)
        assert self._file is not None
        read: list[str] = []
        for start, end in zip(part.ends[own].tolist(), part.ends[own + 1].tolist(), strict=True):
            self._file.seek(start)
            read.append(self._file.read(end - start).decode("utf-8", "surrogatepass"))
        return read
