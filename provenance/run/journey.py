"""The journey of a corpus: read, cleaned, signed, matched, aligned, credited, dated, traced."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from time import perf_counter

import polars as pl

from provenance.base.backend import Backend, Note
from provenance.base.settings import Settings
from provenance.base.tables import (
    ARTICLES,
    CLUSTERS,
    QUOTATIONS,
    TRANSLATIONS,
    Tables,
    checked,
    in_one_language,
    shown_passages,
    table,
)
from provenance.base.tokens import I64, Tokens
from provenance.corpus.furniture.recurring import recurring
from provenance.index.bands import bucket_candidates, likely_pairs
from provenance.index.exact import firsts
from provenance.index.twins import SIGNATURES_BY
from provenance.match.clusters.table import clusters
from provenance.match.memory import release_memory
from provenance.match.pairs import pairs
from provenance.match.passages import passages
from provenance.match.translation.encoder import encoder_for
from provenance.match.translation.passages import translated_passages, with_translated
from provenance.match.translation.table import translations
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.reviewed import ReviewedEdge
from provenance.origin.graph.table import GraphTables, derivations_table
from provenance.origin.quotes.quotations_table import quotations_table
from provenance.run.backends import KERNELS, OF_PASSAGES, backend_for, backend_for_pairs
from provenance.run.pool.graph_bins import graph_tables, is_large
from provenance.run.pool.graph_part import Graph
from provenance.run.pool.text_stages import TextStages, tokens_of, with_filled
from provenance.run.pool.workers import Workers
from provenance.run.stages import Stages


def backend_of(articles: pl.DataFrame, note: Note = lambda _: None, kernels: tuple[str, ...] = KERNELS) -> Backend:
    """The backend that pays for so much text, with these kernels ready."""
    return backend_for(int(articles["text"].str.len_bytes().sum()), note, kernels)


def paired(
    articles: pl.DataFrame, words: Tokens, first_same: I64, settings: Settings, backend: Backend
) -> pl.DataFrame:
    """PAIRS of ARTICLES in the order of their ids; `first_same` is each one's first exact duplicate (index.exact)."""
    signed = SIGNATURES_BY[backend](words, settings.sketch, first_same)
    candidates = likely_pairs(signed, bucket_candidates(signed, settings.banded), settings.threshold)
    return pairs(articles["article"], words, candidates, first_same, settings, backend=backend)


def between_languages(
    articles: pl.DataFrame, quotes: pl.DataFrame, passages: pl.DataFrame, pairs: pl.DataFrame, settings: Settings
) -> pl.DataFrame:
    """TRANSLATIONS of all articles; none where nobody asks for them."""
    if not settings.translation:
        return table([], TRANSLATIONS)
    return translations(articles, quotes, passages, pairs, encoder_for(settings.translation_model))


def traced(
    articles: pl.DataFrame,
    settings: Settings,
    *,
    agencies: Catalogue | None = None,
    judged: Sequence[ReviewedEdge] = (),
    stages: Stages | None = None,
    workers: Workers | None = None,
    graph_only: bool = False,
) -> Tables:
    """All tables of a trace, from ARTICLES as the corpus room gives them (dates from metadata only).

    `judged` are the edges that people looked at; `workers` read the texts, by the same settings and agencies.
    `graph_only` leaves clusters and quotations empty, of which the graph knows nothing.
    """
    bodies = agencies or Catalogue.load()
    with ExitStack() as ends:
        readers = workers or ends.enter_context(Workers(TextStages(settings, loaded=bodies), count=1))
        return _traced(articles, settings, bodies, judged, stages or Stages(), readers, graph_only=graph_only)


def _traced(
    articles: pl.DataFrame,
    settings: Settings,
    bodies: Catalogue,
    judged: Sequence[ReviewedEdge],
    stages: Stages,
    workers: Workers,
    *,
    graph_only: bool,
) -> Tables:
    make = stages.table
    read = checked(articles, ARTICLES, "articles").sort("article")

    credits = make("credits", lambda: workers.table("credits", read))

    def dated() -> pl.DataFrame:
        whole = without_recurring(read, bodies)
        return with_filled(whole, workers.table("articles", whole, credits))

    articles_read = make("articles", dated)
    quotes = make("quotes", lambda: workers.table("quotes", articles_read, credits))
    workers.stop()

    backend = cache(lambda: backend_of(articles_read, stages.said, KERNELS + OF_PASSAGES))
    words = cache(lambda: tokens_of(articles_read, backend()))
    first_same = cache(lambda: firsts(words()))
    pairs = make("pairs", lambda: paired(articles_read, words(), first_same(), settings, backend()))
    grouped = table([], CLUSTERS)
    if not graph_only:
        grouped = make("clusters", lambda: clusters(articles_read, pairs, words(), first_same(), settings))
    begun: list[float] = []
    translated: list[float] = []

    def pairwise(count: int) -> Backend:
        begun.append(perf_counter())
        return backend() if backend() != "python" else backend_for_pairs(count, stages.said)

    @cache
    def aligned() -> pl.DataFrame:
        return passages(articles_read, words(), settings, backend=backend(), pairwise=pairwise, folder=stages.folder)

    @cache
    def across() -> pl.DataFrame:
        """TRANSLATIONS, kept for a run that resumes."""
        translated.append(perf_counter())
        stages.started("translation")
        return stages.frame(
            "translations", lambda: between_languages(articles_read, quotes, aligned(), pairs, settings)
        )

    def all_passages() -> pl.DataFrame:
        one_language = aligned()
        return with_translated(one_language, translated_passages(articles_read, across()))

    every_passage = make("passages", all_passages)
    stages.part("reworded", "passages", begun)
    stages.part("translation", "reworded" if begun else "passages", translated)

    plain = cache(lambda: shown_passages(in_one_language(every_passage)))

    same_words = table([], QUOTATIONS)
    if not graph_only:
        same_words = make("quotations", lambda: quotations_table(articles_read, quotes, plain(), words()))

    @cache
    def graph() -> Graph:
        tables = GraphTables(articles_read, credits, quotes, pairs, every_passage, across())
        if judged:  # these may join articles that share nothing
            return derivations_table(tables, bodies, judged, words())
        if is_large(tables):
            words.cache_clear()  # each bin makes its own
            release_memory()
        return graph_tables(tables, workers, lambda everything: derivations_table(everything, bodies, words=words()))

    sources = make("sources", lambda: graph()[0])
    edges = make("derivations", lambda: graph()[1])
    workers.stop()
    return Tables(articles_read, credits, quotes, pairs, grouped, every_passage, sources, edges, same_words)


def without_recurring(articles: pl.DataFrame, agencies: Catalogue) -> pl.DataFrame:
    """ARTICLES with recurring lines marked as furniture, except lines that name an agency: these may be credits.

    Credits are read before, with all lines around them, as the weights for credits were fitted.
    """
    return recurring(articles, kept=lambda line: bool(agencies.names(line)))
