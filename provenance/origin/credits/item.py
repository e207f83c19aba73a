"""One article's text becomes its credits: which agency or outlet is named, how, and for how much of the text.

Names are found in one scan (names.py). Each is read by its place first (places.py), then by the words around it
(wording.py), unless a guard (guards.py) says that it is no credit.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from provenance.base.limits import LONGEST_READ, MOST_NAMES
from provenance.origin.credits import guards, positions, signoffs
from provenance.origin.credits.aggregators import outlet_at_head
from provenance.origin.credits.ambiguous_names import Setting, resolved
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.credit import CreditRow, of_name
from provenance.origin.credits.kinds import decided_credit
from provenance.origin.credits.mentions import NameMention, guarded, mention_signs, rules_of_bodies
from provenance.origin.credits.model import probabilities, shipped
from provenance.origin.credits.persons import is_first_name, is_person
from provenance.origin.credits.places import CreditArticle, own_labels, placed_credit
from provenance.origin.credits.titles import of_title
from provenance.origin.credits.window import window
from provenance.origin.credits.wording import worded_credit
from provenance.origin.layout import LaidOut, one_line_a_paragraph, with_line_breaks
from provenance.origin.names import BodyName, joined_names, vouched
from provenance.origin.normalise import Normalised, normalised
from provenance.origin.own_text import Furniture, OwnText, own_text

OPENING = 400  # within these a citation governs the whole report
OPENING_SPACELESS = 150  # the same for scripts that say more in a character
SAME_SENTENCE = 60  # characters after a citation within which it names what it rests on itself
OPENING_TOLD = 200  # words given to a body are the whole report only when the first sentence says so


@dataclass(frozen=True)
class CreditInput:
    """An article's text with what its metadata say."""

    text: str
    furniture: Furniture = ()
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    title: str | None = None
    language: str | None = None


def article_credits(
    text: str,
    *,
    furniture: Furniture = (),
    outlet: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    title: str | None = None,
    language: str | None = None,
    catalogue: Catalogue,
) -> list[CreditRow]:
    """Every credit the text carries, in order of place; those of the metadata's byline and title come first.

    >>> found = article_credits("Rain fell, as quoted by Tass. (Xinhua/NAN)", catalogue=Catalogue.load())
    >>> [(credit.agency, credit.kind, credit.scope) for credit in found]
    [('tass', 'quote', 'passage'), ('xinhua', 'credit', 'story'), ('nan_ng', 'relay', 'story')]
    """
    article = CreditInput(text, furniture, outlet, url, byline, title, language)
    return credits_of_articles([article], catalogue)[0]


def credits_of_articles(articles: Sequence[CreditInput], catalogue: Catalogue) -> list[list[CreditRow]]:
    """The same of several articles, in whose texts names are looked for at once."""
    pages = _pages(articles, catalogue)
    headings = [heading for article in articles for heading in (article.byline or "", article.title or "")]
    names = iter(catalogue.names_of(headings))
    of_articles = zip(articles, pages, names, names, strict=True)
    return [
        [page.outward(credit) for credit in _credits(page, article, in_byline, in_title, catalogue)]
        for article, page, in_byline, in_title in of_articles
    ]


@dataclass(frozen=True)
class _Page:
    """A text as it was meant and laid out, with the names in it and the outlet's own bodies."""

    normal: Normalised
    laid: LaidOut
    article: CreditArticle
    furniture: Furniture
    outlet: str | None  # whose the text is
    own_bodies: frozenset[str]

    def outward(self, credit: CreditRow) -> CreditRow:
        """The credit with its places in the article's own letters and layout."""
        spans = (credit.start, credit.end, credit.name_start, credit.name_end)
        start, end, name_start, name_end = (None if position is None else self.position(position) for position in spans)
        return replace(credit, start=start, end=end, name_start=name_start, name_end=name_end)

    def position(self, position: int) -> int:
        """Where a place lies in the article."""
        return self.normal.places[self.laid.outward(position)]


def _pages(articles: Sequence[CreditInput], catalogue: Catalogue) -> list[_Page]:
    normals = [normalised(article.text[:LONGEST_READ]) for article in articles]
    layouts = [one_line_a_paragraph(normal.text) for normal in normals]
    names = catalogue.names_of([laid.text for laid in layouts])
    return list(map(_page, articles, normals, layouts, names, repeat(catalogue)))


def _page(
    article: CreditInput, normal: Normalised, laid: LaidOut, names: list[BodyName], catalogue: Catalogue
) -> _Page:
    inward = [
        (laid.inward(normal.inward(start)), laid.inward(normal.inward(end)), kind)
        for start, end, kind in article.furniture
    ]
    names = joined_names(laid.text, at_the_ends(names))
    names = vouched(guards.without(names, laid.text, guards.defined_otherwise(laid.text, names)))
    plain = with_line_breaks(laid.text, names)
    outlet = outlet_at_head(article.outlet, article.url, article.text)
    own_bodies = catalogue.bodies_of(outlet, article.url, article.language) | own_labels(plain, names)
    as_read = CreditArticle(plain, names, own_text(plain, inward), catalogue)
    return _Page(normal, laid, as_read, inward, outlet, own_bodies)


def at_the_ends(names: list[BodyName]) -> list[BodyName]:
    """The names as far as they are read: of too many those nearest to the text's ends, where credits stand."""
    return names if len(names) <= MOST_NAMES else names[: MOST_NAMES // 2] + names[-(MOST_NAMES // 2) :]


def name_mentions(
    text: str,
    *,
    furniture: Furniture = (),
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    catalogue: Catalogue,
) -> list[tuple[int, int, list[str]]]:
    """Every name in the text: where it stands, and its signs. What the weights are fitted on."""
    (page,) = _pages([CreditInput(text, furniture, outlet, url, language=language)], catalogue)
    mentions = _read(page.article)
    of_all = rules_of_bodies(mentions)
    return [
        (
            page.position(mention.name.start),
            page.position(mention.name.end),
            mention_signs(page.article, mentions, number, page.own_bodies, of_all),
        )
        for number, mention in enumerate(mentions)
    ]


def _credits(
    page: _Page,
    metadata: CreditInput,
    in_byline: Sequence[BodyName],
    in_title: Sequence[BodyName],
    catalogue: Catalogue,
) -> list[CreditRow]:
    text, body, names = page.article.text, page.article.body, page.article.names
    sure_names = frozenset(name.agencies[0] for name in names if len(name.agencies) == 1)
    setting = Setting(text, sure_names, page.own_bodies, _country(metadata.url), metadata.language)
    credits = list(_of_byline(metadata.byline, in_byline, catalogue)) if metadata.byline else []
    credits += [_settled(credit, name, setting, catalogue) for name, credit in _judged(page)]
    credited = {credit.agency for credit in credits if credit.scope == "story"}
    credits += [credit for credit in of_title(metadata.title or "", in_title) if credit.agency not in credited]
    credits = [
        _self(credit) if credit.agency in page.own_bodies and not _passes_on(credit) else _passed_on(credit, catalogue)
        for credit in credits
    ]
    label = signoffs.outlet_label(text, page.furniture, page.outlet)
    if label and not any(credit.kind == "self" and credit.start == label.start for credit in credits):
        credits.append(label)
    return sorted(_opening(credits, body, text), key=_by_position)


def _passed_on(credit: CreditRow, catalogue: Catalogue) -> CreditRow:
    """A syndicate passes on what others wrote: its name on a story does not say whose it is."""
    syndicate = credit.agency is not None and catalogue[credit.agency].kind == "syndicate"
    return replace(credit, kind="relay") if syndicate and credit.kind == "credit" else credit


def _judged(page: _Page) -> Iterator[tuple[BodyName, CreditRow]]:
    """Each name that the model, with the rules among its signs, takes for a credit."""
    weights, mentions = shipped(), _read(page.article)
    of_all = rules_of_bodies(mentions)
    for number, mention in enumerate(mentions):
        likely = probabilities(mention_signs(page.article, mentions, number, page.own_bodies, of_all), weights)
        credit = decided_credit(page.article, number, mention, likely)
        if credit:
            yield mention.name, credit


def _by_position(credit: CreditRow) -> tuple[int, int, str]:
    return (-1 if credit.start is None else credit.start, credit.name_start or 0, credit.agency or "")


def _read(article: CreditArticle) -> list[NameMention]:
    """Every mention with its credit by the rules, still without a decision between bodies of one name."""
    mentions: list[NameMention] = []
    open_to_words: list[bool] = []
    for number, name in enumerate(article.names):
        around = window(article.text, name.start, name.end)
        kept = tuple(guarded(article, number, around))
        row = None if "company" in kept else placed_credit(article, number, kept)
        may = row is None and "company" not in kept and _may_be_worded(article, number, kept)
        mentions.append(NameMention(name, around, worded_credit(article, number, around) if may else row, kept))
        open_to_words.append(may)
    last = len(mentions) - 1
    for number in [*range(1, last + 1), *range(last - 1, -1, -1)]:
        for neighbour in (number - 1, number + 1):
            if mentions[number].row is None and open_to_words[number] and 0 <= neighbour <= last:
                row = _shared_credit(article, number, neighbour, mentions[neighbour].row)
                mentions[number] = replace(mentions[number], row=row)
    return mentions


def _may_be_worded(article: CreditArticle, number: int, kept: Collection[str]) -> bool:
    name = article.names[number]
    if name.grade == "unnamed" or article.body.is_furniture(name.start) or "photo" in kept:
        return False
    return not is_first_name(article.text, article.names, number, article.catalogue)


_AND = re.compile(
    r",?\s{1,4}(?:(?:and|or|as well as|und|et|y|e|и|та|і|و|en|och|og|news agencies)\s{1,4})?(?:the\s{1,4})?"
    r"(?:(?:news\s)?agenc(?:y|ies)\s{1,4})?"
)


def _shared_credit(
    article: CreditArticle, number: int, neighbour_number: int, row: CreditRow | None
) -> CreditRow | None:
    """The neighbour's credit for a name that "and" or a comma ties to it: "told Reuters and AFP"."""
    name, neighbour = article.names[number], article.names[neighbour_number]
    first, second = sorted((name, neighbour), key=lambda either: either.start)
    gap = article.text[first.end : second.start]
    if row is None or row.position not in ("passage", "sentence") or name.grade == "common" or len(gap) > 40:
        return None
    if not _AND.fullmatch(gap):
        return None
    span = (min(row.start or 0, name.start), max(row.end or 0, name.end))
    return of_name(name, row.kind, row.scope, span, row.position)


def _settled(credit: CreditRow, name: BodyName, setting: Setting, catalogue: Catalogue) -> CreditRow:
    if name.grade == "unnamed":
        return replace(credit, alternatives=(), position="unnamed")
    agency = resolved(name.agencies, name.start, name.end, setting, catalogue)
    return replace(credit, agency=agency, alternatives=() if agency else tuple(sorted(name.agencies)))


def _passes_on(credit: CreditRow) -> bool:
    """Whether an outlet says of itself that it has the report from another: "Trend reports via TASS"."""
    return credit.kind == "relay" and credit.position == "passage"


def _self(credit: CreditRow) -> CreditRow:
    return replace(credit, kind="self")


def _opening(credits: Sequence[CreditRow], body: OwnText, text: str) -> list[CreditRow]:
    """Citations of the opening paragraphs govern the story: the first of them, and what its sentence cites too."""
    rows: list[CreditRow] = []
    governed = [(row.start or 0, row.end or 0) for row in credits if row.position == "sentence"]
    opened = False
    claimed = any(row.scope == "story" and row.kind != "self" for row in credits)
    for credit in sorted(credits, key=_by_position):
        reporting = credit.kind == "told"
        row = replace(credit, kind="citation") if reporting else credit
        if row.scope == "passage" and row.kind in ("citation", "relay") and row.start is not None:
            bound = OPENING_TOLD if reporting else OPENING_SPACELESS if _spaceless(text, row) else OPENING
            says_so = not claimed and not _second_sentence(text, row.start, body) if reporting else _frames(text, row)
            first = not opened and body.depth(row.start) < bound and says_so
            if first or (not reporting and any(start <= row.start <= end for start, end in governed)):
                opened = opened or first
                governed.append((row.start, (row.end or 0) + SAME_SENTENCE))
                row = replace(row, scope="story")
        rows.append(row)
    return rows


_ENDED = re.compile(
    r"(?:[^\W\d_A-Z]{4}|\d|[\"”»’'）)])[.!?…][\"”»’')]{0,2}\s{1,4}(?=[\"“«„‘']?[^\Wa-z\d_])"  # not "Prof. Roe"
    r"|[.!?…][\"”»’')]{0,2}\s{0,3}\n|[。۔]"
)


def _second_sentence(text: str, position: int, body: OwnText) -> bool:
    """Whether a sentence of the article's own has ended before `position`; headlines do not end in a full stop."""
    ends = _ENDED.finditer(text, max(0, position - OPENING), position + 2)  # a quotation mark and a letter tell an end
    return any(match.end() <= position and not body.is_furniture(match.start()) for match in ends)


def _frames(text: str, row: CreditRow) -> bool:
    """Whether the citation opens or closes its sentence, as one does on which the report rests."""
    start, end = row.start or 0, row.end or 0
    return positions.opens_sentence(text, start) or _CLOSED.match(text[end : end + 24]) is not None


_CLOSED = re.compile(r"\A(?:\s{1,4}(?:on\s{1,4})?\w{6,9})?\s?(?:[.。۔]|\n|\Z)")


def _spaceless(text: str, row: CreditRow) -> bool:
    start = row.start or 0
    return re.search("[\u3040-\u30ff\u4e00-\u9fff]", text[start : row.end]) is not None


def _of_byline(byline: str, in_byline: Sequence[BodyName], catalogue: Catalogue) -> Iterator[CreditRow]:
    """Credits of the metadata's byline, which may be names or an address: "Ann Roe, Reuters", "chinadaily.com.cn"."""
    names = joined_names(byline, in_byline)
    for agency in () if names else sorted(catalogue.bodies_of(None, byline)):
        yield CreditRow(agency, (), "credit", "story", None, None, None, None, "byline")
    for number, name in enumerate(names):
        if guards.is_company(window(byline, name.start, name.end)) or is_person(byline, names, number, catalogue):
            continue
        unnamed, clear = name.grade == "unnamed", len(name.agencies) == 1
        agency_or_none = name.agencies[0] if clear and not unnamed else None
        alternatives = () if clear else tuple(sorted(name.agencies))
        position = "unnamed" if unnamed else "byline"
        yield CreditRow(agency_or_none, alternatives, "credit", "story", None, None, None, None, position)


_COUNTRY = re.compile(r"\A(?:[a-z]{2,6}://)?[^/?#]{1,200}?\.([a-z]{2})(?::\d{1,5})?(?:[/?#]|\Z)", re.IGNORECASE)
_OTHER_COUNTRY = {"uk": "GB"}


def _country(url: str | None) -> str | None:
    """The country of an address: AT for derstandard.at, None for .com."""
    match = _COUNTRY.match(url or "")
    return _OTHER_COUNTRY.get(match.group(1).lower(), match.group(1).upper()) if match else None
