"""The measures of the PAN competition: macro precision and recall, granularity, plagdet (Potthast et al., 2010)."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Case = tuple[int, int, int, int]  # characters of the suspicious text and of its source, half-open


class Measures(NamedTuple):
    """Of all cases and detections of many pairs."""

    precision: float
    recall: float
    granularity: float
    plagdet: float
    cases: int


def measures(pairs: Iterable[tuple[Sequence[Case], Sequence[Case]]]) -> Measures:
    """Of pairs of articles, each with its true cases and with what was detected.

    >>> half_found = [([(0, 100, 0, 100)], [(0, 50, 0, 50)])]
    >>> measures(half_found).recall, measures(half_found).precision
    (0.5, 1.0)
    >>> round(measures([([(0, 100, 0, 100)], [(0, 50, 0, 50), (50, 100, 50, 100)])]).plagdet, 2)
    0.63
    """
    recalls: list[float] = []
    precisions: list[float] = []
    pieces: list[int] = []
    for cases, detections in pairs:
        for case in cases:
            hits = [detection for detection in detections if _meet(case, detection)]
            recalls.append(_covered(case, hits))
            pieces += [len(hits)] if hits else []
        precisions += [_covered(d, [case for case in cases if _meet(case, d)]) for d in detections]
    recall, precision, granularity = _mean(recalls, 0.0), _mean(precisions, 0.0), _mean(pieces, 1.0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Measures(precision, recall, granularity, f1 / math.log2(1 + granularity), len(recalls))


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _meet(one: Case, other: Case) -> bool:
    return all(max(one[i], other[i]) < min(one[i + 1], other[i + 1]) for i in (0, 2))


def _covered(one: Case, others: Iterable[Case]) -> float:
    """The share of its characters, on both sides together, that lie in the others."""
    others = list(others)
    total = 0
    for i in (0, 2):
        reach = one[i]
        for start, end in sorted((max(one[i], o[i]), min(one[i + 1], o[i + 1])) for o in others):
            total += max(0, end - max(start, reach))
            reach = max(reach, end)
    return total / (one[1] - one[0] + one[3] - one[2])
