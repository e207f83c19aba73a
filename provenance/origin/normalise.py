"""A text's letters become those that were meant: accents written onto their letters, slips of Urdu keyboards mended.

Names and cues are then found whether or not a text was typed in one code point to the letter; the way back to the
article's own places is kept.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_SLIP = re.compile(
    "[^\\W_][\u0300-\u036f\u0653-\u0655\u3099\u309a]{1,4}"  # a letter and its accents
    "|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"  # a syllable of Hangul in its parts
    "|\u06d2(?=[\u0620-\u064a\u0671-\u06d1])"  # big ye ends words, so within one the small was meant
    "|\\s(?=\u06ba(?!\\w))"  # noon ghunna begins no word, so the space before a lone one is a slip
)
_SIGN = re.compile("[\u0300-\u036f\u0653-\u0655\u3099\u309a\u1100-\u1112\u06d2\u06ba]")  # in every one of these


@dataclass(frozen=True)
class Normalised:
    """A text in the letters that were meant, with the place in the article of each, and of its end."""

    text: str
    places: Sequence[int]

    def inward(self, position: int) -> int:
        """Where a place of the article lies in `text`."""
        return bisect_left(self.places, position)


def normalised(text: str) -> Normalised:
    """The text as it was meant.

    >>> made = normalised("O\u0308sk")
    >>> made.text, list(made.places), made.inward(2)
    ('Ösk', [0, 2, 3, 4], 1)
    """
    if text.isascii() or not _SIGN.search(text) or not _SLIP.search(text):
        return Normalised(text, range(len(text) + 1))
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for match in _SLIP.finditer(text):
        start, end = match.span()
        letters = match.group()
        mended = _mended(letters)
        parts += (text[last:start], mended)
        places += (*range(last, start), *((start,) if mended else ()), *range(end - len(mended) + 1, end))
        last = end
    parts.append(text[last:])
    places += range(last, len(text) + 1)
    return Normalised("".join(parts), places)


def _mended(slip: str) -> str:
    if slip == "\u06d2":
        return "\u06cc"
    composed = "" if slip.isspace() else unicodedata.normalize("NFC", slip)
    return composed if len(composed) < len(slip) else slip  # some letters come apart instead
