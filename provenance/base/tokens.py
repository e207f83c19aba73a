"""Text becomes tokens: words after cleaning, as hashes, each with its place in the untouched original.

A word is the longest run of letters and digits after normalisation; normalisation is a frozen table of code points
(letters/table.py), so the same text has the same tokens on every machine and Python. Chinese, Japanese, Thai, Lao,
Khmer and Burmese letters are a token each, whose hash says how many of them make a word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import xxhash

from provenance.base.letters.table import (
    DROPPED,
    EXPANDED,
    HYPHEN,
    LETTER,
    NON_JOINER,
    PATH,
    SEPARATOR,
    SINGLE,
    SINGLES,
    SMALL,
    SOFT_HYPHEN,
    VALUE,
)

VERSION = "tokens/3"  # stands in every run.json: other tokens, other signatures
LONGEST_WORD = 60  # code points of a word that are hashed: 240 bytes, up to which XXH3 reads each byte once

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

# Letters that make a word in scripts without spaces, by the first code point behind them. In 1,997 sentences of news
# beside the same in English (NTREX-128) a word of English stands for 5.3 letters of Thai, 5.4 of Lao, 6.6 of Burmese,
# 6.4 of Khmer, 2.4 of Japanese and 1.7 of Chinese. Dictionaries cut there words of 4.8 Thai (newmm), 1.8 Japanese
# (unidic) and 1.8 Chinese letters (jieba).
LETTERS_OF_WORD = ((0x1000, 5), (0x1800, 6), (0x110000, 2))  # Thai and Lao; Burmese and Khmer; Chinese, Japanese
_BLOCK = 1 << 20  # tokens looked at together
# The upper 13 bits of a letter's hash, then three of how many make a word; no other word's hash has these 13.
LETTER_HASH, HASH_BITS, SIZE_BITS = 0x1A75, 51, 48

VIRAMA, ANUSVARA, NASALS = 0x94D, 0x902, (0x919, 0x91E, 0x923, 0x928, 0x92E)  # of Devanagari
ARABIC = (0x600, 0x780)  # with Syriac and the Arabic supplement
# Where there may be a letter that is a token: the scripts of letters/table.py's SINGLES.
UNSPACED = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in SINGLES)}]")
# Which code points (the last stands for all further ones) make ä, ö, ü, æ, œ and ø in ASCII with an e behind them.
_IS_BEFORE_E = np.array([chr(code) in "aou" for code in range(128)])
_SHORT, _TOGETHER = 2_000, 32_000  # characters of a text that is worked on with others, and of these
_PARTED = re.compile("[-‐¬\xad][ \t]*(?:\r\n?|\n)[ \t]*")  # a hyphen at a line end

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
        ends: list[int] = self[:].tolist()
        return ends


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
        rows = slice(self.offsets[article], self.offsets[article + 1])
        return self.hashes[rows], self.starts[rows], self.ends[rows]


def token_blocks(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The articles in runs of about a million tokens: the first of each run, and the one beyond its last.

    >>> list(token_blocks(tokens(["Rain fell.", "Snow fell."])))
    [(0, 2)]
    """
    marks = np.searchsorted(tokens.offsets, np.arange(0, len(tokens.hashes) + _BLOCK, _BLOCK)).tolist()
    yield from pairwise(sorted({0, len(tokens), *(min(mark, len(tokens)) for mark in marks)}))


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
    return _words_of([text])[0]


def _words_of(texts: Sequence[str]) -> list[Words]:
    """The words of some texts, which are worked on in a row with a separator between any two."""
    row = _in_a_row(_entries(texts))
    if len(texts) == 1:
        return [row]
    begins = _begins(texts)
    cuts = np.append(np.searchsorted(row.starts, begins), len(row.starts))
    return [
        Words(row.words[first:beyond], row.starts[first:beyond] - begin, row.ends[first:beyond] - begin)
        for (first, beyond), begin in zip(pairwise(cuts.tolist()), begins.astype(np.uint32), strict=True)
    ]


def _begins(texts: Sequence[str]) -> I64:
    """Where each text begins in a row of them."""
    return np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])


def _entries(texts: Sequence[str]) -> U32:
    """What each character of some texts stands for."""
    table, row = letter_table(), "\0".join(texts)
    codes = np.frombuffer(row.encode("utf-32-le", "surrogatepass"), "<u4")
    entries = table.pages[table.page_of[codes >> 8], codes & 255]
    entries[_begins(texts)[1:] - 1] = SEPARATOR << 24
    return _by_place(entries, row, table)


def word_spans(text: str) -> tuple[U32, U32]:
    """Where the words of one text begin and end: the spans of `words`, in half the time.

    >>> [column.tolist() for column in word_spans("Rain fell.")]
    [[0, 5], [4, 9]]
    """
    characters = _characters(_entries([text]))
    return characters.starts, characters.ends


class _Characters(NamedTuple):
    """The characters of words in a row."""

    entries: U32  # what each stands for
    firsts: I64  # those that begin a word
    starts: U32  # the places of these
    ends: U32  # the places where the words end


def _characters(entries: U32) -> _Characters:
    """What of these characters is words, and where each word lies."""
    count = len(entries)
    standing = np.flatnonzero(entries >> 24 != DROPPED)  # places of the characters that are not invisible
    entries = entries[standing]
    kinds = entries >> 24
    kept = kinds != SEPARATOR
    if not kept.any():
        none = np.empty(0, np.uint32)
        return _Characters(none, np.empty(0, np.int64), none, none)
    alone = kinds == SINGLE
    breaks = ~kept | alone
    before = np.concatenate([[True], breaks[:-1]])
    after = np.concatenate([breaks[1:], [True]])
    first, last = kept & (alone | before), kept & (alone | after)
    ends = np.append(standing[1:], count)[last]  # trailing marks belong to the word
    return _Characters(
        entries[kept], np.flatnonzero(first[kept]), standing[first].astype(np.uint32), ends.astype(np.uint32)
    )


def _in_a_row(entries: U32) -> Words:
    """The words of characters in a row."""
    characters = _characters(entries)
    if not len(characters.firsts):
        return Words([], characters.starts, characters.ends)
    letters, cuts = _letters(characters.entries, characters.firsts, letter_table())
    text = letters.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    bounds = cuts.tolist()
    words = [text[a:b] for a, b in zip(bounds, [*bounds[1:], len(text)], strict=True)]
    return Words(words, characters.starts, characters.ends)


def _by_place(entries: U32, text: str, table: LetterTable) -> U32:
    """The same, what hangs on its neighbours settled: non-joiners, and hyphens that part a word at a line end."""
    kinds = entries >> 24
    if not (kinds > EXPANDED).any():
        return entries
    entries = entries.copy()
    entries[kinds == SOFT_HYPHEN] = DROPPED << 24
    joiners = np.flatnonzero(kinds == NON_JOINER)
    entries[joiners] = DROPPED << 24
    before = _letters_before(entries, joiners, table)
    entries[joiners[(before >= ARABIC[0]) & (before < ARABIC[1])]] = SEPARATOR << 24
    ends = [match.span() for match in _PARTED.finditer(text) if match.end() < len(text)]
    before = _letters_before(entries, np.array([start for start, _ in ends], np.int64), table)
    entries[kinds == HYPHEN] = SEPARATOR << 24
    for (start, end), letter in zip(ends, before.tolist(), strict=True):
        if entries[end] & SMALL and letter and not ord("0") <= letter <= ord("9"):
            entries[start:end] = DROPPED << 24
    return entries


def _letters_before(entries: U32, places: I64, table: LetterTable) -> U32:
    """The last letter of the word that goes on at each place; 0 where none does."""
    kinds = entries >> 24
    standing = np.where(kinds != DROPPED, np.arange(1, len(entries) + 1), 0)
    last = np.concatenate([[0], np.maximum.accumulate(standing)])[places] - 1
    values, kinds = entries[last] & VALUE, kinds[last]
    ends = table.cuts[np.where(kinds == EXPANDED, values, 0) + 1] - 1
    letters = np.where(kinds == EXPANDED, table.expansions[ends], values)
    return np.where((last >= 0) & ((kinds == LETTER) | (kinds == EXPANDED)), letters, 0).astype(np.uint32)


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
    letters, firsts = _one_umlaut(*_one_nasal(letters, firsts))
    return _one_script(letters, firsts, table), firsts


def _one_nasal(letters: U32, firsts: I64) -> tuple[U32, I64]:
    """Words of Devanagari with an anusvara for a nasal that has no vowel: हिन्दी as हिंदी."""
    silent = np.flatnonzero(letters == VIRAMA)
    if not len(silent):
        return letters, firsts
    silent = silent[np.isin(letters[silent - 1], NASALS) & ~np.isin(silent, firsts)]
    if not len(silent):
        return letters, firsts
    letters = letters.copy()
    letters[silent - 1] = ANUSVARA
    return np.delete(letters, silent), firsts - np.searchsorted(silent, firsts)


def _one_umlaut(letters: U32, firsts: I64) -> tuple[U32, I64]:
    """Words without the e that umlauts have in ASCII letters: für, fuer and fur are one, so are ø, oe and o.

    In running text one word in 130 becomes another of its language in French, one in 300 in Danish, in English one in
    5,000 (words of wordfreq's lists that fall together, by the frequency of the rarer).
    """
    after = np.zeros(len(letters), np.bool_)
    after[1:] = _IS_BEFORE_E[np.minimum(letters[:-1], len(_IS_BEFORE_E) - 1)]
    after[firsts] = False
    silent = np.flatnonzero(after & (letters == ord("e")))
    if not len(silent):
        return letters, firsts
    return np.delete(letters, silent), firsts - np.searchsorted(silent, firsts)


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


@lru_cache(maxsize=1 << 16)
def word_hash(word: str) -> int:
    """XXH3-64 of a normalised word; where a letter is a token, its upper bits tell how many make a word.

    >>> word_hash("roof") == xxhash.xxh3_64_intdigest(b"roof")
    True
    >>> hex(word_hash("東") >> SIZE_BITS) == hex(LETTER_HASH << 3 | 2)
    True
    """
    number = xxhash.xxh3_64_intdigest(word[:LONGEST_WORD].encode("utf-8", "surrogatepass"))
    if len(word) == 1 and any(first <= ord(word) <= last for first, last in SINGLES):
        size = next(size for beyond, size in LETTERS_OF_WORD if ord(word) < beyond)
        return number & (1 << SIZE_BITS) - 1 | (LETTER_HASH << 3 | size) << SIZE_BITS
    return number ^ 1 << 63 if number >> HASH_BITS == LETTER_HASH else number


def letter_sizes(hashes: U64) -> U8:
    """How many of each token make a word: 1 of a word, more of a letter in scripts without spaces.

    >>> letter_sizes(np.array([word_hash(word) for word in ("roof", "東", "ก")], np.uint64)).tolist()
    [1, 2, 5]
    """
    upper = hashes >> np.uint64(SIZE_BITS)
    return np.where(upper >> np.uint64(3) == LETTER_HASH, upper & np.uint64(7), 1).astype(np.uint8)


PARTS = 30  # of a word, which 2, 5 and 6 letters share evenly


def word_count(hashes: U64) -> int:
    """How many words tokens make up, where several letters count as one word; at least one if there is a token.

    >>> [word_count(tokens([text]).hashes) for text in ("rain fell", "東京で雨が降った", "ฝนตกหนัก", "")]
    [2, 4, 1, 0]
    """
    if not len(hashes):
        return 0
    return max(1, int((PARTS // letter_sizes(hashes).astype(np.int64)).sum()) // PARTS)


def words_before(tokens: "Tokens") -> I64 | None:
    """Thirtieths of words before each token of a corpus, and in all; None where each token is a word."""
    blocks = range(0, len(tokens.hashes), _BLOCK)
    if not any((letter_sizes(tokens.hashes[first : first + _BLOCK]) > 1).any() for first in blocks):
        return None
    return np.concatenate([[0], np.cumsum(PARTS // letter_sizes(tokens.hashes).astype(np.int64))])


def tokens(texts: Iterable[str], leave_out: Iterable[Sequence[tuple[int, int]]] | None = None) -> Tokens:
    """The tokens of many texts; those that touch a span of `leave_out` (one list of spans a text) are dropped.

    Offsets stay those of the original text. The kernels have the same output (base/twins.py); they read a polars or
    pyarrow column as it lies in memory.

    >>> both = tokens(["Rain fell.", "Read also: Rain fell."], [[], [(0, 10)]])
    >>> both.offsets.tolist(), both.starts.tolist()
    ([0, 2, 4], [0, 5, 11, 16])
    >>> bool((both[0][0] == both[1][0]).all())
    True
    """
    hashes: list[U64] = []
    starts: list[U32] = []
    ends: list[U32] = []
    offsets = [0]
    spans_of = iter(leave_out) if leave_out is not None else None
    for read in _words_of_each(texts):
        spans = next(spans_of) if spans_of is not None else ()
        article = _without(read, spans) if len(spans) else read
        hashes.append(np.fromiter(map(word_hash, article.words), np.uint64, len(article.words)))
        starts.append(article.starts)
        ends.append(article.ends)
        offsets.append(offsets[-1] + len(article.words))
    return Tokens(
        np.concatenate(hashes) if hashes else np.empty(0, np.uint64),
        np.concatenate(starts) if starts else np.empty(0, np.uint32),
        np.concatenate(ends) if ends else np.empty(0, np.uint32),
        np.array(offsets, np.int64),
    )


def _without(article: Words, spans: Sequence[tuple[int, int]]) -> Words:
    """The words that touch none of the spans."""
    stay = outside(article.starts, article.ends, spans)
    chosen = [word for word, inside in zip(article.words, stay.tolist(), strict=True) if inside]
    return Words(chosen, article.starts[stay], article.ends[stay])


def _words_of_each(texts: Iterable[str]) -> Iterator[Words]:
    """The words of each text; short texts are worked on together, since each step has its price."""
    pending: list[str] = []
    size = 0
    for text in texts:
        if pending and size + len(text) > (_TOGETHER if len(text) < _SHORT else 0):
            yield from _words_of(pending)
            pending, size = [], 0
        pending.append(text)
        size += len(text)
    if pending:
        yield from _words_of(pending)


def write_hashes(texts: Iterable[str], leave_out: Iterable[Sequence[tuple[int, int]]], hashes: U64, places: I64) -> I64:
    """Write the hashes of `tokens` alone, text `i`'s from `places[i]` on; how many each has.

    There is room for all tokens of a text, those of `leave_out` as well.

    >>> hashes = np.zeros(6, np.uint64)
    >>> write_hashes(["Rain fell.", "Read also: Rain fell."], [[], [(0, 10)]], hashes, np.array([4, 0])).tolist()
    [2, 2]
    >>> bool(hashes[0] == hashes[4]), hashes[2:4].tolist()
    (True, [0, 0])
    """
    read = tokens(texts, leave_out)
    for row, (start, end) in zip(places.tolist(), pairwise(read.offsets.tolist()), strict=True):
        hashes[row : row + end - start] = read.hashes[start:end]
    return np.diff(read.offsets)


def outside(starts: U32, ends: U32, spans: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which of the tokens touch none of the spans; spans may come in any order and overlap."""
    stay = np.ones(len(starts), np.bool_)
    for start, end in spans:
        if end > start:
            stay[np.searchsorted(ends, start, "right") : np.searchsorted(starts, end, "left")] = False
    return stay
