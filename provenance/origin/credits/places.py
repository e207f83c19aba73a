"""A name becomes a credit by the place it stands in: bracket, dateline, byline, sign-off, end mark."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from provenance.origin.credits import closings, positions, signoffs
from provenance.origin.credits.brackets import Bracket, bracket_span, only_names
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.credit import CreditRow, of_name
from provenance.origin.credits.window import Window, window
from provenance.origin.literals import needle
from provenance.origin.names import BodyName
from provenance.origin.own_text import OwnText

LATE = 600  # characters before the end of the text within which a bracket that ends a line closes the report
_TIES = ("/", "-", "–")  # between the names of a chain


@dataclass(frozen=True)
class CreditArticle:
    """One article as its credits are read: the text, the names in it, and which part is its own."""

    text: str
    names: Sequence[BodyName]
    body: OwnText
    catalogue: Catalogue


def placed_credit(article: CreditArticle, number: int, kept: Collection[str] = ()) -> CreditRow | None:
    """The credit that name number `number` is by custom of place, or None; `kept` are the guards that it has met.

    >>> text, book = "KYIV (Ukrinform) - Rain fell.", Catalogue.load()
    >>> from provenance.origin.own_text import own_text
    >>> placed_credit(CreditArticle(text, book.names(text), own_text(text), book), 0).position
    'dateline'
    """
    name = article.names[number]
    around = window(article.text, name.start, name.end)
    label = signoffs.LABEL.search(around.text)
    if label:
        return of_name(name, "self", "story", around.span(label), "byline")
    inside = article.body.is_furniture(name.start)
    inside_story = not inside and not article.body.near_an_end(name.start, name.end)
    if inside_story or "person" in kept:
        return None
    signed = _signed(article, name, around, kept)
    if signed or inside:
        return signed
    bracket = bracket_span(article.text, article.names, number)
    credit = None
    if bracket:
        credit = _bracketed(article, number, bracket, kept)
    elif "photo" not in kept or len(_chain(article, number)) > 1:
        credit = _unbracketed(article, number)
    return credit or (None if "photo" in kept else _shared_line(article, number))


def _shared_line(article: CreditArticle, number: int) -> CreditRow | None:
    """The last line that says with whom the house wrote: "Le Quai avec AFP"."""
    name = article.names[number]
    line = closings.partner_line(article.text, name, article.body.end)
    return of_name(name, chained(article, number), "story", line, "signoff") if line else None


def _unbracketed(article: CreditArticle, number: int) -> CreditRow | None:
    """Byline, dateline or end mark, of one name or of a chain: "Sapa-AFP"."""
    text, body, name = article.text, article.body, article.names[number]
    members = _chain(article, number)
    joint = replace(name, start=members[0].start, end=members[-1].end)
    kind = role(text, members, members.index(name), article.catalogue)
    outermost = body.depth(name.start) < positions.TOP or name.end > body.end - positions.LAST_LINES
    heads = outermost or positions.dated_below(text, joint)
    line = positions.byline_span(text, joint, by=not heads) if heads or name.start < body.head else None
    if line:
        return of_name(name, kind, "story", line, "byline")
    if name.start < body.head:
        dateline = positions.plain_dateline(text, joint)
        deep = body.depth(name.start) >= positions.TOP  # there only a date tells it from a lead-in
        if dateline and not (deep and not any(letter.isdigit() for letter in text[slice(*dateline)])):
            return of_name(name, kind, "story", dateline, "dateline")
    mark = positions.end_mark(text, joint, body.end) if name.end > body.tail else None
    return of_name(name, kind, "story", mark, "endmark") if mark else None


def _chain(article: CreditArticle, number: int) -> list[BodyName]:
    """The name with those that a slash or a hyphen ties to it, at most four on either side."""
    names, text = article.names, article.text
    first = last = number
    while first > max(0, number - 4) and text[names[first - 1].end : names[first].start] in _TIES:
        first -= 1
    while last + 1 < min(len(names), number + 5) and text[names[last].end : names[last + 1].start] in _TIES:
        last += 1
    return list(names[first : last + 1])


def chained(article: CreditArticle, number: int) -> str:
    """Credit or relay, by the chain that the name stands in."""
    members = _chain(article, number)
    return role(article.text, members, members.index(article.names[number]), article.catalogue)


def _signed(article: CreditArticle, name: BodyName, around: Window, kept: Collection[str]) -> CreditRow | None:
    """A sign-off, copyright or source line; a picture's own line is none, nor are "agencies" in a sentence."""
    contributed, *others = signoffs.SIGNOFF
    for pattern in others if name.grade == "unnamed" else (contributed, *others):
        match = needle(pattern.pattern, pattern.flags).search(around.text, around.start)
        if match and "photo" in kept:
            return None
        if match:
            return of_name(name, "credit", "story", around.span(match, signoffs.credit_group(pattern)), "signoff")
    lent = closings.lent(article.text, name, article.body.end)
    return of_name(name, "credit", "story", lent, "signoff") if lent else None


def _bracketed(article: CreditArticle, number: int, bracket: Bracket, kept: Collection[str]) -> CreditRow | None:
    """The credit of a name inside brackets: of a dateline, or closing the report."""
    text, body, name = article.text, article.body, article.names[number]
    members = [article.names[member] for member in bracket.members]
    alone = only_names(text, bracket.start, bracket.end, members)
    kind = role(text, members, bracket.members.index(number), article.catalogue)
    if bracket.start <= body.head and (alone or "photo" not in kept):
        dateline = positions.bracket_dateline(text, bracket, name)
        if dateline:
            return of_name(name, kind, "story", dateline, "dateline")
    eastern = positions.plain_dateline(text, name) if bracket.start <= body.head else None
    if eastern:
        return of_name(name, kind, "story", eastern, "dateline")
    coded = closings.has_desk_code(text, bracket.start)
    if coded:
        return of_name(name, kind, "story", (bracket.start, bracket.end), "bracket")
    if not alone:
        return None
    before = bracket.start - 1
    lonely = positions.after_sentence(text, before) or positions.after_quote(text, before)
    ends_line = positions.ends_line(text, bracket.end + 1)
    last = closings.closes(text[bracket.end + 1 : body.end])
    late = bracket.start >= body.end - LATE or bracket.start >= body.closing
    closing = late and lonely and (ends_line or bracket.start >= body.closing)
    if closing or (last and (lonely or bracket.start >= body.closing)):
        return of_name(name, kind, "story", (bracket.start, bracket.end), "bracket")
    return None


def role(text: str, members: Sequence[BodyName], number: int, catalogue: Catalogue) -> str:
    """Credit or relay: in a chain the first is the origin and the last passed it on; some outlets turn it round.

    >>> text, book = "Xinhua/NAN", Catalogue.load()
    >>> [role(text, book.names(text), number, book) for number in (0, 1)]
    ['credit', 'relay']
    """
    gaps = [text[a.end : b.start].strip() for a, b in pairwise(members)]
    if not gaps or not all(gap in _TIES for gap in gaps):
        return "credit"
    chains = [catalogue[member.agencies[0]].chain for member in members]
    if chains[0] == "relay" and (chains[-1] != "relay" or "-" in gaps):
        return "relay" if number == 0 else "credit"
    return "credit" if number == 0 or chains[number] == "origin" else "relay"


def own_labels(text: str, names: Sequence[BodyName]) -> frozenset[str]:
    """Bodies whose own label the page carries: "IFP Exclusive".

    >>> text = "IFP Exclusive\\nRain fell."
    >>> sorted(own_labels(text, Catalogue.load().names(text)))
    ['ifp']
    """
    return frozenset(
        name.agencies[0] for name in names if signoffs.LABEL.search(window(text, name.start, name.end, 20, 40).text)
    )
