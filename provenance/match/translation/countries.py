"""Which country a word or two names, in any of the languages of the data file beside this one.

countries.tsv is made from CLDR by `python -m benchmarks.translation.countries`.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_SHORTEST = 4  # letters of a name that is looked up; shorter ones are words as well
_ENDINGS = 2  # letters that a case ending may add or change
_STEM = 5  # letters of a name that may lose its last one to an ending
_LONGEST = 3  # words of a name that is looked up
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ARTICLE = "ال"  # Arabic, written with its word


class Countries(NamedTuple):
    """Codes by name."""

    names: dict[str, str]  # of one word, casefolded; and without the last letter
    longer: dict[tuple[str, ...], str]  # of several words
    first: frozenset[str]  # the first words of these
    unspaced: re.Pattern[str]  # names in scripts without spaces


@cache
def countries() -> Countries:
    """The data file, read once."""
    names: dict[str, str] = {}
    stems: dict[str, str] = {}
    longer: dict[tuple[str, ...], str] = {}
    for line in (files("provenance.match.translation") / "countries.tsv").read_text(encoding="utf-8").splitlines():
        code, *country_names = line.split("\t")
        for name in country_names:
            words = tuple(name.split())
            if len(words) > 1:
                longer.setdefault(words, code)
            elif len(name) >= _SHORTEST or _UNSPACED.match(name):
                names.setdefault(name, code)
                if len(name) >= _STEM:
                    stems.setdefault(name[:-1], code)
    unspaced = sorted((name for name in names if len(name) > 1 and _UNSPACED.match(name)), key=lambda n: (-len(n), n))
    pattern = re.compile("|".join(map(re.escape, unspaced)))
    return Countries(stems | names, longer, frozenset(words[0] for words in longer), pattern)


def country(word: str) -> str | None:
    """The code of the country that one word names, casefolded, with or without a case ending.

    >>> country("norway"), country("норвегии"), country("النرويج"), country("fog")
    ('NO', 'NO', 'NO', None)
    """
    names = countries().names
    for letters in range(_ENDINGS + 1):
        stem = word[: len(word) - letters]
        if len(stem) < _SHORTEST:
            break
        if stem in names:
            return names[stem]
    return country(word[len(_ARTICLE) :]) if word.startswith(_ARTICLE) else None


def first_words() -> frozenset[str]:
    """The first words of names of several words."""
    return countries().first


def longer_names(words: list[str]) -> list[str]:
    """The codes of the countries that several words in a row name; the words are casefolded.

    >>> longer_names("the united states and saudi arabia".split())
    ['US', 'SA']
    """
    table = countries()
    codes = []
    for first, word in enumerate(words):
        if word in table.first:
            ends = range(first + _LONGEST, first + 1, -1)
            codes += [table.longer[key] for end in ends if (key := tuple(words[first:end])) in table.longer][:1]
    return codes


def unspaced_names(text: str) -> list[str]:
    """The codes of the countries that a Chinese or Japanese text names.

    >>> unspaced_names("挪威和瑞典")
    ['NO', 'SE']
    """
    table = countries()
    return [table.names[name] for name in table.unspaced.findall(text)]
