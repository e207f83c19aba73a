"""JSON lines and JSON documents become records; one that cannot be read costs only itself."""

import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from provenance.base.errors import InputError
from provenance.corpus.formats.json_parts import DEEPEST, JsonParts, is_too_deep
from provenance.corpus.formats.lines import Line
from provenance.corpus.formats.records import Record
from provenance.corpus.ledger import Note

_LOOK, _ROWS = 1 << 20, 20  # bytes and lines that show whether a file is JSON lines
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
    if is_too_deep(text):
        raise InputError("E-JSON", f"has more than {DEEPEST} objects and lists within one another")
    try:
        value = json.loads(text, strict=False, parse_constant=odd.constant, object_pairs_hook=odd.pairs)
    except json.JSONDecodeError as error:
        raise InputError("E-JSON", f"is not JSON: {error.msg.lower()} at character {error.colno}") from None
    except RecursionError:
        raise InputError("E-JSON", "is nested too deeply for this Python") from None
    except ValueError:
        raise InputError("E-JSON", "holds a number of too many digits") from None
    return value, tuple(odd.notes.values())


def json_line_records(source_lines: Iterable[Line]) -> Iterator[Record]:
    """A record a line; blank lines are none.

    >>> record, = json_line_records([Line(1, b"", '{"text": "Rain fell."}')])
    >>> record.fields
    {'text': 'Rain fell.'}
    """
    number = 0
    for line in source_lines:
        if not line.text.strip() and not line.notes:
            continue
        number += 1
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


def json_records(parts: JsonParts) -> Iterator[Record]:
    """The records of a JSON document; one that cannot be read costs only itself."""
    for number, (line, text) in enumerate(zip(parts.lines, parts.records, strict=True), 1):
        raw = text.encode("utf-8", "surrogatepass")
        try:
            value, notes = json_value(_keyless(text) if parts.layout == "index" else text)
        except InputError as error:
            yield Record(number, line, None, (Note(error.code, error.what),), raw)
            continue
        if parts.layout == "split" and isinstance(value, list):
            value = dict(zip_longest(parts.names, value[: len(parts.names)]))
        yield _object(number, line, value, notes, raw)


def _keyless(member: str) -> str:
    """The value of an object's member."""
    _, end = _DECODER.raw_decode(member)
    return member[member.index(":", end) + 1 :]


def form(head: bytes, stated: str) -> str:
    """Whether a file's first bytes are JSON lines ("jsonl") or a document ("json"), whatever its name says.

    >>> form(b'{"a": 1}\\n{"a": 2}\\n', "json"), form(b'[{"a": 1},\\n{"a": 2}]', "jsonl"), form(b"{", "jsonl")
    ('jsonl', 'json', 'jsonl')
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    rows = [row for row in start[:_LOOK].splitlines()[:_ROWS] if row.strip()]
    if not rows or rows[0][:1] not in (b"{", b"["):
        return stated
    if rows[0][:1] == b"[":
        first = _loaded(rows[0])
        return "json" if first is None or (isinstance(first, list) and isinstance((first or [0])[0], dict)) else stated
    value = [row for row in rows if isinstance(_loaded(row), dict)]
    if len(rows) > 1 and len(value) * 2 >= len(rows) - 1 and value and all(row[:1] == b"{" for row in value):
        return "jsonl"
    return "json" if rows[0].strip() == b"{" and len(rows) > 1 and not value else stated


def _loaded(row: bytes) -> object:
    try:
        return json.loads(row)
    except (ValueError, RecursionError):
        return None
