"""Records of known layouts (ninjs, JSON Feed) become records with one column a field, as all others have.

Their bytes stay as they are. A record of any other layout passes unchanged.
"""

from collections.abc import Mapping
from dataclasses import replace

from provenance.corpus.formats.item_fields import HEADLINE, SUMMARY, longest, plain_text
from provenance.corpus.formats.records import Record
from provenance.corpus.ledger import Note

_NINJS = {"uri", "versioncreated"}
_STATES = ("canceled", "cancelled", "withheld")
_FEED = {"date_published", "date_modified", "content_text", "content_html"}
_KEPT = ("url", "language", "slugline", "ednote", "embargoed", "firstcreated", "version", "usageterms", "located")


def known_record(record: Record) -> Record:
    """The record with plain columns.

    >>> fields = {"uri": "tag:a", "versioncreated": "2031-05-05", "headline": "Rain", "body_text": "It fell."}
    >>> known_record(Record(1, 1, fields)).fields
    {'id': 'tag:a', 'title': 'Rain', 'published': '2031-05-05', 'text': 'It fell.'}
    """
    fields = record.fields
    if fields is None:
        return record
    if fields.keys() >= _NINJS:
        columns, notes = _of_ninjs(fields)
    elif "id" in fields and "summary" in fields and not _texts(fields, "content_text", "content_html") and (
        fields.keys() & _FEED
    ):  # fmt: skip
        columns, notes = {**fields, "content_text": fields["summary"]}, (SUMMARY,)
    else:
        return record
    return replace(record, fields=columns, notes=(*record.notes, *notes))


def _of_ninjs(fields: Mapping[str, object]) -> tuple[dict[str, object], tuple[Note, ...]]:
    """The columns of an item of ninjs, version 1 to 3."""
    version = str(fields.get("version") or "")
    number = f":v{int(version)}" if version.isdecimal() and len(version) < 12 else ""
    title = _first(fields, "headline", "headlines", "title")
    columns: dict[str, object] = {"id": f"{fields['uri']}{number}"}
    columns["title"] = title
    columns["published"] = _later(fields.get("embargoed"), fields["versioncreated"])
    columns["byline"] = _first(fields, "byline", "by", "bylines") or _names(fields.get("people"))
    columns["outlet"] = _first(fields, "provider", "copyrightholder") or _names(fields.get("infosources"))
    text = longest(_texts(fields, "body_text", "body_html", "body_xhtml", "bodies"))
    notes: tuple[Note, ...] = ()
    if not text:
        brief = longest(_texts(fields, "description_text", "description_html", "descriptions"))
        text, notes = (brief, (SUMMARY,)) if brief else (str(title or ""), (HEADLINE,))
    if str(fields.get("pubstatus", "")).lower() in _STATES:
        text, notes = "", (Note("W-EMPTY", f"an item that is {fields['pubstatus']}"),)
    columns["text"] = text
    columns |= {name: fields.get(name) for name in _KEPT}
    return {name: value for name, value in columns.items() if value not in (None, "", [], {})} | {"text": text}, notes


def _later(embargo: object, created: object) -> object:
    """When an item was published: not before the end of its embargo."""
    return max(embargo, created) if isinstance(embargo, str) and isinstance(created, str) else created


def _first(fields: Mapping[str, object], *names: str) -> str:
    return next((text for name in names for text in _texts(fields, name)), "")


def _texts(fields: Mapping[str, object], *names: str) -> list[str]:
    """The texts of some fields: strings, or lists of objects with a value or a name."""
    texts: list[str] = []
    for name in names:
        value = fields.get(name)
        for item in value if isinstance(value, list) else [value]:
            text = item if isinstance(item, str) else _value(item)
            if text.strip():
                texts.append(plain_text(text))
    return texts


def _value(item: object) -> str:
    values = item if isinstance(item, dict) else {}
    return next((values[key] for key in ("value", "byline", "name", "literal") if isinstance(values.get(key), str)), "")


def _names(parts: object) -> str:
    return ", ".join(filter(None, map(_value, parts))) if isinstance(parts, list) else ""
