"""The signs of a line that recurs, and whether they make it furniture: a fitted sum with readable weights."""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import fsum
from typing import NamedTuple, cast

from provenance.corpus.furniture.labels import folded
from provenance.corpus.furniture.lines import TextLine

THRESHOLD = 0.5  # of the lines of the fit, held out, .81 of those above are furniture, and .68 of all furniture
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ADDRESS = re.compile(r"@|https?:|www\.|\.com\b|\[email")
_OPENED = "([{<"
_UNKNOWN = -2.0  # the weight of a word that no page's furniture is known to use

Case = Mapping[str, int]  # by word: how much more often it is written small than with a capital


class Recurrence(NamedTuple):
    """A line, how many stories of one outlet have it, and the share of its places that are near an article's ends."""

    line: TextLine
    stories: int
    at_edge: float


def letter_cases(paragraphs: Iterable[str]) -> Case:
    """How words are written inside paragraphs; the first word of each is left out.

    >>> cases = letter_cases(["The ferry of Oxmoor left.", "All of Oxmoor saw the ferry."])
    >>> cases["ferry"], cases["oxmoor"]
    (2, -2)
    """
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(WORD.findall(paragraph)[1:])
    cases: Counter[str] = Counter()
    for word, count in counts.items():
        cases[word.lower()] += count if word[0].islower() else -count
    return cases


def line_signs(recurrence: Recurrence, case: Case) -> dict[str, float]:
    """The signs of a line by the names that recurring.toml has."""
    text, weights = recurrence.line.text, sign_weights()["words"]
    read = WORD.findall(text)
    letters = [word.lower() for word in read]
    small = sum(case.get(word, 0) > 0 for word in letters) / len(letters) if letters else 0.5
    return {
        "stories": math.log(recurrence.stories),
        "ended": float(recurrence.line.ended),
        "question": float(text[-1] == "?"),
        "words": math.log1p(len(read)),
        "small": small,
        "address": float(bool(_ADDRESS.search(text))),
        "digits": sum(letter.isdigit() for letter in text) / len(text),
        "bracket": float(text[0] in _OPENED),
        "edge": recurrence.at_edge,
        "no letters": float(not read),
        "page word": max((weights.get(word, _UNKNOWN) for word in WORD.findall(folded(text))), default=_UNKNOWN),
    }


def furniture_probability(recurrence: Recurrence, case: Case) -> float:
    """How likely a line that recurs is furniture."""
    weigh = sign_weights()["signs"]
    total = weigh["constant"] + fsum(weigh[sign] * value for sign, value in line_signs(recurrence, case).items())
    return 1 / (1 + math.exp(-total))


def is_recurring(recurrence: Recurrence, case: Case) -> bool:
    """Whether a line that recurs is furniture."""
    return furniture_probability(recurrence, case) >= THRESHOLD


@cache
def sign_weights() -> dict[str, dict[str, float]]:
    """The fitted weights: of signs, and of words."""
    read = tomllib.loads((files("provenance.corpus.furniture") / "recurring.toml").read_text(encoding="utf-8"))
    return cast(dict[str, dict[str, float]], read)
