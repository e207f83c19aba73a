"""Three words at a time, which of an article's relatives hold the same text: what a source lacks, and what it keeps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, fsum, log1p
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.tokens import Tokens
from provenance.origin.families import Family

Bits = npt.NDArray[np.bool_]
F64 = npt.NDArray[np.float64]
U64 = npt.NDArray[np.uint64]

TRIPLE = 3  # words in a row; a seam where two sentences meet for the first time makes two that nobody had before
LONG = 10  # triples; a run of fewer is a word or two changed, or a seam, a longer one is text of its own
ONCE, WORD, MOST = 1.0, 0.05, 4.0  # what one stretch lacked counts: for being there, for each word, at most
ROUNDS = 2  # of asking who can bear witness, each knowing a little better which text is whose own
FEW = 5  # places in which a text is touched up and still as it was sent: a word, a spelling
NEAR = 12  # triples to either side that a relative must have for its lack of what stands between to tell
_MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64
)  # odd, after splitmix and xxhash


class Seen(NamedTuple):
    """How far relatives bear witness to an article's triples."""

    sums: list[float]  # up to each triple
    after: list[int]  # the next triple that anybody has, from each on
    before: list[int]  # behind the last one that anybody has, before each


class Gaps(NamedTuple):
    """What one article has and the other has not, counted by where it stands; `witnessed` means relatives have it."""

    top: float  # 1 for an opening of its own
    middle: float  # stretches between what both have
    end: float  # 1 for a close of its own
    changed: float  # a word or two, and seams
    top_witnessed: float
    middle_witnessed: float
    end_witnessed: float
    changed_witnessed: float


@dataclass(frozen=True)
class Holdings:
    """For each article of a family and each relative, the triples of the article that stand in the relative."""

    relatives: Mapping[str, tuple[str, ...]]  # in order
    held: Mapping[str, Bits]  # [relatives, triples] within the passages of the two
    known: Mapping[str, Bits]  # the same wherever in the relative they stand
    earlier: frozenset[tuple[str, str]] = frozenset()  # pairs of which the first is known to be older
    credited: frozenset[tuple[str, str]] = frozenset()  # the second is the own text of an agency that the first credits

    @cached_property
    def _row(self) -> dict[tuple[str, str], int]:
        return {(a, other): row for a, others in self.relatives.items() for row, other in enumerate(others)}

    def others(self, one: str, other: str) -> bool:
        """Whether a third article shares text with either."""
        return len(self.relatives[one]) + len(self.relatives[other]) > 2

    def several(self, article: str) -> bool:
        """Whether it has more than two relatives."""
        return len(self.relatives[article]) > 2

    def words(self, article: str, other: str) -> int:
        """How many of the article's words stand in the other, about."""
        row = self._row.get((article, other))
        return 0 if row is None else self._words[article][row]

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        return {name: np.count_nonzero(held, axis=1).tolist() for name, held in self.held.items()}

    @cached_property
    def _runs(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Stretches of each article that the other does not have anywhere, as triples."""
        return {pair: list(self._lacked(pair[0], row)) for pair, row in self._row.items()}

    @cached_property
    def _long(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        return {pair: [(a, b) for a, b in found if b - a >= LONG] for pair, found in self._runs.items()}

    @cached_property
    def _short(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        return {pair: [(a, b) for a, b in found if b - a < LONG] for pair, found in self._runs.items()}

    def _lacked(self, article: str, row: int) -> Iterable[tuple[int, int]]:
        known = self.known[article][row]
        return ((a, b) for a, b in runs(~self.held[article][row]) if b - a >= LONG or not known[a:b].all())

    @cached_property
    def _apart(self) -> dict[tuple[str, str], float]:
        """How unlikely it is that the first has all it shares from the second."""
        shared = {name: held.any(axis=0).astype(float) for name, held in self.held.items()}
        apart: dict[tuple[str, str], float] = {}
        for _ in range(ROUNDS):
            sums = {name: _seen_so_far(seen) for name, seen in shared.items()}
            apart = {
                pair: 1.0 if pair in self.earlier else 1 - exp(-self._weighed(sums[pair[0]], self._runs[pair]))
                for pair in self._row
            }
            shared = self._seen(apart)
        return apart

    @cached_property
    def _witnesses(self) -> dict[str, F64]:
        """For each triple of an article how unlikely it is that all relatives that have it have it from the article."""
        return self._seen(self._apart)

    def _seen(self, apart: Mapping[tuple[str, str], float]) -> dict[str, F64]:
        return {
            name: (self.held[name] * np.array([[apart[other, name]] for other in self.relatives[name]])).max(axis=0)
            for name in self.held
        }

    @cached_property
    def _sums(self) -> dict[str, Seen]:
        return {name: _seen_so_far(seen) for name, seen in self._witnesses.items()}

    def independent(self, other: str, article: str) -> float:
        """How unlikely it is that the other has all it shares from the article: 0 where it may, near 1 where not."""
        return self._apart[other, article]

    @staticmethod
    def _weighed(seen: Seen, found: Iterable[tuple[int, int]]) -> float:
        """Stretches without the ends that nobody else has, by their length and how many bear witness to them."""
        total = 0.0
        for a, b in found:
            first, last = seen.after[a], seen.before[b]
            if first < last:
                total += _counts(last - first) * (seen.sums[last] - seen.sums[first]) / (last - first)
        return total

    def unexplained(self, derived: str, source: str, but: Collection[str] = ()) -> float:
        """Stretches of the derived article that relatives, `but` some, have not from it, and the source lacks."""
        if not but:
            return self._weighed(self._sums[derived], self._long[derived, source])
        apart = np.array([[self._apart[other, derived] * (other not in but)] for other in self.relatives[derived]])
        return self._weighed(_seen_so_far((self.held[derived] * apart).max(axis=0)), self._long[derived, source])

    def unshared(self, derived: str, source: str) -> float:
        """The same for words and seams."""
        return self._weighed(self._sums[derived], self._short[derived, source])

    def unfounded(self, article: str) -> float:
        """What would be left unexplained of an article's shared text if it had no source at all."""
        whole = [(0, len(self._witnesses[article]))]
        return self._weighed(self._sums[article], whole)

    def gaps(self, article: str, other: str) -> Gaps:
        """What the article has and the other lacks, by place."""
        sums, found = self._sums[article].sums, self._runs[article, other]
        size = len(sums) - 1
        counts = dict.fromkeys(Gaps._fields, 0.0)
        for a, b in found:
            seen = (sums[b] - sums[a]) / (b - a)
            where = "changed" if b - a < LONG else "top" if a == 0 else "end" if b == size else "middle"
            counts[f"{where}_witnessed"] += seen
            counts[where] += 1 - seen
        return Gaps(**counts)

    def alone(self, article: str, other: str) -> tuple[float, float]:
        """What only these two hold, in a place that others have: short stretches and long ones."""
        short, long = self._alone(article)
        row = self._row[article, other]
        mine = self.held[article][row]
        return (
            fsum(1.0 for a, b in runs(short & mine)),
            fsum(1.0 for a, b in runs(long & mine)),
        )

    def _alone(self, article: str) -> tuple[Bits, Bits]:
        if article not in self._alones:
            held, known = self.held[article], self.known[article]
            only = known.sum(axis=0) == 1
            size = held.shape[1]
            around = np.zeros(size, bool)
            sums = np.concatenate([np.zeros((len(held), 1)), np.cumsum(held, axis=1)], axis=1)
            for a, b in runs(only):
                left = sums[:, a] - sums[:, max(0, a - NEAR)] > NEAR // 2
                right = sums[:, min(size, b + NEAR)] - sums[:, b] > NEAR // 2
                around[a:b] = (left & right & ~known[:, a:b].any(axis=1)).any()
            short, long = np.zeros(size, bool), np.zeros(size, bool)
            for a, b in runs(only & around):
                (short if b - a < LONG else long)[a:b] = True
            self._alones[article] = short, long
        return self._alones[article]

    @cached_property
    def _alones(self) -> dict[str, tuple[Bits, Bits]]:
        return {}

    @cached_property
    def _within(self) -> dict[tuple[str, str], float]:
        """How likely each article has nothing of its relatives' that the other has not."""
        return {(a, o): exp(-self._weighed(self._sums[a], self._runs[a, o])) for a, o in self._row}

    @cached_property
    def _hub(self) -> dict[tuple[str, str], tuple[float, float]]:
        """For (derived, source): how many that share text with both may have all from the source, and how many do."""
        place = {name: i for i, name in enumerate(self.relatives)}
        beside = {name: np.array([place[o] for o in others], np.intp) for name, others in self.relatives.items()}
        within, shares = np.zeros((2, len(place)))
        found = {}
        for source, others in self.relatives.items():
            within[beside[source]], shares[beside[source]] = [self._within[o, source] for o in others], 1.0
            for derived in others:
                both = beside[derived]
                found[derived, source] = float(within[both].sum()), float(shares[both].sum())
            within[beside[source]] = shares[beside[source]] = 0.0
        return found

    def completeness(self, article: str, derived: str) -> tuple[float, float]:
        """Of those that share text with both, how many the article has all shared text of, and how many it has not."""
        whole, both = self._hub[derived, article]
        return whole, max(0.0, both - whole)

    def whole(self, derived: str, source: str) -> bool:
        """Whether all of the derived article below its opening stands in the source, but for words."""
        size = self.held[derived].shape[1]
        return not any(
            b - a >= LONG and a > 0 and (b < size or b - a >= 2 * LONG) for a, b in self._runs[derived, source]
        )

    def as_sent(self, one: str, other: str) -> bool:
        """Whether the shorter is the longer, cut at most at the top or the end, but for a few words."""
        (mine, inside), (its, within) = self._differences(one, other), self._differences(other, one)
        longest = max((b - a for a, b in (*inside, *within)), default=0)
        return min(mine, its) < 2 * LONG and longest < LONG and max(len(inside), len(within)) <= FEW

    def _differences(self, one: str, other: str) -> tuple[int, list[tuple[int, int]]]:
        """Triples at either end of an article that the other lacks, and the stretches between."""
        size = self.held[one].shape[1]
        ends = [(a, b) for a, b in self._runs[one, other] if a == 0 or b == size]
        return sum(b - a for a, b in ends), [run for run in self._runs[one, other] if run not in ends]

    @cached_property
    def _as_sent(self) -> dict[str, int]:
        return {name: sum(self.as_sent(name, o) for o in others) for name, others in self.relatives.items()}

    def copies(self, name: str) -> int:
        """How many relatives have an article but for such cuts and words."""
        return self._as_sent[name]

    @cached_property
    def _best(self) -> dict[str, tuple[float, float]]:
        found = {}
        for name, others in self.relatives.items():
            ready = [o for o in others if (name, o) not in self.earlier]
            full = 0.0
            for other in ready:
                whole, part = self.completeness(other, name)
                full = max(full, log1p(whole) * whole / (whole + part) if whole else 0.0)
            found[name] = full, float(any(self.whole(name, o) for o in ready))
        return found

    def best(self, name: str) -> tuple[float, float]:
        """How complete the most complete relative is, and whether one has all of it."""
        return self._best[name]

    @cached_property
    def _news(self) -> dict[str, tuple[float, float]]:
        return {name: self._innovated(name) for name in self.held}

    def news(self, name: str) -> tuple[float, float]:
        """Stretches, short and long, that relatives have too, not from it, and that others lack where they stand."""
        return self._news[name]

    def _innovated(self, name: str) -> tuple[float, float]:
        held = self.held[name]
        size = held.shape[1]
        lacking = np.zeros(size)
        for row in range(len(held)):
            for a, b in self._runs[name, self.relatives[name][row]]:
                before, behind = held[row, max(0, a - NEAR) : a], held[row, b : b + NEAR]
                if np.count_nonzero(before) > NEAR // 2 and np.count_nonzero(behind) > NEAR // 2:
                    lacking[a:b] += 1
        having = held.sum(axis=0)
        mark = self._witnesses[name] * (lacking >= having) * (lacking > 0) * (having > 0)
        short = long = 0.0
        for a, b in runs(mark > 0):
            weight = float(mark[a:b].mean())
            if b - a < LONG:
                short += weight
            else:
                long += weight
        return short, long

    def breadth(self, article: str, derived: str) -> float:
        """Of what relatives have that is not from the article, the share that the article has too."""
        has = whole = 0.0
        for other in self.relatives[article]:
            if other != derived:
                weight = self.independent(other, article)
                whole += weight * self._shared[other]
                has += weight * self.words(other, article)
        return has / whole if whole > LONG else 1.0

    @cached_property
    def _shared(self) -> dict[str, int]:
        return {name: int(np.count_nonzero(held.any(axis=0))) for name, held in self.held.items()}

    def complement(self, derived: str, source: str) -> tuple[str, float] | None:
        """The relative that has most of what the source lacks, and what then is still lacking.

        One that stands wholly in the derived article may be a copy of it; one that this credits is chosen first.
        """
        sums = self._sums[derived]
        lacked = self._long[derived, source]
        rest: list[tuple[float, bool, str]] = []
        for row, other in enumerate(self.relatives[derived]):
            credited = (derived, other) in self.credited
            if (
                other != source
                and (derived, other) not in self.earlier
                and (credited or not self.whole(other, derived))
            ):
                mask = self.known[derived][row]
                left = [(a, b) for a, b in lacked if np.count_nonzero(mask[a:b]) < 0.8 * (b - a)]
                rest.append((self._weighed(sums, left), not credited, other))
        return (min(rest)[2], min(rest)[0]) if rest else None


def _seen_so_far(values: F64) -> Seen:
    """Plain lists: most stretches are short, and asking an array for one number costs more than adding it up."""
    places = np.arange(len(values))
    none = values <= 0
    after = np.minimum.accumulate(np.where(none, len(values), places)[::-1])[::-1]
    before = np.maximum.accumulate(np.where(none, 0, places + 1))
    return Seen([0.0, *np.cumsum(values).tolist()], [*after.tolist(), len(values)], [0, *before.tolist()])


def _counts(words: int) -> float:
    return min(MOST, ONCE + WORD * words) if words else 0.0


def holdings(
    family: Family,
    words: Mapping[str, int],
    tokens: Tokens,
    earlier: Iterable[tuple[str, str]] = (),
    credited: Iterable[tuple[str, str]] = (),
) -> Holdings:
    """Of a family's articles; `words` gives the number of each in the tokens, `earlier` pairs known to be in order.

    `credited` are (article, another) where the article credits the agency whose own text the other one is.
    """
    relatives = {name: tuple(family.beside(name)) for name in family.articles}
    triples = {name: _triples(tokens[words[name]][0]) for name in family.articles}
    held = {name: np.zeros((len(relatives[name]), len(triples[name])), np.bool_) for name in family.articles}
    known = {name: np.zeros((len(relatives[name]), len(triples[name])), np.bool_) for name in family.articles}
    for article, others in relatives.items():
        mine = triples[article]
        for row, other in enumerate(others):
            known[article][row] = np.isin(mine, triples[other])
            for passage in family.between(article, other):
                own = _numbers(tokens, words[article], passage.span(article))
                own = slice(own.start, max(own.start + 1, own.stop - 2))
                held[article][row][own] |= known[article][row][own]
    return Holdings(relatives, held, known, frozenset(earlier), frozenset(credited))


def _numbers(tokens: Tokens, number: int, span: tuple[int, int]) -> slice:
    _, starts, ends = tokens[number]
    return slice(int(np.searchsorted(ends, span[0], "right")), int(np.searchsorted(starts, span[1], "left")))


def _triples(hashes: U64) -> U64:
    """A number for each three words in a row, by the first of them; one for an article of fewer."""
    padded = np.concatenate([hashes, np.zeros(max(0, 3 - len(hashes)), np.uint64)])
    with np.errstate(over="ignore"):
        mixed: U64 = padded[:-2] * _MIX[0] ^ padded[1:-1] * _MIX[1] ^ padded[2:] * _MIX[2]
    return mixed


def runs(mask: Bits) -> Sequence[tuple[int, int]]:
    """Where stretches of True begin and end.

    >>> runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
