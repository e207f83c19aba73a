"""A table of words as an encoder: a sentence is the sum of its words' vectors, far faster than a model, and less sure.

`provenance warmup --translation` writes such a table (distilled.py): one file of arrays, from which nothing is run.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from provenance.base.errors import SettingsError

F32 = npt.NDArray[np.float32]
I8 = npt.NDArray[np.int8]

TABLE_FILE = "word-table.npz"
VERSION = 1
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_LONGEST = 8  # characters of a word in a script without spaces
_ENDING = 3  # letters that an ending or a particle has, at most
_STEM = 4  # letters that are left of a word without one, at least


class Scoring(NamedTuple):
    """How the vectors of one encoder are compared: it decides how alike two sentences are by chance."""

    cosine: float = 0.5  # what the cosine itself counts beside the margin
    least: float = 0.55  # margin and cosine that two sentences of one subject have by chance
    unit: float = 1.0  # what all that is more counts, beside the packaged encoder's


class WordVectors(NamedTuple):
    """Words by language, the row of each, and the rows: whole numbers times a scale each."""

    rows: Mapping[str, Mapping[str, int]]
    numbers: I8
    scales: F32

    def of(self, row_numbers: Sequence[int]) -> F32:
        """The sum of some rows."""
        return np.asarray(self.scales[row_numbers] @ self.numbers[row_numbers].astype(np.float32), np.float32)


class WordTable:
    """A table in a file; it knows the languages that it was made for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def languages(self) -> frozenset[str]:
        """Those of the table."""
        return frozenset(self._vectors.rows)

    @cached_property
    def _vectors(self) -> WordVectors:
        return read_word_vectors(self._path)

    def encode(self, sentences: Sequence[str]) -> F32:
        """A row for each sentence; all of them are in one language, the one most of whose words they have."""
        vectors = self._vectors
        rows = max(vectors.rows.values(), key=lambda rows: _known_words(sentences, rows))
        sums = [vectors.of(row_numbers_of(sentence, rows)) for sentence in sentences]
        return np.array(sums, np.float32).reshape(len(sentences), -1)


def _known_words(sentences: Sequence[str], rows: Mapping[str, int]) -> int:
    """How many letters of some sentences stand in words of a language, as they are written."""
    return sum(len(word) for sentence in sentences for word in listed_words(sentence, rows) if word in rows)


def row_numbers_of(sentence: str, rows: Mapping[str, int]) -> list[int]:
    """The rows of the words of a sentence that the table knows, with or without an ending.

    >>> row_numbers_of("Ferries sank near 北海道大学.", {"ferri": 0, "sank": 1, "大学": 2, "北海道": 3})
    [0, 1, 3, 2]
    """
    return [rows[stem] for word in listed_words(sentence, rows) if (stem := _stem(word, rows)) is not None]


def listed_words(sentence: str, rows: Mapping[str, int]) -> Iterator[str]:
    """The words of a sentence; where no spaces are, the longest that the table knows, one after the other."""
    for match in _WORD.finditer(sentence.lower()):
        if _UNSPACED.search(match[0]):
            yield from _longest_words(match[0], rows)
        else:
            yield match[0]


def _longest_words(run: str, rows: Mapping[str, int]) -> Iterator[str]:
    start = 0
    while start < len(run):
        ends = range(min(len(run), start + _LONGEST), start, -1)
        end = next((end for end in ends if run[start:end] in rows), start + 1)
        yield run[start:end]
        start = end


def _stem(word: str, rows: Mapping[str, int]) -> str | None:
    """The word as the table has it: whole, or without an ending, or without a particle before it."""
    if word in rows:
        return word
    cuts = range(1, min(_ENDING, len(word) - _STEM) + 1)
    stems = (*(word[:-cut] for cut in cuts), *(word[cut:] for cut in cuts))
    return next((stem for stem in stems if stem in rows), None)


def read_word_vectors(path: Path) -> WordVectors:
    """The table in a file. Raises SettingsError where it is none, or of another version."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            version, numbers, scales = int(arrays["version"]), arrays["numbers"], arrays["scales"]
            languages = bytes(arrays["languages"]).decode("utf-8").split("\n")
            words = bytes(arrays["words"]).decode("utf-8").split("\n")
            counts = arrays["counts"].tolist()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadZipFile, EOFError) as error:
        raise _fault(path, f"cannot be read ({error})") from error
    if version != VERSION:
        raise _fault(path, f"is of version {version}, and this program reads version {VERSION}")
    if not len(words) == len(numbers) == len(scales) == sum(counts) or len(languages) != len(counts):
        raise _fault(path, "is damaged: its parts are not of one length")
    begins = np.cumsum([0, *counts]).tolist()
    rows = {
        language: {word: row for row, word in enumerate(words[begin:end], begin)}
        for language, (begin, end) in zip(languages, pairwise(begins), strict=True)
    }
    return WordVectors(rows, numbers, scales)


def _fault(path: Path, what: str) -> SettingsError:
    return SettingsError("E-SETTING", f"{path} {what}", advice="provenance warmup --translation writes a new one")
