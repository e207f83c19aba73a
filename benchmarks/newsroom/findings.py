"""What a method says of a corpus, in the words of the truth: edges, ties to unseen items, items."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from provenance.base.tables import Tables

CHOSEN = 0.5  # probability from which a row of rank 1 is what a method says


class Said(NamedTuple):
    """One row between two articles."""

    derived: str
    source: str
    known: bool
    rank: int
    probability: float

    @property
    def chosen(self) -> bool:
        """Whether it is the method's answer."""
        return self.rank == 1 and self.probability >= CHOSEN


@dataclass(frozen=True)
class Findings:
    """All that is judged."""

    edges: list[Said]
    ties: list[Said] = field(default_factory=list)  # of articles to unseen stories
    agencies: Mapping[str, str | None] = field(default_factory=dict)  # of the unseen items
    kinds: Mapping[str, str] = field(default_factory=dict)
    credits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    relays: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def heirs(self) -> Mapping[str, set[str]]:
        """Unseen items with the articles that chose them."""
        found: dict[str, set[str]] = defaultdict(set)
        for tie in self.ties:
            if tie.chosen:
                found[tie.source].add(tie.derived)
        return dict(sorted(found.items()))


def findings(tables: Tables, names: Mapping[str, str]) -> Findings:
    """The tables of a trace; `names` are those of the newsroom by article id."""
    kinds = dict(tables.sources.select("source", "kind").iter_rows())
    agencies = dict(tables.sources.select("source", "agency").iter_rows())
    edges, ties = [], []
    columns = ("derived", "derived_kind", "source", "source_kind", "direction", "rank", "probability")
    for derived, kind, source, source_kind, direction, rank, p in tables.derivations.select(columns).iter_rows():
        if kind == source_kind == "article":
            edges.append(Said(names[derived], names[source], direction == "known", rank, p))
        elif kind == "article" and kinds[source] in ("story", "background"):
            ties.append(Said(names[derived], source, True, rank, p))
    return Findings(edges, ties, agencies, kinds, _credits(tables, names, "credit"), _credits(tables, names, "relay"))


def _credits(tables: Tables, names: Mapping[str, str], kind: str) -> Mapping[str, frozenset[str]]:
    rows = tables.credits.filter(
        (pl.col("kind") == kind) & (pl.col("scope") == "story"), pl.col("agency").is_not_null()
    )
    found: dict[str, set[str]] = defaultdict(set)
    for article, agency in rows.select("article", "agency").iter_rows():
        found[names[article]].add(agency)
    return {article: frozenset(agencies) for article, agencies in found.items()}
