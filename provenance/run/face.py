"""The library as its users call it: polars frames in, tables and frames out."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from provenance.base.settings import Settings
from provenance.base.tables import SCHEMAS
from provenance.corpus.frames import articles_of, frame_slices, nothing_read
from provenance.corpus.ledger import Entry
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.reviewed import read_reviewed
from provenance.report.comparison import Comparison, comparison
from provenance.run.backends import backend_for
from provenance.run.frames import taken
from provenance.run.intake import intake
from provenance.run.journey import traced
from provenance.run.resembling import EARLIER, earlier, noted_slices, resembling
from provenance.run.stages import Stages
from provenance.run.story import comparison_of, weighed
from provenance.run.texts import Texts
from provenance.run.trace import agency_names
from provenance.run.traced import TracedTables

LONGEST_NAME = 4_096  # characters of a path


@dataclass(frozen=True)
class Deduped:
    """The given frame in three parts, and what resembles what.

    `removed` has four more columns: the id of the kept article it matches, and how closely. No article came of
    `rejected` rows; `ledger` says why, and what else there is to say of rows.
    """

    kept: Any  # of the kind that was given, like the next two
    removed: Any
    rejected: Any
    clusters: pl.DataFrame
    pairs: pl.DataFrame
    ledger: list[Entry]

    def __repr__(self) -> str:
        """The rows of each part, not the parts themselves."""
        names = ("kept", "removed", "rejected", "clusters", "pairs", "ledger")
        return f"Deduped({', '.join(f'{name}={_rows(getattr(self, name))}' for name in names)})"


def _rows(part: Any) -> str:  # noqa: ANN401  # a frame of any kind, or a list
    return "lazy" if isinstance(part, pl.LazyFrame) else str(len(part))


def dedupe(
    frame: Any,  # noqa: ANN401  polars, pandas or Arrow
    settings: Settings | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    threshold: float | None = None,
    keep: str | None = None,
    prefer: Sequence[str] | None = None,
    against: Any = None,  # noqa: ANN401
) -> Deduped:
    """A frame of articles, a row each, without its near-duplicates; columns, types and row order stay.

    The frame is polars (eager or lazy), pandas or an Arrow table, and the same kind comes back. Columns are guessed
    from common names, or mapped: `columns={"text": "body", "id": "url"}`. Articles of `against`, another frame, are
    kept before any of this one and do not come back. `keep="score:max"` keeps the article with the highest number in a
    column; `prefer=["outlet=Reuters"]` keeps articles with that value before any other.

    >>> rows = ["Rain fell on the old north pier today.", "Rain fell on the old north pier today!", "Dry and mild."]
    >>> found = dedupe(pl.DataFrame({"text": rows}))
    >>> len(found.kept), found.removed["provenance_similarity"].to_list()
    (2, [1.0])
    """
    settings = _with(settings or Settings(), threshold=threshold, keep=keep, prefer=prefer and tuple(prefer))
    rows_in, chosen = taken(frame)
    older = taken(against)[0] if against is not None else None
    size = rows_in.estimated_size() + (0 if older is None else older.estimated_size())
    backend = backend_for(int(size))
    ledger: list[Entry] = []

    def heard(entries: Sequence[Entry], verdicts: Mapping[str, int], articles: int) -> None:
        ledger.extend(entries)
        of_rows = [entry for entry in entries if entry.record is not None]
        if of_rows and not articles and all(entry.verdict == "rejected" for entry in of_rows):
            raise nothing_read(entries[0])

    with Texts() as texts:
        new = noted_slices(frame_slices(rows_in, settings, backend, columns=columns), heard)
        old = (
            ()
            if older is None
            else noted_slices(earlier(frame_slices(older, settings, backend, columns=columns)), heard)
        )
        kept = intake(chain(new, old), settings.sketch, backend, texts)
        resembled = resembling(kept, settings, backend, Stages())
    rows = resembled.articles.select("article", row=pl.col("record") - 1)
    fates = resembled.clusters.join(rows, on="article").filter(~pl.col("article").str.starts_with(EARLIER)).sort("row")
    gone = fates.filter(~pl.col("kept"))
    matches = {
        "provenance_match": gone["cluster"].str.strip_prefix(EARLIER).to_list(),
        "provenance_similarity": gone["similarity"].to_list(),
        "provenance_removed_in_kept": gone["article_in_kept"].to_list(),
        "provenance_kept_in_removed": gone["kept_in_article"].to_list(),
    }
    read = set(fates["row"])
    return Deduped(
        chosen(fates.filter("kept")["row"].to_list(), {}),
        chosen(gone["row"].to_list(), matches),
        chosen([row for row in range(rows_in.height) if row not in read], {}),
        resembled.clusters,
        resembled.pairs,
        ledger,
    )


def _with(settings: Settings, **options: object) -> Settings:
    """The settings with what is given on top, checked."""
    stated = {name: value for name, value in options.items() if value is not None}
    return replace(settings, **stated) if stated else settings  # type: ignore[arg-type]


def trace(
    frame: Any,  # noqa: ANN401  polars, pandas or Arrow
    settings: Settings | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    judged: Path | None = None,
) -> TracedTables:
    """All tables of a trace of a frame of articles, a row each; `judged` is a file of edges that people looked at.

    >>> tables = trace(pl.DataFrame({"id": ["a"], "text": ["Rain fell on the old north pier. (dpa)"]}))
    >>> tables.derivations.select("derived", "source", "relation").rows()
    [('a', 'unseen:dpa:a', 'relay')]
    """
    settings = settings or Settings()
    articles, _ = articles_of(taken(frame)[0], settings, columns=columns)
    tables = traced(articles, settings, judged=read_reviewed(judged) if judged else ())
    by_name = {name: getattr(tables, name) for name in SCHEMAS}
    return TracedTables(**by_name, settings=settings, agencies=agency_names(tables, Catalogue.load()))


def compare(left: str | Path, right: str | Path, settings: Settings | None = None) -> Comparison:
    """What two articles share, and what it means: two texts, or two files as paths.

    >>> compare("Rain fell on the old north pier today.", "Rain fell on the old north pier today!").similarity
    1.0
    """
    settings = settings or Settings()
    if isinstance(left, Path) and isinstance(right, Path):
        return comparison_of(left, right, settings)
    for side in (left, right):
        if isinstance(side, str) and _is_file(side):
            warnings.warn(f"{side!r} is compared as a text; Path({side!r}) reads the file", stacklevel=2)
    texts = [side.read_text(encoding="utf-8") if isinstance(side, Path) else side for side in (left, right)]
    frame = pl.DataFrame({"id": ["left", "right"], "text": texts})
    tables = trace(frame, replace(settings, reworded=True))
    return comparison(tables, "left", "right", weighed=weighed(tables, "left", "right"))


def _is_file(text: str) -> bool:
    """Whether a text is the name of a file that is there."""
    try:
        return len(text) < LONGEST_NAME and "\n" not in text and Path(text).is_file()
    except (OSError, ValueError):
        return False
