"""`python -m benchmarks.peers`: install the peers, make a corpus, run all in turn, set their figures side by side."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

import polars as pl

from benchmarks.peers.accuracy import errors
from benchmarks.peers.cases import CASES
from benchmarks.peers.contestants import Contestant, chosen
from benchmarks.peers.environment import Installed, installed
from benchmarks.peers.machine import machine
from benchmarks.peers.plot import svg
from benchmarks.peers.runs import results
from benchmarks.peers.scale import scale_table, scaled
from benchmarks.peers.signing import rates
from benchmarks.peers.table import rates_table, ratios, results_tables

_QUICK = 5_000  # articles
_QUICK_PART = 0.01  # of the large corpora


def main() -> None:
    """Print what was found; --out gets it as Markdown, CSV and pictures."""
    given = _given()
    begun = perf_counter()
    given.work.mkdir(parents=True, exist_ok=True)
    given.out.mkdir(parents=True, exist_ok=True)
    contestants = chosen(given.only)
    places = installed([one.needs for one in contestants if one.needs], given.work, _say)
    contestants = [one for one in contestants if one.needs is None or one.needs.package in places]
    parts = [f"Measured on: {machine()}.", f"{given.repeats} runs each in turn, the least of each figure."]
    for name, count in (("long", given.articles), ("short", given.short)):
        parts += _compared(given, name, count, contestants, places) if count else []
    if given.scale:
        parts += ["## Large, and alike throughout", scale_table(scaled(given.work, given.seed, given.part, _say))]
    text = "\n\n".join(parts) + "\n"
    (given.out / "peers.md").write_text(text, encoding="utf-8")
    print(text)
    print(f"{perf_counter() - begun:.0f} seconds in all")


def _compared(
    given: argparse.Namespace,
    name: str,
    count: int,
    contestants: Sequence[Contestant],
    places: Mapping[str, Installed],
) -> list[str]:
    """One corpus, its tables and its picture, as parts of the page."""
    corpus, truth = given.work / f"{name}.parquet", given.work / f"{name}.truth.parquet"
    if name == "long" and given.corpus:
        corpus, truth = given.corpus, given.truth
        lengths = pl.scan_parquet(corpus).select(pl.col("text").str.len_bytes()).collect()["text"]
        count, told = len(lengths), f"{len(lengths):,} articles, {lengths.sum() / 1e6:.0f} MB of text, from elsewhere"
    else:
        _say(f"making {count} articles: {name}")
        size = CASES[name](count, given.seed, corpus, truth)
        told = f"{count:,} articles, {size / 1e6:.0f} MB of text, seed {given.seed}"
    going = [one for one in contestants if one.most is None or count <= one.most]
    found = results(going, places, corpus, truth, given.work, given.repeats, _say)
    off = errors(going, places, corpus, truth, given.work, _say) if name == "long" else {}
    table, values = results_tables(found, off, {package: one.version for package, one in places.items()})
    (given.out / f"peers-{name}.csv").write_text(values, encoding="utf-8")
    (given.out / f"peers-{name}.svg").write_text(svg(found, f"Near-duplicates out of {told}"), encoding="utf-8")
    left = [f"{one.name} is run on at most {one.most:,} articles." for one in contestants if one not in going]
    parts = [f"## {told}", table, "\n".join(ratios(found)), *left]
    if name == "long":
        parts.append(rates_table(rates(places, corpus, given.work, given.repeats)))
    return parts


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="of 2.7 KB; 0 for none")
    parser.add_argument("--short", type=int, default=0, help="so many texts of 271 B besides")
    parser.add_argument(
        "--scale", action="store_true", help="the project alone on a million articles, and on such alike"
    )
    parser.add_argument("--corpus", type=Path, help="a parquet file with id and text, in place of made articles")
    parser.add_argument("--truth", type=Path, help="its id, cluster, kind, source, as parquet")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", help="names of tools, or their beginnings, comma-separated")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK} articles, once, to see that all runs")
    parser.add_argument("--work", type=Path, default=Path("out/benchmarks/work"), help="environments and corpora")
    parser.add_argument("--out", type=Path, default=Path("out/benchmarks"))
    given = parser.parse_args()
    if bool(given.corpus) != bool(given.truth):
        parser.error("--corpus and --truth go together")
    given.part = 1.0
    if given.quick:
        given.articles, given.repeats, given.part = min(given.articles, _QUICK), 1, _QUICK_PART
    return given


def _say(what: str) -> None:
    print(what, flush=True)


if __name__ == "__main__":
    main()
