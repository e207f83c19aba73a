"""What a whole trace costs, and how that grows with the corpus: CPU seconds of each stage, memory, a plot.

usage: python -m benchmarks.trace.sizes [--articles 1000 3000 10000] [--workers 1] [--plot FILE.svg] [--out FILE.json]

Made articles with planted copies (benchmarks.peers.corpus) are traced by the whole command at its defaults, each size
in a process of its own. CPU seconds of worker processes are in the sum; those of a stage are of this process alone, so
that --workers 1 tells them. Compiling kernels (once) is not counted.
"""

import argparse
import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl

from benchmarks.passages.plots import cost_plot
from benchmarks.peers.corpus import Recipe, write_corpus
from benchmarks.trace.measured import Clock, recent_peak
from provenance.base.settings import Settings
from provenance.run.backends import warm
from provenance.run.stages import Listener
from provenance.run.trace import TraceOptions, trace_inputs

TEXT_STAGES = ("read", "credits", "articles", "quotes")
MATCH_STAGES = ("pairs", "clusters", "passages", "translation", "quotations")
GRAPH_STAGES = ("sources", "derivations")


@dataclass(frozen=True)
class SizeCost:
    """One corpus through the whole command."""

    articles: int
    megabytes: float  # of text
    workers: int
    stages: dict[str, float]  # CPU seconds
    processor: float  # CPU seconds of all processes
    wall: float
    peaks: dict[str, int]  # of each stage, resident in the process that runs, MB
    empty: int  # the same before anything was read

    @property
    def peak(self) -> int:
        """The most of all stages."""
        return max(self.peaks.values())

    @property
    def bytes_a_byte(self) -> float:
        """Bytes resident for each byte of text, beyond what the empty process has."""
        return (self.peak - self.empty) / self.megabytes

    def seconds_of(self, names: tuple[str, ...]) -> float:
        """CPU seconds of some stages."""
        return sum(self.stages.get(name, 0.0) for name in names)

    def line(self) -> str:
        """For people."""
        stages = "".join(f"\n  {name}: {took:.1f} s, {self.peaks[name]:,} MB" for name, took in self.stages.items())
        return (
            f"{self.articles:,} articles, {self.megabytes:.1f} MB, {self.workers} workers: CPU {self.processor:.1f} s, "
            f"wall {self.wall:.1f} s, peak {self.peak:,} MB, {self.bytes_a_byte:.1f} bytes a byte of text{stages}"
        )


def size_cost(count: int, workers: int, work: Path) -> SizeCost:
    """Make the corpus, trace it, and tell what it took."""
    warm()
    path = work / "corpus.parquet"
    write_corpus(Recipe(count), path, work / "truth.parquet")
    size = float(pl.scan_parquet(path).select(pl.col("text").str.len_bytes().sum()).collect().item()) / 1e6
    recent_peak()
    empty = recent_peak()
    clock, before, begun = Clock(), _processor(), perf_counter()
    trace_inputs([path], work / "out", Settings(), TraceOptions(workers=workers), Listener(on_stage=clock.started))
    stages, wall = clock.seconds(), perf_counter() - begun
    return SizeCost(count, size, workers, stages, _processor() - before, wall, clock.peaks(), empty)


def _processor() -> float:
    """CPU seconds of this process and of those that it has ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def exponent(small: SizeCost, large: SizeCost) -> float:
    """By which power of the articles the CPU time grows; 1 is linear."""
    return log(large.processor / small.processor) / log(large.articles / small.articles)


def _apart(count: int, workers: int) -> SizeCost:
    """The size measured in another process."""
    command = [sys.executable, "-m", "benchmarks.trace.sizes", "--here", "--articles", str(count)]
    done = subprocess.run([*command, "--workers", str(workers)], check=True, stdout=subprocess.PIPE, text=True)
    return SizeCost(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Print a row a size, then the exponents."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.trace.sizes", description=__doc__)
    asked.add_argument("--articles", nargs="+", type=int, default=[1000, 3000, 10_000])
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--out", type=Path, help="a JSON file for the rows")
    asked.add_argument("--plot", type=Path, help="an SVG file")
    asked.add_argument("--here", action="store_true", help="measure the one size in this process")
    given = asked.parse_args()
    if given.here:
        with TemporaryDirectory() as folder:
            print(json.dumps(asdict(size_cost(given.articles[0], given.workers, Path(folder)))))
        return
    costs = []
    for count in sorted(given.articles):
        costs.append(_apart(count, given.workers))
        print(costs[-1].line(), flush=True)
    for small, large in pairwise(costs):
        print(f"{small.articles:,} to {large.articles:,} articles: exponent {exponent(small, large):.2f}")
    if given.out:
        given.out.write_text(json.dumps([asdict(cost) for cost in costs], indent=1) + "\n", encoding="utf-8")
    if given.plot:
        given.plot.write_text(plot(costs), encoding="utf-8")


def plot(costs: list[SizeCost]) -> str:
    """CPU seconds against articles, a line for each group of stages."""
    groups = {"texts": TEXT_STAGES, "matching": MATCH_STAGES, "graph": GRAPH_STAGES, "report": ("write",)}
    lines = {name: [(cost.articles, cost.seconds_of(stages)) for cost in costs] for name, stages in groups.items()}
    return cost_plot({"all": [(cost.articles, cost.processor) for cost in costs], **lines})


if __name__ == "__main__":
    main()
