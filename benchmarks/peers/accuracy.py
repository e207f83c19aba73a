"""How far estimates from signatures are from the exact similarity, on planted pairs of every likeness."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.peers.contestants import OURS, SHINGLE, Contestant, command
from benchmarks.peers.environment import Installed, Said
from benchmarks.peers.runs import RunError, emptied, measured
from benchmarks.peers.score import HARD, estimate_error
from provenance.base.settings import Sketch
from provenance.base.shingles import runs_of_many
from provenance.base.tokens import tokens
from provenance.index.signed import signed_texts

_PAIRS = 2_000
Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


def errors(
    contestants: Sequence[Contestant],
    installed: Mapping[str, Installed],
    corpus: Path,
    truth: Path,
    work: Path,
    said: Said,
) -> dict[str, float]:
    """Root mean squared error of each contestant's estimates, each against the exact similarity of its own shingles.

    The peers' words are parted by spaces, the project's are words without marks and capitals.
    """
    place = emptied(work / "accuracy")
    texts, pairs = planted_pairs(corpus, truth)
    pl.DataFrame({"id": [f"a{row}" for row in range(len(texts))], "text": texts}).write_parquet(work / "pairs.parquet")
    np.save(work / "pairs.npy", pairs)
    exact = exact_similarities([spaced(text) for text in texts], pairs)
    found = {OURS: estimate_error(*_ours(texts, pairs))}
    for one in contestants:
        if one.needs and one.estimates:
            try:
                measured(command(one, installed, work / "pairs.parquet", place, work / "pairs.npy"), place)
                found[one.name] = estimate_error(np.load(place.estimates), exact)
            except RunError as error:
                said(f"{one.name} estimates nothing: {error}")
    return found


def planted_pairs(corpus: Path, truth: Path) -> tuple[list[str], Rows]:
    """Texts, and which are a planted pair: near copies and hard negatives with their sources, from all over."""
    planted = pl.read_parquet(truth).filter(pl.col("kind").is_in(["near", HARD]))
    planted = planted.gather_every(max(1, planted.height // _PAIRS)).head(_PAIRS)
    wanted = pl.concat([planted["id"], planted["source"]]).unique().sort()
    texts = pl.scan_parquet(corpus).filter(pl.col("id").is_in(wanted.implode())).select("id", "text").collect()
    row = {name: number for number, name in enumerate(texts["id"])}
    return texts["text"].to_list(), np.array(
        [(row[one], row[other]) for one, other in planted.select("id", "source").iter_rows()], np.int64
    )


def spaced(text: str) -> set[tuple[str, ...]]:
    """The shingles of words parted by spaces.

    >>> sorted(spaced("a b c d e f"))
    [('a', 'b', 'c', 'd', 'e'), ('b', 'c', 'd', 'e', 'f')]
    """
    words = text.split(" ")
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def exact_similarities(shingles: Sequence[AbstractSet[object]], pairs: Rows) -> Floats:
    """Jaccard of the sets, pair by pair.

    >>> exact_similarities([{1, 2}, {2, 3}], np.array([[0, 1]])).round(3).tolist()
    [0.333]
    """
    both = ((shingles[left], shingles[right]) for left, right in pairs.tolist())
    return np.array([len(one & other) / len(one | other) for one, other in both])


def _ours(texts: list[str], pairs: Rows) -> tuple[Floats, Floats]:
    """The project's estimates, and the exact similarities of its shingles."""
    sketch = Sketch()
    words = tokens(texts)
    found, offsets = runs_of_many(words.hashes, words.offsets, sketch.shingle)
    sets = [set(found[start:end].tolist()) for start, end in pairwise(offsets)]
    values = signed_texts(texts, sketch).signatures.values
    left, right = pairs.T
    return (values[left] == values[right]).mean(axis=1), exact_similarities(sets, pairs)
