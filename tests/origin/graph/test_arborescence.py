"""Tree marginals equal what counting every tree by hand gives."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.origin.graph import arborescence
from provenance.origin.graph.arborescence import marginals

weight = st.floats(-4, 4, allow_nan=False)


def counted(
    root: list[float], edges: dict[tuple[int, int], float]
) -> tuple[float, list[float], dict[tuple[int, int], float]]:
    """The slow twin: every choice of one source (or none) a node, those with a cycle left out."""
    size = len(root)
    total, first, edge = 0.0, [0.0] * size, dict.fromkeys(edges, 0.0)
    for choice in product(*[[None, *[s for s in range(size) if (s, d) in edges]] for d in range(size)]):
        if any(cyclic(choice, node) for node in range(size)):
            continue
        value = float(np.exp(sum(root[d] if s is None else edges[s, d] for d, s in enumerate(choice))))
        total += value
        for d, s in enumerate(choice):
            if s is None:
                first[d] += value
            else:
                edge[s, d] += value
    return float(np.log(total)), [v / total for v in first], {pair: v / total for pair, v in edge.items()}


def cyclic(choice: tuple[int | None, ...], start: int) -> bool:
    node = choice[start]
    for _ in choice:
        if node is None or node == start:
            return node == start
        node = choice[node]
    return True


@given(
    root=st.lists(weight, min_size=1, max_size=4),
    given_edges=st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), weight, max_size=12),
)
def test_marginals_are_those_of_all_trees(root, given_edges):
    edges = {(s, d): w for (s, d), w in given_edges.items() if s != d and max(s, d) < len(root)}
    log_total, first, edge = counted(root, edges)
    source, derived = (np.array([pair[side] for pair in edges], np.int64) for side in (0, 1))
    found = marginals(np.array(root), source, derived, np.array(list(edges.values()), np.float64))
    assert found.log_total == pytest.approx(log_total)
    assert found.first.tolist() == pytest.approx(first)
    assert found.edge.tolist() == pytest.approx(list(edge.values()))


def test_a_large_family_decides_node_by_node(monkeypatch):
    monkeypatch.setattr(arborescence, "LARGEST", 1)
    found = marginals(np.zeros(2), np.array([0, 1]), np.array([1, 0]), np.array([0.0, 0.0]))
    assert found.edge.tolist() == [0.5, 0.5]


def rooted_by_counting(root: list[float], edges: dict[tuple[int, int], float]) -> list[list[float]]:
    """The slow twin: in which share of all forests each node stands in the tree that grows from each other node."""
    size = len(root)
    total, rooted = 0.0, [[0.0] * size for _ in range(size)]
    for choice in product(*[[None, *[s for s in range(size) if (s, d) in edges]] for d in range(size)]):
        if any(cyclic(choice, node) for node in range(size)):
            continue
        value = float(np.exp(sum(root[d] if s is None else edges[s, d] for d, s in enumerate(choice))))
        total += value
        for node in range(size):
            top = node
            while choice[top] is not None:
                top = choice[top]
            rooted[top][node] += value
    return [[value / total for value in row] for row in rooted]


@given(
    root=st.lists(weight, min_size=1, max_size=4),
    given_edges=st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), weight, max_size=12),
)
def test_who_a_text_goes_back_to_is_counted_over_all_forests(root, given_edges):
    edges = {(s, d): w for (s, d), w in given_edges.items() if s != d and max(s, d) < len(root)}
    source, derived = (np.array([pair[side] for pair in edges], np.int64) for side in (0, 1))
    found = marginals(
        np.array(root), source, derived, np.array(list(edges.values()), np.float64), np.arange(len(root)).reshape(-1, 1)
    )
    assert np.allclose(found.rooted, rooted_by_counting(root, edges), atol=1e-6)


def test_in_a_large_family_routes_are_followed_edge_by_edge_to_the_same_end(monkeypatch):
    rng = np.random.default_rng(3)
    pairs = [(s, d) for s in range(12) for d in range(12) if s != d and rng.random() < 0.4]
    source, derived = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    root, weights = rng.normal(size=12), rng.normal(size=len(pairs))
    exact = marginals(root, source, derived, weights, [np.array([0]), np.array([5])])
    monkeypatch.setattr(arborescence, "LARGEST", 1)
    assert np.allclose(
        marginals(root, source, derived, weights, [np.array([0]), np.array([5])]).rooted, exact.rooted, atol=1e-4
    )
