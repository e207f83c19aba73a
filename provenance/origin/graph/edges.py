"""Edges between articles, and the one list of all edges that families and credits make."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import fsum

from provenance.origin.graph.evidence.order import stale
from provenance.origin.graph.evidence.row import EvidenceRow
from provenance.origin.graph.evidence.shares import SLIGHT, share
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family
from provenance.origin.graph.model import Decision
from provenance.origin.graph.unseen.sources import SourceClaim, UnseenSource

LEAST = 0.05  # probability below which a derivation is not worth a row
TELLING = 0.01  # nats between both ways round, below which nothing tells the direction
UNKNOWN = 0.6  # share of the likelier direction below which that between two articles, not versions, is called unknown
EVEN = 0.5  # probability from which two articles of unknown direction are said to be source and derived


@dataclass(frozen=True)
class Edge:
    """One row of the derivations table; `family` numbers the passages it explains, for ranking."""

    derived: str
    derived_kind: str
    source: str
    source_kind: str
    relation: str
    direction: str
    rank: int
    probability: float
    evidence: list[EvidenceRow]
    family: int | None
    direct: float = 0.0  # probability without the routes through others; of an edge between articles the same
    calibrated: bool = False  # its probability is that of a model of its own


@dataclass
class EdgeDraft:
    """Edges so far, what the credits claim, and which unseen items turned out to be one."""

    claims: list[SourceClaim]
    order: Mapping[str, tuple[bool, datetime, str]]  # of articles: an item is called after the first that has it
    edges: list[Edge] = field(default_factory=list)
    merged_into: dict[UnseenSource, UnseenSource] = field(default_factory=dict)
    items: dict[str, UnseenSource] = field(default_factory=dict)
    families_of: dict[str, list[Family]] = field(default_factory=lambda: defaultdict(list))
    draws: dict[str, list[tuple[int, str, float]]] = field(default_factory=lambda: defaultdict(list))

    def root(self, item: UnseenSource) -> UnseenSource:
        """The item that stands for all that are the same."""
        top = item
        while top in self.merged_into:
            top = self.merged_into[top]
        while item != top:  # so that a long row is walked once
            self.merged_into[item], item = top, self.merged_into[item]
        return top

    def join(self, items: Iterable[UnseenSource]) -> None:
        """Let several items be one: that of the earliest article."""
        ordered = sorted({self.root(item) for item in items}, key=lambda item: (self.order[item.article], item.name))
        self.merged_into.update((item, ordered[0]) for item in ordered[1:])

    def adopt(self, item: UnseenSource, target: UnseenSource) -> None:
        """Let an item be another one, whoever is the earlier."""
        root, another = self.root(item), self.root(target)
        if root != another:
            self.merged_into[root] = another

    def by_article(self) -> Mapping[str, list[SourceClaim]]:
        """The credits' claims by the article that makes them."""
        return self._by_article

    def __post_init__(self) -> None:
        self._by_article: dict[str, list[SourceClaim]] = defaultdict(list)
        for claim in self.claims:
            self._by_article[claim.item.article].append(claim)


def between_articles(
    decision: Decision, facts: Mapping[str, ArticleFacts], duplicates: set[tuple[str, str]], number: int
) -> Iterable[Edge]:
    for left, right in decision.family.pairs:
        alone = decision.draws[left, right], decision.draws[right, left]
        besides = decision.seconds.get((left, right), 0.0), decision.seconds.get((right, left), 0.0)
        forward, backward = (min(1.0, a + b) for a, b in zip(alone, besides, strict=True))
        if forward + backward < LEAST:
            continue
        even = max(forward, backward) < UNKNOWN * (forward + backward) and not _versions(decision, left, right)
        unknown = even or not _tells(decision, left, right)
        derived, source = (left, right) if unknown or forward >= backward else (right, left)
        yield Edge(
            derived,
            "article",
            source,
            "article",
            _relation(facts[derived], facts[source], decision.family, (left, right) in duplicates),
            "unknown" if unknown else "known",
            1,
            min(1.0, forward + backward) if unknown else max(forward, backward),
            decision.evidence[derived, source],
            None if max(besides) >= EVEN else number,
        )


def _versions(decision: Decision, left: str, right: str) -> bool:
    """Whether the two are versions of one page, so that what was changed between them has been weighed."""
    return any(e.kind == "revision" for e in decision.evidence[left, right])


def _tells(decision: Decision, left: str, right: str) -> bool:
    """Whether the evidence itself speaks for one way round; other sources of one of the two do not tell."""
    forward, backward = (fsum(e.weight for e in decision.evidence[pair]) for pair in ((left, right), (right, left)))
    return abs(forward - backward) >= TELLING


def _relation(derived: ArticleFacts, source: ArticleFacts, family: Family, duplicate: bool) -> str:
    """Revision in one house; copy for near-duplicates; partial where most of it, or one stretch, is the source's."""
    passages = family.between(derived.article, source.article)
    derived_share = share(derived, passages)
    same_house = derived.house is not None and derived.house == source.house
    if same_house and derived_share >= SLIGHT and not stale(derived, source):
        return "revision"
    if duplicate:
        return "copy"
    return "rewrite" if SLIGHT / 2 <= derived_share < 2 * SLIGHT else "partial"


def merged_edges(draft: EdgeDraft) -> list[Edge]:
    """All edges, the credits' too; one for each derived and source: the likeliest, with the evidence of all."""
    _join_what_one_item_cites(draft)
    edges = [_not_through_others(edge, draft) for edge in draft.edges]
    for claim in draft.claims:
        derived, item = claim.derived, draft.root(claim.item)
        draft.items[item.name] = item
        if isinstance(derived, UnseenSource):
            derived = draft.root(derived)
            draft.items[derived.name] = derived
        kind, name = ("unseen", derived.name) if isinstance(derived, UnseenSource) else ("article", derived)
        if claim.probability >= LEAST and name != item.name:
            weighed = claim.probability, claim.evidence, claim.family, claim.direct
            edges.append(Edge(name, kind, item.name, "unseen", claim.relation, "known", 1, *weighed))
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=lambda e: (e.derived, e.source, e.relation == "common", -e.probability)):
        before = best.get((edge.derived, edge.source))
        if before is None:
            best[edge.derived, edge.source] = edge
        else:
            evidence = before.evidence + [e for e in edge.evidence if e not in before.evidence]
            best[edge.derived, edge.source] = replace(
                before,
                evidence=evidence,
                probability=max(before.probability, edge.probability),
                direct=max(before.direct, edge.direct),
            )
    return list(best.values())


def _not_through_others(edge: Edge, draft: EdgeDraft) -> Edge:
    """What an article has from a source in the corpus, for other passages, it need not have from an item of both.

    An agency's item remains the origin, by way of that source.
    """
    if edge.relation != "common":
        return edge
    families = draft.families_of[edge.source]
    through = fsum(
        likely
        for number, source, likely in draft.draws[edge.derived]
        if number != edge.family and any(source in family.members for family in families)
    )
    remaining = max(0.0, 1 - through)
    factor = 1.0 if draft.items[edge.source].agency else remaining
    return replace(edge, probability=edge.probability * factor, direct=edge.direct * remaining)


def _join_what_one_item_cites(draft: EdgeDraft) -> None:
    cited: dict[tuple[UnseenSource, str], list[UnseenSource]] = defaultdict(list)
    for claim in draft.claims:
        if isinstance(claim.derived, UnseenSource) and claim.item.agency:
            cited[draft.root(claim.derived), claim.item.agency].append(claim.item)
    for items in cited.values():
        draft.join(items)
