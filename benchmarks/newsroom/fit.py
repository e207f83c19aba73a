"""`python -m benchmarks.newsroom.fit`: weights that make the true trees of the fitting half likeliest, as a proposal.

The likelihood is that of whole trees (arborescence.py), with and without dates; weights stay near those set by hand and
keep their signs. What is printed goes into provenance/origin/weights.toml when the test half gains and the
hand-made cases still hold.
"""

import argparse
import hashlib
from collections.abc import Mapping

import numpy as np
from scipy.optimize import minimize

from benchmarks.newsroom.banks import BANKS
from benchmarks.newsroom.cases import NAMES, Case, cases, loss, weighing
from benchmarks.newsroom.corpus import articles, shuffled
from benchmarks.newsroom.evaluation import evaluation, markdown
from benchmarks.newsroom.newsroom import newsroom
from benchmarks.newsroom.truth import Truth
from provenance.base.settings import Settings
from provenance.origin.arborescence import F64
from provenance.origin.catalogue import Catalogue
from provenance.origin.weights import weights
from provenance.run.journey import traced

FREE = (
    "draws.base",
    "draws.part",
    "draws.same_outlet",
    "draws.siblings",
    "draws.credit_dropped",
    "draws.lead_rewritten",
)
FIXED = ("draws.figures", "draws.stale", "root.chance_bit", "root.base")  # the newsroom has nothing to say of these


def corpus(families: int, seed: int) -> tuple[list[Case], str]:
    """The cases of the fitting half, and the hash of the texts they come from."""
    bank, catalogue = BANKS["fit"], Catalogue.load()
    nodes = newsroom(bank, families, seed)
    names = {article: name for name, article in shuffled(nodes, seed).items()}
    found: list[Case] = []
    digest = hashlib.sha256()
    for dates in (True, False):
        frame = articles(nodes, bank, seed, dates=dates)
        for text in frame["text"].to_list():
            digest.update(text.encode())
        found += cases(traced(frame, Settings()), names, Truth(nodes), catalogue)
    return found, digest.hexdigest()[:16]


def fitted(found: list[Case], pull: float) -> Mapping[str, float]:
    """The weights; `pull` is how strongly each is held to its place."""
    start = np.array([weights()[name.split(".")[0]][name.split(".")[1]] for name in NAMES])

    def whole(theta: F64) -> tuple[float, F64]:
        value, gradient = float(pull * ((theta - start) ** 2).sum()), 2 * pull * (theta - start)
        for case in found:
            more, slope = loss(case, theta)
            value, gradient = value + more, gradient + slope
        return value, gradient

    bounds = [_bounds(name, value) for name, value in zip(NAMES, start.tolist(), strict=True)]
    best = minimize(whole, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 60})
    return dict(zip(NAMES, best.x.tolist(), strict=True))


def _bounds(name: str, value: float) -> tuple[float | None, float | None]:
    if name in FIXED:
        return value, value
    if name in FREE:
        return None, None
    return (0.0, None) if value > 0 or name == "draws.nested" else (None, 0.0)


def main() -> None:
    """Fit, print the weights, and evaluate the test half with them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsroom.fit", description=__doc__)
    parser.add_argument("--families", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pull", type=float, default=3.0)
    given = parser.parse_args()
    found, digest = corpus(given.families, given.seed)
    theta = fitted(found, given.pull)
    print(f"# {given.families} families, seed {given.seed}, pull {given.pull}, texts {digest}")
    for name, value in theta.items():
        part, key = name.split(".")
        print(f"{name} = {value:.2f}  # was {weights()[part][key]}")
    with weighing(theta):
        print(markdown(evaluation(BANKS["test"], given.families, given.seed)))


if __name__ == "__main__":
    main()
