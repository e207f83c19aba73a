"""The golden corpora, and a short hash of every column of every table that a trace of them makes.

`python -m tests.golden` writes the hashes of this state of the code into tests/golden.toml. Renew them in a commit
that means to change results, and say there what changed; a commit that only makes things faster leaves them alone.
"""

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import polars as pl

from benchmarks.newsroom.banks import BANKS
from benchmarks.newsroom.corpus import articles as printed
from benchmarks.newsroom.newsroom import newsroom
from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tables import SCHEMAS, Tables
from provenance.corpus.articles import articles
from provenance.corpus.frames import articles_of
from provenance.run import journey
from tests.conftest import ROOT, SHARED
from tests.perturbed import clauses, families, origins, pages, scripts

FILE = Path(__file__).with_suffix(".toml")
DIGITS = 9  # significant ones of a float that count: the last ones depend on the processor
SLICE = 300  # articles of a large corpus
_CASES = (*clauses.CASES, *families.CASES, *origins.CASES, *pages.CASES, *scripts.CASES)


def seeds() -> pl.DataFrame:
    """The sample articles of the project."""
    return articles([ROOT / "seeds"], Settings())[0].with_columns(path=pl.col("article"))


def perturbed() -> pl.DataFrame:
    """All perturbed cases as one corpus."""
    with TemporaryDirectory() as folder:
        for case in _CASES:
            for name, text in case.articles.items():
                path = Path(folder) / case.name / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(text.encode())
        return articles([folder], Settings())[0].with_columns(path=pl.col("article"))


def made() -> pl.DataFrame:
    """Chains of copies that the newsroom of the benchmarks wrote."""
    bank = BANKS["test"]
    return printed(newsroom(bank, 12, 5), bank, 5)


def real(name: str, count: int | None = None) -> Callable[[], pl.DataFrame]:
    """The first articles of a real corpus beside the checkout."""

    def read() -> pl.DataFrame:
        frame = pl.read_parquet(SHARED / "data" / f"{name}.parquet")[:count]
        return articles_of(frame.with_columns(pl.col("id").cast(pl.String)), Settings())[0]

    return read


OWN: Mapping[str, Callable[[], pl.DataFrame]] = {"seeds": seeds, "perturbed": perturbed, "made": made}
REAL: Mapping[str, Callable[[], pl.DataFrame]] = {
    "wire": real("wire_articles"),
    "world": real("world_articles"),
    "allsides": real("allsides", SLICE),
    "counter": real("counter_articles", SLICE),
}
CORPORA = {**OWN, **REAL}


@contextmanager
def with_backend(backend: Backend) -> Any:
    """All that is counted inside is counted by this backend, however little it is."""
    with (
        patch.object(journey, "backend_of", lambda *_: backend),
        patch.object(journey, "backend_for_pairs", lambda *_: backend),
    ):
        yield


def traced(corpus: str, backend: Backend) -> Tables:
    """The tables of a golden corpus."""
    with with_backend(backend):
        return journey.traced(CORPORA[corpus](), Settings()).checked()


def hashes(tables: Tables) -> dict[str, dict[str, str]]:
    """A short hash of each column, by table."""
    return {name: {column.name: _hash(column) for column in getattr(tables, name)} for name in SCHEMAS}


def _hash(column: pl.Series) -> str:
    shown = json.dumps(_rounded(column.to_list()), default=str, sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:12]


def _rounded(value: Any) -> Any:
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.{DIGITS}g}"
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return value


def written(found: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """The file of golden hashes."""
    lines = ["# Made by `python -m tests.golden`: a hash of each column of each table of a trace.", ""]
    for corpus, tables in found.items():
        for table, columns in tables.items():
            lines += [f"[{corpus}.{table}]", *(f'{name} = "{digest}"' for name, digest in columns.items()), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.write_text(written({name: hashes(traced(name, "python")) for name in CORPORA}), encoding="utf-8")
