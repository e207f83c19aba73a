"""Lines and documents become records: JSON lines, JSON and CSV; a record that cannot be read costs only itself."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from provenance.base.errors import InputError
from provenance.corpus.columns import columns_for
from provenance.corpus.ledger import Note
from provenance.corpus.lines import Line

LONGEST_ROW = 64 << 20  # bytes, where the caller knows no better
HEADER = 0  # number of the record that is the header of a CSV file
_DELIMITERS = (",", ";", "\t")
_LISTS = ("articles", "items", "records", "documents", "docs", "data", "results", "stories")  # likeliest first
_SPACE = re.compile(r"[ \t\r\n]*")
_NO_LIMIT = 2**31 - 1  # the most that csv takes where a C long has 32 bits
_DECODER = json.JSONDecoder(strict=False)

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Record:
    """One record: its place (from 1), its fields or why there are none, and the bytes it was read from."""

    number: int
    line: int | None
    fields: Fields | None
    notes: tuple[Note, ...] = ()
    raw: bytes = b""


class _Odd:
    """What a JSON text has that JSON does not allow, or that readers differ about."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}

    def constant(self, name: str) -> float:
        self.notes["constant"] = Note("W-JSON-NONSTANDARD", f"{name} is no JSON")
        return float(name.replace("Infinity", "inf"))

    def pairs(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            names = [name for name, _ in pairs]
            twice = sorted({name for name in fields if names.count(name) > 1}) if len(names) < 1000 else ["a key"]
            self.notes["key"] = Note("W-DUP-KEY", f"{', '.join(twice)} given twice; the last counts")
        return fields


def json_value(text: str) -> tuple[object, tuple[Note, ...]]:
    """The value of a JSON text and what is odd about it; InputError E-JSON where it is none.

    >>> json_value('{"a": NaN, "b": 1, "b": 2}')[0]
    {'a': nan, 'b': 2}
    """
    odd = _Odd()
    try:
        value = json.loads(text, strict=False, parse_constant=odd.constant, object_pairs_hook=odd.pairs)
    except json.JSONDecodeError as error:
        raise InputError("E-JSON", f"is not JSON: {error.msg.lower()} at character {error.colno}") from None
    except RecursionError:
        raise InputError("E-JSON", "is nested too deeply") from None
    except ValueError:
        raise InputError("E-JSON", "holds a number of too many digits") from None
    return value, tuple(odd.notes.values())


def json_line_records(found: Iterable[Line]) -> Iterator[Record]:
    """A record a line; blank lines are none. E-NO-RECORDS (InputError) for a JSON array spread over lines.

    >>> record, = json_line_records([Line(1, b"", '{"text": "Rain fell."}')])
    >>> record.fields
    {'text': 'Rain fell.'}
    """
    number = 0
    for line in found:
        if not line.text.strip() and not line.notes:
            continue
        number += 1
        if number == 1 and line.text.strip() in ("[", "[{"):
            raise InputError("E-NO-RECORDS", "a JSON array, not JSON lines", advice="name it .json")
        if any(note.code.startswith("E-") for note in line.notes):
            yield Record(number, line.number, None, line.notes, line.raw)
            continue
        try:
            value, notes = json_value(line.text)
        except InputError as error:
            yield Record(number, line.number, None, (*line.notes, Note(error.code, error.what)), line.raw)
            continue
        yield _object(number, line.number, value, (*line.notes, *notes), line.raw)


def _object(number: int, line: int, value: object, notes: tuple[Note, ...], raw: bytes) -> Record:
    if isinstance(value, dict):
        return Record(number, line, value, notes, raw)
    kind = {list: "a list", str: "a string", type(None): "null", bool: "true or false"}.get(type(value), "a number")
    return Record(number, line, None, (*notes, Note("E-NOT-OBJECT", f"is {kind}, not an object with fields")), raw)


@dataclass(frozen=True)
class JsonParts:
    """A JSON document around its records: what stands before, each record's text, what stands after."""

    before: str
    records: list[str]
    after: str
    notes: tuple[Note, ...] = ()


def json_parts(text: str) -> JsonParts:
    """Where the records of a JSON document stand: in an array, in an object's list of articles, or one after the other.

    A document that breaks off gives what was whole; the note says so.

    >>> json_parts('{"n": 1, "articles": [{"a": 1}, {"a": 2}]}')
    JsonParts(before='{"n": 1, "articles": [', records=['{"a": 1}', '{"a": 2}'], after=']}', notes=())
    """
    start = _skip(text, 0)
    if text[start : start + 1] == "[":
        return _elements(text, start)
    ends = _ends(text, start)
    place = _list_place(text, start) if len(ends) == 1 and text[start : start + 1] == "{" else None
    if place is not None:
        return _elements(text, place)
    bounds = list(zip([start, *ends], [*ends, len(text)], strict=True))
    return JsonParts("", [text[a:b].strip() for a, b in bounds if text[a:b].strip()], "")


def _ends(text: str, start: int) -> list[int]:
    """Where each of the values that follow one another ends: one in a document, several in JSON lines named .json."""
    ends: list[int] = []
    place = start
    while place < len(text):
        try:
            _, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        ends.append(end)
        place = _skip(text, end)
    return ends


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _elements(text: str, opening: int) -> JsonParts:
    place = _skip(text, opening + 1)
    records: list[str] = []
    notes: list[Note] = []
    while text[place : place + 1] != "]":
        try:
            _, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, place) + 1
            notes.append(Note("E-JSON", f"cannot be read from line {line} on, after {len(records)} records"))
            return JsonParts(text[: opening + 1], records, "]", tuple(notes))
        records.append(text[place:end])
        place = _skip(text, end)
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)
    return JsonParts(text[: opening + 1], records, text[place:], tuple(notes))


def _list_place(text: str, start: int) -> int | None:
    """Where the list of articles opens in an object, found among its own keys only."""
    lists: dict[str, int] = {}
    place = _skip(text, start + 1)
    try:
        while text[place : place + 1] == '"':
            key, place = _DECODER.raw_decode(text, place)
            place = _skip(text, _skip(text, place) + 1)
            if text[place : place + 1] == "[" and key in _LISTS:
                lists[key] = place
                if key == _LISTS[0]:
                    break
            _, place = _DECODER.raw_decode(text, place)
            place = _skip(text, place)
            if text[place : place + 1] == ",":
                place = _skip(text, place + 1)
    except (ValueError, RecursionError):
        pass
    return next((lists[key] for key in _LISTS if key in lists), None)


def json_records(parts: JsonParts) -> Iterator[Record]:
    """The records of a JSON document."""
    line = 1 + parts.before.count("\n")
    for number, text in enumerate(parts.records, 1):
        raw = text.encode("utf-8", "surrogatepass")
        try:
            value, notes = json_value(text)
        except InputError as error:
            yield Record(number, line, None, (Note(error.code, error.what),), raw)
            continue
        yield _object(number, line, value, notes, raw)
        line += text.count("\n")
    if parts.notes:
        raise InputError(parts.notes[0].code, parts.notes[0].message)


class _RowLines:
    """Hands lines to the csv reader and remembers which of them the current row was made of."""

    def __init__(self, found: Iterator[Line], first: Line, longest: int) -> None:
        self.found, self.first, self.longest = found, first, longest
        self.taken: list[Line] = []
        self.size = 0  # bytes of the current row
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        yield self._take(self.first)
        for line in self.found:
            yield self._take(line)
        self.ended = True

    def _take(self, line: Line) -> str:
        self.taken.append(line)
        self.size += len(line.raw)
        if self.size > self.longest:
            raise self.never_closed()
        return line.text

    def never_closed(self) -> InputError:
        return InputError("E-CSV-QUOTE", "a quote is opened and never closed", line=self.taken[0].number)

    def row(self) -> list[Line]:
        """The lines of the row just read; E-CSV-QUOTE where the file ended before the row did."""
        if self.ended:
            raise self.never_closed()
        taken, self.taken, self.size = self.taken, [], 0
        return taken


def csv_records(
    found: Iterator[Line], given: tuple[tuple[str, str], ...] = (), longest: int = LONGEST_ROW
) -> Iterator[Record]:
    """The header as record 0, then a record a row; every column is text. A row of more bytes is a quote never closed.

    Raises InputError: E-CSV-HEADER for a column named twice that we need, E-CSV-QUOTE for a quote never closed.

    >>> rows = csv_records(iter([Line(1, b"", "id;text"), Line(2, b"", "007;Rain")]))
    >>> [record.fields for record in rows]
    [None, {'id': '007', 'text': 'Rain'}]
    """
    first = next((line for line in found if line.text.strip()), None)
    if first is None:
        return
    csv.field_size_limit(_NO_LIMIT)  # the rows are capped already
    source = _RowLines(found, first, longest)
    rows = csv.reader(source, delimiter=csv_delimiter(first.text, given))
    header: list[str] = []
    number = HEADER
    for row in rows:
        taken = source.row()
        if not row:
            continue
        raw = b"".join(line.raw for line in taken)
        notes = tuple(note for line in taken for note in line.notes)
        if not header:
            header = _header(row, given)
            yield Record(HEADER, taken[0].number, None, notes, raw)
        else:
            number += 1
            yield _row(number, header, row, taken[0].number, notes, raw)


def _row(
    number: int, header: Sequence[str], row: Sequence[str], line: int, notes: tuple[Note, ...], raw: bytes
) -> Record:
    if any(note.code.startswith("E-") for note in notes):
        return Record(number, line, None, notes, raw)
    if len(row) != len(header):
        notes = (*notes, Note("W-CSV-RAGGED", f"{len(row)} fields where the header has {len(header)}"))
    fields = dict(zip_longest(header, row[: len(header)]))
    return Record(number, line, fields, notes, raw)


def _header(row: Sequence[str], given: tuple[tuple[str, str], ...]) -> list[str]:
    names = [name.strip() for name in row]
    wanted = columns_for(tuple(names), given).values()
    twice = sorted({name for name in wanted if names.count(name) > 1})
    if twice:
        raise InputError("E-CSV-HEADER", f"two columns are named {', '.join(twice)}", advice="rename one of them")
    return names


def csv_delimiter(header: str, given: tuple[tuple[str, str], ...] = ()) -> str:
    """The delimiter under which the header has a text column, else the one that cuts it into most names.

    >>> csv_delimiter("id;text"), csv_delimiter("id,text;s")
    (';', ',')
    """
    cuts = {mark: [name.strip() for name in next(csv.reader([header], delimiter=mark), [])] for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: ("text" in columns_for(tuple(cuts[mark]), given), len(cuts[mark])))
