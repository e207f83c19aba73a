"""Measurements become pages: tables in Markdown, and a drawing where there is one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.passages import pan, planted
from benchmarks.passages.chance import WAYS, Judged, fitted, judged, labels
from benchmarks.passages.negatives import Sample, samples
from benchmarks.passages.plots import recall_plot, reliability_plot
from provenance.base.settings import Settings
from provenance.match.align.alignment import AlignedSpans, aligned_spans
from provenance.match.significance.scores import scores

_WORDS = 8  # of the rule that counts words only
_LABELS = "none", "unclear", "form", "copied"
_PROMISES = 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1  # shares of pairs at which E is held against what is seen
_FLOORS = {"aligned": 25.0, "reworded": 0.0}  # bits, or weight, above which a tail is fitted


class Page(NamedTuple):
    """Markdown, an SVG drawing and a table of tab-separated values ("" for none)."""

    text: str
    drawing: str = ""
    table: str = ""


def planted_page(articles: int, each: int, seed: int) -> Page:
    """Recall and border precision of planted passages, by length, words edited and shape."""
    settings = Settings()
    texts, plants = planted.planted(articles, each, seed)
    read, owners = planted.read(texts)
    spans = aligned_spans(read, np.arange(len(read)), settings)
    weights = scores(spans, read, [" ".join(words) for words in texts], ["en"] * len(read), settings)
    sure = AlignedSpans(*(column[weights.significant] for column in spans))
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
    return Page("\n".join(lines) + "\n")


def chance_page() -> Page:
    """The labelled sample: what counts under the rule, what counts under "eight words", what E is worth."""
    drawn = samples()
    found = {sample.name: judged(sample, Settings()) for sample in drawn}
    lines = [
        "| sample | label | pairs | aligned, counts | in other words, counts | either | eight words or more |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, pairs in found.items():
        lines += [_row(name, label, [p for p in pairs if p.label == label]) for label in _LABELS]
    nothing = {name: [p for p in pairs if p.label == "none"] for name, pairs in found.items()}
    every = [pair for pairs in nothing.values() for pair in pairs]
    lines += [_row("both", "none", every), _row("both, odd pairs", "none", [p for p in every if p.measures]), ""]
    lines += [_tail(way, [p for p in nothing["independent"] if not p.measures]) for way in WAYS]
    curves = {
        f"{way}, {name}": _reliability([p for p in pairs if p.measures], way)
        for way in WAYS
        for name, pairs in nothing.items()
    }
    lines += [
        "",
        "Odd pairs that copy nothing: the share expected to have a passage as good, and the share observed.",
        "",
    ]
    lines += ["| expected | " + " | ".join(curves) + " |", "|---|" + "---|" * len(curves)]
    for number, promise in enumerate(_PROMISES):
        lines += [f"| {promise:g} | " + " | ".join(f"{curve[number][1]:.4f}" for curve in curves.values()) + " |"]
    return Page("\n".join(lines) + "\n", reliability_plot(curves), _outcome(drawn, found))


def _outcome(drawn: Sequence[Sample], found: Mapping[str, Sequence[Judged]]) -> str:
    """A line a pair that was read or that counts; ids only."""
    lines = ["sample\tleft\tright\tlabel\thalf\twords\tbits\tcounts"]
    read = labels()
    for sample in drawn:
        for (left, right), pair in zip(sample.pairs, found[sample.name], strict=True):
            ids = sample.ids[left], sample.ids[right]
            counts = [way for way, best in pair.best.items() if best.significant]
            if counts or (sample.name, *ids) in read:
                best = pair.best.get("aligned")
                told = (str(best.words), f"{best.bits:.0f}") if best else ("", "")
                half = "measure" if pair.measures else "fit"
                lines.append("\t".join([sample.name, *ids, pair.label, half, *told, " ".join(counts) or "-"]))
    return "\n".join(lines) + "\n"


def _tail(way: str, pairs: Sequence[Judged]) -> str:
    tail, own = WAYS[way], fitted(pairs, way, _FLOORS[way])
    return (
        f"Tail {way}: in use height {tail.height:.2g}, decay {tail.decay:.3f}; fitted on the even pairs of independent "
        f"that copy nothing, above {_FLOORS[way]:.0f} bits: height {own.height:.2g}, decay {own.decay:.3f}.\n"
    )


def _row(name: str, label: str, pairs: Sequence[Judged]) -> str:
    counts = [sum(way in p.best and p.best[way].significant for p in pairs) for way in WAYS]
    either = sum(any(best.significant for best in p.best.values()) for p in pairs)
    words = sum("aligned" in p.best and p.best["aligned"].words >= _WORDS for p in pairs)
    return f"| {name} | {label} | {len(pairs)} | " + " | ".join(map(str, [*counts, either, words])) + " |"


def _reliability(pairs: Sequence[Judged], way: str) -> list[tuple[float, float]]:
    chances = [p.best[way].chance if way in p.best else 1.0 for p in pairs]
    return [(promise, _mean([chance <= promise for chance in chances])) for promise in _PROMISES]
