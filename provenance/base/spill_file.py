"""A temporary file for what is too much for memory: it has no name, and is gone when it is closed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from provenance.base.atomic_write import room_for


class SpillFile:
    """Bytes are put at its end and read from anywhere.

    >>> spill = SpillFile()
    >>> with spill.appending() as file:
    ...     _ = file.write(b"rain, snow")
    >>> spill.read(6, 4)
    b'snow'
    >>> spill.close()
    """

    def __init__(self, folder: Path | None = None) -> None:
        """In `folder`, or where the machine has temporary files; nothing is made yet."""
        self._folder = folder
        self._file: IO[bytes] | None = None

    @contextmanager
    def appending(self) -> Iterator[IO[bytes]]:
        """The file, at its end. MachineError names the folder where there is no room for what is written inside."""
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # closed with the object
        with room_for(self._folder or tempfile.gettempdir()):
            self._file.seek(0, 2)
            yield self._file
            self._file.flush()  # here, and not when something is read: only here is a full disk told by its folder

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from there; ValueError where nothing was written."""
        if self._file is None:
            raise ValueError("nothing was written")
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        """The file is gone."""
        if self._file is not None:
            with suppress(OSError):  # what could not be written before cannot be now
                self._file.close()
