"""What passages cost: CPU seconds and memory from fingerprints to the weighed table, and how they grow.

usage: python -m benchmarks.passages.speed CORPUS.parquet… [--carried] [--seed 7]

A corpus is a parquet file with the columns id and text (../shared/tools/make_articles.py writes such). Each is measured
in a process of its own; tokens are made before the clock starts. With --carried, a sentence of furniture is set under
30 % of the articles and one wire story takes the place of 3 %: what many articles carry must not cost more than its
share.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from provenance.base.backend import Backend, load
from provenance.base.settings import Settings
from provenance.base.tokens import Tokens
from provenance.base.twins import TOKENS_BY
from provenance.match.align.alignment import AlignedSpans
from provenance.match.fingerprints.winnowing import piece_borders
from provenance.match.outlet_stock import outlet_stock
from provenance.match.passages import canonical_order, passages
from provenance.match.significance.scores import Scores, scores
from provenance.match.twins import ALIGNED_SPANS_BY, PASSAGE_WEIGHTS_BY
from provenance.run.backends import KERNELS, OF_PASSAGES

Made = TypeVar("Made")

_FURNITURE = "Read the morning letter of the harbour desk: nine tides, seven gulls and one long look at the quay."
_WIRE = (
    "A freighter with amber and dried pears ran onto the sandbank before Oxmoor late on Monday. Tugs from three "
    "harbours pulled at it through the night, while its cook handed soup to the pilots. By noon it floated again. The "
    "captain, who has sailed these waters for thirty years, blamed a buoy that drifted in last week's storm. Nobody "
    "was hurt, and no cargo was lost but for a crate of pears, which children collected from the beach until dusk."
)
_FURNISHED, _WIRED = 0.3, 0.03  # shares of the articles


def corpus(path: Path, carried: bool, seed: int) -> pl.DataFrame:
    """The articles of a file, as passages() wants them; some of them carry what is carried."""
    read = pl.read_parquet(path, columns=["id", "text"]).sort("id")
    texts = read["text"]
    if carried:
        rows = random.Random(seed).sample(range(read.height), int(read.height * (_FURNISHED + _WIRED)))
        wired = int(read.height * _WIRED)
        told = texts.to_list()
        for row in rows[:wired]:
            told[row] = f"{_WIRE} {row}."
        for row in rows[wired:]:
            told[row] = f"{told[row]}\n\n{_FURNITURE}"
        texts = pl.Series(told)
    spans = pl.List(pl.Struct({"start": pl.UInt32, "end": pl.UInt32}))
    none = {"furniture": pl.lit([], spans), "published_from": pl.lit(None, pl.Datetime("us", "UTC"))}
    return pl.select(article=read["id"], text=texts, language=pl.lit("en")).with_columns(**none)


def measured(path: Path, carried: bool, seed: int, backend: Backend) -> dict[str, Any]:
    """CPU seconds of each step, peak memory before and after, and what was found."""
    articles, settings = corpus(path, carried, seed), Settings(reworded=False)
    if backend == "numba":
        for module in (*KERNELS, *OF_PASSAGES):
            load(module)
    words = TOKENS_BY[backend](articles["text"])
    resting = _resident()
    steps = _steps(articles, words, settings, backend)
    before = time.process_time()
    passages(articles, words, settings, backend=backend)
    return {
        "articles": articles.height,
        "MB": articles["text"].str.len_bytes().sum() / 1e6,
        "winnow": settings.winnow,
        **steps,
        "whole": round(time.process_time() - before, 2),
        "resident before, MB": resting,
        "peak, MB": _peak(),
    }


def _steps(articles: pl.DataFrame, words: Tokens, settings: Settings, backend: Backend) -> dict[str, Any]:
    """What each step costs by itself, and what is found; of the longest one also what the machine's own work takes."""
    took: dict[str, Any] = {}

    def timed(name: str, work: Callable[[], Made]) -> Made:
        before = time.process_time()
        made = work()
        took[name] = round(time.process_time() - before, 2)
        return made

    order = timed("order", lambda: canonical_order(articles, words))
    borders = timed("pieces", lambda: piece_borders(words, [()] * articles.height))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_stime
    spans: AlignedSpans = timed(
        "fingerprints to spans", lambda: ALIGNED_SPANS_BY[backend](words, order, settings, borders)
    )
    took["of it memory and the like"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_stime - before, 2)
    took["peak after spans, MB"] = _peak()
    texts: Any = articles["text"] if backend == "numba" else articles["text"].to_list()
    weights: Scores = timed(
        "weights",
        lambda: scores(spans, words, texts, ["en"] * articles.height, settings, weigh=PASSAGE_WEIGHTS_BY[backend]),
    )
    timed("stock", lambda: outlet_stock(spans, words.offsets, [None] * articles.height))
    return {"passages": len(spans.left), "significant": int(weights.significant.sum()), **took}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1_000_000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("corpora", nargs="+", type=Path)
    asked.add_argument("--carried", action="store_true", help="set furniture and a wire story into many articles")
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--backend", choices=("numba", "python"), default="numba")
    asked.add_argument("--here", action="store_true", help="measure the one corpus in this process")
    given = asked.parse_args()
    if given.here:
        print(json.dumps(measured(given.corpora[0], given.carried, given.seed, given.backend)))
        return
    rows = []
    for path in given.corpora:
        command = [sys.executable, "-m", "benchmarks.passages.speed", str(path), "--here", "--backend", given.backend]
        command += ["--seed", str(given.seed), *(["--carried"] if given.carried else [])]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print(json.dumps(rows[-1]), flush=True)
    for small, large in pairwise(rows):
        for step in ("fingerprints to spans", "weights", "whole"):
            grown = log(large[step] / small[step]) / log(large["articles"] / small["articles"])
            print(f"{small['articles']} to {large['articles']}: {step}, exponent {grown:.2f}")
    for row in rows:
        speeds = {step: round(row["MB"] / max(row[step], 0.01), 1) for step in ("fingerprints to spans", "whole")}
        print(f"{row['articles']}: MB per CPU second {speeds}")


if __name__ == "__main__":
    main()
