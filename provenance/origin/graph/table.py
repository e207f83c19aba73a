"""Who likely draws on whom: passages and credits become derivations, each with its probability and its evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, Self

import polars as pl

from provenance.base.tables import (
    ARTICLES,
    CREDITS,
    DERIVATIONS,
    PAIRS,
    PASSAGES,
    QUOTES,
    SOURCES,
    checked,
    in_one_language,
    table,
)
from provenance.base.tokens import Tokens, tokens
from provenance.origin.graph.acyclic import acyclic, calibrated_edges, ranked_edges
from provenance.origin.graph.arborescence import LARGEST
from provenance.origin.graph.coverage import family_coverage
from provenance.origin.graph.edges import Edge, EdgeDraft, merged_edges
from provenance.origin.graph.evidence.order import stale
from provenance.origin.graph.evidence.shares import SLIGHT, shared_prose
from provenance.origin.graph.facts import ArticleFacts, article_facts
from provenance.origin.graph.families import (
    Family,
    FamilyPassage,
    families,
    family_passages,
    nearest_only,
    reconstructed,
)
from provenance.origin.graph.model import credited_pairs, family_decision, ordered_pairs
from provenance.origin.graph.reviewed import ReviewedEdge, with_reviewed, with_reviewed_choices
from provenance.origin.graph.rewrites import with_rewrites
from provenance.origin.graph.translations import with_translations
from provenance.origin.graph.unseen.routes import weigh
from provenance.origin.graph.unseen.sources import bounds, credited_sources

NEAREST = 12  # of an article's likely sources the true one is hardly ever beyond


class GraphAgency(Protocol):
    """What the graph needs to know of an agency: a catalogue's entry."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


class GraphAgencies(Protocol):
    """What the graph needs of a catalogue: its entries by id, and which of them an outlet is."""

    @property
    def agencies(self) -> Mapping[str, GraphAgency]: ...
    def bodies_of(self, outlet: str | None, url: str | None) -> frozenset[str]: ...


class GraphTables(NamedTuple):
    """The tables that the graph is made of: ARTICLES, CREDITS, QUOTES, PAIRS, PASSAGES and TRANSLATIONS."""

    articles: pl.DataFrame
    credits: pl.DataFrame
    quotes: pl.DataFrame
    pairs: pl.DataFrame
    passages: pl.DataFrame
    translations: pl.DataFrame

    def checked(self) -> Self:
        """The same, once each is known to have its columns; passages across languages are left out."""
        return self._replace(
            articles=checked(self.articles, ARTICLES, "articles"),
            credits=checked(self.credits, CREDITS, "credits"),
            quotes=checked(self.quotes, QUOTES, "quotes"),
            pairs=checked(self.pairs, PAIRS, "pairs"),
            passages=in_one_language(checked(self.passages, PASSAGES, "passages")),
        )

    def facts(self, agencies: GraphAgencies) -> Mapping[str, ArticleFacts]:
        """What the graph needs to know of each article."""
        names = {name: agency.name for name, agency in agencies.agencies.items()}
        return article_facts(self.articles, self.credits, self.quotes, names, agencies.bodies_of)


def derivations_table(
    tables: GraphTables,
    agencies: GraphAgencies,
    reviewed: Sequence[ReviewedEdge] = (),
    words: Tokens | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The SOURCES and DERIVATIONS tables; `reviewed` are the edges that people looked at.

    `words` are the tokens of the articles, where somebody has them already.
    """
    tables = tables.checked()
    facts = tables.facts(agencies)
    draft = _drafted(tables, facts, agencies, reviewed, words)
    between = with_rewrites(merged_edges(draft), tables.passages, facts)
    between = with_translations(between, tables.translations, facts)
    edges = calibrated_edges(ranked_edges(acyclic(with_reviewed(between, reviewed, facts))))
    nodes = {**dict.fromkeys(draft.items, "unseen"), **dict.fromkeys(facts, "article")}
    edges = with_reviewed_choices(edges, reviewed, nodes)
    texts = dict(tables.articles.select("article", "text").iter_rows())
    return table(_sources(edges, draft, facts, texts), SOURCES), table([_row(edge) for edge in edges], DERIVATIONS)


def _drafted(
    tables: GraphTables,
    facts: Mapping[str, ArticleFacts],
    agencies: GraphAgencies,
    reviewed: Sequence[ReviewedEdge],
    tokens: Tokens | None,
) -> EdgeDraft:
    """What the credits claim, and what each family of articles that share text makes of it."""
    broadcasters = frozenset(name for name, agency in agencies.agencies.items() if agency.kind == "broadcaster")
    duplicates = {(row[0], row[1]) for row in tables.pairs.select("left", "right").iter_rows()}
    draft = EdgeDraft(credited_sources(facts, broadcasters), {name: fact.order for name, fact in facts.items()})
    stories = grouped_by_story(family_passages(tables.passages), facts)
    words, numbers = words_of(tables.articles, stories, tokens)
    reviews = {entry.pair: entry.evidence() for entry in reviewed}
    for number, family in enumerate(stories):
        coverage = family_coverage(family, numbers, words, ordered_pairs(family, facts), credited_pairs(family, facts))
        weigh(draft, family_decision(family, facts, coverage, reviews), facts, duplicates, number)
    return draft


def grouped_by_story(passages: Sequence[FamilyPassage], facts: Mapping[str, ArticleFacts]) -> list[Family]:
    """The families of the passages; pairs that share one stretch among much else, or quotations, join no stories.

    In a family of more than `LARGEST` articles each is weighed beside the `NEAREST` with which it shares most.
    """
    matched: dict[tuple[str, str], float] = defaultdict(float)
    for p in passages:
        matched[p.left, p.right] += shared_prose(facts[p.left], facts[p.right], [p])
    slight = {
        (left, right)
        for (left, right), words in matched.items()
        if words < _least_share(facts[left], facts[right]) * min(facts[left].words, facts[right].words)
    }
    return [
        nearest_only(family, lambda name: facts[name].order, NEAREST) if len(family.articles) > LARGEST else family
        for family in families(passages, slight)
    ]


def _least_share(left: ArticleFacts, right: ArticleFacts) -> float:
    """The share of the shorter article that two must have in common to be one story; more where weeks lie between."""
    return 2 * SLIGHT if stale(left, right) or stale(right, left) else SLIGHT / 2


def words_of(
    articles: pl.DataFrame, grouped: list[Family], read: Tokens | None = None
) -> tuple[Tokens, dict[str, int]]:
    """The tokens of the articles that stand in families, or of all as `read`, and the number of each in them."""
    if read is not None:
        return read, {name: i for i, name in enumerate(articles["article"].to_list())}
    members = sorted({name for family in grouped for name in family.articles})
    rows = articles.filter(pl.col("article").is_in(members)).sort("article")
    furniture = ([(span["start"], span["end"]) for span in spans or ()] for spans in rows["furniture"].to_list())
    return tokens(rows["text"].to_list(), furniture), {name: i for i, name in enumerate(rows["article"].to_list())}


def _row(edge: Edge) -> dict[str, object]:
    row = {column: getattr(edge, column) for column in DERIVATIONS}
    if edge.source_kind == "article":
        row["direct"] = edge.probability
    ordered = sorted(edge.evidence, key=lambda e: (-abs(e.weight), e.kind, e.article or "", e.start or 0, e.note))
    return {**row, "evidence": [evidence._asdict() for evidence in ordered]}


def _chosen(edges: Iterable[Edge]) -> Mapping[str, set[str]]:
    """The articles for which each source is the likeliest explanation."""
    heirs_of: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.derived_kind == "article" and edge.rank == 1:
            heirs_of[edge.source].add(edge.derived)
    return heirs_of


def _sources(
    edges: list[Edge], draft: EdgeDraft, facts: Mapping[str, ArticleFacts], texts: Mapping[str, str]
) -> list[dict[str, object]]:
    """A row for every unseen item that some edge names."""
    names = {
        name
        for e in edges
        for name, kind in ((e.source, e.source_kind), (e.derived, e.derived_kind))
        if kind == "unseen"
    }
    heirs_of = _chosen(edges)
    rows: list[dict[str, object]] = []
    for name in sorted(names):
        item = draft.items[name]
        heirs = sorted(heirs_of.get(name, ()))
        since, until = bounds((facts[heir].published_from, facts[heir].published_to) for heir in heirs)
        text = reconstructed(draft.families_of.get(name, []), heirs, texts)
        rows.append(
            {
                "source": name,
                "agency": item.agency,
                "published_from": since,
                "published_to": until,
                "kind": item.kind,
                "text": text,
            }
        )
    return rows
