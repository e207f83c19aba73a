"""Articles become passages: what any two of them share, with offsets into both originals."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import xxhash

from provenance.base.arrays import distinct
from provenance.base.backend import Backend
from provenance.base.outlets import outlet_of
from provenance.base.settings import Settings
from provenance.base.tables import PASSAGES, PIECE, checked
from provenance.base.tokens import I64, PARTS, Tokens, words_before
from provenance.match.align.alignment import AlignedSpans
from provenance.match.facts import NumbersAndNames
from provenance.match.fingerprints.winnowing import piece_borders
from provenance.match.memory import release_memory
from provenance.match.outlet_stock import outlet_stock
from provenance.match.paraphrase.candidates import paraphrase_candidates
from provenance.match.paraphrase.scattered import scattered_passages
from provenance.match.paraphrase.table import Flags, Reworded, reworded_passages
from provenance.match.paraphrase.wording import Wording, wording_scores, wording_weights
from provenance.match.significance.scores import Scores, scores
from provenance.match.twins import ALIGNED_SPANS_BY, PASSAGE_WEIGHTS_BY, WORDINGS_BY

_PUBLISHED = ("outlet", "url")  # columns that tell who published an article
_EACH = 8  # articles up to which each pair is looked at for passages in other words


def passages(
    articles: pl.DataFrame,
    tokens: Tokens,
    settings: Settings,
    *,
    backend: Backend = "python",
    pairwise: Callable[[int], Backend] | None = None,
    folder: Path | None = None,
) -> pl.DataFrame:
    """PASSAGES of all articles, left < right, sorted; article i of the frame is article i of the tokens.

    `pairwise` says which backend compares so many pairs in other words, where that is not `backend`. What does not fit
    into memory lies in the folder meanwhile.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["Rain fell. The old ferry will stop for good at dawn.", "Now the old ferry will stop for good at dawn"]
    >>> columns = {"article": ["a", "b"], "text": texts, "language": ["en", "en"]}
    >>> unknown = {"published_from": pl.Series([None, None], dtype=pl.Datetime("us", "UTC"))}
    >>> none = {"furniture": [[], []]}
    >>> passages(pl.DataFrame(columns | unknown | none), tokens_of(texts), Settings()).row(0)[:8]
    ('a', 'b', 11, 51, 4, 44, 9, 9)
    """
    borders = piece_borders(tokens, _furniture(articles))
    spans = ALIGNED_SPANS_BY[backend](tokens, canonical_order(articles, tokens), settings, borders)
    column: Any = articles["text"]  # the kernels read it as it lies in memory
    texts = column.to_list() if backend == "python" else column
    languages = articles["language"].to_list()
    scored = scores(spans, tokens, texts, languages, settings, weigh=PASSAGE_WEIGHTS_BY[backend])
    common = outlet_stock(spans, tokens.offsets, _houses(articles), NumbersAndNames(tokens, texts).shared)
    weights = scored._replace(significant=scored.significant & ~common)
    rows = {**spans._asdict(), **weights._asdict()}
    if not settings.reworded:
        del spans, scored, weights
        table = _table(articles["article"], tokens, rows, pl.lit("aligned"))
        return checked(_in_order(table, articles), PASSAGES, "passages")
    order = canonical_order(articles, tokens)
    pairs = _candidates(column, tokens, spans, weights, order, folder)
    quick = pairwise(len(pairs)) if pairwise else backend
    more = reworded_passages(tokens, pairs, spans, column, languages, settings, borders, backend=quick)
    others = AlignedSpans(*(np.concatenate(columns) for columns in zip(spans, more.found, strict=True)))
    loose = scattered_passages(tokens, languages, order, others, folder)
    wording = WORDINGS_BY[quick](loose, spans, tokens, column, languages)
    table = _table(articles["article"], tokens, rows, pl.lit("aligned"))
    if len(more.found.left):
        table = _with(table, more, articles["article"], tokens, common)
    if len(loose.left):
        faint = _faint(loose._replace(matched=wording.matched), wording, tokens, settings)
        table = pl.concat([table, _table(articles["article"], tokens, faint, pl.lit("scattered"))])
    return checked(_in_order(table, articles), PASSAGES, "passages")


def _faint(loose: AlignedSpans, wording: Wording, tokens: Tokens, settings: Settings) -> dict[str, Any]:
    """The columns of scattered passages; none of them counts by itself."""
    faint_scores, _ = wording_scores(wording_weights(wording, loose), wording, loose, tokens, settings)
    return {**loose._asdict(), **faint_scores._replace(significant=np.zeros(len(loose.left), np.bool_))._asdict()}


def _in_order(table: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Sorted by ids; aligned passages come by the numbers of articles."""
    mixed = not articles["article"].is_sorted() or not (table["kind"] == "aligned").all()
    return table.sort("left", "right", "left_start", "right_start", "kind") if mixed else table


def _candidates(
    texts: Sequence[str], tokens: Tokens, spans: AlignedSpans, scored: Scores, order: I64, folder: Path | None
) -> I64:
    """The pairs that may have passages in other words, sorted; few articles are compared each with each."""
    count = len(tokens)
    if count <= _EACH:
        return np.argwhere(np.tri(count, k=-1, dtype=np.bool_).T)
    sharing = np.flatnonzero(scored.significant)
    aligned = np.stack([spans.left[sharing], spans.right[sharing]], axis=1).astype(np.int64)
    left, right = np.concatenate([paraphrase_candidates(tokens, texts, order, folder), aligned]).T
    release_memory(len(tokens.hashes))
    return np.stack(np.divmod(distinct(left * count + right), count), axis=1)


def _with(table: pl.DataFrame, more: Reworded, ids: pl.Series, tokens: Tokens, common: Flags) -> pl.DataFrame:
    """The table of aligned passages with those in other words, each in the place of the aligned ones inside it.

    What counts inside a passage counts as the whole, and its bits are no fewer than those of all aligned ones together.
    What lies around the stock of an outlet (`common`) does not count for its wording.
    """
    kinds = pl.Series(["brief" if brief else "reworded" for brief in more.brief.tolist()], dtype=pl.String)
    merged = _table(ids, tokens, {**more.found._asdict(), **more.scores._asdict()}, pl.lit(kinds))
    aligned = table.with_columns(holder=more.holder, stock=common)
    inside = aligned.filter(pl.col("holder") >= 0).group_by("holder", maintain_order=True)
    within = inside.agg(
        pl.struct(list(PIECE)).alias("inside"),
        pl.col("bits").sum().alias("inside_bits"),
        pl.col("expect").min().alias("inside_expect"),
        pl.col("significant").any().alias("inside_counts"),
        pl.col("stock").any(),
    )
    numbered = merged.with_columns(holder=pl.int_range(pl.len(), dtype=pl.Int64))
    joined = numbered.join(within, on="holder", how="left", maintain_order="left")
    counts = pl.col("significant") & ~pl.col("stock").fill_null(False)
    merged = joined.with_columns(
        pieces=pl.col("inside").fill_null([]),
        bits=pl.max_horizontal("bits", "inside_bits"),
        expect=pl.min_horizontal("expect", "inside_expect"),
        significant=counts | pl.col("inside_counts").fill_null(False),
        worded=counts & pl.Series(more.worded),
    )
    alone = aligned.filter(pl.col("holder") < 0)
    return pl.concat([alone.select(list(PASSAGES)), merged.select(list(PASSAGES))])


def canonical_order(articles: pl.DataFrame, tokens: Tokens) -> I64:
    """Each article's rank by published_from (unknown last), then by a hash of its words, then by its id."""
    hashes = np.ascontiguousarray(tokens.hashes)
    words = [xxhash.xxh3_64_intdigest(hashes[a:b].data) for a, b in pairwise(tokens.offsets.tolist())]
    return (
        articles.select("published_from", "article", words=pl.Series(words, dtype=pl.UInt64))
        .with_row_index("number")
        .sort("published_from", "words", "article", nulls_last=True)
        .select(rank=pl.col("number").arg_sort())
        .to_series()
        .to_numpy()
        .astype(np.int64)
    )


def _houses(articles: pl.DataFrame) -> list[str | None]:
    none = pl.lit(None, pl.String)
    published = articles.select(
        "article", *(name if name in articles.columns else none.alias(name) for name in _PUBLISHED)
    )
    return [outlet_of(outlet, url) for _, outlet, url in published.iter_rows()]


def _furniture(articles: pl.DataFrame) -> list[list[tuple[int, int]]]:
    return [[(span["start"], span["end"]) for span in spans or ()] for spans in articles["furniture"].to_list()]


def _in_words(rows: dict[str, Any], tokens: Tokens) -> I64:
    """How many words the longer side of each passage has; `matched` becomes words too, where letters are tokens."""
    sizes: list[I64] = [rows[f"{side}_to"] - rows[f"{side}_from"] for side in ("left", "right")]
    before = words_before(tokens)
    if before is None:
        return np.maximum(sizes[0], sizes[1])
    parts: list[I64] = []
    for side in ("left", "right"):
        first = tokens.offsets[rows[side]]
        parts.append(before[first + rows[f"{side}_to"]] - before[first + rows[f"{side}_from"]])
    shorter = np.where(sizes[0] <= sizes[1], parts[0], parts[1])
    rows["matched"] = shorter * rows["matched"] // (np.maximum(1, np.minimum(sizes[0], sizes[1])) * PARTS)
    words: I64 = np.maximum(1, np.maximum(parts[0], parts[1]) // PARTS)
    return words


def _table(ids: pl.Series, tokens: Tokens, rows: dict[str, Any], kinds: pl.Expr) -> pl.DataFrame:
    """The rows of PASSAGES, made of the columns of Found and Scores: each of these is forgotten once it is used."""

    def places(side: str) -> Iterator[pl.Series]:
        numbers, first, beyond = (rows.pop(name) for name in (side, f"{side}_from", f"{side}_to"))
        place = tokens.offsets[numbers]
        yield pl.Series(side, ids.gather(numbers))
        place += first
        yield pl.Series(f"{side}_start", tokens.starts[place])
        place += beyond - first - 1
        yield pl.Series(f"{side}_end", tokens.ends[place])
        release_memory(len(tokens.hashes))

    release_memory(len(tokens.hashes))
    words = _in_words(rows, tokens)
    columns = [pl.Series("words", words, dtype=pl.UInt32), *places("left"), *places("right")]
    columns += [pl.Series(name, rows.pop(name), dtype=PASSAGES[name]) for name in list(rows)]
    none = {name: pl.lit(None, PASSAGES[name]) for name in ("pieces", "worded")}
    return pl.DataFrame(columns).with_columns(kind=kinds, **none).select(list(PASSAGES))
