"""Slices of articles go through the text stages on executors: the workers of a trace, in place of local processes."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from provenance.base.errors import MachineError
from provenance.run.engines.spark.session import F
from provenance.run.pool.parts import keep_part, kept_part, part_name, slice_files
from provenance.run.pool.text_stages import Frames, TextStages
from provenance.run.pool.workers import Workers

_AHEAD = 4  # slices, of 4 MB each, that a partition gets in one job
_SLICE, _MADE = "number int, files array<binary>", "number int, made binary"


class SparkWorkers(Workers):
    """Who reads slices: the executors of a session. What they make is kept on the driver, as other workers keep it."""

    def __init__(self, spark: Any, parts: int, stages: TextStages, folder: Path | None = None) -> None:  # noqa: ANN401
        super().__init__(stages, folder, count=1)
        self._spark, self._parts = spark, parts

    def run(self, stage: str, pieces: Iterable[Frames]) -> Iterator[pl.DataFrame]:
        """What the stage makes of each slice, in their order."""
        remaining = iter(pieces)
        while group := list(islice(remaining, _AHEAD * self._parts)):
            yield from self._group(stage, [slice_files(frames) for frames in group])

    def _group(self, stage: str, slices: list[list[bytes]]) -> list[pl.DataFrame]:
        folder = self._place()
        names = [part_name(stage, self.stages, files) for files in slices]
        kept = {name: kept_part(folder, name) for name in names}
        missing = [number for number, name in enumerate(names) if kept[name] is None]
        for number, data in self._made(stage, {number: slices[number] for number in missing}):
            keep_part(folder, names[number], pl.read_ipc(data))
            kept[names[number]] = kept_part(folder, names[number])  # as a later run reads it, to the last byte
        lost = [name for name in names if kept[name] is None]
        if lost:
            raise MachineError("E-MACHINE", "what was written there cannot be read again", path=folder / lost[0])
        return [rows for name in names if (rows := kept[name]) is not None]

    def _made(self, stage: str, slices: dict[int, list[bytes]]) -> Iterator[tuple[int, bytes]]:
        if not slices:
            return
        columns = {
            "number": pa.array([*slices], pa.int32()),
            "files": pa.array([*slices.values()], pa.list_(pa.binary())),
        }
        rows = self._spark.createDataFrame(pa.table(columns), _SLICE).repartition(self._parts, F.col("number"))
        table = rows.mapInArrow(text_rows(stage, self.stages), _MADE).toArrow()
        yield from zip(*(column.to_pylist() for column in table.columns), strict=True)


def text_rows(stage: str, stages: TextStages) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Slices as files -> what the stage makes of each."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        stages_of = cache(stages.for_many)
        for batch in batches:
            for number, files in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                buffer = BytesIO()
                result = stages_of().run(stage, tuple(map(pl.read_ipc, files)))
                result.write_ipc(buffer, compat_level=pl.CompatLevel.oldest())
                columns = [pa.array([number], pa.int32()), pa.array([buffer.getvalue()], pa.binary())]
                yield pa.RecordBatch.from_arrays(columns, ["number", "made"])

    return work
