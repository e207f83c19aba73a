"""Frames of other kinds come in as polars, and what is chosen of them goes out as the kind that came."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import polars as pl

from provenance.base.errors import InputError


class Chosen(Protocol):
    """Some rows of what was given, as its own kind, with further columns."""

    def __call__(self, rows: Sequence[int], more: Mapping[str, Sequence[Any]]) -> Any:  # noqa: ANN401
        ...


def taken(frame_like: object) -> tuple[pl.DataFrame, Chosen]:
    """What was given as a polars frame, and how rows of it become its own kind again.

    Kinds: polars eager and lazy (which is collected), pandas, and Arrow tables. Index, types and columns stay.

    >>> frame, chosen = taken(pl.LazyFrame({"text": ["Rain", "Snow"]}))
    >>> chosen([1], {}).collect().rows()
    [('Snow',)]
    """
    if isinstance(frame_like, pl.DataFrame):
        return frame_like, lambda rows, more: _polars(frame_like, rows, more)
    if isinstance(frame_like, pl.LazyFrame):
        frame = frame_like.collect()
        return frame, lambda rows, more: _polars(frame, rows, more).lazy()
    kind = type(frame_like).__module__.partition(".")[0]
    if kind == "pandas" and hasattr(frame_like, "iloc"):
        return pl.from_pandas(frame_like), lambda rows, more: _pandas(frame_like, rows, more)
    if kind == "pyarrow" and hasattr(frame_like, "take"):
        arrow = pl.from_arrow(frame_like)
        if isinstance(arrow, pl.DataFrame):
            return arrow, lambda rows, more: _arrow(frame_like, rows, more)
    advice = 'pl.DataFrame({"text": [...]}) for texts; pl.read_parquet(path) or `provenance trace PATH` for files'
    raise InputError("E-NO-FRAME", f"a frame is wanted, a row an article, not {_kind(frame_like)}", advice=advice)


def _polars(frame: pl.DataFrame, rows: Sequence[int], more: Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    return frame[list(rows)].with_columns(pl.Series(name, values) for name, values in more.items())


def _pandas(frame: Any, rows: Sequence[int], more: Mapping[str, Sequence[Any]]) -> Any:  # noqa: ANN401
    return frame.iloc[list(rows)].assign(**{name: list(values) for name, values in more.items()})


def _arrow(table: Any, rows: Sequence[int], more: Mapping[str, Sequence[Any]]) -> Any:  # noqa: ANN401
    rows_taken = table.take(list(rows)) if rows else table.slice(0, 0)
    for name, values in more.items():
        rows_taken = rows_taken.append_column(name, [list(values)])
    return rows_taken


def _kind(value: object) -> str:
    name = type(value).__name__
    return "nothing" if value is None else f"a{'n' if name[0].lower() in 'aeiou' else ''} {name}"
