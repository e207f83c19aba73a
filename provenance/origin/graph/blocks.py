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
    for one, other in sorted({(min(edge), max(edge)) for edge in edges}):
        beside[one].append(other)
        beside[other].append(one)
    seen: dict[str, int] = {}
    found: list[list[Edge]] = []
    for start in beside:
        if start not in seen:
            found += _from(start, beside, seen)
    return sorted(found)


def _from(start: str, beside: dict[str, list[str]], seen: dict[str, int]) -> Iterable[list[Edge]]:
    """Walk depth first; a block ends where nothing below a child reaches above its parent."""
    low = {start: len(seen)}
    seen[start] = len(seen)
    trail: list[Edge] = []
    path = [(start, "", 0, iter(beside[start]))]  # node, parent, where the edge between them stands in the trail
    while path:
        node, parent, cut, rest = path[-1]
        child = next(rest, None)
        if child is None:
            path.pop()
            if path:
                low[parent] = min(low[parent], low[node])
                if low[node] >= seen[parent]:
                    yield sorted((min(edge), max(edge)) for edge in trail[cut:])
                    del trail[cut:]
        elif child not in seen:
            path.append((child, node, len(trail), iter(beside[child])))
            trail.append((node, child))
            seen[child] = low[child] = len(seen)
        elif child != parent and seen[child] < seen[node]:
            trail.append((node, child))
            low[node] = min(low[node], seen[child])
