"""The weights of evidence, read from the file beside this one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import cast

Weights = Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """Weights by part and name, in natural-log units.

    >>> weights()["draws"]["after"] < 0 < weights()["draws"]["before"]
    True
    """
    text = (files("provenance.origin.graph.evidence") / "weights.toml").read_text(encoding="utf-8")
    return cast(Weights, tomllib.loads(text))


def probability(log_odds: float) -> float:
    """The logistic function.

    >>> round(probability(3.5), 2), round(probability(-3.5), 2)
    (0.97, 0.03)
    """
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else exp(log_odds) / (1 + exp(log_odds))
