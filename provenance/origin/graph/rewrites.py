"""What an article has in common with an agency's own text, though no stretch is the same, may make that its source.

Agencies write for others to print. A paper that rewrites such a text keeps rare pairs of words all over it. Two papers'
reports of one event have as many by chance, so between these nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import exp, fsum, log, sqrt
from typing import NamedTuple

import polars as pl

from provenance.origin.graph.edges import LEAST, Edge
from provenance.origin.graph.evidence.order import likely_earlier, stale
from provenance.origin.graph.evidence.row import NOWHERE, EvidenceRow, Feature, evidence_rows
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import covered

_LEAST = 0.14  # the same, from which articles are alike: scattered passages make up as much
_EVEN = 0.25  # of both (geometric mean) in loose passages: the middle of the fit
_FAR = 0.1  # less of the nearest other article is none
_DAY = 86_400.0  # seconds

Pair = tuple[str, str]


class LooseShares(NamedTuple):
    """How much of two articles lies in loose passages that they share: shares of their code points."""

    derived: float
    source: float

    @property
    def common(self) -> float:
        """The geometric mean."""
        return sqrt(self.derived * self.source)


def with_rewrites(edges: Sequence[Edge], passages: pl.DataFrame, facts: Mapping[str, ArticleFacts]) -> list[Edge]:
    """The edges, and those from articles to agencies' own texts that they resemble.

    One that is likelier than the edges of the same two takes their place, with the evidence of the one that says the
    same. What an article has from another one in the corpus needs no other source.
    """
    sources: dict[str, list[tuple[str, list[EvidenceRow]]]] = defaultdict(list)
    for derived, alike in neighbours(passages, facts).items():
        for source in choices(derived, alike, facts):
            sources[derived].append((source, _evidence(facts[derived], facts[source], alike)))
    kept: dict[Pair, list[Edge]] = defaultdict(list)
    chosen: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        kept[_pair_of(edge)].append(edge)
        if edge.source_kind == "article" and edge.direction == "known":
            chosen[edge.derived].append(edge)
    for derived, candidates in sorted(sources.items()):
        names = {source for source, _ in candidates}
        taken = max((edge.probability for edge in chosen[derived] if edge.source not in names), default=0.0)
        for edge in _edges(derived, candidates, 1 - taken):
            kept[_pair_of(edge)] = _likelier(edge, kept[_pair_of(edge)])
    return [edge for group in kept.values() for edge in group]


def _pair_of(edge: Edge) -> Pair:
    """The two that an edge joins, whichever way."""
    return min(edge.derived, edge.source), max(edge.derived, edge.source)


def _likelier(edge: Edge, before: Sequence[Edge]) -> list[Edge]:
    """The edges of two articles with this one, unless one of those is likelier."""
    if any(rival.probability >= edge.probability for rival in before):
        return list(before)
    twin = next((rival for rival in before if rival.derived == edge.derived), None)
    if twin is None:
        return [edge]
    relation = twin.relation if twin.relation == "copy" else edge.relation
    return [replace(edge, relation=relation, family=twin.family, evidence=twin.evidence + edge.evidence)]


def _edges(derived: str, candidates: Sequence[tuple[str, list[EvidenceRow]]], free: float) -> Iterable[Edge]:
    """One article's sources compete with each other, and with none of them being its source."""
    odds = [exp(fsum(reason.weight for reason in evidence)) for _, evidence in candidates]
    for (source, evidence), odd in sorted(zip(candidates, odds, strict=True), key=lambda row: row[0][0]):
        likely = free * odd / (1 + fsum(odds))
        if likely >= LEAST:
            ends = derived, "article", source, "article"
            yield Edge(*ends, "rewrite", "known", 1, likely, evidence, None, direct=likely, calibrated=True)


def choices(derived: str, alike: Mapping[str, LooseShares], facts: Mapping[str, ArticleFacts]) -> list[str]:
    """The agencies' own texts that an article may draw on, of those that it is alike."""
    similar = sorted(name for name, like in alike.items() if like.common >= _LEAST)
    return [name for name in similar if _may_draw(facts[derived], facts[name])]


def _may_draw(derived: ArticleFacts, source: ArticleFacts) -> bool:
    """Whether the source is an agency's own text and the derived article is none, and nothing speaks against it."""
    agencies = senders(source)
    if not agencies or senders(derived) or source.release or (derived.house and derived.house == source.house):
        return False
    if derived.release or derived.relays() or (derived.agencies and not derived.agencies & agencies):
        return False
    return likely_earlier(source, derived) != 0.0 and not stale(derived, source)


def senders(facts: ArticleFacts) -> frozenset[str]:
    """The agencies whose own text an article is; where no outlet is known, that of its dateline may be."""
    if facts.own_agencies or facts.house is not None or facts.dateline_agency is None:
        return facts.own_agencies
    return frozenset({facts.dateline_agency})


def features(derived: ArticleFacts, source: ArticleFacts, alike: Mapping[str, LooseShares]) -> dict[str, float]:
    """What the weights are multiplied with, by their names; `alike` says how like the derived article others are."""
    like = alike[source.article]
    return {
        "base": 1.0,
        "likeness": log(like.common / _EVEN),
        "inside": log(max(like.derived, 0.01) / max(like.source, 0.01)),
        "nearer": log(max(_FAR, _nearest(source, alike)[1]) / like.common),
        "same_day": float(_same_day(derived, source)),
    }


def _nearest(source: ArticleFacts, alike: Mapping[str, LooseShares]) -> tuple[str, float]:
    """The article beside the source that is most like the derived one, and how much: the first or second of `alike`."""
    others = ((name, like.common) for name, like in alike.items() if name != source.article)
    return next(others, ("", 0.0))


def _evidence(derived: ArticleFacts, source: ArticleFacts, alike: Mapping[str, LooseShares]) -> list[EvidenceRow]:
    """Why one may draw on the other; weights in nats."""
    amounts, like = features(derived, source, alike), alike[source.article]
    nearest, nearest_share = _nearest(source, alike)
    shares = {"derived": like.derived, "source": like.source, "article": source.article}
    rival = {"nearest": nearest, "share": nearest_share, "both": like.common}
    credit = next((c for c in source.credits if c.agency in senders(source) and c.start is not None), None)
    span = (source.article, credit.start, credit.end) if credit else NOWHERE
    reasons = [
        Feature("pieces", {name: amounts[name] for name in ("base", "likeness", "inside")}, shares),
        Feature("rival" if nearest_share >= like.common else "no_rival", {"nearer": amounts["nearer"]}, rival),
        Feature("to_print" if source.own_agencies else "may_be_to_print", {}, {"source": source.article}, span),
    ]
    if amounts["same_day"]:
        reasons.append(Feature("same_day", {"same_day": amounts["same_day"]}, {}))
    return evidence_rows(reasons, "rewrites")


def _same_day(left: ArticleFacts, right: ArticleFacts) -> bool:
    """Whether both are known to be of one day."""
    if left.published_from is None or right.published_from is None or likely_earlier(left, right) is None:
        return False
    return abs((left.published_from - right.published_from).total_seconds()) < _DAY


def neighbours(passages: pl.DataFrame, facts: Mapping[str, ArticleFacts]) -> dict[str, dict[str, LooseShares]]:
    """How like others are to each article that shares loose passages with an agency's own text, the most alike first.

    Stretches that are the same and count by themselves are the families' part.
    """
    agencies = {name for name, entry in facts.items() if senders(entry)}
    if not agencies or not passages.height:
        return {}
    columns = ("left", "right", "left_start", "left_end", "right_start", "right_end")
    firm = pl.col("pieces").list.eval(pl.element().struct.field("significant")).list.any().fill_null(True)
    passages = passages.filter(~(pl.col("significant") & firm))
    touched = passages.filter(pl.col("left").is_in(agencies) | pl.col("right").is_in(agencies))
    readers = {*touched["left"].to_list(), *touched["right"].to_list()} - agencies
    rows = passages.filter(pl.col("left").is_in(readers) | pl.col("right").is_in(readers)).select(columns).sort(columns)
    spans: dict[Pair, list[tuple[int, int, int, int]]] = defaultdict(list)
    for left, right, *ends in rows.iter_rows():
        spans[left, right].append((ends[0], ends[1], ends[2], ends[3]))
    alike: dict[str, dict[str, LooseShares]] = defaultdict(dict)
    for (left, right), stretches in spans.items():
        shares = (
            min(1.0, covered((a, b) for a, b, _, _ in stretches) / max(1, facts[left].length)),
            min(1.0, covered((c, d) for _, _, c, d in stretches) / max(1, facts[right].length)),
        )
        if left in readers:
            alike[left][right] = LooseShares(*shares)
        if right in readers:
            alike[right][left] = LooseShares(*shares[::-1])
    return {
        name: dict(sorted(entry.items(), key=lambda row: (-row[1].common, row[0]))) for name, entry in alike.items()
    }
