"""Unseen items: stories, statements and broadcasts that articles name or share, and that are not in the corpus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from provenance.origin.graph.evidence.reasons import probability, reason_weights
from provenance.origin.graph.evidence.row import EvidenceRow, Feature, evidence_rows
from provenance.origin.graph.facts import ArticleFacts, NamedCredit
from provenance.origin.graph.unseen.kinds import cited_thing

Kind = Literal["story", "background", "statement", "broadcast"]


class UnseenSource(NamedTuple):
    """An unseen item, by its agency and the article that names it; several articles may turn out to mean one."""

    agency: str | None
    article: str  # the article that names it, or the first of those that share it
    kind: Kind

    @property
    def name(self) -> str:
        """The id it has in the tables."""
        kind = "" if self.kind in ("story", "broadcast") else f":{self.kind}"
        return f"unseen:{self.agency or 'unnamed'}:{self.article}{kind}"


@dataclass
class SourceClaim:
    """Something drawn on an unseen item, with its reasons."""

    derived: str | UnseenSource
    item: UnseenSource
    relation: str
    probability: float  # by any route
    direct: float  # without the routes through other articles
    evidence: list[EvidenceRow] = field(default_factory=list)
    family: int | None = None  # the passages that it explains beside other sources


def credited_sources(facts: Mapping[str, ArticleFacts], broadcasters: frozenset[str]) -> list[SourceClaim]:
    """What each article's own credits say: one item for each agency it names, and what that item draws on."""
    return [claim for name in sorted(facts) for claim in _of(facts[name], broadcasters)]


def _of(facts: ArticleFacts, broadcasters: frozenset[str]) -> Iterable[SourceClaim]:
    origins = [credit for credit in facts.story_credits() if credit.kind == "credit"]
    cited = [credit for credit in facts.story_credits() if credit.kind == "citation"]
    handled = {credit.agency for credit in origins}
    stories: dict[UnseenSource, list[NamedCredit]] = {}
    for credit in origins:
        stories.setdefault(_item(credit, facts, broadcasters, "story"), []).append(credit)
    for item, credits in stories.items():
        yield _claim(facts, facts.article, item, "relay", credits, facts.relays())
    if not stories and not cited and facts.relays():  # a syndicate passed it on, and does not say whose it is
        yield _claim(facts, facts.article, UnseenSource(None, facts.article, "story"), "relay", facts.relays(), [])
    carrier = next(iter(stories), None)
    for agency, credits in _grouped(c for c in cited if c.agency not in handled):
        item = _cited(credits, facts, broadcasters, "story" if carrier is None else "statement")
        yield _claim(facts, carrier or facts.article, item, "citation", credits, [])
        handled.add(agency)
    for agency, credits in _grouped(c for c in facts.passage_credits() if c.agency is None or c.agency not in handled):
        item = _cited(credits, facts, broadcasters, "statement")
        relation = "quote" if any(credit.kind == "quote" for credit in credits) else "citation"
        yield _claim(facts, facts.article, item, relation, credits, [])
        handled.add(agency)


def _grouped(credits: Iterable[NamedCredit]) -> Iterable[tuple[str | None, list[NamedCredit]]]:
    groups: dict[tuple[str | None, tuple[str, ...]], list[NamedCredit]] = {}
    for credit in credits:
        groups.setdefault((credit.agency, credit.alternatives), []).append(credit)
    return [(agency, group) for (agency, _), group in groups.items()]


def _item(credit: NamedCredit, facts: ArticleFacts, broadcasters: frozenset[str], kind: Kind) -> UnseenSource:
    return UnseenSource(credit.agency, facts.article, "broadcast" if credit.agency in broadcasters else kind)


def _cited(
    credits: Sequence[NamedCredit], facts: ArticleFacts, broadcasters: frozenset[str], kind: Kind
) -> UnseenSource:
    """The item that some credits of one body mean: of the kind that their sentences tell, else of the kind given.

    A broadcast or a statement is told by one of them; an older report only where all speak of one.
    """
    item = _item(credits[0], facts, broadcasters, kind)
    if item.kind == "broadcast":
        return item
    places = [(c.name_start, c.name_end) for c in credits]
    kinds = [None if start is None or end is None else cited_thing(facts.text, start, end) for start, end in places]
    if "broadcast" in kinds:
        return item._replace(kind="broadcast")
    if all(cited_kind == "background" for cited_kind in kinds):
        return item._replace(kind="background")
    return item._replace(kind="statement") if "statement" in kinds else item


def _claim(
    facts: ArticleFacts,
    derived: str | UnseenSource,
    item: UnseenSource,
    relation: str,
    credits: Sequence[NamedCredit],
    relays: Sequence[NamedCredit],
) -> SourceClaim:
    features = [*(_credit_feature(facts, credit) for credit in credits), *(_relay_feature(facts, c) for c in relays)]
    evidence = evidence_rows(features, "credit")
    likely = probability(max(row.weight for row in evidence))
    return SourceClaim(derived, item, relation, likely, likely, evidence)


def _credit_feature(facts: ArticleFacts, credit: NamedCredit) -> Feature:
    key = credit.position if credit.position in reason_weights()["credit"] else "passage"
    amounts = {key: 1.0, "ambiguous": float(bool(credit.alternatives))}
    return Feature("credit", amounts, {"credits": _words(credit)}, (facts.article, credit.start, credit.end))


def _relay_feature(facts: ArticleFacts, credit: NamedCredit) -> Feature:
    return Feature("passed_on", {}, {"credit": credit.name}, (facts.article, credit.start, credit.end))


_PLACES = {
    "bracket": "in brackets",
    "dateline": "in the dateline",
    "endmark": "as end mark",
    "signoff": "in the sign-off",
    "sentence": "for the whole report",
    "unnamed": "without a name",
    "byline": "in the byline",
    "title": "in the headline",
}


def _words(credit: NamedCredit) -> str:
    verb = {"credit": "credits", "citation": "cites", "quote": "quotes through", "relay": "passed on by"}[credit.kind]
    return f"{verb} {credit.name} {_PLACES.get(credit.position, 'for a passage')}"


def bounds(times: Iterable[tuple[datetime | None, datetime | None]]) -> tuple[None, datetime | None]:
    """When an item can have appeared: not after the first of the articles that draw on it."""
    return None, min((to for _, to in times if to is not None), default=None)
