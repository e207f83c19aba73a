"""What a page says of its article outside its text, gathered once: metas, JSON-LD, headings, marks of bylines."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

_LD_DEPTH = 6  # of objects within one another that are looked at
_NEWS = re.compile(r"Article|Posting|Report|Review|WebPage", re.IGNORECASE)
_WRAPPED = re.compile(
    r"\A\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)?|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z"
)
_TRAILING = re.compile(r",(?=\s{0,20}[}\]])")
_PROPERTY = re.compile(r'"(headline|datePublished|dateModified|inLanguage)"\s{0,5}:\s{0,5}"((?:[^"\\\n]|\\.){1,500})"')
_SIDE = re.compile(
    r"comment|kommentar|comentari|commenti|related|sidebar|footer|(?<!elementor-)widget|recirc|promo|teaser|popular"
    r"|trending|recommend|empfehl|relacionad|most-|newsletter|breadcrumb|disqus|respond|more-from|read-next|latest"
    r"|carousel|card-list|photo|caption|tweet",
    re.IGNORECASE,
)  # in the class or id of what stands beside an article
_SIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "figure", "figcaption", "blockquote"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "select", "option", "button", "iframe"})
_MARK = re.compile(
    r"uthor|yline|uteur|utor|eporter|ournalist|writer|kribent|orfatter|yazar|redakt|\bverfasser|szerzo|kirjoittaja"
)  # in the class of a byline, in the languages of newsrooms
_CREATORS = ("author", "creator")
_MOST = 60  # marks of bylines that are looked at


@dataclass(frozen=True)
class PageElements:
    """The elements of a page, in its order."""

    tree: HtmlElement
    metas: dict[str, str]
    objects: tuple[dict[str, Any], ...]  # of JSON-LD that are articles, the likeliest first
    by_id: dict[str, dict[str, Any]]  # of JSON-LD, all that have an @id
    headings: tuple[HtmlElement, ...]
    has_microdata: bool

    def itemprop(self, name: str, headline: HtmlElement | None) -> list[HtmlElement]:
        """Elements of microdata that belong to the article, not to a comment or a teaser."""
        read = self.tree.xpath(f"//*[@itemprop='{name}']") if self.has_microdata else []
        return article_elements(read, headline)

    def byline_marks(self, headline: HtmlElement | None) -> list[HtmlElement]:
        """Elements that are marked up as bylines: those after the headline, then those before it, the nearest first."""
        marks = [*_marks(self.tree, headline, has_microdata=self.has_microdata)]
        start = marks.index(headline) if headline in marks else 0
        marks = [*marks[start:], *reversed(marks[:start])]
        return article_elements((mark for mark in marks if mark is not headline), headline)


def page_elements(tree: HtmlElement, source: str) -> PageElements:
    """The elements of a page, whose HTML is given as well."""
    objects = _json_ld(tree)
    by_id = {str(item["@id"]): item for item in objects if "@id" in item and len(item) > 1}
    news = [item for item in objects if _NEWS.search(str(item.get("@type")))]
    articles = sorted(news, key=lambda item: "WebPage" in str(item.get("@type")))
    headings = [*islice(tree.iter("h1"), 20)]
    has_microdata = "itemprop" in source
    headings += tree.xpath("//*[@itemprop='headline']")[:5] if has_microdata else []
    return PageElements(tree, _metas(tree), tuple(articles), by_id, tuple(headings), has_microdata)


def _marks(tree: HtmlElement, headline: HtmlElement | None, *, has_microdata: bool) -> Iterator[HtmlElement]:
    """The headline and all elements that are marked up as bylines, in the page's order."""
    marked: dict[str | None, bool] = {None: False}  # by class: pages repeat them
    for element in tree.iter():
        name = element.get("class")
        if name not in marked:
            marked[name] = bool(_MARK.search(name))
        if marked[name] or element is headline:
            yield element
        elif element.tag == "a":
            if "author" in (element.get("rel") or ""):
                yield element
        elif has_microdata and element.get("itemprop") in _CREATORS:
            yield element


def single_spaced(text: object) -> str:
    """A text with single blanks and letters for entities."""
    return " ".join(html.unescape(text).split()) if isinstance(text, str) else ""


def article_elements(elements: Iterable[HtmlElement], headline: HtmlElement | None) -> list[HtmlElement]:
    """The first of the elements, without those of menus, comments and teasers."""
    blocks = frozenset(headline.iterancestors()) if headline is not None else frozenset()
    return [element for element in islice(elements, _MOST) if not _is_aside(element, blocks)]


def _is_aside(element: HtmlElement, blocks: frozenset[HtmlElement]) -> bool:
    """Whether an element belongs to a menu, a comment or a teaser, below the blocks that hold the headline."""
    for parent in (element, *islice(element.iterancestors(), 12)):
        if parent in blocks or parent.tag in ("body", "article", "main"):
            return False
        if parent.tag in _SIDE_TAGS or _SIDE.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
    return False


def texts_after(element: HtmlElement) -> Iterator[str]:
    """The texts that a reader sees after an element, in the page's order."""
    yield from _tail(element)
    for parent in element.iterancestors():
        for sibling in element.itersiblings():
            yield from seen_texts(sibling)
            yield from _tail(sibling)
        yield from _tail(parent)
        element = parent


def texts_before(element: HtmlElement) -> Iterator[str]:
    """The texts that a reader sees before an element, the nearest first."""
    for parent in element.iterancestors():
        for sibling in element.itersiblings(preceding=True):
            yield from _tail(sibling)
            yield from reversed([*islice(seen_texts(sibling), 200)])
        if parent.text and parent.text.strip():
            yield single_spaced(parent.text)
        element = parent


def seen_texts(element: HtmlElement) -> Iterator[str]:
    """The texts of an element, one for each run of letters between tags."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    if element.text and element.text.strip():
        yield single_spaced(element.text)
    for child in element:
        yield from seen_texts(child)
        yield from _tail(child)


def _tail(element: HtmlElement) -> Iterator[str]:
    if element.tail and element.tail.strip():
        yield single_spaced(element.tail)


def _metas(tree: HtmlElement) -> dict[str, str]:
    contents: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = single_spaced(meta.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = meta.get(attribute)
            if key and content:
                contents.setdefault(key.strip().lower(), content)
    return contents


def _json_ld(tree: HtmlElement) -> list[dict[str, Any]]:
    objects: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            objects += _objects(_parsed(script.text_content()), _LD_DEPTH)
    return objects


def _parsed(text: str) -> object:
    """JSON-LD; of what is broken, the properties that can still be read."""
    text = _WRAPPED.sub("", text)
    for attempt in (text, _TRAILING.sub("", text)):
        try:
            return json.loads(attempt.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
    kind = {"@type": "Article"} if "Article" in text[:2_000] else {}
    return kind | dict(reversed(_PROPERTY.findall(text[:200_000])))


def _objects(read: object, depth: int) -> list[dict[str, Any]]:
    """An object, or those of a list or a graph."""
    if depth == 0:
        return []
    if isinstance(read, list):
        return [item for entry in read for item in _objects(entry, depth - 1)]
    if not isinstance(read, dict):
        return []
    inner = [_objects(read.get(key), depth - 1) for key in ("@graph", "mainEntity", "author")]
    return [read, *(item for items in inner for item in items)]
