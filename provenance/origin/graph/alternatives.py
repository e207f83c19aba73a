"""The case for one article drawing on another, and the case the other way round, be the edge in the graph or not."""

from dataclasses import dataclass, field
from math import fsum

import polars as pl

from provenance.base.tables import (
    ARTICLES,
    CREDITS,
    DERIVATIONS,
    PASSAGES,
    QUOTES,
    checked,
    in_one_language,
    linked_names,
)
from provenance.origin.graph.coverage import family_coverage
from provenance.origin.graph.evidence.row import EvidenceRow
from provenance.origin.graph.facts import article_facts
from provenance.origin.graph.families import family_passages
from provenance.origin.graph.model import Decision, credited_pairs, family_decision, ordered_pairs
from provenance.origin.graph.table import GraphAgencies, grouped_by_story, words_of

_SHOWN = 4  # other explanations that are named
_REVIEW = "judged"  # the kind of evidence that is what people said
_IS_REVIEW = pl.element().struct.field("kind") == _REVIEW
_LEAST = 0.01  # probability from which one is


@dataclass(frozen=True)
class Other:
    """Another explanation of the same passages."""

    kind: str  # article, agency (an unseen item of it), unseen (an item that nobody names), first (it stood here first)
    name: str | None  # the article, or the agency's id
    probability: float


@dataclass(frozen=True)
class AlternativeCase:
    """What speaks for `derived` drawing on `source`, and what else explains the passages that they share."""

    derived: str
    source: str
    probability: float
    evidence: tuple[EvidenceRow, ...]
    others: tuple[Other, ...] = field(default=())


def alternative_cases(
    articles: pl.DataFrame,
    credits: pl.DataFrame,
    quotes: pl.DataFrame,
    passages: pl.DataFrame,
    derivations: pl.DataFrame,
    bodies: GraphAgencies,
    pair: tuple[str, str],
) -> tuple[AlternativeCase, ...]:
    """Both cases, weighed again as the trace weighed them; none where the two share no significant passage.

    What people said of edges is taken from the DERIVATIONS.
    """
    significant = in_one_language(checked(passages, PASSAGES, "passages")).filter("significant")
    linked = linked_names(significant["left"], significant["right"], pair[:1])
    if pair[1] not in linked:
        return ()
    rows = family_passages(significant.filter(pl.col("left").is_in(linked)))
    is_connected = pl.col("article").is_in(linked)
    connected = checked(articles, ARTICLES, "articles").filter(is_connected)
    connected_credits, connected_quotes = (
        checked(credits, CREDITS, "credits").filter(is_connected),
        checked(quotes, QUOTES, "quotes").filter(is_connected),
    )
    names = {name: body.name for name, body in bodies.agencies.items()}
    facts = article_facts(connected, connected_credits, connected_quotes, names, bodies.bodies_of)
    left, right = sorted(pair)
    families = [family for family in grouped_by_story(rows, facts) if (left, right) in family.pairs]
    if not families:
        return ()
    family = max(families, key=lambda f: (sum(p.matched for p in f.between(left, right)), f.articles))
    words, numbers = words_of(connected, [family])
    coverage = family_coverage(family, numbers, words, ordered_pairs(family, facts), credited_pairs(family, facts))
    decision = family_decision(family, facts, coverage, _reviews(derivations))
    return tuple(_case(decision, *ends) for ends in (pair, pair[::-1]))


def _reviews(derivations: pl.DataFrame) -> dict[tuple[str, str], EvidenceRow]:
    return {
        (derived, source): EvidenceRow(**reason)
        for derived, source, reasons in checked(derivations, DERIVATIONS, "derivations")
        .filter(pl.col("evidence").list.eval(_IS_REVIEW).list.any())
        .select("derived", "source", "evidence")
        .iter_rows()
        for reason in reasons
        if reason["kind"] == _REVIEW
    }


def _case(decision: Decision, derived: str, source: str) -> AlternativeCase:
    article = [Other("article", s, p) for (d, s), p in decision.draws.items() if d == derived]
    agency = [Other("agency", a, p) for (d, a), p in decision.by_agency.items() if d == derived]
    alternatives = [*article, *agency, Other("unseen", None, decision.unnamed[derived])]
    alternatives.append(
        Other("first", None, max(0.0, 1 - fsum(alternative.probability for alternative in alternatives)))
    )
    likely = [
        alternative
        for alternative in alternatives
        if alternative.probability >= _LEAST and (alternative.kind, alternative.name) != ("article", source)
    ]
    likely.sort(key=lambda alternative: (-alternative.probability, alternative.kind, alternative.name or ""))
    evidence = sorted(decision.evidence[derived, source], key=lambda e: (-e.weight, e.kind, e.start or 0, e.note))
    return AlternativeCase(derived, source, decision.draws[derived, source], tuple(evidence), tuple(likely[:_SHOWN]))
