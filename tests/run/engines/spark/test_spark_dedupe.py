"""Dedupe on Spark gives the rows of one machine in every table, however the work is cut up and wherever it stops."""

import json
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from provenance.base.errors import SettingsError
from provenance.base.settings import Settings
from provenance.corpus.ledger import json_lines
from provenance.run.dedupe import dedupe_inputs as dedupe_here
from provenance.run.engines.cluster import Cluster
from provenance.run.engines.task import Task
from provenance.run.face import dedupe
from tests.run.engines.spark.stories import corpus, frame_of, on_spark, polars_of, sessions

pytestmark = [
    pytest.mark.filterwarnings("ignore::UserWarning"),  # of pyspark
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
spark = pytest.fixture(sessions, scope="module")


class StoppedError(Exception):
    """What stops a run here."""


def assert_same(found, expected, rows):
    """All tables of one machine: `rows` has the column n, which no two rows share."""
    assert_frame_equal(polars_of(found.clusters, expected.clusters).sort("article"), expected.clusters)
    assert_frame_equal(polars_of(found.pairs, expected.pairs).sort("left", "right"), expected.pairs)
    for side in ("kept", "removed", "rejected"):
        whole = getattr(expected, side)
        assert_frame_equal(polars_of(getattr(found, side), whole).sort("n"), whole.sort("n"))
    lines = [line for (line,) in found.ledger.collect()]
    told = [line for line in lines if json.loads(line)["verdict"] != "accepted"]
    assert sorted(told) == sorted(line.rstrip() for line in json_lines(expected.ledger))
    assert len([line for line in lines if json.loads(line)["record"]]) == rows.height
    counts = found.run["counts"]
    assert counts["kept"] + counts["removed"] + counts["left out"] == rows.height


@pytest.fixture(scope="module")
def rows():
    return corpus()


@pytest.fixture(scope="module")
def expected(rows):
    return dedupe(rows)


def test_every_table_is_that_of_one_machine(spark, rows, expected, tmp_path):
    found = on_spark("api").SparkApi.dedupe(frame_of(spark, rows), work=str(tmp_path))
    assert_same(found, expected, rows)
    assert found.kept.columns == rows.columns


def test_neither_parts_nor_order_nor_kernels_nor_the_long_ways_change_a_row(spark, rows, tmp_path, monkeypatch):

    sizes_of = on_spark("dedupe").StageSizes
    monkeypatch.setattr(on_spark("dedupe"), "WORTH", 0)  # rows from which kernels count, where numba is there
    mixed = rows.sample(fraction=1, shuffle=True, seed=5)
    ways = (
        (1, sizes_of(), Settings(keep="n:max", prefer=("n=7",))),
        (7, sizes_of(on_driver=0, largest=1), Settings(keep="input-order")),
    )
    for parts, sizes, settings in ways:
        stages = on_spark("stages").SparkStages(spark, str(tmp_path / str(parts)))
        source = on_spark("rows").Source(frame_of(spark, mixed))
        found = on_spark("dedupe").dedupe_rows(source, settings, stages, parts=parts, sizes=sizes)
        assert_same(found, dedupe(mixed, settings), mixed)
    assert stages.has("verified")
    assert stages.has("components-round-1")


def test_a_run_that_stops_at_any_stage_resumes_there(spark, rows, expected, tmp_path):

    made = Counter()

    def stop_at_the_second(first: list[str]):
        def started(stage: str) -> None:
            first.append(stage)
            if len(first) > 1:
                raise StoppedError
            made[stage] += 1

        return started

    while True:
        try:
            stages = on_spark("stages").SparkStages(spark, str(tmp_path), stop_at_the_second([]))
            found = on_spark("dedupe").dedupe_rows(
                on_spark("rows").Source(frame_of(spark, rows)), Settings(), stages, parts=2
            )
            break
        except StoppedError:
            assert made.total() < 40
    assert made.total() > 10
    assert set(made.values()) == {1}
    assert_same(found, expected, rows)


def test_files_of_parquet_and_of_lines_come_out_as_on_one_machine(spark, rows, tmp_path):

    plain = rows.filter(pl.col("id").is_not_null())
    for form in ("parquet", "jsonl"):
        folder = tmp_path / form
        folder.mkdir()
        for name, part in (("b c", plain[:200]), ("a", plain[200:])):
            (part.write_parquet if form == "parquet" else part.write_ndjson)(folder / f"{name}.{form}")
        if form == "jsonl":
            with (folder / "b c.jsonl").open("a", encoding="utf-8") as file:
                file.write('\n  \n{"id": "x", "text": broken}\n[1]\n{"id": "y", "text": "Rain fell on the pier."}')
        here = dedupe_here([folder], tmp_path / f"{form}-here", Settings())
        out = tmp_path / f"{form}-spark"
        told: list[tuple[Any, ...]] = []
        task = Task([str(folder)], str(out), Settings(), cluster=Cluster("local[2]", 2), on_read=partial(_hear, told))
        run = on_spark("command").SparkEngine.dedupe(task)
        [(entries, verdicts, articles)] = told
        assert sum(verdicts.values()) == run["ledger"]["seen"] == len(lines_of(out, "ledger.jsonl"))
        assert verdicts["accepted"] + len(entries) == run["ledger"]["seen"]
        assert articles == run["counts"]["articles"]
        assert {name: run[name] for name in ("inputs", "ledger", "counts")} == {
            name: here.run[name] for name in ("inputs", "ledger", "counts")
        }
        assert sorted(lines_of(out, "ledger.jsonl")) == sorted(lines_of(tmp_path / f"{form}-here", "ledger.jsonl"))
        clusters = pl.read_parquet(out / "clusters.parquet" / "*.parquet").sort("article")
        assert_frame_equal(clusters.cast(dict(here.clusters.schema)), here.clusters)
        for side in ("kept", "removed", "rejected"):
            assert rows_in(out / f"{side}.{form}", form) == rows_in(tmp_path / f"{form}-here" / side, form), side
        assert not (out / "_work").exists()


def test_a_dry_run_writes_nothing_and_a_result_stays_until_the_next_one_is_whole(spark, tmp_path, monkeypatch):
    corpus(80).write_parquet(tmp_path / "in.parquet")
    here = dedupe_here([tmp_path / "in.parquet"], tmp_path / "here", Settings())
    out = tmp_path / "out"
    going: list[pl.DataFrame] = []
    task = Task([str(tmp_path / "in.parquet")], str(out), Settings(), cluster=Cluster("local[2]", 2))
    run_of = on_spark("command").SparkEngine.dedupe
    run_of(replace(task, dry_run=True, on_removed=going.append))
    assert not out.exists()
    assert_frame_equal(going[0], here.clusters.filter(~pl.col("kept")))

    run_of(task)
    assert rows_in(out / "kept.parquet", "parquet")
    before = sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))
    assert ".provenance/new" not in before
    with pytest.raises(SettingsError, match="E-OUT-TAKEN"):
        run_of(task)
    monkeypatch.setattr(on_spark("command"), "_write", _stop)
    with pytest.raises(StoppedError):
        run_of(replace(task, force=True))
    left = {path.relative_to(out).as_posix() for path in out.rglob("*")}
    assert set(before) <= left
    assert json.loads((out / "run.json").read_bytes())["counts"] == here.run["counts"]


def _stop(*_):
    raise StoppedError


def _hear(told, *said):
    told.append(said)


def lines_of(out, name):
    place = out / name
    files = sorted(place.glob("part-*")) if place.is_dir() else [place]
    return [line for file in files for line in file.read_bytes().splitlines() if line]


def rows_in(place, form):
    """All rows below a folder, sorted: those of lines as their bytes."""
    if not place.exists():
        return []
    files = [file for file in sorted(place.rglob("*")) if file.suffix in (f".{form}", ".txt")]
    if form == "jsonl":
        return sorted(line.rstrip() for file in files for line in file.read_bytes().splitlines() if line.strip())
    frames = [pl.read_parquet(file) for file in files]
    return sorted((row for frame in frames for row in frame.select(sorted(frame.columns)).iter_rows()), key=repr)
