"""A file is written aside and takes its place only once it is whole; what is too much for memory lies in one, too."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from secrets import token_hex
from typing import IO, BinaryIO

from xxhash import xxh3_64_hexdigest

from provenance.base.errors import MachineError

_FULL = {ENOSPC, EDQUOT, EFBIG}  # what the system says where a disk, a quota or the largest file is full


@contextmanager
def atomic_write(target: Path, *, lasting: bool = False) -> Iterator[BinaryIO]:
    """A file to write that becomes `target`, over what is there, unless writing it fails or it is unlinked by then.

    A `lasting` one is on the disk before it takes its place, whatever becomes of the machine. The file aside is always
    a new one: nothing is written through a link that somebody put in its way.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with atomic_write(Path(folder, "a.txt")) as file:
    ...         _ = file.write(b"Rain.")
    ...     Path(folder, "a.txt").read_text()
    'Rain.'
    """
    digest = xxh3_64_hexdigest(target.name.encode("utf-8", "surrogateescape"))
    partial = target.with_name(f".{digest}-{token_hex(4)}.part")  # a name near the limit cannot grow
    try:
        with room_for(target):
            with partial.open("xb") as file:  # x: O_EXCL, which follows no link
                yield file
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            if partial.exists():
                partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def room_for(path: str | Path) -> Iterator[None]:
    """What is written inside; a full disk is an error that names the path, which the system's own does not.

    >>> with room_for("out/a.txt"):
    ...     raise OSError(ENOSPC, "No space left on device")
    Traceback (most recent call last):
    ...
    provenance.base.errors.MachineError: E-MACHINE out/a.txt: No space left on device. Try: free some space there.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        what = error.strerror or "no space is left"
        raise MachineError("E-MACHINE", what, path=path, advice="free some space there") from None


@contextmanager
def scratch() -> Iterator[tuple[IO[bytes], str]]:
    """A temporary file without a name, and the folder that it lies in, for the error where that is full."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed below
    try:
        yield file, tempfile.gettempdir()
    finally:
        with suppress(OSError):  # what could not be written before cannot be now
            file.close()


def save_directory(folder: Path) -> None:
    """Renames in the folder are on the disk; nothing where the system cannot do that to a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some file systems cannot
            os.fsync(handle)
    finally:
        os.close(handle)


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
