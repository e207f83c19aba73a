"""Articles get numbers in the order of their ids, and each the first one with the same words throughout."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from provenance.corpus.dates.date_columns import DateColumn
from provenance.corpus.dates.date_intervals import moment
from provenance.corpus.ids import UNNAMED
from provenance.run.engines.spark.reading import ARTICLE, DATES
from provenance.run.engines.spark.rows import Order
from provenance.run.engines.spark.session import F, Frame
from provenance.run.engines.spark.stages import SparkStages, marks, with_marks
from provenance.run.intake import RANKED, InputName

DateColumns = Mapping[tuple[int, str], DateColumn]  # by the number of the file and what an article has
_TIME = pa.timestamp("us", "UTC")
_DATED = "row long, settled_from timestamp, settled_to timestamp"
_DATED_SCHEMA = pa.schema([("row", pa.int64()), ("settled_from", _TIME), ("settled_to", _TIME)])
_PARTITION_BITS = 33
_BOUNDS = ("from", "to")
NUMBERED = ("number", "row", "article", "published_from", "published_to", "words", *RANKED)


def columns_of_dates(read: Frame, order: Order, last_year: int) -> dict[tuple[int, str], DateColumn]:
    """The columns of dates of each file, put together from their parts."""
    table = read.where(F.col("kind") == DATES).select("row", "name", "notes").toArrow()
    rows = table.column("row").to_numpy()
    files, places = order.files_of(rows).tolist(), order.places(rows).tolist()
    parts: dict[tuple[int, str], list[tuple[int, dict[str, Any]]]] = {}
    texts = zip(*(table.column(name).to_pylist() for name in ("name", "notes")), strict=True)
    for file, position, (name, text) in zip(files, places, texts, strict=True):
        parts.setdefault((file, name), []).append((position, json.loads(text)))
    ordered = {
        key: [state for _, state in sorted(own, key=lambda numbered: numbered[0])] for key, own in sorted(parts.items())
    }
    return {key: DateColumn.of_states(states, last_year) for key, states in ordered.items()}


def _settle(columns: DateColumns, order: Order, last_year: int) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Rows with an open date of publication -> what it means, once all of its column is read."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            rows = batch.column(0).to_numpy()
            files = order.files_of(rows).tolist()
            texts = batch.column(1).to_pylist()
            dates = [
                columns[file, "published"].settled(moment(text, last_year))
                for file, text in zip(files, texts, strict=True)
            ]
            bounds = [[date.earliest for date in dates], [date.latest for date in dates]]
            yield pa.RecordBatch.from_arrays(
                [pa.array(rows), *(pa.array(bound, _TIME) for bound in bounds)], schema=_DATED_SCHEMA
            )

    return work


def articles_of_rows(read: Frame, names: Frame | None, columns: DateColumns, order: Order, last_year: int) -> Frame:
    """What was read, articles alone, under their settled ids and dates; `read_from`, `read_to` came with them."""
    articles = read.where(F.col("kind") == ARTICLE).drop("kind", "notes")
    articles = articles.withColumns({f"read_{bound}": F.col(f"published_{bound}") for bound in _BOUNDS})
    plain = F.translate("name", UNNAMED, "")
    if names is None:
        articles = articles.withColumn("article", plain)
    else:
        articles = articles.join(names.select("row", "article", "came"), "row", "left").where("came is null or came")
        articles = articles.withColumn("article", F.coalesce("article", plain))
    if not settles(columns):
        return articles
    joined = articles.join(settled_dates(articles, columns, order, last_year), "row", "left")
    meant = {bound: F.expr(f"case when open is null then read_{bound} else settled_{bound} end") for bound in _BOUNDS}
    return joined.withColumns({f"published_{bound}": value for bound, value in meant.items()})


def settles(columns: DateColumns) -> bool:
    """Whether dates of publication mean something else once their column is known."""
    return any(column.settles for (_, name), column in columns.items() if name == "published")


def settled_dates(articles: Frame, columns: DateColumns, order: Order, last_year: int) -> Frame:
    """row, settled_from, settled_to of the rows whose date of publication was open."""
    rows = articles.where("open is not null").select("row", "open")
    return rows.mapInArrow(_settle(columns, order, last_year), _DATED)


def hash_of_inputs(articles: Frame, *, settled: bool) -> str:
    """The hash of the inputs, as one machine has it."""
    parts = articles.mapInArrow(_sums(settled=settled), "one decimal(20,0), other decimal(20,0), count long").toArrow()
    name = InputName()
    for left, right, count in zip(*(column.to_pylist() for column in parts.columns), strict=True):
        name.sums += np.array([int(left), int(right)], np.uint64)
        name.count += count
    return name.whole()


def _sums(*, settled: bool) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def work(batches: Iterable[Any]) -> Iterator[Any]:
        name = InputName()
        for batch in batches:
            frame = pl.DataFrame(pl.from_arrow(batch)).with_columns(pl.col(pl.Datetime).cast(pl.Datetime("us", "UTC")))
            ranked = [] if frame["preferred"].null_count() else list(RANKED)
            read = frame.select(*ranked, **{f"published_{bound}": f"read_{bound}" for bound in _BOUNDS})
            ids = frame["article"].to_list()
            name.add(ids, frame["content"].to_list(), read)
            if settled:
                name.settle(ids, frame)
        sums = [pa.array([Decimal(int(number))], pa.decimal128(20)) for number in name.sums]
        yield pa.RecordBatch.from_arrays([*sums, pa.array([name.count])], ["one", "other", "count"])

    return work


def numbered_articles(articles: Frame, parts: int, stages: SparkStages) -> Frame:
    """The articles with their numbers in the order of ids, as a stage: one range sort."""

    def ranked() -> Frame:
        columns = [*NUMBERED[1:], "content", "read_from", "read_to", "d0", "d1", "signature"]
        ranged = articles.select(columns).repartitionByRange(parts, "article").sortWithinPartitions("article")
        return ranged.withColumn("turn", F.monotonically_increasing_id())

    ranks = stages.table("articles", ranked)
    partition = F.shiftright("turn", _PARTITION_BITS).cast("int")
    counts = dict(ranks.groupBy(partition.alias("part")).agg(F.count("*")).collect())
    sizes = [counts.get(number, 0) for number in range(max(counts, default=0) + 1)]
    shifts = [int(before) - (number << _PARTITION_BITS) for number, before in enumerate(np.cumsum([0, *sizes[:-1]]))]
    shift = F.element_at(F.lit(shifts), partition + 1)
    return ranks.withColumn("number", F.col("turn") + shift).drop("turn")


def with_firsts(articles: Frame, stages: SparkStages) -> Frame:
    """NUMBERED with `first`: the number of the first article with the same words, as a stage."""

    def firsts() -> Frame:
        alike = (
            articles.where("words > 0")
            .groupBy("d0", "d1")
            .agg(F.min("number").alias("first"), F.count("*").alias("count"))
        )
        several = alike.where("count > 1").drop("count")
        joined = articles.drop("signature").join(several, ["d0", "d1"], "left")
        return joined.select(*NUMBERED, F.coalesce("first", "number").alias("first"))

    return stages.table("firsts", firsts)


def units(articles: Frame, firsts: Frame) -> Frame:
    """Numbers and signatures of those articles that are their own first."""
    signatures = articles.where("signature is not null").select("number", "signature")
    copies = marks(firsts.where("first <> number"), "number")
    return with_marks(signatures, "number", copies).where("not marked").drop("marked")
