"""A record's fields, or a file's text and metadata, become one article with plain fields."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import xxhash

from provenance.base.errors import InputError
from provenance.base.escaping import one_line
from provenance.base.preference import EXTRA
from provenance.base.settings import Settings
from provenance.corpus.columns import value_at
from provenance.corpus.dates.date_columns import DATED, DateColumn
from provenance.corpus.dates.date_intervals import Moment, moment
from provenance.corpus.formats.decode import decode, scrubbed
from provenance.corpus.html.markup import is_markup, without_markup
from provenance.corpus.ledger import Note

LONGEST_ID = 255  # bytes; longer ones cannot be file names
_WIDEST = 4  # bytes of a character in UTF-8
_UNSAFE = re.compile(r"[\"'<>`\\\s]")  # in an address
_NAMED = ("name", "title", "text", "value", "rendered")  # keys under which an object says what it is called
_TEXTS = ("value", "text", "content", "body", "rendered")  # keys under which an object holds a paragraph
_PLACEHOLDERS = {
    "nan", "null", "none", "nil", "n/a", "na", "#n/a", "-", "removed", "deleted", "no content", "no text", "undefined",
    "not available", "empty", "content removed",
}  # fmt: skip
LONGEST_PLACEHOLDER = 30  # characters

Facts = tuple[tuple[str, str, str], ...]  # field, value, basis


@dataclass(frozen=True)
class Article:
    """One article as it was read: the text verbatim, the metadata as given, the dates as intervals in UTC."""

    article: str
    path: str
    record: int | None  # from 1; None for a file that is one article
    line: int | None
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None  # as given, not guessed
    published: str | None = None  # as it stood
    published_from: datetime | None = None
    published_to: datetime | None = None
    captured: str | None = None
    captured_from: datetime | None = None
    captured_to: datetime | None = None
    encoding: str | None = None  # of a file that is one article
    metadata: Facts = ()  # what a page says of itself
    open: tuple[tuple[str, Moment, DateColumn], ...] = ()  # dates that their columns may yet settle
    extra: Mapping[str, object] = field(default_factory=dict, compare=False)  # columns by which a user chooses

    def settled(self) -> "Article":
        """The same, with the dates as their columns tell them: once all of the file is read."""
        bounds: dict[str, datetime | None] = {}
        for name, date, column in self.open:
            meant = column.settled(date)
            bounds |= {f"{name}_from": meant.earliest, f"{name}_to": meant.latest}
        return replace(self, open=(), **bounds)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Draft:
    """An article before its id is settled: the id of its record if it has one, its fields, the notes on them."""

    own_id: str | None
    fields: dict[str, str]  # by the names of an Article
    dates: dict[str, datetime | None]
    text: str
    notes: tuple[Note, ...]
    encoding: str | None = None
    open: tuple[tuple[str, Moment, DateColumn], ...] = ()
    metadata: Facts = ()
    extra: Mapping[str, object] = field(default_factory=dict)


def draft(
    fields: Mapping[str, object],
    columns: Mapping[str, str],
    settings: Settings,
    *,
    verbatim: bool = False,
    dated: dict[str, DateColumn] | None = None,
) -> Draft:
    """What a record says of an article, each field made text. Notes say what could not be used.

    Unless the text is taken `verbatim`, what is HTML becomes the text between its tags. `dated` are the columns of
    dates of the file, to which the record's are added: what its dates can mean is then for them to tell.

    >>> found = draft({"id": 7, "body": "Rain fell on the pier."}, {"article": "id", "text": "body"}, Settings())
    >>> found.own_id, found.text
    ('7', 'Rain fell on the pier.')
    """
    notes: list[Note] = []
    text = _text(value_at(fields, columns["text"]), notes, settings) if "text" in columns else ""
    if not verbatim and ("<" in text or "&" in text) and is_markup(text):
        text = without_markup(text)
        notes.append(Note("W-MARKUP", "its text is HTML: tags are left out, and places count without them"))
    own_id = _id(value_at(fields, columns["article"]), notes) if "article" in columns else None
    values: dict[str, str] = {}
    for name, column in columns.items():
        if name not in ("text", "article") and not name.startswith(EXTRA):
            value = _plain(value_at(fields, column), column, notes, scalar=name in DATED)
            if value:
                values[name] = value
    if "url" in values and not _is_web_address(values["url"]):
        notes.append(Note("W-URL-SCHEME", "its address is not http or https: left out"))
        del values["url"]
    if _is_web_address(values.get("outlet", "")):
        values["outlet"] = urlsplit(values["outlet"]).hostname or values["outlet"]
    dates = {name: moment(values.get(name), settings.last_year) for name in DATED}
    still = _in_columns(dates, columns, dated) if dated is not None else ()
    notes += [date.note for date in dates.values() if date.note and not (dated is not None and date.readings)]
    extra = {name: value_at(fields, column) for name, column in columns.items() if name.startswith(EXTRA)}
    return Draft(own_id, values, _bounds(dates), text, tuple(notes), open=still, extra=extra)


def finished(content: Draft, article: str, path: str, record: int | None = None, line: int | None = None) -> Article:
    """The article under its id."""
    more: dict[str, Any] = {**content.fields, **content.dates}
    more |= {"encoding": content.encoding, "metadata": content.metadata, "open": content.open, "extra": content.extra}
    return Article(article, path, record, line, content.text, **more)


def record_id(fields: Mapping[str, object]) -> str:
    """An id from the whole record, for one that names none: the same record, the same id, wherever it stands.

    >>> record_id({"a": 1, "b": 2}) == record_id({"b": 2, "a": 1})
    True
    """
    return xxhash.xxh3_128_hexdigest(json.dumps(fields, sort_keys=True, default=repr).encode())


def _text(value: object, notes: list[Note], settings: Settings) -> str:
    if isinstance(value, bytes):
        try:
            decoded = decode(value)
        except InputError as error:
            notes.append(Note(error.code, error.what))
            return ""
        notes.extend(decoded.notes)
        value = decoded.text
    if isinstance(value, list):
        value = paragraphs(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        notes.append(Note("E-FIELD-TYPE", f"its text is {_kind(value)}, not a string"))
        return ""
    if len(value) * 4 > settings.article_bytes and len(value.encode(errors="replace")) > settings.article_bytes:
        notes.append(Note("E-TOO-LARGE", f"its text has more than {settings.article_bytes:,} bytes"))
        return ""
    if len(value) < LONGEST_PLACEHOLDER and is_placeholder(value):
        notes.append(Note("W-EMPTY", f"holds {value.strip()!r} and no text"))
        return ""
    text, scrub_notes = scrubbed(value)
    notes.extend(scrub_notes)
    return text


def paragraphs(parts: list[object]) -> object:
    """A list of paragraphs as one text; the list itself where it is none.

    >>> paragraphs(["Rain fell.", {"type": "text/plain", "value": "Snow fell."}])
    'Rain fell.\\n\\nSnow fell.'
    """
    pieces = [piece if isinstance(piece, str) else _called(piece, _TEXTS) for piece in parts]
    texts = [piece for piece in pieces if piece is not None]
    return "\n\n".join(texts) if texts and len(texts) == len(parts) else parts


def is_placeholder(text: str) -> bool:
    """Whether a value stands where there was no text: nan, NULL, [Removed] and the like."""
    return text.strip().strip("[]<>()").casefold() in _PLACEHOLDERS


def _kind(value: object) -> str:
    names = {list: "a list", dict: "an object", bool: "true or false"}
    return names.get(type(value), "a number")


def _id(value: object, notes: list[Note]) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | bytes):
        notes.append(Note("W-ID-TYPE", f"its id is {_kind(value)}: made from the record instead"))
        return None
    raw = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    name, _ = scrubbed(raw)
    if name != raw or one_line(name) != name or not _is_tame(name):
        notes.append(Note("W-ID-ESCAPED", "its id is no name for a file, and is escaped where one is needed"))
    return name


def _is_tame(name: str) -> bool:
    if name.isalnum() and len(name) < LONGEST_ID / _WIDEST:
        return True
    parts = name.replace("\\", "/").split("/")
    return len(name.encode()) <= LONGEST_ID and parts[0] != "" and not {".", ".."} & set(parts)


def _plain(value: object, column: str, notes: list[Note], *, scalar: bool) -> str | None:
    """A field as text: lists joined by commas, objects by what they are called."""
    if value is None or value in ("", []):
        return None
    if scalar and not isinstance(value, list | dict):
        return scrubbed(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))[0].strip()
    if isinstance(value, list):
        parts = [_called(value_part) for value_part in value]
        if None in parts or scalar:
            notes.append(Note("W-FIELD-TYPE", f"{one_line(column[:40])} is a list of odd things"))
        return None if scalar else ", ".join(value_part for value_part in parts if value_part) or None
    name = _called(value)
    if not isinstance(value, str | bytes):
        notes.append(Note("W-FIELD-TYPE", f"{one_line(column[:40])} is {_kind(value)}, not a string"))
    return name


def _called(value: object, keys: Sequence[str] = _NAMED) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, dict):
        value = next((value[key] for key in keys if isinstance(value.get(key), str)), None)
    if not isinstance(value, str):
        return None
    return scrubbed(value)[0].strip() or None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        url.isprintable()
        and not _UNSAFE.search(url)
        and parts.scheme.lower() in ("http", "https")
        and bool(parts.netloc)
    )


def _in_columns(
    dates: Mapping[str, Moment], columns: Mapping[str, str], dated: dict[str, DateColumn]
) -> tuple[tuple[str, Moment, DateColumn], ...]:
    """Adds the dates to their columns; those that these may yet settle."""
    still: list[tuple[str, Moment, DateColumn]] = []
    for name, date in dates.items():
        if name in columns:
            column = dated.setdefault(name, DateColumn(columns[name]))
            column.add(date)
            if date.readings:
                still.append((name, date, column))
    return tuple(still)


def _bounds(dates: Mapping[str, Moment]) -> dict[str, datetime | None]:
    """The bounds of dates, by the names of an Article."""
    bounds: dict[str, datetime | None] = {}
    for name, date in dates.items():
        bounds |= {f"{name}_from": date.earliest, f"{name}_to": date.latest}
    return bounds
