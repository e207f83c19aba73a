"""How often pairs that copy nothing have a passage that counts: the labelled sample under a rule."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from benchmarks.passages.negatives import LABELS, Sample
from provenance.base.settings import Settings
from provenance.base.tokens import Tokens, tokens
from provenance.match.alignment import Found, aligned, found
from provenance.match.significance import Scores, scores

Pair = tuple[int, int]


class Judged(NamedTuple):
    """What one pair of the sample shares: its label, whether it measures (else it fits), words, bits, chance, verdict."""

    label: str
    measures: bool
    words: int  # of its longest passage, those that are the same
    bits: float
    chance: float  # of its passages, the least
    significant: bool


def labels() -> Mapping[tuple[str, str, str], str]:
    """The label of each pair (sample, left, right) that shares eight words or more."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]]
    return {(sample, left, right): label for sample, left, right, label in rows}


def judged(sample: Sample, settings: Settings) -> list[Judged]:
    """Every pair of the sample as a run over its whole corpus weighs it."""
    read = tokens(sample.texts)
    spans = _with_pairs(found(read, np.arange(len(read)), settings), read, sample.pairs, settings)
    weights = scores(spans, read, sample.texts, ["en"] * len(read), settings)
    rows: dict[Pair, list[int]] = defaultdict(list)
    for row, pair in enumerate(zip(spans.left.tolist(), spans.right.tolist(), strict=True)):
        rows[pair].append(row)
    known = labels()
    return [
        _judged(
            known.get((sample.name, sample.ids[a], sample.ids[b]), "none"), number % 2 == 1, rows[a, b], spans, weights
        )
        for number, (a, b) in enumerate(sample.pairs)
    ]


def _judged(label: str, measures: bool, rows: list[int], spans: Found, weights: Scores) -> Judged:
    if not rows:
        return Judged(label, measures, 0, 0.0, 1.0, False)
    bits, stands = weights.bits[rows], weights.significant[rows]
    return Judged(
        label,
        measures,
        int(spans.matched[rows].max()),
        float(bits.max()),
        float(weights.expect[rows].min()),
        stands.any(),
    )


def _with_pairs(spans: Found, read: Tokens, pairs: Iterable[Pair], settings: Settings) -> Found:
    """The spans of the corpus and, each pair aligned by itself, of the sample's pairs."""
    rows = set(zip(*(column.tolist() for column in spans), strict=True))
    kept = {(row[0], row[1]) for row in rows}
    for a, b in pairs:
        if (a, b) not in kept:
            rows |= {(a, b, *span) for span in aligned(read[a][0], read[b][0], settings)}
    return Found(*np.array(sorted(rows), np.int64).reshape(-1, len(Found._fields)).T)
