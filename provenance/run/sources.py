"""The likely sources of one article among those of an index: a trace of it and its relatives."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.corpus.articles import frame
from provenance.origin.credits.catalogue import Catalogue
from provenance.run.journey import traced
from provenance.run.records import IndexedArticle


def sources_of(
    query: IndexedArticle, others: Sequence[IndexedArticle], settings: Settings
) -> tuple[Tables, list[dict[str, Any]]]:
    """The tables of a trace of these articles, and the derivations that the query is one end of."""
    tables = traced(frame([record.row() for record in (query, *others)]), settings, agencies=_catalogue())
    rows = tables.derivations.to_dicts()
    return tables, [row for row in rows if query.article in (row["derived"], row["source"])]


@cache
def _catalogue() -> Catalogue:
    """The shipped catalogue, read once."""
    return Catalogue.load()
