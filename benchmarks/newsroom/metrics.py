"""Counts become figures, each with its interval by drawing families anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.newsroom.score import Counts

RESAMPLES = 1000
BINS = 12  # of calibration, with as many rows each

Total = Mapping[str, float]


class Figure(NamedTuple):
    """A figure, its 95 % interval, and of how many."""

    value: float
    low: float
    high: float
    n: int


def _share(part: str, *rest: str) -> tuple[Callable[[Total], float], tuple[str, ...]]:
    def value(total: Total) -> float:
        whole = total[part] + sum(total[name] for name in rest)
        return total[part] / whole if whole else float("nan")

    return value, (part, *rest)


def _f1(right: str, wrong: str, missed: str) -> tuple[Callable[[Total], float], tuple[str, ...]]:
    return lambda t: 2 * t[right] / max(1.0, 2 * t[right] + t[wrong] + t[missed]), (right, wrong, missed)


def _edge_f1(said: str, true: str) -> tuple[Callable[[Total], float], tuple[str, ...]]:
    def value(t: Total) -> float:
        precision = t[f"{said}_right"] / max(1.0, t[f"{said}_right"] + t[f"{said}_wrong"])
        recall = t[f"{true}_found"] / max(1.0, t[f"{true}_found"] + t[f"{true}_missed"])
        return 2 * precision * recall / max(1e-9, precision + recall)

    return value, (f"{true}_found", f"{true}_missed")


METRICS: Mapping[str, tuple[Callable[[Total], float], tuple[str, ...]]] = {
    "edge precision": _share("edge_right", "edge_wrong"),
    "edge recall": _share("true_found", "true_missed"),
    "edge F1": _edge_f1("edge", "true"),
    "edge precision, twins credited": _share("twin_right", "twin_wrong"),
    "edge recall, twins credited": _share("twin_found", "twin_missed"),
    "edge F1, twins credited": _edge_f1("twin", "twin"),
    "edge F1, twins credited, likeliest": _edge_f1("best", "best"),
    "direction, where told": _share("direction_right", "direction_wrong"),
    "direction told, of true edges": (
        lambda t: (
            (t["direction_right"] + t["direction_wrong"])
            / max(1.0, sum(t[f"direction_{w}"] for w in ("right", "wrong", "unknown", "none")))
        ),
        ("direction_right", "direction_wrong", "direction_unknown", "direction_none"),
    ),
    "root accuracy": _share("root_right", "root_wrong"),
    "unseen items found": _share("item_found", "item_missed"),
    "unseen items spurious": _share("said_spurious", "said_real"),
    "right agency": _share("agency_right", "agency_wrong"),
    "sibling as source": (
        lambda t: t["orphan_given_sibling"] / max(1.0, t["orphan"]),
        ("orphan",),
    ),
    "sibling as source, twins apart": (
        lambda t: t["orphan_given_other"] / max(1.0, t["orphan"]),
        ("orphan",),
    ),
    "orphans tied to an item": (lambda t: t["orphan_tied"] / max(1.0, t["orphan_detectable"]), ("orphan_detectable",)),
    "false edges per 1,000 pairs, one event": (
        lambda t: 1000 * t["false_edge_event"] / max(1.0, t["apart_event"]),
        ("apart_event",),
    ),
    "false edges per 1,000 pairs, one topic": (
        lambda t: 1000 * t["false_edge"] / max(1.0, t["apart_topic"]),
        ("apart_topic",),
    ),
    "credit F1": _f1("credit_right", "credit_wrong", "credit_missed"),
}


def figures(counts: Counts, seed: int) -> dict[str, Figure]:
    """Every metric with its interval."""
    names = sorted({name for count in counts.values() for name in count})
    families = sorted(family for family in counts if family >= 0)
    table = np.array([[counts[family][name] for name in names] for family in families], dtype=float)
    fixed = np.array([counts.get(-1, {}).get(name, 0) for name in names], dtype=float)
    draws = np.random.default_rng(seed).multinomial(len(families), [1 / len(families)] * len(families), RESAMPLES)
    totals = [_Zero(zip(names, row, strict=True)) for row in draws @ table + fixed]
    whole = _Zero(zip(names, table.sum(axis=0) + fixed, strict=True))
    found = {}
    for label, (value, needs) in METRICS.items():
        n = int(sum(whole[name] for name in needs))
        if n:
            low, high = np.nanpercentile([value(total) for total in totals], [2.5, 97.5])
            found[label] = Figure(value(whole), float(low), float(high), n)
    return found


class _Zero(dict[str, float]):
    def __missing__(self, key: str) -> float:
        return 0.0


class Calibration(NamedTuple):
    """How far probabilities can be trusted: `bins` are mean probability, share true and n."""

    brier: float
    base_rate: float  # Brier score of always saying the share that is true
    ece: float
    bins: list[tuple[float, float, int]]


def calibration(outcomes: Sequence[tuple[float, bool]]) -> Calibration:
    """Brier score and expected calibration error over bins with as many rows each."""
    rows = np.array(sorted(outcomes), dtype=float).reshape(-1, 2)
    p, y = rows[:, 0], rows[:, 1]
    bins = [
        (float(p[part].mean()), float(y[part].mean()), len(part))
        for part in np.array_split(np.arange(len(rows)), BINS)
        if len(part)
    ]
    ece = sum(n * abs(mean - true) for mean, true, n in bins) / max(1, len(rows))
    return Calibration(float(((p - y) ** 2).mean()), float(y.mean() * (1 - y.mean())), ece, bins)


def risk(outcomes: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """At each least probability, the share of edges that are wrong, and how many are left."""
    found = []
    for least in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        kept = [y for p, y in outcomes if p >= least]
        if kept:
            found.append((least, 1 - sum(kept) / len(kept), len(kept)))
    return found
