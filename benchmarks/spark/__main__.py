"""What dedupe costs on Spark beside one machine, and whether the tables are the same.

usage: python -m benchmarks.spark CORPUS.parquet [--parts 4] [--heap 1g] [--margin]

A corpus is a parquet file with the columns id and text (../shared/tools/make_articles.py writes such). CPU seconds are
those of the whole process tree: for Spark, of the driver, its Java machine and the Python workers. With --margin each
engine runs on a fifth of the articles twice, then on all of them, in one process: what an article more costs, by stage,
without what starting costs. A fifth should be 5,000 articles or more, from which Spark uses the kernels.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from provenance.base.settings import Settings
from provenance.run.dedupe import dedupe_inputs
from provenance.run.engines.cluster import Cluster
from provenance.run.engines.engine import engine
from provenance.run.engines.task import Task
from provenance.run.stages import Listener

_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m"
_PART = 5  # of the corpus, a small one
Run = Callable[[Path, Path, Callable[[str], None]], object]


def on_machine(corpus: Path, out: Path) -> dict[str, float]:
    """CPU seconds of the engine machine in this process."""
    dedupe_inputs([corpus], out, Settings())
    return {"cpu": sum(resource.getrusage(resource.RUSAGE_SELF)[:2])}


def on_spark(corpus: Path, out: Path, parts: int, heap: str) -> dict[str, float]:
    """CPU seconds of a local Spark: those of starting it, and of all."""
    conf = {"spark.driver.memory": heap, "spark.driver.extraJavaOptions": _JAVA}
    cluster = Cluster("local[2]", parts, conf=conf)
    session = import_module("provenance.run.engines.spark.session").session(cluster.master, parts, conf)
    session.range(1).mapInArrow(lambda batches: batches, "id long").count()
    started = tree_seconds(os.getpid())
    engine("spark").dedupe(Task([str(corpus)], str(out), Settings(), cluster=cluster))
    return {"start": started, "cpu": tree_seconds(os.getpid())}


def margin(corpus: Path, run: Run) -> dict[str, Any]:
    """Milliseconds of CPU of one article more, in all and by stage; the first run of the small part is to warm up."""
    articles = pl.read_parquet(corpus)
    part = articles.head(articles.height // _PART)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "part.parquet")
        part.write_parquet(small)
        _, few, many = (
            stage_seconds(run, path, Path(folder, str(number))) for number, path in enumerate((small, small, corpus))
        )
    more = articles.height - part.height
    stages = {name: round((many[name] - few.get(name, 0.0)) * 1000 / more, 3) for name in many}
    return {"small": few, "large": many, "ms an article": math.fsum(stages.values()), "by stage": stages}


def stage_seconds(run: Run, corpus: Path, out: Path) -> dict[str, float]:
    """CPU seconds of the stages of one run, from the beginning of each to that of the next."""
    begun = [("begin", tree_seconds(os.getpid()))]
    run(corpus, out, lambda stage: begun.append((stage, tree_seconds(os.getpid()))))
    begun.append(("", tree_seconds(os.getpid())))
    return {name: round(end - start, 2) for (name, start), (_, end) in pairwise(begun)}


def machine_run(corpus: Path, out: Path, started: Callable[[str], None]) -> None:
    dedupe_inputs([corpus], out, Settings(), listener=Listener(on_stage=started))


def spark_run(parts: int, heap: str) -> Run:
    conf = {"spark.driver.memory": heap, "spark.driver.extraJavaOptions": _JAVA}
    cluster = Cluster("local[2]", parts, conf=conf)
    return lambda corpus, out, started: engine("spark").dedupe(
        Task([str(corpus)], str(out), Settings(), cluster=cluster, started=started)
    )


def tree_seconds(root: int) -> float:
    """CPU seconds of a process and of all below it, those that have ended included."""
    parents: dict[int, list[int]] = {}
    seconds: dict[int, float] = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(pid))
        seconds[int(pid)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    total, waiting = 0.0, [root]
    while waiting:
        process = waiting.pop()
        waiting += parents.get(process, [])
        total += seconds.get(process, 0.0)
    return round(total, 1)


def same(one: Path, other: Path) -> dict[str, bool]:
    """Which tables of two folders have the same rows."""
    keys = {"clusters": ["article"], "pairs": ["left", "right"], "kept": ["id"], "removed": ["id"]}
    equal = {}
    for name, key in keys.items():
        left = pl.read_parquet(one / f"{name}.parquet").sort(key)
        right = pl.read_parquet(other / f"{name}.parquet" / "*.parquet").sort(key)
        equal[name] = left.equals(right.select(left.columns).cast(dict(left.schema)))
    return equal


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--parts", type=int, default=4)
    options.add_argument("--heap", default="1g")
    options.add_argument("--margin", action="store_true", help="what an article more costs, by stage")
    options.add_argument("--engine", choices=("machine", "spark"), help="measure that one in this process")
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    if given.engine and given.margin:
        run = machine_run if given.engine == "machine" else spark_run(given.parts, given.heap)
        print(json.dumps(margin(given.corpus, run)))
        return
    if given.engine:
        measured = (
            on_machine(given.corpus, given.out)
            if given.engine == "machine"
            else on_spark(given.corpus, given.out, given.parts, given.heap)
        )
        print(json.dumps(measured))
        return
    articles = pl.scan_parquet(given.corpus).select(pl.len()).collect().item()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("machine", "spark"):
            command = [sys.executable, "-m", "benchmarks.spark", *sys.argv[1:], "--engine", name]
            ran = subprocess.run([*command, "--out", f"{folder}/{name}"], check=True, stdout=subprocess.PIPE, text=True)
            print(name, articles, "articles", ran.stdout.splitlines()[-1], flush=True)
        if not given.margin:
            print("same rows:", same(Path(folder, "machine"), Path(folder, "spark")))


if __name__ == "__main__":
    main()
