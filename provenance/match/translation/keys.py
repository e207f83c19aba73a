"""A text becomes keys that do not depend on its language: numbers, skeletons of names, countries."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from provenance.match.translation.countries import country, first_words, longer_names, unspaced_names
from provenance.match.translation.skeletons import LEAST, skeleton

LOOKED_AT = 6_000  # characters of a text; keys of what is cut off would be few
_KNOWN = 1 << 18  # words whose keys are kept
_DIGITS = 2  # of a number; shorter ones stand in every text
_NUMBER = re.compile(r"\d(?:[.,٫٬\u00a0\u202f ]?\d){1,30}")
_LETTERS = r"[^\W\d_]{1,59}"
_CAPITAL = re.compile(  # a word that begins with a letter of the ranges that hold capitals
    rf"(?<!\w)[A-Z\u00c0-\u00de\u0100-\u024f\u0386-\u03ab\u0400-\u042f\u0460-\u052f\u1e00-\u1eff]{_LETTERS}"
    rf"(?:[’'ʼ-]{_LETTERS}){{0,4}}"
)
_LATIN = re.compile(r"[A-Za-z]{2,60}")
_JOINT = re.compile(r"[’'ʼ-]")
_CASELESS = re.compile(rf"[\u0590-\u06ff\u0750-\u077f\u0900-\u0fff\uac00-\ud7af]{_LETTERS}")  # any may be a name
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{3,40}")  # Japanese writes foreign names in it
_PREFIXED = re.compile(r"^[وفبلك]?ال(?=.{3})")  # Arabic particles and the article, written with their word
_SPACES = re.compile(r"\s+")
_SAMPLE = 500  # characters that tell whether a text is written in Latin letters: half of its letters are
_COUNTRY = 60  # characters in which a country's name of several words ends


def text_keys(text: str) -> frozenset[str]:
    """The keys of a text: N and a number, K and a skeleton, T and a country.

    >>> sorted(text_keys("Norway sent 1,200 men to Kharkiv."))
    ['Kkrkf', 'N1200', 'TNO']
    >>> sorted(text_keys("أرسلت النرويج ١٢٠٠ رجل")) == sorted({"N1200", "TNO"} | text_keys("أرسلت رجل النرويج"))
    True
    """
    return frozenset(key for key, _ in _keys(text[:LOOKED_AT]))


def surfaces(text: str, keys: Sequence[str]) -> dict[str, str]:
    """How the text writes each of the keys that are wanted, where it first stands.

    >>> surfaces("Norway sent 1,200 men to Kharkiv.", ["N1200", "Kkrkf"])
    {'N1200': '1,200', 'Kkrkf': 'Kharkiv'}
    """
    kept = frozenset(keys)
    written: dict[str, str] = {}
    for key, surface in _keys(text[:LOOKED_AT]):
        if key in kept and surface:
            written.setdefault(key, surface)
    return written


def _keys(text: str) -> Iterator[tuple[str, str]]:
    """Keys with what stands there for each; "" where that is not at hand."""
    for number in _NUMBER.findall(text):
        digits = "".join(str(unicodedata.digit(c)) for c in number if c.isdigit()).lstrip("0")
        if len(digits) >= _DIGITS:
            yield f"N{digits}", number
    yield from _capital_keys(text)
    if _CASELESS.search(text):
        words = _CASELESS.findall(text)
        for word in dict.fromkeys(words):
            yield from _word_keys(word, True)
        yield from ((f"T{code}", "") for code in longer_names(words))
    if _UNSPACED.search(text):
        yield from ((f"T{code}", "") for code in unspaced_names(text))
        yield from ((f"K{skeleton(name)}", name) for name in _KATAKANA.findall(text) if skeleton(name))


def _capital_keys(text: str) -> Iterator[tuple[str, str]]:
    """Keys of words with a capital, and of Latin ones in another script's text."""
    first = first_words()
    met: set[str] = set()
    for match in _CAPITAL.finditer(text):
        word = match[0]
        if word not in met and word[0].isupper():
            met.add(word)
            yield from _word_keys(word, False)
        if word.casefold() in first:
            stretch = _SPACES.split(text[match.start() : match.start() + _COUNTRY].casefold())
            yield from (
                (f"T{code}", "") for code in longer_names([piece.strip('.,;:!?»”"’)') for piece in stretch])[:1]
            )
    letters = [letter for letter in text[:_SAMPLE] if letter.isalpha()]
    if 2 * sum(map(str.isascii, letters)) < len(letters):
        for word in dict.fromkeys(_LATIN.findall(text)):
            yield from _word_keys(word, False)


@lru_cache(_KNOWN)
def _word_keys(word: str, caseless: bool) -> tuple[tuple[str, str], ...]:
    """The keys of one word that may be a name."""
    code = country(word.casefold())
    parts = (_PREFIXED.sub("", word),) if caseless else _JOINT.split(word)
    names = [(f"K{skeleton(piece)}", piece) for piece in parts if len(piece) >= LEAST and skeleton(piece)]
    return (*([(f"T{code}", word)] if code else []), *names)
