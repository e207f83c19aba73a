"""`python -m benchmarks.real.rewrites_fit SHARED WORK`: the weights of rewrites, from the labelled real sets.

Each article may draw on one of the agencies' own texts that it resembles, or on none of them: a multinomial logistic
regression, held to 0. The table shows, set by set, how often rows of so much probability are right; COUNTER's with
weights fitted on the other four fifths of its articles. `--write` puts the weights into reasons.toml. Needs scipy.
"""

import argparse
import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

import provenance.origin.graph.evidence
from benchmarks.newsroom.fit import written
from benchmarks.real.families import corpora
from benchmarks.real.labels import Label, Labels
from provenance.base.tables import Tables
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.arborescence import F64
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.origin.graph.facts import article_facts
from provenance.origin.graph.rewrites import choices, features, neighbours

COUNTS = {"world": 3.0, "independent": 2.0}  # what an article of a set counts: most are of COUNTER
PULL = 1.0  # how strongly the weights are held to 0
FOLDS = 5
BOUNDS = (0, 0.1, 0.2, 0.5, 0.8, 1.01)
NAMES = list(reason_weights()["rewrites"])


class Choice(NamedTuple):
    """One article: its features [sources, weights], and which source is true, or None."""

    features: F64
    true: int | None


def choices_of(tables: Tables, known: Labels, *, every: bool) -> Iterable[Choice]:
    """The choices of a corpus. Articles without a label draw on none of them (`every`), or are left out."""
    catalogue = Catalogue.load()
    names = {name: body.name for name, body in catalogue.agencies.items()}
    told = article_facts(tables.articles, tables.credits, tables.quotes, names, catalogue.bodies_of)
    for derived, alike in sorted(neighbours(tables.passages, told).items()):
        sources, label = choices(derived, alike, told), known.get(derived)
        if not sources or not (every or (label is not None and _tells(label, sources))):
            continue
        found = [list(features(told[derived], told[source], alike).values()) for source in sources]
        right = [i for i, source in enumerate(sources) if label is not None and source in (label.sources or ())]
        yield Choice(np.array(found), right[0] if right else None)


def _tells(label: Label, sources: Sequence[str]) -> bool:
    """Whether it says of one of these that it is a source, or that it is none."""
    return label.sources is not None or not label.never.isdisjoint(sources)


def fitted(sets: Mapping[str, Sequence[Choice]]) -> F64:
    """The weights under which the true choices are likeliest."""

    def loss(theta: F64) -> float:
        total = PULL * float(theta @ theta)
        for name, found in sets.items():
            for choice in found:
                odds = choice.features @ theta
                right = 0.0 if choice.true is None else odds[choice.true]
                total += COUNTS.get(name, 1.0) * float(np.log1p(np.exp(odds).sum()) - right)
        return total

    best: F64 = minimize(loss, np.zeros(len(NAMES))).x
    return best


def rows(found: Iterable[Choice], theta: F64) -> list[tuple[float, bool]]:
    """The probability of each source, and whether it is the true one."""
    told = []
    for choice in found:
        odds = np.exp(choice.features @ theta)
        told += [(float(one / (1 + odds.sum())), i == choice.true) for i, one in enumerate(odds)]
    return told


def line(name: str, told: Sequence[tuple[float, bool]]) -> str:
    """How often rows of so much probability are right."""
    parts = []
    for low, high in itertools.pairwise(BOUNDS):
        some = [right for likely, right in told if low <= likely < high]
        parts.append(f"{low}-{min(high, 1)}: {sum(some)}/{len(some)}")
    return f"{name:16} " + "  ".join(parts)


def main() -> None:
    """Fit, show, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds exam/ and data/")
    parser.add_argument("work", type=Path, help="a scratch folder")
    parser.add_argument("--write", action="store_true", help="put the weights into reasons.toml")
    asked = parser.parse_args()
    sets: dict[str, list[Choice]] = {}
    for name, tables, known in corpora(asked.shared, asked.work.resolve()):
        sets.setdefault(name, []).extend(choices_of(tables, known, every=not name.startswith("counter")))
    theta = fitted(sets)
    for name, found in sets.items():
        print(line(name, rows(found, theta)))
        if name.startswith("counter"):
            print(line("  held out", [row for fold in range(FOLDS) for row in _held_out(sets, name, fold)]))
    values = dict(zip(NAMES, theta.round(2).tolist(), strict=True))
    print(values)
    if asked.write:
        path = Path(provenance.origin.graph.evidence.__path__[0]) / "reasons.toml"
        path.write_text(written(path.read_text("utf-8"), {f"rewrites.{k}": v for k, v in values.items()}), "utf-8")


def _held_out(sets: Mapping[str, Sequence[Choice]], name: str, fold: int) -> list[tuple[float, bool]]:
    """One fifth of a set, by weights of the rest; the twin set of the same articles does not help."""
    rest = {other: found for other, found in sets.items() if not other.startswith("counter")}
    rest[name] = [choice for i, choice in enumerate(sets[name]) if i % FOLDS != fold]
    return rows(sets[name][fold::FOLDS], fitted(rest))


if __name__ == "__main__":
    main()
