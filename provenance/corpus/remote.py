"""Addresses such as s3://bucket/folder become files, through pyarrow. Only an address that a user typed leads here.

The filesystems of pyarrow read s3, gs, abfs and hdfs. Rules for links and devices are for local files alone; an address
with file: is a local path, and goes by them.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import pyarrow as pa
from pyarrow import fs

from provenance.base.errors import InputError
from provenance.base.escaping import one_line, shown_address, without_user
from provenance.corpus.ledger import Entry, Note, entry

SCHEMES = "s3://, gs://, abfs:// or hdfs://"
_BUFFER = 1 << 20  # bytes asked for at a time
_LONGEST = 200  # characters of an error


@dataclass(frozen=True)
class RemoteFile:
    """One file elsewhere, and how it is opened."""

    shown: str  # as messages and tables name it
    name: str  # below the address that was given
    system: Any  # a filesystem of pyarrow
    path: str
    alone: bool = False  # whether the address is this very file's

    def opened(self) -> tuple[BinaryIO, int]:
        """The file, open for reading, and its size. Raises InputError."""
        try:
            about = self.system.get_file_info(self.path)
            if about.type != fs.FileType.File:
                raise InputError("E-NOT-FOUND", "no such file")
            raw = _Raw(self.system.open_input_file(self.path), (about.size, about.mtime_ns or 0))
        except (OSError, pa.ArrowException, ValueError) as error:
            raise InputError("E-REMOTE", _reason(error)) from None
        return cast(BinaryIO, io.BufferedReader(raw, _BUFFER)), about.size


class _Raw(io.RawIOBase):
    """A file of pyarrow as Python reads files; `state` is its size and time of change, by which a change is seen."""

    def __init__(self, native: Any, state: tuple[int, int]) -> None:  # noqa: ANN401
        self._native, self.state = native, state

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """And from any place."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return int(self._native.seek(offset, whence))

    def tell(self) -> int:
        """The place it is at."""
        return int(self._native.tell())

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Fill the buffer; an OSError carries the service's message."""
        try:
            data = self._native.read(len(buffer))
        except pa.ArrowException as error:
            raise OSError(5, _reason(error)) from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """No longer needed."""
        self._native.close()
        super().close()


def filesystem(address: str) -> tuple[Any, str]:
    """The filesystem of an address, and the path in it."""
    system, path = fs.FileSystem.from_uri(address)
    return system, path


def remote_files(address: str) -> Iterator[RemoteFile | Entry]:
    """The file at an address, or all files below it, sorted by path; an Entry for what cannot be read."""
    shown_root = shown_address(address)
    try:
        system, path = filesystem(address)
        about = system.get_file_info(path)
        if about.type == fs.FileType.NotFound:
            yield entry(shown_root, [Note("E-NOT-FOUND", "nothing is there")])
            return
        if about.type == fs.FileType.File:
            yield RemoteFile(shown_root, path.rpartition("/")[2], system, path, alone=True)
            return
        inside = system.get_file_info(fs.FileSelector(path, recursive=True))
    except (OSError, pa.ArrowException, ValueError, NotImplementedError) as error:
        yield entry(shown_root, [Note("E-REMOTE", f"{_reason(error)}; addresses are {SCHEMES}")])
        return
    root = path.rstrip("/") + "/"
    chosen = sorted(item.path for item in inside if item.type == fs.FileType.File)
    if not chosen:
        yield entry(shown_root, [Note("W-EMPTY", "an empty folder")])
    for key in chosen:
        name = key.removeprefix(root)
        shown = f"{shown_root.rstrip('/')}/{name}"
        if any(folder.startswith(".") for folder in name.split("/")):
            yield entry(shown, message="hidden: passed over")
        else:
            yield RemoteFile(shown, name, system, key)


def _reason(error: Exception) -> str:
    """The first line of what a service says."""
    return one_line(without_user(str(error).partition("\n")[0]))[:_LONGEST] or type(error).__name__
