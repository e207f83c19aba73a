"""`python -m benchmarks.real.calibration SHARED WORK`: how often rows of so much probability are right, on real text.

WORK is the scratch folder of a run of the exam. Each labelled set stands by itself: rows between articles, and ties to
unseen items of agencies (by any route). An article without a label is left out.

Few rows have an error even where each probability is right: of 20 rows of .5 seldom exactly 10 come true. So beside the
error stands the one that these very probabilities would have if all were right (the mean and the 95th percentile of
1,000 draws with a fixed seed).
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
ENOUGH = 100  # rows from which the error is shown
DRAWS = 1_000

Row = tuple[float, bool]  # the stated probability, and whether the row is right


def error(rows: Sequence[Row]) -> float:
    """Expected calibration error over groups of equal size (Naeini, Cooper and Hauskrecht, 2015).

    >>> error([(0.9, True)] * 9 + [(0.9, False)])
    0.0
    """
    sizes = [(len(part), *part.mean(axis=0)) for part in _parts(rows)]
    return round(float(sum(n * abs(x - y) for n, x, y in sizes) / len(rows)), 3)


def error_by_luck(rows: Sequence[Row]) -> tuple[float, float]:
    """The error of the same probabilities if each were right: its mean and its 95th percentile.

    >>> error_by_luck([(1.0, True)] * 200)
    (0.0, 0.0)
    """
    draw = np.random.default_rng(0)
    stated = np.array([probability for probability, _ in rows])
    errors = [
        error(list(zip(stated.tolist(), (draw.random(len(stated)) < stated).tolist(), strict=True)))
        for _ in range(DRAWS)
    ]
    return round(float(np.mean(errors)), 3), round(float(np.quantile(errors, 0.95)), 3)


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


def _between(probability: float, source: str, label: Label) -> Iterable[Row]:
    if label.sources is not None or source in label.never:
        yield probability, label.may_draw_on(source)


def _tie(probability: float, agency: str, label: Label) -> Iterable[Row]:
    if label.agencies is not None:
        yield probability, agency in label.agencies


def main() -> None:
    """Print a line a set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.real.calibration", description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    shared, work = options.shared, options.work
    exam, outs = shared / "exam", work / "out"
    stories: dict[str, list[str]] = defaultdict(list)
    for story, name in pl.read_parquet(shared / "data/world_articles.parquet").select("family", "id").iter_rows():
        stories[story].append(name)
    sets = {
        "wire": [(outs / "wire", labels.wire(exam))],
        "world": [(outs / "world" / story, known) for story, known in labels.world(exam, stories).items()],
        "counter": [(outs / "counter", labels.counter(work / "counter"))],
        "counter-nodates": [(outs / "counter-nodates", labels.counter(work / "counter-nodates"))],
        "versions": [(outs / "versions", labels.versions(work / "versions"))],
    }
    for name, traces in sets.items():
        tables = [rows_of(out, known) for out, known in traces]
        print(f"{name:<16}rows  {_line([row for rows, _ in tables for row in rows])}")
        if name in ("wire", "world"):  # the other sets have no labels of what is from an agency's item
            print(f"{name:<16}ties  {_line([row for _, ties in tables for row in ties])}")


def _line(rows: Sequence[Row]) -> str:
    if not rows:
        return "none"
    groups = " ".join(f"{x:.2f}/{y:.2f}" for x, y in (part.mean(axis=0) for part in _parts(rows)))
    if len(rows) < ENOUGH:
        return f"n {len(rows):<6}stated/right {groups}"
    luck, most = error_by_luck(rows)
    errors = f"ECE {error(rows):.3f} (if all were right {luck:.3f}, at most {most:.3f})"
    return f"n {len(rows):<6}{errors}  stated/right {groups}"


if __name__ == "__main__":
    main()
