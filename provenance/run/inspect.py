"""`provenance inspect`: one file through reading, credits, dates and quotes, and nothing that needs a corpus."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provenance.base.escaping import shown_address
from provenance.base.settings import Settings
from provenance.corpus.articles import articles as read_articles
from provenance.corpus.file_layout import file_layouts
from provenance.corpus.files import names_one_place
from provenance.corpus.furniture.ignored import ignored_lines, with_ignored
from provenance.corpus.ledger import Entry, counts
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.datelines import with_datelines
from provenance.origin.credits.table import credits_table
from provenance.origin.dates.table import dated_articles
from provenance.origin.quotes.table import quotes_table


def inspected(
    path: str | Path, settings: Settings, *, columns: Mapping[str, str] | None = None, limit: int = 3
) -> dict[str, Any]:
    """Ledger entries with warnings or errors, counts, and the first `limit` articles with their credits and quotes."""
    read, ledger = read_articles([path], settings, columns=columns)
    if settings.furniture_lines:
        read = with_ignored(read, ignored_lines(Path(settings.furniture_lines)))
    shown = read.sort("record", "article").head(limit).sort("article")
    credits = credits_table(shown, Catalogue.load())
    shown = dated_articles(with_datelines(shown, credits), settings)
    quotes = quotes_table(shown, credits)
    return {
        "path": str(path) if names_one_place(path) else shown_address(str(path)),
        "files": file_layouts(path, settings, columns=columns),
        "counts": {**counts(ledger), "articles": read.height},
        "ledger": [_told(entry) for entry in ledger if entry.verdict != "accepted"],
        "articles": [
            {
                **row,
                "credits": credits.filter(credits["article"] == row["article"]).drop("article").to_dicts(),
                "quotes": quotes.filter(quotes["article"] == row["article"]).drop("article").to_dicts(),
            }
            for row in shown.iter_rows(named=True)
        ],
    }


def _told(entry: Entry) -> dict[str, Any]:
    fields = asdict(entry)
    return {name: fields[name] for name in ("path", "record", "line", "article", "verdict", "code", "message")}
