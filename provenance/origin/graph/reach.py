"""Which articles of a family hold a stretch of somebody who credits an agency: the credit counts for these only."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate

from provenance.origin.graph.families import Family, merged_spans

_HALF = 0.5  # share of a passage that must lie in what is known to be the agency's


def reached(family: Family, members: Collection[str], lengths: Mapping[str, int]) -> list[str]:
    """The articles of the family that hold text of `members`, directly or from one article to the next, sorted.

    `lengths` are those of the articles' texts, in code points. From one to the next only the same stretch counts: a
    passage that b shares with c carries on what b shares with a where at least half of it is that. What is shared in
    other words only carries nothing. In each round the articles carry on that have got more in the one before.
    """
    reach = {name: Reach([(0, lengths[name])]) for name in members}
    waiting = {name: [p for p in family.of(name) if not p.loose] for name in family.articles}
    more = sorted(members)
    while more:
        carried: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for article in more:
            left = []
            for passage in waiting[article]:
                neighbour = passage.right if passage.left == article else passage.left
                if neighbour in members:
                    continue
                if reach[article].inside(passage.span(article)) >= _HALF:
                    carried[neighbour].append(passage.span(neighbour))
                else:
                    left.append(passage)
            waiting[article] = left
        more = []
        for neighbour, spans in sorted(carried.items()):
            before = reach.get(neighbour, Reach([]))
            reach[neighbour] = Reach([*before.spans, *spans])
            if reach[neighbour].spans != before.spans:
                more.append(neighbour)
    return sorted(reach)


class Reach:
    """Stretches of one text, none touching another, and how much of a span lies in them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = merged_spans(spans)
        self._starts = [start for start, _ in self.spans]
        self._before = [0, *accumulate(end - start for start, end in self.spans)]

    def inside(self, span: tuple[int, int]) -> float:
        """The share of a span that lies in them.

        >>> Reach([(0, 10), (5, 20), (40, 50)]).inside((10, 50))
        0.5
        """
        start, end = span
        return (self._up_to(end) - self._up_to(start)) / max(1, end - start)

    def _up_to(self, position: int) -> int:
        number = bisect_right(self._starts, position)
        if not number:
            return 0
        start, end = self.spans[number - 1]
        return self._before[number - 1] + min(position, end) - start
