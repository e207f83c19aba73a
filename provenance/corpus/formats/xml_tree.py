"""XML becomes elements, read safely: the document's own entities are refused, nothing is fetched, the depth is bounded.

Items are handed over as they end and are not kept, so a feed of any number of them takes the memory of one.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from provenance.base.errors import InputError
from provenance.corpus.formats.decode import Decoded, decode, read_as

_DEEPEST = 200  # elements within one another
_DECLARED = re.compile(r"<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._-]{2,40})[\"']")
_HEAD = 400  # bytes in which a document says its encoding
_PREFIXES = {  # what a namespace is called here, whatever a document calls it
    "www.w3.org/2005/atom": "atom", "purl.org/atom/ns#": "atom", "purl.org/rss/1.0": "", "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content", "purl.org/dc/elements/1.1": "dc",
    "search.yahoo.com/mrss": "media", "www.sitemaps.org/schemas/sitemap/0.9": "",
    "www.google.com/schemas/sitemap-news/0.9": "news", "iptc.org/std/nar/2006-10-01": "",
    "iptc.org/std/nitf/2006-10-18": "", "www.w3.org/1999/xhtml": "",
}  # fmt: skip
_AMPERSAND = re.compile(r"<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*\]\]>|&(?!#?\w{1,30};)")
_SCHEME = re.compile(r"\Ahttps?://")
_VOID = {"br", "hr", "img"}


@dataclass
class Element:
    """An element: its name, with the prefix of its namespace where that is not the document's own; bytes from, to."""

    name: str
    attributes: dict[str, str]
    parts: list["Element | str"] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def children(self) -> Iterator["Element"]:
        """The elements straight inside."""
        return (child for child in self.parts if isinstance(child, Element))

    def child(self, *names: str) -> "Element | None":
        """The first direct child with the first of these names that occurs."""
        return next((child for name in names for child in self.children if child.name == name), None)

    def all(self, *names: str) -> Iterator["Element"]:
        """All elements inside of these names, at any depth."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, *names: str) -> "Element | None":
        """The first descendant with the first of these names that occurs."""
        return next((child for name in names for child in self.all(name)), None)

    def text(self) -> str:
        """All text inside, as one line."""
        return " ".join("".join(self._texts()).split())

    def verbatim(self) -> str:
        """All text inside, as it is."""
        return "".join(self._texts())

    def _texts(self) -> Iterator[str]:
        for child in self.parts:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def markup(self, without: Collection[str] = ()) -> str:
        """The inner elements as HTML, without those named in `without`."""
        return "".join(
            html.escape(child, quote=False) if isinstance(child, str) else child._tagged(without)
            for child in self.parts
            if isinstance(child, str) or child.name not in without
        )

    def _tagged(self, without: Collection[str]) -> str:
        name = self.name.rpartition(":")[2]
        return f"<{name}>" if name in _VOID else f"<{name}>{self.markup(without)}</{name}>"


@dataclass(frozen=True)
class Parsed:
    """A document: its root without the items, the bytes it was read from, and what broke it off."""

    root: Element | None
    data: bytes
    decoded: Decoded
    broken: InputError | None = None
    unclosed: tuple[str, ...] = ()  # names of the elements around the last item, the innermost first


class _Builder:
    """The parser's events become elements."""

    def __init__(self, items: Collection[str], on_item: Callable[[Element], None]) -> None:
        self._items, self._on_item = items, on_item
        self.root: Element | None = None
        self.unclosed: tuple[str, ...] = ()
        self._stack: list[Element] = []
        self._written: list[str] = []  # the names of open elements as the document has them
        self._spaces: list[dict[str, str]] = [{}]
        self._inside = 0  # items that are open
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.ExternalEntityRefHandler = lambda *_: 1  # nothing is fetched
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.UseForeignDTD(True)  # so that an entity of HTML is skipped, and no error

    def _name(self, written: str) -> str:
        prefix, _, local = written.rpartition(":")
        if not prefix:
            return local
        uri = self._spaces[-1].get(prefix, "")
        values = _PREFIXES.get(_SCHEME.sub("", uri).rstrip("/").lower(), prefix)
        return f"{values}:{local}" if values and values != self._own else local

    @property
    def _own(self) -> str:
        """The prefix of the document's own namespace."""
        return "atom" if self.root is not None and self.root.name.rpartition(":")[2] in ("feed", "entry") else ""

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        if len(self._stack) >= _DEEPEST:
            raise InputError("E-XML", f"has more than {_DEEPEST} elements within one another")
        new = {name[6:]: value for name, value in attributes.items() if name.startswith("xmlns:")}
        self._spaces.append({**self._spaces[-1], **new} if new else self._spaces[-1])
        element = Element(self._name(written), attributes, start=self.parser.CurrentByteIndex)
        if self.root is None:
            self.root = element
            element.name = self._name(written)  # without the prefix of its own namespace
        if self._stack:
            self._stack[-1].parts.append(element)
        self._stack.append(element)
        self._written.append(written)
        self._inside += element.name in self._items

    def _end(self, _: str) -> None:
        element = self._stack.pop()
        self._spaces.pop()
        written = self._written.pop()
        if element.name not in self._items:
            return
        self._inside -= 1
        if self._inside == 0:
            tag = self.parser.CurrentByteIndex
            is_apart = self.data.startswith(f"</{written}".encode(), tag) or tag == element.start
            element.end = self.data.find(b">", tag) + 1 if is_apart else tag
            self.unclosed = tuple(reversed(self._written))
            self._on_item(element)
            if self._stack:
                self._stack[-1].parts.pop()

    def _text(self, text: str) -> None:
        if self._stack:
            self._stack[-1].parts.append(text)

    def _entity(self, *_: object) -> None:
        raise InputError("E-XML", "declares entities of its own, which are not read")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter and self._stack:
            self._stack[-1].parts.append(html.unescape(f"&{name};"))

    def parse(self, data: bytes) -> InputError | None:
        """What breaks the document off, if anything does."""
        self.data = data
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            return InputError("E-XML", f"is not XML: {expat.ErrorString(error.code)}", line=error.lineno)
        except InputError as error:
            return error
        return None


def repaired(text: str) -> str:
    """A document whose lone ampersands, which break it off, are written as XML has them.

    >>> repaired("<a>AT&T &amp; <![CDATA[R&D]]></a>")
    '<a>AT&amp;T &amp; <![CDATA[R&D]]></a>'
    """
    return _AMPERSAND.sub(lambda match: "&amp;" if match[0] == "&" else match[0], text)


def parsed(data: bytes, encoding: str, items: Collection[str], on_item: Callable[[Element], None]) -> Parsed:
    """A document's elements; `on_item` gets those of the names `items`, the outermost ones, which are left out.

    Raises InputError where the bytes are no text.

    >>> found = []
    >>> parsed(b"<rss><channel><title>Wick</title><item>Rain</item></channel></rss>", "", {"item"}, found.append).root.text()
    'Wick'
    >>> [element.text() for element in found]
    ['Rain']
    """  # noqa: E501
    decoded = _decoded(data, encoding)
    text = decoded.text.lstrip("\ufeff \t\r\n")
    builder = _Builder(items, on_item)
    raw = text.encode("utf-8", "replace")
    broken = builder.parse(raw)
    return Parsed(builder.root, raw, decoded, broken, builder.unclosed)


def _decoded(data: bytes, encoding: str) -> Decoded:
    """The text in the encoding that the document declares, where that is true."""
    declared = _DECLARED.search(data[:_HEAD].decode("latin-1"))
    name = declared[1].lower() if declared else ""
    if not encoding and name not in ("", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"):
        try:
            data.decode(name)
            return decode(data, name)
        except (LookupError, UnicodeError, InputError):
            pass
    return read_as(data, encoding)
