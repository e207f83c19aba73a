"""The reasons and their weights, read from the file beside this one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, NamedTuple

Weights = Mapping[str, Mapping[str, float]]


class EvidenceReason(NamedTuple):
    """One kind of row: which kind of evidence it is, the weights that it may use, and its sentence."""

    kind: str
    weights: tuple[str, ...]
    sentence: str


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads((files("provenance.origin.graph.evidence") / "reasons.toml").read_text(encoding="utf-8"))


@cache
def reason_weights() -> Weights:
    """Weights by part and name, in natural-log units.

    >>> reason_weights()["draws"]["after"] < 0 < reason_weights()["draws"]["before"]
    True
    """
    return {
        group: {name: entry["weight"] for name, entry in tables["weights"].items()} for group, tables in _read().items()
    }


@cache
def evidence_reasons() -> Mapping[str, Mapping[str, EvidenceReason]]:
    """Reasons by part and key.

    >>> evidence_reasons()["draws"]["release"].sentence
    '{release} is a press release'
    """
    return {
        group: {
            key: EvidenceReason(entry["kind"], tuple(entry["weights"]), entry["sentence"])
            for key, entry in tables.get("reasons", {}).items()
        }
        for group, tables in _read().items()
    }


def probability(log_odds: float) -> float:
    """The logistic function.

    >>> round(probability(3.5), 2), round(probability(-3.5), 2)
    (0.97, 0.03)
    """
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else exp(log_odds) / (1 + exp(log_odds))
