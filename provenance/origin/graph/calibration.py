"""What the model says becomes how often it is right: the last step, by a table read from the file beside this one."""

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

Table = Sequence[tuple[float, float]]  # what is said, and how often that was true; both rise


@cache
def tables() -> dict[str, Table]:
    """The tables by what they are about: edges between articles.

    >>> all(table == sorted(table) for table in tables().values())
    True
    """
    read = tomllib.loads((files("provenance.origin.graph") / "calibration.toml").read_text(encoding="utf-8"))
    return {name: list(zip(rows["said"], rows["true"], strict=True)) for name, rows in read.items()}


def calibrated(probability: float, table: Table) -> float:
    """A stated probability, corrected by the table: linear between its rows, which run from 0 to 1.

    >>> calibrated(0.25, [(0.0, 0.0), (0.5, 0.3), (1.0, 0.9)])
    0.15
    """
    row = min(bisect_right(table, (probability, 2.0)), len(table) - 1)
    (x, y), (x2, y2) = table[row - 1], table[row]
    return y + (y2 - y) * (probability - x) / (x2 - x)


@contextmanager
def uncalibrated() -> Iterator[None]:
    """For a while what the model says stays as it is: to make the tables, or to see what they do."""
    before = dict(tables())
    tables().update(dict.fromkeys(before, ((0.0, 0.0), (1.0, 1.0))))
    try:
        yield
    finally:
        tables().update(before)
