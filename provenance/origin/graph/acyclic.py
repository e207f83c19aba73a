"""The edges of all families become one graph: without cycles, ranked, and with calibrated probabilities."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import fsum

from provenance.origin.graph.calibration import Table, calibrated, tables
from provenance.origin.graph.edges import EVEN, Edge
from provenance.origin.graph.evidence.reasons import reason_weights


def acyclic(edges: list[Edge]) -> list[Edge]:
    """The edges without the least probable one of each cycle; rows of unknown direction are not followed."""
    sources: dict[str, list[str]] = defaultdict(list)
    circling = on_cycles([edge for edge in edges if edge.direction == "known"])
    doubtful = {(edge.derived, edge.source) for edge in circling}
    kept = [edge for edge in edges if (edge.derived, edge.source) not in doubtful]
    for edge in sorted(circling, key=lambda e: (-e.probability, e.derived, e.source)):
        if not _reaches(sources, edge.source, edge.derived):
            sources[edge.derived].append(edge.source)
            kept.append(edge)
    return kept


def on_cycles(edges: Iterable[Edge]) -> list[Edge]:
    """The edges whose two ends draw on each other, by whatever others: no other edge can close a cycle."""
    edges = list(edges)
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        sources[edge.derived].append(edge.source)
    component = _components(sources)
    return [edge for edge in edges if component[edge.derived] == component[edge.source]]


def _components(sources: Mapping[str, list[str]]) -> dict[str, int]:
    """A number for each node, the same for those that reach each other (Tarjan, 1972; without recursion)."""
    component: dict[str, int] = {}
    low: dict[str, int] = {}
    trail: list[str] = []
    for start in sources:
        path = [] if start in low else [(start, len(low), iter(sources[start]))]
        low |= {node: number for node, number, _ in path}
        trail += [node for node, _, _ in path]
        while path:
            node, number, successors = path[-1]
            after = next((neighbour for neighbour in successors if neighbour not in component), None)
            if after is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                while low[node] == number and node not in component:
                    component[trail.pop()] = number
            elif after in low:
                low[node] = min(low[node], low[after])
            else:
                path.append((after, len(low), iter(sources.get(after, ()))))
                low[after] = len(low)
                trail.append(after)
    return component


def _reaches(sources: Mapping[str, list[str]], start: str, goal: str) -> bool:
    visited, todo = {start}, [start]
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        todo += [n for n in sources.get(node, ()) if n not in visited]
        visited.update(sources.get(node, ()))
    return False


def ranked_edges(edges: list[Edge]) -> list[Edge]:
    """Rank 1 for what is likelier than every other explanation of the same passages, 2 and so on for the others.

    Explanations compete by what is direct. An unseen item to which the text goes back, by whatever route, is chosen
    beside the route.
    """
    groups: dict[tuple[str, int], list[Edge]] = defaultdict(list)
    alone = []
    for edge in edges:
        if edge.direction == "unknown":
            alone.append(replace(edge, rank=1 if edge.probability >= EVEN else 2))
        elif edge.family is None:
            alone.append(edge)
        else:
            groups[edge.derived, edge.family].append(edge)
    for group in groups.values():
        group.sort(key=lambda e: (-_standing(e), e.source))
        nothing = 1 - fsum(_standing(edge) for edge in group)
        first = 1 if _standing(group[0]) >= nothing else 2
        alone += [replace(e, rank=1 if _is_origin(e) else first + position) for position, e in enumerate(group)]
    return sorted(alone, key=lambda e: (e.derived, e.rank, -e.probability, e.source))


def _standing(edge: Edge) -> float:
    return edge.direct if edge.source_kind == "unseen" else edge.probability


def _is_origin(edge: Edge) -> bool:
    return edge.source_kind == "unseen" and edge.probability >= EVEN


def calibrated_edges(edges: Iterable[Edge]) -> list[Edge]:
    """The edges with calibrated probabilities, the last step, and none claiming more than anybody can.

    What ties an article to an unseen item is left as it is: a credit is as likely as its reading, and the newsroom of
    the fit has too few articles that share a clause only.
    """
    limit, table = reason_weights()["limits"]["most"], tables()
    weighed = ((edge, min(_calibrated(edge, table), limit)) for edge in edges)
    return [replace(edge, probability=likely, direct=min(edge.direct, likely)) for edge, likely in weighed]


def _calibrated(edge: Edge, table: Mapping[str, Table]) -> float:
    if edge.source_kind == edge.derived_kind == "article" and not edge.calibrated:
        return calibrated(edge.probability, table["articles"])
    return edge.probability
