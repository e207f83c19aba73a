"""One article becomes a row of the articles table. Nothing heavy is imported here."""

from collections.abc import Sequence

import numpy as np

from provenance.base.tokens import UNSPACED, outside, word_count, word_hash, words
from provenance.corpus.article import Article
from provenance.corpus.furniture.scan import furniture
from provenance.corpus.language import language


def row(article: Article) -> dict[str, object]:
    """One article as a row of the table.

    >>> row(Article("a", "a.txt", None, None, "Rain fell on the north pier."))["words"]
    6
    """
    spans = furniture(article.text)
    return row_of(article, spans, words_outside(article.text, spans), language(article.text, article.language))


def words_outside(text: str, spans: Sequence[tuple[int, int, str]]) -> int:
    """How many words a text has outside of the spans; where letters are tokens, several of them count as one word.

    >>> words_outside("Read also: Rain fell.", [(0, 10, "related")])
    2
    """
    split = words(text)
    stay = outside(split.starts, split.ends, [(start, end) for start, end, _ in spans])
    if not UNSPACED.search(text):
        return int(stay.sum())
    kept = [word_hash(word) for word, stays in zip(split.words, stay.tolist(), strict=True) if stays]
    return word_count(np.array(kept, np.uint64))


def row_of(
    article: Article, spans: Sequence[tuple[int, int, str]], count: int, written_in: str | None
) -> dict[str, object]:
    """The same where its furniture, the number of its words without it and its language are known."""
    return {
        "article": article.article,
        "path": article.path,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "dateline": None,
        "language": written_in,
        "published_candidates": [],
        "words": count,
        "furniture": [{"start": start, "end": end, "kind": kind} for start, end, kind in spans],
        "text": article.text,
        "record": article.record,
        "encoding": article.encoding,
        "published_given": article.published,
        "metadata": [{"field": name, "value": value, "basis": basis} for name, value, basis in article.metadata],
        **dates_of(article),
    }


def dates_of(article: Article) -> dict[str, object]:
    """The columns of a row that its dates fill."""
    dated = article.published_from is not None
    evidence = {"layer": "metadata", "start": None, "end": None, "note": f"published: {article.published}"}
    return {
        "published_from": article.published_from,
        "published_to": article.published_to,
        "captured_from": article.captured_from,
        "captured_to": article.captured_to,
        "date_basis": "metadata" if dated else None,
        "date_evidence": [evidence] if dated else [],
    }
