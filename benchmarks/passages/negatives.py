"""Pairs of articles on one subject, drawn by seed before any rule looked at them: what must not count as copied.

`independent`: articles of two outlets whose words are alike (tf-idf cosine .25 and more). `reuters21578`: two stories
of one topic, two days apart or more, so that neither is an update of the other. `labels.tsv` says what the pairs are
that share eight words in a row or nearly so, by reading these words: "copied" (from each other, from one agency's
text, or both quote one speech or paper), "form" (one house's form with other figures), "none" (names, titles, stock
phrases, facts in the same words), "unclear". No other pair shares so much. Ids and labels only.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from provenance.base.tokens import Tokens, tokens

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LABELS = Path(__file__).with_name("labels.tsv")

_ALIKE = 0.25  # cosine from which two articles are on one subject
_SAME = 0.9  # and up to which they are two
_DAYS = 2  # days between two stories of one topic
_LEAST = 60  # words of an article that is taken
_SIZES = {"independent": 1000, "reuters21578": 5000}  # pairs drawn


class Sample(NamedTuple):
    """Articles of one corpus, and the pairs of them (left < right) that were drawn; even ones fit, odd ones measure."""

    name: str
    ids: list[str]
    texts: list[str]
    pairs: list[tuple[int, int]]


def samples(seed: int = 4) -> list[Sample]:
    """Both samples, the same for the same seed."""
    return [_independent(seed), _reuters(seed)]


def _independent(seed: int) -> Sample:
    host = pl.col("url").str.extract(r"https?://(?:www\.)?([^/]+)")
    frame = pl.read_parquet(DATA / "independent.parquet").sort("id").unique("text", keep="first", maintain_order=True)
    frame = frame.with_columns(host=host)
    read = tokens(frame["text"].to_list())
    weights = tf_idf(read)
    near = sparse.triu(weights @ weights.T, 1).tocoo()
    hosts, sizes = frame["host"].to_list(), np.diff(read.offsets)
    wanted = (near.data >= _ALIKE) & (near.data <= _SAME) & (np.minimum(sizes[near.row], sizes[near.col]) >= _LEAST)
    rows = zip(near.row[wanted].tolist(), near.col[wanted].tolist(), strict=True)
    pairs = sorted(pair for pair in rows if hosts[pair[0]] != hosts[pair[1]])
    return Sample("independent", frame["id"].to_list(), frame["text"].to_list(), _drawn(pairs, "independent", seed))


def _reuters(seed: int) -> Sample:
    long = pl.col("text").str.count_matches(r"\w+") >= _LEAST
    usable = long & (pl.col("topics").list.len() > 0) & pl.col("published").is_not_null()
    frame = pl.read_parquet(DATA / "reuters21578.parquet").filter(usable).sort("published", "id")
    frame = frame.unique("text", keep="first", maintain_order=True)
    told, topics = frame["published"].to_list(), frame["topics"].to_list()
    under: dict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(topics):
        for name in names:
            under[name].append(number)
    rng = random.Random(seed)
    pairs = set()
    for number in range(frame.height):
        rarest = min(topics[number], key=lambda name: (len(under[name]), name))
        other = rng.choice(under[rarest])
        if other != number and abs((told[other] - told[number]).days) >= _DAYS:
            pairs.add((min(number, other), max(number, other)))
    return Sample(
        "reuters21578", frame["id"].to_list(), frame["text"].to_list(), _drawn(sorted(pairs), "reuters21578", seed)
    )


def _drawn(pairs: Sequence[tuple[int, int]], name: str, seed: int) -> list[tuple[int, int]]:
    return random.Random(seed).sample(pairs, min(_SIZES[name], len(pairs)))


def tf_idf(read: Tokens) -> sparse.csr_matrix:
    """One row of length 1 an article: log of each word's count, times how few articles hold the word."""
    _, words = np.unique(read.hashes, return_inverse=True)
    rows = np.repeat(np.arange(len(read)), np.diff(read.offsets))
    counts = sparse.csr_matrix((np.ones(len(words)), (rows, words)))
    counts.data = 1 + np.log(counts.data)
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    counts = counts.multiply(np.log(len(read) / held)[None, :]).tocsr()
    length = np.sqrt(counts.multiply(counts).sum(axis=1)).A1
    return sparse.diags(1 / np.maximum(length, 1e-9)) @ counts
