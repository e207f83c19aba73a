"""Corpora that break tools whose work grows with the square of what is alike, written in bounded memory."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peers.bank import bank
from benchmarks.peers.corpus import LONG, SHORT, Recipe, article, write_corpus

_GROUP = 8_192  # articles in a row group


def short(count: int, seed: int, path: Path, truth: Path) -> int:
    """The planted corpus, its articles a tenth as long."""
    return write_corpus(Recipe(count, SHORT, seed), path, truth)


def long(count: int, seed: int, path: Path, truth: Path) -> int:
    """The planted corpus."""
    return write_corpus(Recipe(count, LONG, seed), path, truth)


def identical(count: int, seed: int, path: Path, truth: Path) -> int:
    """One article, over and over: one cluster."""
    text = _text(seed)
    return _written((text for _ in range(count)), count, path, truth)


def numbers(count: int, seed: int, path: Path, truth: Path) -> int:
    """One article, each time with another number in its middle: one cluster, without an exact copy in it."""
    half = len(text := _text(seed)) // 2
    texts = (f"{text[:half]} {number} {text[half:]}" for number in range(count))
    return _written(texts, count, path, truth)


CASES: Mapping[str, Callable[[int, int, Path, Path], int]] = {
    "short": short,
    "long": long,
    "identical": identical,
    "numbers": numbers,
}


def _text(seed: int) -> str:
    words = bank(seed)
    return " ".join(words.forms[form] for form in article(words, Recipe(1, LONG, seed), 0))


def _written(texts: Iterator[str], count: int, path: Path, truth: Path) -> int:
    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    size = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, count, _GROUP):
            group = [next(texts) for _ in range(min(_GROUP, count - start))]
            names = [f"a{row:07d}" for row in range(start, start + len(group))]
            size += sum(map(len, group))
            writer.write_table(pa.table([names, group], schema=schema))
    planted = {"id": [f"a{row:07d}" for row in range(count)], "cluster": [0] * count}
    pl.DataFrame(planted).with_columns(kind=pl.lit("near")).write_parquet(truth)
    return size
