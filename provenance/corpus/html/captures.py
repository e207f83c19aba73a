"""A record of a WARC becomes the page that was captured, with its address and the time of the capture."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from provenance.base.errors import InputError
from provenance.base.settings import Settings, plain_encoding
from provenance.corpus.formats.decode import read_as
from provenance.corpus.formats.http_message import HttpAnswer, content_type, http_answer
from provenance.corpus.formats.warc import WarcRecord
from provenance.corpus.html.pages import article_values, page
from provenance.corpus.ledger import Note

_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {"text/plain"}
_BEGINNINGS = (b"<!doctype html", b"<html", b"<head", b"<body")
_FINE = {200, 203}
_LOOSE = {
    "iso-8859-1",
    "latin1",
    "latin-1",
    "us-ascii",
    "ascii",
    "windows-1252",
    "cp1252",
}  # what servers say of any page
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:-]{3,100}\Z")
_LOOK = 1024  # bytes in which a page without a type shows what it is


class Capture(NamedTuple):
    """The text and the fields of a captured page, what says so, and what there is to know."""

    name: str  # the record's id, which copies of a WARC share; empty where it is none
    text: str
    fields: Mapping[str, str]  # by the names of an Article
    facts: tuple[tuple[str, str, str], ...]
    encoding: str
    notes: tuple[Note, ...]


def capture(record: WarcRecord, settings: Settings) -> Capture | str:
    """The page in a record, or what the record is instead. Raises InputError where it should be one and cannot be read.

    >>> capture(WarcRecord(1, {"warc-type": "request"}, b"GET / HTTP/1.1"), Settings())
    'a request, no article'
    """
    kind = record.header.get("warc-type", "").lower()
    if kind == "response":
        response = http_answer(record.block, settings)
        if response is None:
            name = content_type(record.header.get("content-type", ""))[0]
            return f"an answer of the type {name or 'unknown'}, no article"
        if response.status not in _FINE:
            return f"an answer of status {response.status}, no article"
    elif kind in ("resource", "conversion"):
        name, charset = content_type(record.header.get("content-type", "text/plain"))
        response = HttpAnswer(200, name, charset, record.block)
    elif kind == "continuation":
        raise InputError("E-WARC", "is a further part of a long record; such parts are not joined")
    else:
        return f"a {kind or 'record without a type'}, no article"
    return _read(record, response, settings)


def _read(record: WarcRecord, response: HttpAnswer, settings: Settings) -> Capture | str:
    """The page or text of an answer, with what the record's header says of it."""
    fields, facts = _of_header(record.header)
    name = _id(record.header)
    notes = _cut_off(record.header)
    if _is_page(response):
        read = page(response.content, settings.encoding or _trusted(response))
        return Capture(
            name,
            read.text,
            {**article_values(read), **fields},
            (*read.facts, *facts),
            read.encoding,
            (*read.notes, *notes),
        )
    if response.kind in _TEXTS:
        decoded = read_as(response.content, settings.encoding or _trusted(response))
        return Capture(name, decoded.text, fields, facts, decoded.encoding, (*decoded.notes, *notes))
    return f"{response.kind[:60] or 'content of no type'}, no article"


def _is_page(response: HttpAnswer) -> bool:
    start = response.content[:_LOOK].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return response.kind in _PAGES or (not response.kind and start.startswith(_BEGINNINGS))


def _trusted(response: HttpAnswer) -> str:
    """The server's character set, where the content is in it; servers say latin-1 of pages that are in none."""
    if response.charset in _LOOSE or not response.charset:
        return ""
    try:
        response.content.decode(response.charset)
    except (LookupError, UnicodeError):
        return ""
    return plain_encoding(response.charset)


def _id(header: Mapping[str, str]) -> str:
    name = header.get("warc-record-id", "").strip("<>").removeprefix("urn:uuid:")
    return name if _ID.match(name) else ""


def _of_header(header: Mapping[str, str]) -> tuple[dict[str, str], tuple[tuple[str, str, str], ...]]:
    """The record's address and its time, as fields and as facts."""
    values = {"url": header.get("warc-target-uri", "").strip("<>"), "captured": header.get("warc-date", "")}
    fields = {name: value for name, value in values.items() if value}
    return fields, tuple((name, value, "warc") for name, value in fields.items())


def _cut_off(header: Mapping[str, str]) -> tuple[Note, ...]:
    reason = header.get("warc-truncated", "")
    return (Note("W-WARC-CUT", f"the crawler cut it off ({reason[:40]})"),) if reason else ()
