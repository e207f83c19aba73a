"""The graph of a large corpus is made in bins of whole families, side by side; the rows are those of one bin.

Two articles are of one family here if they share any passage, are near-duplicates or may be translations: nothing that
is decided of one family depends on another.
"""

from collections.abc import Callable, Iterator

import numpy as np
import polars as pl

from provenance.base.disjoint_sets import smallest_linked
from provenance.base.tokens import I64
from provenance.origin.graph.table import GraphTables
from provenance.run.pool.graph_part import Graph, unpacked
from provenance.run.pool.text_stages import Frames
from provenance.run.pool.workers import Workers

BIN = 2_000  # passages and articles of a bin: a second or two
MANY = 10 * BIN  # below that, processes cost more than they save: starting one takes a second
_BY_ARTICLE = 3  # of the tables are of articles, the others of pairs


def graph_tables(tables: GraphTables, workers: Workers, at_once: Callable[[GraphTables], Graph]) -> Graph:
    """SOURCES and DERIVATIONS; what is little, or one family, is left to `at_once`."""
    if not is_large(tables):
        return at_once(tables)
    numbers = _bins(tables)
    if not numbers.any():
        return at_once(tables)
    graphs = list(map(unpacked, workers.run("graph", _parted(tables, numbers))))
    sources, derivations = (pl.concat([graph[number] for graph in graphs]) for number in range(2))
    return sources.sort("source"), derivations.sort("derived", maintain_order=True)


def is_large(tables: GraphTables) -> bool:
    """Whether the graph of these tables is worth bins."""
    return tables.passages.height + tables.articles.height >= MANY


def _bins(tables: GraphTables) -> I64:
    """The number of each article's bin: whole families, those with the most passages first."""
    order = tables.articles.select("article").with_row_index("number")
    links = [_ends(frame, order) for frame in tables[_BY_ARTICLE:]]
    left, right = (np.concatenate(side) for side in zip(*links, strict=True))
    families = smallest_linked(left, right, order.height)
    passages, _ = _ends(tables.passages, order)
    sizes = np.bincount(families, minlength=order.height)
    sizes += np.bincount(families[passages], minlength=order.height)
    ranked = np.argsort(-sizes, kind="stable")
    before = np.cumsum(sizes[ranked]) - sizes[ranked]
    bins = np.empty(order.height, np.int64)
    bins[ranked] = before // BIN
    return np.unique(bins[families], return_inverse=True)[1]


def _ends(frame: pl.DataFrame, order: pl.DataFrame) -> tuple[I64, I64]:
    """The numbers of the articles that the rows of a table join."""
    sides = (frame.select(article=side).join(order, on="article", how="left", maintain_order="left")["number"]
             for side in ("left", "right"))  # fmt: skip
    left, right = (side.to_numpy().astype(np.int64) for side in sides)
    return left, right


def _parted(tables: GraphTables, numbers: I64) -> Iterator[Frames]:
    """The tables of each bin, their rows in order; no more than the rows' numbers are held of all bins."""
    bins = tables.articles.select("article").with_columns(bin=pl.Series(numbers, dtype=pl.Int32))
    keys = ("article",) * _BY_ARTICLE + ("left",) * (len(tables) - _BY_ARTICLE)
    count = int(numbers.max()) + 1
    rows_by_bin = [
        _rows_by_bin(frame.select(article=key), bins, count) for frame, key in zip(tables, keys, strict=True)
    ]
    for rows in zip(*rows_by_bin, strict=True):
        yield tuple(frame[chosen] for frame, chosen in zip(tables, rows, strict=True))


def _rows_by_bin(names: pl.DataFrame, bins: pl.DataFrame, count: int) -> list[I64]:
    """The numbers of the rows of each bin, by the article that each row names."""
    numbers = names.join(bins, on="article", how="left", maintain_order="left")["bin"].to_numpy()
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.searchsorted(numbers[order], np.arange(1, count)))
