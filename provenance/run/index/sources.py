"""The likely sources of one article among those of an index: a trace of it and its relatives."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.corpus.articles import frame
from provenance.origin.credits.catalogue import Catalogue
from provenance.run.index.records import IndexedArticle
from provenance.run.journey import traced


def sources_of(query: IndexedArticle, others: Sequence[IndexedArticle], settings: Settings) -> list[dict[str, Any]]:
    """The derivations that the query is one end of, in a trace of these articles."""
    edges = trace_of(query, others, settings, graph_only=True).derivations
    ends = zip(edges["derived"].to_list(), edges["source"].to_list(), strict=True)
    return [edges.row(number, named=True) for number, names in enumerate(ends) if query.article in names]


def trace_of(
    query: IndexedArticle, others: Sequence[IndexedArticle], settings: Settings, *, graph_only: bool = False
) -> Tables:
    """The tables of a trace of these articles."""
    rows = [record.row() for record in (query, *others)]
    return traced(frame(rows), settings, agencies=_catalogue(), graph_only=graph_only)


@cache
def _catalogue() -> Catalogue:
    """The shipped catalogue, read once."""
    return Catalogue.load()
