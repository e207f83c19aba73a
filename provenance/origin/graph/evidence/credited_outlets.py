"""Whether an article names the paper that printed another one: "the Vale Courier reported", "(Wick Mail)"."""

import re
from functools import lru_cache

from provenance.origin.credits.window import PLACEHOLDER, window
from provenance.origin.credits.wording import cued
from provenance.origin.graph.facts import ArticleFacts

_KEPT = 512  # articles and papers, which a family asks for again and again; each keeps its text
_LEAST = 4  # letters of a name that is looked for
_PLACES = 40  # at which a name is looked at; more is no prose
_NO_NAME = (
    "The|A|Via|From|By|Per|In|As|Citing|Quoting|Source|Laut|Wie|Der|Die|Das|Selon|Le|La|El|Según|Secondo|Il|De|Het"
)
_LONGER = re.compile(rf"(?<![\w’'-])(?!(?:{_NO_NAME}) )[^\W\d_a-z][\w.’'-]{{0,30}}[ -]\Z")  # "Miami" before "Herald"
_BRACKET = re.compile(rf"[(\[](?:[Tt]he )?{PLACEHOLDER}[)\]][.\s]{{0,3}}(?:\n|\Z)")  # that closes a line


def outlet_named(naming: ArticleFacts, printing: ArticleFacts) -> tuple[int, int] | None:
    """Where `naming` says that something is from the outlet of `printing`, another paper; None where nowhere."""
    if printing.outlet is None or printing.own_agencies or naming.house is None or naming.house == printing.house:
        return None
    return _cited(naming.text, naming.furniture, printing.outlet)


@lru_cache(_KEPT)
def _cited(text: str, furniture: tuple[tuple[int, int], ...], outlet: str) -> tuple[int, int] | None:
    name = outlet.strip().removeprefix("The ").removeprefix("the ")
    end = 0 if len(name) >= _LEAST else len(text)
    for _ in range(_PLACES):
        position = text.find(name, end)
        if position < 0:
            return None
        end = position + len(name)
        separate = not (text[position - 1 : position].isalnum() or text[end : end + 1].isalnum())
        longer = _LONGER.search(text, max(0, position - 32), position)  # the end of another paper's name
        if separate and not longer and not any(a < end and position < b for a, b in furniture):
            around = window(text, position, end)
            bracket = _BRACKET.search(around.text)
            span = around.span(bracket) if bracket else cued(around, sure=" " in name)
            if span:
                return span
    return None
