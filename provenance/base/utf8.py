"""Texts become one run of bytes, and the spans to leave out one run of numbers: what kernels read."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import numpy as np

from provenance.base.arrays import READ_ONLY
from provenance.base.tokens import I64, U8

Bytes = Annotated[U8, READ_ONLY]


class Utf8(NamedTuple):
    """n texts one after the other: text i is the bytes `offsets[i]:offsets[i + 1]`."""

    text: Bytes
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
    np.cumsum([len(encoded) for encoded in parts], out=offsets[1:])
    return Utf8(_bytes(b"".join(parts)), offsets)


def _bytes(data: Any) -> Bytes:  # noqa: ANN401
    """The memory of a buffer, not to be written to: kernels are compiled for such."""
    text = np.frombuffer(data, np.uint8)
    text.flags.writeable = False
    return text


def _of_arrow(column: Any) -> Utf8:  # noqa: ANN401
    arrow = import_module("pyarrow")
    column = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    column = column.cast(arrow.large_string())
    _, places, data = column.buffers()
    if not len(column) or data is None:
        return Utf8(_bytes(b""), np.zeros(len(column) + 1, np.int64))
    offsets = np.frombuffer(places, np.int64)[column.offset : column.offset + len(column) + 1].copy()
    return Utf8(_bytes(data), offsets)


def measured(texts: Iterable[str]) -> tuple[Any, I64]:
    """The texts as what can be cut into some at a time, and about how many bytes stand before each, and in all.

    Of a polars column that is cut no copy of all is made.

    >>> measured(["Rain", "", "fell"])[1].tolist()
    [0, 4, 4, 8]
    """
    column: Any = texts
    if hasattr(column, "to_arrow"):
        sizes = column.str.len_bytes().to_numpy()
    elif hasattr(column, "buffers") or hasattr(column, "combine_chunks"):
        column = column.cast(import_module("pyarrow").large_string())  # lengths of views are not to be had
        sizes = import_module("pyarrow.compute").binary_length(column).to_numpy(zero_copy_only=False)
    else:
        column = list(texts)
        sizes = np.fromiter(map(len, column), np.int64, len(column))
    return column, np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])


def chosen(texts: Any, rows: I64) -> Utf8:  # noqa: ANN401
    """The bytes of some of the texts: of a list, or of a polars or pyarrow column.

    >>> chosen(["Rain", "", "fell"], np.array([0, 2])).text.tobytes()
    b'Rainfell'
    """
    for take in ("gather", "take"):
        if hasattr(texts, take):
            return utf8(getattr(texts, take)(rows))
    return utf8([texts[row] for row in rows.tolist()])


def flat_spans(leave_out: Iterable[Sequence[tuple[int, int]]] | None, count: int) -> Spans:
    """The spans of `count` texts, empty ones dropped.

    >>> flat_spans([[(9, 12), (3, 5)], [(4, 4)]], 2)
    Spans(starts=array([3, 9]), ends=array([ 5, 12]), offsets=array([0, 2, 2]))
    """
    sizes = np.zeros(count, np.int64)
    flat: list[tuple[int, int]] = []
    for article, article_spans in zip(range(count), () if leave_out is None else leave_out, strict=False):
        if len(article_spans):
            ordered = sorted((start, end) for start, end in article_spans if end > start)
            sizes[article] = len(ordered)
            flat += ordered
    ends = np.array(flat, np.int64).reshape(-1, 2)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    return Spans(np.ascontiguousarray(ends[:, 0]), np.ascontiguousarray(ends[:, 1]), offsets)
