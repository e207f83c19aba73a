"""Measurements become pages: tables in Markdown, and a drawing where there is one."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.passages import pan, planted
from benchmarks.passages.chance import WAYS, Judged, fitted, judged
from benchmarks.passages.negatives import samples
from benchmarks.passages.plots import recall_plot, reliability_plot
from provenance.base.settings import Settings
from provenance.match.alignment import Found, found
from provenance.match.significance import scores

_WORDS = 8  # of the rule that counts words only
_FLOORS = {"aligned": 25.0, "reworded": 70.0}  # bits above which a tail is fitted


class Page(NamedTuple):
    """Markdown and an SVG drawing ("" for none)."""

    text: str
    drawing: str


def planted_page(articles: int, each: int, seed: int) -> Page:
    """Recall and border precision of planted passages, by length, words edited and shape."""
    settings = Settings()
    texts, plants = planted.planted(articles, each, seed)
    read, owners = planted.read(texts)
    spans = found(read, np.arange(len(read)), settings)
    weights = scores(spans, read, [" ".join(words) for words in texts], ["en"] * len(read), settings)
    sure = Found(*(column[weights.significant] for column in spans))
    results = planted.judged(plants, spans, owners)
    counting = planted.judged(plants, sure, owners)
    by: dict[planted.Kind, list[tuple[planted.Found1, planted.Found1]]] = defaultdict(list)
    for one, other in zip(results, counting, strict=True):
        by[one.kind].append((one, other))
    lines = [f"{len(plants)} plants in {articles} articles, {len(read.hashes)} words, seed {seed}.", ""]
    lines += [
        "| plant | edited | found | words found | borders right | found and significant |",
        "|---|---|---|---|---|---|",
    ]
    curves: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind in planted.kinds():
        own, sure_own = zip(*by[kind], strict=True)
        share = _mean([result.recall >= 0.5 for result in own])
        right = sum(r.right for r in own) / max(1, sum(r.reported for r in own))
        name = f"{kind.length} words" + ("" if kind.shape == "whole" else f", {kind.shape}")
        cells = [share, _mean([r.recall for r in own]), right, _mean([r.recall >= 0.5 for r in sure_own])]
        lines += [f"| {name} | {kind.edits:.0%} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"]
        if kind.shape == "whole":
            curves[f"{kind.edits:.0%} edited"].append((kind.length, share))
    everything = sum(r.right for r in results) / max(1, sum(r.reported for r in results))
    lines += ["", f"Border precision over all plants: {everything:.4f}."]
    return Page("\n".join(lines) + "\n", recall_plot(curves))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else 0.0


def pan_page(sample: int | None, seed: int) -> Page:
    """PAN's measures by category."""
    lines = [
        "| category | pairs | precision | recall | granularity | plagdet | plagdet, significant | significant pairs |"
    ]
    lines += ["|---|---|---|---|---|---|---|---|"]
    for category, pairs in pan.pairs(sample, seed).items():
        result = pan.outcome(pairs, Settings())
        precision, recall, granularity, plagdet, _ = result.every
        lines += [
            f"| {category} | {result.pairs} | {precision:.3f} | {recall:.3f} | {granularity:.3f} | {plagdet:.3f} | "
            f"{result.significant.plagdet:.3f} | {result.with_significant:.3f} |"
        ]
    return Page("\n".join(lines) + "\n", "")


def chance_page() -> Page:
    """The labelled sample: what counts under the rule, what counts under "eight words", what E is worth."""
    lines = [
        "| sample | label | pairs | aligned, counts | in other words, counts | either | eight words or more |",
        "|---|---|---|---|---|---|---|",
    ]
    every: list[Judged] = []
    for sample in samples():
        pairs = judged(sample, Settings())
        every += pairs
        lines += [
            _row(sample.name, label, [p for p in pairs if p.label == label])
            for label in ("none", "unclear", "form", "copied")
        ]
    nothing = [pair for pair in every if pair.label == "none"]
    lines += [_row("both", "none", nothing), _row("both, odd pairs", "none", [p for p in nothing if p.measures]), ""]
    curves = {}
    for way, tail in WAYS.items():
        own = fitted([p for p in nothing if not p.measures], way, _FLOORS[way])
        lines += [
            f"Tail {way}: in use height {tail.height:.2g}, decay {tail.decay:.3f}; fitted on the even pairs of both "
            f"samples, above {_FLOORS[way]:.0f} bits: height {own.height:.2g}, decay {own.decay:.3f}."
        ]
        curves[way] = _reliability([p for p in nothing if p.measures], way)
    lines += [
        "",
        "Odd pairs that copy nothing: share expected by chance and share observed to have a passage as good.",
        "",
    ]
    lines += ["| expected | " + " | ".join(curves) + " |", "|---|" + "---|" * len(curves)]
    for number, (promise, _) in enumerate(curves["aligned"]):
        lines += [f"| {promise:g} | " + " | ".join(f"{curve[number][1]:.4f}" for curve in curves.values()) + " |"]
    return Page("\n".join(lines) + "\n", reliability_plot(curves))


def _row(name: str, label: str, pairs: Sequence[Judged]) -> str:
    counts = [sum(way in p.best and p.best[way].significant for p in pairs) for way in WAYS]
    either = sum(any(best.significant for best in p.best.values()) for p in pairs)
    words = sum("aligned" in p.best and p.best["aligned"].words >= _WORDS for p in pairs)
    return f"| {name} | {label} | {len(pairs)} | " + " | ".join(map(str, [*counts, either, words])) + " |"


def _reliability(pairs: Sequence[Judged], way: str) -> list[tuple[float, float]]:
    chances = [p.best[way].chance if way in p.best else 1.0 for p in pairs]
    return [(line, _mean([chance <= line for chance in chances])) for line in (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)]
