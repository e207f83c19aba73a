"""What a page says of itself, each with its basis: JSON-LD, OpenGraph, meta, links, and what a reader sees.

The first value of each field is the best one: titles.py, bylines.py, page_days.py and outlets.py have the rules.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from provenance.corpus.html.bylines import (
    byline_pieces,
    introduces,
    merged_names,
    names_body,
    names_in,
    person_names,
    without_by,
)
from provenance.corpus.html.outlets import best_outlets, country_of
from provenance.corpus.html.page_days import published_days
from provenance.corpus.html.page_elements import (
    PageElements,
    seen_texts,
    single_spaced,
    texts_after,
    texts_before,
)
from provenance.corpus.html.titles import TitleClaim, best_titles, last_part, outlets_in, parts_of

_LONGEST = 500  # characters of a value
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}\Z")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d{6}")
_PROFILE = re.compile(
    r"/(?:authors?|staff|people|profiles?|autor(?:e[ns]?|es|zy|i|a)?|auteurs?|contributors?|journalists?|reporters?|by|team"
    r"|redaktion|skribent|forfatter|person|persons|yazar(?:lar)?|writers?|columnists?|penulis|info/person)/",
    re.IGNORECASE,
)
_NAME_CLASS = re.compile(r"(?:\A|[\s_-])(?:name|fn)(?:\Z|[\s_-])|uthor-?_*name", re.IGNORECASE)
_KOREAN = re.compile(r"([가-힣]{2,4})\s?(?:선임|인턴|객원)?(?:기자|특파원|칼럼니스트|논설위원)(?=[\s=|]|\Z)")
_SIGNED = re.compile(r"([가-힣]{2,4})\s(?:선임|인턴|객원)?(?:기자|특파원|칼럼니스트|논설위원)\s{0,3}\(?[\w.-]{2,40}@")
_BYLINE_TEXTS, _SIDE_TEXTS = 30, 6  # texts after and before the headline in which a byline is looked for
_HEADLINE_TAGS = ("h2", "h3", "h4", "h5", "dt", "strong", "b", "td", "div", "span", "p", "font", "center")
_BYLINE = 140  # characters
_OUTLET = 50  # characters of an outlet in a page's title
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "byline": ("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author",
               "article:author_name", "citation_author", "cxenseparse:author"),
    "outlet": ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"),
    "published": ("article:published_time", "og:article:published_time", "article:published", "article.published",
                  "og:published_time", "datepublished", "datepublished datecreated", "parsely-pub-date",
                  "sailthru.date",
                  "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "pubdate", "publishdate",
                  "publish-date", "publish_date", "publication_date", "pub_date", "og:pubdate", "date",
                  "cxenseparse:recs:publishtime"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dc.date.modified"),
    "language": ("og:locale", "content-language", "dc.language", "inlanguage", "language"),
    "credit": ("credit", "copyright", "dc.rights", "article:credit"),
    "syndication-source": ("syndication-source",),
    "original-source": ("original-source",),
    "url": ("og:url",),
}  # fmt: skip
_LD = {
    "title": ("headline", "name"),
    "outlet": ("publisher", "sourceOrganization"),
    "published": ("datePublished",),
    "modified": ("dateModified",),
    "language": ("inLanguage",),
    "credit": ("creditText", "copyrightHolder"),
    "based-on": ("isBasedOn", "isBasedOnUrl"),
    "url": ("mainEntityOfPage", "url"),
}
_BASES = ("link", "meta", "json-ld", "visible")  # the order where a field has no rule


class Fact(NamedTuple):
    """One thing that a page says of itself, and where it says so."""

    field: str
    value: str
    basis: str  # json-ld, meta, link, visible


def page_facts(elements: PageElements) -> list[Fact]:
    """Everything a page says of itself, the best first for each field."""
    tree = elements.tree
    read = [*_of_links(tree), *_of_meta(elements.metas), *_of_json_ld(elements), *_of_tree(tree)]
    sound = [fact for fact in dict.fromkeys(read) if _is_sound(fact)]
    fields = {field: [fact for fact in sound if fact.field == field] for field in {fact.field for fact in sound}}
    url = next((fact.value for fact in sorted(fields.get("url", []), key=_rank)), "")
    headings = _headings(elements)
    claims = _outlet_claims(fields.get("outlet", []), fields.get("title", []), [text for text, _ in headings])
    outlets = best_outlets(claims, url)
    names = [claim.text for claim in outlets]
    titles = best_titles(headings, [TitleClaim(fact.value, fact.basis) for fact in fields.get("title", [])], names)
    headline = _headline(elements, titles)
    ruled = {
        "title": titles,
        "outlet": outlets,
        "byline": bylines(elements, headline, names),
        "published": published_days(
            [TitleClaim(fact.value, fact.basis) for fact in sorted(fields.get("published", []), key=_stamp_rank)],
            elements,
            headline,
            tree.get("lang") or elements.metas.get("og:locale", "").replace("_", "-") or country_of(url),
            {fact.value for fact in fields.get("modified", [])},
        ),
    }
    facts = [fact for field in fields.keys() - ruled.keys() for fact in sorted(fields[field], key=_rank)]
    facts += [Fact(field, claim.text, claim.basis) for field, chosen in ruled.items() for claim in chosen]
    return sorted(facts, key=lambda fact: fact.field)


def best_values(facts: Sequence[Fact]) -> dict[str, str]:
    """The first value of each field.

    >>> best_values([Fact("title", "Rain", "meta"), Fact("title", "Rain falls", "visible")])
    {'title': 'Rain'}
    """
    values: dict[str, str] = {}
    for fact in facts:
        values.setdefault(fact.field, fact.value)
    return values


def bylines(elements: PageElements, headline: HtmlElement | None, outlets: Collection[str]) -> list[TitleClaim]:
    """The persons who wrote a page's article, by each basis that names any, the surest first."""
    direct = [name for item in elements.objects for name in _authors(item, elements, outlets, linked=False)]
    linked = [
        name for item in elements.objects for name in _authors(item, elements, outlets, linked=True) if " " in name
    ]
    metas = next((names for key in _META["byline"] if (names := _meta_names(elements.metas.get(key, ""), outlets))), [])
    marked = _marked_names(elements, headline, outlets)
    written = [] if direct or metas or marked else _written_names(headline, outlets) or _signed_names(elements.tree)
    shown = marked or written
    if _folded(shown) > _folded(direct or metas):
        order = [(shown, "visible"), (direct, "json-ld"), (metas, "meta"), (linked, "json-ld")]
    else:
        order = [(direct, "json-ld"), (metas, "meta"), (shown, "visible"), (linked, "json-ld")]
    return [*dict.fromkeys(TitleClaim(", ".join(merged_names(names)), basis) for names, basis in order if names)]


def _folded(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}


def _authors(item: dict[str, Any], elements: PageElements, outlets: Collection[str], *, linked: bool) -> list[str]:
    """The persons that an article of JSON-LD names itself, or by links to other objects."""
    names: list[str] = []
    value = item.get("author") or item.get("creator")
    for entry in value if isinstance(value, list) else [value]:
        is_link = isinstance(entry, dict) and not entry.get("name") and "@id" in entry
        author = elements.by_id.get(str(entry["@id"])) if is_link and isinstance(entry, dict) else entry
        if is_link != linked or (isinstance(author, dict) and "Organization" in str(author.get("@type"))):
            continue
        name = author.get("name") if isinstance(author, dict) else author
        for text in name if isinstance(name, list) else [name]:
            names += person_names(text, outlets) if isinstance(text, str) else []
    return names


def _meta_names(value: str, outlets: Collection[str]) -> list[str]:
    return [] if value.startswith(("http", "@", "/")) else person_names(value, outlets)


def _marked_names(elements: PageElements, headline: HtmlElement | None, outlets: Collection[str]) -> list[str]:
    """The names in elements that are marked up as bylines: of the first with any, and of those beside it."""
    names: list[str] = []
    first: HtmlElement | None = None
    for element in elements.byline_marks(headline):
        if first is not None and not _is_beside(element, first):
            break
        read = _element_names(element, outlets)
        if not names and not read and names_body(byline_pieces(next(seen_texts(element), "")), outlets):
            break  # an agency or the outlet wrote it
        first = element if read and first is None else first
        names += read
    return merged_names(names)


def _is_beside(element: HtmlElement, first: HtmlElement) -> bool:
    """Whether two elements stand in one block."""
    blocks = [first, *islice(first.iterancestors(), 3)]
    return any(parent in blocks for parent in islice(element.iterancestors(), 3))


def _element_names(element: HtmlElement, outlets: Collection[str]) -> list[str]:
    """The names in one element: of links to profiles, of parts called names, else of its texts."""
    content = element.get("content")
    if content:
        return _meta_names(single_spaced(content), outlets)
    texts = [*islice(seen_texts(element), 20)]
    if sum(map(len, texts)) > 3 * _BYLINE:
        return []
    inner = [child for child in element.iter("a") if _PROFILE.search(child.get("href") or "")]
    inner = inner or [
        child
        for child in element.iter()
        if child.get("itemprop") == "name" or _NAME_CLASS.search(child.get("class") or "")
    ]
    for pieces in ([single_spaced(child.text_content()) for child in inner], texts):
        names = names_in([piece for text in pieces for piece in byline_pieces(text)], outlets)
        if names:
            return names
    return []


def _written_names(headline: HtmlElement | None, outlets: Collection[str]) -> list[str]:
    """The names of a line near the headline that begins as bylines do."""
    if headline is None:
        return []
    for texts in (islice(texts_after(headline), _BYLINE_TEXTS), islice(texts_before(headline), _SIDE_TEXTS)):
        lines = [text.strip(" -–—|•·") for text in texts if len(text) <= _BYLINE]
        for number, line in enumerate(lines):
            if introduces(line):
                more = lines[number + 1 : number + 4] if not without_by(line) or line.endswith((",", "and")) else []
                names = names_in([piece for text in (line, *more) for piece in byline_pieces(text)], outlets)
                if names and (" " in names[0] or not names[0].isascii()):
                    return names
            if korean := _KOREAN.search(line):
                return [korean[1]]
    return []


def _signed_names(tree: HtmlElement) -> list[str]:
    """The reporter who signs a Korean article with an address."""
    body = tree.find(".//body")
    text = body.text_content() if body is not None else ""
    signed = _SIGNED.search(text) if "@" in text else None
    return [signed[1]] if signed else []


def _headings(elements: PageElements) -> list[tuple[str, list[str]]]:
    return [(single_spaced(head.text_content()), parts_of(seen_texts(head))) for head in elements.headings]


def _headline(elements: PageElements, titles: Sequence[TitleClaim]) -> HtmlElement | None:
    """The heading that the title is, or another element with the same text; None where there is none."""
    if not titles:
        return elements.headings[0] if len(elements.headings) == 1 else None
    texts = {claim.text for claim in titles}
    for head in elements.headings:
        text = single_spaced(head.text_content())
        if text == titles[0].text or titles[0].text in text:
            return head
    for element in elements.tree.iter(*_HEADLINE_TAGS):
        if len(element) < 3 and single_spaced(element.text) in texts:
            return element
    return None


def _outlet_claims(outlets: Sequence[Fact], titles: Sequence[Fact], headings: Sequence[str]) -> list[TitleClaim]:
    """The names that may be the outlet's: those called so, and what the page's title has beside its heading."""
    order = ("meta", "json-ld", "visible")
    likely = [*headings, *(fact.value for fact in titles if fact.basis != "visible")]
    claims = [TitleClaim(fact.value, fact.basis) for fact in sorted(outlets, key=lambda fact: order.index(fact.basis))]
    claims = [claim for claim in claims if claim.text not in likely[len(headings) :]]
    for title in (fact.value for fact in titles if fact.basis == "visible"):
        names = outlets_in(title, likely) or ([] if title in likely else last_part(title))
        claims += [TitleClaim(name, "visible") for name in names[:1] if len(name) < _OUTLET]
    return claims


def _stamp_rank(fact: Fact) -> int:
    return ("json-ld", "meta", "visible").index(fact.basis)


def _rank(fact: Fact) -> int:
    return _BASES.index(fact.basis)


def _is_sound(fact: Fact) -> bool:
    if not fact.value or len(fact.value) > _LONGEST:
        return False
    if fact.field in ("published", "modified"):
        return bool(_YEAR.search(fact.value))
    if fact.field in ("url", "based-on", "syndication-source", "original-source"):
        return bool(_ADDRESS.match(fact.value))
    return not (fact.field in ("byline", "outlet") and ("://" in fact.value or "{" in fact.value))


def _of_links(tree: HtmlElement) -> Iterator[Fact]:
    for link in tree.iterfind(".//link[@rel]"):
        rel, address = link.get("rel", "").lower(), single_spaced(link.get("href"))
        if rel in ("canonical", "syndication-source", "original-source"):
            yield Fact("url" if rel == "canonical" else rel, address, "link")


def _of_meta(metas: dict[str, str]) -> Iterator[Fact]:
    for field, keys in _META.items():
        for key in keys:
            if field != "byline" and metas.get(key):
                yield Fact(field, metas[key], "meta")


def _of_json_ld(elements: PageElements) -> Iterator[Fact]:
    for item in elements.objects:
        for field, keys in _LD.items():
            for key in keys:
                yield from (Fact(field, value, "json-ld") for value in _values(item.get(key), field, elements))


def _values(value: object, field: str, elements: PageElements) -> list[str]:
    """What a property of JSON-LD says."""
    key = "@id" if field in ("url", "based-on") else "name"
    texts = []
    parts: list[Any] = value if isinstance(value, list) else [value]
    for entry in parts:
        is_link = isinstance(entry, dict) and key == "name" and "name" not in entry
        item: Any = elements.by_id.get(str(entry["@id"]), entry) if is_link and "@id" in entry else entry
        texts.append(item.get(key) or item.get("url") if isinstance(item, dict) else item)
    return [single_spaced(text) for text in texts if isinstance(text, str) and text.strip()]


def _of_tree(tree: HtmlElement) -> Iterator[Fact]:
    title = tree.find(".//title")
    if title is not None:
        yield Fact("title", single_spaced(title.text_content()), "visible")
    yield Fact("language", (tree.get("lang") or "").split("-")[0].lower(), "visible")
