"""`python -m benchmarks.natural.fit DATA_FOLDER`: the weights of the signs that one version of a page is the later.

Logistic regression without a constant, held loosely to 0 (ridge, signs in their own spread), on neighbouring versions
of the pages of the half that is not measured. What is printed goes into revisions.toml of
provenance/origin/graph/versions/.
"""

import sys
from pathlib import Path

import numpy as np

from benchmarks.natural.figures import held_out
from benchmarks.natural.versions import neighbours, pages
from provenance.origin.graph.versions.revisions import SIGNS, change, version

PULL = 5.0  # towards 0
_STEPS = 40


def fitted(data: Path) -> dict[str, float]:
    """The weight of each sign."""
    rows = []
    for name, texts in sorted(pages(data).items()):
        if not held_out(name):
            read = [version(text) for text in texts]
            rows += [change(read[a], read[b]).signs for a, b in neighbours(read)]
    table = np.array([[signs[name] for name in SIGNS] for signs in rows])
    spread = np.where(table.any(axis=0), table.std(axis=0), 1.0)  # a sign that is nowhere weighs nothing
    scaled, weights = table / spread, np.zeros(len(SIGNS))
    for _ in range(_STEPS):
        later = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (later - 1) + PULL * weights
        bend = (scaled * (later * (1 - later))[:, None]).T @ scaled + PULL * np.eye(len(SIGNS))
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(SIGNS, (weights / spread).tolist(), strict=True))


if __name__ == "__main__":
    for sign, weight in fitted(Path(sys.argv[1])).items():
        print(f"{sign} = {weight:.2f}")
