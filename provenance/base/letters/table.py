"""The frozen table of code points is made here, once for each version of the tokens; not at run time.

`python -m provenance.base.letters.table` writes tokens.npz beside this file from the running Python's Unicode data.
The stored table was made with Unicode 14.0 (Python 3.11) and never changes under a released version, so that
signatures do not depend on the user's Python.

A letter stands for what a hurried desk, an old keyboard or a wire in ASCII writes for it: ł is l, Persian ی is Arabic
ي, ५ is 5. What a character means beside its neighbours (a hyphen at a line end) is a class of its own here; tokens.py
and its kernel look at the neighbours.
"""

import unicodedata
from pathlib import Path

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).with_name("tokens.npz")
# Classes of a code point, bits 24-26 of its entry. Those behind EXPANDED hang on what stands before and behind them:
# a hyphen separates and a soft one is dropped, but at a line end both may part a word; a non-joiner is dropped, but
# after Arabic letters it separates.
SEPARATOR, LETTER, SINGLE, DROPPED, EXPANDED, HYPHEN, SOFT_HYPHEN, NON_JOINER = range(8)
SMALL = 1 << 23  # whether it is a small letter
VALUE = 0x1FFFFF  # bits 0-20: the code point it stands for, or the number of its expansion

Ranges = tuple[tuple[int, int], ...]
_MARKS: Ranges = (  # diacritics: Latin, Greek, Cyrillic, Hebrew, Arabic; voiced kana marks
    (0x300, 0x36F),
    (0x483, 0x489),
    (0x591, 0x5C7),
    (0x610, 0x61A),
    (0x64B, 0x65F),
    (0x670, 0x670),
    (0x6D6, 0x6ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
    (0x3099, 0x309A),
    (0x93C, 0x93C),
    (0xA3C, 0xA3C),
    (0xABC, 0xABC),
    (0xCBC, 0xCBC),  # nukta, which house styles leave out: Devanagari,
)  # fmt: skip                                                          Gurmukhi, Gujarati, Kannada; not Bengali, Odia
_INVISIBLE: Ranges = (  # tatweel, zero-width, word joiner, bidi controls, variation selectors, tags
    (0x34F, 0x34F), (0x61C, 0x61C), (0x640, 0x640), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE01EF),
)  # fmt: skip
SINGLES: Ranges = (  # scripts without spaces: one token a letter
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3134F),
)  # fmt: skip
_AS_THEY_ARE: Ranges = ((0x0E00, 0x0EFF), (0x1000, 0x109F))  # Thai, Lao, Burmese: NFKD would split vowels
_APOSTROPHES: Ranges = ((0x2B9, 0x2BF),)  # letters to Unicode; as often written ' or ’: об'єднання, oʻzbek, Hawaiʻi
_BY_PLACE = {0x2D: HYPHEN, 0x2010: HYPHEN, 0xAC: HYPHEN, 0xAD: SOFT_HYPHEN, 0x200C: NON_JOINER}  # ¬ is how scans read -

# What letters are written as where they are not at hand, and no decomposition tells.
_WRITTEN = str.maketrans({
    # Latin: Turkish, Polish, Nordic, Vietnamese and Croatian, Icelandic, Maltese, Sami, Azerbaijani, West African
    "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ə": "e", "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ɣ": "g", "ƒ": "f", "ʋ": "v",
    # Arabic: alef wasla; Persian and dotless yeh, Persian kaf, as old keyboards and databases write them; teh marbuta
    # and the hehs of Urdu and Kurdish. The heh of aspirates (ھ) and the yeh of endings (ے) are letters apart in Urdu.
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ی": "ي", "ى": "ي", "ک": "ك", "ڪ": "ك",
    "ة": "ه", "ہ": "ه", "ۃ": "ه", "ە": "ه",
    "ँ": "ं",  # Hindi: candrabindu as anusvara
})  # fmt: skip

_WORDLIKE = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Mn", "Mc"}


def _within(code: int, ranges: Ranges) -> bool:
    return any(first <= code <= last for first, last in ranges)


def folded_letter(code: int) -> tuple[int, str]:
    """Class of a code point and the text it stands for, from the running Python's Unicode data.

    >>> folded_letter(ord("É")), folded_letter(ord("ß")), folded_letter(ord("’")), folded_letter(ord("५"))
    ((1, 'e'), (4, 'ss'), (0, ''), (1, '5'))
    """
    character = chr(code)
    if code in _BY_PLACE:
        return _BY_PLACE[code], ""
    if _within(code, _INVISIBLE) or _within(code, _MARKS):
        return DROPPED, ""
    if unicodedata.category(character) in {"Cn", "Co", "Cc", "Cs", "Zs", "Zl", "Zp"}:
        return SEPARATOR, ""
    text = (
        character
        if _within(code, _AS_THEY_ARE)
        else unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    )
    kept = "".join(
        c for c in text
        if not _within(ord(c), _MARKS + _APOSTROPHES) and unicodedata.category(c)[:2] in _WORDLIKE
    ).translate(_WRITTEN)  # fmt: skip
    kept = "".join(str(unicodedata.decimal(c, c)) for c in kept)
    if not kept:
        return SEPARATOR, ""
    if len(kept) > 1:
        return EXPANDED, kept
    return (SINGLE if _within(ord(kept), SINGLES) else LETTER), kept


def build() -> dict[str, npt.NDArray[np.generic]]:
    """Two stages: `page_of` u16[4352] by code >> 8, `pages` u32[n, 256]; `cuts` and `expansions` u32."""
    entries = np.zeros(0x110000, np.uint32)
    numbers: dict[str, int] = {}
    for code in range(0x110000):
        kind, text = folded_letter(code)
        value = numbers.setdefault(text, len(numbers)) if kind == EXPANDED else ord(text) if text else 0
        entries[code] = kind << 24 | value | (SMALL if unicodedata.category(chr(code)) == "Ll" else 0)
    pages, index = np.unique(entries.reshape(-1, 256), axis=0, return_inverse=True)
    lengths = [len(text) for text in numbers]
    return {
        "page_of": index.astype(np.uint16).ravel(),
        "pages": pages,
        "cuts": np.concatenate([[0], np.cumsum(lengths)]).astype(np.uint32),
        "expansions": np.array([ord(c) for text in numbers for c in text], np.uint32),
        "unicode": np.array([int(number) for number in unicodedata.unidata_version.split(".")], np.uint32),
    }


if __name__ == "__main__":
    np.savez_compressed(PATH, **build())  # type: ignore[arg-type]
