"""The bracket around a name: where it opens and shuts, and whether names of bodies are all that it holds."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from provenance.origin.names import BodyName

WIDTH = 80  # characters of a bracket on either side of a name; credits are shorter
_NEAR = 6  # names on either side that may share the bracket
_OPENED = re.compile(r"[(\[（［【〔]([^()\[\]（）［］【】〔〕]{0,80})\Z")
_SHUT = re.compile(r"\A([^()\[\]（）［］【】〔〕]{0,80}?)[)\]）］】〕]")
_SLASH_OPENED = re.compile(r"(?:\A|\s)/([^/\n]{0,12})\Z")  # /TASS/
_SLASH_SHUT = re.compile(r"\A([^/\n]{0,12})/")
_WORD = re.compile(r"[^/|+&,،、;؛=\s–—-]{1,40}")
_FILLER = re.compile(  # small words that a credit's bracket may hold beside names
    r"(?:with|inputs|input|from|the|news|agency|agencies|reports|report|text|story|source|"
    r"via|by|and|of|in|avec|con|mit|material|información|informações|de|des|"
    r"la|el|dpa-afx|red|agenturen|staff|desk|wire|wires|correspondent|media|und|y|"
    r"et|e|additional|reporting|for|international|service|files|exclusive|to|com|agence|agência|"
    r"agenzia|agencia|web|sports?|monitoring|business|foreign|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?)"
)
_CODE = re.compile(r"[a-zäöü]{2,5}\.?|[a-z]{2,4}/[a-z]{2,4}")  # initials of an editor: red./APA, mit/dpa


class Bracket(NamedTuple):
    """The inside of a bracket, with the numbers of all names in it."""

    start: int
    end: int
    members: list[int]


def bracket_span(text: str, names: Sequence[BodyName], index: int) -> Bracket | None:
    """The inside of the bracket around name number `number`, with the numbers of all names in it.

    >>> names = [BodyName(12, 18, ("xinhua",), "sure"), BodyName(19, 22, ("nan_ng",), "needs_cue")]
    >>> bracket_span("It rained. (Xinhua/NAN)", names, 1)
    Bracket(start=12, end=22, members=[0, 1])
    """
    name = names[index]
    numbers = range(max(0, index - _NEAR), min(len(names), index + _NEAR + 1))
    first = max(0, name.start - WIDTH - 1)
    masked = text[first : name.end + WIDTH + 1]
    for inner in (names[number] for number in numbers):  # a name may hold brackets of its own
        if first <= inner.start and inner.end <= first + len(masked):
            masked = masked[: inner.start - first] + "x" * (inner.end - inner.start) + masked[inner.end - first :]
    before, after = masked[: name.start - first], masked[name.end - first :]
    for opened, shut in ((_OPENED, _SHUT), (_SLASH_OPENED, _SLASH_SHUT)):
        left, right = opened.search(before), shut.match(after)
        if left and right:
            start, end = first + left.start(1), name.end + right.end(1)
            return Bracket(start, end, [n for n in numbers if start <= names[n].start and names[n].end <= end])
    return None


def only_names(text: str, start: int, end: int, members: Sequence[BodyName]) -> bool:
    """Whether a bracket holds names of bodies and small words alone, so that no person and no desk stands in it.

    >>> text = "(With inputs from ANI)"
    >>> only_names(text, 1, 21, [BodyName(18, 21, ("ani",), "needs_cue")])
    True
    """
    left = text[start:end]
    for name in reversed(members):
        left = left[: name.start - start] + "," + left[name.end - start :]
    words = (word.strip(" .:©’'\"“”‘") for word in _WORD.findall(left))
    return all(_FILLER.fullmatch(word.casefold()) or _CODE.fullmatch(word) for word in words if word)
