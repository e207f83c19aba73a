"""Which unseen items are one: what a shared passage cites, what a chain names in full, what one syndicate passed on."""

from collections.abc import Mapping

from provenance.origin.graph.edges import EdgeDraft
from provenance.origin.graph.evidence.order import stale
from provenance.origin.graph.evidence.row import Evidence
from provenance.origin.graph.evidence.shares import SLIGHT, share
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage
from provenance.origin.graph.model import Decision
from provenance.origin.graph.unseen.sources import SourceClaim


def join_repeated_citations(found: EdgeDraft, decision: Decision, known: Mapping[str, ArticleFacts]) -> None:
    """A citation inside a passage that two articles share is one citation: their items are one."""
    for left, right in decision.family.pairs:
        if weeks_apart(known[left], known[right]):
            continue
        shared = decision.family.between(left, right)
        for one in found.by_article()[left]:
            for other in found.by_article()[right]:
                if one.item.agency == other.item.agency and _inside(one, other, left, right, shared):
                    found.join([one.item, other.item])
                    other.direct *= 1 - min(1.0, decision.draws[right, left])
                    one.direct *= 1 - min(1.0, decision.draws[left, right])


def _inside(one: SourceClaim, other: SourceClaim, left: str, right: str, shared: list[FamilyPassage]) -> bool:
    return one.item.agency is not None and any(
        _covers(p.span(left), left_credit) and _covers(p.span(right), right_credit)
        for p in shared
        for left_credit in one.evidence
        for right_credit in other.evidence
    )


def _covers(span: tuple[int, int], evidence: Evidence) -> bool:
    start, end = evidence.start, evidence.end
    return evidence.kind == "credit" and start is not None and end is not None and span[0] <= start and end <= span[1]


def join_relayed(found: EdgeDraft, family: Family, known: Mapping[str, ArticleFacts]) -> None:
    """Who credits only the last hand, where a copy names the whole chain, has the item of the chain's origin.

    "(NAN)" beside "(dpa/NAN)" over one text: dpa's item, which NAN passed on.
    """
    for pair in family.pairs:
        _join_passed_on(found, known[pair[0]], known[pair[1]], family)
        for one, other in (pair, pair[::-1]):
            relays = {credit.agency for credit in known[other].relays()} - known[other].agencies
            last = {c.agency for c in known[one].story_credits() if c.kind == "credit"} & relays
            origin = next((c.item for c in found.by_article()[other] if c.relation == "relay" and c.item.agency), None)
            if last and origin and same_story(known[one], known[other], family):
                for claim in found.by_article()[one]:
                    if claim.item.agency in last and claim.derived == one:
                        found.adopt(claim.item, origin)


def _join_passed_on(found: EdgeDraft, one: ArticleFacts, other: ArticleFacts, family: Family) -> None:
    """Two copies of one story that one syndicate passed on are from one item, though it does not say whose."""
    relays = {credit.agency for credit in one.relays()} & {credit.agency for credit in other.relays()}
    if relays and same_story(one, other, family):
        claims = [claim for facts in (one, other) for claim in found.by_article()[facts.article]]
        found.join(claim.item for claim in claims if claim.relation == "relay" and claim.item.agency is None)


def same_story(one: ArticleFacts, other: ArticleFacts, family: Family) -> bool:
    """Whether two reports that credit an agency print one story of its: more than a stretch, no weeks apart."""
    shared = family.between(one.article, other.article)
    return max(share(one, shared), share(other, shared)) >= SLIGHT and not weeks_apart(one, other)


def weeks_apart(one: ArticleFacts, other: ArticleFacts) -> bool:
    return stale(one, other) or stale(other, one)
