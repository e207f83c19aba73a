"""A stream of bytes becomes lines of text, each decoded by itself, so that a bad byte costs one line at most."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from mmap import ACCESS_READ, mmap
from typing import BinaryIO, cast

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.formats.decode import UTF8, decode, read_as, refuse_binary, unmarked
from provenance.corpus.formats.encodings import NAMES
from provenance.corpus.formats.unpacking import capped
from provenance.corpus.ledger import Note

_ENOUGH = 4 << 20  # bytes of the beginning in which the encoding is looked for ...
_TELLING = 200  # ... until there are as many bytes above 127
_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_ESCAPED = 3  # bytes that a JSON escape takes for each byte of text, outside ASCII
_ROOM = 1 << 20  # bytes for a line's other fields
_LF = re.compile(rb"\n")
_ANY_END = re.compile(rb"[\r\n][\r\n]*")  # of a line, and of the blank lines after it; a set is found fast
_SKIPPING = re.compile(rb"\n(?:[ \t\r\n]*\n)?")  # a line end and the blank lines after it
_LEADING = re.compile(rb"[ \t\r\n]*\n")
_ENDS = {(True, True): _ANY_END, (True, False): _ANY_END, (False, True): _LF, (False, False): _SKIPPING}


@dataclass(frozen=True)
class Line:
    """A line with its end: bytes as they stood, text, warnings. Blank lines of CSV come together as one.

    A line that was too long has no text, and bytes only where whole lines were asked for.
    """

    number: int
    raw: bytes
    text: str
    notes: tuple[Note, ...] = ()


def longest_line(settings: Settings) -> int:
    """Bytes of a line within which an article of the longest kind fits, escaped."""
    return settings.article_bytes * _ESCAPED + _ROOM


def lines(
    pieces: Iterator[bytes],
    settings: Settings,
    *,
    carriage_returns: bool = False,
    blank: bool = True,
    verbatim: bool = False,
) -> Iterator[Line]:
    r"""The lines of a stream, in the encoding that its beginning is in; UTF-16 and 32 are read at once, within caps.

    Without `blank`, lines of white space are counted and left out. With `verbatim`, a line that is too long to be read
    has its bytes all the same. What breaks the stream off is raised as InputError after the lines before it.

    >>> [line.text for line in lines(iter([b"one\ntw", b"o\n"]), Settings())]
    ['one\n', 'two\n']
    """
    broken: list[InputError] = []
    pieces = _until_broken(pieces, broken)
    head = _head(pieces)
    if head:
        encoding, notes, stream = _encoding(head, pieces, settings)
        cut = _Cut(_ENDS[carriage_returns, blank], longest_line(settings), settings.file_bytes if verbatim else 0)
        yield from _lines(cut.lines(stream), encoding, notes, longest_line(settings))
    if broken:
        raise broken[0]


def _until_broken(pieces: Iterator[bytes], broken: list[InputError]) -> Iterator[bytes]:
    """The chunks up to a damaged one, so that the lines before the damage are read before it is reported."""
    try:
        yield from pieces
    except InputError as error:
        broken.append(error)


def _lines(
    cut: Iterator[tuple[int, bytes | None, bytes]], encoding: str, notes: tuple[Note, ...], longest: int
) -> Iterator[Line]:
    for number, raw, too_long in cut:
        if raw is None:
            yield Line(number, too_long, "", (Note("E-TOO-LARGE", f"a line of more than {longest:,} bytes"),))
            continue
        if number > 1 and not raw.strip(b"\r\n"):
            yield Line(number, raw, raw.decode())
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
    name, is_guess = (settings.encoding, False) if settings.encoding else unmarked(head[:_ENOUGH])
    if (name.startswith("utf-") and name != UTF8) or head.startswith(_WIDE_MARKS):
        decoded = read_as(b"".join(capped(chain([head], pieces), settings.file_bytes)), settings.encoding)
        return UTF8, decoded.notes, iter([decoded.text.encode()])
    if head.lstrip()[:1] not in (b"{", b"["):  # JSON says itself that it is text, whatever stands at its end
        refuse_binary(head)
    note = (Note("W-ENCODING-GUESSED", f"read as {NAMES.get(name, name)}"),) if is_guess else ()
    return name, note, chain([head], pieces)


class _Cut:
    """Cuts a stream into lines with their ends, of which no more than the longest that is allowed is ever held."""

    def __init__(self, ends: re.Pattern[bytes], longest: int, kept: int) -> None:
        self._ends, self._longest, self._kept = ends, longest, kept
        self._held: list[bytes] = []
        self._size = 0
        self._number = 1
        self._spill: BinaryIO | None = None  # the bytes of a line that is too long

    def lines(self, pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes | None, bytes]]:
        """Number and bytes of each line; None for one that is too long, whose bytes come third if they are kept."""
        carry = b""  # a CR at the end of a chunk, which may be half of CR LF
        for block in chain(pieces, [b""]):
            piece = carry + block
            carry = b""
            if block and self._ends is _ANY_END and piece.endswith(b"\r"):
                piece, carry = piece[:-1], b"\r"
            start = 0
            if self._ends is _SKIPPING and not self._size:
                start = self._skipped(piece)
            for end in self._ends.finditer(piece, start):
                stop = end.start() + (2 if piece.startswith(b"\r\n", end.start()) else 1)
                self._add(piece[start:stop])
                yield self._line()
                if stop < end.end():
                    blank = piece[stop : end.end()]
                    if self._ends is _ANY_END:
                        yield self._number, blank, b""
                    self._number += 1 if len(blank) == 1 else _ends_in(blank)
                start = end.end()
            self._add(piece[start:])
        if self._size:
            yield self._line()

    def _skipped(self, piece: bytes) -> int:
        """Where the first line that is not blank begins."""
        blank = _LEADING.match(piece)
        if blank is None:
            return 0
        self._number += piece.count(b"\n", 0, blank.end())
        return blank.end()

    def _add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._longest:
            self._held.append(piece)
            return
        if self._kept and self._spill is None:
            self._spill = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  # closed when the line is whole
            self._spill.writelines(self._held)
        self._held = []
        if self._spill is not None:
            self._spill.write(piece[: max(0, self._kept - self._spill.tell())])

    def _line(self) -> tuple[int, bytes | None, bytes]:
        size, number = self._size, self._number
        line = b"".join(self._held)
        too_long = self._spilt() if self._spill is not None else b""
        self._held, self._size, self._spill = [], 0, None
        self._number += 1
        return number, line if size <= self._longest else None, too_long

    def _spilt(self) -> bytes:
        """The bytes of a line that is too long, as far as they are kept, mapped into memory and not held there."""
        assert self._spill is not None
        with self._spill as file:
            file.flush()
            if not file.tell():
                return b""
            return cast(bytes, mmap(file.fileno(), 0, access=ACCESS_READ))  # what is written from has no other type


def _ends_in(blank: bytes) -> int:
    """How many line ends stand in it."""
    return blank.count(b"\n") + blank.count(b"\r") - blank.count(b"\r\n")
