"""What a slice of articles becomes: furniture, words, language, credits, dates, quotations; and the graph of families.

A slice of articles gives the same rows whatever slice it is and whichever process reads it, so slices may be read
side by side (workers.py). So may whole families of articles, of which the graph is made (graph_bins.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import polars as pl

from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tokens import Tokens
from provenance.base.twins import TOKENS_BY
from provenance.corpus.articles import with_text_facts
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.datelines import with_datelines
from provenance.origin.credits.table import credits_table
from provenance.origin.dates.table import dated_articles
from provenance.origin.graph.table import GraphTables, derivations_table
from provenance.origin.quotes.table import quotes_table
from provenance.run.backends import OF_TEXTS, backend_if_kept
from provenance.run.pool.graph_part import packed_families

Frames = tuple[pl.DataFrame, ...]
FILLED = (
    "article", "byline", "dateline",
    "published_from", "published_to", "published_candidates", "date_basis", "date_evidence",
)  # fmt: skip


@dataclass(frozen=True)
class TextStages:
    """The stages with all that they depend on, apart from the articles."""

    settings: Settings = field(default_factory=Settings)
    agencies: Sequence[Path] = ()  # files of further agencies
    backend: Backend = "python"
    loaded: Catalogue | None = field(default=None, compare=False)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The agencies by whose names credits are known."""
        return self.loaded or Catalogue.load(*self.agencies)

    def run(self, stage: str, frames: Frames) -> pl.DataFrame:
        """The rows that one stage makes of a slice."""
        return _STAGES[stage](self, *frames)

    def for_many(self) -> Self:
        """The same for many slices: kernels count words, if an earlier run has compiled them."""
        return replace(self, backend=backend_if_kept(OF_TEXTS))

    def message(self) -> dict[str, Any]:
        """All of it as JSON has it."""
        return {"settings": asdict(self.settings), "agencies": [str(path) for path in self.agencies]}

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Self:
        """The same again.

        >>> stages = TextStages(Settings(threshold=0.8), (Path("more.tsv"),))
        >>> TextStages.of(stages.message()) == stages
        True
        """
        return cls(Settings.of(message["settings"]), tuple(map(Path, message["agencies"])))


def _read(stages: TextStages, articles: pl.DataFrame) -> pl.DataFrame:
    return with_text_facts(articles, stages.backend)


def _credits(stages: TextStages, articles: pl.DataFrame) -> pl.DataFrame:
    return credits_table(articles, stages.catalogue)


def _articles(stages: TextStages, articles: pl.DataFrame, credits: pl.DataFrame) -> pl.DataFrame:
    return dated_articles(with_datelines(articles, credits), stages.settings).select(FILLED)


def _quotes(stages: TextStages, articles: pl.DataFrame, credits: pl.DataFrame) -> pl.DataFrame:
    return quotes_table(articles, credits)


def _graph(stages: TextStages, *tables: pl.DataFrame) -> pl.DataFrame:
    of_families = GraphTables(*tables)
    words = tokens_of(of_families.articles, stages.backend)
    return packed_families(derivations_table(of_families, stages.catalogue, words=words))


def with_filled(articles: pl.DataFrame, filled: pl.DataFrame) -> pl.DataFrame:
    """ARTICLES with what the stage of that name made of each, in the same order: texts stay where they are.

    >>> articles = pl.DataFrame({"article": ["a"], "text": ["Rain"], "dateline": [""]})
    >>> with_filled(articles, pl.DataFrame({"article": ["a"], "dateline": ["OSK —"]})).row(0)
    ('a', 'Rain', 'OSK —')
    """
    return articles.with_columns(filled.drop("article").get_columns())


def tokens_of(articles: pl.DataFrame, backend: Backend) -> Tokens:
    """The articles' tokens, furniture left out."""
    spans = (
        [(span["start"], span["end"]) for span in furniture or ()] for furniture in articles["furniture"].to_list()
    )
    return TOKENS_BY[backend](articles["text"], spans)


_STAGES: Mapping[str, Callable[..., pl.DataFrame]] = {
    "read": _read,
    "credits": _credits,
    "articles": _articles,
    "quotes": _quotes,
    "graph": _graph,
}


def text_slices(articles: pl.DataFrame, size: int, *tables: pl.DataFrame) -> Iterator[Frames]:
    """ARTICLES, sorted by id, in slices of about the same size, each with its rows of the other tables.

    >>> articles = pl.DataFrame({"article": ["a", "b", "c"], "text": ["Rain", "Snow", "Fog"]})
    >>> credits = pl.DataFrame({"article": ["a", "c"]})
    >>> [(own.height, its.height) for own, its in text_slices(articles, 8, credits)]
    [(2, 1), (1, 1)]
    """
    ends = articles["text"].str.len_bytes().fill_null(0).cum_sum().to_list()
    if not ends or ends[-1] <= size:
        yield articles, *tables
        return
    first = begun = 0
    for number, end in enumerate(ends):
        if end - begun >= size or number + 1 == len(ends):
            piece = articles[first : number + 1]
            names = pl.col("article").is_between(pl.lit(piece["article"][0]), pl.lit(piece["article"][-1]))
            yield piece, *(table.filter(names) for table in tables)
            first, begun = number + 1, end
