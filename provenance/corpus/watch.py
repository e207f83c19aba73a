"""Inputs that are read twice are the same both times: a file that changes meanwhile is an error, never a mixture."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, cast

import xxhash

from provenance.base.errors import InputError, MachineError

_PIECE = 1 << 20  # bytes hashed at a time
_State = tuple[int, int]  # size, and time of change in nanoseconds


@dataclass
class Watch:
    """What each file was when it was first read: its size, its time of change, and a hash of its bytes.

    Files are known by their paths. After `again` is set, each must be what it was.
    """

    again: bool = False
    _first: dict[str, tuple[_State, bytes]] = field(default_factory=dict)

    @contextmanager
    def over(self, path: str, handle: BinaryIO, *, in_order: bool) -> Iterator[BinaryIO]:
        """The handle to read the file by; MachineError where the file is not what it was when it was first read.

        Bytes that are read `in_order` are hashed as they go by, others before.
        """
        state = _state(handle)
        if self.again and path in self._first and self._first[path][0] != state:
            raise changed(path)
        if not in_order:
            self._compare(path, state, _digest(handle))
            yield handle
            return
        hashed = _Hashed(handle)
        try:
            yield cast(BinaryIO, hashed)
        except InputError:  # what breaks off did so before, at the same place, or has changed
            self._compare(path, state, hashed.digest())
            raise
        self._compare(path, state, hashed.digest())

    def _compare(self, path: str, state: _State, digest: bytes) -> None:
        if self._first.setdefault(path, (state, digest)) != (state, digest):
            raise changed(path)

    def absent(self, path: str) -> None:
        """Raises MachineError where a file that cannot be opened was read before."""
        if path in self._first:
            raise changed(path, "was taken away while it was worked on")


def changed(path: str, what: str = "changed while it was worked on") -> MachineError:
    """The error for an input that is not what it was."""
    advice = "run it again once nothing writes to the inputs"
    return MachineError("E-INPUT-CHANGED", f"{what}; no result was replaced", path=path, advice=advice)


@contextmanager
def unchanged(path: str, handle: BinaryIO) -> Iterator[None]:
    """What is read of the file inside is of one state; MachineError where it was written to meanwhile."""
    before = _state(handle)
    yield
    if _state(handle) != before:
        raise changed(path)


def _state(handle: BinaryIO) -> _State:
    remote: _State | None = getattr(getattr(handle, "raw", None), "state", None)
    if remote is not None:
        return remote
    about = os.fstat(handle.fileno())
    return about.st_size, about.st_mtime_ns


def _digest(handle: BinaryIO) -> bytes:
    """The hash of all bytes from where the handle stands; it stands there again."""
    start, digest = handle.tell(), xxhash.xxh3_128()
    while piece := handle.read(_PIECE):
        digest.update(piece)
    handle.seek(start)
    return digest.digest()


class _Hashed:
    """A handle whose bytes are hashed as they are read, from the last time that it was set to the start."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle, self._found = handle, xxhash.xxh3_128()
        self.fileno, self.tell = handle.fileno, handle.tell

    def read(self, size: int = -1) -> bytes:
        piece = self._handle.read(size)
        self._found.update(piece)
        return piece

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._found.reset()
        return self._handle.seek(offset, whence)

    def digest(self) -> bytes:
        return self._found.digest()
