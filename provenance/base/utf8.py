"""Texts become one run of bytes, and the spans to leave out one run of numbers: what kernels read."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from provenance.base.tokens import I64, U8


class Utf8(NamedTuple):
    """n texts one after the other: text i is the bytes `offsets[i]:offsets[i + 1]`."""

    text: U8  # not to be written to
    offsets: I64  # n + 1


class Spans(NamedTuple):
    """Spans of n texts in code points, in the order of their starts: text i owns `offsets[i]:offsets[i + 1]`."""

    starts: I64
    ends: I64
    offsets: I64  # n + 1


def utf8(texts: Iterable[str]) -> Utf8:
    """The bytes of many texts; those of a polars or pyarrow column as they lie in memory, without a loop.

    >>> utf8(["Rain", "", "fällt"]).offsets.tolist()
    [0, 4, 4, 10]
    """
    if hasattr(texts, "to_arrow"):  # a polars Series
        texts = texts.to_arrow()
    if hasattr(texts, "buffers") or hasattr(texts, "combine_chunks"):  # a pyarrow Array or ChunkedArray
        return _of_arrow(texts)
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(parts) + 1, np.int64)
    np.cumsum([len(part) for part in parts], out=offsets[1:])
    return Utf8(np.frombuffer(b"".join(parts), np.uint8), offsets)


def _of_arrow(column: Any) -> Utf8:  # noqa: ANN401
    arrow = import_module("pyarrow")
    column = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    column = column.cast(arrow.large_string())
    _, places, data = column.buffers()
    if not len(column) or data is None:
        return Utf8(np.frombuffer(b"", np.uint8), np.zeros(len(column) + 1, np.int64))
    offsets = np.frombuffer(places, np.int64)[column.offset : column.offset + len(column) + 1].copy()
    return Utf8(np.frombuffer(data, np.uint8), offsets)


def spans(leave_out: Iterable[Sequence[tuple[int, int]]] | None, count: int) -> Spans:
    """The spans of `count` texts, empty ones dropped.

    >>> spans([[(9, 12), (3, 5)], [(4, 4)]], 2)
    Spans(starts=array([3, 9]), ends=array([ 5, 12]), offsets=array([0, 2, 2]))
    """
    sizes = np.zeros(count, np.int64)
    flat: list[tuple[int, int]] = []
    for article, own in zip(range(count), () if leave_out is None else leave_out, strict=False):
        if len(own):
            found = sorted((start, end) for start, end in own if end > start)
            sizes[article] = len(found)
            flat += found
    both = np.array(flat, np.int64).reshape(-1, 2)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    return Spans(np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1]), offsets)
