"""Edges that people have looked at: what they confirmed stands, what they denied is not taken."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from provenance.base.errors import InputError
from provenance.base.toml import read_toml
from provenance.origin.graph.edges import Edge
from provenance.origin.graph.evidence.row import EvidenceRow

CONFIRMED, DENIED = "confirmed", "denied"
SAID = 30.0  # nats that a person's word counts for or against: more than any evidence from the text
CERTAIN = 0.999  # probability of what people confirmed: they may err too
_FIELDS = {"derived", "source", "verdict", "reason", "by", "date", "relation"}
_RELATIONS = ("copy", "partial", "rewrite", "revision", "translation")
_ENTRY = re.compile(r"[ \t]{0,20}\[\[[ \t]{0,20}edge[ \t]{0,20}\]\]")
_ADVICE = 'derived = "b.txt", source = "a.txt", verdict = "confirmed" or "denied", reason = "…"'


@dataclass(frozen=True)
class ReviewedEdge:
    """One edge and a person's verdict on it."""

    derived: str
    source: str
    verdict: str
    reason: str
    by: str | None = None
    day: date | None = None
    relation: str | None = None
    line: int | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Derived and source, as the graph names an edge."""
        return self.derived, self.source

    def evidence(self) -> EvidenceRow:
        """The verdict, as a reason for or against.

        >>> ReviewedEdge("b", "a", DENIED, "both print a press release", "Ada", date(2024, 3, 1)).evidence().note
        'denied by Ada, 2024-03-01: both print a press release'
        """
        author = ", ".join([f"{self.verdict} by {self.by or 'people'}", *([self.day.isoformat()] if self.day else [])])
        weight = SAID if self.verdict == CONFIRMED else -SAID
        return EvidenceRow("judged", weight, None, None, None, f"{author}: {self.reason}")


def read_reviewed(path: Path) -> tuple[ReviewedEdge, ...]:
    """The edges that a file holds, as `[[edge]]` tables.

    Raises InputError with the line of what is no TOML, lacks something, or contradicts another entry.
    """
    text, table = read_toml(path, "E-JUDGED")
    rows = table.pop("edge", [])
    if table or not isinstance(rows, list):
        raise InputError("E-JUDGED", "holds more than [[edge]] entries", path=path, advice="[[edge]] and " + _ADVICE)
    lines: list[int | None] = [number for number, line in enumerate(text.splitlines(), 1) if _ENTRY.match(line)]
    if len(lines) != len(rows):  # entries written in another way, such as in one array
        lines = [None] * len(rows)
    entries = tuple(_entry(row, line, path) for row, line in zip(rows, lines, strict=True))
    _consistent(entries, path)
    return entries


def _entry(row: object, line: int | None, path: Path) -> ReviewedEdge:
    table = row if isinstance(row, dict) else {}
    fault = next(_faults(table), None)
    if fault:
        raise InputError("E-JUDGED", fault, path=path, line=line, advice=_ADVICE)
    day = table.get("date")
    return ReviewedEdge(
        table["derived"],
        table["source"],
        table["verdict"],
        table["reason"].strip(),
        table.get("by"),
        day.date() if isinstance(day, datetime) else day,
        table.get("relation"),
        line,
    )


def _faults(row: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with an entry, in words."""
    yield from (f"there is no field {name!r}" for name in sorted(row.keys() - _FIELDS))
    for name in ("derived", "source", "verdict", "reason"):
        if not str(row.get(name) or "").strip() or not isinstance(row[name], str):
            yield f"the entry has no {name}"
    if row["verdict"] not in (CONFIRMED, DENIED):
        yield f"verdict is {row['verdict']!r}"
    if row["derived"] == row["source"]:
        yield f"{row['derived']!r} cannot draw on itself"
    if not isinstance(row.get("by", ""), str):
        yield "by is no text"
    if not isinstance(row.get("date", date.min), date):
        yield "date is no date, such as 2024-03-01 without quotation marks"
    if row.get("relation", "copy") not in _RELATIONS:
        yield f"relation is {row['relation']!r}, not one of {', '.join(_RELATIONS)}"


def _consistent(entries: Sequence[ReviewedEdge], path: Path) -> None:
    """Raises InputError at the entry that says an edge twice, or closes a ring of confirmed edges."""
    earlier: dict[tuple[str, str], ReviewedEdge] = {}
    sources: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        before = earlier.get(entry.pair)
        if before:
            where = f" in line {before.line}" if before.line else ""
            what = f"{entry.derived!r} on {entry.source!r} was {before.verdict}{where} already"
            raise InputError("E-JUDGED", what, path=path, line=entry.line, advice="one entry for an edge")
        earlier[entry.pair] = entry
        if entry.verdict == CONFIRMED:
            if _reaches(sources, entry.source, entry.derived):
                what = f"with this {entry.derived!r} would draw on itself, by way of {entry.source!r}"
                raise InputError(
                    "E-JUDGED", what, path=path, line=entry.line, advice="deny one of the edges of the ring"
                )
            sources[entry.derived].append(entry.source)


def _reaches(sources: Mapping[str, Sequence[str]], start: str, goal: str) -> bool:
    visited, todo = {start}, [start]
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        todo += [neighbour for neighbour in sources.get(node, ()) if neighbour not in visited]
        visited.update(todo)
    return False


def unknown_ends(entries: Iterable[ReviewedEdge], nodes: Collection[str]) -> list[ReviewedEdge]:
    """The entries that name an article or an unseen item that is not there."""
    return [entry for entry in entries if not {entry.derived, entry.source} <= set(nodes)]


def with_reviewed(edges: Iterable[Edge], entries: Sequence[ReviewedEdge], articles: Collection[str]) -> list[Edge]:
    """The edges with what people confirmed among them, and without what they denied.

    A confirmed edge between two articles is there even where they share nothing; an item that is not in the corpus is
    confirmed only where a trace has it.
    """
    by_pair = {entry.pair: entry for entry in entries}
    against = {pair for pair, entry in by_pair.items() if entry.verdict == DENIED}
    against |= {(source, derived) for (derived, source), entry in by_pair.items() if entry.verdict == CONFIRMED}
    kept = [edge for edge in edges if (edge.derived, edge.source) not in against]
    result = [_confirmed(edge, by_pair.get((edge.derived, edge.source))) for edge in kept]
    present = {(edge.derived, edge.source) for edge in result}
    for pair, entry in sorted(by_pair.items()):
        if entry.verdict == CONFIRMED and pair not in present and set(pair) <= set(articles):
            result.append(_edge(entry, CERTAIN, 1))
    return result


def _confirmed(edge: Edge, entry: ReviewedEdge | None) -> Edge:
    if entry is None:
        return edge
    evidence = [entry.evidence(), *(e for e in edge.evidence if e.kind != "judged")]
    relation = entry.relation or edge.relation
    return replace(edge, relation=relation, direction="known", probability=CERTAIN, evidence=evidence)


def _edge(entry: ReviewedEdge, probability: float, rank: int) -> Edge:
    relation, evidence = entry.relation or "rewrite", [entry.evidence()]
    return Edge(entry.derived, "article", entry.source, "article", relation, "known", rank, probability, evidence, None)


def with_reviewed_choices(
    edges: Iterable[Edge], entries: Iterable[ReviewedEdge], nodes: Mapping[str, str]
) -> list[Edge]:
    """The ranked edges with the confirmed ones chosen, and behind the others of each article those denied, at 0.

    `nodes` says of each article and unseen item which of the two it is.
    """
    by_pair = {entry.pair: entry for entry in entries}
    confirmed = {pair for pair, entry in by_pair.items() if entry.verdict == CONFIRMED}
    result = [
        replace(edge, rank=1, probability=CERTAIN) if (edge.derived, edge.source) in confirmed else edge
        for edge in edges
    ]
    last: dict[str, int] = defaultdict(lambda: 1)  # a denied edge is never the chosen one
    for edge in result:
        last[edge.derived] = max(last[edge.derived], edge.rank)
    for pair, entry in sorted(by_pair.items()):
        if entry.verdict == DENIED and set(pair) <= nodes.keys():
            last[entry.derived] += 1
            denied = _edge(entry, 0.0, last[entry.derived])
            result.append(replace(denied, derived_kind=nodes[entry.derived], source_kind=nodes[entry.source]))
    return sorted(result, key=lambda e: (e.derived, e.rank, -e.probability, e.source))
