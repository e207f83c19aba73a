"""One family of articles that share text: who is likely the source of whom, or an item that is not in the corpus."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

import numpy as np

from provenance.origin.graph.arborescence import F64, I64, Marginals, marginals
from provenance.origin.graph.coverage import FamilyCoverage
from provenance.origin.graph.evidence.features import pair_features
from provenance.origin.graph.evidence.order import likely_earlier
from provenance.origin.graph.evidence.reasons import probability, reason_weights
from provenance.origin.graph.evidence.row import EvidenceRow, evidence_rows
from provenance.origin.graph.evidence.words import second_source
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family
from provenance.origin.graph.terms import TermFeatures, term_features
from provenance.origin.graph.versions.version_order import version_orders, with_version_order

Pair = tuple[str, str]


@dataclass(frozen=True)
class Decision:
    """Probabilities for one family; what is left to 1 for an article is that the text first stood in it."""

    family: Family
    draws: dict[Pair, float]  # (derived, source), both articles
    by_agency: dict[Pair, float]  # (derived, agency): on an unseen item of an agency that a member credits
    unnamed: dict[str, float]  # on an unseen item that nobody names
    evidence: dict[Pair, list[EvidenceRow]]  # (derived, source), both articles
    seconds: dict[Pair, float]  # (derived, source): as a second source beside another
    from_agency: dict[Pair, float]  # (article, agency): the text goes back to an unseen item of it, by any route
    from_nobody: dict[str, float]  # the same for the item that nobody names
    from_itself: dict[Pair, float]  # (article, agency): the text goes back to an article here that is the agency's own


def family_decision(
    family: Family,
    facts: Mapping[str, ArticleFacts],
    coverage: FamilyCoverage,
    reviews: Mapping[Pair, EvidenceRow] | None = None,
) -> Decision:
    """Marginals over all ways in which each article of the family has one source or is the first.

    Two worlds are weighed: one with the items that members credit, and one with another item that none of them names,
    at a price. In the first, the first article costs nothing; each further one that stands by itself would have the
    same words by chance. `reviews` is what people said of (derived, source).
    """
    versions = version_orders(family, facts)
    evidence = _pair_evidence(family, facts, coverage, versions)
    for pair in sorted(evidence.keys() & (reviews or {}).keys()):
        evidence[pair].append((reviews or {})[pair])
    weighed_terms = terms(term_features(family, facts, coverage), _drawn_terms(family, evidence))
    wires = _wires(family, facts)
    chances = weighed_terms.chances([np.array(numbers, np.int64) for numbers in wires.values()])
    likely = dict(zip(evidence, chances.draws.tolist(), strict=True))
    return Decision(
        family,
        likely,
        {
            (family.articles[d], weighed_terms.agencies[s - len(family.articles)]): p
            for s, d, p in zip(
                *weighed_terms.by_agency[:2].astype(int).tolist(), chances.by_agency.tolist(), strict=True
            )
        },
        dict(zip(family.articles, chances.unnamed.tolist(), strict=True)),
        evidence,
        _seconds(likely, coverage, versions.keys()),
        _by_article(family, weighed_terms.agencies, chances.from_agency),
        dict(zip(family.articles, chances.from_nobody.tolist(), strict=True)),
        _by_article(family, tuple(wires), chances.from_article),
    )


def _pair_evidence(
    family: Family, facts: Mapping[str, ArticleFacts], coverage: FamilyCoverage, versions: Mapping[Pair, EvidenceRow]
) -> dict[Pair, list[EvidenceRow]]:
    """The evidence of each pair, either way round."""
    evidence = {}
    for derived, source in _both_ways(family):
        ends = facts[derived], facts[source]
        rows = evidence_rows(pair_features(*ends, family, coverage))
        evidence[derived, source] = with_version_order(rows, versions, *ends, family, coverage)
    return evidence


def _wires(family: Family, facts: Mapping[str, ArticleFacts]) -> dict[str, list[int]]:
    """The numbers of the articles that are an agency's own, by agency."""
    wires: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(family.articles):
        for agency in facts[name].own_agencies:
            wires[agency].append(number)
    return dict(sorted(wires.items()))


def _by_article(family: Family, agencies: Sequence[str], rooted: F64) -> dict[Pair, float]:
    """(article, agency): the rows of the agencies."""
    return {
        (article, agency): min(1.0, likely)
        for agency, row in zip(agencies, rooted.tolist(), strict=True)
        for article, likely in zip(family.articles, row, strict=True)
    }


class Chances(NamedTuple):
    """Probabilities of the edges of a family, in the order of its terms."""

    draws: F64
    by_agency: F64
    unnamed: F64
    from_agency: F64  # [agencies, articles], by any route
    from_nobody: F64  # for each article, by any route
    from_article: F64  # [groups of articles asked for, articles], by any route


@dataclass(frozen=True)
class Terms:
    """A family's log weights. Edges are rows source, derived, weight; unseen items are numbered after the articles."""

    first: F64
    draws: F64  # [3, n]
    by_agency: F64  # [3, n]
    unnamed: F64  # for each article
    agencies: tuple[str, ...]
    chance: float  # the price of the same words twice
    penalty: float  # the price of an item that nobody names

    def chances(self, asked: Sequence[I64]) -> Chances:
        """Marginals over both worlds; routes from the unseen items and from each group of articles `asked` for.

        World A has the unseen items that somebody credits. World B has one more, which nobody names, at the price
        `penalty`. With Z the sum of the weights of all trees of a world,

            P(edge) = (1 - q) * P_A(edge) + q * P_B(edge),   q = sigmoid(log Z_B - penalty - log Z_A - free),

        where `free` is the price of chance where A has no unseen item: there the first article pays for being first.
        The same mixture gives the origins by any route (`marginals` has the formula).

        Two articles, each e^2 times as likely a copy of the other as from an item that nobody names. In A: each copies
        the other, or both are first by chance, Z_A = 2 e^(2-1) + e^(-1-1). In B: each is first, or from the item, or a
        copy of the other unless that is a copy of it, Z_B = (1 + e^-1)^2 + 2 (1 + e^-1) e^2. So q is .35, and the edge
        has .65 * .49 + .35 * .46. With .35 * .73 each goes back to the item by any route, with .35 * .40 straight:

        >>> both_ways = np.array([[0, 1, 2.0], [1, 0, 2.0]]).T
        >>> terms = Terms(np.zeros(2), both_ways, np.zeros((3, 0)), np.zeros(2), (), chance=1.0, penalty=1.0)
        >>> chances = terms.chances([])
        >>> chances.draws.round(2).tolist(), chances.from_nobody.round(2).tolist(), chances.unnamed.round(2).tolist()
        ([0.48, 0.48], [0.26, 0.26], [0.14, 0.14])
        """
        first = self.first - self.chance
        size, items = len(first), len(self.agencies)
        edges = np.concatenate([self.draws, self.by_agency], axis=1)
        nobody = np.array([np.full(size, size + items), np.arange(size), self.unnamed])
        roots = [*asked, *np.arange(size, size + items + 1).reshape(-1, 1)]
        without = _world(first, items, edges, roots[:-1])
        within = _world(first, items + 1, np.concatenate([edges, nobody], axis=1), roots)
        free = 0.0 if items else self.chance  # some article or item must be the first
        p_within = probability(within.log_total - self.penalty - without.log_total - free)
        cut, last = self.draws.shape[1], edges.shape[1]
        mixed = (1 - p_within) * without.edge + p_within * within.edge[:last]
        rooted = (1 - p_within) * without.rooted[:, :size] + p_within * within.rooted[:-1, :size]
        return Chances(
            mixed[:cut],
            mixed[cut:],
            p_within * within.edge[last:],
            rooted[len(asked) :],
            p_within * within.rooted[-1, :size],
            rooted[: len(asked)],
        )


def terms(features: TermFeatures, draws: F64) -> Terms:
    """The log weights of all that may have been, each a sum of weights times amounts; `draws` are those of articles."""
    root, unseen = reason_weights()["root"], reason_weights()["unseen"]
    named_rows = [(*item.ends, item.offset + weighed_sum(item.amounts, unseen)) for item in features.by_agency]
    return Terms(
        np.array([weighed_sum(amounts, root) for amounts in features.first]),
        draws,
        np.array(named_rows).reshape(-1, 3).T,
        np.array([weighed_sum(amounts, unseen) for amounts in features.unnamed]),
        features.agencies,
        min(root["chance_most"], root["chance_bit"] * features.surprise),
        weighed_sum(features.penalty, unseen),
    )


def weighed_sum(amounts: Mapping[str, float], weight: Mapping[str, float]) -> float:
    """A sum of weights times amounts.

    >>> weighed_sum({"base": 1.0, "unfounded": 2.0}, {"base": 0.5, "unfounded": -0.25, "credited": 9.0})
    0.0
    """
    return fsum(weight[name] * amount for name, amount in amounts.items())


def _drawn_terms(family: Family, evidence: Mapping[Pair, list[EvidenceRow]]) -> F64:
    """Rows source, derived, log weight of the edges between the articles of a family."""
    number = {name: i for i, name in enumerate(family.articles)}
    rows = [(number[s], number[d], fsum(e.weight for e in reasons)) for (d, s), reasons in evidence.items()]
    return np.array(rows).reshape(-1, 3).T


def _both_ways(family: Family) -> list[Pair]:
    return [pair for left, right in family.pairs for pair in ((left, right), (right, left))]


def ordered_pairs(family: Family, facts: Mapping[str, ArticleFacts]) -> list[Pair]:
    """Pairs of its articles of which the first is known to be older."""
    return [
        (first, second) for first, second in _both_ways(family) if likely_earlier(facts[first], facts[second]) == 1.0
    ]


def credited_pairs(family: Family, facts: Mapping[str, ArticleFacts]) -> list[Pair]:
    """Pairs of its articles of which the first credits the agency whose own text the second is."""
    return [
        (derived, source)
        for derived, source in _both_ways(family)
        if facts[derived].agencies & facts[source].own_agencies
    ]


def _seconds(draws: Mapping[Pair, float], coverage: FamilyCoverage, versions: Collection[Pair]) -> dict[Pair, float]:
    """How likely each is a second source; another version of the same page is none."""
    seconds: dict[Pair, float] = defaultdict(float)
    for (derived, source), likely in draws.items():
        second = second_source(derived, source, coverage)
        if second and (derived, second) not in versions:
            seconds[derived, second] += likely * (1 - draws.get((second, derived), 0.0))
    return dict(seconds)


def _world(first: F64, items: int, edges: F64, roots: Sequence[I64]) -> Marginals:
    """Marginals with the unseen items as further nodes; an item costs nothing by itself and has no source here."""
    nodes = edges[:2].astype(np.int64)
    return marginals(np.concatenate([first, np.zeros(items)]), nodes[0], nodes[1], edges[2], roots)
