"""The tables of a trace as Python users hold them: shown short, drawn, written, and reported on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.base.errors import EngineError, InputError
from provenance.base.settings import Settings
from provenance.base.tables import SCHEMAS, Tables, write_table
from provenance.report.markdown import markdown
from provenance.report.terminal import report as report_text
from provenance.report.verdict import article_story
from provenance.report.web.html import article_page
from provenance.run.out import input_hash, write_text_file
from provenance.run.stamp import stamp

if TYPE_CHECKING:
    from networkx import DiGraph

FORMS = ("text", "markdown", "html")


@dataclass(frozen=True, repr=False)
class TracedTables(Tables):
    """The tables that `trace` gives, with what a notebook wants of them."""

    settings: Settings = field(default_factory=Settings)
    agencies: Mapping[str, str] = field(default_factory=dict)  # agency id -> the name people know

    def __repr__(self) -> str:
        """How many rows each table has; the tables themselves are attributes.

        >>> from provenance.run.face import trace
        >>> import polars as pl
        >>> trace(pl.DataFrame({"id": ["a"], "text": ["Rain fell on the old north pier. (dpa)"]}))
        Tables(articles=1, credits=1, quotes=0, pairs=0, clusters=1, passages=0, sources=1, derivations=1, quotations=0)
        """
        return f"Tables({', '.join(f'{name}={rows}' for name, rows in self._rows().items())})"

    def _repr_html_(self) -> str:
        """The same for a notebook, with the columns of each table."""
        rows = "".join(
            f"<tr><th scope='row'>{name}</th><td>{count:,}</td><td>{escape(', '.join(SCHEMAS[name]))}</td></tr>"
            for name, count in self._rows().items()
        )
        head = "<tr><th>table</th><th>rows</th><th>columns</th></tr>"
        return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"

    def _rows(self) -> dict[str, int]:
        return {name: getattr(self, name).height for name in SCHEMAS}

    def report(self, article: str, format: str = "text") -> str:  # noqa: A002  as the command's option is called
        """One article's report: text, markdown, or html (a page that needs nothing else)."""
        if format not in FORMS:
            raise InputError("E-FORMAT", f"there is no format {format!r}", advice=", ".join(FORMS))
        if article not in self.articles["article"]:
            raise InputError("E-NO-ARTICLE", f"there is no article {article!r}", advice="tables.articles['article']")
        story = article_story(self, article, self.agencies)
        return {"text": report_text, "markdown": markdown, "html": article_page}[format](story)

    def graph(self) -> "DiGraph[str]":
        """Who draws on whom, as a networkx graph: an edge runs from a source to what draws on it.

        Every derivation of rank 1 is an edge with its relation, probability and direction; nodes are articles and
        unseen sources, with what their rows say.
        """
        try:
            from networkx import DiGraph  # noqa: PLC0415  only where it is asked for
        except ImportError:
            raise EngineError("E-NO-NETWORKX", "networkx is not installed", advice="pip install networkx") from None
        digraph: DiGraph[str] = DiGraph()
        names = ("outlet", "title", "url", "language", "published_from", "published_to", "words")
        for row in self.articles.select("article", *names).iter_rows(named=True):
            digraph.add_node(row.pop("article"), kind="article", **row)
        for row in self.sources.select("source", "agency", "kind").iter_rows(named=True):
            digraph.add_node(row["source"], kind="unseen", agency=row["agency"], item=row["kind"])
        for row in self.derivations.filter(rank=1).iter_rows(named=True):
            about = {name: row[name] for name in ("relation", "probability", "direction")}
            digraph.add_edge(row["source"], row["derived"], **about)
        return digraph

    def write(self, folder: str | Path) -> Path:
        """The tables as parquet in a folder, from which every command with --from reads; the folder.

        A result of an earlier run is not written over.
        """
        path = Path(folder)
        if any((path / name).exists() for name in ("run.json", *(f"{name}.parquet" for name in SCHEMAS))):
            raise InputError("E-OUT-TAKEN", "this folder holds a result", path=path, advice="another folder")
        path.mkdir(parents=True, exist_ok=True)
        for name in SCHEMAS:
            write_table(getattr(self, name), path / f"{name}.parquet", name)
        run: dict[str, Any] = {**stamp(input_hash(self.articles), self.settings), "agencies": dict(self.agencies)}
        write_text_file(path / "run.json", json.dumps(run, ensure_ascii=False, indent=2, default=str) + "\n")
        return path
