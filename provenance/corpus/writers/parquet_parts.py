"""Parquet files that were made separately, one a thread, become one file without being read again.

A file is a magic word, its row groups, and a footer that tells where in the file each column begins. So the row groups
are written one after the other, and places are moved by what stands before. Footers are in thrift's compact protocol
(apache/thrift: thrift-compact-protocol.md), their fields in apache/parquet-format: parquet.thrift.
"""

from typing import Any, BinaryIO, NamedTuple

_MAGIC = b"PAR1"
_TAIL = 8  # bytes behind the footer: its size and the magic word

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _, _STRUCT = range(1, 13)  # kinds of values
_LONG = 15  # stands for the size of a list that has so many values or more
_STEP = 15  # a field's number is at most so much above the one before, or stands by itself

_ROWS, _GROUPS = 3, 4  # of a file: i64, row groups
_COLUMNS, _GROUP_PLACE, _ORDINAL = 1, 5, 7  # of a row group: columns, i64, i16
_CHUNK_PLACES, _ABOUT = (2, 4, 6), 3  # of a column: file, offset index, column index; what it holds
_ABOUT_PLACES = (9, 10, 11, 14)  # of what it holds: data, index and dictionary pages, bloom filter


class _Field(NamedTuple):
    kind: int
    value: Any  # a number, bytes, a list with the kind of its values before it, or a struct


_Struct = dict[int, _Field]


class Parts:
    """A parquet file that grows by whole files of the same schema; the first one's notes are its own."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._place = file, len(_MAGIC)
        self._footer: _Struct | None = None
        file.write(_MAGIC)

    def add(self, piece: memoryview) -> None:
        """The row groups of another file, behind the others."""
        end = len(piece) - _TAIL - int.from_bytes(piece[-_TAIL : -len(_MAGIC)].tobytes(), "little")
        footer = _struct(piece[end:-_TAIL].tobytes(), 0)[0]
        self._file.write(piece[len(_MAGIC) : end])
        for group in footer[_GROUPS].value[1:]:
            _move(group, self._place - len(_MAGIC))
        self._place += end - len(_MAGIC)
        self._footer = footer if self._footer is None else _both(self._footer, footer)

    def close(self) -> None:
        """The footer of all."""
        if self._footer is None:
            raise ValueError("a parquet file has one part at least")
        written = bytearray()
        for number, group in enumerate(self._footer[_GROUPS].value[1:]):
            if _ORDINAL in group:
                group[_ORDINAL] = _Field(_I16, number)
        _write_struct(written, self._footer)
        self._file.write(written + len(written).to_bytes(4, "little") + _MAGIC)


def _both(left: _Struct, right: _Struct) -> _Struct:
    rows = _Field(_I64, left[_ROWS].value + right[_ROWS].value)
    groups = _Field(_LIST, [_STRUCT, *left[_GROUPS].value[1:], *right[_GROUPS].value[1:]])
    return {**left, _ROWS: rows, _GROUPS: groups}


def _move(group: _Struct, by: int) -> None:
    """Every place that the row group tells is so much further on."""
    _move_places(group, (_GROUP_PLACE,), by)
    for column in group[_COLUMNS].value[1:]:
        _move_places(column, _CHUNK_PLACES, by)
        _move_places(column[_ABOUT].value, _ABOUT_PLACES, by)


def _move_places(struct: _Struct, numbers: tuple[int, ...], by: int) -> None:
    for number in numbers:
        if number in struct and struct[number].value:  # 0: it is not told
            struct[number] = _Field(_I64, struct[number].value + by)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number, seven bits a byte and the lowest first, and where it ends."""
    number = shift = 0
    while True:
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return number, at


def _signed(data: bytes, at: int) -> tuple[int, int]:
    number, at = _number(data, at)
    return (number >> 1) ^ -(number & 1), at


def _struct(data: bytes, at: int) -> tuple[_Struct, int]:
    """Its fields by number, and where it ends."""
    fields: _Struct = {}
    number = 0
    while head := data[at]:
        at += 1
        if head >> 4:
            number += head >> 4
        else:
            number, at = _signed(data, at)
        value, at = _value(data, at, head & 15)
        fields[number] = _Field(head & 15, value)
    return fields, at + 1


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (_TRUE, _FALSE):  # of a field: the kind is the value
        return None, at
    if kind in (_I16, _I32, _I64):
        return _signed(data, at)
    if kind == _STRUCT:
        return _struct(data, at)
    if kind in (_LIST, _SET):
        return _list(data, at)
    size = {_BYTE: 1, _DOUBLE: 8}.get(kind)
    if size is None:
        if kind != _BINARY:
            raise ValueError(f"no footer of parquet has values of kind {kind}")
        size, at = _number(data, at)
    return data[at : at + size], at + size


def _list(data: bytes, at: int) -> tuple[list[Any], int]:
    """The kind of its values, then these."""
    count, kind = data[at] >> 4, data[at] & 15
    at += 1
    if count == _LONG:
        count, at = _number(data, at)
    items: list[Any] = [kind]
    for _ in range(count):
        value, at = _value(data, at, _BYTE if kind in (_TRUE, _FALSE) else kind)
        items.append(value)
    return items, at


def _write_number(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def _write_struct(out: bytearray, struct: _Struct) -> None:
    before = 0
    for number, (kind, value) in sorted(struct.items()):
        if 0 < number - before <= _STEP:
            out.append((number - before) << 4 | kind)
        else:
            out.append(kind)
            _write_number(out, number << 1)
        before = number
        _write_value(out, kind, value)
    out.append(0)


def _write_value(out: bytearray, kind: int, value: Any) -> None:  # noqa: ANN401
    if kind in (_I16, _I32, _I64):
        _write_number(out, value << 1 if value >= 0 else (~value << 1) | 1)
    elif kind == _STRUCT:
        _write_struct(out, value)
    elif kind in (_LIST, _SET):
        inner, *values = value
        out.append(min(len(values), _LONG) << 4 | inner)
        if len(values) >= _LONG:
            _write_number(out, len(values))
        for item in values:
            _write_value(out, _BYTE if inner in (_TRUE, _FALSE) else inner, item)
    elif value is not None:
        if kind == _BINARY:
            _write_number(out, len(value))
        out += value
