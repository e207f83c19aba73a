"""Shingles made by polars and numpy, for libraries that would make them word by word in Python."""

from collections.abc import Iterator

import numpy as np
import polars as pl

FACTOR = np.uint64(0x9E3779B97F4A7C15)
STIR = np.uint64(0xD6E8FEB86659FD93)
SLICE = 10_000  # texts whose words are held at once


def slices(texts: pl.Series, shingle: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Shingle hashes u64 of some texts after another, and the i64 offsets of each text's own."""
    for start in range(0, len(texts), SLICE):
        yield shingles(texts.slice(start, SLICE), shingle)


def shingles(texts: pl.Series, shingle: int) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of so many words in a row; words are parted by spaces, as the peers do it."""
    words = texts.str.split(" ")
    counts = words.list.len().to_numpy().astype(np.int64)
    if counts.min() < shingle:
        raise SystemExit("a text is shorter than a shingle: no signature is its own")
    hashes = words.explode(empty_as_null=True, keep_nulls=True).hash().to_numpy()
    rolled = np.zeros(len(hashes) - shingle + 1, np.uint64)
    for place in range(shingle):
        rolled *= FACTOR
        rolled += hashes[place : place + len(rolled)]
    rolled ^= rolled >> np.uint64(32)
    rolled *= STIR
    rolled ^= rolled >> np.uint64(32)
    inside = np.ones(len(hashes), np.bool_)
    ends = np.cumsum(counts)
    for back in range(1, shingle):
        inside[ends - back] = False  # would run into the next text
    return rolled[inside[: len(rolled)]], np.concatenate([[0], np.cumsum(counts - shingle + 1)])
