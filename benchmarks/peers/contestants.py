"""Who runs: the project, its peers each at its best, and the floor under all; a command for each."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.environment import Installed, Needed

TOOLS = Path(__file__).parent / "tools"
OURS, FLOOR = "provenance", "floor"
SHINGLE, THRESHOLD = 5, 0.7
AGREEMENT = 0.62  # two standard deviations below .7; of 0, .55, .6, .62, .65 and .7 the best F1 for daft


@dataclass(frozen=True)
class Contestant:
    """One row of the table: what runs, with which bands, in what it was left to do."""

    name: str
    script: str = ""
    needs: Needed | None = None
    bands: tuple[int, int] = (32, 4)
    how: str = ""
    most: int | None = None  # articles; more would take hours
    estimates: bool = True  # tells how alike two articles are from their signatures alone


_ESTIMATED = f"links whose signatures agree in {AGREEMENT}"
_DAFT = Needed("daft")
CONTESTANTS = (
    Contestant(OURS, how=f"exact similarity of every link at least {THRESHOLD}"),
    Contestant("daft 32x4", "daft_minhash.py", _DAFT, how=f"polars reads and writes, numpy links; {_ESTIMATED}"),
    Contestant("daft 16x8", "daft_minhash.py", _DAFT, (16, 8), f"the same, other bands; {_ESTIMATED}"),
    Contestant("rensa", "rensa_matrix.py", Needed("rensa"), how=f"polars makes shingles, numpy links; {_ESTIMATED}"),
    Contestant("gaoya", "gaoya_index.py", Needed("gaoya"), how=f"its own words, shingles, index; {_ESTIMATED}"),
    Contestant(
        "datasketch",
        "datasketch_minhash.py",
        Needed("datasketch"),
        how=f"polars makes shingles, numpy links; {_ESTIMATED}",
    ),
    Contestant(
        "text-dedup",
        "text_dedup_minhash.py",
        Needed("text-dedup", apart=True, python=(3, 12)),
        how=f"its own steps; exact similarity of all pairs of a cluster at least {THRESHOLD}",
        most=20_000,
        estimates=False,
    ),
    Contestant(FLOOR, "floor.py", Needed("polars"), how="polars reads, drops exact copies, writes", estimates=False),
)


@dataclass(frozen=True)
class Place:
    """Where one run of one contestant puts what it makes."""

    folder: Path

    @property
    def labels(self) -> Path:
        return self.folder / "labels.npy"

    @property
    def estimates(self) -> Path:
        return self.folder / "estimates.npy"


def chosen(only: str | None) -> list[Contestant]:
    """Those whose name begins with one of the comma-separated words; the project and the floor always.

    >>> [one.name for one in chosen("daft")]
    ['provenance', 'daft 32x4', 'daft 16x8', 'floor']
    """
    words = tuple(only.split(",")) if only else ("",)
    return [one for one in CONTESTANTS if one.name in (OURS, FLOOR) or one.name.startswith(words)]


def command(
    one: Contestant, installed: Mapping[str, Installed], corpus: Path, place: Place, pairs: Path | None = None
) -> list[str]:
    """What to run, parquet in and kept parquet out."""
    if one.needs is None:
        given = [sys.executable, "-m", "provenance", "dedupe", str(corpus)]
        return [*given, "-o", str(place.folder), "--quiet", "--threshold", str(THRESHOLD)]
    python = installed[one.needs.package].python
    found = [str(python), str(TOOLS / one.script), str(corpus), str(place.folder / "kept.parquet")]
    found += ["--labels", str(place.labels), "--shingle", str(SHINGLE), "--threshold", str(THRESHOLD)]
    found += ["--bands", str(one.bands[0]), "--rows", str(one.bands[1]), "--agreement", str(AGREEMENT)]
    return [*found, "--pairs", str(pairs), "--estimates", str(place.estimates)] if pairs else found
