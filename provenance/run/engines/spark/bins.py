"""Whole components go to bins, and each bin is measured and clustered as a corpus of its own, by the same functions.

Of texts only those of candidates are looked at. They become tokens where they lie, and tokens move to their bins.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import xxhash

from provenance.base.settings import Settings
from provenance.base.tables import CLUSTERS, PAIRS
from provenance.base.tokens import I64, U64, Tokens, tokens
from provenance.match.similarity import similarities
from provenance.run.engines.spark.reading import Reader, pieces_of, slice_of, texts_of
from provenance.run.engines.spark.session import F, Frame
from provenance.run.engines.spark.stages import SparkStages
from provenance.run.intake import furniture_spans
from provenance.run.resembling import Measured

LARGEST = 100_000  # articles of a component from which candidates are measured first, and verified pairs alone count
BIN_BYTES = 64_000_000  # of tokens in a bin, about
_HASH = 8  # bytes of a token
_TOKENS = "row long, tokens binary, digest binary"
_SHARES = ("similarity", "article_in_kept", "kept_in_article", "weakest")
_TIME = pa.timestamp("us", "UTC")
_BINNED = pa.schema([
    ("row", pa.int64()), ("cluster", pa.string()), ("article", pa.string()), ("kept", pa.bool_()),
    ("reason", pa.string()), *((name, pa.float64()) for name in _SHARES), ("date", _TIME),
    ("left", pa.string()), ("right", pa.string()), ("left_in_right", pa.float64()), ("right_in_left", pa.float64()),
])  # fmt: skip
BINNED = (
    "row long, cluster string, article string, kept boolean, reason string, similarity double, article_in_kept double, "
    "kept_in_article double, weakest double, date timestamp, left string, right string, left_in_right double, "
    "right_in_left double"
)


def tokens_of_rows(rows: Frame, reader: Reader) -> Frame:
    """row, tokens without furniture, and their digest, of rows that all became articles."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            for piece, numbers in pieces_of(batch, reader.order):
                made = slice_of(piece, numbers, reader.fresh())
                texts = texts_of(made)
                words = tokens(texts, furniture_spans(texts, reader.counting()), backend=reader.counting())
                hashes = [_bytes(words, article) for article in range(len(words))]
                places = np.array(made.records, np.int64) - 1
                digests = [xxhash.xxh3_128_digest(own) if own else None for own in hashes]
                columns = [pa.array(numbers[places]), pa.array(hashes, pa.binary()), pa.array(digests, pa.binary())]
                yield pa.RecordBatch.from_arrays(columns, ["row", "tokens", "digest"])

    return rows.mapInArrow(work, _TOKENS)


def _bytes(words: Tokens, article: int) -> bytes:
    return words.hashes[words.offsets[article] : words.offsets[article + 1]].tobytes()


def gathered_tokens(column: Any) -> Tokens:  # noqa: ANN401
    """A column of tokens in binary form, null for none, as the tokens of many articles."""
    parts = [b"" if one is None else one for one in column.to_pylist()]
    offsets = np.concatenate([[0], np.cumsum([len(part) // _HASH for part in parts], dtype=np.int64)])
    hashes: U64 = np.frombuffer(b"".join(parts), np.uint64)
    nowhere = np.empty(0, np.uint32)
    return Tokens(hashes, nowhere, nowhere, offsets)


def clustered(members: Frame, near: Frame, settings: Settings, reader: Reader) -> Frame:
    """BINNED: clusters of all members and their pairs, a bin at a time.

    `members` has the bin, the number, NUMBERED, `first`, `place` and the tokens; `near` the bin, left and right.
    """

    def work(table: Any, edges: Any) -> Any:  # noqa: ANN401
        if not table.num_rows:
            return _BINNED.empty_table()
        return _of_bin(table.sort_by("number"), edges.sort_by([("left", "ascending"), ("right", "ascending")]), settings, reader)

    return members.groupBy("bin").cogroup(near.groupBy("bin")).applyInArrow(work, BINNED)


def _of_bin(table: Any, edges: Any, settings: Settings, reader: Reader) -> Any:  # noqa: ANN401
    backend = reader.counting()
    numbers = table.column("number").to_numpy()
    same = np.searchsorted(numbers, table.column("first").to_numpy())
    near = np.stack([np.searchsorted(numbers, edges.column(side).to_numpy()) for side in ("left", "right")], axis=1)
    column = table.column("tokens")
    lengths = np.where(column.is_null().to_numpy(), table.column("words").to_numpy(), -1)
    measured = Measured(gathered_tokens(column), same, lengths, near)
    articles = pl.DataFrame(pl.from_arrow(table.select(["article", "published_from", "published_to"])))
    articles = articles.with_columns(pl.col(pl.Datetime).cast(pl.Datetime("us", "UTC")))
    pairs = measured.pairs(articles["article"], settings, backend)
    places = reader.order.places(table.column("row").to_numpy())
    clusters = measured.clusters(articles, pairs, settings, read=places, backend=backend)
    row = pl.Series("row", table.column("row").to_numpy())
    shared = {"similarity": pairs["similarity"], "left_in_right": pairs["left_in_right"]}
    both = pl.concat([clusters.with_columns(row), pairs.with_columns(**shared)], how="diagonal")
    return both.select(_BINNED.names).to_arrow(compat_level=pl.CompatLevel.oldest()).cast(_BINNED)


def verified(near: Frame, words: Frame, settings: Settings, bins: int, reader: Reader) -> Frame:
    """Those candidates that are as alike as the threshold: left, right. `words` has number and tokens."""
    bin_of = F.pmod(F.xxhash64("left", "right"), F.lit(bins)).alias("bin")
    pairs = near.select(bin_of, "left", "right")
    wanted = near.select(bin_of, F.explode(F.array("left", "right")).alias("number")).distinct().join(words, "number")

    def work(edges: Any, table: Any) -> Any:  # noqa: ANN401
        table = table.sort_by("number")
        numbers = table.column("number").to_numpy()
        sides = [np.searchsorted(numbers, edges.column(side).to_numpy()) for side in ("left", "right")]
        found = similarities(
            gathered_tokens(table.column("tokens")), np.stack(sides, axis=1), settings.sketch.shingle, backend=reader.counting()
        )
        return edges.select(["left", "right"]).filter(pa.array(found[:, 0] >= settings.threshold))

    return pairs.groupBy("bin").cogroup(wanted.groupBy("bin")).applyInArrow(work, "left long, right long")


def bins_for(words: int, parts: int) -> int:
    """How many bins make the tokens of one fit an executor: a multiple of the parts.

    >>> bins_for(1_000, 8), bins_for(10_000_000_000, 8)
    (8, 1256)
    """
    needed = -(-words * _HASH // BIN_BYTES)
    return parts * max(1, -(-needed // parts))


__all__ = ["CLUSTERS", "I64", "PAIRS", "SparkStages"]
