"""Every article's quotations, with the agency through which the words came."""

import re
from bisect import bisect_left
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from provenance.base.tables import ARTICLES, CREDITS, QUOTES, checked, table
from provenance.origin.quotes.item import article_quotes

_THROUGH = ("quote", "citation")
_NEAR = 200  # characters between a quotation and the credit of its sentence
_END = re.compile(r"[.!?…。！？]['\"”’»)]?\s|\n\s{0,9}\n")


def quotes_table(articles: pl.DataFrame, credits: pl.DataFrame) -> pl.DataFrame:
    """QUOTES from ARTICLES and CREDITS, in the order of articles and places.

    >>> from provenance.base.tables import CREDITS
    >>> story = {"article": "a", "text": "“Rain helps,” she told Tass."}
    >>> credit = {"article": "a", "agency": "tass", "kind": "quote", "start": 18, "end": 27}
    >>> quotes_table(table([story], ARTICLES), table([credit], CREDITS)).select("start", "end", "via").rows()
    [(0, 13, 'tass')]
    """
    articles, credits = checked(articles, ARTICLES, "articles"), checked(credits, CREDITS, "credits")
    is_channel = pl.col("kind").is_in(_THROUGH) & pl.col("agency").is_not_null()
    naming = credits.filter(is_channel & pl.col("start").is_not_null()).sort("article", "start", "end")  # no headline's
    by_article = {
        article: list(rows) for article, rows in groupby(naming.iter_rows(named=True), key=itemgetter("article"))
    }
    rows: list[dict[str, object]] = []
    for article, text, furniture in articles.select("article", "text", "furniture").iter_rows():
        spans = sorted((span["start"], span["end"], span["kind"]) for span in furniture or ())
        for quote in article_quotes(text or "", spans):
            via = _via(text, quote.start, quote.end, by_article.get(article, []))
            rows.append(
                {"article": article, "start": quote.start, "end": quote.end, "speaker": quote.speaker, "via": via}
            )
    return table(rows, QUOTES)


def _via(text: str, start: int, end: int, credits: list[dict[str, Any]]) -> str | None:
    """Agency of the nearest credit in the quotation's sentence."""
    first = bisect_left(credits, start - 2 * _NEAR, key=itemgetter("start"))
    best: tuple[int, str] | None = None
    for credit in credits[first:]:
        if credit["start"] > end + _NEAR:
            break
        if credit["end"] <= start:
            gap = text[credit["end"] : start]
        elif credit["start"] >= end:
            gap = text[end - 2 : credit["start"]] if text[end - 2] in ".!?" else text[end : credit["start"]]
        else:
            gap = ""
        if len(gap) <= _NEAR and not _END.search(gap) and (best is None or len(gap) < best[0]):
            best = len(gap), credit["agency"]
    return best[1] if best else None
