"""Entries of RSS, Atom and news sitemaps become articles: the full text where it is there, else the summary.

A feed's date of an update is a fact and no date of publication.
"""

import re
from collections.abc import Mapping

from provenance.corpus.formats.item_fields import HEADLINE, SUMMARY, ItemFields, longest, plain_text
from provenance.corpus.formats.xml_tree import Element
from provenance.corpus.html.markup import without_markup

ENTRIES = ("item", "entry", "url")
_WHOLE = 100  # words from which what calls itself a summary is a text
_NAME = re.compile(r"\A\S{1,100}@\S{1,100} \((.{1,200})\)\Z")  # an author of RSS: address (name)


def feed_kind(root: Element) -> str:
    """What a document is, if it is a feed."""
    kinds = {"rss": "an RSS feed", "RDF": "an RSS feed", "feed": "an Atom feed", "urlset": "a news sitemap",
             "entry": "an Atom entry"}  # fmt: skip
    return kinds.get(root.name.rpartition(":")[2], "")


def entry_fields(entry: Element) -> ItemFields:
    """The fields of one entry, by its name."""
    readers = {"item": _rss, "entry": _atom, "url": _sitemap}
    read = readers[entry.name](entry)
    if "text" not in read.fields and read.fields.get("title"):
        read.fields["text"] = read.fields["title"]
        read.notes.append(HEADLINE)
    return read


def channel_fields(root: Element) -> dict[str, str]:
    """What a feed says of all its entries: the outlet and the language."""
    channel = root.child("channel") or root
    read = ItemFields("feed")
    read.put("outlet", channel.child("title"))
    language = channel.child("language", "dc:language")
    read.put("language", language.text() if language else root.attributes.get("xml:lang"))
    return read.fields


def with_channel(read: ItemFields, channel: Mapping[str, str]) -> None:
    """What an entry does not say, from its feed."""
    for name, value in channel.items():
        read.put(name, value)


def _rss(entry: Element) -> ItemFields:
    read = ItemFields("feed")
    _put_names(read, entry.child("guid"), entry.child("link"), entry.child("atom:link"))
    if "url" not in read.fields:
        read.put("url", next((link.attributes.get("href") for link in entry.children if link.name == "atom:link"), ""))
    read.put("title", entry.child("title", "media:title", "dc:title"))
    read.put("published", entry.child("pubDate", "dc:date", "dcterms:created", "published"))
    read.add("modified", entry.child("dcterms:modified", "atom:updated"))
    creator = entry.child("dc:creator", "author")
    if creator is not None:
        read.put("byline", _NAME.sub(r"\1", creator.text()))
    read.put("outlet", entry.child("source", "dc:publisher"))
    read.add("credit", entry.child("media:credit", "dc:rights", "media:copyright"))
    full_texts = [plain_text(child.verbatim()) for child in entry.children if child.name == "content:encoded"]
    brief = [
        plain_text(child.verbatim()) for child in entry.children if child.name in ("description", "media:description")
    ]
    _put_text(read, longest(full_texts), longest(brief))
    return read


def _put_names(read: ItemFields, guid: Element | None, link: Element | None, alternate: Element | None) -> None:
    """An entry's id and its address."""
    address = link.text() if link else ""
    if guid is not None:
        read.put("article", guid)
        if guid.attributes.get("isPermaLink", "true") != "false" and guid.text().startswith("http"):
            address = address or guid.text()
    read.put("article", address)
    read.put("url", address, alternate.attributes.get("href") if alternate is not None else "")


def _put_text(read: ItemFields, full: str, brief: str) -> None:
    """The text; a summary where there is no more."""
    text = full if len(full) >= len(brief) else brief
    if text:
        read.fields["text"] = text
        if not full and len(text.split()) < _WHOLE:
            read.notes.append(SUMMARY)


def _atom(entry: Element) -> ItemFields:
    read = ItemFields("feed")
    read.put("article", entry.child("id"))
    links = [child for child in entry.children if child.name == "link"]
    alternate = [child for child in links if child.attributes.get("rel", "alternate") == "alternate"]
    read.put("url", *(child.attributes.get("href") for child in alternate))
    read.put("article", read.fields.get("url"))
    title = entry.child("title")
    read.put("title", _construct(title) if title is not None else "")
    read.put("published", entry.child("published", "issued"))
    read.add("modified", entry.child("updated", "modified"))
    names = [name.text() for author in entry.children if author.name == "author" for name in author.all("name")]
    read.put("byline", ", ".join(names))
    source = entry.child("source")
    read.put("outlet", source.child("title") if source is not None else "")
    read.add("credit", entry.child("rights"))
    read.put("language", entry.attributes.get("xml:lang"))
    full_texts = [_construct(child) for child in entry.children if child.name == "content"]
    brief = [_construct(child) for child in entry.children if child.name in ("summary", "media:description")]
    _put_text(read, longest(full_texts), longest(brief))
    return read


def _construct(child: Element) -> str:
    """A text of Atom, which says whether it is HTML."""
    kind = child.attributes.get("type", "text").lower()
    if kind in ("xhtml", "application/xhtml+xml"):
        return without_markup(f"<div>{child.markup()}</div>")
    return without_markup(child.verbatim()) if kind in ("html", "text/html") else child.verbatim().strip()


def _sitemap(entry: Element) -> ItemFields:
    read = ItemFields("sitemap")
    read.put("article", entry.child("loc"))
    read.put("url", entry.child("loc"))
    read.add("modified", entry.child("lastmod"))
    news = entry.child("news:news")
    if news is None:
        read.other = "an address without news, no article"
        return read
    read.put("title", news.child("news:title"))
    read.put("published", news.child("news:publication_date"))
    read.put("outlet", news.first("news:name"))
    read.put("language", news.first("news:language"))
    return read
