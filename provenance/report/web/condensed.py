"""A family that is too large to draw is folded: what only draws on one source stands there as "and 106 more"."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from provenance.report import wording
from provenance.report.story import Derivation, Node, Period

MOST = 12  # nodes of one drawing: what a person can read
APART = 3  # articles that are drawn beside a source before the rest is folded
FOLD = "\0fold:"  # begins the key of a fold; no article's id holds NUL


@dataclass(frozen=True)
class Condensed:
    """What is drawn of a family, and how much of it that is."""

    nodes: tuple[Node, ...]
    edges: tuple[Derivation, ...]
    folded: int = 0  # articles in folds
    left_out: int = 0  # nodes that are in no fold either
    followers: Mapping[str, int] = field(default_factory=dict)  # by source, what draws on it in the whole family

    @property
    def caption(self) -> str:
        """What the drawing leaves out, in words; "" where it is the whole family."""
        parts = []
        if self.folded:
            parts.append(f"{wording.many(self.folded, 'article')} that only draw on a source are folded into one line")
        if self.left_out:
            parts.append(f"{self.left_out:,} more of the family are not drawn")
        return f"{'; '.join(parts)}." if parts else ""


def condensed(nodes: Sequence[Node], edges: Sequence[Derivation], focus: str | None = None) -> Condensed:
    """At most about MOST nodes: leaves folded beside their surest source, then the nearest to the focus or the busiest.

    >>> from datetime import datetime, UTC
    >>> when = Period(datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC))
    >>> some = [Node(f"{n:02}", False, f"{n:02}", None, when) for n in range(30)]
    >>> small = condensed(some, [Derivation(one, some[0], "copy", "known", 1, .9, ()) for one in some[1:]])
    >>> len(small.nodes), small.nodes[-1].name, small.folded, small.left_out
    (5, 'and 26 more articles', 26, 0)
    """
    if len(nodes) <= MOST:
        return Condensed(tuple(nodes), tuple(edges), followers=_followers(edges))
    leaves = _leaves(nodes, edges, focus)
    folds = {source: rows[APART:] for source, rows in leaves.items() if len(rows) > APART + 1}
    away = {row.derived.key for rows in folds.values() for row in rows}
    kept = [node for node in nodes if node.key not in away]
    nearby = _near(kept, edges, focus, MOST - len(folds))
    visible = [node for node in kept if node.key in nearby]
    fold_edges = [_fold(rows) for source, rows in folds.items() if source in nearby]
    folded = sum(len(rows) for source, rows in folds.items() if source in nearby)
    drawn_keys = {node.key for node in visible}
    lines = [edge for edge in edges if edge.derived.key in drawn_keys and edge.source.key in drawn_keys]
    return Condensed(
        nodes=(*visible, *(edge.derived for edge in fold_edges)),
        edges=(*lines, *fold_edges),
        folded=folded,
        left_out=len(nodes) - len(visible) - folded,
        followers=_followers(edges),
    )


def _followers(edges: Iterable[Derivation]) -> dict[str, int]:
    return dict(Counter(edge.source.key for edge in edges))


def _leaves(nodes: Iterable[Node], edges: Sequence[Derivation], focus: str | None) -> dict[str, list[Derivation]]:
    """By source, the surest edge of each article on which nothing draws; the surest first."""
    drawn_on = {edge.source.key for edge in edges} | {edge.derived.key for edge in edges if edge.direction != "known"}
    best: dict[str, Derivation] = {}
    for edge in sorted(edges, key=lambda e: (-e.probability, e.derived.key)):
        best.setdefault(edge.derived.key, edge)
    leaves: dict[str, list[Derivation]] = {}
    for node in nodes:
        if not node.unseen and node.key not in drawn_on and node.key != focus and node.key in best:
            leaves.setdefault(best[node.key].source.key, []).append(best[node.key])
    return {source: sorted(rows, key=lambda e: (-e.probability, e.derived.key)) for source, rows in leaves.items()}


def _near(nodes: Sequence[Node], edges: Sequence[Derivation], focus: str | None, limit: int) -> set[str]:
    """The nearest nodes to the focus, or to the busiest one, by the surest edges."""
    keys = {node.key for node in nodes}
    beside: Mapping[str, list[str]] = {key: [] for key in keys}
    for edge in sorted(edges, key=lambda e: -e.probability):
        if edge.source.key in keys and edge.derived.key in keys:
            beside[edge.source.key].append(edge.derived.key)
            beside[edge.derived.key].append(edge.source.key)
    start = focus if focus in keys else min(keys, key=lambda key: (-len(beside[key]), key))
    nearby = dict.fromkeys([start])
    for key in (queue := [start]):
        for neighbour in beside[key]:
            if neighbour not in nearby and len(nearby) < limit:
                nearby[neighbour] = None
                queue.append(neighbour)
    return set(nearby)


def _fold(rows: Sequence[Derivation]) -> Derivation:
    """One line for many: an edge from the source to "and 12 more articles", over the time of them all."""
    source = rows[0].source
    firsts = [row.derived.published.first for row in rows if row.derived.published.first]
    lasts = [row.derived.published.last for row in rows if row.derived.published.last]
    period = Period(min(firsts, default=None), max(lasts, default=None))
    name = f"and {wording.many(len(rows), 'more article', 'more articles')}"
    return Derivation(Node(FOLD + source.key, False, name, None, period), source, "fold", "known", 1, 0.0, ())
