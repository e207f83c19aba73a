"""A whole trace becomes an index: findings, then stories with their articles, then a list that sorts and filters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Any

from markupsafe import Markup

from provenance.base.tables import Tables
from provenance.report import wording
from provenance.report.findings import drawing_on, findings, leader, top, uncompared_finding, when
from provenance.report.headlines import quoted_name
from provenance.report.lookup import Lookup
from provenance.report.overview import Kin, Overview, of_all
from provenance.report.standings import Standing, standings
from provenance.report.story import Node
from provenance.report.web.condensed import condensed
from provenance.report.web.rendering import rendered
from provenance.report.web.svg import drawing

STORIES = 3  # stories that are shown with their articles
MEMBERS = 4  # articles of a story that it names
MEMBERS_ON_PHONES = 3  # of them, on a small screen (index.html)
DRAWN = 1  # drawings that are open; those of further stories open on a click
FURTHER = 6  # stories that have a line each
SINGLE = 5  # articles with an unseen source of their own that have a line each
COPIES = 3  # clusters that have a line each
UNSEEN = 3  # unseen sources that have a line each
LISTED = 300  # articles of one list; further ones stand on pages of their own
LISTS = 25  # pages of the list
CHOICES = 60  # outlets and agencies that the list can be filtered by


@dataclass(frozen=True)
class ListLine:
    """A line of a story or of the list: an article with the exact copies that are folded into it."""

    standing: Standing
    copies: tuple[Node, ...]


@dataclass(frozen=True)
class Telling:
    """A story as the index shows it."""

    number: int
    headline: str
    origin: str
    rows: tuple[ListLine, ...]
    more: int  # articles that it does not name
    spare: int  # articles of the rows that a small screen leaves out
    graph: Markup
    caption: str


def index(
    tables: Tables,
    run: Mapping[str, Any],
    *,
    pages: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
) -> str:
    """The whole trace on one page; `pages` maps article ids to the file names of their pages."""
    look = Lookup.of(tables, agencies)
    return index_pages(look, of_all(look), run, pages or {})[0]


def index_pages(look: Lookup, view: Overview, run: Mapping[str, Any], pages: Mapping[str, str]) -> list[str]:
    """The index, and the pages of its list beyond the first."""
    total = len(look.places)
    standing = standings(look, view, view.articles)
    view = replace(view, families=tuple(sorted(view.families, key=lambda family: _weight(family, standing))))
    rows = _folded(standing, view)
    lists = [rows[start : start + LISTED] for start in range(0, len(rows), LISTED)][:LISTS] or [[]]
    names = [list_name(number) for number in range(1, len(lists) + 1)]
    parts = {
        "pages": pages,
        "version": str(run.get("version", "")),
        "total": total,
        "lists": names,
        "unlisted": total - sum(1 + len(row.copies) for page_rows in lists for row in page_rows),
    }
    first = rendered(
        "index.html",
        **parts,
        **_choices(lists[0]),
        number=1,
        findings=[*findings(view, standing.values(), total), *uncompared_finding(run.get("translation", {}))],
        rows=lists[0],
        **_stories(view, standing, pages),
        clusters=view.clusters[:COPIES],
        clusters_left_out=max(len(view.clusters) - COPIES, 0),
        unseen=view.unseen[:UNSEEN],
        unseen_left_out=max(len(view.unseen) - UNSEEN, 0),
        undated=view.undated,
        unwritten=total - len(pages),
        run=run.get("ledger", {}),
    )
    further = enumerate(lists[1:], 2)
    return [
        first,
        *(rendered("list.html", **parts, **_choices(page_rows), number=n, rows=page_rows) for n, page_rows in further),
    ]


def _weight(family: Kin, standing: Mapping[str, Standing]) -> tuple[float, int, str]:
    """Stories come first in which most text is somebody else's: a background passage in twelve articles is little."""
    others = fsum(standing_of_node.others for node in family.articles if (standing_of_node := standing.get(node.key)))
    return (-round(others, 6), -len(family.articles), family.nodes[0].key)


def list_name(number: int) -> str:
    """The file name of a page of the list; the first is the index itself."""
    return "index.html" if number == 1 else f"articles-{number}.html"


def _stories(view: Overview, standing: Mapping[str, Standing], pages: Mapping[str, str]) -> dict[str, object]:
    """Families of several articles, and articles that have an unseen source to themselves."""
    wide = [(n, family) for n, family in enumerate(view.families, 1) if len(family.articles) > 1]
    single = [family for family in view.families if len(family.articles) == 1]
    lone = [standing[family.articles[0].key] for family in single if family.articles[0].key in standing]
    further = wide[STORIES : STORIES + FURTHER]
    return {
        "stories": [_told(n, family, standing, pages) for n, family in wide[:STORIES]],
        "further": [(n, leader(family), _origin(family), len(family.articles)) for n, family in further],
        "further_left_out": max(len(wide) - STORIES - FURTHER, 0),
        "single": lone[:SINGLE],
        "single_left_out": max(len(single) - SINGLE, 0),
        "drawn": DRAWN,
        "members_on_phones": MEMBERS_ON_PHONES,
    }


def _told(number: int, family: Kin, standing: Mapping[str, Standing], pages: Mapping[str, str]) -> Telling:
    copies = {
        standing_line.node.key: standing_line.copies.key for standing_line in standing.values() if standing_line.copies
    }
    members = {node.key for node in family.articles}
    rows = [
        ListLine(standing[node.key], tuple(copy for copy in family.articles if copies.get(copy.key) == node.key))
        for node in sorted(family.articles, key=when)
        if node.key in standing and copies.get(node.key) not in members
    ]
    view = condensed(family.nodes, family.derivations)
    return Telling(
        number=number,
        headline=leader(family).name,
        origin=_origin(family),
        rows=tuple(rows[:MEMBERS]),
        more=_articles(rows[MEMBERS:]),
        spare=_articles(rows[MEMBERS_ON_PHONES:MEMBERS]),
        graph=drawing(view.nodes, view.edges, name=f"graph-{number}", pages=pages, followers=view.followers),
        caption=view.caption,
    )


def _articles(rows: Sequence[ListLine]) -> int:
    """How many articles some lines stand for."""
    return sum(1 + len(row.copies) for row in rows)


def _origin(family: Kin) -> str:
    """What a story rests on, how many articles it has, and when they appeared, in a line."""
    source = top(family)
    name = f"an {source.name}" if source.unseen else quoted_name(source, 60)
    others = sum(node.unseen for node in family.nodes) - source.unseen
    more = f" and {wording.many(others, 'other unseen source')}" if others else ""
    drawn = sum(not node.unseen for node in drawing_on(family, source))
    rest = len(family.articles) - drawn - (not source.unseen)
    part = f", {drawn:,} of them" if rest else ""
    return f"{wording.many(len(family.articles), 'article')}{part} from {name}{more}"


def _folded(standing: Mapping[str, Standing], view: Overview) -> list[ListLine]:
    """The rows of the list: the least of their own first, exact copies folded into what they repeat."""
    exact = {cluster.kept.key: cluster.exact for cluster in view.clusters}
    away = {node.key for nodes in exact.values() for node in nodes}
    order = sorted(
        standing.values(), key=lambda row: (not row.mostly_others, row.best is None, row.own, when(row.node))
    )
    return [ListLine(row, exact.get(row.node.key, ())) for row in order if row.node.key not in away]


def _choices(rows: Sequence[ListLine]) -> dict[str, list[str]]:
    """What the list can be filtered by."""
    return {
        "outlets": _most(row.standing.node.outlet for row in rows),
        "agencies": _most(row.standing.agency for row in rows),
    }


def _most(names: Iterable[str | None]) -> list[str]:
    counted: dict[str, int] = {}
    for name in names:
        if name:
            counted[name] = counted.get(name, 0) + 1
    return sorted(sorted(counted, key=lambda name: (-counted[name], name))[:CHOICES], key=str.casefold)
