"""A file becomes chunks of bytes, unpacked as it goes and never beyond its caps."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from provenance.base.atomic_write import room_for, scratch
from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.files import File, open_regular
from provenance.corpus.watch import unchanged

CHUNK = 1 << 20  # bytes read, and at most given out, at a time
_ZST_CHUNK = 1 << 9  # packed bytes handed to zstandard at a time: 4 of them can become 128 KiB
_ZST_WINDOW = 1 << 27  # largest window accepted, as the zstd program does
_FREE = 1 << 20  # unpacked bytes that no rule of expansion looks at
_WIDEST = 4  # bytes that a byte of UTF-8 can take in UTF-32


@contextmanager
def opened(file: File, stdin: BinaryIO | None = None) -> Iterator[tuple[BinaryIO, int | None]]:
    """The file's packed bytes and their number (None where it is not known beforehand).

    Raises MachineError where the file changes while it is read, or between two readings of a watched one.
    """
    if file.span is not None:
        with file.span.open() as member:
            yield member, file.span.size
        return
    if file.remote is None and file.place is None:
        yield (stdin if stdin is not None else io.BytesIO(b"")), None
        return
    try:
        handle, size = file.remote.opened() if file.remote else open_regular(file.place or Path())
    except InputError:
        if file.watch is not None:
            file.watch.absent(file.path)
        raise
    with handle, unchanged(file.path, handle):
        if file.watch is None:
            yield handle, size
            return
        in_order = file.format != "parquet" or bool(file.packing)
        with file.watch.over(file.path, handle, in_order=in_order) as watched:
            yield watched, size


@contextmanager
def spooled(stdin: BinaryIO) -> Iterator[BinaryIO]:
    """Standard input in a temporary file, so that it can be read twice."""
    with scratch() as (copy, folder):
        while piece := stdin.read(CHUNK):
            with room_for(folder):
                copy.write(piece)
        with room_for(folder):
            copy.seek(0)  # which writes what is left
        yield cast(BinaryIO, copy)


def chunks(handle: BinaryIO, packing: str = "") -> Iterator[bytes]:
    """The unpacked bytes, none of the chunks empty; E-TRUNCATED or E-COMPRESSED (InputError) where they break off."""
    pieces = iter(lambda: handle.read(CHUNK), b"")
    if packing == "gz":
        yield from _gunzipped(pieces)
    elif packing == "zst":
        yield from _unzstded(pieces)
    else:
        yield from pieces


def whole(handle: BinaryIO, packing: str, size: int | None, settings: Settings, *, longest: int) -> bytes:
    """All bytes of a file that is read at once; E-TOO-LARGE beyond `longest` or the caps of the settings."""
    cap = min(most_at_once(packing, size, settings), longest)
    if size is not None and not packing and size > cap:
        raise InputError("E-TOO-LARGE", f"has {size:,} bytes; {cap:,} are allowed")
    return b"".join(capped(chunks(handle, packing), cap))


def most_at_once(packing: str, size: int | None, settings: Settings) -> int:
    """The most bytes that a file may have, unpacked, that is read at once."""
    grown = _FREE + settings.expansion * size if packing and size is not None else settings.file_bytes
    return min(settings.file_bytes, grown)


def longest_article(settings: Settings) -> int:
    """Bytes of the longest file that can hold an article within the caps, whatever its encoding."""
    return settings.article_bytes * _WIDEST + _WIDEST


def capped(pieces: Iterator[bytes], cap: int) -> Iterator[bytes]:
    """The chunks, until there are more bytes than the cap: then E-TOO-LARGE."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > cap:
            raise InputError("E-TOO-LARGE", f"holds more than {cap:,} bytes", advice="split it, or raise the setting")
        yield piece


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(31)
    started = False
    for piece in pieces:
        packed = piece
        while packed:
            if stream.eof:
                packed = packed.lstrip(b"\0")  # padding, as tapes and some servers leave it
                if not packed:
                    break
                stream = zlib.decompressobj(31)
            started = True
            try:
                out = stream.decompress(packed, CHUNK)
            except zlib.error:
                raise InputError("E-COMPRESSED", "is not gzip data, or damaged") from None
            if out:
                yield out
            packed = stream.unused_data if stream.eof else stream.unconsumed_tail
    while started and not stream.eof:
        out = stream.decompress(b"", CHUNK)
        if not out:
            raise InputError("E-TRUNCATED", "its gzip data breaks off")
        yield out


def _unzstded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415  # only where a .zst file is read

    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZST_WINDOW)
    stream = unpacker.decompressobj()
    started = False
    for piece in pieces:
        for start in range(0, len(piece), _ZST_CHUNK):
            packed = piece[start : start + _ZST_CHUNK]
            while packed:
                if stream.eof:
                    stream = unpacker.decompressobj()
                started = True
                try:
                    out = stream.decompress(packed)
                except zstandard.ZstdError:
                    raise InputError("E-COMPRESSED", "is not zstandard data, or damaged") from None
                if out:
                    yield out
                packed = stream.unused_data if stream.eof else b""
    if started and not stream.eof:
        raise InputError("E-TRUNCATED", "its zstandard data breaks off")
