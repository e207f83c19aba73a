"""The journey of a corpus: read, cleaned, signed, matched, aligned, credited, dated, traced."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

import polars as pl

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, Tables, checked
from provenance.base.tokens import I64, Tokens, tokens
from provenance.index.bands import candidates, likely
from provenance.index.exact import firsts
from provenance.index.signatures import signatures
from provenance.match.clusters import clusters
from provenance.match.pairs import pairs
from provenance.match.passages import passages
from provenance.origin.catalogue import Catalogue
from provenance.origin.credits_table import credits as credits_of
from provenance.origin.dated import dated
from provenance.origin.derivations import derivations
from provenance.origin.quoted import quoted


@dataclass
class Stages:
    """Seconds a stage; `started` is told each stage's name, for whoever shows progress."""

    started: Callable[[str], None] = lambda _: None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        self.started(name)
        begun = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - begun, 3)


def tokens_of(articles: pl.DataFrame) -> Tokens:
    """The articles' tokens, furniture left out."""
    spans = ([(s["start"], s["end"]) for s in found or ()] for found in articles["furniture"].to_list())
    return tokens(articles["text"], spans)


def paired(articles: pl.DataFrame, words: Tokens, settings: Settings, stages: Stages) -> tuple[pl.DataFrame, I64]:
    """PAIRS of ARTICLES in the order of their ids; and for each article the first that is word for word the same."""
    with stages.stage("sign"):
        same = firsts(words)
        signed = signatures(words, settings.sketch, same)
        likely_pairs = likely(signed, candidates(signed, settings.sketch), settings.threshold)
    with stages.stage("match"):
        return pairs(articles["article"], words, likely_pairs, same, settings), same


def traced(
    articles: pl.DataFrame, settings: Settings, *, agencies: Catalogue | None = None, stages: Stages | None = None
) -> Tables:
    """All tables of a trace, from ARTICLES as the corpus room gives them (sorted by id, dates from metadata only)."""
    stages = stages or Stages()
    agencies = agencies or Catalogue.load()
    articles = checked(articles, ARTICLES, "articles").sort("article")
    with stages.stage("credit"):
        credits = credits_of(articles, agencies)
    with stages.stage("date"):
        articles = dated(articles, settings)
        quotes = quoted(articles, credits)
    with stages.stage("tokens"):
        words = tokens_of(articles)
    near, same = paired(articles, words, settings, stages)
    with stages.stage("cluster"):
        grouped = clusters(articles, near, words, same, settings)
    with stages.stage("align"):
        shared = passages(articles, words, settings)
    with stages.stage("derive"):
        sources, edges = derivations(articles, credits, quotes, near, shared, agencies.agencies)
    return Tables(articles, credits, quotes, near, grouped, shared, sources, edges).checked()
