"""The derivations as one graph that other programs can draw."""

from typing import Any

import polars as pl

from provenance.base.tables import ARTICLES, DERIVATIONS, SOURCES, checked

_TIMES = ("published_from", "published_to")


def graph(articles: pl.DataFrame, sources: pl.DataFrame, derivations: pl.DataFrame) -> dict[str, Any]:
    """Nodes (articles and unseen items) and edges, source to derived, as plain JSON values in a fixed order.

    >>> from provenance.base.tables import table
    >>> graph(table([], ARTICLES), table([], SOURCES), table([], DERIVATIONS))
    {'nodes': [], 'edges': []}
    """
    checked(articles, ARTICLES, "articles")
    checked(sources, SOURCES, "sources")
    article_nodes = [
        {"id": row["article"], "kind": "article", "title": row["title"], "outlet": row["outlet"], **_times(row)}
        for row in articles.select("article", "title", "outlet", *_TIMES).sort("article").iter_rows(named=True)
    ]
    unseen = [
        {"id": row["source"], "kind": "unseen", "item": row["kind"], "agency": row["agency"], **_times(row)}
        for row in sources.sort("source").iter_rows(named=True)
    ]
    columns = ("source", "derived", "relation", "direction", "rank", "probability")
    edges = checked(derivations, DERIVATIONS, "derivations").sort("derived", "rank", "source").select(columns)
    return {"nodes": article_nodes + unseen, "edges": edges.to_dicts()}


def _times(row: dict[str, Any]) -> dict[str, str | None]:
    return {name: row[name] and row[name].isoformat() for name in _TIMES}
