"""Short articles, any number of them: sentences of news recombined, every eighth word replaced, with planted copies.

Article n is made from its number and the seed alone. Of 100 articles 10 are exact copies of another one, 15 near copies
in which one word in twenty is another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SHORTEST, _LONGEST = 40, 200  # characters of a sentence that is used
_BYTES = 270  # of an article
_EVERY, _CHANGED = 8, 20  # one word in so many is another: in all articles, and in a near copy
_EXACT, _NEAR = 0.10, 0.15
_GROUP = 50_000
_ARTICLE, _COPY = 0, 1  # what a stream of random numbers is for


@dataclass(frozen=True)
class Sentences:
    """What articles are made of."""

    sentences: list[list[str]]
    words: list[str]

    @classmethod
    def read(cls, shared: Path) -> "Sentences":
        """Those of the development data."""
        texts = [
            text
            for name in ("reuters21578", "allsides", "independent")
            for text in pl.read_parquet(shared / "data" / f"{name}.parquet", columns=["text"])["text"].drop_nulls()
        ]
        lines = {line for text in texts for line in _SENTENCE.split(" ".join(text.split()))}
        lines = {line for line in lines if _SHORTEST < len(line) < _LONGEST}
        sentences = [line.split(" ") for line in sorted(lines)]
        return cls(sentences, sorted({word for words in sentences for word in words if word.isalpha()}))


def article(parts: Sentences, number: int, seed: int) -> str:
    """The text of article `number`."""
    rng = np.random.default_rng([seed, _COPY, number])
    kind = rng.random()
    if kind >= _EXACT + _NEAR or number == 0:
        return _made(parts, number, seed)
    words = article(parts, int(rng.integers(number)), seed).split(" ")
    return " ".join(words if kind < _EXACT else _replaced(words, parts, rng, _CHANGED))


def _made(parts: Sentences, number: int, seed: int) -> str:
    rng = np.random.default_rng([seed, _ARTICLE, number])
    words: list[str] = []
    while sum(map(len, words)) + len(words) < _BYTES - 90:
        words += parts.sentences[int(rng.integers(len(parts.sentences)))]
    return " ".join(_replaced(words, parts, rng, _EVERY))


def _replaced(words: list[str], parts: Sentences, rng: np.random.Generator, every: int) -> list[str]:
    """One word in so many is another; at least one."""
    result = list(words)
    for place in rng.choice(len(words), max(1, len(words) // every), replace=False).tolist():
        result[place] = parts.words[int(rng.integers(len(parts.words)))]
    return result


def frames(parts: Sentences, count: int, seed: int) -> Iterator[pl.DataFrame]:
    """The articles with their ids, some thousand at a time."""
    for start in range(0, count, _GROUP):
        numbers = range(start, min(count, start + _GROUP))
        texts = [article(parts, number, seed) for number in numbers]
        yield pl.DataFrame({"id": [f"a{number:07d}" for number in numbers], "text": texts})


def write_corpus(parts: Sentences, count: int, seed: int, path: Path) -> int:
    """A file of JSON lines; how many bytes of text are in it."""
    size = 0
    with path.open("wb") as file:
        for frame in frames(parts, count, seed):
            size += int(frame["text"].str.len_bytes().sum())
            frame.write_ndjson(file)
    return size
