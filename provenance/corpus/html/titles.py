"""The title of a page: of its headings and of what its metas claim, the one on which most agree, without the outlet."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from provenance.corpus.html.bylines import squash

_SUFFIX = re.compile(r"\s[|\-–—·»:•«]{1,9}\s|\s\|\s?|\|\s|\s?[｜¦]\s?")
_GRAM = 3  # letters
_ENOUGH, _ENOUGH_ALONE = (
    0.35,
    0.15,
)  # of a heading's grams that a claim has; a headline and its title for search engines share as many
_LONGEST = 400  # characters of a heading
_FEWEST = 2  # claims that name the same part of a heading


class TitleClaim(NamedTuple):
    """What one place of a page says the title is."""

    text: str
    basis: str


def best_titles(
    headings: Sequence[tuple[str, Sequence[str]]], claims: Sequence[TitleClaim], outlets: Collection[str]
) -> list[TitleClaim]:
    """The titles of a page, the best first: a heading that a claim supports, else the first claim.

    Headings come with their own parts, as a kicker and a headline inside one heading.

    >>> texts = ("Lock shut | Wick Post", "meta"), ("Lock closes for weeks - Wick Post", "visible")
    >>> claims = [TitleClaim(*text) for text in texts]
    >>> [claim.text for claim in best_titles([("The Wick Post", []), ("Lock is shut", [])], claims, ["Wick Post"])]
    ['Lock is shut', 'Lock shut', 'Lock closes for weeks']
    """
    texts = [text for text, _ in headings]
    cleaned = [claim._replace(text=without_outlet(claim.text, outlets, texts)) for claim in claims]
    cleaned = [claim for claim in cleaned if claim.text and not _is_outlet(claim.text, outlets)] or cleaned
    heading = _supported(headings, cleaned, outlets)
    titles = [TitleClaim(heading, "visible"), *cleaned] if heading else cleaned
    return [*dict.fromkeys(claim for claim in titles if claim.text)]


def without_outlet(title: str, outlets: Collection[str], headings: Sequence[str] = ()) -> str:
    """A title without the outlet, or sections and the outlet, behind or before it.

    >>> without_outlet("Rain - again - falls | World | The Wick Post", ["Wick Post"], ["Rain - again - falls"])
    'Rain - again - falls'
    >>> without_outlet("Wick Post: Rain falls", ["Wick Post"]), without_outlet("Rain | Snow", ["Wick Post"])
    ('Rain falls', 'Rain | Snow')
    """
    cuts = [*_SUFFIX.finditer(title)]
    squashed = {squash(heading) for heading in headings} - {""}
    for cut in cuts:
        if squash(title[: cut.start()]) in squashed:
            return title[: cut.start()]
    while cuts and _is_outlet_name(title[cuts[-1].end() :], outlets):
        title = title[: cuts.pop().start()]
    first = _SUFFIX.search(title) or re.search(r":\s+", title)
    if first and _is_outlet_name(title[: first.start()], outlets):
        title = title[first.end() :]
    return title.strip()


def outlets_in(title: str, headings: Collection[str]) -> list[str]:
    """What a page's title has beside its heading, the last first: sections and the outlet.

    >>> outlets_in("Rain - again | World | Wick Post", ["Rain - again"]), outlets_in("Wick Post: Rain", ["Rain"])
    (['Wick Post', 'World'], ['Wick Post'])
    """
    for heading in filter(None, headings):
        before, match, after = title.partition(heading)
        if match and len(heading) * 4 > len(title):
            parts = _SUFFIX.split(f" {after} ")[::-1] + _SUFFIX.split(f" {before.strip().removesuffix(':')} ")
            return [piece.strip() for piece in parts if piece.strip()]
    return []


def last_part(title: str) -> list[str]:
    """The last part of a title that has several.

    >>> last_part("Rain - again - Wick Post"), last_part("Rain")
    (['Wick Post'], [])
    """
    return [piece.strip() for piece in _SUFFIX.split(title)[1:]][-1:]


def _is_outlet_name(text: str, outlets: Collection[str]) -> bool:
    """Whether a part of a title is an outlet's name, or one's name with a section or a town."""
    words = _words(text)
    return bool(words) and any(
        words <= _words(name) or (_words(name) <= words and len(words) <= len(_words(name)) + 3)
        for name in outlets
        if _words(name)
    )


def _is_outlet(text: str, outlets: Collection[str]) -> bool:
    return squash(text) in {squash(name) for name in outlets}


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W_]+", text)} - {"the", "com", "www"}


def _supported(
    headings: Sequence[tuple[str, Sequence[str]]], claims: Sequence[TitleClaim], outlets: Collection[str]
) -> str | None:
    sound = [(text, parts) for text, parts in headings if 0 < len(text) <= _LONGEST and not _is_outlet(text, outlets)]
    if not sound:
        return None
    if not claims:
        return sound[0][0] if len({text for text, _ in sound}) == 1 else None
    support = [max(_likeness(text, claim.text) for claim in claims) for text, _ in sound]
    best = max(support)
    if best < (_ENOUGH if len({text for text, _ in sound}) > 1 else _ENOUGH_ALONE):
        return None
    text, parts = sound[support.index(best)]
    return _without_kicker(text, parts, claims)


def _likeness(heading: str, claim: str) -> float:
    """How much of the shorter of two titles is in the other; a short one inside a long one counts less."""
    left, right = _grams(heading), _grams(claim)
    common = len(left & right)
    return common / min(len(left), len(right)) * 0.5 + common / max(len(left), len(right)) * 0.5


def _grams(text: str) -> set[str]:
    letters = squash(text)
    return {letters[start : start + _GRAM] for start in range(max(1, len(letters) - _GRAM + 1))}


def _without_kicker(text: str, parts: Sequence[str], claims: Sequence[TitleClaim]) -> str:
    """A heading's own headline, where its parts are a kicker and the headline that the claims name."""
    counts = [squash(claim.text) for claim in claims]
    if squash(text) in counts:
        return text
    for piece in parts:
        if counts.count(squash(piece)) >= _FEWEST or (len(piece) * 2 > len(text) and squash(piece) in counts):
            return piece
    return text


def parts_of(texts: Iterator[str]) -> list[str]:
    """The runs of letters of a heading that could be its headline alone."""
    parts = [text for text in texts if len(text) > _GRAM]
    return parts if len(parts) > 1 else []
