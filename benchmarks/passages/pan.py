"""PAN's text alignment corpus (2013, development set): pairs of texts and what one took from the other, by category."""

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from benchmarks.passages.plagdet import Case, Measures, measures
from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import AlignedSpans, aligned_spans
from provenance.match.paraphrase.table import reworded_passages
from provenance.match.significance.scores import scores

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


class Pair(NamedTuple):
    """Two texts and the gold spans between them."""

    suspicious: str
    source: str
    cases: list[Case]


class Detected(NamedTuple):
    """What was found in one pair, and which of it counts."""

    cases: list[Case]
    significant: list[bool]


class Outcome(NamedTuple):
    """One category: all that was found, only what counts, and the share of pairs with any that counts."""

    pairs: int
    every: Measures
    significant: Measures
    with_significant: float


def pairs(sample: int | None, seed: int = 1) -> Mapping[str, list[Pair]]:
    """The pairs of each category, that many of each drawn by seed (None for all)."""
    texts = dict(pl.read_parquet(DATA / "pan13_articles.parquet").select("id", "text").iter_rows())
    frame = pl.read_parquet(DATA / "pan13_pairs.parquet").sort("derived", "source")
    drawn = {}
    for category in sorted(frame["category"].unique()):
        rows = frame.filter(pl.col("category") == category).select("derived", "source", "spans").rows()
        rows = rows if sample is None or sample >= len(rows) else random.Random(seed).sample(rows, sample)
        drawn[category] = [Pair(texts[a], texts[b], _cases(spans)) for a, b, spans in rows]
    return drawn


def _cases(spans: str) -> list[Case]:
    names = "this_offset", "this_length", "source_offset", "source_length"
    rows = ([span[name] for name in names] for span in json.loads(spans))
    return [(a, a + n, b, b + m) for a, n, b, m in rows]


def detected(pair: Pair, settings: Settings) -> Detected:
    """The passages of a pair, in other words too; what is aligned inside a reworded one is not named again."""
    texts, languages = [pair.suspicious, pair.source], ["en", "en"]
    read = tokens(texts)
    aligned = aligned_spans(read, np.arange(2), settings)
    more = reworded_passages(read, [(0, 1)], aligned, texts, languages, settings)
    places = [(read[0][1], read[0][2]), (read[1][1], read[1][2])]
    cases = list(_characters(aligned, places))
    wide = list(_characters(more.found, places))
    marks = scores(aligned, read, texts, languages, settings).significant.tolist()
    inside = [any(_meet(case, other) for other in wide) for case in cases]
    marks_wide = [
        bool(stands) or any(mark and _meet(case, other) for other, mark in zip(cases, marks, strict=True))
        for case, stands in zip(wide, more.scores.significant.tolist(), strict=True)
    ]
    kept = [number for number, held in enumerate(inside) if not held]
    return Detected(wide + [cases[n] for n in kept], marks_wide + [marks[n] for n in kept])


def _characters(spans: AlignedSpans, places: list[tuple[np.ndarray, np.ndarray]]) -> Iterator[Case]:
    (starts, ends), (other_starts, other_ends) = places
    for a, b, c, d in zip(*(column.tolist() for column in spans[2:6]), strict=True):
        yield int(starts[a]), int(ends[b - 1]), int(other_starts[c]), int(other_ends[d - 1])


def _meet(one: Case, other: Case) -> bool:
    return all(max(one[i], other[i]) < min(one[i + 1], other[i + 1]) for i in (0, 2))


def outcome(category: list[Pair], settings: Settings) -> Outcome:
    """How well one category was found."""
    results = [(pair.cases, detected(pair, settings)) for pair in category]
    every = measures((cases, d.cases) for cases, d in results)
    only = [
        (cases, [case for case, stands in zip(d.cases, d.significant, strict=True) if stands]) for cases, d in results
    ]
    share = sum(any(d.significant) for _, d in results) / max(1, len(results))
    return Outcome(len(category), every, measures(only), share)
