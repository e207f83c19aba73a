"""A WARC file becomes its records: what a crawler asked for and got, each with its header.

Own reader and no library: the rows that `dedupe` keeps are the bytes of the file, and a damaged record costs itself
only. Where a record ends is told by its length; where that is wrong, by the beginning of the next record.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from provenance.base.settings import Settings
from provenance.corpus.formats.members import Members
from provenance.corpus.formats.unpacking import longest_article
from provenance.corpus.ledger import Note

_LONGEST_HEADER = 1 << 16  # bytes
_LONGEST_LINE = 1_000  # characters of a header's field that are kept; of addresses, more say nothing
_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r?\n", re.IGNORECASE)
_START = re.compile(rb"\r?\n\r?\n(?=WARC/[01]\.\d{1,2}[ \t]*\r?\n)", re.IGNORECASE)
_BLANK = re.compile(rb"\r?\n\r?\n")
_NUMBER = re.compile(r"\d{1,18}\Z")
_REACH = 24  # bytes in which the start of a record may begin that goes on later
_END = b"\r\n\r\n"
_GAPS = b"\r\n"
_TRUNCATED = "E-WARC-TRUNCATED"
_NO_RECORD = "bytes that are no record of a WARC"


@dataclass(frozen=True)
class WarcRecord:
    """One record: its number, its header by names in small letters, and its block; notes on why there is none.

    `raw` are its bytes where they are asked for. A record that is too long to be held comes in several pieces of them.
    """

    number: int
    header: Mapping[str, str]
    block: bytes = b""
    notes: tuple[Note, ...] = ()
    raw: bytes = b""
    whole: bool = True  # False for a further piece of the record before


class _WarcBytes:
    """The bytes of a WARC, of which some are at hand.

    What is damaged parts those before from those behind, and so does a packed member that begins with a record.
    """

    def __init__(self, members: Members) -> None:
        self._members = members
        self.data = bytearray()
        self.damage: Note | None = None
        self._ended = False
        self._next = b""  # the first bytes of the next member
        self.inside = False  # whether what comes belongs to what came, unless a member begins with a record

    def more(self) -> bool:
        """Whether there are more bytes at hand now; none come beyond the end, a damage, or where a member begins."""
        if self.damage is not None or self._ended or (self._next and self.inside):
            return False
        piece: bytes | Note = self._next or self._members.read()
        if self.inside and self._members.first and isinstance(piece, bytes) and piece.startswith(b"WARC/"):
            self._next = piece
            return False
        self._next = b""
        if isinstance(piece, Note):
            self.damage = piece
        elif piece:
            self.data += piece
        else:
            self._ended = True
        return bool(piece) and not isinstance(piece, Note)

    def fill(self, size: int) -> bool:
        """Whether so many bytes are at hand, once those that come are there."""
        while len(self.data) < size:
            if not self.more():
                return False
        return True

    def take(self, size: int) -> bytes:
        """The next bytes of those at hand."""
        piece = bytes(self.data[:size])
        del self.data[:size]
        return piece

    def repaired(self) -> Note | None:
        """The damage met, after which what follows it comes."""
        note, self.damage = self.damage, None
        return note


def warc_records(handle: BinaryIO, packing: str, settings: Settings, *, verbatim: bool = False) -> Iterator[WarcRecord]:
    """The records of a WARC file in order; `verbatim`, with their bytes.

    >>> from io import BytesIO
    >>> data = b"WARC/1.0\\r\\nWARC-Type: conversion\\r\\nContent-Length: 4\\r\\n\\r\\nRain\\r\\n\\r\\n"
    >>> [(record.number, record.block) for record in warc_records(BytesIO(data * 2), "", Settings())]
    [(1, b'Rain'), (2, b'Rain')]
    """
    source = _WarcBytes(Members(handle, packing, settings))
    limit = longest_article(settings)
    number = 0
    while True:
        gap = _gap(source)
        if gap is not None:
            number += 1
            note = Note("E-WARC", f"{len(gap):,} {_NO_RECORD}")
            yield WarcRecord(number, {}, notes=(note,), raw=gap if verbatim else b"")
        elif not source.data:
            damage = source.repaired()
            if damage is None:
                return
            number += 1
            yield WarcRecord(number, {}, notes=(_named(damage),))
        else:
            number += 1
            yield from _record(source, number, limit, verbatim=verbatim)


def _named(damage: Note) -> Note:
    """A damage of the packing as that of a WARC."""
    codes = {"E-TRUNCATED": _TRUNCATED, "E-COMPRESSED": "E-WARC"}
    return Note(codes.get(damage.code, damage.code), damage.message)


def _gap(source: _WarcBytes) -> bytes | None:
    """What stands before the next record and is none; None where there is nothing but line ends."""
    source.inside = False
    source.data[:] = source.data.lstrip(_GAPS)
    while not source.data:
        if not source.more():
            return None
        source.data[:] = source.data.lstrip(_GAPS)
    source.inside = True
    source.fill(_REACH)
    if _VERSION.match(source.data):
        return None
    return _to_next(source)


def _to_next(source: _WarcBytes) -> bytes:
    """All bytes before the next record's first; to the end, or a damage, where none comes."""
    parts: list[bytes] = []
    while True:
        start = _START.search(source.data)
        if start:
            return b"".join([*parts, source.take(start.end())])
        parts.append(source.take(max(0, len(source.data) - _REACH)))
        if not source.more():
            return b"".join([*parts, source.take(len(source.data))])


def _record(source: _WarcBytes, number: int, limit: int, *, verbatim: bool) -> Iterator[WarcRecord]:
    """The record that begins here, in one piece or, where it is long and its bytes are asked for, in several."""
    head = _header_bytes(source)
    if head is None:
        note = _named(source.damage) if source.damage else Note("E-WARC", "its header is too long or has no end")
        gap = _to_next(source)
        source.repaired()
        yield WarcRecord(number, {}, notes=(note,), raw=gap if verbatim else b"")
        return
    header = _fields(head)
    length = header.get("content-length", "")
    if not _NUMBER.match(length):
        gap = _to_next(source)
        note = Note("E-WARC", f"its length is {length[:40]!r}, no number")
        yield WarcRecord(number, header, notes=(note,), raw=head + gap if verbatim else b"")
    elif int(length) > limit:
        yield from _long(source, number, header, head, int(length), verbatim=verbatim)
    else:
        yield _bounded(source, WarcRecord(number, header), head, int(length), limit, verbatim=verbatim)


def _header_bytes(source: _WarcBytes) -> bytes | None:
    """The header and the empty line behind it; None where that does not come."""
    while True:
        end = _BLANK.search(source.data, 0, _LONGEST_HEADER)
        if end:
            return source.take(end.end())
        if len(source.data) > _LONGEST_HEADER or not source.more():
            return None


def _fields(head: bytes) -> dict[str, str]:
    """The header's fields; of one that is given twice, the first.

    >>> _fields(b"WARC/1.0\\r\\nWARC-Type: response\\r\\nX: a\\r\\n b\\r\\n\\r\\n")
    {'warc-type': 'response', 'x': 'a b'}
    """
    fields: dict[str, str] = {}
    name = ""
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in (" ", "\t") and name:
            fields[name] = f"{fields[name]} {line.strip()}"[:_LONGEST_LINE]
            continue
        key, colon, value = line.partition(":")
        name = key.strip().lower() if colon else ""
        if name and name not in fields:
            fields[name] = value.strip()[:_LONGEST_LINE]
        else:
            name = ""
    return fields


def _bounded(
    source: _WarcBytes, record: WarcRecord, head: bytes, length: int, limit: int, *, verbatim: bool
) -> WarcRecord:
    """A record that is held in one piece."""
    notes: tuple[Note, ...] = ()
    if source.fill(length + _REACH) or len(source.data) >= length:
        end = length
        if not _is_end(bytes(source.data[length : length + _REACH])):
            end = _true_end(source, length, limit)
            notes = (Note("W-WARC-LENGTH", f"its length says {length:,} bytes; it has {end:,}"),)
    else:
        start = _START.search(source.data)
        end = start.end() if start else len(source.data)
        damage = source.repaired() if not start else None
        notes = (_named(damage) if damage else Note(_TRUNCATED, f"breaks off after {end:,} of {length:,} bytes"),)
    block = source.take(end)
    return replace(record, block=block, notes=notes, raw=head + block + _END if verbatim else b"")


def _is_end(behind: bytes) -> bool:
    """Whether a record can end where this follows: its two line ends, or the next record, or nothing."""
    remaining = behind.lstrip(_GAPS)
    return behind.startswith(_END) or not remaining or remaining.startswith(b"WARC/")


def _true_end(source: _WarcBytes, length: int, limit: int) -> int:
    """Where a record ends whose length is wrong: before the next one, wherever that begins."""
    position = 0
    while True:
        start = _START.search(source.data, position)
        if start:
            return start.start()
        position = max(0, len(source.data) - _REACH)
        if len(source.data) > limit:
            return length
        if not source.more():
            return len(source.data.rstrip(_GAPS))


def _long(
    source: _WarcBytes, number: int, header: Mapping[str, str], head: bytes, length: int, *, verbatim: bool
) -> Iterator[WarcRecord]:
    """A record that is too long to be an article's: passed over, its bytes a piece at a time."""
    remaining, first = length, True
    start: re.Match[bytes] | None = None
    while remaining:
        if not source.data and not source.more():
            break
        if remaining > len(source.data) and not source.more() and (start := _START.search(source.data)):
            break
        piece = source.take(min(remaining, len(source.data)))
        remaining -= len(piece)
        if verbatim:
            yield WarcRecord(number, header, raw=head + piece if first else piece, whole=first)
            first = False
    note = Note("E-TOO-LARGE", f"is a record of {length:,} bytes")
    if remaining:
        behind = source.take(start.end()) if start else b""
        damage = source.repaired() if not start else None
        note = (
            _named(damage)
            if damage
            else Note(_TRUNCATED, f"breaks off {remaining - len(behind):,} bytes before its end")
        )
        if verbatim and (behind or first):
            yield WarcRecord(number, header, raw=head + behind if first else behind, whole=first)
            first = False
    if verbatim:
        yield WarcRecord(number, header, notes=(note,), raw=_END, whole=first)
    else:
        yield WarcRecord(number, header, notes=(note,))
