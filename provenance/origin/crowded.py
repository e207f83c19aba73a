"""Articles with more names or quotations than are read, each with a sentence that says so."""

from collections.abc import Mapping, Sequence

import polars as pl

from provenance.base.limits import LONGEST_READ, MOST_NAMES, MOST_SPEAKERS
from provenance.base.tables import ARTICLES, QUOTES, checked
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.layout import one_line_a_paragraph
from provenance.origin.normalise import normalised

_BATCH = 64  # articles whose names are looked for at once


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
    for batch in articles.select("article", "text").iter_slices(_BATCH):
        names_of_texts = name_counts([text or "" for text in batch["text"]], catalogue)
        for article, names in zip(batch["article"], names_of_texts, strict=True):
            crowd = f"{names:,} names of news bodies, of which {MOST_NAMES:,} are read" if names > MOST_NAMES else ""
            sentence = "; ".join(filter(None, (crowd, quotations.get(article))))
            if sentence:
                sentences[article] = sentence
    return sentences


def name_counts(texts: Sequence[str], catalogue: Catalogue) -> list[int]:
    """How many names of news bodies each text has, as credits are read; 0 where it cannot be too many.

    >>> name_counts(["AFP said so. " * 501, "Rain fell. (AFP)"], Catalogue.load())
    [501, 0]
    """
    texts = [text[:LONGEST_READ] for text in texts]
    return [
        len(catalogue.names(one_line_a_paragraph(normalised(text).text).text)) if most > MOST_NAMES else 0
        for text, most in zip(texts, catalogue.at_most(texts), strict=True)
    ]
