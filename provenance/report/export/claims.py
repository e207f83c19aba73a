"""The rows of a trace become the claims that an export makes: chosen by rank and probability, in one settled order."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import polars as pl

from provenance.base.tables import Tables, in_one_language, shown_passages
from provenance.report import wording
from provenance.report.export.names import Name, local
from provenance.report.headlines import article_node
from provenance.report.lookup import Row
from provenance.report.overview import NAMED, OPENING

LEAST = wording.POSSIBLE  # probability below which a claim is not exported
RANKS = 1  # the chosen source of each passage; 2 adds the runner-up
LABEL = 80  # characters of a title in a label
TOLD = ("outlet", "url", "language", "words", "published_from", "published_to")  # of an article
KNOWN = ("agency", "kind", "published_from", "published_to", "text")  # of an unseen item
VERBATIM = frozenset({"copy", "partial"})  # relations whose passages are quotations

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))  # made once

Said = Mapping[str, str | int | datetime]


@dataclass(frozen=True)
class ClaimNode:
    """An article or an unseen item, and what is known of it."""

    kind: str  # article, unseen
    key: str
    label: str
    said: Said = field(default_factory=dict)  # by the tables' column names; what is unknown is left out

    @property
    def name(self) -> Name:
        """What it is called in every format."""
        return Name("article" if self.kind == "article" else "item", local(self.key))


class ClaimPassage(NamedTuple):
    """Text that the derived repeats from the source; code points in either original, half-open."""

    derived_start: int
    derived_end: int
    source_start: int
    source_end: int
    words: int
    matched: int
    bits: float
    expect: float


@dataclass(frozen=True)
class Claim:
    """One derivation with its ends; `stretches` only where it is verbatim and its direction is known."""

    derived: ClaimNode
    source: ClaimNode
    relation: str
    direction: str
    rank: int
    probability: float
    reasons: tuple[str, ...] = ()  # each piece of evidence as JSON on one line, the weightiest first
    notes: tuple[str, ...] = ()  # the same in words
    stretches: tuple[ClaimPassage, ...] = ()


@dataclass(frozen=True)
class Claims:
    """All that an export tells."""

    nodes: tuple[ClaimNode, ...]  # articles, then the unseen items that a claim names
    claims: tuple[Claim, ...]
    relays: Mapping[str, tuple[str, ...]]  # article -> ids of the agencies that it names as relay
    houses: Mapping[str, tuple[str, ...]]  # article -> ids of the agencies that published it themselves
    agencies: Mapping[str, str]  # id -> name

    def connected(self) -> tuple[ClaimNode, ...]:
        """The nodes that a claim names, in the order of all."""
        ends = {(end.kind, end.key) for claim in self.claims for end in (claim.derived, claim.source)}
        return tuple(node for node in self.nodes if (node.kind, node.key) in ends)


def claims(
    tables: Tables, agencies: Mapping[str, str] | None = None, *, minimum: float = LEAST, ranks: int = RANKS
) -> Claims:
    """What the tables claim with at least that probability, up to that rank; `agencies` maps ids to names."""
    names = dict(agencies or {})
    chosen = tables.derivations.filter((pl.col("probability") >= minimum) & (pl.col("rank") <= ranks))
    rows = sorted(chosen.to_dicts(), key=_order)
    nodes = {("article", node.key): node for node in _articles(tables.articles)}
    items = {row["source"]: row for row in tables.sources.iter_rows(named=True)}
    ends = {(row[f"{end}_kind"], row[end]) for row in rows for end in ("derived", "source")}
    for kind, key in sorted(ends - set(nodes)):
        nodes[kind, key] = _item(items[key], names) if kind == "unseen" and key in items else ClaimNode(kind, key, key)
    stretches = _stretches(tables.passages, rows)
    return Claims(
        nodes=tuple(nodes.values()),
        claims=tuple(_claim(row, nodes, stretches) for row in rows),
        relays=_credited(tables.credits, "relay"),
        houses=_credited(tables.credits, "self"),
        agencies=names,
    )


def _order(row: Row) -> tuple[str, str, int, float, str, str, str, str, str]:
    ends = (row["derived_kind"], row["derived"])
    tail = (row["source"], row["source_kind"], row["relation"], row["direction"])
    return (*ends, row["rank"], -row["probability"], *tail, repr(row["evidence"]))


def _articles(frame: pl.DataFrame) -> Iterable[ClaimNode]:
    """Every article by id, without reading more of its text than a name needs."""
    columns = frame.select(*dict.fromkeys([*NAMED, *TOLD]), pl.col("text").str.slice(0, OPENING)).sort("article")
    for row in columns.iter_rows(named=True):
        label = wording.shortened(article_node(row).name, LABEL)
        yield ClaimNode("article", row["article"], label, _said(row, TOLD))


def _item(row: Row, agencies: Mapping[str, str]) -> ClaimNode:
    label = wording.unseen_name(wording.agency_name(row["agency"], agencies), row["kind"])
    return ClaimNode("unseen", row["source"], label, _said(row, KNOWN))


def _said(row: Row, columns: Iterable[str]) -> Said:
    return {column: row[column] for column in columns if row[column] not in (None, "")}


def _claim(
    row: Row, nodes: Mapping[tuple[str, str], ClaimNode], stretches: Mapping[tuple[str, str], list[ClaimPassage]]
) -> Claim:
    evidence = sorted((_weight(piece), _as_json(piece), piece["note"] or "") for piece in row["evidence"] or ())
    return Claim(
        derived=nodes[row["derived_kind"], row["derived"]],
        source=nodes[row["source_kind"], row["source"]],
        **{name: row[name] for name in ("relation", "direction", "rank", "probability")},
        reasons=tuple(dict.fromkeys(sentence for _, sentence, _ in evidence)),
        notes=tuple(dict.fromkeys(note for _, _, note in evidence if note)),
        stretches=tuple(sorted(stretches.get(_pair(row), ()))) if _verbatim(row) else (),
    )


def _weight(piece: Row) -> float:
    return -abs(float(piece["weight"] or 0.0))


def _as_json(piece: Row) -> str:
    finite = piece["weight"] is None or math.isfinite(piece["weight"])
    return _JSON.encode(piece if finite else {**piece, "weight": None})


def _verbatim(row: Row) -> bool:
    articles = row["derived_kind"] == row["source_kind"] == "article"
    return articles and row["relation"] in VERBATIM and row["direction"] == "known"


def _pair(row: Row) -> tuple[str, str]:
    return row["derived"], row["source"]


def _stretches(passages: pl.DataFrame, rows: list[Row]) -> dict[tuple[str, str], list[ClaimPassage]]:
    """The significant passages of each (derived, source) among the rows."""
    pairs = {_pair(row) for row in rows if _verbatim(row)}
    stretches: dict[tuple[str, str], list[ClaimPassage]] = {}
    for row in shown_passages(in_one_language(passages)).filter("significant").iter_rows(named=True):
        for side, opposite in (("left", "right"), ("right", "left")):
            if (row[side], row[opposite]) in pairs:
                places = (row[f"{side}_start"], row[f"{side}_end"], row[f"{opposite}_start"], row[f"{opposite}_end"])
                measures = (row["words"], row["matched"], row["bits"], row["expect"])
                stretches.setdefault((row[side], row[opposite]), []).append(ClaimPassage(*places, *measures))
    return stretches


def _credited(credits: pl.DataFrame, kind: str) -> dict[str, tuple[str, ...]]:
    """The agencies that story-level credits of that kind name, by article."""
    chosen = (pl.col("kind") == kind) & (pl.col("scope") == "story") & pl.col("agency").is_not_null()
    agencies: dict[str, set[str]] = {}
    for article, agency in credits.filter(chosen).select("article", "agency").iter_rows():
        agencies.setdefault(article, set()).add(agency)
    return {article: tuple(sorted(names)) for article, names in sorted(agencies.items())}
