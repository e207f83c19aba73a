"""How much of two articles is the same: of their words, as quotations, and as other prose."""

from collections.abc import Sequence
from math import fsum

from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage

STRETCH = 40  # words; below, what is shared is one sentence or two
SLIGHT = 0.3  # below this share of both articles a passage is one stretch among much else


def share(facts: ArticleFacts, passages: Sequence[FamilyPassage]) -> float:
    """The share of an article's words that stand in the passages."""
    return min(1.0, sum(p.matched for p in passages) / facts.words) if facts.words else 0.0


def shares_much(left: ArticleFacts, right: ArticleFacts, family: Family) -> bool:
    """Whether two articles share more than a sentence or two, or most of one of them."""
    passages = family.between(left.article, right.article)
    return (
        sum(p.matched for p in passages) >= STRETCH or max(share(left, passages), share(right, passages)) >= 2 * SLIGHT
    )


def quoted_share(facts: ArticleFacts, passages: Sequence[FamilyPassage]) -> float:
    """The share of an article's side of the passages that stands in quotation marks."""
    spans = [p.span(facts.article) for p in passages]
    inside = sum(facts.marked(*span) for span in spans)
    return inside / max(1, sum(b - a for a, b in spans))


def shared_prose(left: ArticleFacts, right: ArticleFacts, passages: Sequence[FamilyPassage]) -> float:
    """How many of the words that two articles share as they are stand outside quotation marks in both."""
    firm = (p for p in passages if not p.loose)
    return fsum(p.matched * (1 - max(quoted_share(left, [p]), quoted_share(right, [p]))) for p in firm)
