"""`python -m benchmarks.real.calibration SHARED WORK`: how often rows of so much probability are right, on real text.

WORK is the scratch folder of a run of the exam. Each labelled set is told by itself: rows between articles, and ties to
unseen items of agencies (by any route). An article without a label is left out.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.real import labels
from benchmarks.real.labels import Label, Labels

PARTS = 10  # groups of equal size
ENOUGH = 100  # rows from which the error is told

Row = tuple[float, bool]  # what was said, and whether it is right


def error(rows: Sequence[Row]) -> float:
    """Expected calibration error over groups of equal size (Naeini, Cooper and Hauskrecht, 2015).

    >>> error([(0.9, True)] * 9 + [(0.9, False)])
    0.0
    """
    sizes = [(len(part), *part.mean(axis=0)) for part in _parts(rows)]
    return round(float(sum(n * abs(x - y) for n, x, y in sizes) / len(rows)), 3)


def _parts(rows: Sequence[Row]) -> list[np.ndarray]:
    ordered = np.array(sorted(rows), float)
    return [part for part in np.array_split(ordered, 1 if len(rows) < ENOUGH // 2 else PARTS) if len(part)]


def rows_of(out: Path, known: Labels) -> tuple[list[Row], list[Row]]:
    """Rows between articles, and ties, of one trace."""
    agency = dict(pl.read_parquet(out / "sources.parquet").select("source", "agency").iter_rows())
    between, ties = [], []
    for row in pl.read_parquet(out / "derivations.parquet").filter(derived_kind="article").iter_rows(named=True):
        label = known.get(row["derived"])
        if label is None:
            continue
        if row["source_kind"] == "article":
            between += _between(row["probability"], row["source"], label)
        elif agency[row["source"]] and row["relation"] not in ("citation", "quote"):
            ties += _tie(row["probability"], agency[row["source"]], label)
    return between, ties


def _between(said: float, source: str, label: Label) -> Iterable[Row]:
    if label.sources is not None or source in label.never:
        yield said, label.may_draw_on(source)


def _tie(said: float, agency: str, label: Label) -> Iterable[Row]:
    if label.agencies is not None:
        yield said, agency in label.agencies


def main() -> None:
    """Print a line a set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.real.calibration", description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    exam, outs = given.shared / "exam", given.work / "out"
    stories: dict[str, list[str]] = defaultdict(list)
    for story, name in pl.read_parquet(given.shared / "data/world_articles.parquet").select("family", "id").iter_rows():
        stories[story].append(name)
    sets = {
        "wire": [(outs / "wire", labels.wire(exam))],
        "world": [(outs / "world" / story, known) for story, known in labels.world(exam, stories).items()],
        "counter": [(outs / "counter", labels.counter(given.work / "counter"))],
        "counter-nodates": [(outs / "counter-nodates", labels.counter(given.work / "counter-nodates"))],
        "versions": [(outs / "versions", labels.versions(given.work / "versions"))],
    }
    for name, traces in sets.items():
        found = [rows_of(out, known) for out, known in traces]
        told = [("rows", [rows for rows, _ in found])]
        if name in ("wire", "world"):  # of the others nobody said what is from an agency's item
            told.append(("ties", [ties for _, ties in found]))
        for what, rows in told:
            print(f"{name:<16}{what:<6}{_line([row for part in rows for row in part])}")


def _line(rows: Sequence[Row]) -> str:
    if not rows:
        return "none"
    told = " ".join(f"{x:.2f}/{y:.2f}" for x, y in (part.mean(axis=0) for part in _parts(rows)))
    return f"n {len(rows):<6}" + (f"ECE {error(rows):.3f}  " if len(rows) >= ENOUGH else "") + f"said/right {told}"


if __name__ == "__main__":
    main()
