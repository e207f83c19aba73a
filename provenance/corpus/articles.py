"""Inputs become the `articles` table and the ledger: the corpus room's one verb."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import polars as pl

from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, table
from provenance.base.tokens import word_count
from provenance.base.twins import TOKENS_BY
from provenance.corpus.article import Article
from provenance.corpus.article_row import dates_of, row_of, words_outside
from provenance.corpus.furniture.scan import furniture
from provenance.corpus.language import language
from provenance.corpus.ledger import Entry
from provenance.corpus.read import Reading, read

SLICE = 4_000_000  # bytes of text that are read and looked at together
_MANY = 20_000  # articles in a slice
_DATES = ("published_from", "published_to", "captured_from", "captured_to", "date_basis", "date_evidence")

Slices = Iterable[pl.DataFrame]
Reader = Callable[[Slices], Slices]  # slices with `with_text_facts`, in their order


def articles(
    inputs: Sequence[str | Path],
    settings: Settings,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    progress: Callable[[int], None] | None = None,
    without: Path | None = None,
    reader: Reader | None = None,
) -> tuple[pl.DataFrame, list[Entry]]:
    """All articles of the inputs, sorted by id, and what became of every file and record seen.

    `progress` is told the number of articles so far; a folder `without` is passed over; `reader` looks at the texts.
    The origin room fills datelines and dates from the text.
    """
    return collected(read(inputs, settings, columns=columns, stdin=stdin, without=without), progress, reader)


def collected(
    readings: Iterable[Reading], progress: Callable[[int], None] | None = None, reader: Reader | None = None
) -> tuple[pl.DataFrame, list[Entry]]:
    """Readings as the articles table and the ledger; dates are settled once all of their column is read."""
    ledger: list[Entry] = []
    unsettled: list[Article] = []
    slices = _slices(readings, ledger, unsettled, progress)
    frames = list(reader(slices) if reader else map(with_text_facts, slices))
    articles = pl.concat(frames) if frames else table([], ARTICLES)
    del frames
    if unsettled:
        articles = _with_dates(articles, unsettled)
    return articles.sort("article"), ledger


def _slices(
    readings: Iterable[Reading],
    ledger: list[Entry],
    unsettled: list[Article],
    progress: Callable[[int], None] | None,
) -> Iterator[pl.DataFrame]:
    """The articles as they were read, some megabytes at a time; what else there is to know goes to the lists."""
    rows: list[dict[str, object]] = []
    size = count = 0
    for entry, article in readings:
        ledger.append(entry)
        if article is None:
            continue
        rows.append(row_of(article, (), 0, article.language))
        if article.open:
            unsettled.append(replace(article, text=""))
        size, count = size + len(article.text), count + 1
        if progress is not None:
            progress(count)
        if size >= SLICE or len(rows) >= _MANY:
            yield table(rows, ARTICLES)
            rows, size = [], 0
    if rows:
        yield table(rows, ARTICLES)


def _with_dates(articles: pl.DataFrame, unsettled: Iterable[Article]) -> pl.DataFrame:
    """ARTICLES with the dates of some as their columns settle them."""
    rows = [{"article": article.article, **dates_of(article.settled())} for article in unsettled]
    dates = table(rows, {name: ARTICLES[name] for name in ("article", *_DATES)})
    settled = articles.drop(_DATES).join(dates, on="article", how="inner").select(articles.columns)
    return pl.concat([articles.join(dates, on="article", how="anti"), settled])


def with_text_facts(articles: pl.DataFrame, backend: Backend = "python") -> pl.DataFrame:
    """ARTICLES as they were read, with what each text tells: furniture, words without it, and the language.

    The column `language` holds what metadata say of it.

    >>> one = Article("a", "a.txt", None, None, "Rain fell on the north pier.", language="en-GB")
    >>> with_text_facts(table([row_of(one, (), 0, one.language)], ARTICLES)).select("words", "language").rows()
    [(6, 'en')]
    """
    texts = articles["text"].to_list()
    spans = [furniture(text) for text in texts]
    rows = [
        [{"start": start, "end": end, "kind": kind} for start, end, kind in article_spans] for article_spans in spans
    ]
    stated = articles["language"].to_list()
    return articles.with_columns(
        pl.Series("furniture", rows, ARTICLES["furniture"]),
        pl.Series("words", _words(articles["text"], spans, backend), ARTICLES["words"]),
        pl.Series("language", map(language, texts, stated), ARTICLES["language"]),
    )


def _words(texts: pl.Series, spans: Sequence[Sequence[tuple[int, int, str]]], backend: Backend) -> list[int]:
    """How many words each text has outside of the spans."""
    if backend == "python":
        return [words_outside(text, article_spans) for text, article_spans in zip(texts.to_list(), spans, strict=True)]
    tokenised = TOKENS_BY[backend](
        texts, ([(start, end) for start, end, _ in article_spans] for article_spans in spans)
    )
    return [word_count(tokenised[number][0]) for number in range(len(tokenised))]


def frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows as the articles table, sorted by id."""
    return table(sorted(rows, key=lambda row: str(row["article"])), ARTICLES)
