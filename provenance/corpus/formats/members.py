"""A file that is packed member by member is unpacked; a damaged member is skipped.

WARC files are packed so: one gzip member or zstandard frame a record. What is damaged costs its own member.
"""

import re
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from provenance.base.settings import Settings
from provenance.corpus.ledger import Note

_PIECE = {
    "": 1 << 20,
    "gz": 1 << 16,
    "zst": 1 << 9,
    "xz": 1 << 16,
    "bz2": 1 << 16,
}  # packed bytes at a time; a byte of zstandard can become 256
_OUT = 1 << 20  # unpacked bytes at a time
_FREE = 1 << 20  # unpacked bytes of a member that no rule of expansion looks at
_WINDOW = 1 << 27  # largest window of zstandard, as its program has it
_ZST = re.compile(rb"\x28\xb5\x2f\xfd")
_MAGIC = {"gz": re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), "zst": _ZST, "xz": re.compile(rb"\xfd7zXZ\0"),
          "bz2": re.compile(rb"BZh[1-9]")}  # fmt: skip
_MEMORY = 1 << 28  # bytes that the dictionary of xz may take
_SKIPPED = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")  # a frame of zstandard that is no data
_DICTIONARY = 0x5D  # the first byte of one that holds the dictionary of all others
_FRAME = 8  # bytes before what such a frame holds
_KEPT = 4  # bytes in which a magic number may begin that goes on later
_LONGEST_DICTIONARY = 16 << 20

_DAMAGED = {"gz": "its gzip data is damaged", "zst": "its zstandard data is damaged", "xz": "its xz data is damaged",
            "bz2": "its bzip2 data is damaged"}  # fmt: skip
_BETWEEN = "bytes between its packed members that are none"
_BREAKS_OFF = "its packed data breaks off"


class Members:
    """The unpacked bytes of a file; a Note where a member is damaged or breaks off, behind which others may follow."""

    def __init__(self, handle: BinaryIO, packing: str, settings: Settings) -> None:
        self._handle, self._packing, self._settings = handle, packing, settings
        self._pending = b""
        self._stream: Any = None
        self._sizes = [0, 0]  # packed and unpacked bytes of the member so far
        self.first = False  # whether the bytes read last are the first of a member
        self._dictionary: Any = None
        self._error: type[Exception] = zlib.error
        feeds: dict[str, Callable[[], bytes]] = {"gz": self._feed_gz, "zst": self._feed_zst}
        self._feed = feeds.get(packing, self._feed_stream)

    def read(self) -> bytes | Note:
        """The next bytes, empty at the end."""
        if not self._packing:
            return self._handle.read(_PIECE[""])
        while True:
            problem = self._begin() if self._stream is None else None
            if problem is not None or self._stream is None:
                return problem or b""
            out = self._next()
            if out:
                return out

    def _next(self) -> bytes | Note:
        """The next bytes of the member, of which none may come yet."""
        try:
            out = self._feed()
        except (self._error, ValueError, OSError, EOFError):
            return self._resync(Note("E-COMPRESSED", _DAMAGED[self._packing]))
        self.first = self._sizes[1] == 0
        self._sizes[1] += len(out)
        if self._is_bomb():
            return self._resync(Note("E-TOO-LARGE", f"unpacks to more than {self._settings.expansion} times its bytes"))
        if not out and self._stream is not None and not self._pending and not self._load():
            self._stream = None
            return Note("E-TRUNCATED", _BREAKS_OFF)
        return out

    def _is_bomb(self) -> bool:
        packed, unpacked = self._sizes
        limit = _FREE + self._settings.expansion * packed
        return unpacked > max(limit, self._settings.article_bytes)

    def _load(self) -> bool:
        piece = self._handle.read(_PIECE[self._packing])
        self._pending += piece
        return bool(piece)

    def _begin(self) -> Note | None:
        """Start the next member, if there is one; a note on what stands before it and is none."""
        while True:
            self._pending = self._pending.lstrip(b"\0")  # padding, as tapes and some servers leave it
            while len(self._pending) < _FRAME and self._load():
                self._pending = self._pending.lstrip(b"\0")
            if not self._pending:
                return None
            if self._packing == "zst" and _SKIPPED.match(self._pending):
                self._skip_frame()
                continue
            if not _MAGIC[self._packing].match(self._pending):
                return self._resync(Note("E-COMPRESSED", _BETWEEN))
            self._stream = self._new_stream()
            self._sizes = [0, 0]
            return None

    def _resync(self, note: Note) -> Note:
        """The same note, once all before the next member is passed over."""
        self._stream = None
        magic = _MAGIC[self._packing]
        self._pending = self._pending[1:]
        while True:
            begin = magic.search(self._pending)
            if begin:
                self._pending = self._pending[begin.start() :]
                return note
            self._pending = self._pending[-_KEPT:]
            if not self._load():
                self._pending = b""
                return note

    def _new_stream(self) -> Any:  # noqa: ANN401  # each library has its own, and they are used alike
        if self._packing == "gz":
            return zlib.decompressobj(31)
        if self._packing == "xz":
            import lzma  # noqa: PLC0415  # only where such a file is read

            self._error = lzma.LZMAError
            return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
        if self._packing == "bz2":
            import bz2  # noqa: PLC0415  # only where such a file is read

            return bz2.BZ2Decompressor()
        return self._unpacker().decompressobj()

    def _feed_stream(self) -> bytes:
        """The same of xz and bzip2, which keep what they were given."""
        piece = self._pending if self._stream.needs_input else b""
        out: bytes = self._stream.decompress(piece, _OUT)
        self._sizes[0] += len(piece)
        if self._stream.eof:
            self._pending = self._stream.unused_data + (b"" if piece else self._pending)
            self._stream = None
        elif piece:
            self._pending = b""
        return out

    def _feed_gz(self) -> bytes:
        before = len(self._pending)
        out: bytes = self._stream.decompress(self._pending, _OUT)
        ended = self._stream.eof
        self._pending = self._stream.unused_data if ended else self._stream.unconsumed_tail
        self._sizes[0] += before - len(self._pending)
        if ended:
            self._stream = None
        return out

    def _feed_zst(self) -> bytes:
        piece, behind = self._pending[: _PIECE["zst"]], self._pending[_PIECE["zst"] :]
        out: bytes = self._stream.decompress(piece)
        ended = self._stream.eof
        remaining = self._stream.unused_data if ended else b""
        self._pending = remaining + behind
        self._sizes[0] += len(piece) - len(remaining)
        if ended:
            self._stream = None
        return out

    def _unpacker(self) -> Any:  # noqa: ANN401  # of a library that says no types
        import zstandard  # noqa: PLC0415  # only where a .zst file is read

        self._error = zstandard.ZstdError
        return zstandard.ZstdDecompressor(dict_data=self._dictionary, max_window_size=_WINDOW)

    def _skip_frame(self) -> None:
        """Pass over a frame that is no data; the dictionary of a .warc.zst, which is in its first one, is taken."""
        size = int.from_bytes(self._pending[4:_FRAME], "little")
        is_dictionary = self._pending[0] == _DICTIONARY and self._dictionary is None and size <= _LONGEST_DICTIONARY
        remaining, parts = size, []
        self._pending = self._pending[_FRAME:]
        while remaining and (self._pending or self._load()):
            piece, self._pending = self._pending[:remaining], self._pending[remaining:]
            remaining -= len(piece)
            if is_dictionary:
                parts.append(piece)
        if is_dictionary:
            self._take_dictionary(b"".join(parts))

    def _take_dictionary(self, data: bytes) -> None:
        import zstandard  # noqa: PLC0415  # only where a .zst file is read

        if _ZST.match(data):
            try:
                data = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompress(
                    data, max_output_size=_LONGEST_DICTIONARY
                )
            except zstandard.ZstdError:
                return  # the frames that need it will say so
        self._dictionary = zstandard.ZstdCompressionDict(data)
