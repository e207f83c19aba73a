"""An XML document becomes its articles: entries of feeds and sitemaps, items of agencies.

What is read of each is known once, for the article and for the bytes that `dedupe` writes.
"""

from dataclasses import dataclass, field, replace

from provenance.base.errors import InputError
from provenance.corpus.formats.agency_xml import ITEMS, agency_kind, item_fields
from provenance.corpus.formats.decode import Decoded
from provenance.corpus.formats.feeds import ENTRIES, channel_fields, entry_fields, feed_kind, with_channel
from provenance.corpus.formats.item_fields import ItemFields
from provenance.corpus.formats.xml_tree import Element, Parsed, parsed, repaired
from provenance.corpus.ledger import Note

_ONE = {"nitf", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "entry"}  # roots that are the item itself
_ENCODING = b"encoding="
_HEAD = 400


@dataclass
class XmlItem:
    """One item: what it says, where it stands in the bytes, and its line."""

    read: ItemFields
    start: int
    end: int
    line: int


@dataclass
class XmlDocument:
    """A document of items; `alone` where the document is the item."""

    kind: str
    alone: bool
    decoded: Decoded
    data: bytes
    items: list[XmlItem] = field(default_factory=list)
    broken: InputError | None = None
    notes: tuple[Note, ...] = ()
    closing: bytes = b""  # what closes the document behind its last item

    def with_items(self, numbers: list[int]) -> bytes:
        """The document with these of its items alone, each with what stands before it."""
        if not self.items:
            return self.data
        parts = [_in_utf8(self.data[: self.items[0].start], self.decoded.encoding)]
        for position, item in enumerate(self.items):
            if position + 1 in numbers:
                gap = self.data[self.items[position - 1].end : item.start] if position and len(parts) > 1 else b""
                parts += [gap, self.data[item.start : item.end]]
        last = b"\n" + self.closing if self.broken else self.data[self.items[-1].end :]
        return b"".join([*parts, last])


def xml_document(data: bytes, encoding: str) -> XmlDocument:
    """The document's items. Raises InputError where it is no XML, or none of a kind that is read.

    >>> feed = b"<rss><channel><title>Wick</title><item><title>Rain</title></item></channel></rss>"
    >>> found = xml_document(feed, "")
    >>> found.kind, found.items[0].read.fields
    ('an RSS feed', {'title': 'Rain', 'text': 'Rain', 'outlet': 'Wick'})
    """
    document = _document(data, encoding)
    if document.broken is not None and "entities" not in document.broken.what:
        text = document.decoded.text
        mended = repaired(text)
        if mended != text:
            second = _document(mended.encode("utf-8", "replace"), "utf-8")
            if len(second.items) > len(document.items) or second.broken is None:
                note = Note("W-XML-REPAIRED", "has lone ampersands, which XML does not allow: they are read as such")
                document = replace(second, decoded=document.decoded, notes=(note,))
    if not document.kind:
        raise document.broken or InputError("E-UNSUPPORTED", "is XML, but no feed, no sitemap and no item of an agency")
    return document


def _document(data: bytes, encoding: str) -> XmlDocument:
    document = XmlDocument("", False, Decoded("", "utf-8", ()), b"")
    places: list[tuple[ItemFields, int, int]] = []

    def on_item(element: Element) -> None:
        reader = item_fields if element.name in ITEMS else entry_fields
        places.append((reader(element), element.start, element.end))

    read = parsed(data, encoding, {*ITEMS, *ENTRIES}, on_item)
    document.data, document.decoded, document.broken = read.data, read.decoded, read.broken
    document.closing = b"".join(f"</{name}>".encode() for name in read.unclosed)
    if read.root is not None:
        document.kind = feed_kind(read.root) or agency_kind(read.root)
        document.alone = read.root.name in _ONE
        if feed_kind(read.root):
            channel = channel_fields(read.root)
            for item, _, _ in places:
                with_channel(item, channel)
    document.items = _with_lines(places, read)
    return document


def _with_lines(places: list[tuple[ItemFields, int, int]], read: Parsed) -> list[XmlItem]:
    items: list[XmlItem] = []
    line, position = 1, 0
    for fields, start, end in places:
        line += read.data.count(b"\n", position, start)
        position = start
        items.append(XmlItem(fields, start, end, line))
    return items


def _in_utf8(head: bytes, encoding: str) -> bytes:
    """The beginning of a document, whose declaration says what it is in now."""
    declared = head.find(_ENCODING, 0, _HEAD)
    if encoding == "utf-8" or declared < 0:
        return head
    quote = head[declared + len(_ENCODING) : declared + len(_ENCODING) + 1]
    end = head.find(quote, declared + len(_ENCODING) + 1)
    return head[: declared + len(_ENCODING)] + quote + b"utf-8" + head[end:] if quote and end > 0 else head
