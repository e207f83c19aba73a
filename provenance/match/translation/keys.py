"""A text becomes keys that do not depend on its language: numbers, skeletons of names, countries."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from provenance.match.translation.countries import country, longer_names, unspaced_names
from provenance.match.translation.skeletons import LEAST, skeleton

LOOKED_AT = 6_000  # characters of a text; keys of what is cut off would be few
_KNOWN = 1 << 18  # words whose keys are kept
_DIGITS = 2  # of a number; shorter ones stand in every text
_NUMBER = re.compile(r"\d(?:[.,٫٬\u00a0\u202f ]?\d){1,30}")
_WORD = re.compile(r"[^\W\d_]{2,60}(?:[’'ʼ-][^\W\d_]{1,60}){0,4}")
_JOINT = re.compile(r"[’'ʼ-]")
_CASELESS = re.compile(r"[\u0590-\u06ff\u0750-\u077f\u0900-\u0fff\uac00-\ud7af]")  # any word may be a name there
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{3,40}")  # Japanese writes foreign names in it
_PREFIXED = re.compile(r"^[وفبلك]?ال(?=.{3})")  # Arabic particles and the article, written with their word
_LATIN_SHARE = 0.5  # of letters, from which a text is written in Latin letters


def keys_of(text: str) -> frozenset[str]:
    """The keys of a text: N and a number, K and a skeleton, T and a country.

    >>> sorted(keys_of("Norway sent 1,200 men to Kharkiv."))
    ['Kkrkf', 'N1200', 'TNO']
    >>> sorted(keys_of("أرسلت النرويج ١٢٠٠ رجل")) == sorted({"N1200", "TNO"} | keys_of("أرسلت رجل النرويج"))
    True
    """
    return frozenset(key for key, _ in _keys(text[:LOOKED_AT]))


def surfaces(text: str, wanted: Sequence[str]) -> dict[str, str]:
    """How the text writes each of the keys that are wanted, where it first stands.

    >>> surfaces("Norway sent 1,200 men to Kharkiv.", ["N1200", "Kkrkf"])
    {'N1200': '1,200', 'Kkrkf': 'Kharkiv'}
    """
    kept = frozenset(wanted)
    found: dict[str, str] = {}
    for key, surface in _keys(text[:LOOKED_AT]):
        if key in kept and surface:
            found.setdefault(key, surface)
    return found


def _keys(text: str) -> Iterator[tuple[str, str]]:
    """Keys with what stands there for each; "" where that is not at hand."""
    for number in _NUMBER.findall(text):
        digits = "".join(str(unicodedata.digit(c)) for c in number if c.isdigit()).lstrip("0")
        if len(digits) >= _DIGITS:
            yield f"N{digits}", number
    words = _WORD.findall(text)
    yield from _name_keys(words)
    for code in longer_names([word.casefold() for word in words]):
        yield f"T{code}", ""
    if _UNSPACED.search(text):
        for code in unspaced_names(text):
            yield f"T{code}", ""
        for name in _KATAKANA.findall(text):
            if skeleton(name):
                yield f"K{skeleton(name)}", name


def _name_keys(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Keys of words that may be names: with a capital, of a script without them, or Latin in another script's text."""
    each = list(dict.fromkeys(words))
    latin = sum(map(str.isascii, each)) >= _LATIN_SHARE * len(each)
    for word in each:
        yield from _word_keys(word, not latin and word.isascii())


@lru_cache(_KNOWN)
def _word_keys(word: str, foreign: bool) -> tuple[tuple[str, str], ...]:
    """The keys of one word; a `foreign` one is Latin in a text that is not."""
    if _UNSPACED.match(word):
        return ()
    caseless = _CASELESS.match(word) is not None
    if not (caseless or foreign or word[0].isupper()):
        return ()
    code = country(word.casefold())
    parts = (_PREFIXED.sub("", word),) if caseless else _JOINT.split(word)
    names = [(f"K{skeleton(part)}", part) for part in parts if len(part) >= LEAST and skeleton(part)]
    return (*([(f"T{code}", word)] if code else []), *names)
