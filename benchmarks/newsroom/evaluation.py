"""One evaluation: the corpus with and without dates, the trace and the baselines, all figures."""

from collections import Counter
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.baselines import baselines
from benchmarks.newsroom.corpus import articles, shuffled
from benchmarks.newsroom.findings import Findings, findings
from benchmarks.newsroom.metrics import METRICS, Figure, calibration, figures, risk
from benchmarks.newsroom.newsroom import newsroom
from benchmarks.newsroom.score import counted, missed, outcomes
from benchmarks.newsroom.truth import Truth
from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.run.journey import traced


def evaluation(bank: Bank, families: int, seed: int) -> dict[str, Any]:
    """All figures, as plain values."""
    nodes = newsroom(bank, families, seed)
    truth = Truth(nodes)
    names = {article: name for name, article in shuffled(nodes, seed).items()}
    result: dict[str, Any] = {"half": bank.name, "families": families, "seed": seed, "corpus": _sizes(truth)}
    for label, dates in (("with dates", True), ("without dates", False)):
        corpus = articles(nodes, bank, seed, dates=dates)
        begun = perf_counter()
        tables = traced(corpus, Settings())
        seconds = perf_counter() - begun
        found = findings(tables, names)
        result[label] = _judged(found, truth, seed) | {"seconds per 1,000": 1000 * seconds / corpus.height}
        result[label]["baselines"] = {
            name: _figures(said, truth, seed, dates=dates) for name, said in baselines(tables, names).items()
        }
    return result


def traced_newsroom(bank: Bank, families: int, seed: int, *, dates: bool = True) -> tuple[Tables, Findings, Truth]:
    """For looking at failures: the tables, what they say, and the truth."""
    nodes = newsroom(bank, families, seed)
    names = {article: name for name, article in shuffled(nodes, seed).items()}
    tables = traced(articles(nodes, bank, seed, dates=dates), Settings())
    return tables, findings(tables, names), Truth(nodes)


def _sizes(truth: Truth) -> dict[str, int]:
    nodes = truth.nodes.values()
    sources = [node for node in nodes if node.children]
    return {
        "articles": len(truth.kept),
        "left out": len(truth.nodes) - len(truth.kept),
        "sources": len(sources),
        "sources left out": sum(not node.kept for node in sources),
        "unrelated": sum(not node.parents and not node.children for node in nodes),
        "true edges": sum(map(len, truth.sources.values())),
        "unseen items": len(truth.items),
    }


def _judged(found: Findings, truth: Truth, seed: int) -> dict[str, Any]:
    counts = counted(found, truth)
    edges, ties = outcomes(found, truth)
    total: Counter[str] = Counter()
    for count in counts.values():
        total.update(count)
    return {
        "figures": {name: figure._asdict() for name, figure in figures(counts, seed).items()},
        "edges": calibration(edges)._asdict(),
        "ties": calibration(ties)._asdict() if ties else None,
        "risk": risk(edges),
        "wrong": {name: n for name, n in sorted(total.items()) if name.startswith(("wrong_", "direction_"))},
        "missed": dict(sorted(Counter(what for _, _, what in missed(found, truth)).items())),
    }


def _figures(found: Findings, truth: Truth, seed: int, *, dates: bool) -> dict[str, Any]:
    if not found.edges:
        return {}
    told = ("edge precision", "edge recall", "edge F1", "direction, where told", "root accuracy", "sibling as source")
    every = figures(counted(found, truth), seed)
    return {
        name: every[name]._asdict() for name in (*told, *(m for m in METRICS if m.startswith("false"))) if name in every
    }


def markdown(result: Mapping[str, Any]) -> str:
    """The evaluation as a page."""
    lines = [f"# Newsroom, half `{result['half']}`, {result['families']} families, seed {result['seed']}", ""]
    lines += [", ".join(f"{n} {what}" for what, n in result["corpus"].items()) + ".", ""]
    with_dates, without = result["with dates"], result["without dates"]
    lines += ["| figure | with dates | without dates | n |", "|---|---|---|---|"]
    for name, figure in with_dates["figures"].items():
        lines.append(f"| {name} | {_cell(figure)} | {_cell(without['figures'].get(name))} | {figure['n']} |")
    lines.append(
        f"| seconds per 1,000 articles | {with_dates['seconds per 1,000']:.1f} | {without['seconds per 1,000']:.1f} | |"
    )
    for label in ("with dates", "without dates"):
        part = result[label]
        lines += ["", f"## {label.capitalize()}", ""]
        columns = (
            "edge precision",
            "edge recall",
            "edge F1",
            "direction, where told",
            "root accuracy",
            "sibling as source",
        )
        lines += ["| method | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
        for name, said in {"trace": part["figures"], **part["baselines"]}.items():
            lines.append(f"| {name} | " + " | ".join(_cell(said.get(column)) for column in columns) + " |")
        for what in ("edges", "ties"):
            if part[what]:
                c = part[what]
                lines += [
                    "",
                    f"Calibration of {what}: Brier {c['brier']:.3f} (base rate {c['base_rate']:.3f}), "
                    f"ECE {c['ece']:.3f}; said/true/n: ",
                ]
                lines += [", ".join(f"{p:.2f}/{y:.2f}/{n}" for p, y, n in c["bins"])]
        lines += [
            "",
            "Least probability, share wrong, edges: " + "; ".join(f"{a:.2f}, {b:.3f}, {n}" for a, b, n in part["risk"]),
        ]
        lines += ["", "Wrong edges and directions: " + ", ".join(f"{k} {n}" for k, n in part["wrong"].items())]
        lines += ["", "True edges missed: " + ", ".join(f"{k} {n}" for k, n in part["missed"].items())]
    return "\n".join(lines) + "\n"


def _cell(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return ""
    value = Figure(**figure)
    return f"{value.value:.3f} ({value.low:.3f}-{value.high:.3f})"
