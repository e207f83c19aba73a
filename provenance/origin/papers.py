"""Whether an article names the paper that printed another one: "the Vale Courier reported", "(Wick Mail)"."""

import re
from functools import lru_cache

from provenance.origin.around import MARK, look
from provenance.origin.facts import Facts
from provenance.origin.worded import cued

_KEPT = 20_000  # articles and papers; what a family asks again and again
_LEAST = 4  # letters of a name that is looked for
_BRACKET = re.compile(rf"[(\[](?:[Tt]he )?{MARK}[)\]][.\s]{{0,3}}(?:\n|\Z)")  # that closes a line


def named(one: Facts, other: Facts) -> tuple[int, int] | None:
    """Where `one` says that something is from the outlet of `other`, a paper other than its own; None where nowhere."""
    if other.outlet is None or other.own or one.house is None or one.house == other.house:
        return None
    return _cited(one.text, one.furniture, other.outlet)


@lru_cache(_KEPT)
def _cited(text: str, furniture: tuple[tuple[int, int], ...], outlet: str) -> tuple[int, int] | None:
    name = outlet.strip().removeprefix("The ").removeprefix("the ")
    place = text.find(name) if len(name) >= _LEAST else -1
    while place >= 0:
        end = place + len(name)
        whole = not (text[place - 1 : place].isalnum() or text[end : end + 1].isalnum())
        if whole and not any(a < end and place < b for a, b in furniture):
            around = look(text, place, end)
            bracket = _BRACKET.search(around.text)
            found = around.span(bracket) if bracket else cued(around, sure=" " in name)
            if found:
                return found
        place = text.find(name, end)
    return None
