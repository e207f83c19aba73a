"""A graph falls into blocks: parts that stay in one piece whichever node is taken out.

Hopcroft and Tarjan, "Efficient algorithms for graph manipulation", CACM 16 (1973); without recursion.
"""

from collections import defaultdict
from collections.abc import Iterable

Edge = tuple[str, str]


def blocks(edges: Iterable[Edge]) -> list[list[Edge]]:
    """The edges, each once as (smaller, larger) node, block by block.

    >>> blocks([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])
    [[('a', 'b'), ('a', 'c'), ('b', 'c')], [('c', 'd')]]
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for left, right in sorted({(min(edge), max(edge)) for edge in edges}):
        beside[left].append(right)
        beside[right].append(left)
    order: dict[str, int] = {}
    parts: list[list[Edge]] = []
    for start in beside:
        if start not in order:
            parts += _from(start, beside, order)
    return sorted(parts)


def _from(start: str, beside: dict[str, list[str]], order: dict[str, int]) -> Iterable[list[Edge]]:
    """Walk depth first; a block ends where nothing below a child reaches above its parent."""
    low = {start: len(order)}
    order[start] = len(order)
    trail: list[Edge] = []
    path = [(start, "", 0, iter(beside[start]))]  # node, parent, where the edge between them stands in the trail
    while path:
        node, parent, cut, neighbours = path[-1]
        child = next(neighbours, None)
        if child is None:
            path.pop()
            if path:
                low[parent] = min(low[parent], low[node])
                if low[node] >= order[parent]:
                    yield sorted((min(edge), max(edge)) for edge in trail[cut:])
                    del trail[cut:]
        elif child not in order:
            path.append((child, node, len(trail), iter(beside[child])))
            trail.append((node, child))
            order[child] = low[child] = len(order)
        elif child != parent and order[child] < order[node]:
            trail.append((node, child))
            low[node] = min(low[node], order[child])
