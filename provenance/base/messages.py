"""Messages between a run and its workers: four bytes of length, then JSON."""

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct("<I")


def received(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None where none comes, or only a part of one.

    >>> from io import BytesIO
    >>> sent(stream := BytesIO(), {"text": "Rain"})
    >>> received(BytesIO(stream.getvalue())), received(BytesIO(stream.getvalue()[:-1]))
    ({'text': 'Rain'}, None)
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    [size] = _LENGTH.unpack(head)
    body = stream.read(size)
    read = json.loads(body) if len(body) == size else None
    return read if isinstance(read, dict) else None


def sent(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send a message."""
    body = json.dumps(message).encode()
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()
