"""Which word trigrams of an article also occur in each of its relatives: what a source lacks, and what it keeps.

A trigram is three words in a row. A relative shares text with the article. A trigram that a supposed source `s` lacks
speaks against it only if the article `a` has it from elsewhere. It does, if another relative `o` has it and cannot have
it from `a`. Three quantities say so:

    missing(a, s) = sum of cost(|r|) * mean of witness(a, t) over t in r,  over the runs r of trigrams that s lacks
    witness(a, t) = max of covers(a, o, t) * independent(o, a),            over the relatives o of a
    independent(o, a) = 1 - exp(-missing(o, a)),                           or 1 if o is known to be older

with cost(n) = min(4, 1 + n / 20) for a run of n trigrams, and covers(a, o, t) = 1 if o has t in a passage that it
shares with a, else 0. The three depend on each other. They are computed in `ROUNDS` rounds; in the first, every
relative counts as independent. `FamilyCoverage.unexplained` is `missing` over runs of `LONG` trigrams or more, and
`unshared` is the rest.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp, fsum, log1p
from typing import NamedTuple

import numpy as np

from provenance.base.tokens import Tokens
from provenance.origin.graph.families import Family
from provenance.origin.graph.shared_trigrams import F64, I64, LONG, Bits, Coverage, coverage, true_runs
from provenance.origin.graph.witness import only_two, run_starts, run_weights, seen_so_far, without_each

ROUNDS = 2  # of asking who can bear witness, each knowing a little better which text is whose own
FEW = 5  # places in which a text is touched up and still as it was sent: a word, a spelling
SECONDS = 100  # relatives that are weighed as second sources of an article: those that have most of it
_PLACES = ("top", "middle", "end", "changed")


class CoverageGaps(NamedTuple):
    """What one article has and the other has not, counted by where it stands; `witnessed` means relatives have it."""

    top: float  # 1 for an opening of its own
    middle: float  # stretches between what both have
    end: float  # 1 for a close of its own
    changed: float  # a word or two, and seams
    top_witnessed: float
    middle_witnessed: float
    end_witnessed: float
    changed_witnessed: float


class Rivals(NamedTuple):
    """The relatives of an article that may be its second source, in order."""

    rows: I64
    anywhere: Bits  # [rivals, trigrams]
    credited: Bits


@dataclass(frozen=True)
class FamilyCoverage:
    """For each article of a family and each relative, what of the article the relative has.

    Three articles: a and c have two sentences, b has the first of them. Does b explain a? If c may have all its text
    from a, nothing in a needs another source. If c is known to be older than a, the second sentence does: a run of 14
    trigrams, which costs 1 + 14 / 20 = 1.7.

    >>> from provenance.base.tokens import tokens
    >>> from provenance.origin.graph.families import FamilyPassage
    >>> first = "the ferry left the quay at dawn with nine goats aboard and a broken lamp"
    >>> second = "no harbour master was awake so nobody wrote down who had paid for hay"
    >>> both = f"{first} {second}"
    >>> def passage(left: str, right: str, text: str) -> FamilyPassage:
    ...     return FamilyPassage(left, right, 0, len(text), 0, len(text), len(text.split()), len(text.split()), 90.0)
    >>> family = Family(
    ...     ("a", "b", "c"), (passage("a", "b", first), passage("a", "c", both), passage("b", "c", first))
    ... )
    >>> words, numbers = tokens([both, first, both]), {"a": 0, "b": 1, "c": 2}
    >>> family_coverage(family, numbers, words).unexplained("a", "b")
    0.0
    >>> older = family_coverage(family, numbers, words, earlier=[("c", "a")])
    >>> older.independent("c", "a"), round(older.unexplained("a", "b"), 2)
    (1.0, 1.7)
    """

    coverage: Coverage
    earlier: frozenset[tuple[str, str]] = frozenset()  # pairs of which the first is known to be older
    credited: frozenset[tuple[str, str]] = frozenset()  # the second is the own text of an agency that the first credits

    @property
    def relatives(self) -> Mapping[str, tuple[str, ...]]:
        """The articles that share text with each, in order."""
        return self.coverage.relatives

    def others(self, left: str, right: str) -> bool:
        """Whether a third article shares text with either."""
        return len(self.relatives[left]) + len(self.relatives[right]) > 2

    def several(self, article: str) -> bool:
        """Whether it has more than two relatives."""
        return len(self.relatives[article]) > 2

    def words(self, article: str, relative: str) -> int:
        """How many of the article's words stand in the other, about."""
        number = self.coverage.numbers.get((article, relative))
        return 0 if number is None else self.coverage.words[number]

    @cached_property
    def _base(self) -> dict[str, int]:
        """Where the places of each article begin, if those of all stand in one row, each with one behind the last."""
        sizes = [bits.shape[1] + 1 for bits in self.coverage.inside.values()]
        return dict(zip(self.coverage.inside, accumulate(sizes, initial=0), strict=False))

    @cached_property
    def _ends(self) -> tuple[I64, I64]:
        """Where each run begins and ends, in that row."""
        lacks = self.coverage.lacks
        counts = [len(others) for others in self.relatives.values()]
        base = np.repeat(np.array(list(self._base.values()), np.int64), counts)[lacks.pairs]
        return base + lacks.starts, base + lacks.ends

    def _weights(self, witness: Mapping[str, F64]) -> F64:
        """Runs without the ends that nobody else has, by their length and how many bear witness to them."""
        starts, ends = self._ends
        columns = [
            seen_so_far(values, base) for values, base in zip(witness.values(), self._base.values(), strict=True)
        ]
        sums, after, behind = (np.concatenate(parts) for parts in zip(*columns, strict=True))
        return run_weights(sums, after[starts], behind[ends])

    def _by_pair(self, weights: F64) -> F64:
        """The sum of the weights of each pair's runs."""
        sums: F64 = np.bincount(self.coverage.lacks.pairs, weights, len(self.coverage.numbers)).astype(float)
        return sums

    @cached_property
    def _apart(self) -> F64:
        """For each pair how unlikely it is that the first has all it shares from the second."""
        surely = np.array([pair in self.earlier for pair in self.coverage.numbers], np.bool_)
        witness = {name: bits.any(axis=0).astype(float) for name, bits in self.coverage.inside.items()}
        apart = np.zeros(0)
        for _ in range(ROUNDS):
            lacking = self._by_pair(self._weights(witness)).tolist()
            apart = np.where(surely, 1.0, 1 - np.array([exp(-weight) for weight in lacking]))
            witness = self._witnessing(apart)
        return apart

    @cached_property
    def _witnesses(self) -> dict[str, F64]:
        """For each triple of an article how unlikely it is that all relatives that have it have it from the article."""
        return self._witnessing(self._apart)

    def _witnessing(self, apart: F64) -> dict[str, F64]:
        mirrored = apart[self.coverage.mirror]
        return {
            name: (bits * mirrored[self.coverage.rows(name)][:, None]).max(axis=0)
            for name, bits in self.coverage.inside.items()
        }

    @cached_property
    def _witnessed(self) -> F64:
        """The weight of each run by who bears witness to it."""
        return self._weights(self._witnesses)

    @cached_property
    def _is_long(self) -> Bits:
        return self.coverage.lacks.ends - self.coverage.lacks.starts >= LONG

    @cached_property
    def _independent(self) -> list[float]:
        independent: list[float] = self._apart.tolist()
        return independent

    def independent(self, relative: str, article: str) -> float:
        """How unlikely it is that the other has all it shares from the article: 0 where it may, near 1 where not."""
        return self._independent[self.coverage.numbers[relative, article]]

    @cached_property
    def _unexplained(self) -> list[float]:
        lacking: list[float] = self._by_pair(np.where(self._is_long, self._witnessed, 0.0)).tolist()
        return lacking

    @cached_property
    def _unshared(self) -> list[float]:
        lacking: list[float] = self._by_pair(np.where(self._is_long, 0.0, self._witnessed)).tolist()
        return lacking

    def unexplained(self, derived: str, source: str, but: Collection[str] = ()) -> float:
        """Stretches of the derived article that relatives, `but` some, have not from it, and the source lacks."""
        number = self.coverage.numbers[derived, source]
        if not but:
            return self._unexplained[number]
        mirrored = self._apart[self.coverage.mirror][self.coverage.rows(derived)]
        mirrored = mirrored * [relative not in but for relative in self.relatives[derived]]
        witness = (self.coverage.inside[derived] * mirrored[:, None]).max(axis=0)
        runs_of = self.coverage.lacks_of(number)
        sums, after, behind = seen_so_far(witness, 0)
        starts, ends = self.coverage.lacks.starts[runs_of], self.coverage.lacks.ends[runs_of]
        long = self._is_long[runs_of]
        return fsum(run_weights(sums, after[starts[long]], behind[ends[long]]).tolist())

    def unshared(self, derived: str, source: str) -> float:
        """The same for words and seams."""
        return self._unshared[self.coverage.numbers[derived, source]]

    def unfounded(self, article: str) -> float:
        """What would be left unexplained of an article's shared text if it had no source at all."""
        sums, after, behind = seen_so_far(self._witnesses[article], 0)
        return float(run_weights(sums, after[:1], behind[-1:])[0])

    @cached_property
    def _gaps(self) -> F64:
        """[pairs, places]: what nobody else has, then what is witnessed."""
        lacks, sizes = self.coverage.lacks, self.coverage.sizes
        starts, ends = self._ends
        sums = np.concatenate([seen_so_far(values, 0)[0] for values in self._witnesses.values()])
        witness = (sums[ends] - sums[starts]) / (lacks.ends - lacks.starts)
        at_end = np.where(lacks.ends == sizes[lacks.pairs], 2, 1)
        where = np.where(self._is_long, np.where(lacks.starts == 0, 0, at_end), 3)
        cells, shape = lacks.pairs * len(_PLACES) + where, (-1, len(_PLACES))
        count = len(self.coverage.numbers) * len(_PLACES)
        counts = [np.bincount(cells, weights, count).reshape(shape) for weights in (1 - witness, witness)]
        return np.concatenate(counts, axis=1)

    def gaps(self, article: str, relative: str) -> CoverageGaps:
        """What the article has and the other lacks, by place."""
        return CoverageGaps(*self._gaps[self.coverage.numbers[article, relative]].tolist())

    def alone(self, article: str, relative: str) -> tuple[float, float]:
        """What only these two hold, in a place that others have: short stretches and long ones."""
        return self._alone[self.coverage.numbers[article, relative]]

    @cached_property
    def _alone(self) -> list[tuple[float, float]]:
        alone: list[tuple[float, float]] = []
        for article, inside in self.coverage.inside.items():
            short, long = only_two(inside, self.coverage.anywhere[article])
            counts = (
                np.count_nonzero(run_starts(inside & bits), axis=1).astype(float).tolist() for bits in (short, long)
            )
            alone += zip(*counts, strict=True)
        return alone

    @cached_property
    def _within(self) -> list[float]:
        """How likely each article has nothing of its relatives' that the other has not."""
        return [exp(-weight) for weight in self._by_pair(self._witnessed).tolist()]

    @cached_property
    def _hub(self) -> dict[tuple[str, str], tuple[float, float]]:
        """For (derived, source): how many that share text with both may have all from the source, and how many do.

        Those are looked up among the relatives of the one of the two that has fewer.
        """
        within, numbers = self._within, self.coverage.numbers
        hub = {}
        for derived, source in numbers:
            fewer, more = sorted((derived, source), key=lambda name: len(self.relatives[name]))
            common = [relative for relative in self.relatives[fewer] if (more, relative) in numbers]
            hub[derived, source] = fsum([within[numbers[relative, source]] for relative in common]), float(len(common))
        return hub

    def completeness(self, article: str, derived: str) -> tuple[float, float]:
        """Of those that share text with both, how many the article has all shared text of, and how many it has not."""
        complete, common = self._hub[derived, article]
        return complete, max(0.0, common - complete)

    @cached_property
    def _holds_all(self) -> list[bool]:
        lacks, sizes = self.coverage.lacks, self.coverage.sizes
        below = (lacks.ends < sizes[lacks.pairs]) | (lacks.ends - lacks.starts >= 2 * LONG)
        amiss = self._by_pair((self._is_long & (lacks.starts > 0) & below).astype(float))
        flags: list[bool] = (amiss == 0).tolist()
        return flags

    def holds_all(self, derived: str, source: str) -> bool:
        """Whether all of the derived article below its opening stands in the source, but for words."""
        return self._holds_all[self.coverage.numbers[derived, source]]

    @cached_property
    def _as_sent(self) -> Bits:
        """For each pair, whether the shorter is the longer one cut at the top or the end, a few words aside."""
        lacks, count = self.coverage.lacks, len(self.coverage.numbers)
        length, cut = lacks.ends - lacks.starts, (lacks.starts == 0) | (lacks.ends == self.coverage.sizes[lacks.pairs])
        ends = np.bincount(lacks.pairs, np.where(cut, length, 0), count)
        inside = np.bincount(lacks.pairs[~cut], minlength=count)
        longest = np.zeros(count, np.int64)
        np.maximum.at(longest, lacks.pairs[~cut], length[~cut])
        mirrored = self.coverage.mirror
        touched_up = (np.maximum(inside, inside[mirrored]) <= FEW) & (np.maximum(longest, longest[mirrored]) < LONG)
        sent: Bits = touched_up & (np.minimum(ends, ends[mirrored]) < 2 * LONG)
        return sent

    def as_sent(self, left: str, right: str) -> bool:
        """Whether the shorter is the longer, cut at most at the top or the end, but for a few words."""
        return bool(self._as_sent[self.coverage.numbers[left, right]])

    @cached_property
    def _copies(self) -> dict[str, int]:
        return {name: int(np.count_nonzero(self._as_sent[self.coverage.rows(name)])) for name in self.relatives}

    def copies(self, name: str) -> int:
        """How many relatives have the whole article, such cuts and words aside."""
        return self._copies[name]

    @cached_property
    def _best(self) -> dict[str, tuple[float, float]]:
        best = {}
        for name, others in self.relatives.items():
            candidates = [o for o in others if (name, o) not in self.earlier]
            full = 0.0
            for relative in candidates:
                complete, incomplete = self.completeness(relative, name)
                full = max(full, log1p(complete) * complete / (complete + incomplete) if complete else 0.0)
            best[name] = full, float(any(self.holds_all(name, o) for o in candidates))
        return best

    def best(self, name: str) -> tuple[float, float]:
        """How complete the most complete relative is, and whether one has all of it."""
        return self._best[name]

    @cached_property
    def _news(self) -> dict[str, tuple[float, float]]:
        return {name: self._innovated(name) for name in self.relatives}

    def news(self, name: str) -> tuple[float, float]:
        """Stretches, short and long, that relatives have too, not from it, and that others lack where they stand."""
        return self._news[name]

    def _innovated(self, name: str) -> tuple[float, float]:
        pairs, lacks = self.coverage.rows(name), self.coverage.lacks
        inside = self.coverage.inside[name]
        own_runs = slice(self.coverage.cuts[pairs.start], self.coverage.cuts[pairs.stop])
        framed = lacks.framed[own_runs]
        steps = np.bincount(lacks.starts[own_runs][framed], minlength=inside.shape[1] + 1)
        steps = steps - np.bincount(lacks.ends[own_runs][framed], minlength=inside.shape[1] + 1)
        lacking, having = np.cumsum(steps)[:-1], inside.sum(axis=0)
        mark = self._witnesses[name] * (lacking >= having) * (lacking > 0) * (having > 0)
        short = long = 0.0
        for a, b in true_runs(mark > 0):
            weight = float(mark[a:b].mean())
            if b - a < LONG:
                short += weight
            else:
                long += weight
        return short, long

    def breadth(self, article: str, derived: str) -> float:
        """Of what relatives have that is not from the article, the share that the article has too."""
        return self._breadth[self.coverage.numbers[article, derived]]

    @cached_property
    def _breadth(self) -> list[float]:
        counts = {name: int(np.count_nonzero(inside.any(axis=0))) for name, inside in self.coverage.inside.items()}
        mirrored, words = self.coverage.mirror.tolist(), self.coverage.words
        breadth: list[float] = []
        for name, others in self.relatives.items():
            numbers = mirrored[self.coverage.rows(name)]
            weights = [self._independent[number] for number in numbers]
            totals = without_each([weight * counts[o] for weight, o in zip(weights, others, strict=True)])
            has = without_each([weight * words[number] for weight, number in zip(weights, numbers, strict=True)])
            breadth += [
                numerator / denominator if denominator > LONG else 1.0
                for numerator, denominator in zip(has, totals, strict=True)
            ]
        return breadth

    @cached_property
    def _rivals(self) -> dict[str, Rivals]:
        mirrored = self.coverage.mirror.tolist()
        rivals = {}
        for derived, others in self.relatives.items():
            credited = [(derived, relative) in self.credited for relative in others]
            numbers = mirrored[self.coverage.rows(derived)]
            rows = [
                row
                for row, (relative, number) in enumerate(zip(others, numbers, strict=True))
                if (derived, relative) not in self.earlier and (credited[row] or not self._holds_all[number])
            ]
            anywhere = self.coverage.anywhere[derived]
            if len(rows) > SECONDS:
                counts = np.count_nonzero(anywhere, axis=1).tolist()
                rows = sorted(sorted(rows, key=lambda row: (not credited[row], -counts[row], row))[:SECONDS])
            rivals[derived] = Rivals(
                np.array(rows, np.int64), anywhere[rows], np.array([credited[row] for row in rows], np.bool_)
            )
        return rivals

    def complement(self, derived: str, source: str) -> tuple[str, float] | None:
        """The relative that has most of what the source lacks, and what then is still lacking.

        One that stands wholly in the derived article may be a copy of it; one that this credits is chosen first. Of
        more than `SECONDS` relatives only those are weighed that have most of the derived article.
        """
        key = derived, source
        if key not in self._complements:
            self._complements[key] = self._complement(derived, source)
        return self._complements[key]

    @cached_property
    def _complements(self) -> dict[tuple[str, str], tuple[str, float] | None]:
        return {}

    def _complement(self, derived: str, source: str) -> tuple[str, float] | None:
        rivals, others = self._rivals[derived], self.relatives[derived]
        number = self.coverage.numbers[derived, source]
        between = self.coverage.lacks_of(number)
        lacks, lacking = self.coverage.lacks, np.zeros(len(rivals.rows))
        for start, end, weight in zip(
            lacks.starts[between].tolist(), lacks.ends[between].tolist(), self._witnessed[between].tolist(), strict=True
        ):
            if end - start >= LONG:
                has = np.count_nonzero(rivals.anywhere[:, start:end], axis=1)
                lacking += np.where(has < 0.8 * (end - start), weight, 0.0)
        lacking[rivals.rows == number - self.coverage.first[derived]] = np.inf
        smallest = float(lacking.min(initial=np.inf))
        if smallest == np.inf:
            return None
        best = lacking == smallest
        chosen = np.argmax(best & rivals.credited if (best & rivals.credited).any() else best)
        return others[rivals.rows[chosen]], smallest


def family_coverage(
    family: Family,
    words: Mapping[str, int],
    tokens: Tokens,
    earlier: Iterable[tuple[str, str]] = (),
    credited: Iterable[tuple[str, str]] = (),
) -> FamilyCoverage:
    """Of a family's articles; `words` gives the number of each in the tokens, `earlier` pairs known to be in order.

    `credited` are (article, another) where the article credits the agency whose own text the other one is.
    """
    return FamilyCoverage(coverage(family, words, tokens), frozenset(earlier), frozenset(credited))
