"""Entries: what an index keeps of an article: its id, its record as bytes, and the hashes that lead to it.

What a record says is for those who made it to know; here it is bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from xxhash import xxh3_64_intdigest

from provenance.base.tokens import I64, U64

TABLES = ("buckets", "fingerprints")


class IndexEntry(NamedTuple):
    """One article; `hashes` holds those of each table."""

    article: str
    data: bytes
    hashes: Mapping[str, U64]

    @property
    def rank(self) -> tuple[int, str]:
        """The place of an article among others, whenever it came: by the hash of its id."""
        return name_hash(self.article), self.article


def name_hash(article: str) -> int:
    """The hash of an id.

    >>> name_hash("a.txt") == name_hash("b.txt")
    False
    """
    return xxh3_64_intdigest(article.encode("utf-8", "surrogatepass"))


def table_rows(entries: Sequence[IndexEntry], table: str) -> tuple[U64, I64]:
    """The hashes of a table of all entries, and whose they are."""
    parts = [entry.hashes[table] for entry in entries]
    numbers = np.repeat(np.arange(len(parts)), [len(hashes) for hashes in parts])
    return np.concatenate([np.empty(0, np.uint64), *parts]), numbers


def in_order(
    streams: Sequence[Iterable[tuple[int, str, int, int, bytes]]],
) -> Iterator[tuple[int, str, int, int, bytes]]:
    """Several streams of (hash, id, stream, row, record), each in order, as one; of an id the first stream's alone."""
    last: tuple[int, str] | None = None
    for item in merge(*streams):
        if item[:2] != last:
            last = item[:2]
            yield item


def hashes_by_article(hashes: U64, offsets: I64) -> list[U64]:
    """The hashes of each article, from where each begins and the last one ends.

    >>> [part.tolist() for part in hashes_by_article(np.arange(3, dtype=np.uint64), np.array([0, 2, 3]))]
    [[0, 1], [2]]
    """
    return [hashes[start:end] for start, end in pairwise(offsets.tolist())]
