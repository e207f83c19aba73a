"""How well clusters match those that were planted, counted in pairs; nothing here walks over pairs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Labels = npt.NDArray[np.int64]

HARD = "hard negative"  # a kind of the truth: resembles its source, yet is no copy of it


@dataclass(frozen=True)
class Score:
    """Pairs of articles in one cluster: precision, recall, F1; and the hard negatives that ended in a wrong cluster."""

    precision: float
    recall: float
    f1: float
    merged: int


def score(found: Labels, truth: pl.DataFrame) -> Score:
    """The score of each article's found cluster against columns `cluster` and `kind` of the truth, row by row.

    >>> truth = pl.DataFrame({"cluster": [0, 0, 0, 3], "kind": ["base", "near", "near", HARD]})
    >>> score(np.array([0, 0, 2, 0]), truth)  # of 3 pairs found 1 is true, of 3 true ones 1 is found
    Score(precision=0.3333333333333333, recall=0.3333333333333333, f1=0.3333333333333333, merged=1)
    """
    both = truth.select("cluster", "kind").with_columns(found=pl.Series(found))
    right = _pairs(both, "cluster", "found")
    said, true = _pairs(both, "found"), _pairs(both, "cluster")
    precision, recall = right / said if said else 1.0, right / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(precision, recall, f1, _merged(both))


def _pairs(both: pl.DataFrame, *columns: str) -> int:
    """How many pairs of rows agree in these columns."""
    sizes = both.group_by(columns).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _merged(both: pl.DataFrame) -> int:
    """Hard negatives in a found cluster that holds an article of another planted one."""
    mixed = pl.col("cluster").n_unique().over("found") > 1
    return both.filter(mixed & (pl.col("kind") == HARD)).height


def estimate_error(estimates: npt.NDArray[np.float64], exact: npt.NDArray[np.float64]) -> float:
    """Root of the mean squared error.

    >>> estimate_error(np.array([.5, .9]), np.array([.6, .9])).__round__(4)
    0.0707
    """
    return float(np.sqrt(np.mean((estimates - exact) ** 2)))


def row_labels(clusters: Mapping[str, str], articles: list[str]) -> Labels:
    """Clusters by article as numbers in the order of the articles; one that has none is its own.

    >>> row_labels({"b": "b", "a": "b", "c": "c"}, ["a", "b", "c"]).tolist()
    [0, 0, 1]
    """
    numbers: dict[str, int] = {}
    named = (clusters.get(one, one) for one in articles)
    return np.array([numbers.setdefault(name, len(numbers)) for name in named], np.int64)
