"""Each contestant runs as a whole process, in turn, several times; the least of its costs is what it takes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.peers.contestants import Contestant, Place, command
from benchmarks.peers.environment import Installed, Said
from benchmarks.peers.score import Labels, Score, row_labels, score

_MEASURED = Path(__file__).with_name("measured.py")


@dataclass(frozen=True)
class Cost:
    """Of one process: seconds of CPU with its children's, seconds of wall time, megabytes at its peak."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True)
class Result:
    """What one contestant took at the least, and how good its clusters are."""

    contestant: Contestant
    cost: Cost
    score: Score
    kept: int
    counts: Mapping[str, Any]  # the project's own, from its run.json


class RunError(Exception):
    """A contestant ended with an error; the message is the last it said."""


def least(costs: Sequence[Cost]) -> Cost:
    """The least of each figure.

    >>> least([Cost(2., 1., 5.), Cost(1., 3., 6.)])
    Cost(cpu=1.0, wall=1.0, peak=5.0)
    """
    return Cost(min(one.cpu for one in costs), min(one.wall for one in costs), min(one.peak for one in costs))


def results(
    contestants: Sequence[Contestant],
    installed: Mapping[str, Installed],
    corpus: Path,
    truth: Path,
    work: Path,
    repeats: int,
    said: Said,
) -> list[Result]:
    """The results of all, in their order; one that fails is told about and left out."""
    planted = pl.read_parquet(truth)
    costs: dict[str, list[Cost]] = {one.name: [] for one in contestants}
    found: dict[str, Result] = {}
    going = list(contestants)
    _warmed(corpus)
    for turn in range(repeats):
        for one in tuple(going):
            place = emptied(work / "runs" / one.name.replace(" ", "-"))
            try:
                costs[one.name].append(measured(command(one, installed, corpus, place), place))
                if turn == 0:
                    found[one.name] = _judged(one, place, planted)
            except RunError as error:
                said(f"{one.name} failed and is left out: {error}")
                going.remove(one)
                continue
            last = costs[one.name][-1]
            said(f"{turn + 1}/{repeats} {one.name}: {last.cpu:.1f} CPU s, {last.wall:.1f} s, {last.peak:.0f} MB")
            shutil.rmtree(place.folder)
    return [replace(found[one.name], cost=least(costs[one.name])) for one in going]


def measured(given: Sequence[str], place: Place) -> Cost:
    """What the process took; RunError where it ended with an error."""
    told = place.folder.with_suffix(".json")
    log = place.folder.with_suffix(".log")
    with log.open("w") as output:
        outer = [sys.executable, "-I", "-S", str(_MEASURED), str(told), *given]
        subprocess.run(outer, check=True, stdout=output, stderr=output)
    taken = json.loads(told.read_text())
    if taken.pop("code"):
        lines = log.read_text(errors="replace").strip().splitlines()
        raise RunError(lines[-1] if lines else "it said nothing")
    return Cost(**taken)


def emptied(folder: Path) -> Place:
    """The folder, with nothing in it: no run goes on where another stopped."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Place(folder)


def _judged(one: Contestant, place: Place, planted: pl.DataFrame) -> Result:
    labels = found_labels(place, planted["id"].to_list())
    kept = pl.scan_parquet(place.folder / "kept.parquet").select(pl.len()).collect().item()
    if kept != len(np.unique(labels)):
        raise RunError(f"it kept {kept} articles of {len(np.unique(labels))} clusters")
    told = place.folder / "run.json"
    counts = json.loads(told.read_text())["counts"] if told.exists() else {}
    return Result(one, Cost(0, 0, 0), score(labels, planted), kept, counts)


def found_labels(place: Place, articles: list[str]) -> Labels:
    """Each article's cluster, from a script's labels or the project's table."""
    if place.labels.exists():
        return np.asarray(np.load(place.labels), np.int64)
    clusters = pl.read_parquet(place.folder / "clusters.parquet", columns=["article", "cluster"])
    return row_labels(dict(clusters.iter_rows()), articles)


def _warmed(corpus: Path) -> None:
    """The corpus in the disk's cache and the project's kernels compiled, so that the first to run is not the loser."""
    corpus.read_bytes()
    subprocess.run([sys.executable, "-m", "provenance", "warmup"], check=False, capture_output=True)
