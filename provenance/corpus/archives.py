"""An archive (zip, tar) becomes its members: their bytes in one temporary file without a name, their names checked.

Nothing is ever written under a name that an archive has. What is no file, has no safe name, is encrypted, or unpacks to
a hundred times its size is told with its reason.
"""

import io
import lzma
import os
import re
import stat
import struct
import tempfile
import threading
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from provenance.base.atomic_write import room_for
from provenance.base.settings import Settings
from provenance.corpus.formats.members import Members
from provenance.corpus.formats.tar import TarFile, tar_files
from provenance.corpus.ledger import Note

_PIECE = 1 << 20  # bytes unpacked at a time
_FREE = 1 << 20  # unpacked bytes of a member that no rule of expansion looks at
_MOST = 1_000_000  # members
_LONGEST_NAME = 1_000  # characters
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ENCRYPTED = 1  # a bit of a zip member's flags
_ZIP_ERRORS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError,
               RuntimeError, EOFError, ValueError, OverflowError, OSError)  # fmt: skip
_PASSED_OVER = ("__MACOSX/",)


class MemberBytes:
    """A stretch of a temporary file: the bytes of one member."""

    def __init__(self, spool: "Spool", start: int, size: int) -> None:
        self._spool, self._start, self.size = spool, start, size

    def open(self) -> BinaryIO:
        """The bytes, to be read from the first one; several may be open at a time."""
        return io.BufferedReader(_SpanReader(self._spool, self._start, self.size), _PIECE)


class Spool:
    """A temporary file without a name. It is gone with the process, however that ends."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the object
        self._end, self._lock = 0, threading.Lock()
        weakref.finalize(self, self._file.close)

    def add(self, pieces: Iterator[bytes]) -> MemberBytes:
        """The pieces as a member; where they break off, what came of them is overwritten by the next."""
        size = 0
        with room_for(tempfile.gettempdir()):
            self._file.seek(self._end)
        for piece in pieces:
            with room_for(tempfile.gettempdir()):
                self._file.write(piece)
            size += len(piece)
        start, self._end = self._end, self._end + size
        return MemberBytes(self, start, size)

    def read(self, start: int, size: int) -> bytes:
        """Bytes from a place on."""
        with self._lock:
            self._file.seek(start)
            return self._file.read(size)

    def fileno(self) -> int:
        """The number of the file, for what asks the system about it."""
        return self._file.fileno()


class _SpanReader(io.RawIOBase):
    """A member as a file."""

    def __init__(self, spool: Spool, start: int, size: int) -> None:
        self._spool, self._start, self._size, self._place = spool, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._spool.fileno()

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        size = max(0, min(len(buffer), self._size - self._place))
        piece = self._spool.read(self._start + self._place, size)
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)


class ArchiveMember(NamedTuple):
    """A member's name, and its bytes or the note that says why there are none; a name alone is passed over."""

    name: str
    span: MemberBytes | None
    note: Note | None = None


@dataclass
class Archive:
    """The members of an archive in order, and what broke it off."""

    members: list[ArchiveMember]
    note: Note | None = None


def archive(handle: BinaryIO, kind: str, packing: str) -> Archive:
    """The members of an open archive of the kind zip or tar."""
    spool, names = Spool(), set[str]()
    contents = Archive([])
    try:
        for name, pieces, note in _in_zip(handle) if kind == "zip" else _in_tar(handle, packing):
            if len(contents.members) >= _MOST:
                contents.note = Note("E-TOO-LARGE", f"has more than {_MOST:,} members")
                break
            contents.members.append(_member(name, pieces, note or _about(name, names), spool))
            names.add(name)
    except _BrokenError as error:
        contents.note = error.note
    except _ZIP_ERRORS:
        contents.note = Note("E-ARCHIVE", f"is no {kind} archive, or damaged")
    return contents


class _BrokenError(Exception):
    """An archive cannot be read on."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.message)
        self.note = note


def _member(name: str, pieces: Iterator[bytes], note: Note | None, spool: Spool) -> ArchiveMember:
    if note is not None or name.startswith(_PASSED_OVER):
        return ArchiveMember(name, None, note)
    try:
        return ArchiveMember(name, spool.add(pieces))
    except _TooLargeError as error:
        return ArchiveMember(name, None, Note("E-TOO-LARGE", str(error)))
    except _ZIP_ERRORS as error:
        what = "its method of packing is not known" if isinstance(error, NotImplementedError) else "is damaged"
        return ArchiveMember(name, None, Note("E-ARCHIVE", what))


class _TooLargeError(Exception):
    """A member unpacks to far more than it is."""


def _about(name: str, names: set[str]) -> Note | None:
    """Why a member of this name is not read."""
    parts = name.replace("\\", "/").split("/")
    if name in names:
        return Note("E-ARCHIVE-NAME", "a name that the archive has twice: the first is read")
    if not name.strip("/") or name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts:
        return Note("E-ARCHIVE-NAME", "a name that leads out of the archive: not read")
    if _CONTROL.search(name) or len(name) > _LONGEST_NAME or "\\" in name:
        return Note("E-ARCHIVE-NAME", "no name for a file: not read")
    return None


def _in_zip(handle: BinaryIO) -> Iterator[tuple[str, Iterator[bytes], Note | None]]:
    with zipfile.ZipFile(handle) as opened:
        for info in opened.infolist():
            if not info.is_dir():
                yield info.filename, _unzipped(opened, info), _of_zip(info)


def _of_zip(info: zipfile.ZipInfo) -> Note | None:
    """Why a member of a zip is not read."""
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return Note("E-SYMLINK", "a symbolic link in an archive; not followed")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return Note("E-NOT-REGULAR", "a pipe, socket or device, not a file")
    return Note("E-ENCRYPTED", "is encrypted") if info.flag_bits & _ENCRYPTED else None


def _unzipped(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    settings = Settings()
    limit = max(_FREE + settings.expansion * info.compress_size, settings.article_bytes)
    size = 0
    with opened.open(info) as member:
        while piece := member.read(_PIECE):
            size += len(piece)
            if size > limit:
                raise _TooLargeError(f"unpacks to more than {settings.expansion} times its bytes")
            yield piece


def _in_tar(handle: BinaryIO, packing: str) -> Iterator[tuple[str, Iterator[bytes], Note | None]]:
    for file in tar_files(_Unpacked(handle, packing)):
        yield file.name, file.pieces, _of_tar(file)


def _of_tar(file: TarFile) -> Note | None:
    if file.kind == "link":
        return Note("E-SYMLINK", "a link in an archive; not followed")
    return Note("E-NOT-REGULAR", "a pipe, socket or device, not a file") if file.kind == "other" else None


class _Unpacked:
    """The unpacked bytes of a tar, read in sizes that are asked for."""

    def __init__(self, handle: BinaryIO, packing: str) -> None:
        self._members, self._data = Members(handle, packing, Settings()), bytearray()

    def __call__(self, size: int) -> bytes:
        """So many bytes, or fewer at the end."""
        while len(self._data) < size:
            piece = self._members.read()
            if isinstance(piece, Note):
                raise _BrokenError(Note("E-TOO-LARGE" if piece.code == "E-TOO-LARGE" else "E-ARCHIVE", piece.message))
            if not piece:
                break
            self._data += piece
        taken = bytes(self._data[:size])
        del self._data[:size]
        return taken
