"""Signatures become candidates on a cluster: the links of index.bands, made by windows over buckets."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from provenance.base.settings import Settings, Sketch
from provenance.base.tokens import U32
from provenance.index.bands import agreement_needed, hashes_of_bands
from provenance.run.engines.spark.session import F, Frame, Window
from provenance.run.intake import WHOLE

Work = Callable[[Iterable[Any]], Iterator[Any]]
_BANDS = "number long, band int, hash long"
_PAIR = "left long, right long"


def signatures_of(column: Any, values: int) -> U32:  # noqa: ANN401
    """A column of signatures in binary form as a matrix, a row each.

    >>> signatures_of(pa.array([np.arange(3, dtype=np.uint32).tobytes()]), 3).tolist()
    [[0, 1, 2]]
    """
    return np.frombuffer(b"".join(column.to_pylist()), np.uint32).reshape(-1, values)


def bucket_pairs(units: Frame, sketch: Sketch) -> Frame:
    """Pairs of numbers that share a bucket, left < right: each with the first of the bucket and the two before it."""
    bucket = Window.partitionBy("band", "hash").orderBy("number")
    before = [F.first("number").over(bucket), *(F.lag("number", back).over(bucket) for back in (1, 2))]
    members = units.mapInArrow(_bands(sketch), _BANDS).select(
        F.col("number").alias("right"), F.array(*before).alias("near")
    )
    pairs = members.select("right", F.explode("near").alias("left")).where("left < right")
    return pairs.select("left", "right").distinct()


def _bands(sketch: Sketch) -> Work:
    """Numbers and signatures -> number, band and bucket."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            values = signatures_of(batch.column("signature"), sketch.values)
            numbers = batch.column("number")
            for band, hashes in enumerate(hashes_of_bands(values, sketch)):
                columns = [numbers, pa.array(np.full(len(hashes), band, np.int32)), pa.array(hashes.view(np.int64))]
                yield pa.RecordBatch.from_arrays(columns, ["number", "band", "hash"])

    return work


def likely_links(pairs: Frame, units: Frame, settings: Settings) -> Frame:
    """The pairs whose signatures agree nearly as often as those of near-duplicates must."""
    left = units.select(F.col("number").alias("left"), F.col("signature").alias("left_signature"))
    right = units.select(F.col("number").alias("right"), F.col("signature").alias("right_signature"))
    both = pairs.join(left, "left").join(right, "right")
    return both.mapInArrow(_agreeing(settings), _PAIR)


def _agreeing(settings: Settings) -> Work:
    values = settings.sketch.values
    needed = agreement_needed(settings.threshold * WHOLE, values)

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            left, right = (signatures_of(batch.column(f"{side}_signature"), values) for side in ("left", "right"))
            agree = pa.array((left == right).sum(axis=1) >= needed)
            yield batch.select(["left", "right"]).filter(agree)

    return work
