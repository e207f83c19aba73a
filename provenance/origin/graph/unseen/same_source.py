"""Which unseen items are one: what a shared passage cites, what a chain names in full, what one syndicate passed on."""

from collections.abc import Mapping

from provenance.origin.graph.edges import EdgeDraft
from provenance.origin.graph.evidence.order import stale
from provenance.origin.graph.evidence.row import EvidenceRow
from provenance.origin.graph.evidence.shares import SLIGHT, share
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage
from provenance.origin.graph.model import Decision
from provenance.origin.graph.unseen.sources import SourceClaim


def join_repeated_citations(draft: EdgeDraft, decision: Decision, facts: Mapping[str, ArticleFacts]) -> None:
    """A citation inside a passage that two articles share is one citation: their items are one."""
    for left, right in decision.family.pairs:
        if weeks_apart(facts[left], facts[right]):
            continue
        passages = decision.family.between(left, right)
        for left_claim in draft.by_article()[left]:
            for right_claim in draft.by_article()[right]:
                if left_claim.item.agency == right_claim.item.agency and _inside(
                    left_claim, right_claim, left, right, passages
                ):
                    draft.join([left_claim.item, right_claim.item])
                    right_claim.direct *= 1 - min(1.0, decision.draws[right, left])
                    left_claim.direct *= 1 - min(1.0, decision.draws[left, right])


def _inside(
    left_claim: SourceClaim, right_claim: SourceClaim, left: str, right: str, passages: list[FamilyPassage]
) -> bool:
    return left_claim.item.agency is not None and any(
        _covers(p.span(left), left_credit) and _covers(p.span(right), right_credit)
        for p in passages
        for left_credit in left_claim.evidence
        for right_credit in right_claim.evidence
    )


def _covers(span: tuple[int, int], evidence: EvidenceRow) -> bool:
    start, end = evidence.start, evidence.end
    return evidence.kind == "credit" and start is not None and end is not None and span[0] <= start and end <= span[1]


def join_relayed(draft: EdgeDraft, family: Family, facts: Mapping[str, ArticleFacts]) -> None:
    """Who credits only the last hand, where a copy names the whole chain, has the item of the chain's origin.

    "(NAN)" beside "(dpa/NAN)" over one text: dpa's item, which NAN passed on.
    """
    for pair in family.pairs:
        _join_passed_on(draft, facts[pair[0]], facts[pair[1]], family)
        for name, relative in (pair, pair[::-1]):
            relays = {credit.agency for credit in facts[relative].relays()} - facts[relative].agencies
            last = {c.agency for c in facts[name].story_credits() if c.kind == "credit"} & relays
            origin = next(
                (c.item for c in draft.by_article()[relative] if c.relation == "relay" and c.item.agency), None
            )
            if last and origin and same_story(facts[name], facts[relative], family):
                for claim in draft.by_article()[name]:
                    if claim.item.agency in last and claim.derived == name:
                        draft.adopt(claim.item, origin)


def _join_passed_on(draft: EdgeDraft, left: ArticleFacts, right: ArticleFacts, family: Family) -> None:
    """Two copies of one story that one syndicate passed on are from one item, though it does not say whose."""
    relays = {credit.agency for credit in left.relays()} & {credit.agency for credit in right.relays()}
    if relays and same_story(left, right, family):
        claims = [claim for facts in (left, right) for claim in draft.by_article()[facts.article]]
        draft.join(claim.item for claim in claims if claim.relation == "relay" and claim.item.agency is None)


def same_story(left: ArticleFacts, right: ArticleFacts, family: Family) -> bool:
    """Whether two reports that credit an agency print one story of its: more than a stretch, no weeks apart."""
    passages = family.between(left.article, right.article)
    return max(share(left, passages), share(right, passages)) >= SLIGHT and not weeks_apart(left, right)


def weeks_apart(left: ArticleFacts, right: ArticleFacts) -> bool:
    return stale(left, right) or stale(right, left)
