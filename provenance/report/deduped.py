"""What `dedupe` did, in a few lines for a terminal: how many stay, how many go, and the largest clusters."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from provenance.base.tables import CLUSTERS, checked
from provenance.report import wording
from provenance.report.layout import LABEL, Sheet
from provenance.report.wording import shortlist

LARGEST = 8  # clusters that are shown
GOING = 20  # articles that would go, named on a dry run
EARLIER = "against:"  # stands before the ids of an earlier corpus


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
    (_going if dry_run else _largest)(sheet, clusters)
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
        dated = counts["dated"]
        clause = f"; {dated:,} are known" if dated else ", none is known: of copies the longest stays"
        sheet.labelled("Dates", (f"{unread:,} could not be read", "no"), clause)
    elif not counts["dated"] and counts["removed"] and run["settings"]["keep"] == "earliest":
        sheet.labelled("Dates", "none is known: of copies the longest stays")
    if lost:
        article, kept = run["undated removed"][0]
        first = f"{article}, for {kept}" if lost == 1 else f"the first is {article}, for {kept}"
        removed = f"{lost:,} removed for one with a date"
        sheet.labelled("Undated", (removed, "no"), f", and may be older: {first}")


def going(clusters: pl.DataFrame) -> list[dict[str, Any]]:
    """The articles that would go, with what they match and why, in the order of their ids."""
    gone = clusters.filter(~pl.col("kept") & ~pl.col("article").str.starts_with(EARLIER)).sort("article")
    return [
        {
            "article": row["article"],
            "match": row["cluster"].removeprefix(EARLIER),
            "match_in": "against" if row["cluster"].startswith(EARLIER) else "input",
            "similarity": row["similarity"],
            "reason": row["reason"].replace(EARLIER, ""),
        }
        for row in gone.iter_rows(named=True)
    ]


def explanation(articles: Sequence[Mapping[str, Any]], *, colour: bool = False, width: int = 80) -> str:
    """Why articles stay or go, as `dedupe explain` says it."""
    sheet = Sheet(width)
    for entry in articles:
        stays = entry["kept"]
        sheet.line((entry["article"], "title"), (" stays" if stays else " goes", "yes" if stays else "no"))
        sheet.line(entry["reason"], indent=2, hang=2)
        if not stays:
            share = wording.percent(entry["article_in_kept"] or 0.0), wording.percent(entry["kept_in_article"] or 0.0)
            where = " of the earlier corpus" if entry["match_in"] == "against" else ""
            sheet.line(
                f"{share[0]} of it stands in {entry['match']}{where}, {share[1]} the other way", indent=2, hang=2
            )
        if entry["others"]:
            names = [
                f"{name} (earlier corpus)" if origin == "against" else name
                for name, origin in zip(entry["others"], entry["others_in"], strict=True)
            ]
            left = entry["others_count"] - len(names)
            more = f" … and {left:,} more" if left else ""
            sheet.line(("in its cluster: ", "dim"), ", ".join(names) + more, indent=2, hang=2)
        sheet.blank()
    return sheet.shown(colour=colour)


def _going(sheet: Sheet, clusters: pl.DataFrame) -> None:
    """What would go and why, a line each."""
    rows, more = shortlist(going(clusters), GOING)
    for row in rows:
        sheet.line((row["article"], "no"), (f"  {row['reason']}", "dim"), indent=LABEL, hang=4)
    if more:
        sheet.line((f"{more}: --json lists all", "dim"), indent=LABEL)


def _largest(sheet: Sheet, clusters: pl.DataFrame) -> None:
    sizes = (
        clusters.group_by("cluster")
        .agg(pl.len().alias("size"), pl.col("similarity").min().alias("least"))
        .filter(pl.col("size") > 1)
        .sort("size", "cluster", descending=[True, False])
    )
    rows, more = shortlist(list(sizes.iter_rows()), LARGEST)
    for name, size, lowest in rows:
        alike = f"  similarity {int(100 * lowest) / 100:.2f} at least"  # rounded down: 1.00 is word for word
        sheet.line(f"{size:>5} × ", name.removeprefix(EARLIER), (alike, "dim"), indent=LABEL, hang=8)
    if more:
        sheet.line((more, "dim"), indent=LABEL)
