"""`python -m benchmarks.newsroom.fit --write`: the weights and the calibration that the project ships.

The weights are those under which the true trees of the fitting half are likeliest, with and without dates, and of the
scenes worked out by hand (scenes.py), which weigh more; all are held loosely to where they were and keep their sign.
The calibration is isotonic, on another newsroom of the same half. The test half is for judging only
(`python -m benchmarks.newsroom`). With `--real SHARED` families of real articles weigh in, whose sources people
labelled; `--without SET` leaves one of these out, to score it. With `--only` new weights are fitted and the others
stand. Needs scipy.
"""

import argparse
import hashlib
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

import provenance.origin.graph
from benchmarks.newsroom.banks import BANKS
from benchmarks.newsroom.cases import NAMES, PARTS, Case, cases, loss, scene_cases
from benchmarks.newsroom.corpus import articles, shuffled
from benchmarks.newsroom.findings import findings
from benchmarks.newsroom.isotonic import isotonic
from benchmarks.newsroom.newsroom import newsroom
from benchmarks.newsroom.scenes import SCENES
from benchmarks.newsroom.score import outcomes
from benchmarks.newsroom.truth import Truth
from benchmarks.real import labels
from benchmarks.real.families import cases as cases_of_real
from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.arborescence import F64
from provenance.origin.graph.calibration import uncalibrated
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.run.journey import traced

SCENE = 15.0  # families of the newsroom that a scene weighs as much as
ROWS = 12  # of the calibration tables
REAL = {"wire": 4.0, "world": 12.0, "counter": 2.0, "counter-nodates": 2.0, "independent": 1.0}  # what a family counts
FIXED = (  # by judgment
    *(
        "draws.same_outlet",
        "draws.names_paper",
        "draws.stale_thin",
        "draws.as_sent",
        "draws.reworded",
        "draws.release",
        "draws.release_back",
    ),
    *("unseen.other_wire", "unseen.its_own", "unseen.released", "unseen.penalty_papers"),
    *("root.chance_bit", "root.chance_most", "root.base"),
)
WITHIN = {  # limits by judgment: what the labelled families are too few, or too much of one kind, to tell
    "draws.base": (None, 0.3),
    "draws.share": (2.0, None),
    "draws.siblings": (None, 0.4),
    "draws.credit_added": (None, -1.5),
    "draws.other_outlet": (None, -1.2),
    "draws.slight": (None, -5.5),
    "draws.before": (0.2, None),
    "draws.lead_rewritten": (0.5, None),
    "draws.undated": (0.0, 2.5),
    "unseen.uncredited": (None, 0.9),
    "unseen.quoted": (2.4, None),
    "unseen.uncredited_quoted": (None, -5.0),
    "unseen.uncredited_thin": (None, -4.5),
    "unseen.penalty": (None, 3.3),
}
AT_LEAST_0 = ("whole", "exact", "alone_short", "alone_long", "hub", "same_relay", "nested", "before_minute")
AT_MOST_0 = ("lack_short", "after_day", "after_minute", "moved_up", "news_short", "news_long", "complete")
FREE = (
    *("alike", "alike_among", "as_sent", "other_outlet", "named", "elsewhere", "uncredited", "uncredited_among"),
    *("penalty", "penalty_named", "penalty_share", "undated_back", "wire_dateline", "credit_kept", "credit_added"),
    *(
        "base",
        "part",
        "reworded",
        "siblings",
        "credit_dropped",
        "lead_rewritten",
        "day",
        "same_place",
        "relay_lost",
        "not_hub",
    ),
    *("gain_top", "gain_middle", "gain_end", "gain_changed", "complete_unnamed", "whole_unnamed", "unfounded"),
)


ROW = re.compile(r"(\w{1,40}) = \{ weight = (-?[\d.]{1,20})(.*)")  # of reasons.toml


@contextmanager
def weighing(values: Mapping[str, float]) -> Iterator[None]:
    """A trace inside is weighed with these weights."""
    with ExitStack() as stack:
        for part in PARTS:
            changed = {name: values[f"{part}.{name}"] for name in reason_weights()[part] if f"{part}.{name}" in values}
            stack.enter_context(patch.dict(cast(dict[str, float], reason_weights()[part]), changed))
        yield


def corpora(families: int, seed: int) -> Iterable[tuple[Tables, Mapping[str, str], Truth]]:
    """A newsroom of the fitting half, traced with dates and without; what its articles are called; what is true."""
    bank = BANKS["fit"]
    nodes = newsroom(bank, families, seed)
    names = {article: name for name, article in shuffled(nodes, seed).items()}
    for dates in (True, False):
        yield traced(articles(nodes, bank, seed, dates=dates), Settings()), names, Truth(nodes)


def fitted(found: list[tuple[float, Case]], pull: float, only: Collection[str] = ()) -> Mapping[str, float]:
    """The weights, from cases with what each counts; `pull` is how strongly each is held to its place.

    Where `only` some are named, all others stay.
    """
    start = np.array([reason_weights()[name.split(".")[0]][name.split(".")[1]] for name in NAMES])

    def whole(theta: F64) -> tuple[float, F64]:
        value, gradient = float(pull * ((theta - start) ** 2).sum()), 2 * pull * (theta - start)
        for counts, case in found:
            more, slope = loss(case, theta)
            value, gradient = value + counts * more, gradient + counts * slope
        return value, gradient

    bounds = [
        (value, value) if only and name not in only else _bounds(name, value)
        for name, value in zip(NAMES, start.tolist(), strict=True)
    ]
    best = minimize(whole, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 100})
    return {name: round(value, 2) for name, value in zip(NAMES, best.x.tolist(), strict=True)}


def _bounds(name: str, value: float) -> tuple[float | None, float | None]:
    if name in FIXED:
        return value, value
    if name in WITHIN:
        return WITHIN[name]
    short = name.split(".")[1]
    if short in FREE:
        return None, None
    if short in AT_LEAST_0 or (value > 0 and short not in AT_MOST_0):
        return 0.0, None
    return None, 0.0


def written(text: str, values: Mapping[str, float]) -> str:
    """The file of weights with other values; comments stay.

    >>> written('[draws.weights]  # one on another\\nbase = { weight = -1.0, set = "fitted" }\\n', {"draws.base": 0.5})
    '[draws.weights]  # one on another\\nbase = { weight = 0.5, set = "fitted" }\\n'
    """
    part, lines = "", []
    for line in text.splitlines():
        head, row = re.match(r"\[(\w{1,40})\.weights\]", line), ROW.match(line)
        part = head[1] if head else part
        known = row and values.get(f"{part}.{row[1]}")
        lines.append(line if row is None or known is None else f"{row[1]} = {{ weight = {known}{row[3]}")
    return "\n".join(lines) + "\n"


def calibration(families: int, seed: int) -> str:
    """The file of calibration tables."""
    said: list[tuple[float, bool]] = []
    with uncalibrated():
        for found, names, truth in corpora(families, seed):
            said += outcomes(findings(found, names), truth)[0]
    table = isotonic(said, ROWS)
    lines = [
        "# What the model says, and how often that was true: made by `python -m benchmarks.newsroom.fit`, by isotonic",
        f"# regression on {families} families of the fitting half, seed {seed}: {len(said)} edges between",
        "# articles. Read straight between the rows.",
        "",
        "[articles]",
        f"said = {[x for x, _ in table]}",
        f"true = {[y for _, y in table]}",
    ]
    return "\n".join(lines) + "\n"


def fit(given: argparse.Namespace, text: str) -> tuple[str, Mapping[str, float]]:
    """The file of weights with those that are fitted, and their values."""
    catalogue, digest = Catalogue.load(), hashlib.sha256()
    found = [(SCENE * share, case) for scene in SCENES for share, case in scene_cases(scene, catalogue)]
    for tables, names, truth in corpora(given.families, given.seed):
        found += [(1.0, case) for case in cases(tables, names, truth, catalogue)]
        for article in tables.articles["text"].to_list():
            digest.update(article.encode())
    real = ""
    if given.real:
        with tempfile.TemporaryDirectory() as work:
            found += [
                (REAL[name], case)
                for name, case in cases_of_real(given.real, Path(work))
                if not name.startswith(given.without or "none")
            ]
        hashed = labels.digest(given.real.glob("exam/*/gold*.jsonl"))
        real = f" and on real families, labels {hashed}" + (f", without {given.without}" if given.without else "")
    values = fitted(found, given.pull, given.only)
    text, texts = written(text, values), digest.hexdigest()[:16]
    made = f"# Fitted on {given.families} families of seed {given.seed}, pull {given.pull}, texts {texts}{real}."
    return text if given.only else re.sub(r"^# Fitted on .*$", made, text, flags=re.MULTILINE), values


def main() -> None:
    """Fit, and print or write both files."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsroom.fit", description=__doc__)
    parser.add_argument("--families", type=int, default=80)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--calibration-families", type=int, default=60)
    parser.add_argument("--calibration-seed", type=int, default=23)
    parser.add_argument("--pull", type=float, default=0.5)
    parser.add_argument(
        "--real", type=Path, metavar="SHARED", help="folder with exam/ and data/: labelled real families"
    )
    parser.add_argument(
        "--without",
        choices=("wire", "world", "counter", "independent"),
        help="the set of real families that is left out",
    )
    parser.add_argument("--only", nargs="+", default=(), choices=NAMES, metavar="WEIGHT", help="the others stay")
    parser.add_argument("--calibrate", action="store_true", help="all weights stay; the table is made anew")
    parser.add_argument("--write", action="store_true", help="into the package, in place of what is there")
    given = parser.parse_args()
    graph = Path(provenance.origin.graph.__path__[0])
    reasons_file = graph / "evidence" / "reasons.toml"
    text = reasons_file.read_text(encoding="utf-8")
    values: Mapping[str, float] = {name: reason_weights()[name.split(".")[0]][name.split(".")[1]] for name in NAMES}
    if not given.calibrate:
        text, values = fit(given, text)
    with weighing(values):
        table = calibration(given.calibration_families, given.calibration_seed)
    if given.write:
        reasons_file.write_text(text, encoding="utf-8")
        (graph / "calibration.toml").write_text(table, encoding="utf-8")
    else:
        print(text, table, sep="\n")


if __name__ == "__main__":
    main()
