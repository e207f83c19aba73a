"""What a server answered becomes its status, its fields and its content, unpacked."""

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from provenance.base.errors import InputError
from provenance.base.settings import Settings

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]{1,9}(\d{3})[^\n]{0,1000}\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_LONGEST = 1 << 18  # bytes of a header
_SIZE = re.compile(rb"[ \t]{0,9}([0-9a-fA-F]{1,15})[ \t]{0,9}(?:;[^\r\n]{0,1000})?\r?\n")
_FREE = 1 << 20  # unpacked bytes that no rule of expansion looks at
_OUT = 1 << 20
_PACKED = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


class HttpAnswer(NamedTuple):
    """An answer: its status, what its fields say of its content, and the content."""

    status: int
    kind: str  # such as text/html
    charset: str
    content: bytes


def http_answer(message: bytes, settings: Settings) -> HttpAnswer | None:
    """The answer in a message; None where it is none. Raises InputError where its content cannot be unpacked.

    >>> http_answer(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html; charset=UTF-8\\r\\n\\r\\nRain", Settings())
    HttpAnswer(status=200, kind='text/html', charset='utf-8', content=b'Rain')
    """
    status = _STATUS.match(message)
    end = _BLANK.search(message, 0, _LONGEST)
    if status is None or end is None:
        return None
    fields = _fields(message[status.end() : end.start() + 1])
    kind, charset = content_type(fields.get("content-type", ""))
    content = message[end.end() :]
    if "chunked" in fields.get("transfer-encoding", "").lower() and _SIZE.match(content):
        content = b"".join(_chunks(content))
    for packing in reversed(fields.get("content-encoding", "").lower().split(",")):
        content = _unpacked(content, packing.strip(), settings)
    return HttpAnswer(int(status[1]), kind, charset, content)


def content_type(value: str) -> tuple[str, str]:
    """What a content is, and its character set, in small letters.

    >>> content_type('Text/HTML; charset="UTF-8"')
    ('text/html', 'utf-8')
    """
    kind, *parameters = value.split(";")
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((text.strip(" \t\"'") for name, _, text in pairs if name.strip().lower() == "charset"), "")
    return kind.strip().lower(), charset.lower()


def _fields(head: bytes) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _chunks(content: bytes) -> Iterator[bytes]:
    position = 0
    while True:
        size = _SIZE.match(content, position)
        length = int(size[1], 16) if size else -1
        if size is None or size.end() + length > len(content):
            raise InputError("E-WARC", "the chunks of its content are damaged")
        if not length:
            return
        yield content[size.end() : size.end() + length]
        position = size.end() + length
        position += 2 if content[position : position + 2] == b"\r\n" else content[position : position + 1] == b"\n"


def _unpacked(content: bytes, packing: str, settings: Settings) -> bytes:
    """The content unpacked, within the caps; as it is where it is not packed, whatever its field says."""
    if packing in ("", "identity", "none", "utf-8") or not content:
        return content
    if packing in _PACKED and not content.startswith(_PACKED[packing]):
        return content  # as crawlers leave it that unpack it and keep the field
    limit = min(settings.file_bytes, _FREE + settings.expansion * len(content))
    if packing in ("gzip", "x-gzip"):
        return _inflated(content, zlib.MAX_WBITS | 16, limit)
    if packing == "deflate":
        try:
            return _inflated(content, zlib.MAX_WBITS, limit)
        except InputError as error:
            if error.code == "E-TOO-LARGE":
                raise
        return _inflated(content, -zlib.MAX_WBITS, limit)
    if packing == "zstd":
        return _unzstded(content, limit)
    raise InputError("E-COMPRESSED", f"its content is packed as {packing[:20]}, which is not read")


def _inflated(content: bytes, bits: int, limit: int) -> bytes:
    stream = zlib.decompressobj(bits)
    parts: list[bytes] = []
    size, remaining = 0, content
    try:
        while remaining and not stream.eof:
            piece = stream.decompress(remaining, _OUT)
            size += len(piece)
            if size > limit:
                raise _too_large(limit)
            parts.append(piece)
            remaining = stream.unconsumed_tail
    except zlib.error:
        raise InputError("E-COMPRESSED", "its content is damaged gzip data") from None
    if not stream.eof:
        raise InputError("E-TRUNCATED", "the gzip data of its content breaks off")
    return b"".join(parts)


def _unzstded(content: bytes, limit: int) -> bytes:
    import zstandard  # noqa: PLC0415  # only where such a record is read

    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(content) as reader:
            data = bytes(reader.read(limit + 1))
    except zstandard.ZstdError:
        raise InputError("E-COMPRESSED", "its content is damaged zstandard data") from None
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _too_large(limit: int) -> InputError:
    return InputError("E-TOO-LARGE", f"its content unpacks to more than {limit:,} bytes")
