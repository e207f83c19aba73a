"""A shared stretch of words becomes bits: how surprising each word is, and which words are one event together.

A word is as surprising as the least surprised of several models finds it: the language, the rest of the two articles,
and what the corpus says after the words before it. A name with its title is one event, so is a date or a number, and
so is a turn of attribution ("told reporters on Wednesday").
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import U64, letter_sizes, word_hash
from provenance.match.significance.background import Background, set_phrase_counts
from provenance.match.significance.news_vocabulary import DATES, PARTICLES, REPORTING, TITLES

F64 = npt.NDArray[np.float64]

_AND = word_hash("and")

_RARE = 20.0  # bits of a word that is in no list: the lists end at one in a million words
_UNLISTED = 10.5  # least such bits in a language without a list: the mean of running text (Brown et al., 1992)
UNSEEN = 4  # words that might have followed but did not yet, beside those seen (Witten and Bell, 1991)
DISCOUNT = 0.75  # of each count of a run, kept for runs not seen yet (Ney, Essen and Kneser, 1994)
NEAR = 50  # words of an article that are not yet about its subject, added to its length
_FUNCTION = 9.0  # bits up to which a word is grammar: the hundred or so that are one in 500 words or more
_GRAMMAR = 2.5  # most that such a word weighs inside a passage, where the words around it all but give it
_COMMON = 2.0  # bits that each further bit of rarity adds to that: from 1 in 40,000 on, neighbours foretell nothing
_GLUE = 7.5  # bits up to which a small word joins two names: of, the, for
FOLLOWS = 2.0  # bits of each further word of a name once it is known who is named
_DIGIT = 3.3  # bits of a digit, log2(10); a number costs as much again as one digit for being one

# One event: (most bits, words that one such has). Letters: N capital, T title or body, R reporting,
# D date, X number, F and G grammar (F the smallest words), W any other word.
MOST = {"name": (16.0, 6), "formula": (12.0, 8), "number": (16.0, 8)}
_EVENT = re.compile(
    "(?P<name>(?:T{1,6}(?:F?W){0,2})?N[TN]{0,30}(?:F{1,2}T{0,6}N[TN]{0,30}){0,9})"
    "|(?P<formula>[RTD](?:[FG]{0,2}[RTD]){1,15})"
    "|(?P<number>[XD](?:[FG]{0,3}[XD]){0,15})"
)

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
STEPS = 65_536.0  # of a bit
_SPELLED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer: letters, not signs
_SPELLED_WORD = (
    8.6  # bits of a word of running text, which its letters share (tokens.letter_sizes): docs/evaluation/passages.md
)
_LETTER = 0.55  # of a letter's surprise that is left once its neighbours are known, where words are not spaced


@dataclass(frozen=True)
class WordReader:
    """How words read to those who know the language(s): remembers each word it met.

    >>> from provenance.base.tokens import tokens
    >>> from provenance.match.significance.background import general_bits
    >>> english = WordReader((general_bits("en"),), 0)
    >>> text = ["the", "spokesman", "Ada", "Morrow", "said", "on", "Tuesday", "12", "ferries"]
    >>> bits, letters = english.read(tokens([" ".join(text)]).hashes, text)
    >>> bits.round().tolist()
    [4.0, 17.0, 18.0, 19.0, 10.0, 7.0, 14.0, 10.0, 19.0]
    >>> letters
    'FTNNRFDXW'
    """

    tables: tuple[Mapping[int, float], ...]  # bits of words by hash; the least surprised counts
    corpus: int  # words of the corpus, which sets what is rare in a language without a table
    met: dict[str, tuple[float, str]] = field(default_factory=dict)

    def read(self, hashes: U64, written: Sequence[str]) -> tuple[F64, str]:
        """The general surprise of each word, and one letter a word: what it may be a part of (see `_EVENT`)."""
        for word, number in zip(written, hashes.tolist(), strict=True):
            if word not in self.met:
                bits = self.bits(word, number)
                self.met[word] = bits, surprise_kind(word, number, bits)
        weighed_words = [self.met[word] for word in written]
        return np.array([bits for bits, _ in weighed_words], np.float64), "".join(
            [letter for _, letter in weighed_words]
        )

    @cached_property
    def rare(self) -> float:
        """The bits of a word that is in no list."""
        return _RARE if any(self.tables) else min(_RARE, max(_UNLISTED, math.log2(self.corpus + 2)))

    def bits(self, word: str, number: int) -> float:
        """The general surprise of one word, as written and by its hash."""
        if _SPELLED.match(word):
            return _SPELLED_WORD / int(letter_sizes(np.array([number], np.uint64))[0])
        lowest = min([table.get(number, self.rare) for table in self.tables])
        if word[0].isdecimal():
            lowest = min(lowest, _DIGIT * (1 + len(word)))
        return lowest * (_LETTER if _UNSPACED.match(word) else 1.0)


def word_bits(hashes: U64, outside: Background, pair: tuple[int, ...], general: F64) -> F64:
    """The surprise of each word of a passage that the pair of articles shares; or of one article, as it alone tells."""
    counts = outside.said(hashes)
    nearby_words = int(outside.sizes[list(pair)].sum())
    said_near = sum(outside.said_by(article, hashes) for article in pair)
    shares = [said_near / (nearby_words + NEAR), (counts[0] - set_phrase_counts(hashes)) / (outside.words + NEAR)]
    for size in range(1, len(counts)):
        before = np.concatenate([[0], counts[size - 1][:-1]])
        shares.append(np.maximum(counts[size] - DISCOUNT, 0) / (before + UNSEEN))
    share = np.maximum.reduce(shares)
    return least_bits(general, share)


def least_bits(general: F64, share: F64) -> F64:
    """The surprise of words that are as likely as the corpus has them, or less surprising by their general bits."""
    bits = np.where(share > 0, -np.log2(np.where(share > 0, share, 1)), np.inf)
    return in_steps(np.minimum(bits, most_bits(general)))


def most_bits(general: F64) -> F64:
    """The most that a word weighs inside a passage, by its general bits."""
    return np.minimum(general, _GRAMMAR + _COMMON * np.maximum(general - _FUNCTION, 0))


def in_steps(bits: F64) -> F64:
    """Bits in steps of a 65,536th: so their sums are exact, in whatever order and by whatever backend."""
    rounded: F64 = np.rint(bits * STEPS) / STEPS
    return rounded


def surprise_kind(word: str, number: int, general: float) -> str:
    """What a word may be a part of (see `_EVENT`): as it is written, by its hash, and by its general bits."""
    if number in DATES or number in PARTICLES:
        return "D" if number in DATES else "F"
    if word[0].isdecimal():
        return "X"
    if general <= _FUNCTION or (len(word) == 1 and word.islower()):
        return "F" if general <= _GLUE and number != _AND else "G"
    if word[0].isupper() and not (general < _RARE and len(word) > 1 and word.isupper()):  # capitals tell no name
        return "N"
    return "T" if number in TITLES else "R" if number in REPORTING else "W"


def event_bits(bits: Sequence[float], letters: str) -> float:
    """The surprise of words in a row, given that of each: names, numbers, dates and attributions count once.

    >>> event_bits([15.0, 15.0, 15.0], "TNN")
    16.0
    >>> event_bits([11.0, 12.0, 15.0], "WWW")
    38.0
    """
    return running_bits(bits, letters)[-1]


def running_bits(bits: Sequence[float], letters: str) -> list[float]:
    """The surprise of the words before each one, and of all; an event counts where it ends.

    >>> running_bits([9.0, 15.0, 15.0, 11.0], "WTNW")
    [0.0, 9.0, 9.0, 25.0, 36.0]
    """
    totals = [0.0]
    for event in _EVENT.finditer(letters):
        start, end = event.span()
        totals += _added(totals[-1], bits[len(totals) - 1 : start])
        limit, words = MOST[str(event.lastgroup)]
        name_limit = math.inf
        if event.lastgroup == "name":
            capitals = [amount for amount, letter in zip(bits[start:end], event[0], strict=True) if letter == "N"]
            name_limit = min(capitals) + FOLLOWS * (end - start - 1)
        amount = min(math.fsum(bits[start:end]), limit * -(-(end - start) // words), name_limit)
        totals += [totals[-1]] * (end - start - 1) + [totals[-1] + amount]
    return totals + _added(totals[-1], bits[len(totals) - 1 :])


def _added(total: float, bits: Sequence[float]) -> list[float]:
    return list(accumulate(bits, initial=total))[1:]
