"""A JSON document becomes its records' texts and what stands around them, however it is laid out.

Where a record cannot be read, the next one is looked for, so that a broken or a deep one costs only itself. Depth is
counted here and not by the call stack, so that every Python reads the same.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provenance.corpus.chosen import is_text
from provenance.corpus.columns import columns_for

DEEPEST = 200  # objects and lists within one another
_LISTS = ("articles", "items", "records", "documents", "docs", "data", "results", "stories", "entries", "hits", "posts",
          "news", "response")  # likeliest first  # fmt: skip
_DEEP = 3  # objects within one another in which the list of articles is looked for
_LOOKS, _TIMES = 5_000_000, 20  # characters, and times a document's own, that may be looked through for lost ends
_COUNTED = 16  # characters that the decoder counts lines in, for its error, as fast as one is looked at
_TRIES = 200  # places at which the record after a broken one may begin
_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_BETWEEN = re.compile(r"\}\s*,?\s*(?=\{)")
_SCALAR_END = re.compile(r"[,\]}\n]")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True)
class JsonParts:
    """A JSON document around its records: what stands before, each record's text, what stands after.

    Most documents are a list of records, or values one after the other. pandas writes others: an object of records by
    their index (`layout` "index"), names and rows ("split"), columns ("columns"); for the last two, `before` is the
    whole document.
    """

    before: str
    records: list[str]
    after: str
    layout: str = "list"
    names: tuple[str, ...] = field(default=(), repr=False)  # of the columns, where rows are lists
    lines: tuple[int, ...] = field(default=(), repr=False)  # where each record begins


def json_parts(text: str) -> JsonParts:
    """Where the records of a JSON document stand: in an array, in an object's list of articles, or one after the other.

    >>> json_parts('{"n": 1, "articles": [{"a": 1}, {"a": 2}]}')
    JsonParts(before='{"n": 1, "articles": [', records=['{"a": 1}', '{"a": 2}'], after=']}', layout='list')
    >>> json_parts('[{"a": 1}, {b: 2}, {"a": 3}]').records
    ['{"a": 1}', '{b: 2}', '{"a": 3}']
    """
    start = _skip(text, 0)
    if text[start : start + 1] == "[":
        return _elements(text, start)
    end = _decoded_end(text, start)
    alone = end is not None and _skip(text, end) == len(text)
    if text[start : start + 1] == "{" and (alone or end is None):
        split = _split(text, start) if alone and '"columns"' in text else None
        opening = _list_place(text, start) if split is None else None
        if opening is not None:
            return _elements(text, opening)
        laid_out = split or (_pandas(text, start) if alone else None)
        if laid_out is not None:
            return laid_out
    return _values(text, start)


def depth(text: str) -> int:
    """How many objects and lists stand within one another, as far as it matters: DEEPEST and one for more.

    >>> depth('{"a": [1, "["]}'), depth("[" * 9_000)
    (2, 201)
    """
    if text.count("[") + text.count("{") <= 1:
        return 1
    deep = deepest = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "[{":
            deep += 1
            if deep > deepest:
                deepest = deep
                if deepest > DEEPEST:
                    break
        elif mark in "]}":
            deep -= 1
    return deepest


def is_too_deep(text: str) -> bool:
    """Whether there are more objects and lists within one another than any article has."""
    return text.count("[") + text.count("{") > DEEPEST and depth(text) > DEEPEST


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _decoded_end(text: str, position: int) -> int | None:
    """Where the value ends that begins here; None where there is no value that can be read."""
    try:
        return _DECODER.raw_decode(text, position)[1]
    except (ValueError, RecursionError):
        return None


def _balanced_end(text: str, position: int) -> int | None:
    """Where the bracket that opens here is closed, whatever stands between; None where it never is."""
    deep = 0
    for token in _TOKEN.finditer(text, position):
        mark = token[0]
        if mark in "[{":
            deep += 1
        elif mark in "]}":
            deep -= 1
            if deep <= 0:
                return token.end()
    return None


def _lines(text: str, places: Iterable[int]) -> tuple[int, ...]:
    """The line of each place, counted from 1; places in reading order."""
    numbers, line, before = [], 1, 0
    for position in places:
        line += text.count("\n", before, position)
        before = position
        numbers.append(line)
    return tuple(numbers)


def _elements(text: str, opening: int) -> JsonParts:
    """The elements of the list that opens here."""
    position = _skip(text, opening + 1)
    bounds: list[tuple[int, int]] = []
    keys: set[str] = set()  # keys of the records so far
    after, left = "", _looks(text)
    while position < len(text):
        if text[position] == "]":
            final = position if left == _looks(text) else _final(text, opening, position)
            if final > position:  # a bracket inside a broken record
                bounds[-1] = bounds[-1][0], final
            after = text[final:]
            break
        end = _decoded_end(text, position)
        if end is None:
            end, looked = _broken_end(text, opening, position, keys) if left > 0 else (len(text), 0)
            left -= looked + position // _COUNTED + 1
        elif len(keys) < len(_LISTS):
            keys |= _keys(text[position:end])
        bounds.append((position, end))
        position = _skip(text, end)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
    before = text[: opening + 1]
    records = [text[start:end].rstrip(" \t\r\n,") for start, end in bounds]
    return JsonParts(before, records, after or _closing(before), lines=_lines(text, [start for start, _ in bounds]))


def _keys(text: str) -> set[str]:
    value = json.loads(text, strict=False)
    return set(value) if isinstance(value, dict) else set()


def _final(text: str, opening: int, position: int) -> int:
    """Where the list ends that opens there, as far as what stands before and after it make a document together."""
    for _ in range(_TRIES):
        try:
            json.loads(text[: opening + 1] + text[position:], strict=False)
        except (ValueError, RecursionError):
            position = text.find("]", position + 1)
            if position < 0:
                break
        else:
            return position
    return len(text)


def _looks(text: str) -> int:
    """Characters that may be looked through for the ends of broken records, all in all."""
    return max(_LOOKS, _TIMES * len(text))


def _broken_end(text: str, opening: int, position: int, keys: set[str]) -> tuple[int, int]:
    """Where an element ends that cannot be read, so that the one after it can; the end of the text where none can.

    Second, how many characters were looked through.
    """
    if text[position] not in "{[":
        stop = _SCALAR_END.search(text, position + 1)
        return (stop.start() if stop else len(text)), 0
    closed = _balanced_end(text, position)
    if closed is not None and text[_skip(text, closed) : _skip(text, closed) + 1] not in (",", "]"):
        closed = None
    last = closed if closed is not None else len(text)
    for number, between in enumerate(_BETWEEN.finditer(text, position, last)):
        if number > _TRIES:
            break
        end = _decoded_end(text, between.end())
        if end is not None and _is_record(text[between.end() : end], keys):
            return between.start() + 1, last - position
    if closed is not None:
        return closed, last - position
    first = text.find("]", position)
    return (_final(text, opening, first) if first >= 0 else len(text)), last - position


def _is_record(text: str, record_keys: set[str]) -> bool:
    """Whether an object is a record like those before, and not one of the objects inside a broken record."""
    keys = _keys(text)
    column = columns_for(tuple(record_keys)).get("text")
    if column is None and record_keys:
        return 2 * len(keys & record_keys) >= max(len(keys), len(record_keys))
    return "text" in columns_for(tuple(keys)) if column is None else column in keys


def _closing(before: str) -> str:
    """The brackets that close what stands before the records, where the document breaks off."""
    opened: list[str] = []
    for token in _TOKEN.finditer(before):
        if token[0] in "[{":
            opened.append("]" if token[0] == "[" else "}")
        elif token[0] in "]}" and opened:
            opened.pop()
    return "".join(reversed(opened))


def _values(text: str, start: int) -> JsonParts:
    """Values that follow one another; what cannot be read goes to the end of its brackets, or of its line."""
    bounds: list[tuple[int, int]] = []
    position, left = start, _looks(text)
    while position < len(text):
        end = _decoded_end(text, position) if left > 0 else None
        if end is None:
            line_end = text.find("\n", position)
            line_end = len(text) if line_end < 0 else line_end
            closed = _balanced_end(text, position) if text[position] in "{[" and left > 0 else None
            left -= (len(text) if closed is None else closed) - position + position // _COUNTED
            begins = text[_skip(text, closed) : _skip(text, closed) + 1] if closed is not None else "x"
            end = closed if closed is not None and begins in ("", "{", "[") else line_end
        bounds.append((position, end))
        position = _skip(text, end)
    records = [text[start:end].strip() for start, end in bounds]
    return JsonParts("", records, "", lines=_lines(text, [start for start, _ in bounds]))


def _members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The keys of the object that begins here, each with the place of its value."""
    position = _skip(text, start + 1)
    while text[position : position + 1] == '"':
        end = _decoded_end(text, position)
        if end is None:
            return
        key = json.loads(text[position:end], strict=False)
        position = _skip(text, _skip(text, end) + 1)
        yield key, position
        value_end = _decoded_end(text, position)
        if value_end is None:
            return
        position = _skip(text, value_end)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)


def _list_place(text: str, start: int) -> int | None:
    """Where the list of articles opens in an object: under one of its keys, or in an object inside."""
    level = [start]
    for deep in range(_DEEP):
        members = [member for position in level for member in _members(text, position)]
        lists = {key: position for key, position in reversed(members) if text[position : position + 1] == "["}
        articles_key = next(
            (lists[key] for key in _LISTS if key in lists and (not deep or _of_objects(text, lists[key]))), None
        )
        if articles_key is not None:
            return articles_key
        if "text" in columns_for(tuple(key for key, position in members if text[position : position + 1] != "{")):
            return None  # an article by itself
        any_key = next((position for position in lists.values() if _of_articles(text, position)), None)
        if any_key is not None:
            return any_key
        level = [position for _, position in members if text[position : position + 1] == "{"][: len(_LISTS)]
    return None


def _of_objects(text: str, position: int) -> bool:
    return text[_skip(text, position + 1) :][:1] == "{"


def _of_articles(text: str, position: int) -> bool:
    """Whether a list begins with an object that by the names of its columns is an article."""
    first = _skip(text, position + 1)
    end = _decoded_end(text, first) if text[first : first + 1] == "{" else None
    return end is not None and "text" in columns_for(tuple(_keys(text[first:end])))


def _pandas(text: str, start: int) -> JsonParts | None:
    """The records of what pandas writes with orient index or columns; None for any other object."""
    value = _of_single_keys(text)
    inner = [cells for cells in value.values() if isinstance(cells, dict)]
    if not inner or len(inner) < len(value):
        return None
    column = columns_for(tuple(value)).get("text")
    if column is not None and any(map(is_text, value[column].values())):
        rows = list(dict.fromkeys(key for cells in inner for key in cells))
        records = [_dumped({name: cells.get(key) for name, cells in value.items()}) for key in rows]
        return JsonParts(text, records, "", "columns", lines=(1,) * len(records))
    if len(inner) > 1 and all("text" in columns_for(tuple(cells)) for cells in inner[: len(_LISTS)]):
        return _by_index(text, start)
    return None


def _by_index(text: str, start: int) -> JsonParts:
    """The members of an object, each with its key."""
    bounds: list[tuple[int, int]] = []
    position = _skip(text, start + 1)
    for _, value in _members(text, start):
        bounds.append((position, _decoded_end(text, value) or value))
        position = _skip(text, _skip(text, bounds[-1][1]) + 1)
    records = [text[key:end] for key, end in bounds]
    after = text[bounds[-1][1] :].lstrip()
    return JsonParts(text[: start + 1], records, after, "index", lines=_lines(text, [key for key, _ in bounds]))


def _of_single_keys(text: str) -> dict[str, Any]:
    """An object; an empty one where a key is given twice anywhere, since it would lose a value when written anew."""
    twice = False

    def hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        fields = dict(pairs)
        twice = twice or len(fields) < len(pairs)
        return fields

    value: dict[str, Any] = json.loads(text, strict=False, object_pairs_hook=hook)
    return {} if twice else value


def _split(text: str, start: int) -> JsonParts | None:
    """The rows of what pandas writes with orient split, and the names of their columns; None for any other object."""
    value = _of_single_keys(text)
    names, rows = value.get("columns"), value.get("data")
    if not isinstance(names, list) or not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None
    opening = next(position for key, position in _members(text, start) if key == "data")
    elements = _elements(text, opening)
    return JsonParts(text, elements.records, "", "split", tuple(map(str, names)), elements.lines)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def document(parts: JsonParts, chosen: Sequence[int], more: Sequence[Mapping[str, object]] = ()) -> str:
    """The document with the chosen records alone, by their places from 0; `more` are further columns of each.

    Only for the layouts "split" and "columns", whose rows do not stand by themselves.

    >>> parts = json_parts('{"columns": ["text"], "index": [5, 6], "data": [["Rain."], ["Snow."]]}')
    >>> document(parts, [1], [{"x": 1}])
    '{"columns": ["text", "x"], "index": [6], "data": [["Snow.", 1]]}'
    """
    value = json.loads(parts.before, strict=False)
    names = list(dict.fromkeys(name for extra in more for name in extra))
    if parts.layout == "split":
        value["columns"] = [*value["columns"], *names]
        rows = [value["data"][number] for number in chosen]
        value["data"] = [[*row, *extra.values()] for row, extra in zip(rows, more or [{}] * len(rows), strict=True)]
        if isinstance(value.get("index"), list) and len(value["index"]) == len(parts.records):
            value["index"] = [value["index"][number] for number in chosen]
        return _dumped(value)
    keys = list(dict.fromkeys(key for extra in value.values() for key in extra))
    kept = [keys[number] for number in chosen]
    split_parts = {name: {key: extra[key] for key in kept if key in extra} for name, extra in value.items()}
    split_parts |= {name: {key: extra[name] for key, extra in zip(kept, more, strict=True)} for name in names}
    return _dumped(split_parts)
