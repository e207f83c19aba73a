"""The project alone on corpora that are large, or alike throughout: does its work grow with the articles only?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.cases import CASES
from benchmarks.peers.contestants import CONTESTANTS, OURS
from benchmarks.peers.environment import Said
from benchmarks.peers.runs import Result, results
from benchmarks.peers.table import markdown

SIZES = (("long", 100_000), ("long", 1_000_000), ("identical", 1_000_000), ("numbers", 200_000))
_HEAD = ("corpus", "articles", "MB", "CPU s", "wall s", "peak MB", "kept", "F1", "verified pairs", "an article")
_OURS = tuple(one for one in CONTESTANTS if one.name == OURS)


@dataclass(frozen=True)
class Case:
    """One corpus, and how the project did on it."""

    name: str
    articles: int
    size: int  # bytes of text
    result: Result


def scaled(work: Path, seed: int, part: float, said: Said) -> list[Case]:
    """Each corpus made, run once and taken away; a `part` of the full sizes."""
    found = []
    for name, full in SIZES:
        count = round(full * part)
        corpus, truth = work / f"{name}-{count}.parquet", work / f"{name}-{count}.truth.parquet"
        said(f"making {count} articles: {name}")
        size = CASES[name](count, seed, corpus, truth)
        found += [Case(name, count, size, one) for one in results(_OURS, {}, corpus, truth, work, 1, said)]
        corpus.unlink()
        truth.unlink()
    return found


def scale_table(cases: Sequence[Case]) -> str:
    """A row each, and how much longer ten times the articles take."""
    lines = [markdown(_HEAD, [_row(one) for one in cases])]
    long = [one for one in cases if one.name == "long"]
    if len(long) > 1:
        few, many = long[0].result.cost, long[1].result.cost
        times = long[1].articles / long[0].articles
        lines.append(f"{times:.0f} times the articles take {many.cpu / few.cpu:.1f} times the CPU seconds.")
    return "\n\n".join(lines)


def _row(one: Case) -> tuple[str, ...]:
    cost, verified = one.result.cost, _verified(one.result.counts)
    pairs = ("", "") if verified is None else (str(verified), f"{verified / one.articles:.2f}")
    costs = (f"{cost.cpu:.1f}", f"{cost.wall:.1f}", f"{cost.peak:.0f}")
    return (
        one.name,
        str(one.articles),
        f"{one.size / 1e6:.0f}",
        *costs,
        str(one.result.kept),
        f"{one.result.score.f1:.4f}",
        *pairs,
    )


def _verified(counts: Any) -> int | None:  # noqa: ANN401
    """How many pairs were measured exactly, where run.json tells."""
    told = [number for name, number in counts.items() if "pairs" in name]
    return max(told) if told else None
