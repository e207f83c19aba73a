"""A name becomes its skeleton: the consonants that it keeps, about, in any script and spelling.

"Zelensky", "Zelenskiy", "Зеленский" and "زيلينسكي" are one name, written down by ear. What is left of
each after transliteration, without vowels and with letters of one sound as one, is mostly the same.
"""

import re
from functools import lru_cache

from anyascii import anyascii

LEAST = 3  # consonants of a skeleton; fewer are had by too many words
_KNOWN = 1 << 18  # words whose skeletons are kept
_OTHER = re.compile(r"[^a-z]")
_SOUNDS = (  # spellings of one sound, the longer first
    ("shch", "s"), ("tch", "s"), ("sch", "s"), ("dzh", "s"), ("zh", "s"), ("kh", "k"), ("ph", "f"), ("sh", "s"),
    ("ch", "s"), ("th", "t"), ("gh", "g"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("dj", "s"), ("cz", "s"),
)  # fmt: skip
_SOFT = re.compile(r"c(?=[eiy])")
_VOICED = str.maketrans("cqvpzdgjx", "kkfbstkss")
_VOWELS = re.compile(r"[aeiouyhw]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(_KNOWN)
def skeleton(word: str) -> str:
    """The consonants of a word, "" where there are fewer than LEAST.

    >>> [skeleton(name) for name in ("Zelensky", "Zelenskiy", "Зеленский", "زيلينسكي", "Oslo")]
    ['slnsk', 'slnsk', 'slnsk', 'slnsk', '']
    """
    letters = _OTHER.sub("", anyascii(word).lower())
    for spelling, sound in _SOUNDS:
        if spelling in letters:
            letters = letters.replace(spelling, sound)
    letters = _SOFT.sub("s", letters).translate(_VOICED)
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", letters))
    return consonants if len(consonants) >= LEAST else ""
