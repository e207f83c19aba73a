"""A whole trace at a glance: what was read, what hangs together, who draws on what, and what is not in the folder."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum

import polars as pl

from provenance.base.disjoint_sets import DisjointSets
from provenance.base.tables import Tables
from provenance.report.gathered import bare_derivation, node
from provenance.report.headlines import article_node
from provenance.report.lookup import Lookup, ranked
from provenance.report.story import Derivation, Node

NAMED = (  # of an article
    "article", "encoding", "title", "byline", "dateline", "outlet", "published_from", "published_to", "furniture",
)  # fmt: skip
OPENING = 2_000  # characters of a text, furniture and all, among which its name is looked for


@dataclass(frozen=True)
class Kin:
    """A family: everything that hangs together by chosen derivations or by clusters."""

    nodes: tuple[Node, ...]
    derivations: tuple[Derivation, ...]  # rank 1, the most probable first

    @property
    def articles(self) -> tuple[Node, ...]:
        """Its nodes that are here."""
        return tuple(node for node in self.nodes if not node.unseen)


@dataclass(frozen=True)
class Copies:
    """A cluster of near-duplicates: which article stays, why, and which go."""

    name: str
    kept: Node
    reason: str
    others: tuple[Node, ...]
    exact: tuple[Node, ...] = ()  # of the others, those that repeat it word for word


@dataclass(frozen=True)
class Unseen:
    """An item that is not in the collection, and what draws on it."""

    node: Node
    text: str | None  # reconstructed
    drawn_on_by: tuple[Derivation, ...]


@dataclass(frozen=True)
class Overview:
    """What a trace found, in reading order."""

    articles: tuple[Node, ...]
    words: int
    languages: tuple[tuple[str, int], ...]  # the most common first
    undated: int
    credits: int
    clusters: tuple[Copies, ...]
    families: tuple[Kin, ...]  # those of most articles first; of equals the surest
    derivations: tuple[Derivation, ...]  # rank 1, without evidence; on articles first, then on what several share
    unseen: tuple[Unseen, ...]  # the most drawn on first
    alone: tuple[Node, ...]  # articles without a source, near-duplicate or follower

    @property
    def unrelated(self) -> int:
        """How many articles have no source, near-duplicate or follower."""
        return len(self.alone)

    @cached_property
    def of(self) -> dict[str, list[Derivation]]:
        """The derivations by what draws."""
        grouped: dict[str, list[Derivation]] = {}
        for derivation in self.derivations:
            grouped.setdefault(derivation.derived.key, []).append(derivation)
        return grouped


def overview(tables: Tables, agencies: Mapping[str, str] | None = None) -> Overview:
    """The trace as a whole; `agencies` maps ids to names."""
    return of_all(Lookup.of(tables, agencies))


def of_all(look: Lookup) -> Overview:
    """The same from a lookup that exists already."""
    rows = ranked(look.tables.derivations.drop("evidence").filter(rank=1))
    _name_ends(look, rows)
    chosen = _telling_first(tuple(bare_derivation(look, row) for row in rows.iter_rows(named=True)))
    nodes = _nodes(look)
    families = _families(look, nodes, chosen)
    related = {member.key for family in families for member in family.nodes}
    frame = look.articles
    languages = frame["language"].drop_nulls().value_counts().sort(["count", "language"], descending=[True, False])
    return Overview(
        articles=tuple(nodes.values()),
        words=int(frame["words"].sum() or 0),
        languages=tuple(languages.iter_rows()),
        undated=sum(n.published == (None, None) for n in nodes.values()),
        credits=look.tables.credits.height,
        clusters=_clusters(look, nodes),
        families=families,
        derivations=chosen,
        unseen=_unseen(look, chosen),
        alone=tuple(n for key, n in nodes.items() if key not in related),
    )


def _name_ends(look: Lookup, derivations: pl.DataFrame) -> None:
    """Name the articles of these rows together, in a fraction of the time that each by itself takes."""
    ends = pl.concat([derivations["derived"], derivations["source"]]).unique()
    rows = look.articles.select(*NAMED, "text").filter(pl.col("article").is_in(ends.implode()))
    look.nodes.update((row["article"], article_node(row)) for row in rows.iter_rows(named=True))


def _nodes(look: Lookup) -> dict[str, Node]:
    """Every article by id, without reading more of its text than a name needs."""
    columns = look.articles.select(*NAMED, pl.col("text").str.slice(0, OPENING)).sort("article")
    return {row["article"]: article_node(row) for row in columns.iter_rows(named=True)}


def _telling_first(derivations: tuple[Derivation, ...]) -> tuple[Derivation, ...]:
    """Articles on articles, then on what several share, then on what one alone names; each the most probable first."""
    heirs = Counter(d.source.key for d in derivations)
    return tuple(sorted(derivations, key=lambda d: d.source.unseen and 1 + (heirs[d.source.key] == 1)))


def _clusters(look: Lookup, nodes: Mapping[str, Node]) -> tuple[Copies, ...]:
    copies = []
    for name, members in look.members.items():
        if len(members) < 2:
            continue
        stays = next((m for m in members if m["kept"]), members[0])
        others = tuple(nodes[m["article"]] for m in members if m is not stays and m["article"] in nodes)
        exact = {m["article"] for m in members if m["similarity"] == 1}
        identical = tuple(node_of_copy for node_of_copy in others if node_of_copy.key in exact)
        copies.append(Copies(name, node(look, stays["article"], "article"), stays["reason"] or "", others, identical))
    return tuple(sorted(copies, key=lambda c: (-len(c.others), c.name)))


def _unseen(look: Lookup, chosen: Iterable[Derivation]) -> tuple[Unseen, ...]:
    by: dict[str, list[Derivation]] = {}  # an item on which nothing rests is not told of
    for derivation in chosen:
        if derivation.source.unseen:
            by.setdefault(derivation.source.key, []).append(derivation)
    items = [
        Unseen(node(look, key, "unseen"), look.sources.get(key, {}).get("text"), tuple(rows))
        for key, rows in by.items()
    ]
    return tuple(sorted(items, key=lambda u: (-len(u.drawn_on_by), u.node.key)))


def _families(look: Lookup, nodes: Mapping[str, Node], chosen: tuple[Derivation, ...]) -> tuple[Kin, ...]:
    ends = [(d.derived, d.source) for d in chosen]
    ends += [
        (nodes[members[0]["article"]], nodes[m["article"]])
        for members in look.members.values()
        for m in members[1:]
        if m["article"] in nodes and members[0]["article"] in nodes
    ]
    root = _joined((left.key, right.key) for left, right in ends)
    by_key = {n.key: n for pair in ends for n in pair}
    parts: dict[str, tuple[list[Node], list[Derivation]]] = {}
    for key in sorted(by_key):
        parts.setdefault(root[key], ([], []))[0].append(by_key[key])
    for derivation in chosen:
        parts[root[derivation.derived.key]][1].append(derivation)
    families = [Kin(tuple(members), tuple(rows)) for members, rows in parts.values()]
    return tuple(sorted(families, key=_weight))


def _weight(family: Kin) -> tuple[int, float, str]:
    """Families of many articles come first, then those that are sure."""
    return (-len(family.articles), -fsum(d.probability for d in family.derivations), family.nodes[0].key)


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each key with the one that stands for its component."""
    sets, keys = DisjointSets[str](), set[str]()
    for left, right in pairs:
        sets.link(left, right)
        keys |= {left, right}
    return {key: sets.smallest(key) for key in keys}
