"""Word by word, which of an article's relatives hold the same text: what a source lacks cannot have come from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import Tokens
from provenance.origin.families import Family

Bits = npt.NDArray[np.bool_]
U64 = npt.NDArray[np.uint64]

SHORT = 8  # words below which a stretch that stands elsewhere in the source is no passage of its own
ONCE, WORD, MOST = 1.0, 0.05, 4.0  # what one stretch lacked counts: for being there, for each word, at most
_MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64
)  # odd, after splitmix and xxhash


@dataclass(frozen=True)
class Holdings:
    """For each article of a family and each relative, the words of the article that stand in the relative."""

    held: Mapping[str, Mapping[str, Bits]]
    elsewhere: Mapping[str, Mapping[str, Bits]]  # the same wherever in the relative they stand
    earlier: frozenset[tuple[str, str]] = frozenset()  # pairs of which the first is known to be older

    def words(self, article: str, other: str) -> int:
        """How many of the article's words stand in the other."""
        return self._sizes.get((article, other), 0)

    @cached_property
    def _sizes(self) -> dict[tuple[str, str], int]:
        return {
            (article, other): int(np.count_nonzero(mask))
            for article, masks in self.held.items()
            for other, mask in masks.items()
        }

    @cached_property
    def shared(self) -> dict[str, Bits]:
        """Which of each article's words stand in any relative."""
        return {article: np.logical_or.reduce(list(masks.values())) for article, masks in self.held.items()}

    @cached_property
    def _shared_sizes(self) -> dict[str, int]:
        return {article: int(np.count_nonzero(mask)) for article, mask in self.shared.items()}

    @cached_property
    def _stretches(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        return {
            (article, other): self._lacked(article, other) for article, others in self.held.items() for other in others
        }

    def _lacked(self, article: str, other: str) -> list[tuple[int, int]]:
        """Stretches of the article that some relative has and the other does not, as word numbers."""
        missing = self.shared[article] & ~self.held[article][other]
        known = self.elsewhere[article][other]
        return [(a, b) for a, b in runs(missing) if b - a >= SHORT or not known[a:b].all()]

    @cached_property
    def _lacks(self) -> dict[tuple[str, str], float]:
        return {pair: sum(_counts(b - a) for a, b in found) for pair, found in self._stretches.items()}

    def lack(self, derived: str, source: str) -> float:
        """What the source lacks of the derived article's shared text, as stretches: each was got elsewhere."""
        return self._lacks[derived, source]

    def unexplained(self, derived: str, source: str) -> float:
        """The same without what may have gone from the derived article to the relatives that have it too."""
        return self._weighed(derived, self._stretches[derived, source])

    def unfounded(self, article: str) -> float:
        """What would be left unexplained of an article's shared text if it had no source at all."""
        return self._weighed(article, runs(self.shared[article]))

    def _weighed(self, derived: str, found: Sequence[tuple[int, int]]) -> float:
        if not found:
            return 0.0
        until = self._not_from(derived)
        return sum(_counts(b - a) * float(until[b] - until[a]) / (b - a) for a, b in found)

    def _not_from(self, article: str) -> npt.NDArray[np.float64]:
        """For each word how unlikely it is that all others have it from the article, summed from the first."""
        if article not in self._independence:
            most = np.zeros(len(self.shared[article]) + 1)
            for other, mask in sorted(self.held[article].items()):
                np.maximum(most[1:], mask * self.independent(other, article), out=most[1:])
            self._independence[article] = np.cumsum(most)
        return self._independence[article]

    def independent(self, other: str, article: str) -> float:
        """How unlikely it is that the other has all it shares from the article: 0 where it may, near 1 where not."""
        return 1.0 if (other, article) in self.earlier else 1 - exp(-self.lack(other, article))

    def breadth(self, article: str, derived: str) -> float:
        """Of what relatives have that is not from the article, the share that the article has too."""
        has = whole = 0.0
        for other in sorted(self.held[article]):
            if other != derived:
                weight = self.independent(other, article)
                whole += weight * self._shared_sizes[other]
                has += weight * self.words(other, article)
        return has / whole if whole > SHORT else 1.0

    @cached_property
    def _independence(self) -> dict[str, npt.NDArray[np.float64]]:
        return {}

    def complement(self, derived: str, source: str) -> tuple[str, float] | None:
        """The relative that has most of what the source lacks, and what then is still lacking."""
        lacked = self._stretches[derived, source]
        rest: list[tuple[float, str]] = []
        for other, mask in sorted(self.held[derived].items()):
            if other != source and (derived, other) not in self.earlier:
                left = (b - a - int(np.count_nonzero(mask[a:b])) for a, b in lacked)
                rest.append((sum(map(_counts, left)), other))
        return (min(rest)[1], min(rest)[0]) if rest else None


def _counts(words: int) -> float:
    return min(MOST, ONCE + WORD * words) if words else 0.0


def holdings(
    family: Family, words: Mapping[str, int], tokens: Tokens, earlier: Iterable[tuple[str, str]] = ()
) -> Holdings:
    """Of a family's articles; `words` gives the number of each in the tokens, `earlier` pairs known to be in order."""
    held: dict[str, dict[str, Bits]] = {name: {} for name in family.articles}
    elsewhere: dict[str, dict[str, Bits]] = {name: {} for name in family.articles}
    triples = {name: _triples(tokens[words[name]][0]) for name in family.articles}
    for pair in family.pairs:
        for article, other in (pair, pair[::-1]):
            size = len(tokens[words[article]][0])
            mask = np.zeros(size, np.bool_)
            for passage in family.between(*pair):
                mine, its = (_numbers(tokens, words[name], passage.span(name)) for name in (article, other))
                mask[mine] |= _common(triples[article][mine][:-2], triples[other][its][:-2], mine.stop - mine.start)
            held[article][other] = mask
            elsewhere[article][other] = _common(triples[article][: size - 2], triples[other][:-2], size)
    return Holdings(held, elsewhere, frozenset(earlier))


def _numbers(tokens: Tokens, number: int, span: tuple[int, int]) -> slice:
    _, starts, ends = tokens[number]
    return slice(int(np.searchsorted(ends, span[0], "right")), int(np.searchsorted(starts, span[1], "left")))


def _triples(hashes: U64) -> U64:
    """A number for each three words in a row, by the first of them; the last two stand for themselves."""
    padded = np.concatenate([hashes, np.zeros(2, np.uint64)])
    with np.errstate(over="ignore"):
        mixed: U64 = padded[:-2] * _MIX[0] ^ padded[1:-1] * _MIX[1] ^ padded[2:] * _MIX[2]
    return mixed


def _common(mine: U64, its: U64, size: int) -> Bits:
    """Which of `size` words stand in a triple that the other has too; all of them where there is no triple."""
    if size < 3:
        return np.ones(size, np.bool_)
    both = np.isin(mine, its)
    mask = np.zeros(size, np.bool_)
    for shift in range(3):
        mask[shift : shift + len(both)] |= both
    return mask


def runs(mask: Bits) -> Sequence[tuple[int, int]]:
    """Where stretches of True begin and end.

    >>> runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
