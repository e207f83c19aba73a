"""The graph of some families as one part that can be kept: the tables of sources and derivations side by side."""

import polars as pl

from provenance.base.tables import DERIVATIONS, SOURCES

Graph = tuple[pl.DataFrame, pl.DataFrame]  # SOURCES and DERIVATIONS


def packed_families(graph: Graph) -> pl.DataFrame:
    """Two tables as one row, as a part is kept.

    >>> from provenance.base.tables import table
    >>> graph = table([], SOURCES), table([], DERIVATIONS)
    >>> [frame.height for frame in unpacked(packed_families(graph))]
    [0, 0]
    """
    rows = {
        name: frame.to_struct(name).implode() for name, frame in zip(("sources", "derivations"), graph, strict=True)
    }
    return pl.DataFrame(rows)


def unpacked(row: pl.DataFrame) -> Graph:
    """The two tables again."""
    sources, derivations = (
        pl.DataFrame(row[name][0].struct.unnest() if row[name].list.len()[0] else [], schema=dict(schema))
        for name, schema in (("sources", SOURCES), ("derivations", DERIVATIONS))
    )
    return sources, derivations
