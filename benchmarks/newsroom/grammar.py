"""A template becomes a sentence: choices are made, slots are filled."""

import random
import re
from collections.abc import Mapping

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"\$([A-Za-z]\w*)")


def written(template: str, rng: random.Random, slots: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> str:
    """The template with every choice made and every slot filled, from the slots first, else from the lists.

    >>> written("{The $noun|A $noun} of $place", random.Random(1), {"place": "Ull"}, {"noun": ("sea",)})
    'The sea of Ull'
    """
    text = template
    while found := _CHOICE.search(text):
        text = text[: found.start()] + rng.choice(found.group(1).split("|")) + text[found.end() :]
    while found := _SLOT.search(text):
        word = slots[found.group(1)] if found.group(1) in slots else rng.choice(lists[found.group(1)])
        text = text[: found.start()] + word + text[found.end() :]
        while choice := _CHOICE.search(text):
            text = text[: choice.start()] + rng.choice(choice.group(1).split("|")) + text[choice.end() :]
    return text[:1].upper() + text[1:]


_GAPS = re.compile(r"(?<=[\w,;]) (?=(?:in|at|from|by|with|and|for|to|of|on|that|as|after|because|where)\b)")
_PLACED = [
    "near",
    "beside",
    "despite",
    "without",
    "under",
    "behind",
    "among",
    "for",
    "past",
    "beyond",
    "along",
    "against",
    "with",
    "toward",
]
_RUN = 4  # words in a row that a template may give before something of this sentence's own stands between


def woven(text: str, rng: random.Random, lists: Mapping[str, tuple[str, ...]]) -> str:
    """The sentence with a phrase of random words wherever its template would say much in a row.

    Two sentences of one template then have stock phrases in common, as news has, and no more.
    """
    pieces, run = [], 0
    for piece in _GAPS.split(text):
        words = len(piece.split())
        if pieces and run >= _RUN:
            determiner = rng.choice(("the", "a", "its", "some", "their", "every"))
            what = f"{rng.choice(_PLACED)} {determiner} {rng.choice(lists['adj'])} {rng.choice(lists['noun'])}"
            pieces.append(what)
            run = 0
        pieces.append(piece)
        run += words
    return " ".join(pieces)


_STARTS = [
    "b",
    "br",
    "c",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_MIDS = ["a", "e", "i", "o", "u", "ai", "ei", "au", "oa"]
_ENDS = ["n", "r", "l", "s", "nd", "rk", "m", "t", "v", "dd", "lm", "nsk", "sh"]
_FORENAMES = (
    "Adela Bruno Carla Dario Edda Felix Greta Hugo Irma Jonas Katya Leon Mira Nadir Olga Pavel Rosa Samir Tilda Ugo "
    "Vera Wanda Yusuf Zora Anton Birgit Celso Dunya Emil Farah Goran Helga Idris Jana Kamil Lidia Marek Nina Oskar "
    "Petra"
)


def name(rng: random.Random) -> str:
    """An invented name of two or three syllables."""
    parts = [
        rng.choice(_STARTS) + rng.choice(_MIDS) + rng.choice(["", "", *_ENDS]) for _ in range(rng.choice((2, 2, 3)))
    ]
    return "".join(parts).capitalize()


def person(rng: random.Random) -> tuple[str, str]:
    """Full name and surname."""
    surname = name(rng)
    return f"{rng.choice(_FORENAMES.split())} {surname}", surname


_VARIANTS = (("sk", "sc"), ("k", "q"), ("ei", "ey"), ("ai", "ay"), ("v", "w"), ("j", "y"), ("sh", "ch"), ("oa", "o"))


def romanised(word: str, draw: float = 0.0) -> str:
    """Another house's spelling of an invented name, by the house's draw; the same where it has none.

    >>> romanised("Skoveln"), romanised("Skoveln", 0.9)
    ('Scoveln', 'Skoweln')
    """
    lower = word.lower()
    ways = [(old, new) for old, new in _VARIANTS if old in lower]
    if not ways:
        return word
    old, new = ways[int(draw * len(ways))]
    return lower.replace(old, new, 1).capitalize()
