"""The rows of a trace are put in order by article, once, so that many pages can be written from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import polars as pl

from provenance.base.tables import Tables, shown_passages

Row = dict[str, Any]
HELD = 1_000  # articles whose rows are kept at hand: one page asks for the same ones many times


@dataclass(frozen=True)
class Lookup:
    """What a page asks of the tables: rows by article id or source id, in one settled order."""

    articles: pl.DataFrame
    places: Mapping[str, int]  # article id -> row of `articles`
    credits: Mapping[str, list[Row]]
    quotes: Mapping[str, list[Row]]
    passages: Mapping[str, list[Row]]  # by either side
    pairs: Mapping[tuple[str, str], Row]  # by (left, right), left < right
    members: Mapping[str, list[Row]]  # by cluster
    cluster_of: Mapping[str, str]  # article -> cluster
    sources: Mapping[str, Row]
    drawn: Mapping[str, list[Row]]  # derivations by what drew
    drawing: Mapping[str, list[Row]]  # derivations by what was drawn on
    quotations: Mapping[str, list[Row]]  # by quotation, the longest forms first
    quotations_of: Mapping[str, list[Row]]  # the same by article, in the order of its text
    agencies: Mapping[str, str]  # agency id -> the name people know
    rows: dict[str, Row] = field(default_factory=dict, repr=False)  # the articles asked for last

    @classmethod
    def of(cls, tables: Tables, agencies: Mapping[str, str] | None = None) -> Self:
        """The tables in order; agency names as given, else as the articles themselves write them."""
        clusters = _rows(tables.clusters, "cluster", "article")
        derivations = sorted(tables.derivations.to_dicts(), key=_rank)
        spoken = _rows(tables.quotations, "article", "start", "quotation")
        passages = _rows(
            shown_passages(tables.passages), "left", "right", "left_start", "right_start", "left_end", "right_end"
        )
        return cls(
            articles=tables.articles,
            places={article: number for number, article in enumerate(tables.articles["article"].to_list())},
            credits=_by(_rows(tables.credits, "article", "start", "end", "kind"), "article"),
            quotes=_by(_rows(tables.quotes, "article", "start", "end"), "article"),
            passages=_by_either(passages),
            pairs={(row["left"], row["right"]): row for row in _rows(tables.pairs, "left", "right")},
            members=_by(clusters, "cluster"),
            cluster_of={row["article"]: row["cluster"] for row in clusters},
            sources={row["source"]: row for row in _rows(tables.sources, "source")},
            drawn=_by(derivations, "derived"),
            drawing=_by(derivations, "source"),
            quotations=_by(sorted(spoken, key=lambda row: -row["words"]), "quotation"),
            quotations_of=_by(spoken, "article"),
            agencies={**_written(tables), **(agencies or {})},
        )

    def __contains__(self, article: str) -> bool:
        return article in self.places

    def article(self, article: str) -> Row:
        """The article's whole row; KeyError where there is none."""
        if article not in self.rows:
            if len(self.rows) >= HELD:
                self.rows.clear()
            self.rows[article] = self.articles.row(self.places[article], named=True)
        return self.rows[article]

    @cached_property
    def derivations(self) -> list[Row]:
        """Every derivation: chosen ones first, the most probable first."""
        return sorted((row for rows in self.drawn.values() for row in rows), key=_rank)

    @cached_property
    def shared_words(self) -> dict[tuple[str, str], int]:
        """Words in the significant passages of two articles, by (left, right)."""
        totals: dict[tuple[str, str], int] = {}
        for article, rows in self.passages.items():
            for row in rows:
                if row["significant"] and row["left"] == article:
                    pair = (article, row["right"])
                    totals[pair] = totals.get(pair, 0) + row["words"]
        return totals

    @cached_property
    def words(self) -> dict[str, int]:
        """Words of each article."""
        return dict(self.articles.select("article", "words").iter_rows())


def around(tables: Tables, article: str) -> Tables:
    """The same tables with only the rows that a page about one article can need; `articles` stays whole.

    A family is walked along its derivations, so the cost is one pass over each table.
    """
    family = _family(tables, article)
    inside = pl.col("left").is_in(family) | pl.col("right").is_in(family)
    touching = (pl.col("left") == article) | (pl.col("right") == article)
    names = tables.quotations.filter(pl.col("article") == article)["quotation"].unique().sort()
    return Tables(
        articles=tables.articles,
        credits=tables.credits,
        quotes=tables.quotes.filter(pl.col("article") == article),
        pairs=tables.pairs.filter(inside),
        clusters=tables.clusters.filter(pl.col("cluster").is_in(_clusters(tables, family))),
        passages=tables.passages.filter(touching),
        sources=tables.sources,
        derivations=tables.derivations.filter(pl.col("derived").is_in(family) | pl.col("source").is_in(family)),
        quotations=tables.quotations.filter(pl.col("quotation").is_in(names.implode())),
    )


def _clusters(tables: Tables, family: list[str]) -> list[str]:
    return tables.clusters.filter(pl.col("article").is_in(family))["cluster"].unique().sort().to_list()


def _family(tables: Tables, article: str) -> list[str]:
    """The article and all that hangs together with it by derivations."""
    beside: dict[str, list[str]] = {}
    for derived, source in tables.derivations.select("derived", "source").iter_rows():
        beside.setdefault(derived, []).append(source)
        beside.setdefault(source, []).append(derived)
    family, left = {article}, [article]
    while left:
        for neighbour in beside.get(left.pop(), ()):
            if neighbour not in family:
                family.add(neighbour)
                left.append(neighbour)
    return sorted(family)


def _rank(row: Row) -> tuple[int, float, str, str, str]:
    return (row["rank"], -row["probability"], row["derived"], row["source"], row["relation"])


def _rows(frame: pl.DataFrame, *order: str) -> list[Row]:
    return frame.sort(order).to_dicts()


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[column], []).append(row)
    return grouped


def _by_either(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["left"], []).append(row)
        grouped.setdefault(row["right"], []).append(row)
    return grouped


def _written(tables: Tables) -> dict[str, str]:
    """Each agency under the name that articles use most: of equals the shortest, then by the alphabet."""
    names = (
        tables.credits.filter(pl.col("agency").is_not_null())
        .join(tables.articles.select("article", "text"), on="article")
        .with_columns(name=pl.col("text").str.slice(pl.col("name_start"), pl.col("name_end") - pl.col("name_start")))
        .group_by("agency", "name")
        .len()
        .sort("agency", pl.col("len"), pl.col("name").str.len_chars(), "name", descending=[False, True, False, False])
        .unique("agency", keep="first", maintain_order=True)
    )
    return {agency: " ".join(name.split()) for agency, name in names.select("agency", "name").iter_rows() if name}
