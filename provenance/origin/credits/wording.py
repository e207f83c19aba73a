"""A name becomes a credit by the words around it: "according to", "told", "reported", in several languages."""

import re
from collections.abc import Iterator
from dataclasses import replace

from provenance.origin.credits import cues, cues_lands, cues_world, positions, signoffs
from provenance.origin.credits.credit import CreditRow, of_name
from provenance.origin.credits.places import CreditArticle
from provenance.origin.credits.window import Window
from provenance.origin.literals import needle
from provenance.origin.names import BodyName

_SHORT = 2  # letters: a name of two in capitals is too often something else
_BEFORE = 90  # characters before a name in which somebody speaks to it
CITED = 60  # characters after "citing" within which the cited body is named


def worded_credit(article: CreditArticle, number: int, around: Window) -> CreditRow | None:
    """The credit that the words around name number `number` make of it, or None.

    Words given to a body ("told Sputnik") come back as kind "told", until the caller knows the rest.

    >>> from provenance.origin.credits.window import window
    >>> from provenance.origin.own_text import own_text
    >>> from provenance.origin.credits.catalogue import Catalogue
    >>> text, book = "Rain, according to Germany's dpa news agency, fell.", Catalogue.load()
    >>> names = book.names(text)
    >>> article = CreditArticle(text, names, own_text(text), book)
    >>> found = worded_credit(article, 0, window(text, names[0].start, names[0].end))
    >>> found.kind, text[found.start : found.end]
    ('citation', "according to Germany's dpa news agency")
    """
    name = article.names[number]
    described = any(_near(pattern, around) for pattern in (cues.DESCRIBED, cues_lands.DESCRIBED))
    if name.grade == "common" and not described and not _near(cues.INFORMS, around):
        return None
    if name.grade != "sure" and _near(cues_lands.NO_BODY, around):
        return None
    sure = name.grade == "sure" or described
    capitals = article.text[name.start : name.end].isupper() and name.end - name.start > _SHORT
    for cue, enough in _cues(around, capitals=capitals):
        match = cue.search(around) if sure or enough else None
        credit = match and _credit(article, name, around, cue, match)
        if credit and credit.kind == "relay" and not _cites(article, number, credit):
            return replace(credit, kind="citation")
        if credit:
            return credit
    return _written_onto(article.text, name)


def _near(pattern: re.Pattern[str], around: Window) -> bool:
    return needle(pattern.pattern, pattern.flags).search(around.text, around.start) is not None


def cued(around: Window, *, sure: bool) -> tuple[int, int] | None:
    """The words that make a name, whosever it is, a source, with the name: "the Vale Courier reported"; None without.

    Where the name is `sure` to be a body's, "said" is enough.

    >>> from provenance.origin.credits.window import window
    >>> text = "Rain fell, the Vale Courier reported on Monday. The Vale Courier building stood."
    >>> first, second = (cued(window(text, start, start + 12), sure=True) for start in (15, 52))
    >>> first and text[slice(*first)], second
    ('Vale Courier reported on Monday.', None)
    """
    for cue, firm in _cues(around, capitals=False):
        match = cue.search(around) if sure or firm else None
        if match:
            return around.span(match)
    matches = ((pattern, pattern.search(around.text)) for pattern in signoffs.SIGNOFF)
    return next((around.span(match, signoffs.credit_group(pattern)) for pattern, match in matches if match), None)


def _written_onto(text: str, name: BodyName) -> CreditRow | None:
    """The credit of an Arabic name with its preposition: "وفقا لرويترز"."""
    kind = cues_lands.written_onto(text[max(0, name.start - _BEFORE) : name.start], text[name.start : name.end])
    if not kind or name.grade == "common":
        return None
    return of_name(name, kind, "passage", (name.start, name.end), "passage")


def _credit(
    article: CreditArticle, name: BodyName, around: Window, cue: cues.Cue, match: re.Match[str]
) -> CreditRow | None:
    text = article.text
    start, end = around.span(match)
    if match.start() == around.start:
        start -= cues.opening_words(text[max(0, start - 120) : start])
    if cue.story:
        opens = positions.opens_sentence(text, start) and (start == name.start or not text[start].islower())
        for_story = opens and article.body.near_an_end(start, end)
        return of_name(name, cue.kind, "story", (start, end), "sentence") if for_story else None
    if cue.told and match.start() < around.start:
        start -= _speaker(text[max(0, start - 40) : start])
    return of_name(name, "told" if cue.told else cue.kind, "passage", (start, end), "passage")


def _cites(article: CreditArticle, number: int, credit: CreditRow) -> bool:
    """Whether another body's name follows the words "citing", so that the first passed on what the second had."""
    following = article.names[number + 1 : number + 2]
    return any(name.start < (credit.end or 0) + CITED for name in following)


_SPEAKER = re.compile(r"(?:[,;:.?!]\s{1,3}|\n)([A-Z][\w’'-]{1,24}\s{1,3})\Z")


def _speaker(before: str) -> int:
    """Length of a single name that opens the clause before "told": "..., Jalali told"."""
    match = _SPEAKER.search(before)
    return len(match.group(1)) if match else 0


_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z]"),
    "cyrillic": re.compile("[а-яіїє]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "cjk": re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
    "indic": re.compile("[\u0900-\u0dff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "thai": re.compile("[\u0e00-\u0e7f]"),
}


def _cues(around: Window, *, capitals: bool) -> Iterator[tuple[cues.Cue, bool]]:
    """The cues of the scripts around a name, and whether each is enough for a short or shared one."""
    scripts = [script for script, pattern in _SCRIPTS.items() if pattern.search(around.text)]
    if "latin" in scripts:
        yield from ((cue, cue.firm) for cue in (*cues.STORY, *cues.CITATIONS))
    for script in scripts:
        yield from ((cue, cue.firm) for cue in cues_world.BY_SCRIPT.get(script, ()))
        yield from ((cue, cue.firm) for cue in cues_lands.OTHER_SCRIPTS.get(script, ()))
    if {"latin", "cyrillic", "greek"} & set(scripts):
        yield from ((cue, True) for cue in cues_lands.FIRM)
        yield from ((cue, capitals) for cue in cues_lands.BARE)
