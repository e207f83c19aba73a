"""Texts are read by any number of processes in slices of any size with the same rows, and no process is left over."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import pytest

from provenance.base.errors import MachineError
from provenance.base.settings import Settings
from provenance.base.worker import Worker
from provenance.corpus import articles as corpus_articles
from provenance.run.journey import traced
from provenance.run.pool import workers
from provenance.run.pool.parts import keep_part, kept_part
from provenance.run.pool.text_stages import TextStages, with_filled
from provenance.run.pool.workers import Workers, _Process
from provenance.run.trace import TraceOptions, trace_inputs

STAGES = TextStages()
STORY = (
    "OSK, Vale (Reuters) - The ferry {0} stayed in port on Monday.\n“Number {0} waits,” said Ida Fenn.\nRead also: {0}"
)
ARTICLES = corpus_articles.frame(
    [
        corpus_articles.row_of(corpus_articles.Article(f"a{n}", f"{n}.txt", None, None, STORY.format(n)), (), 0, None)
        for n in range(7)
    ]
)
_ALIVE = """
import sys
sys.path.insert(0, {root!r})
from tests.run.pool.test_workers import STAGES, ARTICLES
from provenance.run.pool.workers import Workers
workers = Workers(STAGES, count=2)
parts = workers.run("read", ((ARTICLES[n:n + 1],) for n in range(7)))
next(parts)
print(*(process.worker.process.pid for process in workers._processes if process.worker.running), flush=True)
input()
"""


@pytest.fixture(scope="module")
def whole():
    """All stages in one process and one slice."""
    read = STAGES.run("read", (ARTICLES,))
    credits = STAGES.run("credits", (read,))
    articles = with_filled(read, STAGES.run("articles", (read, credits)))
    return read, credits, articles, STAGES.run("quotes", (articles, credits))


@pytest.mark.parametrize(("count", "size"), [(1, 1), (1, 250), (2, 250), (3, 1), (2, 10**9)])
def test_neither_the_number_of_processes_nor_the_size_of_a_slice_changes_a_row(count, size, whole, monkeypatch):
    monkeypatch.setattr(workers, "SLICE", size)
    with Workers(STAGES, count=count) as made:
        read = made.table("read", ARTICLES)
        credits = made.table("credits", read)
        articles = with_filled(read, made.table("articles", read, credits))
        frames = read, credits, articles, made.table("quotes", articles, credits)
    assert [frame.rows() for frame in frames] == [frame.rows() for frame in whole]
    assert frames[1].height == frames[3].height == 7


def test_one_slice_starts_no_process():
    with Workers(STAGES, count=2) as made:
        made.table("read", ARTICLES)
        assert not made._processes


def test_a_trace_is_the_same_for_any_number_of_processes(tmp_path, root, monkeypatch):
    monkeypatch.setattr(workers, "SLICE", 3000)
    monkeypatch.setattr(corpus_articles, "SLICE", 3000)
    runs = [
        trace_inputs([root / "seeds"], tmp_path / str(count), Settings(), TraceOptions(workers=count))
        for count in (1, 2)
    ]
    for name in ("articles", "credits", "quotes", "derivations"):
        first, second = (getattr(run.tables, name) for run in runs)
        assert first.rows() == second.rows()


def test_a_part_is_kept_and_not_made_again(tmp_path, whole, monkeypatch):
    monkeypatch.setattr(workers, "SLICE", 1)
    with Workers(STAGES, tmp_path, count=1) as made:
        made.table("read", ARTICLES)
    monkeypatch.setattr(TextStages, "run", lambda *_: pytest.fail("made again"))
    with Workers(STAGES, tmp_path, count=1) as made:
        assert made.table("read", ARTICLES).rows() == whole[0].rows()


@pytest.mark.parametrize("changed", ["settings", "slice", "bytes"])
def test_a_part_of_something_else_is_not_taken(changed, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "SLICE", 1)
    with Workers(STAGES, tmp_path, count=1) as made:
        made.table("read", ARTICLES)
    if changed == "bytes":
        for path in tmp_path.iterdir():
            path.write_bytes(path.read_bytes()[:-9] + b"\0" + path.read_bytes()[-8:])
    stages = TextStages(Settings(last_year=2031)) if changed == "settings" else STAGES
    articles = ARTICLES.with_columns(text=pl.col("text") + " Rain.") if changed == "slice" else ARTICLES
    runs = []
    monkeypatch.setattr(TextStages, "run", lambda self, stage, frames: runs.append(stage) or frames[0])
    with Workers(stages, tmp_path, count=1) as made:
        made.table("read", articles)
    assert len(runs) == 7


def test_a_part_is_read_as_it_was_written(tmp_path):
    keep_part(tmp_path, "read-1.part", ARTICLES)
    assert kept_part(tmp_path, "read-1.part").rows() == ARTICLES.rows()
    assert kept_part(tmp_path, "read-2.part") is None


def test_a_process_that_was_killed_is_started_again(whole):
    slices = ((ARTICLES[n : n + 1],) for n in range(7))
    with Workers(STAGES, count=2) as made:
        parts = made.run("read", slices)
        frames = [next(parts)]
        for process in made._processes:
            if process.worker.running:
                process.worker.process.kill()
        frames += parts
    assert pl.concat(frames).rows() == whole[0].rows()


def test_processes_that_end_again_and_again_end_the_run(monkeypatch):
    starts = []

    def ending(worker):
        starts.append(worker)
        command = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(1)"]
        worker.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return {}

    monkeypatch.setattr(Worker, "start", ending)
    with pytest.raises(MachineError, match="E-WORKER"), Workers(STAGES, count=2) as made:
        list(made.run("read", ((ARTICLES[n : n + 1],) for n in range(2))))
    assert len(starts) in (2, 3, 4)  # two for a slice
    assert not any(worker.running for worker in starts)


def test_nothing_is_started_once_it_is_stopped(monkeypatch):
    with Workers(STAGES, count=2) as made:
        process = _Process(STAGES)
        monkeypatch.setattr(process.worker, "ask", lambda _: pytest.fail("asked"))
        process.stop()
        with pytest.raises(MachineError, match="E-WORKER"):
            process.make("read", [], made._place(), "read-1.part")


def test_what_a_stage_raises_in_a_process_is_raised(tmp_path):
    with pytest.raises(RuntimeError, match="KeyError"), Workers(STAGES, tmp_path, count=2) as made:
        list(made.run("no stage", ((ARTICLES[n : n + 1],) for n in range(2))))
    assert not list(tmp_path.glob("*.slice"))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_no_process_outlives_a_run_that_was_killed(root):
    code = _ALIVE.format(root=str(root))
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        numbers = list(map(int, run.stdout.readline().split()))
        os.kill(run.pid, signal.SIGKILL)
    assert numbers
    for _ in range(200):
        if not any(map(_runs, numbers)):
            return
        time.sleep(0.05)
    pytest.fail(f"{numbers} still run")


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_trace_of_a_frame_leaves_no_folder_behind(root, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(workers, "SLICE", 3000)
    monkeypatch.setattr(corpus_articles, "SLICE", 3000)
    read, _ = corpus_articles.articles([root / "seeds"], Settings())
    traced(read, Settings())
    assert list(tmp_path.iterdir()) == []
