"""One family of articles that share text: who is likely the source of whom, or an item that is not in the corpus."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from provenance.origin.arborescence import Marginals, marginals
from provenance.origin.evidence import Evidence, draws
from provenance.origin.facts import Facts
from provenance.origin.families import Family
from provenance.origin.weights import probability, weights

Pair = tuple[str, str]


@dataclass(frozen=True)
class Decision:
    """Probabilities for one family; what is left to 1 for an article is that the text first stood in it."""

    family: Family
    draws: dict[Pair, float]  # (derived, source), both articles
    named: dict[Pair, float]  # (derived, agency): on an unseen item of an agency that a member credits
    unnamed: dict[str, float]  # on an unseen item that nobody names
    evidence: dict[Pair, list[Evidence]]  # (derived, source), both articles


def decided(family: Family, facts: Mapping[str, Facts]) -> Decision:
    """Marginals over all ways in which each article of the family has one source or is the first.

    Two worlds are weighed: one with the items that members credit, and one with another item that none of them names,
    at a price. In the first, the first article costs nothing; each further one that stands by itself would have the
    same words by chance.
    """
    members = [facts[name] for name in family.articles]
    evidence = {
        (one.article, other.article): draws(one, other, family)
        for a, b in family.pairs
        for one, other in ((facts[a], facts[b]), (facts[b], facts[a]))
    }
    agencies = sorted(_unseen(members))
    place = {name: i for i, name in enumerate(family.articles)}
    edges = [(place[s], place[d], sum(e.weight for e in reasons)) for (d, s), reasons in evidence.items()]
    named = [
        (len(members) + i, place[m.article], _from_agency(m, agency))
        for i, agency in enumerate(agencies)
        for m in members
    ]
    nobody = len(members) + len(agencies)
    unnamed = [(nobody, place[member.article], _from_nobody(member, family)) for member in members]
    chance = min(
        weights()["root"]["chance_most"], weights()["root"]["chance_bit"] * max(p.bits for p in family.passages)
    )
    first = [_first(member) - chance for member in members]
    without = _world(first, len(agencies), edges + named)
    within = _world(first, len(agencies) + 1, edges + named + unnamed)
    free = 0.0 if agencies else chance  # some article or item must be the first
    log_odds = within.log_total - weights()["unseen"]["penalty"] - without.log_total - free
    other = probability(log_odds)
    both = (1 - other) * without.edge + other * within.edge[: len(without.edge)]
    return Decision(
        family,
        dict(zip(evidence, both[: len(edges)].tolist(), strict=True)),
        {
            (family.articles[d], agencies[s - len(members)]): p
            for (s, d, _), p in zip(named, both[len(edges) :].tolist(), strict=True)
        },
        dict(zip(family.articles, (other * within.edge[len(without.edge) :]).tolist(), strict=True)),
        evidence,
    )


def _unseen(members: list[Facts]) -> set[str]:
    """Agencies that a member credits and that no member is."""
    return {agency for member in members for agency in member.agencies} - {a for member in members for a in member.own}


def _first(member: Facts) -> float:
    weight = weights()["root"]
    return weight["base"] + (weight["credited"] if member.story_credits() else 0.0)


def _from_agency(member: Facts, agency: str) -> float:
    weight = weights()["unseen"]
    if agency in member.agencies:
        return weight["named"]
    return weight["elsewhere"] if member.agencies else weight["uncredited"]


def _from_nobody(member: Facts, family: Family) -> float:
    weight = weights()["unseen"]
    if member.agencies:
        return weight["elsewhere"]
    return weight["share"] * family.extent(member.article) / max(1, member.length)


def _world(first: list[float], items: int, edges: list[tuple[int, int, float]]) -> Marginals:
    """Marginals with the unseen items as further nodes; an item costs nothing by itself and has no source here."""
    source, derived, weight = (np.array(column) for column in zip(*edges, strict=True))
    return marginals(np.array(first + [0.0] * items), source, derived, weight.astype(np.float64))
