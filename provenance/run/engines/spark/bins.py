"""Whole components go to bins, and each bin is measured and clustered as a corpus of its own, by the same functions.

Of texts only those of candidates are looked at. They become tokens where they lie, and tokens move to their bins.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import xxhash

from provenance.base.preference import preference
from provenance.base.tokens import I64, U64, Tokens
from provenance.base.twins import TOKENS_BY
from provenance.match.twins import SIMILARITIES_BY
from provenance.run.engines.spark.reading import RowReader, pieces_of, slice_of, texts_of
from provenance.run.engines.spark.session import F, Frame
from provenance.run.intake import RANKED, furniture_spans
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


def tokens_of_rows(rows: Frame, reader: RowReader) -> Frame:
    """row, tokens without furniture, and their digest, of rows that all became articles."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            for piece, numbers in pieces_of(batch, reader.order, in_a_row=False):
                rows_read = slice_of(piece, numbers, reader.fresh())
                texts = texts_of(rows_read)
                words = TOKENS_BY[reader.counting()](texts, furniture_spans(texts, reader.counting()))
                hashes = [_bytes(words, article) for article in range(len(words))]
                places = np.array(rows_read.records, np.int64) - 1
                digests = [xxhash.xxh3_128_digest(row_hashes) if row_hashes else None for row_hashes in hashes]
                columns = [pa.array(numbers[places]), pa.array(hashes, pa.binary()), pa.array(digests, pa.binary())]
                yield pa.RecordBatch.from_arrays(columns, ["row", "tokens", "digest"])

    return rows.mapInArrow(work, _TOKENS)


def _bytes(words: Tokens, article: int) -> bytes:
    return words.hashes[words.offsets[article] : words.offsets[article + 1]].tobytes()


def gathered_tokens(binaries: Sequence[bytes | None]) -> Tokens:
    """Tokens in binary form, None for none, as the tokens of many articles.

    >>> [words.tolist() for words, *_ in gathered_tokens([np.array([7, 8], np.uint64).tobytes(), None])]
    [[7, 8], []]
    """
    parts = [np.frombuffer(binary or b"", np.uint64) for binary in binaries]
    offsets = np.concatenate([[0], np.cumsum([len(block) for block in parts], dtype=np.int64)])
    hashes: U64 = np.concatenate([*parts, np.empty(0, np.uint64)])  # a copy: kernels take no arrays of fixed bytes
    nowhere = np.empty(0, np.uint32)
    return Tokens(hashes, nowhere, nowhere, offsets)


def clustered(members: Frame, links: Frame, reader: RowReader) -> Frame:
    """BINNED: clusters of all members and their pairs, a bin at a time.

    `members` has the bin, the number, NUMBERED, `first`, `place` and the tokens; `links` the bin, left and right.
    """

    def work(table: Any, edges: Any) -> Any:  # noqa: ANN401
        return _of_bin(Bin.of(table, edges), reader)

    return members.groupBy("bin").cogroup(links.groupBy("bin")).applyInArrow(work, BINNED)


class Bin(NamedTuple):
    """Some articles in the order of their numbers, and the candidates among them by their places."""

    articles: Any  # of Arrow, without tokens
    tokens: Tokens
    has_tokens: npt.NDArray[np.bool_]
    near: I64

    @classmethod
    def of(cls, table: Any, edges: Any) -> Self:  # noqa: ANN401
        """The rows of a bin as Spark gives them, in any order."""
        order = np.argsort(table.column("number").to_numpy())
        parts = table.column("tokens").to_pylist()  # a column of more than 2 GB cannot be put in order
        parts = [parts[number] for number in order.tolist()]
        articles = table.drop_columns(["tokens"]).take(pa.array(order))
        numbers = articles.column("number").to_numpy()
        links = np.stack(
            [np.searchsorted(numbers, edges.column(side).to_numpy()) for side in ("left", "right")], axis=1
        )
        links = links[np.lexsort((links[:, 1], links[:, 0]))]
        return cls(
            articles, gathered_tokens(parts), np.array([tokens is not None for tokens in parts], np.bool_), links
        )

    def column(self, name: str) -> npt.NDArray[Any]:
        """A column of numbers."""
        values: npt.NDArray[Any] = self.articles.column(name).to_numpy()
        return values


def _articles(batch: Bin, *, ranked: bool) -> pl.DataFrame:
    """The articles of a bin, as clusters want them."""
    names = ["article", "published_from", "published_to", *(RANKED if ranked else ())]
    articles = pl.DataFrame(pl.from_arrow(batch.articles.select(names)))
    articles = articles.with_columns(pl.col(pl.Datetime).cast(pl.Datetime("us", "UTC")))
    return articles.with_columns(pl.col("preferred").cast(pl.UInt32)) if ranked else articles


def _of_bin(batch: Bin, reader: RowReader) -> Any:  # noqa: ANN401
    if not batch.articles.num_rows:
        return _BINNED.empty_table()
    first_same = np.searchsorted(batch.column("number"), batch.column("first"))
    lengths = np.where(batch.has_tokens, -1, batch.column("words"))
    measured, backend = Measured(batch.tokens, first_same, lengths, batch.near), reader.counting()
    articles = _articles(batch, ranked=preference(reader.settings.keep, reader.settings.prefer) is not None)
    pairs = measured.pairs(articles["article"], reader.settings, backend)
    places = reader.order.places(batch.column("row"))
    clusters = measured.clusters(articles, pairs, reader.settings, read=places, backend=backend)
    clusters = clusters.with_columns(row=pl.Series(batch.column("row")))
    together = pl.concat([clusters, pairs], how="diagonal")
    return together.select(_BINNED.names).to_arrow(compat_level=pl.CompatLevel.oldest()).cast(_BINNED)


def verified(links: Frame, words: Frame, reader: RowReader, bins: int) -> Frame:
    """Those candidates that are as alike as the threshold: left, right. `words` has number and tokens."""
    bin_of = F.pmod(F.xxhash64("left", "right"), F.lit(bins)).alias("bin")
    pairs = links.select(bin_of, "left", "right")
    members = links.select(bin_of, F.explode(F.array("left", "right")).alias("number")).distinct().join(words, "number")

    def work(edges: Any, table: Any) -> Any:  # noqa: ANN401
        batch = Bin.of(table, edges)
        links = SIMILARITIES_BY[reader.counting()](batch.tokens, batch.near, reader.settings.sketch.shingle)
        numbers = batch.column("number")[batch.near[links[:, 0] >= reader.settings.threshold]]
        return pa.table({"left": numbers[:, 0], "right": numbers[:, 1]})

    return pairs.groupBy("bin").cogroup(members.groupBy("bin")).applyInArrow(work, "left long, right long")


def bins_for(words: int, parts: int) -> int:
    """How many bins make the tokens of one fit an executor: a multiple of the parts.

    >>> bins_for(1_000, 8), bins_for(10_000_000_000, 8)
    (8, 1256)
    """
    needed = -(-words * _HASH // BIN_BYTES)
    return parts * max(1, -(-needed // parts))
