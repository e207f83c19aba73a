"""Which articles of a family hold a stretch of somebody who credits an agency: the credit counts for these only."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from provenance.origin.families import Family, Shared, covered

_HALF = 0.5  # share of a passage that must lie in what is known to be the agency's


def reached(family: Family, members: Collection[str], lengths: Mapping[str, int]) -> list[str]:
    """The articles of the family that hold text of `members`, directly or from one article to the next, sorted.

    `lengths` are those of the articles' texts, in code points. From one to the next only the same stretch counts: a
    passage that b shares with c carries on what b shares with a where at least half of it is that. What is shared in
    other words only carries nothing.
    """
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    carried: set[tuple[Shared, str]] = set()
    todo = sorted(members)
    for name in todo:
        spans[name].add((0, lengths[name]))
    while todo:
        article = todo.pop()
        for passage in family.of(article):
            other = passage.right if passage.left == article else passage.left
            if passage.loose or other in members or (passage, other) in carried:
                continue
            if _inside(passage.span(article), spans[article]) >= _HALF:
                carried.add((passage, other))
                spans[other].add(passage.span(other))
                todo.append(other)
    return sorted(spans)


def _inside(span: tuple[int, int], others: Collection[tuple[int, int]]) -> float:
    """The share of a span that lies in others, which may overlap."""
    start, end = span
    return covered((max(a, start), min(b, end)) for a, b in others if min(b, end) > max(a, start)) / max(1, end - start)
