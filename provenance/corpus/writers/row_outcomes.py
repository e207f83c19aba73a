"""What becomes of each row of a file: it is kept, or removed for an article that stays, or no article came of it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from provenance.base.tokens import I64, U8

FATES = {
    "path": pl.String(), "record": pl.UInt32(), "kept": pl.Boolean(), "cluster": pl.String(),
    "similarity": pl.Float64(), "article_in_kept": pl.Float64(), "kept_in_article": pl.Float64(),
}  # fmt: skip
NEITHER, KEPT, REMOVED = 0, 1, 2


class Match(NamedTuple):
    """Why a row is removed: the article that stays, and what both share."""

    kept: str  # its id
    similarity: float
    removed_in_kept: float  # share of the removed article's shingles in the kept one
    kept_in_removed: float


class Fates:
    """The fates of one file's rows, from the rows of a frame with the columns FATES."""

    def __init__(self, rows: pl.DataFrame) -> None:
        rows = rows.with_columns(pl.col("record").fill_null(0))
        records = rows["record"].to_numpy().astype(np.int64)
        self._codes = np.zeros(records.max(initial=-1) + 1, np.uint8)
        self._codes[records] = np.where(rows["kept"].to_numpy(), KEPT, REMOVED)
        gone = rows.filter(~pl.col("kept")).sort("record")
        self._gone: I64 = gone["record"].to_numpy().astype(np.int64)
        self._matches = gone.select("cluster", "similarity", "article_in_kept", "kept_in_article")

    def codes(self, first: int, beyond: int) -> U8:
        """KEPT, REMOVED or NEITHER for each of the records `first:beyond`.

        >>> rows = {"path": ["a"] * 2, "record": [1, 3], "kept": [True, False], "cluster": ["x", "x"]}
        >>> shares = dict.fromkeys(("similarity", "article_in_kept", "kept_in_article"), 1.0)
        >>> Fates(pl.DataFrame(rows).with_columns(**{name: pl.lit(one) for name, one in shares.items()})).codes(1, 6)
        array([1, 0, 2, 0, 0], dtype=uint8)
        """
        result = np.zeros(beyond - first, np.uint8)
        recorded = self._codes[first:beyond]
        result[: len(recorded)] = recorded
        return result

    def of(self, record: int | None) -> Match | bool | None:
        """The match of a removed record (None: the file is one article), True for a kept one, else None."""
        row_number = record or 0
        code = self._codes[row_number] if row_number < len(self._codes) else NEITHER
        if code != REMOVED:
            return True if code == KEPT else None
        return Match(*self._matches.row(int(np.searchsorted(self._gone, row_number))))

    def removed(self) -> Iterator[tuple[int, Match]]:
        """The removed records with their matches, in order; 0 where the file is one article."""
        for number, row in zip(self._gone.tolist(), self._matches.iter_rows(), strict=True):
            yield number, Match(*row)

    def matches(self, first: int, beyond: int) -> pl.DataFrame:
        """Of the removed ones among the records `first:beyond`: cluster, similarity, both containments."""
        start, end = np.searchsorted(self._gone, [first, beyond]).tolist()
        return self._matches[start:end]
