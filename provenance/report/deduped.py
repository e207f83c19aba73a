"""What `dedupe` did, in a few lines for a terminal: how many stay, how many go, and the largest clusters."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from provenance.base.tables import CLUSTERS, checked
from provenance.report import wording
from provenance.report.layout import LABEL, Sheet
from provenance.report.wording import shortlist

LARGEST = 8  # clusters that are shown


def deduped(
    clusters: pl.DataFrame,
    run: Mapping[str, Any],
    *,
    out: str | None = None,
    files: Sequence[str] = (),
    dry_run: bool = False,
    colour: bool = False,
    width: int = 80,
) -> str:
    """The summary of a run of `dedupe`; `out` is the folder that was written, if any was, or `files` were."""
    checked(clusters, CLUSTERS, "clusters")
    counts, sheet = run["counts"], Sheet(width)
    against = f", against {counts['against']:,} of an earlier corpus" if counts["against"] else ""
    sheet.labelled("Read", (wording.many(counts["articles"], "article"), "strong"), against)
    sheet.labelled("Kept", (f"{counts['kept']:,}", "yes"))
    would = " would go" if dry_run else ""
    exact = f", {counts['exact copies']:,} of them word for word" if counts["exact copies"] else ""
    sheet.labelled("Removed", (f"{counts['removed']:,}{would}", "no" if counts["removed"] else ""), exact)
    _largest(sheet, clusters)
    _dates(sheet, run)
    if counts["left out"]:
        records = wording.many(counts["left out"], "record")
        sheet.labelled(
            "Left out", (records, "no"), " of which no article came: empty, broken, or of an id given before"
        )
    if files:
        where = "(dry run: nothing was written)" if dry_run else ", ".join(files)
        sheet.labelled("Written", (where, "dim") if dry_run else where)
    elif out is not None:
        rejected = f"{out}/rejected*, " if counts["left out"] else ""
        where = f"{out}/kept*, {out}/removed*, {rejected}{out}/clusters.parquet"
        where = "(dry run: nothing was written)" if dry_run else where
        sheet.labelled("Written", (where, "dim") if dry_run else where)
    return sheet.shown(colour=colour)


def _dates(sheet: Sheet, run: Mapping[str, Any]) -> None:
    """How many dates could not be read, and which articles went that have none: where the earliest stays."""
    counts = run["counts"]
    unread, lost = counts["dates not read"], counts["undated removed"]
    if unread and run["settings"]["keep"] == "earliest":
        known = counts["dated"]
        rest = f"; {known:,} are known" if known else ", none is known: of copies the longest stays"
        sheet.labelled("Dates", (f"{unread:,} could not be read", "no"), rest)
    elif not counts["dated"] and counts["removed"] and run["settings"]["keep"] == "earliest":
        sheet.labelled("Dates", "none is known: of copies the longest stays")
    if lost:
        article, kept = run["undated removed"][0]
        first = f"{article}, for {kept}" if lost == 1 else f"the first is {article}, for {kept}"
        removed = f"{lost:,} removed for one with a date"
        sheet.labelled("Undated", (removed, "no"), f", and may be older: {first}")


def _largest(sheet: Sheet, clusters: pl.DataFrame) -> None:
    sizes = (
        clusters.group_by("cluster")
        .agg(pl.len().alias("size"), pl.col("similarity").min().alias("least"))
        .filter(pl.col("size") > 1)
        .sort("size", "cluster", descending=[True, False])
    )
    rows, more = shortlist(list(sizes.iter_rows()), LARGEST)
    for name, size, least in rows:
        alike = f"  similarity {int(100 * least) / 100:.2f} at least"  # rounded down: 1.00 is word for word
        sheet.line(f"{size:>5} × ", name, (alike, "dim"), indent=LABEL, hang=8)
    if more:
        sheet.line((more, "dim"), indent=LABEL)
