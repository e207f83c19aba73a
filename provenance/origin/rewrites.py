"""What an article has in common with an agency's own text, though no stretch is the same, may make that its source.

Agencies write for others to print. A paper that rewrites such a text keeps rare pairs of words all over it. Two papers'
reports of one event have as many by chance, so between these nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import exp, log, sqrt
from typing import NamedTuple

import polars as pl

from provenance.origin.edges import LEAST, Edge
from provenance.origin.evidence_row import Evidence
from provenance.origin.facts import Facts
from provenance.origin.families import covered
from provenance.origin.order import likely_earlier, stale
from provenance.origin.weights import weights

_LEAST = 0.14  # of the words of both, from which articles are alike: match.scattered asks for as much
_EVEN = 0.25  # of the words of both (geometric mean) in passages of any kind: the middle of the fit
_DAY = 86_400.0  # seconds

Pair = tuple[str, str]


class Likeness(NamedTuple):
    """How much of two articles lies in passages of any kind that they share: shares of their code points."""

    derived: float
    source: float

    @property
    def both(self) -> float:
        """The geometric mean."""
        return sqrt(self.derived * self.source)


def with_rewrites(edges: Sequence[Edge], passages: pl.DataFrame, known: Mapping[str, Facts]) -> list[Edge]:
    """The edges, and those from articles to agencies' own texts that they resemble.

    Where an edge of the same two is there already, the likelier one stays, with the evidence of both. What an article
    has from another one in the corpus needs no other source.
    """
    sources: dict[str, list[tuple[str, list[Evidence]]]] = defaultdict(list)
    for (left, right), shares in _likenesses(passages, known).items():
        for derived, source, alike in ((left, right, Likeness(*shares)), (right, left, Likeness(*shares[::-1]))):
            if _may_draw(known[derived], known[source]):
                sources[derived].append((source, _evidence(known[derived], known[source], alike)))
    kept: dict[Pair, list[Edge]] = defaultdict(list)
    drawn: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        kept[_both(edge)].append(edge)
        if edge.source_kind == "article" and edge.direction == "known":
            drawn[edge.derived].append(edge)
    for derived, found in sorted(sources.items()):
        names = {source for source, _ in found}
        taken = max((edge.probability for edge in drawn[derived] if edge.source not in names), default=0.0)
        for edge in _edges(derived, found, 1 - taken):
            kept[_both(edge)] = _likelier(edge, kept[_both(edge)])
    return [edge for group in kept.values() for edge in group]


def _both(edge: Edge) -> Pair:
    """The two that an edge joins, whichever way."""
    return min(edge.derived, edge.source), max(edge.derived, edge.source)


def _likelier(edge: Edge, before: Sequence[Edge]) -> list[Edge]:
    """The edges of two articles with this one, unless one of those is likelier."""
    if any(other.probability >= edge.probability for other in before):
        return list(before)
    same = [other for other in before if (other.derived, other.source) == (edge.derived, edge.source)]
    return [
        replace(edge, relation=same[0].relation, family=same[0].family, evidence=same[0].evidence + edge.evidence)
        if same
        else edge
    ]


def _edges(derived: str, found: Sequence[tuple[str, list[Evidence]]], free: float) -> Iterable[Edge]:
    """One article's sources compete with each other, and with none of them being its source."""
    odds = [exp(sum(reason.weight for reason in evidence)) for _, evidence in found]
    for (source, evidence), own in sorted(zip(found, odds, strict=True), key=lambda row: row[0][0]):
        likely = free * own / (1 + sum(odds))
        if likely >= LEAST:
            yield Edge(
                derived,
                "article",
                source,
                "article",
                "rewrite",
                "known",
                1,
                likely,
                evidence,
                None,
                likely,
                calibrated=True,
            )


def _may_draw(derived: Facts, source: Facts) -> bool:
    """Whether the source is an agency's own text and the derived article is none, and nothing speaks against it."""
    agencies = _senders(source)
    if not agencies or _senders(derived) or source.release or (derived.house and derived.house == source.house):
        return False
    if derived.agencies and not derived.agencies & agencies:
        return False
    return likely_earlier(source, derived) != 0.0 and not stale(derived, source)


def _senders(facts: Facts) -> frozenset[str]:
    """The agencies whose own text an article is; where no outlet is known, that of its dateline may be."""
    if facts.own or facts.house is not None or facts.dateline_agency is None:
        return facts.own
    return frozenset({facts.dateline_agency})


def _evidence(derived: Facts, source: Facts, alike: Likeness) -> list[Evidence]:
    """Why one may draw on the other; weights in nats."""
    weight = weights()["rewrites"]
    more = log(max(alike.derived, 0.01) / max(alike.source, 0.01))
    worth = weight["base"] + weight["likeness"] * log(alike.both / _EVEN) + weight["inside"] * more
    note = f"{alike.derived:.0%} of its text stands in pieces that {source.article} has too, {alike.source:.0%} the "
    note += "other way"
    reasons = [Evidence("wording", worth, None, None, None, note)]
    credit = next((c for c in source.credits if c.agency in _senders(source) and c.start is not None), None)
    sure = "is" if source.own else "has an agency's dateline and no known outlet: it may be"
    note = f"{source.article} {sure} an agency's own text, written to be printed"
    if credit:
        reasons.append(Evidence("outlet", 0.0, source.article, credit.start, credit.end, note))
    else:
        reasons.append(Evidence("outlet", 0.0, None, None, None, note))
    days = _days(derived, source)
    if days is not None:
        note = f"{source.article} is {days:.0f} day{'' if round(days) == 1 else 's'} older"
        reasons.append(Evidence("date", weight["day"] * days, None, None, None, note))
    return reasons


def _days(derived: Facts, source: Facts) -> float | None:
    """How many days the source is older; None where that is not known."""
    if derived.published_from is None or source.published_from is None or likely_earlier(source, derived) is None:
        return None
    return max(0.0, (derived.published_from - source.published_from).total_seconds() / _DAY)


def _likenesses(passages: pl.DataFrame, known: Mapping[str, Facts]) -> dict[Pair, tuple[float, float]]:
    """The shares of both articles, left first, of pairs that are alike enough."""
    spans: dict[Pair, list[tuple[int, int, int, int]]] = defaultdict(list)
    columns = ("left", "right", "left_start", "left_end", "right_start", "right_end")
    for left, right, *ends in passages.select(columns).sort(columns).iter_rows():
        if _senders(known[left]) or _senders(known[right]):
            spans[left, right].append((ends[0], ends[1], ends[2], ends[3]))
    shares = {
        (left, right): (
            min(1.0, covered((a, b) for a, b, _, _ in found) / max(1, known[left].length)),
            min(1.0, covered((c, d) for _, _, c, d in found) / max(1, known[right].length)),
        )
        for (left, right), found in spans.items()
    }
    return {pair: both for pair, both in shares.items() if Likeness(*both).both >= _LEAST}
