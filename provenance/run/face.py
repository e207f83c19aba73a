"""The library as its users call it: polars frames in, tables and frames out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.corpus.frames import articles_of, frame_slices, nothing_read
from provenance.corpus.ledger import Entry
from provenance.origin.judged import judged as read_judged
from provenance.report.comparison import Comparison, comparison
from provenance.run.engines import engine_for
from provenance.run.intake import intake
from provenance.run.journey import traced
from provenance.run.resembling import resembling, told_of
from provenance.run.stages import Stages
from provenance.run.story import comparison_of, weighed
from provenance.run.texts import Texts


@dataclass(frozen=True)
class Deduped:
    """The given frame in three parts, and what resembles what.

    `removed` has four more columns: the id of the kept article it matches, and how closely. No article came of
    `rejected` rows; `ledger` says why, and what else there is to say of rows.
    """

    kept: pl.DataFrame
    removed: pl.DataFrame
    rejected: pl.DataFrame
    clusters: pl.DataFrame
    pairs: pl.DataFrame
    ledger: list[Entry]


def dedupe(
    frame: pl.DataFrame, settings: Settings | None = None, *, columns: Mapping[str, str] | None = None
) -> Deduped:
    """A frame of articles, a row each, without its near-duplicates; columns, types and row order stay.

    Columns are guessed from common names, or mapped: `columns={"text": "body", "id": "url"}`.

    >>> rows = ["Rain fell on the old north pier today.", "Rain fell on the old north pier today!", "Dry and mild."]
    >>> found = dedupe(pl.DataFrame({"text": rows}))
    >>> len(found.kept), found.removed["provenance_similarity"].to_list()
    (2, [1.0])
    """
    settings, frame = settings or Settings(), _frame(frame)
    engine = engine_for(int(frame.estimated_size()))
    ledger: list[Entry] = []

    def heard(told: Sequence[Entry], verdicts: Mapping[str, int], articles: int) -> None:
        ledger.extend(told)
        of_rows = [entry for entry in told if entry.record is not None]
        if of_rows and not articles and all(entry.verdict == "rejected" for entry in of_rows):
            raise nothing_read(told[0])

    with Texts() as texts:
        given = told_of(frame_slices(frame, settings, engine, columns=columns), heard)
        kept = intake(given, settings.sketch, engine, texts)
        found = resembling(kept, settings, engine, Stages())
    fates = found.clusters.join(found.articles.select("article", row=pl.col("record") - 1), on="article").sort("row")
    matches = fates.filter(~pl.col("kept")).select(
        "row",
        provenance_match="cluster",
        provenance_similarity="similarity",
        provenance_removed_in_kept="article_in_kept",
        provenance_kept_in_removed="kept_in_article",
    )
    return Deduped(
        frame[fates.filter("kept")["row"].to_list()],
        pl.concat([frame[matches["row"].to_list()], matches.drop("row")], how="horizontal"),
        frame.filter(~pl.int_range(frame.height).is_in(fates["row"].implode())),
        found.clusters,
        found.pairs,
        ledger,
    )


def trace(
    frame: pl.DataFrame,
    settings: Settings | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    judged: Path | None = None,
) -> Tables:
    """All tables of a trace of a frame of articles, a row each; `judged` is a file of edges that people looked at.

    >>> tables = trace(pl.DataFrame({"id": ["a"], "text": ["Rain fell on the old north pier. (dpa)"]}))
    >>> tables.derivations.select("derived", "source", "relation").rows()
    [('a', 'unseen:dpa:a', 'relay')]
    """
    settings = settings or Settings()
    articles, _ = articles_of(_frame(frame), settings, columns=columns)
    return traced(articles, settings, judged=read_judged(judged) if judged else ())


def compare(left: str | Path, right: str | Path, settings: Settings | None = None) -> Comparison:
    """What two articles share, and what it means: two texts, or two files as paths.

    >>> compare("Rain fell on the old north pier today.", "Rain fell on the old north pier today!").similarity
    1.0
    """
    settings = settings or Settings()
    if isinstance(left, Path) and isinstance(right, Path):
        return comparison_of(left, right, settings)
    texts = [side.read_text(encoding="utf-8") if isinstance(side, Path) else side for side in (left, right)]
    frame = pl.DataFrame({"id": ["left", "right"], "text": texts})
    tables = trace(frame, replace(settings, reworded=True))
    return comparison(tables, "left", "right", weighed=weighed(tables, "left", "right"))


def _frame(given: object) -> pl.DataFrame:
    """What was given, if it is a frame; else an error that says how to make one of it."""
    if isinstance(given, pl.DataFrame):
        return given
    advice = 'pl.DataFrame({"text": [...]}) for texts; pl.read_parquet(path) or `provenance trace PATH` for files'
    if isinstance(given, pl.LazyFrame):
        advice = ".collect() first"
    elif hasattr(given, "__arrow_c_stream__") or type(given).__module__.startswith("pandas"):
        advice = "pl.from_dataframe(frame), or pl.from_pandas(frame)"
    raise InputError("E-NO-FRAME", f"a polars DataFrame is wanted, a row an article, not {_kind(given)}", advice=advice)


def _kind(given: object) -> str:
    name = type(given).__name__
    return "nothing" if given is None else f"a{'n' if name[0].lower() in 'aeiou' else ''} {name}"
