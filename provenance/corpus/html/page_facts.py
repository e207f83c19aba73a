"""What a page says of itself, each with its basis: JSON-LD, OpenGraph, meta, links, and what a reader sees.

The first basis that has a value wins; a day that only one of several visible times could mean is none.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

_LD_DEPTH = 6  # of objects within one another that are looked at
_LONGEST = 500  # characters of a value
_NEWS = re.compile(r"Article|Posting|Report|Review|WebPage", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}\Z")
_SUFFIX = re.compile(r"\s+[|\-–—·»:]+\s+(?=[^|–—·»]{1,60}\Z)")
_LETTERS = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d{6}")
_BY = re.compile(r"\A(?:by|von|por|par|di)\s+", re.IGNORECASE)
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "byline": ("author", "parsely-author", "sailthru.author", "dc.creator", "article:author", "byl"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "published": ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
                  "dc.date.issued", "dc.date", "pubdate", "publishdate", "publish-date", "date"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dc.date.modified"),
    "language": ("og:locale", "content-language", "dc.language"),
    "credit": ("credit", "copyright", "dc.rights", "article:credit"),
    "syndication-source": ("syndication-source",),
    "original-source": ("original-source",),
    "url": ("og:url",),
}  # fmt: skip
_LD = {
    "title": ("headline", "name"),
    "byline": ("author", "creator"),
    "outlet": ("publisher", "sourceOrganization"),
    "published": ("datePublished",),
    "modified": ("dateModified",),
    "language": ("inLanguage",),
    "credit": ("creditText", "copyrightHolder"),
    "based-on": ("isBasedOn", "isBasedOnUrl"),
    "url": ("mainEntityOfPage", "url"),
}
_ORDER = {"byline": ("json-ld", "meta", "visible"), "published": ("json-ld", "meta", "visible")}
_BASES = ("link", "meta", "json-ld", "visible")  # for what has no order of its own


class Fact(NamedTuple):
    """One thing that a page says of itself, and where it says so."""

    field: str
    value: str
    basis: str  # json-ld, meta, link, visible


def page_facts(tree: HtmlElement) -> list[Fact]:
    """Everything a page says of itself, the best first for each field."""
    read = [*_of_links(tree), *_of_meta(tree), *_of_json_ld(tree), *_of_sight(tree)]
    known = [fact for fact in dict.fromkeys(read) if _is_sound(fact)]
    outlet = next((fact.value for fact in known if fact.field == "outlet"), None)
    known = [
        fact._replace(value=_without_suffix(fact.value, outlet)) if fact.field == "title" else fact for fact in known
    ]
    fields = sorted({fact.field for fact in known})
    return [fact for field in fields for fact in sorted((f for f in known if f.field == field), key=_rank)]


def best_values(known: Sequence[Fact]) -> dict[str, str]:
    """The first value of each field.

    >>> best_values([Fact("title", "Rain", "meta"), Fact("title", "Rain falls", "visible")])
    {'title': 'Rain'}
    """
    values: dict[str, str] = {}
    for fact in known:
        values.setdefault(fact.field, fact.value)
    return values


def _rank(fact: Fact) -> int:
    return _ORDER.get(fact.field, _BASES).index(fact.basis)


def _is_sound(fact: Fact) -> bool:
    if not fact.value or len(fact.value) > _LONGEST:
        return False
    if fact.field in ("published", "modified"):
        return bool(_YEAR.search(fact.value))
    if fact.field in ("url", "based-on", "syndication-source", "original-source"):
        return bool(_ADDRESS.match(fact.value))
    return not (fact.field in ("byline", "outlet") and ("://" in fact.value or "{" in fact.value))


def _without_suffix(title: str, outlet: str | None) -> str:
    """A title without the outlet's name behind it.

    >>> _without_suffix("Rain - again - falls | The Wick Post", "Wick Post")
    'Rain - again - falls'
    """
    if not outlet:
        return title
    cut = list(_SUFFIX.finditer(title))
    names, end = _words(outlet), _words(title[cut[-1].end() :]) if cut else set()
    return title[: cut[-1].start()] if cut and end and (end <= names or names <= end) else title


def _name(byline: str) -> str:
    """A byline without the word before it.

    >>> _name(", By Ida Fenn")
    'Ida Fenn'
    """
    return _BY.sub("", byline.strip(" ,|"), count=1)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _LETTERS.findall(text)} - {"the", "com", "www"}


def _of_links(tree: HtmlElement) -> Iterator[Fact]:
    for link in tree.iterfind(".//link[@rel]"):
        rel, address = link.get("rel", "").lower(), _plain(link.get("href"))
        if rel in ("canonical", "syndication-source", "original-source"):
            yield Fact("url" if rel == "canonical" else rel, address, "link")


def _of_meta(tree: HtmlElement) -> Iterator[Fact]:
    contents: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = meta.get(attribute)
            if key:
                contents.setdefault(key.strip().lower(), _plain(meta.get("content")))
    for field, keys in _META.items():
        for key in keys:
            if contents.get(key):
                yield Fact(field, contents[key], "meta")


def _of_json_ld(tree: HtmlElement) -> Iterator[Fact]:
    items: list[dict[str, Any]] = []
    for script in tree.iterfind(".//script[@type]"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            try:
                read = json.loads(script.text_content().strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue  # broken JSON-LD says nothing
            items += _objects(read, _LD_DEPTH)
    kinds = [item for item in items if _NEWS.search(str(item.get("@type")))]
    for item in sorted(kinds, key=lambda item: "WebPage" in str(item.get("@type"))):
        for field, keys in _LD.items():
            for key in keys:
                yield from (Fact(field, value, "json-ld") for value in _values(item.get(key), field))


def _objects(read: object, depth: int) -> list[dict[str, Any]]:
    """An object, or those of a list or a graph."""
    if depth == 0:
        return []
    if isinstance(read, list):
        return [item for part in read for item in _objects(part, depth - 1)]
    if not isinstance(read, dict):
        return []
    return [read, *_objects(read.get("@graph"), depth - 1), *_objects(read.get("mainEntity"), depth - 1)]


def _values(value: object, field: str) -> list[str]:
    """What a property of JSON-LD says: several authors are one value."""
    key = "@id" if field in ("url", "based-on") else "name"
    parts = value if isinstance(value, list) else [value]
    texts = [part.get(key) or part.get("url") if isinstance(part, dict) else part for part in parts]
    read = [_plain(text) for text in texts if isinstance(text, str) and text.strip()]
    return [", ".join(dict.fromkeys(read))] if field == "byline" and read else read


def _of_sight(tree: HtmlElement) -> Iterator[Fact]:
    heads = list(dict.fromkeys(_plain(head.text_content()) for head in tree.iterfind(".//h1")))
    if len(heads) == 1:
        yield Fact("title", heads[0], "visible")
    title = tree.find(".//title")
    if title is not None:
        yield Fact("title", _plain(title.text_content()), "visible")
    names = [_plain(link.text_content()) for link in tree.iterfind(".//a[@rel]") if "author" in link.get("rel", "")]
    if names:
        yield Fact("byline", ", ".join(dict.fromkeys(names[:4])), "visible")
    days = {_plain(time.get("datetime")) for time in tree.iterfind(".//time[@datetime]")}
    if len({day[:10] for day in days}) == 1:
        yield Fact("published", min(days), "visible")
    yield Fact("language", (tree.get("lang") or "").split("-")[0].lower(), "visible")


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
