"""How much of two articles is the same: of their words, as quotations, and as other prose."""

from collections.abc import Sequence
from math import fsum

from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage

STRETCH = 40  # words; below, what is shared is one sentence or two
SLIGHT = 0.3  # below this share of both articles a passage is one stretch among much else


def share(facts: ArticleFacts, shared: Sequence[FamilyPassage]) -> float:
    """The share of an article's words that stand in the passages."""
    return min(1.0, sum(p.matched for p in shared) / facts.words) if facts.words else 0.0


def shares_much(one: ArticleFacts, other: ArticleFacts, family: Family) -> bool:
    """Whether two articles share more than a sentence or two, or most of one of them."""
    shared = family.between(one.article, other.article)
    return sum(p.matched for p in shared) >= STRETCH or max(share(one, shared), share(other, shared)) >= 2 * SLIGHT


def quoted_share(facts: ArticleFacts, shared: Sequence[FamilyPassage]) -> float:
    """The share of an article's side of the passages that stands in quotation marks."""
    spans = [p.span(facts.article) for p in shared]
    inside = sum(facts.marked(*span) for span in spans)
    return inside / max(1, sum(b - a for a, b in spans))


def shared_prose(one: ArticleFacts, other: ArticleFacts, shared: Sequence[FamilyPassage]) -> float:
    """How many of the words that two articles share as they are stand outside quotation marks in both."""
    firm = (p for p in shared if not p.loose)
    return fsum(p.matched * (1 - max(quoted_share(one, [p]), quoted_share(other, [p]))) for p in firm)
