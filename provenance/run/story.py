"""Two articles of a finished trace, or two files, side by side, with what speaks for and against an edge."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provenance.base.errors import InputError, StoreError
from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.corpus.ledger import Entry
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.alternatives import alternative_cases
from provenance.report.comparison import Comparison, comparison
from provenance.run.one_story import agencies, article_meant
from provenance.run.out import read_tables
from provenance.run.swap import RUN


def comparison_in(left: str, right: str, out: Path) -> Comparison:
    """Two articles, or an article and an unseen source, of the trace in `out`."""
    tables, run = read_tables(out)
    pair = article_meant(tables, left, out), article_meant(tables, right, out)
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
    graph_inputs = (tables.articles, tables.credits, tables.quotes, tables.passages, tables.derivations)
    return [
        {**asdict(case), "evidence": [piece._asdict() for piece in case.evidence]}
        for case in alternative_cases(*graph_inputs, bodies or Catalogue.load(), (left, right))
    ]


def _one_file(source: str | Path) -> str:
    """The name of a file; a pattern that one file fits becomes that file's."""
    from provenance.corpus.files import files, names_one_place  # noqa: PLC0415  # .3 s that a finished trace does not need

    if names_one_place(source):
        return str(source)
    items = list(files([source]))
    if len(items) != 1:
        what, advice = f"the pattern fits {len(items):,} files, not one", "one file for A and one for B"
        raise InputError("E-COMPARE", what, path=source, advice=advice)
    if isinstance(items[0], Entry) and items[0].verdict == "rejected":
        raise InputError(items[0].code, items[0].message, path=items[0].path)
    return items[0].path


def comparison_of(left: str | Path, right: str | Path, settings: Settings) -> Comparison:
    """Two files, read and traced by themselves: what they share, judged without a corpus around them.

    Each is a path, an address, or a pattern that one file fits.
    """
    from provenance.corpus.articles import articles as read_articles  # noqa: PLC0415  # as above
    from provenance.run.journey import traced  # noqa: PLC0415

    paths = [_one_file(source) for source in (left, right)]
    if paths[0] == paths[1] or (all(map(os.path.exists, paths)) and Path(paths[0]).samefile(paths[1])):
        raise InputError("E-COMPARE", "A and B are the same file", advice="another file for B", path=right)
    read, ledger = read_articles(paths, settings)
    for path in paths:
        amiss = [e for e in ledger if e.verdict == "rejected" and Path(e.path).name == Path(path).name]
        if amiss:
            raise InputError(amiss[0].code, amiss[0].message, path=path)
    if read.height != 2:
        what = f"these two files hold {read.height} articles, not one each"
        raise InputError("E-COMPARE", what, advice="provenance trace on both, then provenance compare A B --from OUT")
    tables, rows = traced(read, settings), read.select("article", "path").rows()
    first, second = sorted(rows, key=lambda row: Path(row[1]) != Path(paths[0]))  # A was given first
    return comparison(tables, first[0], second[0], weighed=weighed(tables, first[0], second[0]))
