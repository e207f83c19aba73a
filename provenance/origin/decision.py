"""One family of articles that share text: who is likely the source of whom, or an item that is not in the corpus."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np

from provenance.origin.arborescence import Marginals, marginals
from provenance.origin.evidence import Evidence, draws, much, quoted, share, stale
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
        (len(members) + i, place[name], weight)
        for i, agency in enumerate(agencies)
        for name, weight in _from_agency(agency, members, family).items()
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
    log_odds = within.log_total - _penalty(family, facts) - without.log_total - free
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


def _penalty(family: Family, facts: Mapping[str, Facts]) -> float:
    """The price of an item that nobody names: the more of an article it would explain, the higher."""
    weight = weights()["unseen"]
    most = max(share(facts[name], family.between(*pair)) for pair in family.pairs for name in pair)
    named = weight["penalty_named"] if any(facts[name].agencies for name in family.articles) else 0.0
    return weight["penalty"] + named + weight["penalty_share"] * most


def _first(member: Facts) -> float:
    weight = weights()["root"]
    return weight["base"] + (weight["credited"] if member.story_credits() else 0.0)


def _from_agency(agency: str, members: list[Facts], family: Family) -> dict[str, float]:
    """For each member the log weight of its text being from an unseen item of the agency."""
    weight = weights()["unseen"]
    named = [member for member in members if member.agencies]
    vouching = log(sum(1 / len(m.agencies) for m in named if agency in m.agencies) / len(named))
    in_hand = [m for m in members if m.house is None and m.dateline_agency == agency]
    found = {}
    for member in members:
        if agency in member.agencies:
            found[member.article] = weight["named"]
        else:
            found[member.article] = weight["elsewhere"] if member.agencies else weight["uncredited"] + vouching
        if any(wire != member and much(member, wire, family) and not stale(member, wire) for wire in in_hand):
            found[member.article] += weight["in_hand"]
    return found


def _from_nobody(member: Facts, family: Family) -> float:
    weight = weights()["unseen"]
    if member.agencies:
        return weight["elsewhere"]
    said = weight["quoted"] * quoted(member, [p for p in family.passages if member.article in (p.left, p.right)])
    return said + weight["share"] * family.extent(member.article) / max(1, member.length)


def _world(first: list[float], items: int, edges: list[tuple[int, int, float]]) -> Marginals:
    """Marginals with the unseen items as further nodes; an item costs nothing by itself and has no source here."""
    source, derived, weight = (np.array(column) for column in zip(*edges, strict=True))
    return marginals(np.array(first + [0.0] * items), source, derived, weight.astype(np.float64))
