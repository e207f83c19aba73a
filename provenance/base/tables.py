"""The tables in OUT: a contract. Columns may be added, never renamed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Self

import numpy as np
import polars as pl

from provenance.base.atomic_write import atomic_write
from provenance.base.disjoint_sets import smallest_linked

SCHEMA_VERSION = "1"  # stands in the metadata of every table that is written

ADDED = {  # columns that a trace made before they were added may lack
    "passages": {"kind", "pieces", "worded"},
    "derivations": {"direct"},
}
ADDED_TABLES = frozenset({"quotations"})  # the same for whole tables

Schema = Mapping[str, pl.DataType]

_TEXT = pl.String()
_OFFSET = pl.UInt32()  # Unicode code points into the article's original text; spans are half-open
_SHARE = pl.Float64()  # 0..1
_BITS = pl.Float64()
_TIME = pl.Datetime("us", "UTC")


def _structs(**fields: pl.DataType) -> pl.List:
    return pl.List(pl.Struct(fields))


SPANS = _structs(start=_OFFSET, end=_OFFSET, kind=_TEXT)

ARTICLES: Schema = {
    "article": _TEXT,
    "path": _TEXT,
    "outlet": _TEXT,
    "url": _TEXT,
    "title": _TEXT,
    "byline": _TEXT,
    "dateline": _TEXT,
    "language": _TEXT,  # ISO 639-1
    "published_from": _TIME,
    "published_to": _TIME,
    "published_candidates": pl.List(pl.Date()),
    "captured_from": _TIME,
    "captured_to": _TIME,
    "date_basis": _TEXT,  # what the bounds rest on: metadata, address, facts (and text), text, null
    "words": pl.UInt32(),  # tokens, furniture left out
    "furniture": SPANS,
    "text": _TEXT,
    # added columns
    "record": pl.UInt32(),  # its place in the file while a run reads it; null in OUT, where the ledger tells it
    "encoding": _TEXT,  # of a file that is one article
    "published_given": _TEXT,  # the metadata's date, as it stood
    # layer: text, facts, metadata, capture
    "date_evidence": _structs(layer=_TEXT, start=_OFFSET, end=_OFFSET, note=_TEXT),
    # all that a page says of itself, the best first for each field; basis: link, meta, json-ld, visible
    "metadata": _structs(field=_TEXT, value=_TEXT, basis=_TEXT),
}
CREDITS: Schema = {
    "article": _TEXT,
    "agency": _TEXT,  # id of the catalogue; null when ambiguous, unnamed, or an outlet in no catalogue
    "alternatives": pl.List(_TEXT),
    "kind": _TEXT,  # credit, relay, citation, quote, self
    "scope": _TEXT,  # story, passage
    "start": _OFFSET,
    "end": _OFFSET,
    "name_start": _OFFSET,
    "name_end": _OFFSET,
    # added columns
    "position": _TEXT,  # bracket, dateline, endmark, signoff, sentence, passage, unnamed, byline, title
}
PAIRS: Schema = {
    "left": _TEXT,
    "right": _TEXT,
    "similarity": _SHARE,
    "left_in_right": _SHARE,
    "right_in_left": _SHARE,
}
CLUSTERS: Schema = {
    "cluster": _TEXT,  # id of the kept article
    "article": _TEXT,
    "kept": pl.Boolean(),
    "reason": _TEXT,
    # added columns
    "similarity": _SHARE,  # to the kept article; null for the kept one itself
    "article_in_kept": _SHARE,
    "kept_in_article": _SHARE,
    "weakest": _SHARE,  # lowest similarity measured between two articles of the cluster; null for one alone
    "date": _TIME,  # when it was published at the earliest; null where that is not known to a month
}
PIECE: Schema = {  # of a passage
    "left_start": _OFFSET,
    "left_end": _OFFSET,
    "right_start": _OFFSET,
    "right_end": _OFFSET,
    "words": pl.UInt32(),
    "matched": pl.UInt32(),
    "bits": _BITS,
    "expect": _BITS,
    "significant": pl.Boolean(),
}
PASSAGES: Schema = {
    "left": _TEXT,
    "right": _TEXT,
    **PIECE,
    # added columns
    # aligned (word for word, with edits), reworded (other words, another order), brief (told in brief), scattered (runs
    # of rare pairs of words, in any order: never significant), translation (the same in two languages)
    "kind": _TEXT,
    # what is aligned inside a passage in other words, in the order of the left article; null for an aligned one
    "pieces": pl.List(pl.Struct(PIECE)),
    "worded": pl.Boolean(),  # whether its wording counts, whatever is aligned inside; null for an aligned one
}
SENTENCES: Schema = {  # one of the left article and one of the right that say the same
    "left_start": _OFFSET,
    "left_end": _OFFSET,
    "right_start": _OFFSET,
    "right_end": _OFFSET,
    "gap": _OFFSET,  # sentences from the pair before to this one, on the side where there are more
}
TRANSLATIONS: Schema = {  # pairs of articles in different languages; no table of OUT
    "left": _TEXT,
    "right": _TEXT,
    "basis": _TEXT,  # keys (names, numbers, countries), sentences (an encoder compared them)
    "likeness": _SHARE,  # of the keys
    "others": _SHARE,  # the same of their nearest others, on average
    "score": pl.Float64(),  # of the best chain of sentences; null where only keys were compared
    "quoted": pl.Float64(),  # of the score, what sentences make that are quotations for the most part
    "shared": pl.List(_TEXT),  # keys as the left article writes them
    "chain": pl.List(pl.Struct(SENTENCES)),  # sentences that say the same, in order
}
QUOTES: Schema = {
    "article": _TEXT,
    "start": _OFFSET,  # marks included
    "end": _OFFSET,
    "speaker": _TEXT,
    "via": _TEXT,  # agency id, where the words came through one
}
QUOTATIONS: Schema = {  # quotations that two articles or more have, a row for each form
    "quotation": _TEXT,  # the article and place of the longest form
    "article": _TEXT,
    "start": _OFFSET,
    "end": _OFFSET,
    "speaker": _TEXT,
    "speaker_start": _OFFSET,
    "speaker_end": _OFFSET,
    "speaker_kept": pl.Boolean(),  # whether the longest form has the same speaker; null where either names none
    "form": _TEXT,  # exact, trimmed (one stretch of the longest), altered, indirect (without marks)
    "words": pl.UInt32(),
    "of": _TEXT,  # the article that holds the longest form; of equals the first by id
}
SOURCES: Schema = {
    "source": _TEXT,
    "agency": _TEXT,
    "published_from": _TIME,
    "published_to": _TIME,
    "kind": _TEXT,  # story, background, statement, broadcast
    "text": _TEXT,  # reconstructed, or null
}
DERIVATIONS: Schema = {
    "derived": _TEXT,
    "derived_kind": _TEXT,  # article, unseen
    "source": _TEXT,
    "source_kind": _TEXT,  # article, unseen
    "relation": _TEXT,  # copy, partial, rewrite, revision, translation, relay, citation, quote, common
    "direction": _TEXT,  # known, unknown
    "rank": pl.UInt32(),
    "probability": _SHARE,
    "evidence": _structs(kind=_TEXT, weight=pl.Float64(), article=_TEXT, start=_OFFSET, end=_OFFSET, note=_TEXT),
    # added columns
    "direct": _SHARE,  # without the routes through other articles; of an article as source the probability itself
}


def table(rows: list[dict[str, object]], schema: Schema) -> pl.DataFrame:
    """Rows as a frame of exactly that schema.

    >>> table([{"cluster": "a", "article": "a", "kept": True, "reason": "earliest"}], CLUSTERS).shape
    (1, 9)
    """
    return pl.DataFrame(rows, schema=dict(schema), orient="row") if rows else _empty(tuple(schema.items())).clear()


@cache
def _empty(columns: tuple[tuple[str, pl.DataType], ...]) -> pl.DataFrame:
    """No rows of a schema; making them takes a hundred times longer than copying them."""
    return pl.DataFrame(schema=dict(columns))


def checked(frame: pl.DataFrame, schema: Schema, name: str) -> pl.DataFrame:
    """The frame itself, once it is known to hold every column of the schema with its type.

    Raises TypeError naming the columns that are missing or of another type: a bug of ours, not of the user.
    """
    kinds = dict(zip(frame.columns, frame.dtypes, strict=True))  # each look at `schema` makes all of it
    wrong = [
        f"{column} is {kinds.get(column)}, not {kind}" for column, kind in schema.items() if kinds.get(column) != kind
    ]
    if wrong:
        raise TypeError(f"table {name}: " + "; ".join(wrong))
    return frame


def shown_passages(passages: pl.DataFrame) -> pl.DataFrame:
    """PASSAGES as they are weighed and shown: one in brief, or whose wording does not count, is its aligned pieces.

    What one article says in brief, the other says all over: of most words between, nothing is the same. Around a
    quotation that two reports share there is much that both say by chance.
    """
    loose = (pl.col("kind") == "brief") | ((pl.col("kind") == "reworded") & ~pl.col("worded"))
    pieces = passages.filter(loose).select("left", "right", pl.col("pieces").fill_null([])).explode("pieces")
    pieces = pieces.filter(pl.col("pieces").is_not_null()).unnest("pieces")
    exact = passages.filter(~loose.fill_null(False))
    if not pieces.height:
        return exact
    none = {name: pl.lit(None, PASSAGES[name]) for name in ("pieces", "worded")}
    rows = pieces.with_columns(kind=pl.lit("aligned"), **none)
    order = ["left", "right", "left_start", "right_start", "left_end", "right_end"]
    return pl.concat([exact, rows.select(exact.columns)]).sort(order)


def in_one_language(passages: pl.DataFrame) -> pl.DataFrame:
    """PASSAGES without those that are translations: they share no words."""
    return passages.filter(pl.col("kind").ne_missing("translation"))


def linked_names(left: pl.Series, right: pl.Series, names: Iterable[str]) -> list[str]:
    """These names and all that a chain of rows connects with any of them, sorted; a row links its left and its right.

    >>> linked_names(pl.Series(["a", "c", "x"]), pl.Series(["b", "b", "y"]), ["a"])
    ['a', 'b', 'c']
    """
    chosen = pl.Series(list(names), dtype=pl.String)
    every = pl.concat([left, right, chosen]).unique().sort().alias("name")
    numbers = pl.DataFrame(every).with_row_index("number")
    ends = (numbers.join(pl.DataFrame({"name": side}), on="name", how="right", maintain_order="right")["number"]
            for side in (left, right, chosen))  # fmt: skip
    left_numbers, right_numbers, chosen_numbers = (side.to_numpy().astype(np.int64) for side in ends)
    families = smallest_linked(left_numbers, right_numbers, len(every))
    linked: list[str] = every.filter(pl.Series(np.isin(families, families[chosen_numbers]))).to_list()
    return linked


def write_table(frame: pl.DataFrame, path: Path, name: str) -> None:
    """The frame as parquet with the schema version in its metadata, written aside and renamed into place."""
    buffer = BytesIO()  # polars has errors of its own for a full disk
    frame.write_parquet(buffer, metadata={"provenance.schema": SCHEMA_VERSION, "provenance.table": name})
    with atomic_write(path, lasting=True) as file:
        file.write(buffer.getbuffer())


@dataclass(frozen=True)
class Tables:
    """All that a trace found: what the report room reads and what OUT keeps, a parquet file each."""

    articles: pl.DataFrame
    credits: pl.DataFrame
    quotes: pl.DataFrame
    pairs: pl.DataFrame
    clusters: pl.DataFrame
    passages: pl.DataFrame
    sources: pl.DataFrame
    derivations: pl.DataFrame
    quotations: pl.DataFrame = field(default_factory=lambda: table([], QUOTATIONS))

    def checked(self) -> Self:
        """The tables themselves, once every one of them is known to hold its columns; else TypeError."""
        for name, schema in SCHEMAS.items():
            checked(getattr(self, name), schema, name)
        return self


SCHEMAS: Mapping[str, Schema] = {
    "articles": ARTICLES,
    "credits": CREDITS,
    "quotes": QUOTES,
    "pairs": PAIRS,
    "clusters": CLUSTERS,
    "passages": PASSAGES,
    "sources": SOURCES,
    "derivations": DERIVATIONS,
    "quotations": QUOTATIONS,
}
