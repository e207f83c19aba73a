"""JSON lines and JSON documents become records; one that cannot be read costs only itself."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from provenance.base.errors import InputError
from provenance.corpus.ledger import Note
from provenance.corpus.lines import Line
from provenance.corpus.records import Record

_LISTS = ("articles", "items", "records", "documents", "docs", "data", "results", "stories")  # likeliest first
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False)


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
    lines: tuple[int, ...] = field(default=(), repr=False)  # where each record begins


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
    bounds = [(_skip(text, a), b) for a, b in zip([start, *ends], [*ends, len(text)], strict=True) if text[a:b].strip()]
    return JsonParts("", [text[a:b].strip() for a, b in bounds], "", (), _lines(text, [a for a, _ in bounds]))


def _lines(text: str, places: Iterable[int]) -> tuple[int, ...]:
    """The line of each place, counted from 1; places in reading order."""
    found, line, before = [], 1, 0
    for place in places:
        line += text.count("\n", before, place)
        before = place
        found.append(line)
    return tuple(found)


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
    places: list[int] = []
    notes: list[Note] = []
    while text[place : place + 1] != "]":
        try:
            _, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, place) + 1
            notes.append(Note("E-JSON", f"cannot be read from line {line} on, after {len(records)} records"))
            return JsonParts(text[: opening + 1], records, "]", tuple(notes), _lines(text, places))
        records.append(text[place:end])
        places.append(place)
        place = _skip(text, end)
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)
    return JsonParts(text[: opening + 1], records, text[place:], tuple(notes), _lines(text, places))


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
    for number, (line, text) in enumerate(zip(parts.lines, parts.records, strict=True), 1):
        raw = text.encode("utf-8", "surrogatepass")
        try:
            value, notes = json_value(text)
        except InputError as error:
            yield Record(number, line, None, (Note(error.code, error.what),), raw)
            continue
        yield _object(number, line, value, notes, raw)
    if parts.notes:
        raise InputError(parts.notes[0].code, parts.notes[0].message)
