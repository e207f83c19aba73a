"""Two articles of a finished trace side by side, with what speaks for and against an edge."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provenance.base.errors import StoreError
from provenance.base.tables import Tables
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.alternatives import alternative_cases
from provenance.report.comparison import Comparison, comparison
from provenance.run.one_story import agencies, found
from provenance.run.out import read_tables
from provenance.run.swap import RUN


def comparison_in(left: str, right: str, out: Path) -> Comparison:
    """Two articles, or an article and an unseen source, of the trace in `out`."""
    tables, run = read_tables(out)
    pair = found(tables, left, out), found(tables, right, out)
    return comparison(tables, *pair, agencies(run), weighed=weighed(tables, *pair, catalogue_of(run, out)))


def catalogue_of(run: Mapping[str, Any], out: Path) -> Catalogue:
    """The catalogue that the trace in `out` was made with; StoreError where what it wrote down cannot be used."""
    try:
        return Catalogue.of_run(run.get("catalogue", []))
    except (TypeError, AttributeError, KeyError) as error:
        raise StoreError("E-TRACE", f"its catalogue cannot be read ({error})", path=out / RUN) from None


def weighed(tables: Tables, left: str, right: str, bodies: Catalogue | None = None) -> list[dict[str, Any]]:
    """The cases for either of two articles drawing on the other, whether the graph has an edge or not.

    `bodies` are the catalogue that the tables were made with, else the shipped one.
    """
    told = (tables.articles, tables.credits, tables.quotes, tables.passages, tables.derivations)
    return [
        {**asdict(case), "evidence": [piece._asdict() for piece in case.evidence]}
        for case in alternative_cases(*told, bodies or Catalogue.load(), (left, right))
    ]
