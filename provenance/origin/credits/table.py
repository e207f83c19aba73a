"""The articles table becomes the credits table."""

import polars as pl

from provenance.base.tables import ARTICLES, CREDITS, checked, table
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits

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
    for article, text, furniture, outlet, url, byline, title, language in articles.select(
        "article", *_READ
    ).iter_rows():
        spans = [(span["start"], span["end"], span["kind"]) for span in furniture or ()]
        beside = {"outlet": outlet, "url": url, "byline": byline, "title": title, "language": language}
        row_credits = article_credits(text or "", furniture=spans, **beside, catalogue=bodies)
        rows += [
            {"article": article, **vars(credit), "alternatives": list(credit.alternatives)} for credit in row_credits
        ]
    return table(rows, CREDITS).sort("article", "start", "name_start", "agency", nulls_last=False, maintain_order=True)
