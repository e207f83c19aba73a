"""Significant passages become families: articles that hold the same stretch of text."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, NamedTuple

import polars as pl

from provenance.base.disjoint_sets import DisjointSets
from provenance.origin.graph.blocks import blocks


class FamilyPassage(NamedTuple):
    """One stretch of significant text; spans in code points, `matched` in words.

    `loose` is a passage in other words without an aligned stretch that counts: two reports of one event look alike too.
    Of a `faint` one not even the wording counts by itself.
    """

    left: str
    right: str
    left_start: int
    left_end: int
    right_start: int
    right_end: int
    words: int
    matched: int
    bits: float
    loose: bool = False
    faint: bool = False

    def span(self, article: str) -> tuple[int, int]:
        """Where it stands in one of its two articles."""
        return (self.left_start, self.left_end) if article == self.left else (self.right_start, self.right_end)


def family_passages(passages: pl.DataFrame) -> list[FamilyPassage]:
    """The significant rows of PASSAGES as the graph reads them.

    A passage in other words stands as its aligned pieces that are significant by themselves; where it has none, as one
    loose stretch.
    """
    columns = ("left", "right", *_OWN, "kind", "pieces", "worded")
    rows = passages.filter("significant").select(columns).iter_rows(named=True)
    return sorted(stretch for row in rows for stretch in _stretches(row))


_OWN = ("left_start", "left_end", "right_start", "right_end", "words", "matched", "bits")


def _stretches(row: Mapping[str, Any]) -> list[FamilyPassage]:
    aligned = row["kind"] in (None, "aligned")
    pieces = [piece for piece in row["pieces"] or () if piece["significant"]]
    loose = not aligned and not pieces
    ends = {"left": row["left"], "right": row["right"], "loose": loose, "faint": loose and not row["worded"]}
    return [FamilyPassage(**ends, **{name: cut[name] for name in _OWN}) for cut in (pieces or [row])]


@dataclass(frozen=True)
class Family:
    """Articles that hold a common stretch, directly or from one to the next."""

    articles: tuple[str, ...]
    passages: tuple[FamilyPassage, ...] = field(repr=False)

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], list[FamilyPassage]]:
        pairs: dict[tuple[str, str], list[FamilyPassage]] = defaultdict(list)
        for passage in self.passages:
            pairs[passage.left, passage.right].append(passage)
        return dict(pairs)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of its articles that share a passage, in order."""
        return sorted(self._by_pair)

    @cached_property
    def members(self) -> frozenset[str]:
        """Its articles."""
        return frozenset(self.articles)

    def between(self, left: str, right: str) -> list[FamilyPassage]:
        """The family's passages that two of its articles share."""
        return self._by_pair.get((left, right) if left < right else (right, left), [])

    @cached_property
    def _by_article(self) -> dict[str, list[FamilyPassage]]:
        by_article: dict[str, list[FamilyPassage]] = defaultdict(list)
        for passage in self.passages:
            by_article[passage.left].append(passage)
            by_article[passage.right].append(passage)
        return dict(by_article)

    def of(self, article: str) -> list[FamilyPassage]:
        """The family's passages that an article has."""
        return self._by_article[article]

    def beside(self, article: str) -> list[str]:
        """The articles that it shares a passage with, in order."""
        return self._beside[article]

    @cached_property
    def _beside(self) -> dict[str, list[str]]:
        beside: dict[str, list[str]] = {name: [] for name in self.articles}
        for left, right in self._by_pair:
            beside[left].append(right)
            beside[right].append(left)
        return {name: sorted(others) for name, others in beside.items()}

    @cached_property
    def _extent(self) -> dict[str, int]:
        return {name: covered(p.span(name) for p in passages) for name, passages in self._by_article.items()}

    def extent(self, article: str) -> int:
        """How many code points of an article stand in the family's passages."""
        return self._extent[article]


def families(passages: Iterable[FamilyPassage], slight: Collection[tuple[str, str]] = ()) -> list[Family]:
    """Passages that overlap in an article are one family's, and so are those of articles that share in a ring.

    A ring: a shares text with b, b other text with c, and c yet other text with a; then they hold pieces of one thing.
    An article that merely shares one stretch here and one there stands in two families. What `slight` pairs share, one
    stretch among much else, joins no families: it belongs to one that has both articles, or to one of its own, with
    other such stretches. So a background paragraph does not make one story of all that have it.

    >>> def shared(left, right, start):
    ...     return FamilyPassage(left, right, start, start + 90, start, start + 90, 15, 15, 99.0)
    >>> [family.articles for family in families([shared("a", "m", 0), shared("b", "m", 100)])]
    [('a', 'm'), ('b', 'm')]
    >>> ring = [shared("a", "m", 0), shared("b", "m", 100), shared("a", "b", 200)]
    >>> [family.articles for family in families(ring)]
    [('a', 'b', 'm')]
    >>> [family.articles for family in families([shared("a", "b", 0), shared("b", "c", 0)], {("b", "c")})]
    [('a', 'b'), ('b', 'c')]
    """
    ordered = sorted(passages)
    story = _grouped([p for p in ordered if (p.left, p.right) not in slight])
    home: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(story):
        for name in sorted({name for p in group for name in (p.left, p.right)}):
            home[name].append(number)
    homeless: list[FamilyPassage] = []
    for passage in (p for p in ordered if (p.left, p.right) in slight):
        homes = [number for number in home[passage.left] if number in home[passage.right]]
        (story[homes[0]] if homes else homeless).append(passage)
    return [
        Family(tuple(sorted({name for p in members for name in (p.left, p.right)})), tuple(sorted(members)))
        for members in [*story, *_grouped(homeless)]
    ]


def nearest_only(family: Family, order: Callable[[str], Any], limit: int) -> Family:
    """The family with no more pairs than `limit` an article: of each article those with which it shares most words.

    Of several with which it shares as many, the earliest stay, by `order`; a pair stays where either article keeps it.

    >>> def shared(left, right, matched):
    ...     return FamilyPassage(left, right, 0, 90, 0, 90, 15, matched, 99.0)
    >>> family = Family(("a", "b", "c"), (shared("a", "b", 15), shared("a", "c", 14), shared("b", "c", 9)))
    >>> nearest_only(family, str, 1).pairs
    [('a', 'b'), ('a', 'c')]
    """
    words = {pair: sum(p.matched for p in family.between(*pair)) for pair in family.pairs}
    kept: set[tuple[str, str]] = set()
    for name in family.articles:
        pairs = [(min(name, relative), max(name, relative), relative) for relative in family.beside(name)]
        pairs.sort(key=lambda pair: (-words[pair[:2]], order(pair[2])))
        kept.update(pair[:2] for pair in pairs[:limit])
    return Family(family.articles, tuple(p for p in family.passages if (p.left, p.right) in kept))


def _grouped(passages: Sequence[FamilyPassage]) -> list[list[FamilyPassage]]:
    sets = DisjointSets[int]()
    for left, right in chain(_overlapping(passages), _in_rings(passages)):
        sets.link(left, right)
    grouped: dict[int, list[FamilyPassage]] = defaultdict(list)
    for number, passage in enumerate(passages):
        grouped[sets.smallest(number)].append(passage)
    return list(grouped.values())


def _overlapping(passages: Sequence[FamilyPassage]) -> Iterable[tuple[int, int]]:
    """Numbers of passages that overlap in an article by half of the shorter."""
    for spans in _by_article(passages).values():
        reach: tuple[int, int, int] | None = None  # start, end and passage of the stretch so far
        for start, end, number in sorted(spans):
            if reach and reach[1] - start >= min(end - start, reach[1] - reach[0]) / 2:
                yield number, reach[2]
                reach = (reach[0], max(end, reach[1]), number)
            elif reach is None or end > reach[1]:
                reach = (start, end, number)


def _in_rings(passages: Sequence[FamilyPassage]) -> Iterable[tuple[int, int]]:
    """Numbers of passages between articles of one block of the graph of shared text."""
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        numbers[passage.left, passage.right].append(number)
    for block in blocks(numbers):
        members = [number for pair in block for number in numbers[pair]]
        yield from pairwise(members)


def _by_article(passages: Iterable[FamilyPassage]) -> Mapping[str, list[tuple[int, int, int]]]:
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for article in (passage.left, passage.right):
            spans[article].append((*passage.span(article), number))
    return spans


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """Code points under any of the spans.

    >>> covered([(0, 10), (5, 20), (30, 40)])
    30
    """
    total = reach = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total


def reconstructed(holders: Iterable[Family], heirs: Iterable[str], texts: Mapping[str, str]) -> str | None:
    """What three or more heirs of an unseen item have of it: the fullest heir's shared text, then what others add.

    None for fewer than three: two copies do not tell what of them is the item's.
    """
    heir_names = set(heirs)
    if len(heir_names) < 3:
        return None
    pieces: list[str] = []
    for family in holders:
        members = sorted(heir_names & family.members, key=lambda name: (-family.extent(name), name))
        order = {member: number for number, member in enumerate(members)}
        for member in members:
            neighbours = [
                (order[relative] < order[member], relative) for relative in family.beside(member) if relative in order
            ]
            taken = [
                p.span(member) for earlier, relative in neighbours if earlier for p in family.between(member, relative)
            ]
            spans = {
                p.span(member)
                for earlier, relative in neighbours
                if not earlier
                for p in family.between(member, relative)
            }
            pieces += [texts[member][a:b] for a, b in merged_spans(spans) if _uncovered((a, b), taken) > (b - a) / 2]
    return "\n[…]\n".join(pieces) or None


def merged_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches, those that overlap or touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _uncovered(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> int:
    """Code points of a span that lie under none of the taken ones."""
    start, end = span
    return end - start - covered((max(a, start), min(b, end)) for a, b in taken if min(b, end) > max(a, start))
