"""Signatures become candidates on a cluster: the links of index.bands, made in parts of all buckets."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from provenance.base.settings import Settings, Sketch
from provenance.base.tokens import I64, U32, U64
from provenance.index.bands import agreement_needed, bucket_hashes, bucket_links
from provenance.run.engines.spark.session import F, Frame
from provenance.run.intake import WHOLE

Work = Callable[[Iterable[Any]], Iterator[Any]]
_BUCKETS = "part int, hashes binary, numbers binary"
_PAIR = "left long, right long"


def signatures_of(column: Any, values: int) -> U32:  # noqa: ANN401
    """A column of signatures in binary form as a matrix, a row each.

    >>> signatures_of(pa.array([np.arange(3, dtype=np.uint32).tobytes()]), 3).tolist()
    [[0, 1, 2]]
    """
    return np.frombuffer(b"".join(column.to_pylist()), np.uint32).reshape(-1, values)


def bucket_pairs(units: Frame, sketch: Sketch, parts: int) -> Frame:
    """Pairs of numbers that share a bucket, left < right: each with the first of the bucket and the two before it.

    Buckets move in so many parts, packed: a row for each batch and part, which numpy sorts where it arrives. A row for
    each signature and band costs three times as much.
    """
    packed = units.mapInArrow(_packed_buckets(sketch, parts), _BUCKETS)
    return packed.groupBy("part").applyInArrow(_links_of_part, _PAIR).distinct()


def _packed_buckets(sketch: Sketch, parts: int) -> Work:
    """Numbers and signatures -> for each part the buckets that belong to it, and whose they are."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            hashes = bucket_hashes(signatures_of(batch.column("signature"), sketch.values), sketch)
            numbers = np.repeat(batch.column("number").to_numpy(), sketch.bands)
            yield _by_part(hashes.ravel(), numbers, parts)

    return work


def _by_part(hashes: U64, numbers: I64, parts: int) -> Any:  # noqa: ANN401
    part_of = (hashes % np.uint64(parts)).astype(np.int64)
    order = np.argsort(part_of, kind="stable")
    cuts = np.searchsorted(part_of[order], np.arange(1, parts))
    columns = [[piece.tobytes() for piece in np.split(values[order], cuts)] for values in (hashes, numbers)]
    arrays = [pa.array(np.arange(parts, dtype=np.int32)), *(pa.array(column, pa.binary()) for column in columns)]
    return pa.RecordBatch.from_arrays(arrays, ["part", "hashes", "numbers"])


def _links_of_part(table: Any) -> Any:  # noqa: ANN401
    """What the buckets of a part link."""
    hashes = np.frombuffer(b"".join(table.column("hashes").to_pylist()), np.uint64)
    numbers = np.frombuffer(b"".join(table.column("numbers").to_pylist()), np.int64)
    order = np.argsort(numbers, kind="stable")
    sides = np.divmod(bucket_links(hashes[order]), max(1, len(order)))
    left, right = (numbers[order[side]] for side in sides)
    return pa.table({"left": left, "right": right})


def likely_links(pairs: Frame, units: Frame, settings: Settings) -> Frame:
    """The pairs whose signatures agree nearly as often as those of near-duplicates must."""
    left = units.select(F.col("number").alias("left"), F.col("signature").alias("left_signature"))
    right = units.select(F.col("number").alias("right"), F.col("signature").alias("right_signature"))
    joined = pairs.join(left, "left").join(right, "right")
    return joined.mapInArrow(_agreeing(settings), _PAIR)


def _agreeing(settings: Settings) -> Work:
    values = settings.sketch.values
    needed = agreement_needed(settings.threshold * WHOLE, values)

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            left, right = (signatures_of(batch.column(f"{side}_signature"), values) for side in ("left", "right"))
            agree = pa.array((left == right).sum(axis=1) >= needed)
            yield batch.select(["left", "right"]).filter(agree)

    return work
