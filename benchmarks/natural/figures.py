"""Outcomes become figures, each with its interval by resampling whole families."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

RESAMPLES = 1000
SEED = 7


class Figure(NamedTuple):
    """A figure, its 95 % interval, and of how many; `n` 0 where there was nothing to measure."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}-{self.high:.3f}), n {self.n}" if self.n else "n 0"


Outcome = tuple[str, float]  # family, and how well: 1 right, 0 wrong, .5 undecided


def share(outcomes: Sequence[Outcome]) -> Figure:
    """The mean outcome.

    >>> share([("a", 1.0), ("b", 1.0)])
    Figure(value=1.0, low=1.0, high=1.0, n=2)
    """
    return resampled(outcomes, lambda rows: float(np.mean([how for _, how in rows])))


def resampled(rows: Sequence[tuple[str, object]], value: Callable[[Sequence], float]) -> Figure:  # type: ignore[type-arg]
    """A value of the rows, with its interval over families drawn anew."""
    if not rows:
        return Figure(0.0, 0.0, 0.0, 0)
    families: Mapping[str, list[tuple[str, object]]] = defaultdict(list)
    for row in rows:
        families[row[0]].append(row)
    names = sorted(families)
    rng = np.random.default_rng(SEED)
    drawn = [
        value([row for i in rng.integers(len(names), size=len(names)) for row in families[names[i]]])
        for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Figure(value(rows), float(low), float(high), len(rows))


def held_out(name: str) -> bool:
    """Whether a family is in the half that is measured and never fitted on: by a hash of its name."""
    return hashlib.sha256(name.encode()).digest()[1] % 2 == 1


def surest(outcomes: Sequence[tuple[str, float, float]]) -> list[Outcome]:
    """The half of (family, outcome, confidence) with the most confidence."""
    ranked = sorted(outcomes, key=lambda row: -abs(row[2]))
    return [(family, how) for family, how, _ in ranked[: len(ranked) // 2]]


def right(forward: float) -> float:
    """An outcome from a number that is above 0 where it is right.

    >>> right(2.0), right(-1.0), right(0)
    (1.0, 0.0, 0.5)
    """
    return 1.0 if forward > 0 else 0.0 if forward < 0 else 0.5
