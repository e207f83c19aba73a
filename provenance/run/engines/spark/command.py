"""`--engine spark`: inputs, OUT and run.json around the stages of a run."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import polars as pl

from provenance.base.errors import EngineError, ProvenanceError, SettingsError
from provenance.base.settings import Settings
from provenance.base.tables import CLUSTERS
from provenance.corpus.ledger import Entry, Note
from provenance.corpus.writers.row_formats import with_fields
from provenance.corpus.writers.row_outcomes import Match
from provenance.run.engines.cluster import Cluster
from provenance.run.engines.spark.dedupe import SparkDeduped, dedupe_rows
from provenance.run.engines.spark.inputs import source_of
from provenance.run.engines.spark.rows import LINE, is_remote
from provenance.run.engines.spark.session import F, Frame, session
from provenance.run.engines.spark.stages import SparkStages, exists
from provenance.run.engines.spark.workers import SparkWorkers
from provenance.run.engines.task import Task
from provenance.run.out import apart, write_json, writing
from provenance.run.pool.text_stages import TextStages
from provenance.run.pool.workers import Workers
from provenance.run.stages import key
from provenance.run.swap import RUN, committed

_SHOWN = 1_000  # entries of the ledger that the command line hears of
_EXTRAS = ("provenance_match", "provenance_similarity", "provenance_removed_in_kept", "provenance_kept_in_removed")
_ADVICE = "the last lines of Spark's log; docs/how-to/run-on-spark.md"


class SparkEngine:
    """The Engine of a cluster."""

    @staticmethod
    def dedupe(task: Task) -> dict[str, Any]:
        """Write the rows that stay, those that go and why, with clusters, pairs and ledger; what run.json says."""
        with _told(), _new_folder(task) as new:
            spark = session(task.cluster.master, task.cluster.parts, task.cluster.conf)
            _free(task, spark)
            source, entries = source_of(task.inputs, task.out, spark)
            names = sorted((source.files or {}).values())
            folder = f"{_work(task)}/{key(names, task.settings, task.columns)}"
            stages = SparkStages(spark, folder, task.started)
            deduped = dedupe_rows(
                source, task.settings, stages, columns=task.columns, parts=task.cluster.parts, entries=entries
            )
            verdicts = {name: count for name, count in deduped.run["ledger"].items() if name != "seen"}
            task.on_read(_first_entries(deduped), verdicts, deduped.run["counts"]["articles"])
            if task.dry_run:
                task.on_removed(_first_removed(deduped))
            else:
                task.started("write")
                _write(deduped, new, spark)
                if not is_remote(task.out):
                    committed(Path(_local(task.out)), _names_below(Path(new)))
            if not is_remote(folder):
                shutil.rmtree(folder, ignore_errors=True)
                with suppress(OSError):  # the stages of other runs lie there too
                    Path(folder).parent.rmdir()
        return deduped.run

    @staticmethod
    @contextmanager
    def text_workers(
        cluster: Cluster, settings: Settings
    ) -> Iterator[Callable[[TextStages, Path, int | None], Workers]]:
        """Workers of a trace that read texts on the cluster."""
        if settings.dated_facts and not cluster.master.startswith("local"):
            what = "a file of dated facts lies on this machine, where executors cannot read it"
            raise SettingsError("E-OPTION", what, path=settings.dated_facts, advice="--engine machine")
        with _told():
            spark = session(cluster.master, cluster.parts, cluster.conf)
            yield lambda texts, folder, _: SparkWorkers(spark, cluster.parts, texts, folder)


@contextmanager
def _told() -> Iterator[None]:
    """What Spark cannot do is an error that says so, in one line."""
    try:
        yield
    except ProvenanceError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j", "grpc"):
            raise
        lines = [line for line in str(error).splitlines() if line.strip()]
        fault = next(
            (line for line in lines if "Error: " in line and not line.startswith(" ")), lines[0] if lines else ""
        )
        raise EngineError("E-SPARK", f"Spark stopped: {fault[:300]}", advice=_ADVICE) from error


def _free(task: Task, spark: Any) -> None:  # noqa: ANN401
    """Refuse a folder that holds a result, unless it may be replaced."""
    if not task.dry_run and not task.force and exists(spark, f"{task.out}/{RUN}"):
        what = "this folder holds the result of a run"
        raise SettingsError(
            "E-OUT-TAKEN", what, path=task.out, advice="--force to replace it, or another folder with -o"
        )


@contextmanager
def _new_folder(task: Task) -> Iterator[str]:
    """Where the result is written: of a local OUT a folder inside, which becomes the result once all of it is there.

    Other file systems rename a folder file by file, or copy it: there OUT itself is written, run.json last.
    """
    if task.dry_run or is_remote(task.out):
        yield task.out
        return
    out = Path(_local(task.out))
    apart(out, [_local(path) for path in task.inputs if not is_remote(path)], passed_over=True)
    with writing(out, task.lock_seconds) as new:
        yield str(new.resolve())


def _local(path: str) -> str:
    return path.removeprefix("file://")


def _names_below(new: Path) -> list[str]:
    return [path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()]


def _work(task: Task) -> str:
    """The folder of the stages of all runs; a dry run has none in OUT."""
    if task.cluster.work or not task.dry_run:
        return task.cluster.work or f"{task.out}/_work"
    if not task.cluster.master.startswith("local["):
        what = "a dry run on a cluster needs a folder for its stages that all executors reach"
        raise SettingsError("E-OPTION", what, advice="--work s3a://bucket/work, hdfs://… or a shared disk")
    return tempfile.mkdtemp(prefix="provenance-spark-")


def _first_removed(deduped: SparkDeduped) -> Any:  # noqa: ANN401  # CLUSTERS
    """The first articles that go, by their ids."""
    few = deduped.clusters.where("not kept").orderBy("article").limit(_SHOWN)
    return pl.DataFrame(pl.from_arrow(few.toArrow())).select(list(CLUSTERS)).cast(pl.Schema(CLUSTERS))


def _write(deduped: SparkDeduped, out: str, spark: Any) -> None:  # noqa: ANN401
    """All of OUT, run.json last: a folder without it holds no whole result."""
    if LINE in deduped.kept.columns:
        removed = deduped.removed.select(LINE, *_EXTRAS).mapInArrow(_with_matches, f"{LINE} binary")
        sides = {"kept": deduped.kept.select(LINE), "removed": removed, "rejected": deduped.rejected.select(LINE)}
        for side, lines in sides.items():
            _write_side(side, lines.select(F.col(LINE).cast("string").alias("value")), out, "jsonl")
    else:
        for side in ("kept", "removed", "rejected"):
            _write_side(side, getattr(deduped, side), out, "parquet")
    deduped.clusters.write.mode("overwrite").parquet(f"{out}/clusters.parquet")
    deduped.pairs.write.mode("overwrite").parquet(f"{out}/pairs.parquet")
    deduped.ledger.write.mode("overwrite").text(f"{out}/ledger.jsonl")
    if not is_remote(out):
        write_json(Path(out) / RUN, deduped.run)
        return
    text = [(json.dumps(deduped.run, default=str),)]
    spark.createDataFrame(text, "value string").coalesce(1).write.mode("overwrite").text(f"{out}/{RUN}")


def _write_side(side: str, rows: Frame, out: str, form: str) -> None:
    """Rejected rows have a folder only where there are such rows."""
    if side != "rejected" or not rows.isEmpty():
        write = rows.write.mode("overwrite")
        (write.parquet if form == "parquet" else write.text)(f"{out}/{side}.{form}")


def _with_matches(batches: Any) -> Iterator[Any]:  # noqa: ANN401
    """Removed lines with what they match behind their last field."""
    import pyarrow as pa  # noqa: PLC0415  # on the executors

    for batch in batches:
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        yield pa.RecordBatch.from_arrays([pa.array([with_fields(raw, Match(*match)) for raw, *match in rows])], [LINE])


def _first_entries(deduped: SparkDeduped) -> list[Entry]:
    """The first entries of the ledger that say more than "accepted"."""
    few = deduped.remarks.where(~F.col("line").contains('"verdict": "accepted"')).limit(_SHOWN).collect()
    return [_entry(json.loads(line)) for (line,) in few]


def _entry(fields: Mapping[str, Any]) -> Entry:
    also = tuple(Note(note["code"], note["message"]) for note in fields["also"])
    return Entry(**{**fields, "also": also})
