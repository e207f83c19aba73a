"""Which way the trace draws an edge between two articles, if it draws one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import polars as pl

import provenance as pv
from benchmarks.natural.figures import Figure, Outcome, share
from provenance.base.tables import Tables

LEAST = 0.2  # probability from which an edge is one: the design's line


@dataclass(frozen=True)
class Directions:
    """For pairs (source, derived): which way their edges go."""

    outcomes: list[Outcome] = field(default_factory=list)  # of those told: 1 right, 0 wrong
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, Figure | str]:
        """Direction where told, and what was told of how many."""
        told = ", ".join(f"{name} {count}" for name, count in sorted(self.counts.items()))
        return {"direction, where told": share(self.outcomes), "pairs": told}


def directions(tables: Tables, pairs: Sequence[tuple[str, str, str]]) -> Directions:
    """Of (family, source, derived); an edge counts from `LEAST` on, whatever its rank."""
    rows = tables.derivations.filter(
        pl.col("source_kind") == "article", pl.col("derived_kind") == "article", pl.col("probability") >= LEAST
    )
    known: Mapping[tuple[str, str], str] = {
        (derived, source): direction
        for derived, source, direction in rows.select("derived", "source", "direction").iter_rows()
    }
    common = _common(tables)
    found = Directions()
    for family, source, derived in pairs:
        ways = known.get((derived, source)), known.get((source, derived))
        if "unknown" in ways:
            found.counts["unknown"] += 1
        elif "known" in ways:
            found.outcomes.append((family, float(ways[0] is not None)))
            found.counts["right" if ways[0] else "wrong"] += 1
            if ways[0] is None:
                found.wrong.append((source, derived))
        else:
            found.counts["common item" if common.get(source, set()) & common.get(derived, set()) else "none"] += 1
    return found


def _common(tables: Tables) -> dict[str, set[str]]:
    rows = tables.derivations.filter(pl.col("source_kind") == "unseen", pl.col("probability") >= LEAST)
    found: dict[str, set[str]] = {}
    for derived, source in rows.select("derived", "source").iter_rows():
        found.setdefault(derived, set()).add(source)
    return found


def trace(rows: Sequence[Mapping[str, object]]) -> Tables:
    """A trace of rows that may lack columns."""
    columns = sorted(set(chain.from_iterable(rows)))
    return pv.trace(pl.DataFrame({name: [row.get(name) for row in rows] for name in columns}))
