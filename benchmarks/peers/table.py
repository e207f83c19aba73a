"""Results become tables: Markdown to read, CSV to reckon with."""

import csv
import io
from collections.abc import Mapping, Sequence

from benchmarks.peers.contestants import FLOOR, OURS
from benchmarks.peers.runs import Result
from benchmarks.peers.signing import Rate
from provenance import __version__

_HEAD = (
    "tool", "bands", "CPU s", "above the floor", "wall s", "peak MB", "kept",
    "precision", "recall", "F1", "hard negatives merged", "RMSE of estimate", "how",
)  # fmt: skip
Row = tuple[str, ...]


def rows(results: Sequence[Result], errors: Mapping[str, float], versions: Mapping[str, str]) -> list[Row]:
    """A row each, in the order of the results."""
    floor = next((one.cost.cpu for one in results if one.contestant.name == FLOOR), None)
    return [_row(one, floor, errors.get(one.contestant.name), versions) for one in results]


def _row(one: Result, floor: float | None, error: float | None, versions: Mapping[str, str]) -> Row:
    who = one.contestant
    name = f"{who.name} ({who.needs.package} {versions[who.needs.package]})" if who.needs else f"{OURS} {__version__}"
    above = "" if floor is None or who.name == FLOOR else f"{one.cost.cpu - floor:.2f}"
    bands = "" if who.name == FLOOR else f"{who.bands[0]} x {who.bands[1]}"
    costs = (f"{one.cost.cpu:.2f}", above, f"{one.cost.wall:.2f}", f"{one.cost.peak:.0f}", str(one.kept))
    good = (f"{one.score.precision:.4f}", f"{one.score.recall:.4f}", f"{one.score.f1:.4f}", str(one.score.merged))
    return (name, bands, *costs, *good, "" if error is None else f"{error:.3f}", who.how)


def markdown(head: Sequence[str], rows: Sequence[Row]) -> str:
    """A table.

    >>> print(markdown(["a", "b"], [("1", "2")]))
    | a | b |
    |---|---|
    | 1 | 2 |
    """
    lines = [head, *rows]
    text = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([text[0], "|" + "---|" * len(head), *text[1:]])


def comma_separated(head: Sequence[str], rows: Sequence[Row]) -> str:
    """The same for programs."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


def results_tables(
    results: Sequence[Result], errors: Mapping[str, float], versions: Mapping[str, str]
) -> tuple[str, str]:
    """The table of results as Markdown and as CSV."""
    found = rows(results, errors, versions)
    return markdown(_HEAD, found), comma_separated(_HEAD, found)


def ratios(results: Sequence[Result]) -> list[str]:
    """The project's costs as parts of each peer's, a line each."""
    by_name = {one.contestant.name: one.cost for one in results}
    if OURS not in by_name or FLOOR not in by_name:
        return []
    ours, floor = by_name[OURS], by_name[FLOOR]
    return [
        f"* of {name}: CPU {ours.cpu / cost.cpu:.2f}, "
        f"above the floor {(ours.cpu - floor.cpu) / (cost.cpu - floor.cpu):.2f}, "
        f"wall {ours.wall / cost.wall:.2f}, peak {ours.peak / cost.peak:.2f}"
        for name, cost in by_name.items()
        if name not in (OURS, FLOOR)
    ]


def rates_table(rates: Sequence[Rate]) -> str:
    """Megabytes a second, by who signed and on how many cores."""
    head = ("signatures alone", "cores", "MB per CPU second", "MB per second")
    return markdown(head, [(one.name, str(one.cores), f"{one.cpu:.1f}", f"{one.wall:.1f}") for one in rates])
