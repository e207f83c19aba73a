"""One family through the whole command at its defaults: CPU seconds of each stage, linked pairs, peak memory."""

import resource
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from time import process_time
from typing import Any

import polars as pl

from benchmarks.trace.families import family
from provenance.base.settings import Settings
from provenance.run.backends import warm
from provenance.run.stages import Listener
from provenance.run.trace import TraceOptions, trace_inputs

GRAPH = ("sources", "derivations")  # stages in which the graph is made


@dataclass(frozen=True)
class Measured:
    """One run."""

    shape: str
    articles: int
    megabytes: float
    linked: int  # pairs of articles that share a significant passage
    stages: dict[str, float]  # CPU seconds
    peak: int  # resident, MB

    @property
    def graph(self) -> float:
        """CPU seconds that the graph took."""
        return sum(self.stages.get(name, 0.0) for name in GRAPH)

    @property
    def milliseconds(self) -> float:
        """Of the graph, for each linked pair."""
        return 1000 * self.graph / max(1, self.linked)

    def row(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "graph": round(self.graph, 2), "milliseconds": round(self.milliseconds, 2)}


class Clock:
    """Hears when each stage begins; a stage lasts until the next one."""

    def __init__(self) -> None:
        self._begun: list[tuple[str, float]] = []
        self._peaks: list[int] = []

    def started(self, stage: str) -> None:
        """A stage begins."""
        self._peaks.append(recent_peak())
        self._begun.append((stage, process_time()))

    def seconds(self) -> dict[str, float]:
        """CPU seconds of each stage, the last one until now."""
        ends = [*(begun for _, begun in self._begun[1:]), process_time()]
        return {name: round(end - begun, 2) for (name, begun), end in zip(self._begun, ends, strict=True)}

    def peaks(self) -> dict[str, int]:
        """The peak of memory in each stage, MB; where the system does not tell, the peak until its end."""
        return {name: peak for (name, _), peak in zip(self._begun, [*self._peaks[1:], recent_peak()], strict=True)}


def recent_peak() -> int:
    """The most memory that this process held since this was last asked, MB: Linux forgets the peak when told to."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return int(status.split("VmHWM:")[1].split()[0]) // 1000


def measured(shape: str, count: int, seed: int, work: Path) -> Measured:
    """Make the family, trace it into `work`, and tell what it took; kernels are compiled and loaded before."""
    warm()
    records = family(shape, count, seed)
    path = work / f"{shape}-{count}.parquet"
    records.write_parquet(path)
    clock = Clock()
    tables = trace_inputs(
        [path], work / f"{shape}-{count}", Settings(), TraceOptions(workers=1), Listener(on_stage=clock.started)
    ).tables
    stages = clock.seconds()
    linked = tables.passages.filter("significant").select("left", "right").unique().height
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    size = float(records.select(pl.col("text").str.len_bytes().sum()).item())
    return Measured(shape, count, round(size / 1e6, 1), linked, stages, peak)


def exponent(small: Measured, large: Measured) -> float:
    """By which power of the articles the graph's time grows; 1 is linear."""
    return log(max(large.graph, 0.01) / max(small.graph, 0.01)) / log(large.articles / small.articles)
