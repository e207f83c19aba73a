"""One family of articles that share text: who is likely the source of whom, or an item that is not in the corpus."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, log1p
from typing import NamedTuple

import numpy as np

from provenance.origin.graph.arborescence import F64, I64, Marginals, marginals
from provenance.origin.graph.coverage import FamilyCoverage
from provenance.origin.graph.evidence.features import draws
from provenance.origin.graph.evidence.order import likely_earlier, stale
from provenance.origin.graph.evidence.row import Evidence
from provenance.origin.graph.evidence.shares import quoted_share, share, shared_prose
from provenance.origin.graph.evidence.weights import probability, weights
from provenance.origin.graph.evidence.words import second
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family
from provenance.origin.graph.versions.version_order import version_orders, with_version_order

Pair = tuple[str, str]
PART = 0.5  # of what an article shares with others, if it has less of an agency's text, that is another story
NAMELESS = 0.5  # what "agencies", without a name, counts of a credit: it seldom says for how much of the text
CLAUSE = 90.0  # bits; less may be a phrase that several have by chance
SENTENCE = 25.0  # words outside quotation marks that two must share before a common speaker does not explain them
MOST_UNFOUNDED = 12.0  # beyond, it does not matter how much


@dataclass(frozen=True)
class Decision:
    """Probabilities for one family; what is left to 1 for an article is that the text first stood in it."""

    family: Family
    draws: dict[Pair, float]  # (derived, source), both articles
    named: dict[Pair, float]  # (derived, agency): on an unseen item of an agency that a member credits
    unnamed: dict[str, float]  # on an unseen item that nobody names
    evidence: dict[Pair, list[Evidence]]  # (derived, source), both articles
    seconds: dict[Pair, float]  # (derived, source): as a second source beside another
    from_agency: dict[Pair, float]  # (article, agency): the text goes back to an unseen item of it, by any route
    from_nobody: dict[str, float]  # the same for the item that nobody names
    from_itself: dict[Pair, float]  # (article, agency): the text goes back to an article here that is the agency's own


def family_decision(
    family: Family,
    facts: Mapping[str, ArticleFacts],
    holds: FamilyCoverage,
    said: Mapping[Pair, Evidence] | None = None,
) -> Decision:
    """Marginals over all ways in which each article of the family has one source or is the first.

    Two worlds are weighed: one with the items that members credit, and one with another item that none of them names,
    at a price. In the first, the first article costs nothing; each further one that stands by itself would have the
    same words by chance. `said` is what people said of (derived, source).
    """
    written = version_orders(family, facts)
    evidence = {
        (one.article, other.article): with_version_order(
            draws(one, other, family, holds), written, one, other, family, holds
        )
        for a, b in family.pairs
        for one, other in ((facts[a], facts[b]), (facts[b], facts[a]))
    }
    for pair in sorted(evidence.keys() & (said or {}).keys()):
        evidence[pair].append((said or {})[pair])
    weighed = terms(family, facts, holds, evidence)
    wires = _wires(family, facts)
    chances = weighed.chances([np.array(numbers, np.int64) for numbers in wires.values()])
    drawn = dict(zip(evidence, chances.draws.tolist(), strict=True))
    return Decision(
        family,
        drawn,
        {
            (family.articles[d], weighed.agencies[s - len(family.articles)]): p
            for s, d, p in zip(*weighed.named[:2].astype(int).tolist(), chances.named.tolist(), strict=True)
        },
        dict(zip(family.articles, chances.unnamed.tolist(), strict=True)),
        evidence,
        _seconds(drawn, holds, written.keys()),
        _by_article(family, weighed.agencies, chances.from_agency),
        dict(zip(family.articles, chances.from_nobody.tolist(), strict=True)),
        _by_article(family, tuple(wires), chances.from_article),
    )


def _wires(family: Family, facts: Mapping[str, ArticleFacts]) -> dict[str, list[int]]:
    """The numbers of the articles that are an agency's own, by agency."""
    wires: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(family.articles):
        for agency in facts[name].own:
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
    named: F64
    unnamed: F64
    from_agency: F64  # [agencies, articles], by any route
    from_nobody: F64  # for each article, by any route
    from_article: F64  # [groups of articles asked for, articles], by any route


@dataclass(frozen=True)
class Terms:
    """A family's log weights. Edges are rows source, derived, weight; unseen items are numbered after the articles."""

    first: F64
    draws: F64  # [3, n]
    named: F64  # [3, n]
    unnamed: F64  # for each article
    agencies: tuple[str, ...]
    chance: float  # the price of the same words twice
    penalty: float  # the price of an item that nobody names

    def chances(self, asked: Sequence[I64]) -> Chances:
        """Marginals over both worlds; routes from the unseen items and from each group of articles `asked` for."""
        first = self.first - self.chance
        size, items = len(first), len(self.agencies)
        edges = np.concatenate([self.draws, self.named], axis=1)
        nobody = np.array([np.full(size, size + items), np.arange(size), self.unnamed])
        roots = [*asked, *np.arange(size, size + items + 1).reshape(-1, 1)]
        without = _world(first, items, edges, roots[:-1])
        within = _world(first, items + 1, np.concatenate([edges, nobody], axis=1), roots)
        free = 0.0 if items else self.chance  # some article or item must be the first
        other = probability(within.log_total - self.penalty - without.log_total - free)
        cut, last = self.draws.shape[1], edges.shape[1]
        both = (1 - other) * without.edge + other * within.edge[:last]
        rooted = (1 - other) * without.rooted[:, :size] + other * within.rooted[:-1, :size]
        return Chances(
            both[:cut],
            both[cut:],
            other * within.edge[last:],
            rooted[len(asked) :],
            other * within.rooted[-1, :size],
            rooted[: len(asked)],
        )


def terms(
    family: Family, facts: Mapping[str, ArticleFacts], holds: FamilyCoverage, evidence: Mapping[Pair, list[Evidence]]
) -> Terms:
    """The log weights of all that may have been, each a sum of weights times what was seen."""
    members = [facts[name] for name in family.articles]
    place = {name: i for i, name in enumerate(family.articles)}
    agencies = tuple(sorted(_unseen(members)))
    heard = {name: _heard(facts[name], facts, family) for name in family.articles}
    named = [
        (len(members) + i, place[name], weight)
        for i, agency in enumerate(agencies)
        for name, weight in _from_agency(agency, facts, family, holds, heard).items()
    ]
    root = weights()["root"]
    return Terms(
        np.array([_first(member, holds) for member in members]),
        np.array([(place[s], place[d], fsum(e.weight for e in why)) for (d, s), why in evidence.items()])
        .reshape(-1, 3)
        .T,
        np.array(named).reshape(-1, 3).T,
        np.array([_from_nobody(member, facts, family, holds, heard[member.article]) for member in members]),
        agencies,
        min(root["chance_most"], root["chance_bit"] * surprise(family, facts)),
        _penalty(family, facts, heard),
    )


def _both_ways(family: Family) -> list[Pair]:
    return [pair for left, right in family.pairs for pair in ((left, right), (right, left))]


def ordered_pairs(family: Family, facts: Mapping[str, ArticleFacts]) -> list[Pair]:
    """Pairs of its articles of which the first is known to be older."""
    return [(one, other) for one, other in _both_ways(family) if likely_earlier(facts[one], facts[other]) == 1.0]


def credited_pairs(family: Family, facts: Mapping[str, ArticleFacts]) -> list[Pair]:
    """Pairs of its articles of which the first credits the agency whose own text the second is."""
    return [(one, other) for one, other in _both_ways(family) if facts[one].agencies & facts[other].own]


def _seconds(drawn: Mapping[Pair, float], holds: FamilyCoverage, versions: Collection[Pair]) -> dict[Pair, float]:
    """How likely each is a second source; another version of the same page is none."""
    found: dict[Pair, float] = defaultdict(float)
    for (derived, source), likely in drawn.items():
        other = second(derived, source, holds)
        if other and (derived, other) not in versions:
            found[derived, other] += likely * (1 - drawn.get((other, derived), 0.0))
    return dict(found)


def _unseen(members: list[ArticleFacts]) -> set[str]:
    """Agencies that a member credits; a story of theirs may be missing though another of theirs is here."""
    return {agency for member in members for agency in member.agencies}


def _penalty(family: Family, facts: Mapping[str, ArticleFacts], heard: Mapping[str, float]) -> float:
    """The price of an item that nobody names: the more of an article it would explain, the higher.

    Less where one credits "agencies": it says that there is such an item, if not whose; and where papers of several
    outlets print it without a word, for papers have a story from an agency more often than from each other.
    """
    weight = weights()["unseen"]
    most = max(share(facts[name], family.between(*pair)) for pair in family.pairs for name in pair)
    members = [facts[name] for name in family.articles]
    unheard = 1 - fsum(heard[one.article] for one in members) / len(members)
    named = weight["penalty_named"] * unheard if any(one.agencies for one in members) else 0.0
    papers = weight["penalty_papers"] if _papers_alone(members) else 0.0
    price = weight["penalty"] + named + weight["penalty_share"] * most
    return price * (NAMELESS if any(one.nameless for one in members) else 1.0) + papers


def _papers_alone(members: list[ArticleFacts]) -> bool:
    """Whether papers of two outlets or more print it, and none of them is an agency's, a release or names anybody."""
    outlets = {member.house for member in members}
    silent = not any(member.agencies or member.own or member.release for member in members)
    return silent and len(outlets - {None}) > 1


def surprise(family: Family, facts: Mapping[str, ArticleFacts]) -> float:
    """Bits of the most surprising passage, less what of it is quoted: several may have heard the same words."""
    return max(
        p.bits * (1 - min(quoted_share(facts[name], [p]) for name in (p.left, p.right))) for p in family.passages
    )


def _first(member: ArticleFacts, holds: FamilyCoverage) -> float:
    weight = weights()["root"]
    unfounded = min(MOST_UNFOUNDED, holds.unfounded(member.article))
    return weight["base"] + weight["unfounded"] * unfounded + (weight["credited"] if member.story_credits() else 0.0)


def _elsewhere(name: str, holds: FamilyCoverage, suffix: str) -> float:
    weight = weights()["unseen"]
    full, whole = holds.best(name)
    short, long = holds.news(name)
    return (
        weight["complete" + suffix] * full
        + weight["whole" + suffix] * whole
        + weight["news_short"] * log1p(short)
        + weight["news_long"] * log1p(long)
    )


def _from_agency(
    agency: str, facts: Mapping[str, ArticleFacts], family: Family, holds: FamilyCoverage, heard: Mapping[str, float]
) -> dict[str, float]:
    """For each member the log weight of its text being from an unseen item of the agency."""
    weight, members = weights()["unseen"], [facts[name] for name in family.articles]
    named = [member for member in members if member.agencies]
    vouching = log(fsum(1 / len(m.agencies) for m in named if agency in m.agencies) / len(named))
    in_hand = {m.article: m for m in members if agency in m.own or (m.house is None and m.dateline_agency == agency)}
    found = {}
    for member in members:
        if agency in member.own:
            continue
        if agency in member.agencies:
            found[member.article] = weight["named"]
        elif member.agencies or member.relays():  # it credits another, or names who passed it on
            found[member.article] = weight["elsewhere"]
        elif member.own:
            found[member.article] = weight["other_wire"]
        else:
            found[member.article] = _uncredited(member, agency, facts, family, heard) + vouching
        same = _of_its_story(member, in_hand, family) if in_hand else []
        if same:
            found[member.article] += weight["its_own" if any(agency in wire.own for wire in same) else "in_hand"]
        found[member.article] += _elsewhere(member.article, holds, "")
    return found


def _heard(member: ArticleFacts, facts: Mapping[str, ArticleFacts], family: Family) -> float:
    """How far an article's share of the family's text may just be what somebody said to several.

    The share of it in quotation marks, and nothing where it shares a sentence or more of other prose with one of them.
    """
    beside = (facts[other] for other in family.beside(member.article))
    most = max(
        (shared_prose(member, other, family.between(member.article, other.article)) for other in beside), default=0.0
    )
    return quoted_share(member, family.of(member.article)) * max(0.0, 1 - most / SENTENCE)


def _uncredited(
    member: ArticleFacts, agency: str, facts: Mapping[str, ArticleFacts], family: Family, heard: Mapping[str, float]
) -> float:
    """For one that names nobody: how many with the same text credit the agency, and whether it may just be heard."""
    weight = weights()["unseen"]
    named = [facts[other] for other in family.beside(member.article) if agency in facts[other].agencies]
    shared = {m.article: [p for p in family.between(member.article, m.article) if not p.loose] for m in named}
    words = {name: sum(p.matched for p in found) for name, found in shared.items()}
    closest = max(named, key=lambda m: (words[m.article], m.article), default=None)
    if closest is None:
        said = heard[member.article]
    else:
        said = max(quoted_share(one, shared[closest.article]) for one in (member, closest))
        said *= max(0.0, 1 - shared_prose(member, closest, shared[closest.article]) / SENTENCE)
    copies = sum(words[m.article] >= PART * min(m.words, member.words) for m in named)
    bits = fsum(p.bits for p in shared[closest.article]) if closest else CLAUSE
    thin = max(0.0, 1 - bits / CLAUSE)
    return (
        weight["uncredited"]
        + weight["uncredited_among"] * log(max(1, copies))
        + weight["uncredited_quoted"] * said
        + weight["uncredited_thin"] * thin
    )


def _of_its_story(member: ArticleFacts, in_hand: Mapping[str, ArticleFacts], family: Family) -> list[ArticleFacts]:
    """The agency's own texts that may be the story which a member has: not another one with the same background.

    Another story's text would have little of it beside what papers with the story have.
    """
    words = {
        other: sum(p.matched for p in family.between(member.article, other)) for other in family.beside(member.article)
    }
    most = max((n for other, n in words.items() if other not in in_hand), default=0)
    wires = [in_hand[other] for other, n in words.items() if other in in_hand and n >= PART * most]
    return [wire for wire in wires if not stale(member, wire)]


def _from_nobody(
    member: ArticleFacts, facts: Mapping[str, ArticleFacts], family: Family, holds: FamilyCoverage, heard: float
) -> float:
    weight = weights()["unseen"]
    full = _elsewhere(member.article, holds, "_unnamed")
    full += weight["released"] * (
        member.release or any(facts[other].release for other in family.beside(member.article))
    )
    if member.agencies:
        return weight["elsewhere"] * (1 - heard) + weight["quoted"] * heard + full
    said = NAMELESS * weight["named"] if member.nameless else weight["quoted"] * heard
    return said + full + weight["share"] * family.extent(member.article) / max(1, member.length)


def _world(first: F64, items: int, edges: F64, roots: Sequence[I64]) -> Marginals:
    """Marginals with the unseen items as further nodes; an item costs nothing by itself and has no source here."""
    nodes = edges[:2].astype(np.int64)
    return marginals(np.concatenate([first, np.zeros(items)]), nodes[0], nodes[1], edges[2], roots)
