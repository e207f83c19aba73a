"""Edges that can close a cycle are those whose ends draw on each other."""

import random

import networkx as nx
import pytest

from provenance.origin.graph.acyclic import acyclic, on_cycles
from provenance.origin.graph.edges import Edge


def edge(derived, source, probability=0.5):
    return Edge(derived, "article", source, "article", "copy", "known", 1, probability, [], 0)


def drawn(seed):
    rng = random.Random(seed)
    pairs = {(str(rng.randrange(9)), str(rng.randrange(9))) for _ in range(rng.randint(1, 24))}
    return [edge(one, other, rng.random()) for one, other in sorted(pairs) if one != other]


@pytest.mark.parametrize("seed", range(60))
def test_edges_on_cycles_are_those_within_strongly_connected_components(seed):
    edges = drawn(seed)
    graph = nx.DiGraph([(e.derived, e.source) for e in edges])
    inside = {name: number for number, part in enumerate(nx.strongly_connected_components(graph)) for name in part}
    assert on_cycles(edges) == [e for e in edges if inside[e.derived] == inside[e.source]]
    assert nx.is_directed_acyclic_graph(nx.DiGraph([(e.derived, e.source) for e in acyclic(edges)]))


def test_the_least_likely_edge_of_a_cycle_goes():
    ring = [edge("a", "b", 0.9), edge("b", "c", 0.2), edge("c", "a", 0.8), edge("d", "a", 0.1)]
    assert {(e.derived, e.source) for e in acyclic(ring)} == {("a", "b"), ("c", "a"), ("d", "a")}


def test_a_long_row_of_copies_is_followed_without_recursion():
    row = [edge(f"{number:05d}", f"{number + 1:05d}") for number in range(5_000)]
    assert len(acyclic([*row, edge("05000", "00000", 0.1)])) == 5_000
