"""Dedupe on Spark, stage by stage: the tables and rows of one machine, for a corpus of any size."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tables import CLUSTERS, PAIRS
from provenance.corpus.chosen import SAMPLE, chosen_columns
from provenance.corpus.columns import given_columns
from provenance.corpus.formats.parquet import Columns, columns_of, rows_of
from provenance.corpus.ledger import Entry, Note, json_lines
from provenance.corpus.writers.row_formats import EXTRA
from provenance.match.clusters.keeping import VAGUE
from provenance.match.clusters.table import ALONE
from provenance.run.engines.spark.bins import LARGEST, bins_for, clustered, tokens_of_rows, verified
from provenance.run.engines.spark.components import ON_DRIVER, components
from provenance.run.engines.spark.ledger import file_entries, plain_lines, plain_records, remark_lines
from provenance.run.engines.spark.links import bucket_pairs, likely_links
from provenance.run.engines.spark.names import settled_names
from provenance.run.engines.spark.numbers import (
    DateColumns,
    articles_of_rows,
    columns_of_dates,
    hash_of_inputs,
    numbered_articles,
    settled_dates,
    settles,
    units,
    with_firsts,
)
from provenance.run.engines.spark.reading import READ_SCHEMA, RowReader, line_records, read_rows
from provenance.run.engines.spark.rows import LINE, OWN, ROW, Order, Source, is_blank, order_of, stored_rows
from provenance.run.engines.spark.session import F, Frame
from provenance.run.engines.spark.stages import SparkStages, marks, with_marks
from provenance.run.stamp import stamp

WORTH = 5_000  # rows from which the kernels are worth loading in every task
PARTS = 8  # of a shuffle, where nobody says how many
NAMED = 3  # articles of a kind that run.json names
_MATCH = ("cluster", "similarity", "article_in_kept", "kept_in_article")  # of what is removed


@dataclass(frozen=True)
class StageSizes:
    """Sizes from which a stage takes another way to the same rows."""

    on_driver: int = ON_DRIVER
    largest: int = LARGEST


@dataclass(frozen=True)
class SparkDeduped:
    """The given frame in three parts, and what resembles what, as frames of Spark over the stages in `work`.

    `removed` has four more columns: the id of the kept article it matches, and how closely.
    """

    kept: Frame
    removed: Frame
    rejected: Frame
    clusters: Frame
    pairs: Frame
    ledger: Frame  # a column `line` of JSON
    remarks: Frame  # its lines about files, and about records that more is to be said of than that they came in
    run: dict[str, Any] = field(repr=False)
    work: str


def dedupe_rows(
    source: Source,
    settings: Settings,
    stages: SparkStages,
    *,
    columns: Mapping[str, str] | None = None,
    parts: int = PARTS,
    sizes: StageSizes = StageSizes(),  # frozen
    entries: Sequence[Entry] = (),
) -> SparkDeduped:
    """All stages of a run; those that are there already are read. `entries` are those of inputs that are no files."""
    rows = stored_rows(source, stages)
    order = order_of(rows, source)
    reader, notes = reader_of(rows, order, source, settings, columns or {})
    read = stages.table("read", lambda: rows.mapInArrow(read_rows(reader), READ_SCHEMA))
    names = settled_names(read, order, stages)
    dates = columns_of_dates(read, order, settings.last_year)
    articles = numbered_articles(articles_of_rows(read, names, dates, order, settings.last_year), parts, stages)
    firsts = with_firsts(articles, stages)
    links = _candidates(units(articles, firsts), settings, parts, stages)
    binned = _binned(rows, firsts, links, reader, parts, sizes, stages)
    clusters, pairs = _tables(firsts, binned, stages)
    remarks = stages.table("ledger", lambda: remark_lines(read, names, reader))
    plain = plain_records(read, names)
    accepted = Counter(dict(plain.groupBy("file").count().collect()))
    files = [*entries, *file_entries(remarks, accepted, order, dates, notes, frame=source.files is None)]
    parted = _parted(rows, firsts, stages)
    verdicts = Counter(dict(remarks.groupBy("verdict").count().collect()))
    verdicts["accepted"] += accepted.total()
    counts = _counts(clusters, verdicts, files)
    lost, first_lost = _undated(stages, settings)
    counts["counts"] |= {
        "verified pairs": links.count(),
        "dates not read": _unread(read, dates, order, settings.last_year),
        "undated removed": lost,
    }
    counts["undated removed"] = first_lost
    run = {**stamp(hash_of_inputs(articles, settled=settles(dates)), settings), **counts, "seconds": stages.seconds}
    kept, removed, rejected = (rows_out.drop(*OWN) for rows_out in parted)
    noted = _with_files(remarks.select("line"), files, stages)
    ledger = noted.union(plain_lines(plain, reader))
    return SparkDeduped(kept, removed, rejected, clusters, pairs, ledger, noted, run, stages.folder)


def reader_of(
    rows: Frame, order: Order, source: Source, settings: Settings, columns: Mapping[str, str]
) -> tuple[RowReader, list[Note]]:
    """How rows are read, by the first of them, and what there is to say of the columns of a file."""
    stated = given_columns(columns, settings)
    backend: Backend = "numba" if rows.count() >= WORTH else "python"
    sample = _sample(rows, order)
    if source.lines:
        records = line_records(sample.column(LINE).to_pylist(), settings)
        guessed, notes = chosen_columns([record.fields for record in records if record.fields is not None], stated)
        return RowReader(Columns({}, [], guessed), stated, settings, order, backend, lines=True), list(notes)
    first = [fields for batch in sample.to_batches() for fields in rows_of(batch)]
    chosen = columns_of(tuple(sample.schema.names), first, stated)
    if source.files is None:
        return RowReader(chosen, stated, settings, order, backend), []
    return RowReader(chosen, stated, settings, order, backend, wanted=tuple(chosen.wanted)), list(chosen.notes)


def _sample(rows: Frame, order: Order) -> Any:  # noqa: ANN401
    """The first rows in the order of reading, as an Arrow table."""
    stretches = [F.col(ROW).between(first, last) for first, last in order.first_rows(SAMPLE)]
    turn = F.coalesce(*(F.when(stretch, number) for number, stretch in enumerate(stretches)), F.lit(None).cast("int"))
    chosen = rows.withColumn("provenance_turn", turn).where("provenance_turn is not null")
    return chosen.orderBy("provenance_turn", ROW).drop(*OWN, "provenance_turn").toArrow()


def _candidates(units: Frame, settings: Settings, parts: int, stages: SparkStages) -> Frame:
    """left, right: pairs that may be near-duplicates, by their signatures."""
    stages.table("links", lambda: bucket_pairs(units, settings.banded, parts))
    return stages.table("candidates", lambda: likely_links(stages.again("links"), units, settings))


def _binned(
    rows: Frame, firsts: Frame, links: Frame, reader: RowReader, parts: int, sizes: StageSizes, stages: SparkStages
) -> Frame:
    """BINNED, as a stage."""
    ends = links.select(F.explode(F.array("left", "right")).alias("number"))
    wanted = with_marks(firsts, "number", marks(ends, "number")).where("marked").drop("marked")
    texts = with_marks(rows, ROW, marks(wanted, "row")).where("marked").drop("marked")
    tokens = stages.table("tokens", lambda: tokens_of_rows(texts, reader))
    alike = _alike(wanted, tokens.select("row", "digest"))
    copies = firsts.where("first <> number").select(F.col("first").alias("left"), F.col("number").alias("right"))
    homes = components(links.union(copies).union(alike), stages, "components", sizes.on_driver)
    words = int(wanted.agg(F.sum("words")).first()[0] or 0)
    bins = bins_for(words, parts)
    largest = homes.groupBy("component").count().agg(F.max("count")).first()[0] or 0
    if largest > sizes.largest:
        numbered = tokens.join(firsts.select("row", "number"), "row").select("number", "tokens")
        links = stages.table("verified", lambda: verified(links, numbered, reader, bins))
        homes = components(links.union(copies).union(alike), stages, "components-verified", sizes.on_driver)
    bin_of = F.pmod(F.xxhash64("component"), F.lit(bins)).cast("int").alias("bin")
    stages.table("bins", lambda: homes.select("number", bin_of))
    members = stages.again("bins").join(firsts, "number").join(stages.again("tokens").drop("digest"), "row", "left")
    edges = links.join(stages.again("bins").withColumnRenamed("number", "left"), "left").select("bin", "left", "right")
    return stages.table("clusters", lambda: clustered(members, edges, reader))


def _alike(members: Frame, digests: Frame) -> Frame:
    """Pairs of numbers of articles that are the same but for their furniture, with the first of each."""
    digested = (
        digests.where("digest is not null").join(members.select("row", "number"), "row").select("digest", "number")
    )
    first = (
        digested.groupBy("digest").agg(F.min("number").alias("left"), F.count("*").alias("count")).where("count > 1")
    )
    return digested.join(first, "digest").where("left < number").select("left", F.col("number").alias("right"))


def _tables(firsts: Frame, binned: Frame, stages: SparkStages) -> tuple[Frame, Frame]:
    """CLUSTERS and PAIRS; articles that resemble no other have never been in a bin."""
    articles = binned.where("article is not null")
    alone = with_marks(firsts, "row", marks(stages.again("clusters").where("row is not null"), "row")).where(
        "not marked"
    )
    date = f"""case when published_to is null or published_from is null
        or timestampdiff(microsecond, published_from, published_to) <= {VAGUE} * 86400000000 then published_from end"""
    values = {"cluster": F.col("article"), "kept": F.lit(True), "reason": F.lit(ALONE), "date": F.expr(date)}
    singles = alone.select(
        *(
            values.get(name, F.col(name) if name == "article" else F.lit(None).cast("double")).alias(name)
            for name in CLUSTERS
        )
    )
    return articles.select(*CLUSTERS).union(singles), stages.again("clusters").where("left is not null").select(*PAIRS)


def _parted(rows: Frame, firsts: Frame, stages: SparkStages) -> tuple[Frame, Frame, Frame]:
    """Rows kept, removed and rejected. Only the removed ones move, to meet what they match."""
    gone = stages.again("clusters").where("not kept")
    articles, removed = marks(firsts, "row"), marks(gone, "row")
    accepted_rows = with_marks(rows, ROW, articles).withColumnRenamed("marked", "provenance_known")
    marked_rows = with_marks(accepted_rows, ROW, removed)
    kept = marked_rows.where("provenance_known and not marked").drop("provenance_known", "marked")
    rejected = marked_rows.where("not provenance_known").drop("provenance_known", "marked")
    if LINE in rows.columns:
        rejected = rejected.where(~is_blank())
    matches = gone.select(
        F.col("row").alias(ROW), *(F.col(column).alias(name) for column, name in zip(_MATCH, EXTRA, strict=True))
    )
    return kept, marked_rows.where("marked").drop("provenance_known", "marked").join(matches, ROW), rejected


def _with_files(lines: Frame, files: list[Entry], stages: SparkStages) -> Frame:
    """Lines of the ledger, with the entries of files."""
    if not files:
        return lines
    of_files = [(line.rstrip("\n"),) for line in json_lines(files)]
    return lines.union(stages.spark.createDataFrame(of_files, "line string"))


def _counts(clusters: Frame, verdicts: Counter[str], files: list[Entry]) -> dict[str, Any]:
    """What run.json says of the rows; `verdicts` are those of the records."""
    records = verdicts.total()
    verdicts.update(entry.verdict for entry in files)
    kept, exact = F.expr("count_if(kept)"), F.expr("count_if(not kept and similarity = 1)")
    articles, stay, copies, dated = clusters.agg(F.count("*"), kept, exact, F.count("date")).first()
    return {
        "ledger": {"seen": verdicts.total(), **{name: verdicts[name] for name in ("accepted", "warned", "rejected")}},
        "counts": {
            "articles": articles,
            "against": 0,
            "left out": records - articles,
            "kept": stay,
            "removed": articles - stay,
            "exact copies": copies,
            "clusters": stay,
            "dated": dated,
        },
    }


def _undated(stages: SparkStages, settings: Settings) -> tuple[int, list[list[str]]]:
    """How many articles without a date were removed for one that has a date, and the first of these pairs."""
    if settings.keep != "earliest":
        return 0, []
    binned = stages.again("clusters").where("article is not null")  # those that resemble no other are not removed
    gone = binned.where("not kept and date is null").select("article", "cluster")
    dated = stages.again("clusters").where("kept and date is not null").select("cluster")
    lost = gone.join(dated, "cluster", "left_semi").select("article", "cluster")
    few = [list(row) for row in lost.orderBy("article").limit(NAMED).collect()]
    return (lost.count() if len(few) == NAMED else len(few)), few


def _unread(read: Frame, dates: DateColumns, order: Order, last_year: int) -> int:
    """How many dates of publication say nothing."""
    unread, vague = read.agg(F.sum("unread"), F.expr("count_if(open is not null and published_from is null)")).first()
    if not settles(dates):
        return int(unread or 0)
    after = settled_dates(read, dates, order, last_year).where("settled_from is null").count()
    return int(unread or 0) - int(vague) + int(after)
