"""The newsroom's articles become the articles table, as the corpus room reads it."""

import random
from collections.abc import Mapping

import polars as pl

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.newsroom import Node
from benchmarks.newsroom.printing import dated, page
from provenance.base.settings import Settings
from provenance.corpus.frames import articles_of


def articles(
    nodes: Mapping[str, Node], bank: Bank, seed: int, *, dates: bool = True, hours: bool = True
) -> pl.DataFrame:
    """ARTICLES of those that are kept; without `dates` nothing tells a day, without `hours` nothing the time of day."""
    rows = []
    names = shuffled(nodes, seed)
    for name, node in nodes.items():
        if node.kept:
            rng = random.Random(f"{seed}-{name}")
            given = dated(node.when, rng, hours=hours)
            own = rng.random()
            rows.append(
                {
                    "id": names[name],
                    "text": page(node.story, bank, node.outlet, node.when, rng, dates=dates),
                    "published": given if dates else None,
                    "outlet": node.outlet if own < 0.6 else None,
                }
            )
    rows.sort(key=lambda row: str(row["id"]))
    schema = {"id": pl.String, "text": pl.String, "published": pl.String, "outlet": pl.String}
    return articles_of(pl.DataFrame(rows, schema=schema), Settings())[0]


def shuffled(nodes: Mapping[str, Node], seed: int) -> dict[str, str]:
    """Ids that tell nothing of the order in which articles were written."""
    order = list(nodes)
    random.Random(seed).shuffle(order)
    return {name: f"a{number:05d}" for number, name in enumerate(order)}
