"""What an article may have its text from besides the articles here: amounts for each unseen source, not yet weighed."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, log, log1p
from typing import NamedTuple

from provenance.origin.graph.coverage import FamilyCoverage
from provenance.origin.graph.evidence.order import stale
from provenance.origin.graph.evidence.shares import quoted_share, share, shared_prose
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family

PART = 0.5  # of what an article shares with others, if it has less of an agency's text, that is another story
NAMELESS = 0.5  # what "agencies", without a name, counts of a credit: it seldom says for how much of the text
CLAUSE = 90.0  # bits; less may be a phrase that several have by chance
SENTENCE = 25.0  # words outside quotation marks that two must share before a common speaker does not explain them
MOST_UNFOUNDED = 12.0  # beyond, it does not matter how much

Amounts = Mapping[str, float]  # by the name of a weight


class AgencyFeature(NamedTuple):
    """One article on an unseen item of an agency: node and article by number, amounts, and what no weight counts."""

    ends: tuple[int, int]  # unseen items are numbered after the articles
    amounts: Amounts
    offset: float  # log of the agency's share of the credits, for an article that names nobody


@dataclass(frozen=True)
class TermFeatures:
    """What the log weights of a family are made of: amounts by the weights of the parts root and unseen."""

    first: list[Amounts]  # for each article: the text first stood in it
    by_agency: list[AgencyFeature]
    unnamed: list[Amounts]  # for each article: it is from an unseen item that nobody names
    agencies: tuple[str, ...]
    penalty: Amounts  # the price of an item that nobody names
    surprise: float  # bits of the most surprising passage


class _Surroundings(NamedTuple):
    """A family with the facts of its articles, and how far each one's share may be quotation only."""

    family: Family
    facts: Mapping[str, ArticleFacts]
    coverage: FamilyCoverage
    hearsay: Mapping[str, float]

    def members(self) -> list[ArticleFacts]:
        return [self.facts[name] for name in self.family.articles]

    def relatives(self, member: ArticleFacts) -> list[ArticleFacts]:
        return [self.facts[name] for name in self.family.beside(member.article)]


def term_features(family: Family, facts: Mapping[str, ArticleFacts], coverage: FamilyCoverage) -> TermFeatures:
    """All that may have been besides an article drawing on an article, as amounts."""
    hearsay = {name: _hearsay(facts[name], facts, family) for name in family.articles}
    scene = _Surroundings(family, facts, coverage, hearsay)
    members = scene.members()
    number = {name: i for i, name in enumerate(family.articles)}
    agencies = tuple(sorted(_unseen(members)))
    named_features = [
        AgencyFeature((len(members) + i, number[name]), amounts, offset)
        for i, agency in enumerate(agencies)
        for name, (amounts, offset) in _from_agency(agency, scene).items()
    ]
    return TermFeatures(
        [_first(member, coverage) for member in members],
        named_features,
        [_from_nobody(member, scene) for member in members],
        agencies,
        _penalty(scene),
        surprise(family, facts),
    )


def _unseen(members: list[ArticleFacts]) -> set[str]:
    """Agencies that a member credits; a story of theirs may be missing though another of theirs is here."""
    return {agency for member in members for agency in member.agencies}


def _penalty(scene: _Surroundings) -> Amounts:
    """The price of an item that nobody names: the more of an article it would explain, the higher.

    Less where one credits "agencies": it says that there is such an item, if not whose; and where papers of several
    outlets print it without a word, for papers have a story from an agency more often than from each other.
    """
    family, members = scene.family, scene.members()
    largest = max(share(scene.facts[name], family.between(*pair)) for pair in family.pairs for name in pair)
    firsthand = 1 - fsum(scene.hearsay[member.article] for member in members) / len(members)
    factor = NAMELESS if any(member.nameless for member in members) else 1.0
    return {
        "penalty": factor,
        "penalty_named": factor * firsthand if any(member.agencies for member in members) else 0.0,
        "penalty_share": factor * largest,
        "penalty_papers": float(_papers_alone(members)),
    }


def _papers_alone(members: list[ArticleFacts]) -> bool:
    """Whether papers of two outlets or more print it, and none of them is an agency's, a release or names anybody."""
    outlets = {member.house for member in members}
    silent = not any(member.agencies or member.own_agencies or member.release for member in members)
    return silent and len(outlets - {None}) > 1


def surprise(family: Family, facts: Mapping[str, ArticleFacts]) -> float:
    """Bits of the most surprising passage without its quoted part: several may have heard the same words."""
    return max(
        p.bits * (1 - min(quoted_share(facts[name], [p]) for name in (p.left, p.right))) for p in family.passages
    )


def _first(member: ArticleFacts, coverage: FamilyCoverage) -> Amounts:
    unfounded = min(MOST_UNFOUNDED, coverage.unfounded(member.article))
    return {"base": 1.0, "unfounded": unfounded, "credited": float(bool(member.story_credits()))}


def _covered_elsewhere(name: str, coverage: FamilyCoverage, suffix: str) -> dict[str, float]:
    complete, total = coverage.best(name)
    short, long = coverage.news(name)
    return {
        "complete" + suffix: complete,
        "whole" + suffix: total,
        "news_short": log1p(short),
        "news_long": log1p(long),
    }


def _from_agency(agency: str, scene: _Surroundings) -> dict[str, tuple[Amounts, float]]:
    """For each member its text being from an unseen item of the agency: amounts, and what no weight counts."""
    members = scene.members()
    crediting = [member for member in members if member.agencies]
    vouching = log(fsum(1 / len(m.agencies) for m in crediting if agency in m.agencies) / len(crediting))
    in_hand = {
        m.article: m for m in members if agency in m.own_agencies or (m.house is None and m.dateline_agency == agency)
    }
    features: dict[str, tuple[Amounts, float]] = {}
    for member in members:
        if agency in member.own_agencies:
            continue
        amounts, offset = _by_credits(member, agency, scene, vouching)
        wires = _of_its_story(member, in_hand, scene.family) if in_hand else []
        if wires:
            amounts["its_own" if any(agency in wire.own_agencies for wire in wires) else "in_hand"] = 1.0
        features[member.article] = amounts | _covered_elsewhere(member.article, scene.coverage, ""), offset
    return features


def _by_credits(
    member: ArticleFacts, agency: str, scene: _Surroundings, vouching: float
) -> tuple[dict[str, float], float]:
    """What an article's own credits say of its being from an agency, or those of others where it names nobody."""
    if agency in member.agencies:
        return {"named": 1.0}, 0.0
    if member.agencies or member.relays():  # it credits another, or names who passed it on
        return {"elsewhere": 1.0}, 0.0
    if member.own_agencies:
        return {"other_wire": 1.0}, 0.0
    return _uncredited(member, agency, scene), vouching


def _hearsay(member: ArticleFacts, facts: Mapping[str, ArticleFacts], family: Family) -> float:
    """How far an article's share of the family's text may be what a speaker said to several reporters.

    The share of it in quotation marks, and nothing where it shares a sentence or more of other prose with one of them.
    """
    relatives = (facts[name] for name in family.beside(member.article))
    prose = max((shared_prose(member, r, family.between(member.article, r.article)) for r in relatives), default=0.0)
    return quoted_share(member, family.of(member.article)) * max(0.0, 1 - prose / SENTENCE)


def _uncredited(member: ArticleFacts, agency: str, scene: _Surroundings) -> dict[str, float]:
    """For an article that names nobody: how many with the same text credit the agency, and whether it may be quoted."""
    crediting = [relative for relative in scene.relatives(member) if agency in relative.agencies]
    passages = {
        m.article: [p for p in scene.family.between(member.article, m.article) if not p.loose] for m in crediting
    }
    words = {name: sum(p.matched for p in firm) for name, firm in passages.items()}
    closest = max(crediting, key=lambda m: (words[m.article], m.article), default=None)
    if closest is None:
        quoted, bits = scene.hearsay[member.article], CLAUSE
    else:
        firm = passages[closest.article]
        quoted = max(quoted_share(facts, firm) for facts in (member, closest))
        quoted *= max(0.0, 1 - shared_prose(member, closest, firm) / SENTENCE)
        bits = fsum(p.bits for p in firm)
    copies = sum(words[m.article] >= PART * min(m.words, member.words) for m in crediting)
    return {
        "uncredited": 1.0,
        "uncredited_among": log(max(1, copies)),
        "uncredited_quoted": quoted,
        "uncredited_thin": max(0.0, 1 - bits / CLAUSE),
    }


def _of_its_story(member: ArticleFacts, in_hand: Mapping[str, ArticleFacts], family: Family) -> list[ArticleFacts]:
    """The agency's own texts that may be the story which a member has: not another one with the same background.

    Another story's text would have little of it beside what papers with the story have.
    """
    words = {
        name: sum(p.matched for p in family.between(member.article, name)) for name in family.beside(member.article)
    }
    largest = max((n for name, n in words.items() if name not in in_hand), default=0)
    wires = [in_hand[name] for name, n in words.items() if name in in_hand and n >= PART * largest]
    return [wire for wire in wires if not stale(member, wire)]


def _from_nobody(member: ArticleFacts, scene: _Surroundings) -> Amounts:
    """An article's text being from an unseen item that nobody names."""
    hearsay = scene.hearsay[member.article]
    released = member.release or any(relative.release for relative in scene.relatives(member))
    amounts = _covered_elsewhere(member.article, scene.coverage, "_unnamed") | {"released": float(released)}
    if member.agencies:
        return amounts | {"elsewhere": 1 - hearsay, "quoted": hearsay}
    amounts["share"] = scene.family.extent(member.article) / max(1, member.length)
    return amounts | ({"named": NAMELESS} if member.nameless else {"quoted": hearsay})
