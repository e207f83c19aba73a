"""`pv.spark`: frames of Spark in and out, in the session of the caller."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from provenance.base.errors import SettingsError
from provenance.base.settings import Settings
from provenance.base.tables import SCHEMAS
from provenance.corpus.articles import collected
from provenance.corpus.frames import nothing_read
from provenance.corpus.read import read_records
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.reviewed import read_reviewed
from provenance.run.engines.spark.dedupe import SparkDeduped, dedupe_rows
from provenance.run.engines.spark.rows import Source
from provenance.run.engines.spark.stages import SparkStages
from provenance.run.engines.spark.workers import SparkWorkers
from provenance.run.journey import traced
from provenance.run.pool.text_stages import TextStages
from provenance.run.stages import key
from provenance.run.trace import agency_names
from provenance.run.traced import TracedTables

PARTS = "spark.sql.shuffle.partitions"


class SparkApi:
    """What `pv.spark` is."""

    @staticmethod
    def dedupe(
        frame: Any,  # noqa: ANN401  # of Spark
        settings: Settings | None = None,
        *,
        work: str | None = None,
        columns: Mapping[str, str] | None = None,
        threshold: float | None = None,
        keep: str | None = None,
        prefer: Sequence[str] | None = None,
        parts: int | None = None,
    ) -> SparkDeduped:
        """A frame of articles, a row each, without its near-duplicates; columns and types stay.

        Stages are written to `work`, a folder that all executors reach. A later call with the same work, settings and
        columns resumes there: it must be of this frame alone. A local session needs none. `parts` are the partitions of
        a shuffle, else those of the session.
        """
        options = {
            name: value
            for name, value in (("threshold", threshold), ("keep", keep), ("prefer", prefer and tuple(prefer)))
            if value is not None
        }
        settings = replace(settings or Settings(), **options)  # type: ignore[arg-type]
        stages = SparkStages(frame.sparkSession, f"{work or _local_folder(frame)}/{key(settings, columns)}")
        count = parts or int(frame.sparkSession.conf.get(PARTS))
        return dedupe_rows(Source(frame), settings, stages, columns=columns, parts=count)

    @staticmethod
    def trace(
        frame: Any,  # noqa: ANN401  # of Spark
        settings: Settings | None = None,
        *,
        columns: Mapping[str, str] | None = None,
        judged: Path | None = None,
        work: str | None = None,
        parts: int | None = None,
    ) -> TracedTables:
        """All tables of a trace of a frame of articles, as polars frames; `judged`: a file of reviewed edges.

        The executors read the texts, the driver does the rest: it needs the memory that one machine needs for it. What
        the executors made is kept in `work`, a folder of the driver, where a later call resumes.
        """
        settings, catalogue = settings or Settings(), Catalogue.load()
        count = parts or int(frame.sparkSession.conf.get(PARTS))
        folder = None if work is None else Path(work)
        with SparkWorkers(frame.sparkSession, count, TextStages(settings, loaded=catalogue), folder) as readers:
            rows = pl.DataFrame(pl.from_arrow(frame.toArrow())).iter_rows(named=True)
            articles, ledger = collected(read_records(rows, settings, columns=columns), reader=readers.read)
            if ledger and not articles.height:
                raise nothing_read(ledger[0])
            tables = traced(articles, settings, judged=read_reviewed(judged) if judged else (), workers=readers)
        by_name = {name: getattr(tables, name) for name in SCHEMAS}
        return TracedTables(**by_name, settings=settings, agencies=agency_names(tables, catalogue))


def _local_folder(frame: Any) -> str:  # noqa: ANN401
    master = frame.sparkSession.conf.get("spark.master", "")
    if not master.startswith("local["):
        what = "the stages of a run on a cluster need a folder that all executors reach"
        raise SettingsError("E-OPTION", what, advice='work="s3a://bucket/work", hdfs://… or a shared disk')
    return tempfile.mkdtemp(prefix="provenance-spark-")
