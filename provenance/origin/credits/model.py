"""What a mention is, with probabilities: a multinomial logistic model over its signs, whose weights stand in a table.

`python -m benchmarks.real.credits_fit` makes credit_weights.tsv from labelled mentions (benchmarks/real/mentions.tsv).
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

KINDS = ("credit", "self", "citation", "quote", "photo", "other")
STORY, PASSAGE = frozenset(("credit", "self")), frozenset(("citation", "quote"))
CONSTANT = "constant"
WEIGHTS = Path(__file__).with_name("credit_weights.tsv")

_NO_WEIGHT = np.zeros(len(KINDS))

Weights = Mapping[str, npt.NDArray[np.float64]]


@cache
def shipped() -> Weights:
    """The weights of every sign, one a kind, in the order of KINDS."""
    with WEIGHTS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["sign"]: np.array([float(row[kind]) for kind in KINDS]) for row in rows}


def probabilities(signs: Iterable[str], weights: Weights) -> dict[str, float]:
    """The probability of each kind; they sum to 1.

    >>> weights = {"constant": np.zeros(6), "line:by": np.array([3.0, 0, 0, 0, 0, 0])}
    >>> found = probabilities(["line:by"], weights)
    >>> round(found["credit"], 2), round(found["photo"], 2)
    (0.8, 0.04)
    """
    scores = np.add.reduce([_NO_WEIGHT, *(weights[sign] for sign in (CONSTANT, *signs) if sign in weights)])
    powers = np.exp(scores - scores.max())
    return dict(zip(KINDS, (powers / powers.sum()).tolist(), strict=True))
