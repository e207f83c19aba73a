"""Signatures alone: how many megabytes a CPU second becomes 128 values an article, texts lying in memory."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import polars as pl

from benchmarks.peers.contestants import OURS, TOOLS
from benchmarks.peers.environment import Installed
from provenance.base.settings import Sketch
from provenance.index.twins import SIGNED_TEXTS_BY

_CORES = (1, 2)


@dataclass(frozen=True)
class Rate:
    """Who signed on how many cores, and megabytes a second of CPU and of wall time, the most of several runs."""

    name: str
    cores: int
    cpu: float
    wall: float


def rates(installed: Mapping[str, Installed], corpus: Path, work: Path, repeats: int) -> list[Rate]:
    """The project's rates and daft's, in turn."""
    found: dict[tuple[str, int], list[dict[str, float]]] = {}
    told = work / "signing.json"
    programs = {OURS: [sys.executable, "-m", "benchmarks.peers.signing"]}
    if "daft" in installed:
        programs["daft"] = [str(installed["daft"].python), str(TOOLS / "daft_signing.py")]
    for _ in range(repeats):
        for cores in _CORES:
            for name, program in programs.items():
                subprocess.run([*program, str(corpus), str(cores), str(told)], check=True, capture_output=True)
                found.setdefault((name, cores), []).append(json.loads(told.read_text()))
    return [
        Rate(name, cores, *(max(one["bytes"] / one[of] / 1e6 for one in runs) for of in ("cpu", "wall")))
        for (name, cores), runs in found.items()
    ]


def _sign(corpus: Path, cores: int, told: Path) -> None:
    """One measurement, in a process of its own."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    read = pl.read_parquet(corpus, columns=["text"])["text"].rechunk()
    texts = read.to_arrow()  # as daft is given them
    SIGNED_TEXTS_BY["numba"](texts[:10], Sketch())  # loads the kernels
    cpu, wall = process_time(), perf_counter()
    found = SIGNED_TEXTS_BY["numba"](texts, Sketch())
    cpu, wall = process_time() - cpu, perf_counter() - wall
    assert len(found.lengths) == len(texts)
    told.write_text(json.dumps({"bytes": int(read.str.len_bytes().sum()), "cpu": cpu, "wall": wall}))


if __name__ == "__main__":
    _sign(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
