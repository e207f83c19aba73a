"""Which word trigrams of an article also occur in each article it shares text with, as arrays over a whole family."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import Tokens
from provenance.origin.graph.families import Family

Bits = npt.NDArray[np.bool_]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]

TRIPLE = 3  # words in a row; a seam where two sentences meet for the first time makes two that nobody had before
LONG = 10  # triples; a run of fewer is a word or two changed, or a seam, a longer one is text of its own
NEAR = 12  # triples to either side that a relative must have for its lack of what stands between to tell
_MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64
)  # odd, after splitmix and xxhash


class Lacks(NamedTuple):
    """Runs of trigrams that an article has and a relative lacks, sorted by the number of the pair, then by place."""

    pairs: I64
    starts: I64
    ends: I64
    framed: Bits  # the relative has what stands on either side


@dataclass(frozen=True)
class Coverage:
    """Pair p is an article and one of its relatives: pairs are numbered by article, then by relative, both in order.

    `inside[article]` and `anywhere[article]` are [relatives, trigrams]: whether the relative has the trigram within the
    passages of the two, and whether it has it anywhere.
    """

    relatives: Mapping[str, tuple[str, ...]]
    inside: Mapping[str, Bits]
    anywhere: Mapping[str, Bits]

    @cached_property
    def first(self) -> dict[str, int]:
        """The number of each article's first pair."""
        sizes = [len(others) for others in self.relatives.values()]
        return dict(zip(self.relatives, accumulate(sizes, initial=0), strict=False))

    @cached_property
    def numbers(self) -> dict[tuple[str, str], int]:
        """The number of each pair."""
        pairs = [(article, relative) for article, others in self.relatives.items() for relative in others]
        return {pair: number for number, pair in enumerate(pairs)}

    @cached_property
    def mirror(self) -> I64:
        """The number of each pair the other way round."""
        numbers = self.numbers
        return np.array([numbers[relative, article] for article, relative in numbers], np.int64)

    def rows(self, article: str) -> slice:
        """The pairs of an article."""
        first = self.first[article]
        return slice(first, first + len(self.relatives[article]))

    @cached_property
    def words(self) -> list[int]:
        """How many trigrams of the article each relative has."""
        return [count for inside in self.inside.values() for count in np.count_nonzero(inside, axis=1).tolist()]

    @cached_property
    def sizes(self) -> I64:
        """Trigrams of the article of each pair."""
        sizes = [inside.shape[1] for inside in self.inside.values()]
        return np.repeat(np.array(sizes, np.int64), [len(others) for others in self.relatives.values()])

    @cached_property
    def lacks(self) -> Lacks:
        """What relatives lack: short runs that they have elsewhere are left out."""
        parts = [_lacks(inside, self.anywhere[article], self.first[article]) for article, inside in self.inside.items()]
        return Lacks(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    @cached_property
    def cuts(self) -> list[int]:
        """Where the runs of each pair begin, and where the last ones end."""
        cuts: list[int] = np.searchsorted(self.lacks.pairs, np.arange(len(self.numbers) + 1)).tolist()
        return cuts

    def lacks_of(self, number: int) -> slice:
        """The runs of one pair."""
        return slice(self.cuts[number], self.cuts[number + 1])


def _lacks(inside: Bits, anywhere: Bits, first: int) -> Lacks:
    rows, size = inside.shape
    padded = np.zeros((rows, size + 2), np.int8)
    np.logical_not(inside, out=padded[:, 1:-1], casting="unsafe")
    steps = np.diff(padded, axis=1)
    row, start = np.nonzero(steps == 1)
    end = np.nonzero(steps == -1)[1]
    elsewhere = before(anywhere)
    kept = (end - start >= LONG) | (elsewhere[row, end] - elsewhere[row, start] < end - start)
    row, start, end = row[kept], start[kept], end[kept]
    sums = before(inside)
    ahead = sums[row, start] - sums[row, np.maximum(0, start - NEAR)]
    behind = sums[row, np.minimum(size, end + NEAR)] - sums[row, end]
    return Lacks(first + row, start, end, (ahead > NEAR // 2) & (behind > NEAR // 2))


def before(bits: Bits) -> npt.NDArray[np.int32]:
    """How many are set before each place of a row, and in all of it.

    >>> before(np.array([[True, False, True]])).tolist()
    [[0, 1, 1, 2]]
    """
    sums = np.zeros((bits.shape[0], bits.shape[1] + 1), np.int32)
    np.cumsum(bits, axis=1, out=sums[:, 1:])
    return sums


def coverage(family: Family, words: Mapping[str, int], tokens: Tokens) -> Coverage:
    """Of a family's articles; `words` gives the number of each in the tokens."""
    relatives = {name: tuple(family.beside(name)) for name in family.articles}
    codes = _codes([tokens[words[name]][0] for name in family.articles])
    trigrams = dict(zip(family.articles, codes, strict=True))
    anywhere = _occurrences(relatives, trigrams)
    inside = {name: np.zeros_like(bits) for name, bits in anywhere.items()}
    for article, bits in inside.items():
        row = {relative: number for number, relative in enumerate(relatives[article])}
        passages = family.of(article)
        first, beyond = _places(tokens, words[article], [p.span(article) for p in passages])
        for passage, start, stop in zip(passages, first, beyond, strict=True):
            number = row[passage.right if passage.left == article else passage.left]
            window = slice(start, max(start + 1, stop - TRIPLE + 1))
            bits[number, window] |= anywhere[article][number, window]
    return Coverage(relatives, inside, anywhere)


def _occurrences(relatives: Mapping[str, Sequence[str]], trigrams: Mapping[str, I64]) -> dict[str, Bits]:
    """Whether each relative has each trigram: those of one article at a time are marked in one table."""
    anywhere = {name: np.zeros((len(relatives[name]), len(codes)), np.bool_) for name, codes in trigrams.items()}
    marked = np.zeros(1 + max((int(codes.max()) for codes in trigrams.values()), default=0), np.bool_)
    row = dict.fromkeys(relatives, 0)
    for relative, articles in relatives.items():  # in order, so that an article's relatives come in order
        marked[trigrams[relative]] = True
        for article in articles:
            anywhere[article][row[article]] = marked[trigrams[article]]
            row[article] += 1
        marked[trigrams[relative]] = False
    return anywhere


def _places(tokens: Tokens, number: int, spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The first token of each span and the one behind the last."""
    _, starts, ends = tokens[number]
    left, right = np.array(spans, np.int64).reshape(-1, 2).T
    return np.searchsorted(ends, left, "right").tolist(), np.searchsorted(starts, right, "left").tolist()


def _codes(hashes: Iterable[U64]) -> list[I64]:
    """A number for each three words in a row, by the first of them; one for an article of fewer."""
    mixed = [_trigrams(article) for article in hashes]
    codes = np.unique(np.concatenate(mixed), return_inverse=True)[1]
    return np.split(codes, np.cumsum([len(article) for article in mixed])[:-1])


def _trigrams(hashes: U64) -> U64:
    padded = np.concatenate([hashes, np.zeros(max(0, TRIPLE - len(hashes)), np.uint64)])
    with np.errstate(over="ignore"):
        mixed: U64 = padded[:-2] * _MIX[0] ^ padded[1:-1] * _MIX[1] ^ padded[2:] * _MIX[2]
    return mixed


def true_runs(mask: Bits) -> Sequence[tuple[int, int]]:
    """Where stretches of True begin and end.

    >>> true_runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
