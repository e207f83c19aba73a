"""Who likely draws on whom: passages and credits become derivations, each with its probability and its evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

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
from provenance.origin.graph.acyclic import acyclic, ranked, told
from provenance.origin.graph.arborescence import LARGEST
from provenance.origin.graph.coverage import holdings
from provenance.origin.graph.edges import Edge, Found, merged
from provenance.origin.graph.evidence.order import stale
from provenance.origin.graph.evidence.shares import SLIGHT, prose
from provenance.origin.graph.facts import Facts, facts
from provenance.origin.graph.families import Family, Shared, families, nearest_only, reconstructed, stretches
from provenance.origin.graph.model import credited, decided, ordered
from provenance.origin.graph.reviewed import Judged, settled, with_judged
from provenance.origin.graph.rewrites import with_rewrites
from provenance.origin.graph.translations import with_translations
from provenance.origin.graph.unseen.routes import weigh
from provenance.origin.graph.unseen.sources import bounds, named

NEAREST = 12  # of an article's likely sources the true one is hardly ever beyond


class Body(Protocol):
    """What the graph needs to know of an agency: a catalogue's entry."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Bodies(Protocol):
    """What the graph needs of a catalogue: its entries by id, and which of them an outlet is."""

    @property
    def agencies(self) -> Mapping[str, Body]: ...
    def own(self, outlet: str | None, url: str | None) -> frozenset[str]: ...


def derivations(
    articles: pl.DataFrame,
    credits: pl.DataFrame,
    quotes: pl.DataFrame,
    pairs: pl.DataFrame,
    passages: pl.DataFrame,
    translations: pl.DataFrame,
    bodies: Bodies,
    judged: Sequence[Judged] = (),
    read: Tokens | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The SOURCES and DERIVATIONS tables; `bodies` are the catalogue, `judged` the edges that people looked at.

    `read` are the tokens of the articles, where somebody has them already.
    """
    passages = in_one_language(checked(passages, PASSAGES, "passages"))
    names = {name: body.name for name, body in bodies.agencies.items()}
    known = facts(
        checked(articles, ARTICLES, "articles"),
        checked(credits, CREDITS, "credits"),
        checked(quotes, QUOTES, "quotes"),
        names,
        bodies.own,
    )
    broadcasters = frozenset(name for name, body in bodies.agencies.items() if body.kind == "broadcaster")
    near = {(row[0], row[1]) for row in checked(pairs, PAIRS, "pairs").select("left", "right").iter_rows()}
    chosen = stretches(passages)
    found = Found(named(known, broadcasters), {name: own.order for name, own in known.items()})
    grouped = grouped_by_story(chosen, known)
    words, numbers = words_of(articles, grouped, read)
    said = {entry.pair: entry.evidence() for entry in judged}
    for number, family in enumerate(grouped):
        holds = holdings(family, numbers, words, ordered(family, known), credited(family, known))
        weigh(found, decided(family, known, holds, said), known, near, number)
    between = with_translations(with_rewrites(merged(found), passages, known), translations, known)
    edges = told(ranked(acyclic(with_judged(between, judged, known))))
    edges = settled(edges, judged, {**dict.fromkeys(found.items, "unseen"), **dict.fromkeys(known, "article")})
    texts = dict(articles.select("article", "text").iter_rows())
    return table(_sources(edges, found, known, texts), SOURCES), table([_row(edge) for edge in edges], DERIVATIONS)


def grouped_by_story(passages: Sequence[Shared], known: Mapping[str, Facts]) -> list[Family]:
    """The families of the passages; pairs that share one stretch among much else, or quotations, join no stories.

    In a family of more than `LARGEST` articles each is weighed beside the `NEAREST` with which it shares most.
    """
    matched: dict[tuple[str, str], float] = defaultdict(float)
    for p in passages:
        matched[p.left, p.right] += prose(known[p.left], known[p.right], [p])
    slight = {
        (one, other)
        for (one, other), words in matched.items()
        if words < _least(known[one], known[other]) * min(known[one].words, known[other].words)
    }
    return [
        nearest_only(family, lambda name: known[name].order, NEAREST) if len(family.articles) > LARGEST else family
        for family in families(passages, slight)
    ]


def _least(one: Facts, other: Facts) -> float:
    """The share of the shorter article that two must have in common to be one story; more where weeks lie between."""
    return 2 * SLIGHT if stale(one, other) or stale(other, one) else SLIGHT / 2


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
    drawn: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.derived_kind == "article" and edge.rank == 1:
            drawn[edge.source].add(edge.derived)
    return drawn


def _sources(
    edges: list[Edge], found: Found, known: Mapping[str, Facts], texts: Mapping[str, str]
) -> list[dict[str, object]]:
    """A row for every unseen item that some edge names."""
    names = {
        name
        for e in edges
        for name, kind in ((e.source, e.source_kind), (e.derived, e.derived_kind))
        if kind == "unseen"
    }
    drawn = _chosen(edges)
    rows: list[dict[str, object]] = []
    for name in sorted(names):
        item = found.items[name]
        heirs = sorted(drawn.get(name, ()))
        since, until = bounds((known[heir].published_from, known[heir].published_to) for heir in heirs)
        text = reconstructed(found.families_of.get(name, []), heirs, texts)
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
