"""Inputs become the `articles` table and the ledger: the corpus room's one verb."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, table
from provenance.base.tokens import outside, words
from provenance.corpus.article import Article
from provenance.corpus.furniture import furniture
from provenance.corpus.language import language
from provenance.corpus.ledger import Entry
from provenance.corpus.read import read


def articles(
    inputs: Sequence[str | Path],
    settings: Settings,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    progress: Callable[[int], None] | None = None,
    without: Path | None = None,
) -> tuple[pl.DataFrame, list[Entry]]:
    """All articles of the inputs, sorted by id, and what became of every file and record seen.

    `progress` is told the number of articles so far; a folder `without` is passed over. The origin room fills
    datelines and dates from the text.
    """
    rows: list[dict[str, object]] = []
    ledger: list[Entry] = []
    for entry, article in read(inputs, settings, columns=columns, stdin=stdin, without=without):
        ledger.append(entry)
        if article is None:
            continue
        rows.append(row(article))
        if progress is not None:
            progress(len(rows))
    return frame(rows), ledger


def frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows as the articles table, sorted by id."""
    return table(sorted(rows, key=lambda made: str(made["article"])), ARTICLES)


def row(article: Article) -> dict[str, object]:
    """One article as a row of the table.

    >>> row(Article("a", "a.txt", None, None, "Rain fell on the north pier."))["words"]
    6
    """
    spans = furniture(article.text)
    found = words(article.text)
    stay = outside(found.starts, found.ends, [(start, end) for start, end, _ in spans])
    dated = article.published_from is not None
    evidence = {"layer": "metadata", "start": None, "end": None, "note": f"published: {article.published}"}
    return {
        "article": article.article,
        "path": article.path,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "dateline": None,
        "language": language(article.text, article.language),
        "published_from": article.published_from,
        "published_to": article.published_to,
        "published_candidates": [],
        "captured_from": article.captured_from,
        "captured_to": article.captured_to,
        "date_basis": "metadata" if dated else None,
        "words": int(stay.sum()),
        "furniture": [{"start": start, "end": end, "kind": kind} for start, end, kind in spans],
        "text": article.text,
        "record": article.record,
        "encoding": article.encoding,
        "published_given": article.published,
        "date_evidence": [evidence] if dated else [],
        "metadata": [{"field": name, "value": value, "basis": basis} for name, value, basis in article.metadata],
    }
