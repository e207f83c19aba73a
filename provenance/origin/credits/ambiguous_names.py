"""A name that several bodies share is given to the one that the country, the language or the text itself points to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.origin.credits.catalogue import Agency, Catalogue

_NEAR = 160  # characters on either side in which a country or a seat decides
_OPENING = 2_000  # characters at the start in which they decide last of all
_ENGLISH = "en"  # nearly every body writes it, so it decides nothing


@dataclass(frozen=True)
class Setting:
    """What is known of the article as a whole."""

    text: str
    sure_names: frozenset[str] = frozenset()  # bodies that the text also names in full
    own_bodies: frozenset[str] = frozenset()  # bodies that the outlet itself is
    country: str | None = None  # of the outlet
    language: str | None = None


def resolved(candidates: Sequence[str], start: int, end: int, setting: Setting, catalogue: Catalogue) -> str | None:
    """The one body meant by a shared name at start:end, or None where nothing decides.

    Asked in turn, the first that leaves exactly one: the outlet itself, full name in the text, place names on the
    line and beside it, language, country of the outlet, place names in the opening lines, in the opening.

    >>> setting = Setting("Bonn (KNA) - Die Glocken")
    >>> resolved(("kna_de", "kna_ke"), 6, 9, setting, Catalogue.load())
    'kna_de'
    """
    if len(candidates) == 1:
        return candidates[0]
    agencies = [catalogue[candidate] for candidate in candidates]
    text = setting.text
    surroundings = text[max(0, start - _NEAR) : end + _NEAR]
    line = text[text.rfind("\n", max(0, start - _NEAR), start) + 1 : start]
    tests = (
        [a for a in agencies if a.id in setting.own_bodies],
        [a for a in agencies if a.id in setting.sure_names],
        [a for a in agencies if _placed(a, line)],
        [a for a in agencies if _placed(a, surroundings)],
        [a for a in agencies if setting.language not in (None, _ENGLISH) and setting.language in a.languages],
        [a for a in agencies if setting.country and a.country == setting.country],
        [a for a in agencies if _placed(a, text[:_NEAR])],
        [a for a in agencies if _placed(a, text[:_OPENING])],
    )
    return next((left[0].id for left in tests if len(left) == 1), None)


def _placed(agency: Agency, text: str) -> bool:
    folded = text.casefold()
    return any(re.search(rf"(?<!\w){re.escape(town.casefold())}(?!\w)", folded) for town in agency.places)
