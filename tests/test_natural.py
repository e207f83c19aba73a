"""The measures on natural data: what is absent is skipped in a line, and figures are what they are by hand."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from benchmarks.natural import updates, versions
from benchmarks.natural.counter import macro_f1
from benchmarks.natural.figures import held_out, resampled, share, surest
from benchmarks.natural.fit import fitted
from benchmarks.natural.traced import directions, trace
from provenance.origin.graph.versions.revisions import SIGNS, revision_weights
from tests.origin.graph.test_version_order import DRAFTS


def test_what_is_absent_is_skipped_in_a_line(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.natural", str(tmp_path)]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    lines = [line for line in ran.stdout.splitlines() if line]
    assert [line.split(":")[0] for line in lines] == [
        f"skipped {n}" for n in ("counter", "versions", "updates", "relays", "planted")
    ]


def test_an_interval_is_of_families_not_of_rows() -> None:
    rows = [("a", 1.0)] * 90 + [("b", 0.0)] * 10
    assert (share(rows).value, share(rows).low, share(rows).high) == (0.9, 0.0, 1.0)
    assert resampled([], len).n == 0
    assert surest([("a", 1.0, 0.1), ("b", 0.0, -3.0)]) == [("b", 0.0)]


def test_macro_f1_by_hand() -> None:
    # ND: 1 of 1, and one false alarm: 2/3; PD: never right: 0; WD: 1 of 1: 1
    assert macro_f1([(0, 0), (1, 0), (2, 2)]) == pytest.approx((2 / 3 + 0 + 1) / 3)


def test_directions_are_counted_by_what_the_trace_says() -> None:
    rows = [{"id": f"d{i}", "text": text, "outlet": "Marrow Almanac"} for i, text in enumerate(DRAFTS)]
    found = directions(trace(rows), [("page", "d2", "d3"), ("page", "d3", "d2"), ("page", "d2", "elsewhere")])
    assert found.outcomes == [("page", 1.0), ("page", 0.0)]
    assert dict(found.counts) == {"right": 1, "wrong": 1, "none": 1}
    assert found.wrong == [("d3", "d2")]


def _versions(folder: Path, names: list[str]) -> None:
    rows = [{"article": name, "version": i, "text": text} for name in names for i, text in enumerate(DRAFTS)]
    pl.DataFrame(rows).write_parquet(folder / "versions.parquet")


def test_the_fit_reads_only_the_half_that_is_not_tested(tmp_path: Path) -> None:
    names = [f"page {i}" for i in range(12)]
    _versions(tmp_path, [name for name in names if not held_out(name)])
    alone = fitted(tmp_path)
    _versions(tmp_path, names)
    assert fitted(tmp_path) == alone
    assert set(alone) == set(SIGNS) == set(revision_weights())


def test_versions_are_measured_on_the_tested_half(tmp_path: Path) -> None:
    names = [f"page {i}" for i in range(6)]
    _versions(tmp_path, names)
    found = versions.measured(tmp_path)
    table = found["versions: direction of neighbours that differ, every pair decided"]
    assert table["the two alone"].n == 3 * sum(map(held_out, names))
    assert table["baseline: longer is later"].value == pytest.approx((0.5 + 1 + 1) / 3, abs=0.2)


def test_updates_are_two_stories_of_one_title_within_a_day_and_a_half(tmp_path: Path) -> None:
    start = pl.datetime(2024, 3, 1, time_unit="us")
    rows = [("1", "A Light", 0, DRAFTS[1]), ("2", "a light", 3, DRAFTS[2]), ("3", "A light", 60, DRAFTS[3])]
    frame = pl.DataFrame([{"id": i, "title": t, "hours": h, "text": x} for i, t, h, x in rows])
    frame.with_columns(published=start + pl.duration(hours="hours")).write_parquet(tmp_path / "reuters21578.parquet")
    assert [(one["id"], other["id"]) for one, other in updates.updates(tmp_path)] == [("1", "2")]
