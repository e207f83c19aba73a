"""The journal: what was added and removed since the last segment, on the disk before `add` returns.

A commit is written behind the others, then the head of the file is changed to take it in, then both are saved with one
fdatasync. The head holds a checksum of all commits before it: whatever is cut off or changed later is noticed.
"""

import os
import struct
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgpack  # type: ignore[import-untyped]
import numpy as np
from xxhash import xxh3_64_intdigest, xxh3_128

from provenance.base.atomic_write import save_directory
from provenance.base.errors import StoreError
from provenance.index.columns import damaged
from provenance.index.entries import TABLES, IndexEntry

_MAGIC = b"pvjournl"
_HEAD = struct.Struct("<8sQ16s")  # magic, bytes of commits, their digest; and 8 bytes of checksum
START = _HEAD.size + 8
_TRIES = 20  # times that a head is read anew, which somebody may be writing
_PAUSE = 0.002  # seconds between them

_SAVE = getattr(os, "fdatasync", os.fsync)


class StoreChange(NamedTuple):
    """An article that was added, or removed where there is no entry; `kills` are rows of segments that are no more."""

    article: str
    entry: IndexEntry | None
    kills: Sequence[tuple[str, int]]


class Head(NamedTuple):
    """How many bytes of commits there are, and their digest."""

    size: int
    digest: bytes


def head(path: Path) -> Head:
    """The head of a journal, as somebody has written it whole."""
    for _ in range(_TRIES):
        with path.open("rb", buffering=0) as file:
            data = file.read(START)
        if len(data) == START and _checksum(data[: _HEAD.size]) == data[_HEAD.size :]:
            magic, size, digest = _HEAD.unpack(data[: _HEAD.size])
            if magic == _MAGIC:
                return Head(size, digest)
        time.sleep(_PAUSE)
    raise damaged(path, "this is no journal of an index, or its head was changed")


def commits(path: Path, at: Head) -> bytes:
    """The bytes of the commits that a head takes in."""
    with path.open("rb") as file:
        file.seek(START)
        data = file.read(at.size)
    if len(data) != at.size or xxh3_128(data).digest() != at.digest:
        raise damaged(path, "a checksum does not match: the journal was changed after it was written")
    return data


def read_changes(data: bytes, path: Path) -> list[StoreChange]:
    """What some commits changed, in order."""
    result: list[StoreChange] = []
    start = 0
    try:
        while start < len(data):
            end = start + 4 + int.from_bytes(data[start : start + 4], "little")
            result += [_change(*row) for row in msgpack.unpackb(data[start + 4 : end], unicode_errors="surrogatepass")]
            start = end
    except (ValueError, TypeError, KeyError, StoreError, msgpack.UnpackException) as error:
        raise damaged(path, f"a commit cannot be read ({error})") from None
    return result


def _change(
    article: str, data: bytes | None, hashes: Sequence[bytes], kills: Sequence[Sequence[object]]
) -> StoreChange:
    tables = {name: np.frombuffer(theirs, np.uint64) for name, theirs in zip(TABLES, hashes, strict=bool(hashes))}
    entry = None if data is None else IndexEntry(article, data, tables)
    return StoreChange(article, entry, [(str(name), int(str(row))) for name, row in kills])


def _commit(chosen: Sequence[StoreChange]) -> bytes:
    rows = [
        (
            item.article,
            None if item.entry is None else item.entry.data,
            [] if item.entry is None else [item.entry.hashes[name].astype(np.uint64).tobytes() for name in TABLES],
            list(item.kills),
        )
        for item in chosen
    ]
    data: bytes = msgpack.packb(rows, unicode_errors="surrogatepass")
    return len(data).to_bytes(4, "little") + data


def created(path: Path) -> None:
    """An empty journal, on the disk."""
    path.unlink(missing_ok=True)  # nothing is written through a link that somebody put there
    with path.open("xb", buffering=0) as file:
        file.write(_head(Head(0, xxh3_128(b"").digest())))
        os.fsync(file.fileno())
    save_directory(path.parent)


def append(path: Path, before: Head, data: bytes, chosen: Sequence[StoreChange]) -> tuple[Head, bytes]:
    """Write a commit behind the others (`data`, which `before` takes in), on the disk; the new head, and the commit.

    Where it fails, the journal is as before.
    """
    commit = _commit(chosen)
    after = Head(before.size + len(commit), xxh3_128(data + commit).digest())
    with path.open("r+b", buffering=0) as file:
        try:
            _write_at(file.fileno(), commit, START + before.size)
            _write_at(file.fileno(), _head(after), 0)
            _SAVE(file.fileno())
        except BaseException:
            _write_at(file.fileno(), _head(before), 0)
            os.ftruncate(file.fileno(), START + before.size)
            raise
    return after, commit


def _write_at(handle: int, data: bytes, offset: int) -> None:
    os.lseek(handle, offset, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _head(at: Head) -> bytes:
    data = _HEAD.pack(_MAGIC, at.size, at.digest)
    return data + _checksum(data)


def _checksum(data: bytes) -> bytes:
    return xxh3_64_intdigest(data).to_bytes(8, "little")
