"""Items of agencies in NITF, NewsML-G2 and NewsML become articles, with their credits, takes, embargoes and versions.

The agency that provides an item is its outlet. An item that may not be printed before a time is published at that time.
"""

from collections.abc import Collection

from provenance.corpus.formats.item_fields import ItemFields, plain_text
from provenance.corpus.formats.xml_tree import Element
from provenance.corpus.html.bylines import without_by
from provenance.corpus.html.markup import without_markup

ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "NewsItem", "nitf")
_KINDS = {"nitf": "an NITF story", "newsItem": "a NewsML-G2 item", "newsMessage": "a NewsML-G2 message",
          "NewsML": "a NewsML document", "packageItem": "a NewsML-G2 package", "conceptItem": "a NewsML-G2 concept",
          "knowledgeItem": "a NewsML-G2 list of concepts"}  # fmt: skip
_UNREAD = {"media", "script", "style", "head", "tobject", "docdata"}
_CANCELLED = ("canceled", "cancelled", "killed", "withheld", "embargoed-killed")


def agency_kind(root: Element) -> str:
    """What a document is, if it is an agency's."""
    return _KINDS.get(root.name, "")


def item_fields(item: Element) -> ItemFields:
    """The fields of one item, by its name.

    >>> from provenance.corpus.formats.xml_tree import parsed
    >>> story = b"<nitf><body><body.head><hedline><hl1>Rain</hl1></hedline></body.head><body.content><p>It fell.</p>"
    >>> found = []
    >>> _ = parsed(story + b"</body.content></body></nitf>", "", {"nitf"}, found.append)
    >>> item_fields(found[0]).fields
    {'title': 'Rain', 'text': 'It fell.'}
    """
    if item.name == "nitf":
        read = ItemFields("nitf")
        _nitf(read, item)
    elif item.name == "newsItem":
        read = _newsml_g2(item)
    elif item.name == "NewsItem":
        read = _newsml(item)
    else:
        read = ItemFields("newsml-g2", other=f"{_KINDS[item.name]}, no article")
    return read


def _nitf(read: ItemFields, item: Element) -> None:
    """The fields of an NITF story that its envelope does not have."""
    _nitf_data(read, item)
    read.put("title", item.first("hl1", "hedline", "headline"), item.first("title"))
    byline = item.first("byline")
    if byline is not None:
        people = [person.text() for person in byline.all("person")]
        read.put("byline", ", ".join(people) or _author(byline))
        read.add("credit", byline.first("virtloc"))
    read.put("outlet", item.first("distributor"), _attribute(item, "doc.copyright", "holder"))
    read.put("published", _attribute(item, "story.date", "norm"))
    read.add("note", item.first("note"), _attribute(item, "ed-msg", "info"))
    body = item.first("body.content")
    if body is not None:
        tagline = item.first("tagline")
        text = without_markup(f"<div>{body.markup(_UNREAD)}</div>" + (f"<p>{tagline.markup()}</p>" if tagline else ""))
        read.fields["text"] = with_dateline(text, item.first("dateline"))


def _nitf_data(read: ItemFields, item: Element) -> None:
    """What stands in its docdata: id, dates, embargo, version, credits."""
    read.put("article", _attribute(item, "doc-id", "id-string"))
    _put_version(read, _attribute(item, "du-key", "version"))
    release = _attribute(item, "date.release", "norm")
    read.put("published", release, _attribute(item, "date.issue", "norm"))
    read.add("embargo", release)
    read.add("credit", _attribute(item, "doc.rights", "owner"), _attribute(item, "doc.copyright", "holder"))
    read.add("slug", _attribute(item, "du-key", "key"))
    read.add("modified", _attribute(item, "revision-history", "norm"))


def _attribute(item: Element, name: str, attribute: str) -> str:
    element = item.first(name)
    return element.attributes.get(attribute, "") if element is not None else ""


def _put_version(read: ItemFields, version: str) -> None:
    """The version as a fact, and in the id: versions of one item are articles of their own."""
    if version.strip().isdecimal():
        number = str(int(version))
        read.add("version", number)
        if "article" in read.fields:
            read.fields["article"] += f":v{number}"


def _newsml_g2(item: Element) -> ItemFields:
    read = ItemFields("newsml-g2")
    read.put("article", item.attributes.get("guid"))
    _put_version(read, item.attributes.get("version", ""))
    meta, content = item.child("itemMeta") or item, item.child("contentMeta") or item
    status = _attribute(meta, "pubStatus", "qcode").rpartition(":")[2].lower()
    kind = _attribute(meta, "itemClass", "qcode").rpartition(":")[2].lower()
    if status in _CANCELLED:
        read.other = f"an item that is {status}, no article"
    elif kind not in ("", "text", "composite"):
        read.other = f"an item of the class {kind[:40]}, no article"
    embargo, created = meta.child("embargoed"), meta.child("versionCreated")
    times = [element.text() for element in (embargo, created) if element is not None and element.text()]
    read.put("published", max(times, default=""))
    read.add("embargo", embargo)
    read.add("first-created", meta.child("firstCreated"))
    _put_words(read, item, meta, content)
    _put_inline(read, item, content.first("dateline"))
    return read


def _put_words(read: ItemFields, item: Element, meta: Element, content: Element) -> None:
    """Who says so, and under which headline."""
    read.put("title", content.first("headline"), meta.child("title"))
    read.put("byline", _author(content.first("by")), _named(content.child("creator")))
    read.put("outlet", _named(meta.child("provider")), _named(content.child("infoSource")))
    read.put("language", _attribute(content, "language", "tag"), item.attributes.get("xml:lang"))
    read.add("credit", content.first("creditline"), _named(content.child("infoSource")))
    read.add("credit", _named(item.first("copyrightHolder")), item.first("copyrightNotice"))
    read.add("slug", content.first("slugline"))
    read.add("note", meta.child("edNote"))
    read.add("signal", *(signal.attributes.get("qcode") for signal in meta.children if signal.name == "signal"))


def _author(byline: Element | None) -> str:
    """A byline without its "By".

    >>> _author(Element("by", {}, ["By Ida Fenn"]))
    'Ida Fenn'
    """
    return "" if byline is None else without_by(" ".join(byline.text().split()))


def _named(party: Element | None) -> str:
    """The name of a person or a body."""
    if party is None:
        return ""
    name = party.first("name")
    return (name.text() if name is not None else "") or party.attributes.get("literal", "") or party.text()


def _put_inline(read: ItemFields, item: Element, dateline: Element | None) -> None:
    """The text within an item: a story of NITF, HTML, or plain."""
    story = item.first("nitf")
    if story is not None:
        _nitf(read, story)
        return
    inline = item.first("inlineXML", "DataContent")
    body = inline and (inline.first("body.content", "body") or inline)
    data = item.first("inlineData")
    if body is not None and any(True for _ in body.children):
        read.fields["text"] = with_dateline(without_markup(f"<div>{body.markup(_UNREAD)}</div>"), dateline)
    elif body is not None or data is not None:
        read.fields["text"] = with_dateline(plain_text((body or data or item).verbatim()), dateline)


def _newsml(item: Element) -> ItemFields:
    """An item of NewsML 1, which names the same things otherwise."""
    read = ItemFields("newsml")
    read.put("article", item.first("PublicIdentifier", "NewsItemId"))
    revision = item.first("RevisionId")
    if "article" in read.fields and revision is not None and not read.fields["article"].startswith("urn:"):
        _put_version(read, revision.text())
    elif revision is not None and revision.text().isdecimal():
        read.add("version", revision.text())
    read.put("title", item.first("HeadLine"))
    read.put("byline", _author(item.first("ByLine")))
    read.put("outlet", _party(item.first("Provider")), _party(item.first("Source")))
    read.put("published", item.first("EmbargoLiftTime", "ThisRevisionCreated", "DateAndTime", "FirstCreated"))
    read.put("language", _attribute(item, "Language", "FormalName"))
    read.add("credit", item.first("CreditLine"), item.first("CopyrightHolder"))
    read.add("slug", item.first("SlugLine"))
    status = _attribute(item, "Status", "FormalName").lower()
    if status in _CANCELLED:
        read.other = f"an item that is {status}, no article"
    _put_inline(read, item, item.first("DateLine"))
    return read


def _party(element: Element | None) -> str:
    return _attribute(element, "Party", "FormalName") if element is not None else ""


def with_dateline(text: str, dateline: Element | None) -> str:
    """The text behind its dateline, as it is printed, where it does not begin with its place.

    >>> with_dateline("Rain fell.", Element("dateline", {}, ["WICK, May 5 (Northwire)"]))
    'WICK, May 5 (Northwire) - Rain fell.'
    """
    line = dateline.text().rstrip(" -–—") if dateline is not None else ""
    position: Collection[str] = line.split(",")[0].split()
    begins = text[: len(line) + 40].casefold()
    if not line or all(word.casefold() in begins for word in position):
        return text
    return f"{line} - {text}"
