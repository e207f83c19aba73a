"""Passages get their weight: how surprising it is that two articles share these very words, and whether that counts."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.settings import Settings
from provenance.base.tokens import Tokens
from provenance.match.alignment import Found, Span, same_words
from provenance.match.background import Background, background, general_bits
from provenance.match.surprise import F64, Reader, event_bits, word_bits

_EDIT, _EDIT_WORD = 4.0, 1.0  # bits an edit takes off, and each word of it

# The tail of chance: of pairs of articles on one subject that copy nothing, the share whose best passage has more than
# `bits` bits is _K * words * words * 2 ** (-_DECAY * bits). Fitted, what is near the line read by eye, on 6,657
# pairs of 8,316 articles of many outlets that lie 60 days or more apart (tf-idf cosine .2 to .9), where what is neither
# quotation nor copy halves every 5 bits; and on 3,082 pairs of nine outlets' coverage of the same weeks (cosine .25 and
# more), which give the height: 1 in 1,000 above 50 bits for two articles of 500 words.
_DECAY = 0.2
_K = 4.1e-6
_SHORT = 500  # words below which an article is not held to be less likely to share a phrase

# In a small corpus nothing tells which words go together, and bits are too high: 15 to 20 for two articles alone.
_RICH = 1_000_000  # words of other text from which a corpus knows its phrases
_THIN = 1.5  # bits too high for each halving below that

_SCRIPTS = {  # the language whose words are looked up when an article's own is not known
    "LATIN": "en",
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
}


class Scores(NamedTuple):
    """One row a passage: its surprise in bits, how many such the corpus would hold by chance, and whether it counts."""

    bits: F64
    expect: F64
    significant: npt.NDArray[np.bool_]


def scores(
    found: Found, tokens: Tokens, texts: Sequence[str], languages: Sequence[str | None], settings: Settings
) -> Scores:
    """The weight of every span; only the texts of articles in spans are looked at.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> from provenance.match.alignment import found as found_in
    >>> texts = ["A walrus stole the lighthouse keeper's only bicycle at dawn, and nobody laughed.",
    ...          "Police say a walrus stole the lighthouse keeper's only bicycle at dawn"]
    >>> tokens = tokens_of(texts)
    >>> spans = found_in(tokens, np.arange(2), Settings())
    >>> scores(spans, tokens, texts, ["en", "en"], Settings()).significant.tolist()
    [True]
    """
    told = background(tokens, found)
    readers: dict[tuple[str, ...], Reader] = {}
    bits = np.zeros(len(found.left))
    for row, (left, right, *ends) in enumerate(zip(*(column.tolist() for column in found), strict=True)):
        names = _names(texts[left][int(tokens[left][1][ends[0]])], languages[left], languages[right])
        if names not in readers:
            readers[names] = Reader(tuple(map(general_bits, names)), int(told.sizes.sum()))
        bits[row] = passage_bits(tokens, told, (left, right), Span(*ends), texts[left], readers[names])
    return _judged(bits, found, tokens, told, settings.chance)


def _judged(bits: F64, found: Found, tokens: Tokens, told: Background, rate: float) -> Scores:
    rich = max(1, min(_RICH, int(told.sizes.sum())))
    chance = _K * np.exp2(-_DECAY * (bits - _THIN * np.log2(_RICH / rich)))  # for each word beside each word
    words = np.diff(tokens.offsets)
    left, right = words[found.left], words[found.right]
    expect = chance * np.maximum(left, right) * words.sum()
    significant = chance * np.maximum(left, _SHORT) * np.maximum(right, _SHORT) < rate
    return Scores(bits, expect.astype(np.float64), significant)


def passage_bits(
    tokens: Tokens, told: Background, pair: tuple[int, int], span: Span, text: str, reader: Reader
) -> float:
    """The surprise of one span of two articles, the left one's text given; words that are not the same add nothing."""
    all_hashes, starts, ends = tokens[pair[0]]
    own = slice(span.left_from, span.left_to)
    hashes, across = all_hashes[own], tokens[pair[1]][0][span.right_from : span.right_to]
    written = [text[a:b] for a, b in zip(starts[own].tolist(), ends[own].tolist(), strict=True)]
    general, letters = reader.read(hashes, written)
    bits = word_bits(hashes, told, pair, general).tolist()
    same = same_words(hashes.tolist(), across.tolist())
    total = sum(event_bits(bits[a:b], letters[a:b]) for a, b in same)
    edited = max(len(hashes), len(across)) - sum(b - a for a, b in same)
    return max(0.0, total - _EDIT * (len(same) - 1) - _EDIT_WORD * edited)


def _names(letter: str, *languages: str | None) -> tuple[str, ...]:
    """The languages whose words are looked up: those that are known, else that of a letter's script."""
    return tuple(sorted({language or _by_script(letter) for language in languages}))


def _by_script(letter: str) -> str:
    """The language whose word list serves for the script of a letter; none for scripts without a list.

    >>> _by_script("Ж"), _by_script("q"), _by_script("ᚠ")
    ('ru', 'en', '')
    """
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")
