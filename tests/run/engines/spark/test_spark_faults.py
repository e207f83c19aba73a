"""On a cluster that loses executors in every stage, and its driver once, dedupe gives the rows of one machine."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from provenance.run.face import dedupe
from tests.run.engines.spark.stories import SYLLABLES, corpus

pytestmark = pytest.mark.long
SECONDS = 3600  # that a run may take on a busy machine
SOON = 1.5  # seconds after the beginning of a stage, when its tasks are at work


def skewed(count: int) -> pl.DataFrame:
    """Half of the articles differ in one number, a quarter have one paragraph in common."""
    chance = random.Random(11)
    form = " ".join(chance.choices(SYLLABLES, k=80))
    shared = " ".join(chance.choices(SYLLABLES, k=60))
    texts = [f"{form} {number} {form[::-1]}" for number in range(count // 2)]
    texts += [f"{shared} {' '.join(chance.choices(SYLLABLES, k=60))}" for _ in range(count // 4)]
    texts += [" ".join(chance.choices(SYLLABLES, k=120)) for _ in range(count - len(texts))]
    return pl.DataFrame({"id": [f"s{number:06}" for number in range(count)], "text": texts, "n": range(count)})


def below(root: int) -> dict[int, str]:
    """The processes below one, with their command lines."""
    parents: dict[int, list[int]] = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(pid))
    lines, waiting = {}, list(parents.get(root, []))
    while waiting:
        pid = waiting.pop()
        waiting += parents.get(pid, [])
        try:
            lines[pid] = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        except OSError:
            continue
    return lines


def kill_an_executor(run: subprocess.Popen[str]) -> bool:
    executors = [pid for pid, line in below(run.pid).items() if "CoarseGrainedExecutorBackend" in line]
    for pid in executors[:1]:
        os.kill(pid, signal.SIGKILL)
    return bool(executors)


def kill_all(run: subprocess.Popen[str]) -> None:
    for pid in [run.pid, *below(run.pid)]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    run.wait()


def run_through(command: list[str], *, killing: bool, until: str = "") -> list[str]:
    """The stages of a run, an executor killed in each; the driver is killed where the stage `until` begins."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        return stages_of(run, killing=killing, until=until)


def stages_of(run: subprocess.Popen[str], *, killing: bool, until: str) -> list[str]:
    late = threading.Timer(SECONDS, kill_all, [run])
    late.start()
    stages: list[str] = []
    killed = 0
    try:
        for line in run.stdout or ():
            word, _, stage = line.strip().partition(" ")
            if word == "done":
                assert not killing or killed > len(stages) // 2
                return stages
            if word == "stage":
                stages.append(stage)
                if stage == until:
                    return stages
                print(file=run.stdin, flush=True)
                if killing:
                    time.sleep(SOON)
                    killed += kill_an_executor(run)
        pytest.fail(f"the run ended in the stage {stages[-1:]}")
    finally:
        late.cancel()
        kill_all(run)


@pytest.mark.parametrize("make", [corpus, skewed])
def test_executors_and_the_driver_are_killed(make, tmp_path):
    pytest.importorskip("pyspark")
    if shutil.which("java") is None or not Path("/proc").is_dir():
        pytest.skip("it needs Java, and Linux")
    rows = make(1_200)
    rows.write_parquet(tmp_path / "corpus.parquet")
    places = [str(tmp_path / name) for name in ("corpus.parquet", "work", "out")]
    command = [sys.executable, "-m", "tests.run.engines.spark.cluster_run", *places]
    before = run_through(command, killing=True, until="candidates")
    after = run_through(command, killing=True)
    assert not set(before[:-1]) & set(after)
    expected = dedupe(rows)
    for name, keys in {"clusters": ["article"], "pairs": ["left", "right"], "kept": ["n"], "removed": ["n"]}.items():
        table = getattr(expected, name)
        found = pl.read_parquet(tmp_path / "out" / name / "*.parquet").select(table.columns)
        assert_frame_equal(found.cast(dict(table.schema)).sort(keys), table.sort(keys))
