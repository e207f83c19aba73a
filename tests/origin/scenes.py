"""Small corpora as tables, for tests of the graph: texts are runs of letters, passages are given by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import polars as pl

from provenance.base.tables import ARTICLES, CREDITS, PAIRS, PASSAGES, QUOTES, TRANSLATIONS, table
from provenance.origin.graph.reviewed import ReviewedEdge
from provenance.origin.graph.table import GraphTables, derivations_table

BODIES = SimpleNamespace(
    agencies={"zvezda_tv": SimpleNamespace(name="Zvezda", kind="broadcaster")},
    bodies_of=lambda outlet, url: frozenset({"tass"} if outlet == "TASS" else ()),
)


def article(name: str, words: int = 300, *, day: str | None = None, outlet: str | None = None) -> dict[str, object]:
    """An article of `words` six-letter words, published on `day` where it is given."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return {
        "article": name,
        "words": words,
        "text": "words " * words,
        "furniture": [],
        "outlet": outlet,
        "published_from": start,
        "published_to": start and start + timedelta(days=1, microseconds=-1),
    }


def credit(
    name: str, agency: str | None, position: str, kind: str = "credit", *, at: int = 0, scope: str | None = None
) -> dict[str, object]:
    """A credit of ten characters at `at`; passage level where its position is."""
    return {
        "article": name,
        "agency": agency,
        "alternatives": [],
        "kind": kind,
        "scope": scope or ("passage" if position == "passage" else "story"),
        "start": at,
        "end": at + 10,
        "name_start": at,
        "name_end": at + 10,
        "position": position,
    }


def passage(
    left: str, left_word: int, right: str, right_word: int, words: int, bits: float | None = None
) -> dict[str, object]:
    """A significant passage of so many words, by the number of its first word in both."""
    assert left < right
    return {
        "left": left,
        "right": right,
        "left_start": 6 * left_word,
        "left_end": 6 * (left_word + words),
        "right_start": 6 * right_word,
        "right_end": 6 * (right_word + words),
        "words": words,
        "matched": words,
        "bits": 8.0 * words if bits is None else bits,
        "expect": 1e-9,
        "significant": True,
    }


def scattered(left: str, left_word: int, right: str, right_word: int, words: int) -> dict[str, object]:
    """Words of which few articles have the pairs: nothing that counts by itself."""
    return {**passage(left, left_word, right, right_word, words, 20.0), "significant": False, "kind": "scattered"}


def pair(left: str, right: str) -> dict[str, object]:
    """A near-duplicate pair."""
    return {"left": left, "right": right, "similarity": 0.9, "left_in_right": 0.95, "right_in_left": 0.95}


def traced(
    articles: list[dict[str, object]],
    credits: list[dict[str, object]] = (),
    passages: list[dict[str, object]] = (),
    pairs: list[dict[str, object]] = (),
    quotes: list[dict[str, object]] = (),
    judged: Sequence[ReviewedEdge] = (),
    translations: list[dict[str, object]] = (),
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """SOURCES and DERIVATIONS of the scene."""
    tables = GraphTables(
        table(list(articles), ARTICLES),
        table(list(credits), CREDITS),
        table(list(quotes), QUOTES),
        table(list(pairs), PAIRS),
        table(list(passages), PASSAGES),
        table(list(translations), TRANSLATIONS),
    )
    return derivations_table(tables, BODIES, judged)


def chosen(edges: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Derived, source and relation of the rows of rank 1."""
    return edges.filter(pl.col("rank") == 1).select("derived", "source", "relation").sort("derived", "source").rows()


def likelihood(edges: pl.DataFrame, derived: str, source: str) -> float:
    """The probability of one row; 0 where there is none."""
    rows = edges.filter((pl.col("derived") == derived) & (pl.col("source") == source))["probability"].to_list()
    return rows[0] if rows else 0.0
