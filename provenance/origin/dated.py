"""The articles' dates, filled from their texts where the metadata is silent."""

from datetime import datetime
from typing import Any

import polars as pl

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, checked
from provenance.origin.dates import Dated
from provenance.origin.dates import dated as dated_item

_FILLED = ("published_from", "published_to", "published_candidates", "date_basis", "date_evidence", "dateline")


def dated(articles: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """ARTICLES with publication bounds, candidate days, basis, dateline and reasons; columns and order unchanged."""
    articles = checked(articles, ARTICLES, "articles")
    filled = [_row(row, settings) for row in articles.iter_rows(named=True)]
    schema = {name: ARTICLES[name] for name in _FILLED}
    return articles.with_columns(pl.DataFrame(filled, schema=schema).get_columns())


def _row(row: dict[str, Any], settings: Settings) -> dict[str, Any]:
    found: Dated = dated_item(
        row["text"] or "",
        furniture=[(span["start"], span["end"], span["kind"]) for span in row["furniture"] or ()],
        published=_interval(row, "published"),
        captured=_interval(row, "captured"),
        settings=settings,
    )
    given = row["date_evidence"] or []
    evidence = [{"layer": e.layer, "start": e.start, "end": e.end, "note": e.note} for e in found.evidence]
    return {
        "published_from": found.published[0],
        "published_to": found.published[1],
        "published_candidates": list(found.candidates),
        "date_basis": found.basis,
        "date_evidence": [*given, *(reason for reason in evidence if reason not in given)],
        "dateline": row["dateline"] or found.dateline,
    }


def _interval(row: dict[str, Any], name: str) -> tuple[datetime | None, datetime | None]:
    return row[f"{name}_from"], row[f"{name}_to"]
