"""The articles' dates, filled from their texts where the metadata is silent."""

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, checked
from provenance.origin.dates.fact_bounds import Bounds
from provenance.origin.dates.fact_file import dated_facts
from provenance.origin.dates.item import CONTRADICTED, Publication, publication

_READ = (
    "text", "furniture", "url", "dateline", "date_evidence",
    "published_from", "published_to", "captured_from", "captured_to",
)  # fmt: skip
_FILLED = ("published_from", "published_to", "published_candidates", "date_basis", "date_evidence", "dateline")


def dated_articles(articles: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """ARTICLES with publication bounds, candidate days, basis, dateline and reasons; columns and order unchanged.

    Raises InputError for a file of dated facts, named in the settings, that cannot be used.
    """
    articles = checked(articles, ARTICLES, "articles")
    facts = Bounds(dated_facts(Path(settings.dated_facts))) if settings.dated_facts else None
    filled = [_row(row, settings, facts) for row in articles.select(_READ).iter_rows(named=True)]
    schema = {name: ARTICLES[name] for name in _FILLED}
    return articles.with_columns(pl.DataFrame(filled, schema=schema).get_columns())


def contradicted(articles: pl.DataFrame) -> list[str]:
    """The articles whose texts or metadata the dated facts contradict, by id."""
    notes = pl.col("date_evidence").list.eval(pl.element().struct.field("note").str.starts_with(CONTRADICTED))
    return articles.filter(notes.list.any())["article"].sort().to_list()


def _row(row: dict[str, Any], settings: Settings, facts: Bounds | None) -> dict[str, Any]:
    dated: Publication = publication(
        row["text"] or "",
        furniture=[(span["start"], span["end"], span["kind"]) for span in row["furniture"] or ()],
        published=_interval(row, "published"),
        captured=_interval(row, "captured"),
        settings=settings,
        facts=facts,
        url=row["url"],
    )
    reasons = row["date_evidence"] or []
    evidence = [{"layer": e.layer, "start": e.start, "end": e.end, "note": e.note} for e in dated.evidence]
    return {
        "published_from": dated.published[0],
        "published_to": dated.published[1],
        "published_candidates": list(dated.candidates),
        "date_basis": dated.basis,
        "date_evidence": [*reasons, *(reason for reason in evidence if reason not in reasons)],
        "dateline": row["dateline"] or dated.dateline,
    }


def _interval(row: dict[str, Any], name: str) -> tuple[datetime | None, datetime | None]:
    return row[f"{name}_from"], row[f"{name}_to"]
