"""A stream of bytes becomes lines of text, each decoded by itself, so that a bad byte costs one line at most."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.decode import UTF8, decode, refuse_binary, unmarked
from provenance.corpus.encodings import NAMES
from provenance.corpus.ledger import Note
from provenance.corpus.unpacking import capped

_ENOUGH = 4 << 20  # bytes of the beginning in which the encoding is looked for ...
_TELLING = 200  # ... until there are as many bytes above 127
_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_ESCAPED = 3  # bytes that a JSON escape takes for each byte of text, outside ASCII
_ROOM = 1 << 20  # bytes for a line's other fields
_LF = re.compile(rb"\n")
_ANY_END = re.compile(rb"\r\n|\n|\r(?!\Z)")


@dataclass(frozen=True)
class Line:
    """A line with its end: bytes as they stood, text, warnings. Text and bytes are empty where it was too long."""

    number: int
    raw: bytes
    text: str
    notes: tuple[Note, ...] = ()


def longest_line(settings: Settings) -> int:
    """Bytes of a line within which an article of the longest kind fits, escaped."""
    return settings.article_bytes * _ESCAPED + _ROOM


def lines(pieces: Iterator[bytes], settings: Settings, *, carriage_returns: bool = False) -> Iterator[Line]:
    r"""The lines of a stream, in the encoding that its beginning is in; UTF-16 and 32 are read at once, within caps.

    What breaks the stream off is raised as InputError after the lines before it.

    >>> [line.text for line in lines(iter([b"one\ntw", b"o\n"]), Settings())]
    ['one\n', 'two\n']
    """
    broken: list[InputError] = []
    pieces = _until_broken(pieces, broken)
    head = _head(pieces)
    if head:
        yield from _lines(head, pieces, settings, carriage_returns)
    if broken:
        raise broken[0]


def _until_broken(pieces: Iterator[bytes], broken: list[InputError]) -> Iterator[bytes]:
    """The chunks as far as they go, so that the lines before a break are read before it is told."""
    try:
        yield from pieces
    except InputError as error:
        broken.append(error)


def _lines(head: bytes, pieces: Iterator[bytes], settings: Settings, carriage_returns: bool) -> Iterator[Line]:
    encoding, notes, stream = _encoding(head, pieces, settings)
    ends = _ANY_END if carriage_returns else _LF
    for number, raw in enumerate(_raw_lines(stream, ends, longest_line(settings)), 1):
        if raw is None:
            yield Line(number, b"", "", (Note("E-TOO-LARGE", f"a line of more than {longest_line(settings):,} bytes"),))
            continue
        try:
            decoded = decode(raw.removeprefix(_MARK) if number == 1 else raw, encoding)
        except InputError as error:
            yield Line(number, raw, "", (Note(error.code, error.what),))
            continue
        first = notes if number == 1 else tuple(note for note in notes if note.code == "W-ENCODING-GUESSED")
        yield Line(number, raw, decoded.text, (*first, *decoded.notes))


def _head(pieces: Iterator[bytes]) -> bytes:
    """The beginning of the stream, as far as its encoding shows."""
    taken: list[bytes] = []
    size = telling = 0
    for piece in pieces:
        taken.append(piece)
        size += len(piece)
        telling += 0 if piece.isascii() else len(piece) - len(piece.decode("ascii", "ignore"))
        if size >= _ENOUGH or telling >= _TELLING:
            break
    return b"".join(taken)


def _encoding(
    head: bytes, pieces: Iterator[bytes], settings: Settings
) -> tuple[str, tuple[Note, ...], Iterator[bytes]]:
    """The encoding of the lines, what there is to know about it, and the stream to cut into them."""
    if head.startswith(_MARK):
        return UTF8, (), chain([head], pieces)
    name, is_guess = unmarked(head[:_ENOUGH])
    if (name.startswith("utf-") and name != UTF8) or head.startswith(_WIDE_MARKS):
        decoded = decode(b"".join(capped(chain([head], pieces), settings.file_bytes)))
        return UTF8, decoded.notes, iter([decoded.text.encode()])
    if head.lstrip()[:1] not in (b"{", b"["):  # JSON says itself that it is text, whatever stands at its end
        refuse_binary(head)
    note = (Note("W-ENCODING-GUESSED", f"read as {NAMES.get(name, name)}"),) if is_guess else ()
    return name, note, chain([head], pieces)


def _raw_lines(pieces: Iterator[bytes], ends: re.Pattern[bytes], longest: int) -> Iterator[bytes | None]:
    """Lines with their ends; None for one that is too long, of which no more than `longest` is ever held."""
    held: list[bytes] = []
    size = 0
    carry = b""  # a CR at the end of a chunk, which may be half of CR LF
    for given in chain(pieces, [b""]):
        piece = carry + given
        carry = b""
        if given and ends is _ANY_END and piece.endswith(b"\r"):
            piece, carry = piece[:-1], b"\r"
        start = 0
        for end in ends.finditer(piece):
            held.append(piece[start : end.end()])
            size += end.end() - start
            yield b"".join(held) if size <= longest else None
            held, size, start = [], 0, end.end()
        size += len(piece) - start
        if size <= longest:
            held.append(piece[start:])
        else:
            held = []
    if size:
        yield b"".join(held) if size <= longest else None
