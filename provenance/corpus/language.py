"""A text's language, as ISO 639-1: as its metadata says, else guessed; none for a text too short to tell."""

import re
from functools import cache

from provenance.corpus.language_model import best_language, language_model

SHORTEST = 40  # letters; below, a guess is little better than chance
SHORTEST_SINGLE = 15  # the same in scripts whose letters are words
LOOKED_AT = 2_000  # characters of the text
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")
_SINGLE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")

# English is told by its small words: of 2,438 news texts that the model calls English 93 in 100 have as many of
# them, of 574 Urdu ones none. Counting words takes a tenth of the time of asking the model.
_SMALL_WORDS = {
    "of", "the", "and", "to", "that", "with", "for", "from", "by", "said", "which", "were", "been", "has", "have",
    "this", "are", "its", "would", "their", "not", "but", "they",
}  # fmt: skip
_SMALL_SHARE = 0.12
_SMALL_LEAST = 10  # a short text in another language may name an English film
_OLDER = {"nb": "no", "iw": "he", "in": "id", "ji": "yi", "sh": "sr"}  # one code for each language
_IN_SCRIPT = 0.5  # of the letters of a text that are of its language's script
_LATIN = "a-zA-Z\u00c0-\u024f\u1e00-\u1eff"
_SCRIPTS = {
    "\u0400-\u052f": "ru uk bg be mk kk ky mn tg",
    "\u0400-\u052fa-zA-Z\u00c0-\u024f": "sr uz az bs",
    "\u0370-\u03ff\u1f00-\u1fff": "el",
    "\u0590-\u05ff": "he yi",
    "\u0600-\u06ff\u0750-\u077f": "ar fa ur ps sd ug",
    "\u0900-\u097f": "hi mr ne sa",
    "\u0980-\u09ff": "bn as",
    "\u0a00-\u0a7f": "pa",
    "\u0a80-\u0aff": "gu",
    "\u0b80-\u0bff": "ta",
    "\u0c00-\u0c7f": "te",
    "\u0c80-\u0cff": "kn",
    "\u0d00-\u0d7f": "ml",
    "\u0d80-\u0dff": "si",
    "\u0e00-\u0e7f": "th",
    "\u0e80-\u0eff": "lo",
    "\u1000-\u109f": "my",
    "\u10a0-\u10ff": "ka",
    "\u0530-\u058f": "hy",
    "\u1200-\u137f": "am ti",
    "\u1780-\u17ff": "km",
    "\u3040-\u30ff\u3400-\u9fff": "ja",
    "\u3400-\u9fff": "zh",
    "\uac00-\ud7af\u3400-\u9fff": "ko",
}  # letters, and the languages that are written in them; all others are written in Latin ones
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str, given: str | None = None) -> str | None:
    """The language of a text.

    >>> language("The ferry was late again.", given="en-GB")
    'en'
    >>> language("Storm") is None
    True
    """
    code = _CODE.match((given or "").strip())
    if code:
        return code[1].lower()
    beginning = text[:LOOKED_AT]
    if not _long_enough(beginning):
        return None
    if _plainly_english(beginning):
        return "en"
    guess = best_language(beginning, language_model())
    return _OLDER.get(guess, guess)


def stated_language(text: str, stated: str) -> str | None:
    """The language that a page states, where its text may be in it; None where that must be guessed.

    Pages say English by default, so English is never taken from them. Where they say another language, they are right
    more often than a guess between neighbours, unless the text is plainly English or in another script.

    >>> stated_language("Havnestyret vedtok å stenge slusen.", "nb-NO"), stated_language("Порт закрыт.", "de")
    ('no', None)
    """
    code = _CODE.match(stated.strip().replace("_", "-"))
    name = _OLDER.get(code[1].lower(), code[1].lower()) if code else "en"
    beginning = text[:LOOKED_AT]
    if name == "en" or _plainly_english(beginning):
        return None
    letters = len(_LETTER.findall(beginning))
    return name if letters and len(_letters_of(name).findall(beginning)) >= letters * _IN_SCRIPT else None


@cache
def _letters_of(name: str) -> re.Pattern[str]:
    script = next((letters for letters, names in _SCRIPTS.items() if name in names.split()), _LATIN)
    return re.compile(f"[{script}]")


def _long_enough(beginning: str) -> bool:
    if sum(map(str.isalpha, beginning[: 2 * SHORTEST])) >= SHORTEST:
        return True
    return len(_LETTER.findall(beginning)) >= SHORTEST or len(_SINGLE.findall(beginning)) >= SHORTEST_SINGLE


def _plainly_english(beginning: str) -> bool:
    words = _WORD.findall(beginning.lower())
    small = sum(map(_SMALL_WORDS.__contains__, words))
    return small >= max(_SMALL_LEAST, _SMALL_SHARE * len(words))
