"""A tar archive becomes its files, read in one pass: names of POSIX, GNU and pax, and no more memory than a block.

The standard library's reader takes the length of a header's extension on trust; this one does not.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_BLOCK = 512
_PIECE = 1 << 20
_LONGEST = 1 << 20  # bytes of an extended header
_SIZE = slice(124, 136)
_SUM = slice(148, 156)
_BINARY = 0x80  # the first byte of a number that is not in octal digits
Read = Callable[[int], bytes]
_FILES, _LINKS, _FOLDERS = (b"0", b"7", b"\x00"), (b"1", b"2"), (b"5",)  # kinds of members


@dataclass(frozen=True)
class TarFile:
    """A file of a tar, or what is none: its name, its kind (file, link, other), and its bytes, to be read at once."""

    name: str
    kind: str
    pieces: Iterator[bytes]


def tar_files(read: Read) -> Iterator[TarFile]:
    """The files in order; `read` gives the next bytes. Raises ValueError where it is no tar or breaks off.

    >>> import io, tarfile
    >>> data = io.BytesIO()
    >>> with tarfile.open(fileobj=data, mode="w") as made:
    ...     about = tarfile.TarInfo("a/" * 70 + "rain.txt")
    ...     about.size = 4
    ...     made.addfile(about, io.BytesIO(b"Rain"))
    >>> [(file.name[-8:], b"".join(file.pieces)) for file in tar_files(io.BytesIO(data.getvalue()).read)]
    [('rain.txt', b'Rain')]
    """
    more: dict[str, str] = {}
    everywhere: dict[str, str] = {}
    first = True
    while True:
        head = read(_BLOCK)
        if not head.strip(b"\0"):
            if first:
                raise ValueError("no tar")
            return
        if len(head) < _BLOCK or not _is_header(head):
            raise ValueError("a damaged header")
        first = False
        kind, size = head[156:157], _number(head[_SIZE])
        if kind in (b"x", b"g", b"L", b"K"):
            data = _extension(read, size)
            if kind == b"g":
                everywhere |= _pax(data)
            elif kind == b"x":
                more |= _pax(data)
            elif kind == b"L":
                more["path"] = _text(data.rstrip(b"\0"))
            continue
        values = {**everywhere, **more}
        more = {}
        size = int(values["size"]) if values.get("size", "").isdecimal() else size
        pieces = _Content(read, size)
        if kind not in _FOLDERS:
            yield TarFile(values.get("path") or _name(head), _kind(kind, values), iter(pieces))
        pieces.skip()


class _Content:
    """The bytes of one file, of which those that nobody read are passed over."""

    def __init__(self, read: Read, size: int) -> None:
        self._read, self._rest, self._padding = read, size, -size % _BLOCK

    def __iter__(self) -> Iterator[bytes]:
        while self._rest:
            piece = self._read(min(self._rest, _PIECE))
            if not piece:
                raise ValueError("a file breaks off")
            self._rest -= len(piece)
            yield piece

    def skip(self) -> None:
        for _ in self:
            pass
        self._read(self._padding)


def _kind(kind: bytes, values: Mapping[str, str]) -> str:
    if kind in _LINKS or any(name.startswith("GNU.sparse") for name in values):
        return "link" if kind in _LINKS else "other"
    return "file" if kind in _FILES else "other"


def _is_header(head: bytes) -> bool:
    """Whether the sum of the header's bytes is what it says, those of the sum itself counted as blanks."""
    digits = head[_SUM].strip(b" \0")
    total = sum(map(int, head[: _SUM.start] + b" " * 8 + head[_SUM.stop :]))
    try:
        return int(digits or b"-1", 8) == total
    except ValueError:
        return False


def _number(field: bytes) -> int:
    if field[0] & _BINARY:
        number = int.from_bytes(bytes([field[0] & ~_BINARY]) + field[1:], "big")
    else:
        number = int(field.strip(b" \0") or b"0", 8)
    if number >= 1 << 62:
        raise ValueError("a size that no file has")
    return number


def _extension(read: Read, size: int) -> bytes:
    if size > _LONGEST:
        raise ValueError("an extended header that is too long")
    data = read(size)
    read(-size % _BLOCK)
    if len(data) < size:
        raise ValueError("an extended header that breaks off")
    return data


def _pax(data: bytes) -> dict[str, str]:
    """The records of an extended header: length, blank, name = value, line end.

    >>> _pax(b"17 path=a/b.txt\\n"), _pax(b"9 size=4\\n")
    ({'path': 'a/b.txt'}, {'size': '4'})
    """
    fields: dict[str, str] = {}
    while data:
        digits, _, behind = data.partition(b" ")
        length = int(digits) if digits.isdigit() and len(digits) < 8 else 0
        if not len(digits) < length <= len(data) + 1:
            break
        name, _, value = behind[: length - len(digits) - 1].rstrip(b"\n").partition(b"=")
        fields[_text(name)] = _text(value)
        data = data[length:]
    return fields


def _name(head: bytes) -> str:
    name, prefix = head[:100].split(b"\0")[0], head[345:500].split(b"\0")[0]
    is_posix = head[257:263] == b"ustar\0"
    return _text(prefix + b"/" + name if is_posix and prefix else name)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
