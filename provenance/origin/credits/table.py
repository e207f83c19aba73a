"""The articles table becomes the credits table."""

from typing import Any

import polars as pl

from provenance.base.tables import ARTICLES, CREDITS, checked, table
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import CreditInput, credits_of_articles

_BATCH = 64  # articles whose names are looked for at once
_READ = ("text", "furniture", "outlet", "url", "byline", "title", "language")


def credits_table(articles: pl.DataFrame, catalogue: Catalogue | None = None) -> pl.DataFrame:
    """CREDITS of ARTICLES, by the shipped catalogue unless another is given; sorted by article, start, agency.

    >>> from provenance.base.tables import table
    >>> articles = table([{"article": "a", "text": "Rain fell. (dpa/NAN)"}], ARTICLES)
    >>> credits_table(articles).select("agency", "kind", "position").rows()
    [('dpa', 'credit', 'bracket'), ('nan_ng', 'relay', 'bracket')]
    """
    checked(articles, ARTICLES, "articles")
    bodies = catalogue or Catalogue.load()
    rows: list[dict[str, object]] = []
    for batch in articles.select("article", *_READ).iter_slices(_BATCH):
        credits = credits_of_articles([_input(*row) for row in batch.drop("article").iter_rows()], bodies)
        rows += [
            {"article": article, **vars(credit), "alternatives": list(credit.alternatives)}
            for article, of_article in zip(batch["article"], credits, strict=True)
            for credit in of_article
        ]
    return table(rows, CREDITS).sort("article", "start", "name_start", "agency", nulls_last=False, maintain_order=True)


def _input(text: str | None, furniture: list[dict[str, Any]] | None, *metadata: str | None) -> CreditInput:
    return CreditInput(text or "", [(span["start"], span["end"], span["kind"]) for span in furniture or ()], *metadata)
