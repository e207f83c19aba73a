"""What a trace found, in a screenful: read, clusters, who draws on what, what is unseen, where to look next."""

import shlex
from collections.abc import Mapping, Sequence
from math import fsum
from pathlib import Path
from typing import Any

from provenance.base.escaping import one_line
from provenance.base.tables import Tables
from provenance.report import wording
from provenance.report.gathered import derivations
from provenance.report.headlines import quoted_name
from provenance.report.layout import LABEL, Sheet
from provenance.report.lookup import Lookup
from provenance.report.overview import Overview, Unseen, of_all
from provenance.report.story import Derivation, Node
from provenance.report.verdict import INFORMATION
from provenance.report.wording import shortlist

AMISS = (("warned", ""), ("rejected", "no"))  # outcomes of the ledger worth a word, and their style


def summary(
    tables: Tables,
    run: Mapping[str, Any],
    *,
    out: str | Path = "out/trace",
    codes: Mapping[str, int] | None = None,
    agencies: Mapping[str, str] | None = None,
    colour: bool = False,
    width: int = 80,
) -> str:
    """What a trace found, as `provenance trace` ends: read, clusters, who draws on what, unseen, where next.

    `run` is that of run.json: version, seconds a stage, and under `ledger` what was accepted, warned and rejected;
    `codes` counts diagnostic codes such as E-BINARY.
    """
    look = Lookup.of(tables, agencies)
    view = of_all(look)
    sheet = Sheet(width)
    seconds = fsum(run.get("seconds", {}).values())
    took = f"  {seconds:.1f} s" if seconds else ""
    sheet.line(("provenance", "title"), (f" {run.get('version', '')}", "dim"), (took, "dim"))
    sheet.blank()
    _read(sheet, view, run.get("ledger", {}), codes or {})
    _clusters(sheet, view)
    _drawing(sheet, view, look)
    _unseen(sheet, view)
    if view.alone:
        sheet.labelled(
            "No source",
            f"{wording.many(len(view.alone), 'article')} without source, copy or follower here",
            (": this does not prove independence", "dim"),
        )
    _next(sheet, view, str(out))
    return sheet.shown(colour=colour)


def _read(sheet: Sheet, view: Overview, ledger: Mapping[str, int], codes: Mapping[str, int]) -> None:
    languages, more = shortlist([f"{name} {count:,}" for name, count in view.languages], 5)
    spoken = f", {', '.join(languages)}{', ' + more if more else ''}" if len(view.languages) > 1 else ""
    undated = f", {view.undated:,} undated" if view.undated else ""
    sheet.labelled(
        "Read",
        (wording.many(len(view.articles), "article"), "strong"),
        f", {wording.many(view.words, 'word')}, {wording.many(view.credits, 'credit')}{spoken}{undated}",
    )
    amiss = [(f"{ledger[name]:,} {name}", style) for name, style in AMISS if ledger.get(name)]
    if amiss:
        listing = ", ".join(f"{code} {count:,}" for code, count in sorted(codes.items()))
        listed = [piece for span in amiss for piece in (span, ", ")][:-1]
        sheet.line(
            *listed, (f": {listing}; see ledger.jsonl" if listing else "; see ledger.jsonl", "dim"), indent=LABEL
        )


def _clusters(sheet: Sheet, view: Overview) -> None:
    if not view.clusters:
        sheet.labelled("Clusters", "none: no two articles are near-duplicates")
        return
    total = sum(len(c.others) + 1 for c in view.clusters)
    copies = wording.many(total, "near-duplicate article")
    sheet.labelled("Clusters", (wording.many(len(view.clusters), "cluster"), "strong"), f" of {copies}")
    rows, more = shortlist(view.clusters, 5)
    for cluster in rows:
        stays = f" stays ({cluster.reason})" if cluster.reason else " stays"
        sheet.line(
            f"{len(cluster.others) + 1:>3} × ", quoted_name(cluster.kept, 48), (stays, "dim"), indent=LABEL, hang=6
        )
    _more(sheet, more)


def _drawing(sheet: Sheet, view: Overview, look: Lookup) -> None:
    sheet.blank()
    if not view.derivations:
        sheet.labelled("Draws on", "no derivation found")
        return
    likely = sum(d.probability >= wording.LIKELY for d in view.derivations)
    sheet.labelled(
        "Draws on",
        (wording.many(len(view.derivations), "derivation"), "strong"),
        f", {likely:,} of them likely (50% or more)",
    )
    rows, more = shortlist(sorted(view.derivations, key=lambda d: d.relation in INFORMATION))  # text first
    for derivation in rows:
        _edge(sheet, derivation, _reason(look, derivation))
    _more(sheet, more)


def _reason(look: Lookup, derivation: Derivation) -> str:
    """The weightiest reason for a chosen derivation."""
    ends = derivation.source.key, derivation.relation, derivation.rank
    rows = look.drawn[derivation.derived.key]
    return derivations(look, [row for row in rows if (row["source"], row["relation"], row["rank"]) == ends])[0].reason


def _edge(sheet: Sheet, derivation: Derivation, reason: str) -> None:
    directed = derivation.direction == "known"
    verb = f" {wording.verb(derivation.relation)} " if directed else " and "
    tail = "" if directed else ": one draws on the other"
    style = "unseen" if derivation.source.unseen else ""
    sheet.line(
        (f"{wording.percent(derivation.probability):>{LABEL - 2}}  ", "strong"),
        quoted_name(derivation.derived, 44),
        (verb, "dim"),
        (quoted_name(derivation.source, 44), style),
        (tail, "dim"),
        hang=LABEL,
    )
    if reason:
        sheet.line((wording.shortened(reason, 160), "dim"), indent=LABEL, hang=2)


def _unseen(sheet: Sheet, view: Overview) -> None:
    if not view.unseen:
        return
    sheet.blank()
    were = "was" if len(view.unseen) == 1 else "were"
    sheet.labelled(
        "Unseen",
        (wording.many(len(view.unseen), "source"), "strong"),
        f" that the articles draw on and that {were} not among them",
    )
    rows, more = shortlist(_alike(view.unseen))
    for items in rows:
        _items(sheet, items)
    _more(sheet, more)


def _alike(unseen: Sequence[Unseen]) -> list[list[Unseen]]:
    """Items that are called the same and serve one article each stand together; no others do."""
    grouped: dict[tuple[str, ...], list[Unseen]] = {}
    for item in unseen:
        heir = item.node.key if len(item.drawn_on_by) != 1 else ""
        grouped.setdefault((item.node.name, heir), []).append(item)
    return list(grouped.values())


def _items(sheet: Sheet, items: Sequence[Unseen]) -> None:
    """One unseen item, or some that are called the same, with what draws on it."""
    first = items[0].node
    when = f", {first.published}" if len(items) == 1 and first.published != (None, None) else ""
    times = f" × {len(items)}, one for each of these" if len(items) > 1 else ""
    by, others = shortlist([quoted_name(d.derived, 36) for item in items for d in item.drawn_on_by], 3)
    heirs = f": {', '.join(by)} {others}" if others else f": {wording.listed(by)}" if by else ""
    sheet.line((first.name.removeprefix("unseen "), "unseen"), (when + times, "dim"), heirs, indent=LABEL, hang=2)


def _more(sheet: Sheet, more: str) -> None:
    if more:
        sheet.line((more, "dim"), indent=LABEL)


def _next(sheet: Sheet, view: Overview, out: str) -> None:
    sheet.blank()
    folder = shlex.quote(out.rstrip("/\\"))
    sheet.labelled("Next", ("open ", "dim"), f"{folder}/report/index.html")
    first = next((d for d in view.derivations if not d.derived.unseen), None)
    argument = _argument(first.derived) if first else "ARTICLE"
    sheet.line(f"provenance report {argument} --from {folder}", indent=LABEL, hang=4)
    if first:
        sheet.line(f"provenance compare {argument} {_argument(first.source)} --from {folder}", indent=LABEL, hang=4)


def _argument(node: Node) -> str:
    """The id as a shell takes it; a placeholder where it would not survive the copying."""
    return shlex.quote(node.key) if one_line(node.key) == node.key and len(node.key) < 60 else "ARTICLE"
