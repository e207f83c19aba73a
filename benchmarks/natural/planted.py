"""Families planted in real newswire: real articles are told first, the newsroom's hands make copies of them.

Who drew on whom is known, the words are people's. In the newsroom's own evaluation both are invented.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.natural.figures import Figure
from benchmarks.natural.planted_bank import PLANTED
from benchmarks.natural.planted_families import families
from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.baselines import baselines
from benchmarks.newsroom.corpus import articles, shuffled
from benchmarks.newsroom.findings import Findings, findings
from benchmarks.newsroom.metrics import calibration, figures, risk
from benchmarks.newsroom.newsroom import Node
from benchmarks.newsroom.score import Counts, counted, missed, outcomes
from benchmarks.newsroom.truth import Truth
from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.run.journey import traced

FAMILIES, SEEDS = 60, (7, 8)
_BESIDE = ("edge precision", "edge recall", "edge F1", "direction, where told", "root accuracy", "sibling as source")
_BY_SEED = ("edge F1", "root accuracy", "unseen items spurious")


@dataclass
class Said:
    """What one method says of the corpora of all seeds, counted by family."""

    counts: list[Counts] = field(default_factory=list)
    edges: list[tuple[float, bool]] = field(default_factory=list)
    ties: list[tuple[float, bool]] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, found: Findings, truth: Truth) -> None:
        """Count another corpus."""
        edges, ties = outcomes(found, truth)
        self.counts.append(counted(found, truth))
        self.edges += edges
        self.ties += ties
        self.missed.update(what for _, _, what in missed(found, truth))

    def figures(self) -> dict[str, Figure]:
        """Every metric, families of all seeds drawn anew together."""
        whole: Counts = defaultdict(Counter)
        for number, counts in enumerate(self.counts):
            for family, count in counts.items():
                whole[family + 1000 * number if family >= 0 else family].update(count)
        return {name: Figure(*figure) for name, figure in figures(whole, SEEDS[0]).items()}

    def page(self) -> dict[str, Figure | str]:
        """All figures, calibration and failures."""
        rows: dict[str, Figure | str] = {**self.figures()}
        single = [figures(counts, SEEDS[0]) for counts in self.counts]
        for name in _BY_SEED:
            rows[f"{name}, seed by seed"] = ", ".join(f"{one[name].value:.3f}" for one in single if name in one)
        for name, pairs in (("edges", self.edges), ("ties", self.ties)):
            found = calibration(pairs)
            rows[f"{name}: ECE, Brier (base rate)"] = f"{found.ece:.3f}, {found.brier:.3f} ({found.base_rate:.3f})"
            rows[f"{name}: said/true/n"] = ", ".join(f"{p:.2f}/{y:.2f}/{n}" for p, y, n in found.bins)
        rows["least probability, share wrong, edges"] = "; ".join(
            f"{a:.2f}, {b:.3f}, {n}" for a, b, n in risk(self.edges)
        )
        total = sum((count for counts in self.counts for count in counts.values()), Counter[str]())
        rows["wrong edges"] = ", ".join(f"{k[6:]} {n}" for k, n in sorted(total.items()) if k.startswith("wrong_"))
        rows["true edges missed"] = ", ".join(f"{what} {n}" for what, n in sorted(self.missed.items()))
        return rows


def measured(data: Path, count: int = FAMILIES, seeds: Sequence[int] = SEEDS) -> dict[str, dict[str, Figure | str]]:
    """All figures by table and row: two sets of operators, with dates and without."""
    tables: dict[str, dict[str, Figure | str]] = {}
    for hands in ("usual", "other"):
        bank = replace(PLANTED, hands=hands)
        corpora = {seed: families(data, bank, count, seed) for seed in seeds}
        tables[f"planted, {hands} hands: the corpora"] = {f"seed {n}": _sizes(nodes) for n, nodes in corpora.items()}
        for how, dates in (("with dates", True), ("without dates", False)):
            said: dict[str, Said] = defaultdict(Said)
            for seed, nodes in corpora.items():
                for method, found in _findings(nodes, bank, seed, dates=dates).items():
                    said[method].add(found, Truth(nodes))
            tables[f"planted, {hands} hands, {how}"] = said["trace"].page()
            tables[f"planted, {hands} hands, {how}: baselines"] = _beside(said)
    return tables


def planted(data: Path, bank: Bank, count: int, seed: int, *, dates: bool = True) -> tuple[Tables, Findings, Truth]:
    """For looking at failures: the tables, what they say, and the truth."""
    nodes = families(data, bank, count, seed)
    tables = _traced(nodes, bank, seed, dates=dates)
    return tables, findings(tables, _names(nodes, seed)), Truth(nodes)


def _findings(nodes: Mapping[str, Node], bank: Bank, seed: int, *, dates: bool) -> dict[str, Findings]:
    tables, names = _traced(nodes, bank, seed, dates=dates), _names(nodes, seed)
    return {"trace": findings(tables, names), **baselines(tables, names)}


def _traced(nodes: Mapping[str, Node], bank: Bank, seed: int, *, dates: bool) -> Tables:
    return traced(articles(nodes, bank, seed, dates=dates), Settings())


def _names(nodes: Mapping[str, Node], seed: int) -> dict[str, str]:
    return {article: name for name, article in shuffled(nodes, seed).items()}


def _beside(said: Mapping[str, Said]) -> dict[str, Figure | str]:
    rows: dict[str, Figure | str] = {}
    for method, what in said.items():
        every = what.figures() if method != "trace" and what.edges else {}
        rows |= {f"{method}: {name}": every[name] for name in _BESIDE if name in every}
    return rows


def _sizes(nodes: Mapping[str, Node]) -> str:
    truth = Truth(nodes)
    sources = [node for node in nodes.values() if node.children]
    lone = sum(not node.parents and not node.children for node in nodes.values())
    return (
        f"{len(truth.kept)} articles, {lone} of them unrelated; {sum(not node.kept for node in sources)} of "
        f"{len(sources)} sources left out; {sum(map(len, truth.sources.values()))} true edges; {len(truth.items)} items"
    )
