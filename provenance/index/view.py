"""A view: the articles of an index as of one commit, in however many parts they lie."""

from collections.abc import Iterator, Sequence
from heapq import merge
from typing import NamedTuple

import numpy as np

from provenance.base.arrays import is_among
from provenance.base.tokens import I64, U64
from provenance.index.entries import name_hash
from provenance.index.segment import Held, IndexSegment

Part = IndexSegment | Held


class Location(NamedTuple):
    """Where an article is: the number of the part, and the row in it."""

    part: int
    row: int


class TableHits(NamedTuple):
    """Articles that have some of the wanted hashes: `wanted` counts these, `names` are the ids' hashes."""

    wanted: I64
    names: U64
    parts: I64
    rows: I64


_ZERO = np.empty(0, np.int64)
_NONE = TableHits(_ZERO, _ZERO.astype(np.uint64), _ZERO, _ZERO)


class View:
    """Nothing that is written later changes it. `dead` are the rows of each part that are no more."""

    def __init__(self, parts: Sequence[Part], dead: Sequence[frozenset[int]]) -> None:
        self.parts, self.dead = parts, dead
        self._gone = [np.array(sorted(rows), np.int64) for rows in dead]

    def __len__(self) -> int:
        return sum(map(len, self.parts)) - sum(map(len, self.dead))

    def holders(self, table: str, hashes: U64, limit: int) -> TableHits:
        """The first articles, `most` for each hash, in the order of their ids' hashes: whenever each was added."""
        parts = [self._holders(number, table, hashes, limit) for number in range(len(self.parts))]
        every = TableHits(*map(np.concatenate, zip(_NONE, *parts, strict=True)))
        order = np.lexsort((every.names, every.wanted))
        hash_rows = every.wanted[order]
        order = order[np.arange(len(order)) - np.searchsorted(hash_rows, hash_rows) < limit]
        return TableHits(every.wanted[order], every.names[order], every.parts[order], every.rows[order])

    def _holders(self, number: int, table: str, hashes: U64, limit: int) -> TableHits:
        segment, gone = self.parts[number], self._gone[number]
        hash_rows, rows = segment.tables[table].holders(hashes, limit + len(gone))
        if len(gone):
            stay = ~is_among(rows, gone)
            hash_rows, rows = hash_rows[stay], rows[stay]
        return TableHits(hash_rows, segment.names.take(rows), np.full(len(rows), number, np.int64), rows)

    def record(self, location: Location) -> tuple[str, bytes]:
        """The id and the record of an article."""
        return self.parts[location.part].record(location.row)

    def place_of(self, article: str) -> Location | None:
        """Where an article is; None where it is not here."""
        [result] = self.places_of([article])
        return result

    def places_of(self, articles: Sequence[str]) -> list[Location | None]:
        """The same for many articles."""
        result: list[Location | None] = [None] * len(articles)
        names = np.array([name_hash(article) for article in articles], np.uint64)
        for number, segment in enumerate(self.parts):
            for row_number, row in enumerate(segment.rows_of(names, articles)):
                if row is not None and row not in self.dead[number]:
                    result[row_number] = Location(number, row)
        return result

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """All articles with their records, in the order of their ids' hashes."""
        streams = [segment.all_rows(number, self.dead[number]) for number, segment in enumerate(self.parts)]
        for _, article, _, _, data in merge(*streams):
            yield article, data
