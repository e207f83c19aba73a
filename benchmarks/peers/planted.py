"""Copies of an article with a wanted Jaccard similarity, measured exactly before they are taken."""

from dataclasses import dataclass

import numpy as np

from benchmarks.peers.bank import FORMS, Bank, Numbers

SHINGLE = 5
_TRIES = 200
_CUT = 0.3  # part of the copies that lose their end instead of words here and there
_REPLACED, _DROPPED = 0.6, 0.8  # below the first a word is replaced, below the second dropped, else one comes in


@dataclass(frozen=True)
class Copy:
    """The changed article, and its exact similarity to what it was made of."""

    words: Numbers
    similarity: float


def similarity(one: Numbers, other: Numbers) -> float:
    """Jaccard of the sets of five words in a row, exactly.

    >>> similarity(np.arange(10), np.arange(2, 12))  # 4 in both of 8
    0.5
    """
    left, right = (set(zip(*(words[i:].tolist() for i in range(SHINGLE)), strict=False)) for words in (one, other))
    return len(left & right) / len(left | right)


def copy(source: Numbers, bank: Bank, rng: np.random.Generator, low: float, high: float) -> Copy:
    """A copy whose similarity lies between the two; ValueError where the article is too short to have one.

    >>> from benchmarks.peers.bank import bank
    >>> low_high = copy(np.arange(400), bank(7), np.random.default_rng(1), .7, .75).similarity
    >>> .7 <= low_high <= .75
    True
    """
    for _ in range(_TRIES):
        aim = rng.uniform(low, high)
        words = _cut(source, aim) if rng.random() < _CUT else _edited(source, bank, rng, aim)
        found = similarity(source, words)
        if low <= found <= high:
            return Copy(words, found)
    raise ValueError(f"no copy of {len(source)} words has a similarity between {low} and {high}")


def _cut(source: Numbers, aim: float) -> Numbers:
    """The article without its end: the similarity is the part of the shingles that is left."""
    return source[: round((len(source) - SHINGLE + 1) * aim) + SHINGLE - 1]


def _edited(source: Numbers, bank: Bank, rng: np.random.Generator, aim: float) -> Numbers:
    """Words changed here and there: each takes 5 shingles out and brings about 5, so n - 5e remain of n + 5e."""
    shingles = len(source) - SHINGLE + 1
    edits = max(1, round(shingles * (1 - aim) / (1 + aim) / SHINGLE))
    places = np.sort(rng.choice(len(source), min(edits, len(source)), replace=False))[::-1]
    words = source.tolist()
    for place, new, kind in zip(
        places.tolist(), bank.drawn(rng, len(places)).tolist(), rng.random(len(places)), strict=True
    ):
        form = words[place] % FORMS  # the new word stands as the old one stood
        if kind < _REPLACED:
            words[place] = new * FORMS + form
        elif kind < _DROPPED:
            del words[place]
        else:
            words.insert(place, new * FORMS)
    return np.array(words, np.int64)
