"""The rows of a trace are put in order by article, once, so that many pages can be written from them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, Self, TypeVar

import polars as pl

from provenance.base.tables import Tables, linked_names, shown_passages
from provenance.report.story import Derivation, Node, Shares

Row = dict[str, Any]
Key = TypeVar("Key")
Value = TypeVar("Value")
HELD = 1_000  # articles whose rows are kept at hand: one page asks for the same ones many times
_PASSAGES = ("left", "right", "left_start", "right_start", "left_end", "right_end")  # their order
_FEW = 20_000  # rows of a table that are all made at once: it takes less time than to make them one by one


def remember(known: dict[Key, Value], key: Key, value: Value, most: int = HELD) -> None:
    """Keep a value at hand; of so many, all are forgotten first."""
    if len(known) >= most:
        known.clear()
    known[key] = value


class RowsBy(Mapping[str, list[Row]]):
    """The rows of a table by what a column says, in the order of the table; made when they are asked for.

    With several columns, a row stands under what each of them says.

    >>> rows = RowsBy(pl.DataFrame({"left": ["a", "b", "a"], "words": [1, 2, 3]}), "left")
    >>> rows["a"], rows.get("c", [])
    ([{'left': 'a', 'words': 1}, {'left': 'a', 'words': 3}], [])
    """

    def __init__(self, frame: pl.DataFrame, *columns: str) -> None:
        self._frame = frame
        numbered = frame.select(columns).with_row_index("number")
        keys = pl.concat([numbered.select("number", key=column) for column in columns])
        keys = keys.sort("key", "number", maintain_order=True)
        self._numbers = keys["number"]
        runs = keys.select(pl.col("key").rle()).unnest("key")
        ends = runs["len"].cum_sum()
        self._runs = dict(
            zip(runs["value"].to_list(), zip((ends - runs["len"]).to_list(), ends.to_list(), strict=True), strict=True)
        )
        self._all = frame.to_dicts() if frame.height <= _FEW else None
        self._known: dict[str, list[Row]] = {}

    def __getitem__(self, key: str) -> list[Row]:
        rows = self._known.get(key)
        if rows is None:
            rows = self._rows(self._numbers[slice(*self._runs[key])])
            remember(self._known, key, rows, len(self._runs) if self._all is not None else HELD)
        return rows

    def _rows(self, numbers: pl.Series) -> list[Row]:
        if self._all is None:
            return self._frame[numbers].to_dicts()
        return [self._all[number] for number in numbers.to_list()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._runs)

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, key: object) -> bool:
        return key in self._runs


@dataclass(frozen=True)
class Lookup:
    """What a page asks of the tables: rows by article id or source id, in one settled order."""

    tables: Tables
    places: Mapping[str, int]  # article id -> row of the articles
    credits: Mapping[str, list[Row]]
    quotes: Mapping[str, list[Row]]
    passages: Mapping[str, list[Row]]  # by either side
    measured: Mapping[str, list[Row]]  # pairs by left article
    members: Mapping[str, list[Row]]  # by cluster
    cluster_of: Mapping[str, str]  # article -> cluster
    sources: Mapping[str, Row]
    drawn: Mapping[str, list[Row]]  # derivations by what drew
    drawing: Mapping[str, list[Row]]  # derivations by what was drawn on
    quotations: Mapping[str, list[Row]]  # by quotation, the longest forms first
    quotations_of: Mapping[str, list[Row]]  # the same by article, in the order of its text
    agencies: Mapping[str, str]  # agency id -> the name people know
    rows: dict[str, Row] = field(default_factory=dict, repr=False)  # the articles asked for last
    nodes: dict[str, Node] = field(default_factory=dict, repr=False)  # what articles are called
    stories: dict[tuple[object, ...], Derivation] = field(
        default_factory=dict, repr=False
    )  # derivations asked for last
    shares: dict[str, Shares] = field(default_factory=dict, repr=False)  # of the articles asked for last

    @classmethod
    def of(cls, tables: Tables, agencies: Mapping[str, str] | None = None) -> Self:
        """The tables in order; agency names as given, else as the articles themselves write them."""
        clusters = tables.clusters.sort("cluster", "article")
        derivations = ranked(tables.derivations)
        spoken = tables.quotations.sort("article", "start", "quotation", maintain_order=True)
        passages = shown_passages(tables.passages).sort(_PASSAGES)
        return cls(
            tables=tables,
            places={article: number for number, article in enumerate(tables.articles["article"].to_list())},
            credits=RowsBy(tables.credits.sort("article", "start", "end", "kind"), "article"),
            quotes=RowsBy(tables.quotes.sort("article", "start", "end"), "article"),
            passages=RowsBy(passages, "left", "right"),
            measured=RowsBy(tables.pairs.sort("left", "right"), "left"),
            members=RowsBy(clusters, "cluster"),
            cluster_of=dict(clusters.select("article", "cluster").iter_rows()),
            sources={row["source"]: row for row in tables.sources.sort("source").to_dicts()},
            drawn=RowsBy(derivations, "derived"),
            drawing=RowsBy(derivations, "source"),
            quotations=RowsBy(spoken.sort("words", descending=True, maintain_order=True), "quotation"),
            quotations_of=RowsBy(spoken, "article"),
            agencies=_agency_names(tables, agencies or {}),
        )

    def __contains__(self, article: str) -> bool:
        return article in self.places

    @property
    def articles(self) -> pl.DataFrame:
        """The table of articles."""
        return self.tables.articles

    def article(self, article: str) -> Row:
        """The article's whole row; KeyError where there is none."""
        row = self.rows.get(article)
        if row is None:
            row = self.articles.row(self.places[article], named=True)
            remember(self.rows, article, row)
        return row

    def pair(self, left: str, right: str) -> Row | None:
        """How alike two articles are, left < right; None where they are no pair."""
        rows = self.measured.get(left, [])
        number = bisect_left(rows, right, key=itemgetter("right"))
        return rows[number] if number < len(rows) and rows[number]["right"] == right else None

    @cached_property
    def shared_words(self) -> dict[tuple[str, str], int]:
        """Words in the significant passages of two articles, by (left, right)."""
        significant = shown_passages(self.tables.passages).filter("significant")
        totals = significant.group_by("left", "right").agg(pl.col("words").cast(pl.Int64).sum())
        return {(left, right): words for left, right, words in totals.iter_rows()}

    @cached_property
    def words(self) -> dict[str, int]:
        """Words of each article."""
        return dict(self.articles.select("article", "words").iter_rows())


def ranked(derivations: pl.DataFrame) -> pl.DataFrame:
    """DERIVATIONS, chosen ones first, the most probable first."""
    by = ("rank", "probability", "derived", "source", "relation")
    return derivations.sort(by, descending=[name == "probability" for name in by], maintain_order=True)


def around(tables: Tables, *articles: str) -> Tables:
    """The same tables with only the rows that a page about these articles can need; `articles` stays whole.

    A family is all that hangs together by derivations, so the cost is one pass over each table.
    """
    family = linked_names(tables.derivations["derived"], tables.derivations["source"], articles)
    inside = pl.col("left").is_in(family) | pl.col("right").is_in(family)
    touching = pl.col("left").is_in(articles) | pl.col("right").is_in(articles)
    quoted = tables.quotations.filter(pl.col("article").is_in(articles))["quotation"].unique()
    return Tables(
        articles=tables.articles,
        credits=tables.credits,
        quotes=tables.quotes.filter(pl.col("article").is_in(articles)),
        pairs=tables.pairs.filter(inside),
        clusters=tables.clusters.filter(pl.col("cluster").is_in(_clusters(tables, family))),
        passages=tables.passages.filter(touching),
        sources=tables.sources,
        derivations=tables.derivations.filter(pl.col("derived").is_in(family) | pl.col("source").is_in(family)),
        quotations=tables.quotations.filter(pl.col("quotation").is_in(quoted.implode())),
    )


def _clusters(tables: Tables, family: list[str]) -> list[str]:
    return tables.clusters.filter(pl.col("article").is_in(family))["cluster"].unique().sort().to_list()


def _agency_names(tables: Tables, names: Mapping[str, str]) -> Mapping[str, str]:
    """The names of agencies as given; where they lack one, as the articles write it."""
    known = pl.Series(list(names), dtype=pl.String).implode()
    lacking = pl.col("agency").is_not_null() & ~pl.col("agency").is_in(known)
    return names if tables.credits.filter(lacking).is_empty() else {**_written(tables), **names}


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
