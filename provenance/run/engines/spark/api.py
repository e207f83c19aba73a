"""`pv.spark`: frames of Spark in and out, in the session of the caller."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from provenance.base.errors import SettingsError
from provenance.base.settings import Settings
from provenance.run.engines.spark.dedupe import SparkDeduped, dedupe_rows
from provenance.run.engines.spark.rows import Source
from provenance.run.engines.spark.stages import SparkStages
from provenance.run.stages import key

PARTS = "spark.sql.shuffle.partitions"


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

    Stages are written to `work`, a folder that all executors reach, and a later call with the same work, settings and
    columns resumes there: it must be of this frame alone. A local session needs none. `parts` are the partitions of a
    shuffle, else those of the session.
    """
    given = {
        name: value
        for name, value in (("threshold", threshold), ("keep", keep), ("prefer", prefer and tuple(prefer)))
        if value is not None
    }
    settings = replace(settings or Settings(), **given)  # type: ignore[arg-type]
    stages = SparkStages(frame.sparkSession, f"{work or _local_folder(frame)}/{key(settings, columns)}")
    count = parts or int(frame.sparkSession.conf.get(PARTS))
    return dedupe_rows(Source(frame), settings, stages, columns=columns, parts=count)


def _local_folder(frame: Any) -> str:  # noqa: ANN401
    master = frame.sparkSession.conf.get("spark.master", "")
    if not master.startswith("local["):
        what = "the stages of a run on a cluster need a folder that all executors reach"
        raise SettingsError("E-OPTION", what, advice='work="s3a://bucket/work", hdfs://… or a shared disk')
    return tempfile.mkdtemp(prefix="provenance-spark-")
