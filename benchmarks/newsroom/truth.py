"""What is true of a corpus, once some articles have been left out of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from benchmarks.newsroom.newsroom import Node


@dataclass(frozen=True)
class Truth:
    """Who drew on whom among the articles that are left, and on what that is not."""

    nodes: Mapping[str, Node]

    @cached_property
    def kept(self) -> list[str]:
        """The articles in the corpus."""
        return sorted(name for name, node in self.nodes.items() if node.kept)

    @cached_property
    def sources(self) -> Mapping[str, frozenset[str]]:
        """For each article the nearest ones in the corpus that it drew on and whose sentences it still has."""
        return {name: frozenset(self._nearest(name)) for name in self.kept}

    def _nearest(self, name: str) -> Iterable[str]:
        for parent in self.nodes[name].parents:
            near = [parent] if self.nodes[parent].kept else self._above(parent)
            yield from (n for n in near if self.nodes[n].story.keys & self.nodes[name].story.keys)

    def _above(self, removed: str) -> Iterable[str]:
        for parent in self.nodes[removed].parents:
            yield from [parent] if self.nodes[parent].kept else self._above(parent)

    @cached_property
    def unseen(self) -> Mapping[str, frozenset[str]]:
        """For each article the first items it rests on, where nothing in between is in the corpus."""
        return {name: frozenset(self._tops(name)) for name in self.kept}

    def _tops(self, name: str) -> Iterable[str]:
        for parent in self.nodes[name].parents:
            node = self.nodes[parent]
            if not node.kept:
                tops = list(self._tops(parent))
                if not tops and not list(self._above(parent)):
                    tops = [parent]
                yield from (t for t in tops if self.nodes[t].story.keys & self.nodes[name].story.keys)

    @cached_property
    def items(self) -> Mapping[str, frozenset[str]]:
        """Items that are not in the corpus, with the articles that rest on them first."""
        heirs: dict[str, set[str]] = defaultdict(set)
        for name, tops in self.unseen.items():
            for top in tops:
                heirs[top].add(name)
        return {item: frozenset(names) for item, names in sorted(heirs.items())}

    @cached_property
    def lost(self) -> Mapping[str, frozenset[str]]:
        """For each article all items that are not in the corpus and stand above it."""
        return {name: frozenset(a for a in self.lineage[name] if not self.nodes[a].kept) for name in self.kept}

    @cached_property
    def lineage(self) -> Mapping[str, frozenset[str]]:
        """An article and all above it."""
        found: dict[str, frozenset[str]] = {}

        def walk(name: str) -> frozenset[str]:
            if name not in found:
                above = [walk(parent) for parent in self.nodes[name].parents]
                found[name] = frozenset({name}).union(*above)
            return found[name]

        for name in self.nodes:
            walk(name)
        return found

    def related(self, one: str, other: str) -> bool:
        """Whether two articles have an article in common above them."""
        return bool(self.lineage[one] & self.lineage[other])

    @cached_property
    def twins(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """For each (article, source of it, in the corpus or not) the articles that nobody can tell from that source.

        A twin was published before the article, does not draw on it, and has every sentence that the article took over
        from its source, word for word as the source has it and in the same order. The source is its own twin.
        """
        told = {n: [(s.key, s.text) for p in node.story.paragraphs for s in p] for n, node in self.nodes.items()}
        family: dict[int, list[str]] = defaultdict(list)
        for name in self.kept:
            family[self.nodes[name].family].append(name)
        found = {}
        for name in self.kept:
            keys = self.nodes[name].story.keys
            for source in sorted(self.sources[name] | self.unseen[name]):
                taken = [own for own in told[source] if own[0] in keys]
                wanted = {key for key, _ in taken}
                found[name, source] = frozenset(
                    other
                    for other in family[self.nodes[name].family]
                    if other != name
                    and name not in self.lineage[other]
                    and self.nodes[other].when < self.nodes[name].when
                    and taken
                    and [own for own in told[other] if own[0] in wanted] == taken
                ) | {source}
        return found

    def recycled(self, one: str, other: str) -> bool:
        """Whether they have sentences in common without having a source in common: an agency's background."""
        keys = self.nodes[one].story.keys & self.nodes[other].story.keys
        return not self.related(one, other) and any(".bg" in key for key in keys)

    def agency(self, item: str) -> str | None:
        """Whose item it is."""
        return self.nodes[item].agency

    def credited(self, name: str) -> frozenset[str]:
        """Agencies that an article prints as the origin of its story."""
        return frozenset(credit.agency for credit in self.nodes[name].story.credits)

    def detectable(self, name: str, item: str) -> bool:
        """Whether the corpus holds a trace of an item: a credit in the article, or another heir with its sentences."""
        if self.agency(item) in self.credited(name):
            return True
        mine = self.nodes[name].story.keys & self.nodes[item].story.keys
        return any(o != name and self.nodes[o].story.keys & mine for o in self.items[item])
