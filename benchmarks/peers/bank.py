"""Invented words that come as often as words do: few all the time, most hardly ever, the frequent ones short."""

# ruff: noqa: SIM905 - a list of syllables is read as one line

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

WORDS = 60_000
FORMS = 4  # of a word: as it is, with a capital, before a comma, before a full stop
_ONSETS = "b c d f g h k l m n p r s t v w b d l m n r s t br ch gr pl sh st th tr".split(" ")
_VOWELS = "a e i o u a e i o ea".split(" ")
_CODAS = ["", "", "", "", "n", "r", "l", "s", "t", "nd"]
_SHIFT, _EXPONENT = 2.7, 1.07  # Zipf and Mandelbrot's law as fitted to English (Piantadosi 2014)
_SYLLABLES = ((400, 1), (6_000, 2), (WORDS, 3))  # words up to that rank have so many syllables, or one more


@dataclass(frozen=True)
class Bank:
    """Word w in form f is `forms[w * FORMS + f]`; `below[w]` is how much of a text the words up to w make."""

    forms: list[str]
    word_bytes: float  # of a word in a text, on the mean, its space not counted
    below: npt.NDArray[np.float64]

    def drawn(self, rng: np.random.Generator, count: int) -> Numbers:
        """So many words, each as often as it comes."""
        return np.searchsorted(self.below, rng.random(count)).astype(np.int64)


@lru_cache(maxsize=1)
def bank(seed: int) -> Bank:
    """The same words for the same seed.

    >>> found = bank(7)
    >>> found.forms[400:404] == [w := found.forms[400], w.capitalize(), w + ",", w + "."]
    True
    """
    words: dict[str, None] = {}  # in the order they were found, which is that of their ranks
    for syllables, coda, longer in _drawn_syllables(np.random.default_rng(seed)):
        wanted = next(count for rank, count in _SYLLABLES if len(words) < rank) + longer
        words.setdefault("".join(syllables[:wanted]) + coda)
        if len(words) == WORDS:
            break
    shares = 1 / (np.arange(1, WORDS + 1) + _SHIFT) ** _EXPONENT
    below = np.cumsum(shares / shares.sum())
    below[-1] = 1.0
    forms = [form for word in words for form in (word, word.capitalize(), word + ",", word + ".")]
    return Bank(forms, float(shares @ [len(word) for word in words] / shares.sum()), below)


def _drawn_syllables(rng: np.random.Generator) -> Iterator[tuple[list[str], str, bool]]:
    """Without end: four syllables, how a word of them ends, and whether it is one syllable longer."""
    syllables = [onset + vowel for onset in _ONSETS for vowel in _VOWELS]
    while True:
        numbers = rng.integers(len(syllables), size=(WORDS, _SYLLABLES[-1][1] + 1)).tolist()
        codas, longer = rng.integers(len(_CODAS), size=WORDS).tolist(), (rng.random(WORDS) < 0.5).tolist()
        for own, coda, one_more in zip(numbers, codas, longer, strict=True):
            yield [syllables[number] for number in own], _CODAS[coda], one_more
