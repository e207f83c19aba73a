"""Text becomes tokens: words after cleaning, as hashes, each with its place in the untouched original.

A word is the longest run of letters and digits after normalisation; normalisation is a frozen table of code points
(tokens_table.py), so the same text has the same tokens on every machine and Python. Chinese, Japanese, Thai, Lao,
Khmer and Burmese letters are a token each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import xxhash

from provenance.base.engine import Engine, load
from provenance.base.tokens_table import DROPPED, EXPANDED, PATH, SEPARATOR, SINGLE, VALUE

VERSION = "tokens/2"  # stands in every run.json: other tokens, other signatures
LONGEST_WORD = 60  # code points of a word that are hashed: 240 bytes, up to which XXH3 reads each byte once

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

# Letters that look alike across scripts (Unicode's confusables), folded to Latin inside words that mix scripts.
_LOOK_ALIKES = dict(zip("аеорсхуіѕјһкнтвмԁԛԝαορτικυχεηνβ", "aeopcxyisjhkhtbmdqwaoptikyxehvb", strict=True))


class Words(NamedTuple):
    """One article's tokens: normalised words and the half-open span of each, in code points of the original."""

    words: list[str]
    starts: U32
    ends: U32


@dataclass(frozen=True)
class Ends:
    """Where tokens end, kept as how long each is, which takes a byte a token; read as the numbers themselves are.

    >>> Ends(np.array([0, 5], np.uint32), np.array([4, 2], np.uint8))[:2].tolist()
    [4, 7]
    """

    starts: U32
    lengths: U8 | U32  # of four bytes where any token is longer than 255 code points
    dtype = np.dtype(np.uint32)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, which: slice | I64) -> U32:
        return self.starts[which] + self.lengths[which]

    def tolist(self) -> list[int]:
        found: list[int] = self[:].tolist()
        return found


@dataclass(frozen=True)
class Tokens:
    """The tokens of n articles, one after the other: article i owns `offsets[i]:offsets[i + 1]`."""

    hashes: U64  # XXH3-64 of the normalised UTF-8 word
    starts: U32  # code points into the original text
    ends: U32 | Ends
    offsets: I64  # n + 1

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> U8 | U32:
        """How many code points each token has, marks among them."""
        return self.ends.lengths if isinstance(self.ends, Ends) else self.ends - self.starts

    def __getitem__(self, article: int) -> tuple[U64, U32, U32]:
        own = slice(self.offsets[article], self.offsets[article + 1])
        return self.hashes[own], self.starts[own], self.ends[own]


class LetterTable(NamedTuple):
    """What each code point stands for."""

    page_of: U16  # by the code point's upper bits
    pages: U32
    cuts: U32
    expansions: U32
    latin: U32  # what each code point below 0x600 folds to inside a mixed word; 0 for none
    foreign: npt.NDArray[np.bool_]  # Greek and Cyrillic letters


@cache
def letter_table() -> LetterTable:
    """The frozen table and the look-alikes, read once."""
    with np.load(PATH) as stored:
        page_of, pages, cuts, expansions = (stored[name] for name in ("page_of", "pages", "cuts", "expansions"))
    latin = np.zeros(0x600, np.uint32)
    for letter, look in _LOOK_ALIKES.items():
        latin[ord(letter)] = ord(look)
    foreign = np.zeros(0x600, np.bool_)
    foreign[0x370:0x530] = True
    return LetterTable(page_of, pages, cuts, expansions, latin, foreign)


def words(text: str) -> Words:
    """The words of one text, normalised, with their spans.

    >>> words("The Café’s “2nd” roof").words
    ['the', 'cafe', 's', '2nd', 'roof']
    >>> words("naï\u200bve 東京").starts.tolist()
    [0, 7, 8]
    """
    table = letter_table()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    entries = table.pages[table.page_of[codes >> 8], codes & 255]
    standing = np.flatnonzero(entries >> 24 != DROPPED)  # places of the characters that are not invisible
    entries = entries[standing]
    kinds = entries >> 24
    kept = kinds != SEPARATOR
    if not kept.any():
        return Words([], np.empty(0, np.uint32), np.empty(0, np.uint32))
    alone = kinds == SINGLE
    breaks = ~kept | alone
    before = np.concatenate([[True], breaks[:-1]])
    after = np.concatenate([breaks[1:], [True]])
    first, last = kept & (alone | before), kept & (alone | after)
    ends = np.append(standing[1:], len(codes))[last]  # trailing marks belong to the word
    letters, cuts = _letters(entries[kept], np.flatnonzero(first[kept]), table)
    whole = letters.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    bounds = cuts.tolist()
    found = [whole[a:b] for a, b in zip(bounds, [*bounds[1:], len(whole)], strict=True)]
    return Words(found, standing[first].astype(np.uint32), ends.astype(np.uint32))


def _letters(entries: U32, firsts: I64, table: LetterTable) -> tuple[U32, I64]:
    """Normalised letters of all words in a row, and where each word begins among them."""
    values = entries & VALUE
    expanded = entries >> 24 == EXPANDED
    if expanded.any():
        numbers = np.where(expanded, values, 0)
        lengths = np.where(expanded, table.cuts[numbers + 1] - table.cuts[numbers], 1).astype(np.int64)
        places = np.cumsum(lengths) - lengths
        letters = np.repeat(values, lengths)
        inside = np.repeat(expanded, lengths)
        within = np.arange(len(letters)) - np.repeat(places, lengths)
        letters[inside] = table.expansions[(np.repeat(table.cuts[numbers], lengths) + within)[inside]]
        firsts = places[firsts]
    else:
        letters = values
    return _one_script(letters, firsts, table), firsts


def _one_script(letters: U32, firsts: I64, table: LetterTable) -> U32:
    """Words that mix Latin with look-alikes of Greek or Cyrillic, as wholly Latin words."""
    small = np.minimum(letters, 0x5FF)
    foreign = table.foreign[small]
    if not foreign.any():
        return letters
    latin = (letters >= ord("a")) & (letters <= ord("z"))
    if not latin.any():
        return letters
    strange = foreign & (table.latin[small] == 0)
    mixed = np.logical_or.reduceat(latin, firsts) & np.logical_or.reduceat(foreign, firsts)
    mixed &= ~np.logical_or.reduceat(strange, firsts)
    fold = np.repeat(mixed, np.diff(np.append(firsts, len(letters)))) & foreign
    return np.where(fold, table.latin[small], letters)


def word_hash(word: str) -> int:
    """XXH3-64 of a normalised word.

    >>> word_hash("roof") == xxhash.xxh3_64_intdigest(b"roof")
    True
    """
    return xxhash.xxh3_64_intdigest(word[:LONGEST_WORD].encode("utf-8", "surrogatepass"))


def tokens(
    texts: Iterable[str], leave_out: Iterable[Sequence[tuple[int, int]]] | None = None, *, engine: Engine = "python"
) -> Tokens:
    """The tokens of many texts; those that touch a span of `leave_out` (one list of spans a text) are dropped.

    Offsets stay those of the original text. The engine "numba" (base/engine.py) has the same output; it reads a
    polars or pyarrow column as it lies in memory.

    >>> both = tokens(["Rain fell.", "Read also: Rain fell."], [[], [(0, 10)]])
    >>> both.offsets.tolist(), both.starts.tolist()
    ([0, 2, 4], [0, 5, 11, 16])
    >>> bool((both[0][0] == both[1][0]).all())
    True
    """
    if engine != "python":
        sliced: Tokens = load("provenance.base.token_slices").tokens(texts, leave_out)
        return sliced
    known: dict[str, int] = {}
    hashes: list[U64] = []
    starts: list[U32] = []
    ends: list[U32] = []
    offsets = [0]
    spans_of = iter(leave_out) if leave_out is not None else None
    for text in texts:
        found, first, last = words(text)
        spans = next(spans_of) if spans_of is not None else ()
        if len(spans):
            stay = outside(first, last, spans)
            found = [word for word, inside in zip(found, stay.tolist(), strict=True) if inside]
            first, last = first[stay], last[stay]
        for word in found:
            if word not in known:
                known[word] = word_hash(word)
        hashes.append(np.fromiter(map(known.__getitem__, found), np.uint64, len(found)))
        starts.append(first)
        ends.append(last)
        offsets.append(offsets[-1] + len(found))
    return Tokens(
        np.concatenate(hashes) if hashes else np.empty(0, np.uint64),
        np.concatenate(starts) if starts else np.empty(0, np.uint32),
        np.concatenate(ends) if ends else np.empty(0, np.uint32),
        np.array(offsets, np.int64),
    )


def write_hashes(
    texts: Iterable[str],
    leave_out: Iterable[Sequence[tuple[int, int]]],
    hashes: U64,
    places: I64,
    *,
    engine: Engine = "python",
) -> I64:
    """Write the hashes of `tokens` alone, text `i`'s from `places[i]` on; how many each has.

    There is room for all tokens of a text, those of `leave_out` as well.

    >>> hashes = np.zeros(6, np.uint64)
    >>> write_hashes(["Rain fell.", "Read also: Rain fell."], [[], [(0, 10)]], hashes, np.array([4, 0])).tolist()
    [2, 2]
    >>> bool(hashes[0] == hashes[4]), hashes[2:4].tolist()
    (True, [0, 0])
    """
    if engine != "python":
        counted: I64 = load("provenance.base.token_slices").write_hashes(texts, leave_out, hashes, places)
        return counted
    found = tokens(texts, leave_out)
    for place, (start, end) in zip(places.tolist(), pairwise(found.offsets.tolist()), strict=True):
        hashes[place : place + end - start] = found.hashes[start:end]
    return np.diff(found.offsets)


def outside(starts: U32, ends: U32, spans: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which of the tokens touch none of the spans; spans may come in any order and overlap."""
    stay = np.ones(len(starts), np.bool_)
    for start, end in spans:
        if end > start:
            stay[np.searchsorted(ends, start, "right") : np.searchsorted(starts, end, "left")] = False
    return stay
