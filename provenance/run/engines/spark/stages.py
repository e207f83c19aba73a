"""Stages of a run on Spark: each is a folder of Parquet with _SUCCESS, written once and read by the next.

A written stage cuts the lineage, so that a lost executor costs the tasks of one stage; and a run whose driver was
killed resumes after the last stage that has its _SUCCESS.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from provenance.run.engines.spark.session import F, Frame

_BITS = 64  # rows of which one number tells


@dataclass
class SparkStages:
    """The stages below a folder that every executor reaches; `started` hears of each one that is made."""

    spark: Any
    folder: str
    started: Callable[[str], None] = lambda _: None
    seconds: dict[str, float] = field(default_factory=dict)

    def table(self, name: str, make: Callable[[], Frame]) -> Frame:
        """The frame of that stage, made now unless it is there."""
        path, begun = self.path(name), perf_counter()
        if not self.has(name):
            self.started(name)
            make().write.mode("overwrite").parquet(path)
        self.seconds[name] = round(perf_counter() - begun, 3)
        return self.spark.read.parquet(path)

    def again(self, name: str) -> Frame:
        """A stage that was made, as a frame with columns of its own: Spark does not join a frame with itself."""
        return self.spark.read.parquet(self.path(name))

    def has(self, name: str) -> bool:
        """Whether a stage was made to its end."""
        return exists(self.spark, f"{self.path(name)}/_SUCCESS")

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"


def exists(spark: Any, path: str) -> bool:  # noqa: ANN401
    """Whether there is such a file or folder, wherever Spark reads."""
    try:
        spark.read.format("binaryFile").load([path, path]).schema  # noqa: B018  # of two paths Spark logs no stack trace
    except Exception as error:
        if "PATH_NOT_FOUND" in str(error):
            return False
        raise
    return True


def marks(frame: Frame, column: str) -> Frame:
    """The values of a column of whole numbers as bits, 64 a row: small enough for every executor to hold."""
    word, bit = F.expr(f"shiftright({column}, 6)"), F.expr(f"shiftleft(1L, cast({column} % {_BITS} as int))")
    return frame.groupBy(word.alias("word")).agg(F.bit_or(bit).alias("bits"))


def with_marks(frame: Frame, column: str, bits: Frame) -> Frame:
    """The frame with a column `marked`: whether the number is among the marks. No row is moved."""
    marked_words = bits.select(F.col("word").alias("provenance_word"), F.col("bits").alias("provenance_bits"))
    wide = frame.withColumn("provenance_word", F.expr(f"shiftright({column}, 6)"))
    joined = wide.join(F.broadcast(marked_words), "provenance_word", "left")
    bit = F.expr(f"coalesce(getbit(provenance_bits, cast({column} % {_BITS} as int)), 0) = 1")
    return joined.withColumn("marked", bit).drop("provenance_word", "provenance_bits")
