"""Articles with more names or quotations than are read, each with a sentence that says so."""

from collections.abc import Mapping

import polars as pl

from provenance.base.limits import LONGEST_READ, MOST_NAMES, MOST_SPEAKERS
from provenance.base.tables import ARTICLES, QUOTES, checked
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.layout import one_line_a_paragraph
from provenance.origin.normalise import normalised


def crowded(articles: pl.DataFrame, quotes: pl.DataFrame, catalogue: Catalogue) -> Mapping[str, str]:
    """What is not read of ARTICLES that have too many names or QUOTES, in words, by article.

    >>> from provenance.base.tables import table
    >>> texts = [{"article": "a", "text": "Rain fell. (AFP)"}, {"article": "b", "text": "AFP said so. " * 501}]
    >>> crowded(table(texts, ARTICLES), table([], QUOTES), Catalogue.load())
    {'b': '501 names of news bodies, of which 500 are read'}
    """
    articles, quotes = checked(articles, ARTICLES, "articles"), checked(quotes, QUOTES, "quotes")
    long_lists = quotes.group_by("article").len().filter(pl.col("len") > MOST_SPEAKERS).iter_rows()
    quotations = {
        article: f"{count:,} quotations: speakers are looked for in {MOST_SPEAKERS:,}" for article, count in long_lists
    }
    sentences = {}
    for article, text in articles.select("article", "text").iter_rows():
        names = name_count(text or "", catalogue)
        crowd = f"{names:,} names of news bodies, of which {MOST_NAMES:,} are read" if names > MOST_NAMES else ""
        sentence = "; ".join(filter(None, (crowd, quotations.get(article))))
        if sentence:
            sentences[article] = sentence
    return sentences


def name_count(text: str, catalogue: Catalogue) -> int:
    """How many names of news bodies a text has, as credits are read; 0 where it cannot be too many."""
    text = text[:LONGEST_READ]
    if catalogue.at_most(text) <= MOST_NAMES:
        return 0
    return len(catalogue.names(one_line_a_paragraph(normalised(text).text).text))
