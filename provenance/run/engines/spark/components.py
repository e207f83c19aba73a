"""Pairs of numbers become components, each named after its smallest member: on the driver, or in rounds."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from provenance.base.disjoint_sets import smallest_linked
from provenance.base.errors import MachineError
from provenance.base.tokens import I64
from provenance.run.engines.spark.session import F, Frame
from provenance.run.engines.spark.stages import SparkStages

ON_DRIVER = 20_000_000  # pairs that the driver joins: 1 GB there
_ROUNDS = 30  # in which any graph that fits a cluster has converged; the distance of two members halves in each
_PAIR = "left long, right long"


def smallest_members(left: I64, right: I64) -> tuple[I64, I64]:
    """The numbers in any pair, ascending, and for each the smallest one that a chain of pairs connects it to.

    >>> numbers, smallest = smallest_members(np.array([7, 40]), np.array([9, 9]))
    >>> numbers.tolist(), smallest.tolist()
    ([7, 9, 40], [7, 7, 7])
    """
    numbers = np.unique(np.concatenate([left, right]))
    left_rows, right_rows = np.searchsorted(numbers, left), np.searchsorted(numbers, right)
    return numbers, numbers[smallest_linked(left_rows, right_rows, len(numbers))]


def components(pairs: Frame, stages: SparkStages, name: str, limit: int = ON_DRIVER) -> Frame:
    """number, component: for each number in a pair the smallest of its component, as a stage."""
    count = pairs.count()
    return stages.table(name, lambda: _on_driver(pairs, stages) if count <= limit else _in_rounds(pairs, stages, name))


def _on_driver(pairs: Frame, stages: SparkStages) -> Frame:
    table = pairs.select("left", "right").toArrow()
    left, right = (table.column(side).to_numpy() for side in ("left", "right"))
    numbers, smallest = smallest_members(left, right)
    return stages.spark.createDataFrame(pa.table({"number": numbers, "component": smallest}))


def _stars(batches: Iterable[Any]) -> Iterator[Any]:
    """The pairs of a partition as stars: fewer pairs than numbers."""
    parts = [(batch.column(0).to_numpy(), batch.column(1).to_numpy()) for batch in batches]
    if not parts:
        return
    numbers, smallest = smallest_members(*(np.concatenate(side) for side in zip(*parts, strict=True)))
    apart = smallest != numbers
    yield pa.RecordBatch.from_arrays([pa.array(smallest[apart]), pa.array(numbers[apart])], ["left", "right"])


def _in_rounds(pairs: Frame, stages: SparkStages, name: str) -> Frame:
    """Large star and small star in turn (Kiveris et al. 2014), each round a stage, so that no lineage grows."""
    stars = stages.table(f"{name}-round-0", lambda: pairs.select("left", "right").mapInArrow(_stars, _PAIR))
    before = None
    for number in range(1, _ROUNDS):
        stars = stages.table(f"{name}-round-{number}", partial(_round, stars))
        digest = F.sum(F.xxhash64("left", "right").cast("decimal(38,0)"))
        state = stars.agg(F.count("*"), digest).first()
        if state == before:
            break
        before = state
    else:
        what = f"components did not converge in {_ROUNDS} rounds"
        raise MachineError("E-SPARK", what, advice="--conf with more memory for the driver, and a higher threshold")
    heads = stars.select(F.col("left").alias("number")).distinct().withColumn("component", F.col("number"))
    return stars.select(F.col("right").alias("number"), F.col("left").alias("component")).union(heads)


def _round(stars: Frame) -> Frame:
    return _small_star(_large_star(stars))


def _large_star(pairs: Frame) -> Frame:
    """Each larger neighbour of a number is linked to the smallest of it and its neighbours."""
    turned = pairs.union(pairs.select("right", "left")).toDF("one", "other")
    smallest = (
        turned.groupBy("one").agg(F.min("other").alias("near")).select("one", F.least("one", "near").alias("least"))
    )
    linked = (
        turned.join(smallest, "one")
        .where("other > one")
        .select(F.col("least").alias("left"), F.col("other").alias("right"))
    )
    return linked.where("left <> right").distinct()


def _small_star(pairs: Frame) -> Frame:
    """Each number and its smaller neighbours are linked to the smallest of these."""
    down = pairs.select(F.greatest("left", "right").alias("one"), F.least("left", "right").alias("other"))
    smallest = down.groupBy("one").agg(F.min("other").alias("least"))
    others = down.join(smallest, "one").select(F.col("least").alias("left"), F.col("other").alias("right"))
    heads = smallest.select(F.col("least").alias("left"), F.col("one").alias("right"))
    return others.union(heads).where("left <> right").distinct()
