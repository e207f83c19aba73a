"""Rows get a number each and stay where they are; the copy in the work folder is what all later stages read.

Spark gives rows no order. Here it is that of the files, then of their blocks, then of the rows in a block.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import numpy as np

from provenance.base.errors import SettingsError
from provenance.base.tokens import I64
from provenance.run.engines.spark.session import F, Frame
from provenance.run.engines.spark.stages import SparkStages

ROW, PATH, BLOCK, LINE = "provenance_row", "provenance_path", "provenance_block", "provenance_line"
OWN = (ROW, PATH, BLOCK)  # columns beside those of the input
FRAME = "frame"  # what the ledger calls rows of no file
_REMOTE = "://"
_BLANK = r"(?U)^\s*$"
_PARTITION_BITS = 33  # below a partition's number, in Spark's own numbers of rows


@dataclass(frozen=True)
class Source:
    """A frame of rows, and the files that these came from, in the order of reading."""

    frame: Frame
    lines: bool = False  # whether the rows are lines of JSON
    files: Mapping[str, tuple[str, str]] | None = None  # address -> path and name in the ledger


@dataclass(frozen=True)
class Order:
    """Where rows stand in the input, by their numbers; small enough to go with every task."""

    firsts: I64  # the first row of each split, ascending; the rows of a split follow each other
    files: I64  # the file of each split
    shifts: I64  # from a row's number to its place among all rows, for each split
    starts: I64  # the place of each file's first row
    blank: I64  # the places of lines that hold nothing, ascending
    paths: tuple[str, ...]  # of the files, as the ledger has them
    names: tuple[str, ...]

    def places(self, rows: I64) -> I64:
        """The places of rows among all.

        >>> order = Order(*map(np.array, ([0, 100], [1, 0], [3, -100], [0, 3], [1])), ("a", "b"), ("a", "b"))
        >>> rows = np.array([0, 1, 100, 102])
        >>> order.places(rows).tolist(), order.files_of(rows).tolist()
        ([3, 4, 0, 2], [1, 1, 0, 0])
        >>> order.records(rows).tolist(), order.lines(rows).tolist()
        ([1, 2, 1, 2], [1, 2, 1, 3])
        """
        return rows + self.shifts[self._splits(rows)]

    def files_of(self, rows: I64) -> I64:
        """The files of rows."""
        return self.files[self._splits(rows)]

    def lines(self, rows: I64) -> I64:
        """The rows of each file counted from 1, blank ones included."""
        return self.places(rows) - self.starts[self.files_of(rows)] + 1

    def records(self, rows: I64) -> I64:
        """The same without blank ones."""
        before = np.searchsorted(self.blank, self.places(rows))
        return self.lines(rows) - before + np.searchsorted(self.blank, self.starts)[self.files_of(rows)]

    def first_rows(self, count: int) -> list[tuple[int, int]]:
        """The first and last numbers of some stretches of rows: no more than so many rows, in the order of reading.

        >>> order = Order(*map(np.array, ([0, 100], [1, 0], [3, -100], [0, 3], [])), ("a", "b"), ("a", "b"))
        >>> order.first_rows(4)
        [(100, 102), (0, 0)]
        """
        places = self.places(self.firsts)
        ends = [*np.sort(places)[1:].tolist(), int(places.max(initial=0)) + count]
        stretches = []
        for start, end in zip(np.sort(places).tolist(), ends, strict=True):
            first = int(self.firsts[places == start][0])
            if start < count:
                stretches.append((first, first + min(end, count) - start - 1))
        return stretches

    def _splits(self, rows: I64) -> I64:
        return np.searchsorted(self.firsts, rows, "right") - 1


def is_remote(address: str) -> bool:
    """Whether a place is an address of Spark's, and no path of this machine.

    >>> is_remote("s3a://bucket/in"), is_remote("corpus/in"), is_remote("file:///corpus/in")
    (True, False, False)
    """
    return _REMOTE in address and not address.startswith("file:")


def file_address(path: str) -> str:
    """A file's address in the form in which addresses are compared: Spark writes spaces and `file:` in its own way.

    >>> file_address("file:/corpus/a%20b.parquet") == file_address("/corpus/a b.parquet")
    True
    """
    return "/" + unquote(path.removeprefix("file:")).lstrip("/") if not is_remote(path) else unquote(path)


def stored_rows(source: Source, stages: SparkStages) -> Frame:
    """The input with ROW, and PATH and BLOCK where it is of files, as a stage."""
    clash = {*OWN, LINE} & set(source.frame.columns) if not source.lines else set()
    if clash:
        what = f"the input has a column {sorted(clash)[0]!r}, a name that is needed here"
        raise SettingsError("E-COLUMN", what, advice="another name for it")
    number = F.monotonically_increasing_id().alias(ROW)
    if source.files is None:
        return stages.table("rows", lambda: source.frame.select("*", number))
    file = (F.col("_metadata.file_path").alias(PATH), F.col("_metadata.file_block_start").alias(BLOCK))
    return stages.table("rows", lambda: source.frame.select("*", *file, number))


def order_of(rows: Frame, source: Source) -> Order:
    """The order of the stored rows."""
    path = F.lit(FRAME) if source.files is None else F.col(PATH)
    block = F.expr(f"shiftright({ROW}, {_PARTITION_BITS})") if source.files is None else F.col(BLOCK)
    groups = rows.groupBy(path.alias("path"), block.alias("block"))
    splits = groups.agg(F.min(ROW).alias("first"), F.count("*").alias("count")).collect()
    files = {file_address(FRAME): (FRAME, FRAME)} if source.files is None else source.files
    order = _ordered([(file_address(path), *split) for path, *split in splits], files)
    if not source.lines:
        return order
    blank = rows.where(is_blank()).select(ROW).toArrow().column(0).to_numpy()
    return _with_blank(order, blank)


def is_blank() -> Any:  # noqa: ANN401  # a column of Spark
    """Whether a line holds nothing: it is no record."""
    return F.col(LINE).cast("string").rlike(_BLANK)


def _ordered(splits: Sequence[tuple[Any, ...]], files: Mapping[str, tuple[str, str]]) -> Order:
    number = {address: position for position, address in enumerate(files)}
    ordered = sorted((number[path], block, first, count) for path, block, first, count in splits)
    file, _, first, count = (
        np.array(column, np.int64) for column in (zip(*ordered, strict=True) if ordered else [()] * 4)
    )
    places = np.cumsum(count) - count
    starts = np.full(len(files), count.sum())
    np.minimum.at(starts, file, places)
    by_row = np.argsort(first)
    paths, names = zip(*files.values(), strict=True) if files else ((), ())
    return Order(first[by_row], file[by_row], (places - first)[by_row], starts, np.empty(0, np.int64), paths, names)


def _with_blank(order: Order, rows: I64) -> Order:
    blank = np.sort(order.places(rows)) if len(rows) else rows.astype(np.int64)
    return Order(order.firsts, order.files, order.shifts, order.starts, blank, order.paths, order.names)
