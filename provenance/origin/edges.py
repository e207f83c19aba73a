"""What each family decided, and what each credit claims, become the edges of one graph without cycles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from provenance.origin.decision import Decision
from provenance.origin.evidence import SLIGHT, Evidence, credit_of, much, quoted, share, stale
from provenance.origin.facts import Facts
from provenance.origin.families import Family, Shared
from provenance.origin.items import Claim, Item
from provenance.origin.weights import weights

LEAST = 0.05  # probability below which a derivation is not worth a row
UNKNOWN = 0.75  # share of the likelier direction below which the direction between two articles is called unknown
SHOWN = 8  # articles named as evidence for an item that many share
EVEN = 0.5  # probability from which two articles of unknown direction are said to be source and derived
TWO = 0.2  # probability that two articles must each have before an item that nobody names is supposed


@dataclass(frozen=True)
class Edge:
    """One row of the derivations table; `family` numbers the passages it explains, for ranking."""

    derived: str
    derived_kind: str
    source: str
    source_kind: str
    relation: str
    direction: str
    rank: int
    probability: float
    evidence: list[Evidence]
    family: int | None


@dataclass
class Found:
    """Edges so far, what the credits claim, and which unseen items turned out to be one."""

    claims: list[Claim]
    order: Mapping[str, tuple[bool, datetime, str]]  # of articles: an item is called after the first that has it
    edges: list[Edge] = field(default_factory=list)
    same: dict[Item, Item] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    families_of: dict[str, list[Family]] = field(default_factory=lambda: defaultdict(list))

    def one(self, item: Item) -> Item:
        """The item that stands for all that are the same."""
        while item in self.same:
            item = self.same[item]
        return item

    def join(self, items: Iterable[Item]) -> None:
        """Let several items be one: that of the earliest article."""
        own = sorted({self.one(item) for item in items}, key=lambda item: (self.order[item.article], item.name))
        self.same.update(dict.fromkeys(own[1:], own[0]))

    def by_article(self) -> Mapping[str, list[Claim]]:
        """The credits' claims by the article that makes them."""
        return self._by_article

    def __post_init__(self) -> None:
        self._by_article: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            self._by_article[claim.item.article].append(claim)


def weigh(
    found: Found, decision: Decision, known: Mapping[str, Facts], near: set[tuple[str, str]], number: int
) -> None:
    """Add what one family decided; `near` are the pairs of near-duplicates, `number` names the family."""
    found.edges += _between_articles(decision, known, near, number)
    _inherited(found, decision)
    _explained(found, decision, known, number)
    if _house_stock(decision.family, known):
        return
    for agency in sorted({agency for _, agency in decision.named}):
        _on_agency(found, decision, known, agency, number)
    _on_nobody(found, decision, known, number)


def _house_stock(family: Family, known: Mapping[str, Facts]) -> bool:
    """Whether all are one outlet's and share little: it repeats itself, which takes no further source."""
    houses = {known[name].house for name in family.articles}
    return (
        len(houses) == 1
        and None not in houses
        and all(share(known[name], family.between(*pair)) < SLIGHT for pair in family.pairs for name in pair)
    )


def _between_articles(
    decision: Decision, known: Mapping[str, Facts], near: set[tuple[str, str]], number: int
) -> Iterable[Edge]:
    for left, right in decision.family.pairs:
        alone = decision.draws[left, right], decision.draws[right, left]
        besides = decision.seconds.get((left, right), 0.0), decision.seconds.get((right, left), 0.0)
        forth, back = (min(1.0, a + b) for a, b in zip(alone, besides, strict=True))
        if forth + back < LEAST:
            continue
        unknown = max(forth, back) < UNKNOWN * (forth + back)
        derived, source = (left, right) if unknown or forth >= back else (right, left)
        yield Edge(
            derived,
            "article",
            source,
            "article",
            _relation(known[derived], known[source], decision.family, (left, right) in near),
            "unknown" if unknown else "known",
            1,
            min(1.0, forth + back) if unknown else max(forth, back),
            decision.evidence[derived, source],
            None if max(besides) >= EVEN else number,
        )


def _relation(derived: Facts, source: Facts, family: Family, near: bool) -> str:
    """Revision in one house; copy for near-duplicates; partial where most of it, or one stretch, is the source's."""
    shared = family.between(derived.article, source.article)
    own = share(derived, shared)
    same_house = derived.house is not None and derived.house == source.house
    if same_house and own >= SLIGHT and not stale(derived, source):
        return "revision"
    if near:
        return "copy"
    return "rewrite" if SLIGHT / 2 <= own < 2 * SLIGHT else "partial"


def _inherited(found: Found, decision: Decision) -> None:
    """A citation inside a passage that two articles share is one citation: their items are one."""
    for left, right in decision.family.pairs:
        shared = decision.family.between(left, right)
        for one in found.by_article()[left]:
            for other in found.by_article()[right]:
                if one.item.agency == other.item.agency and _inside(one, other, left, right, shared):
                    found.join([one.item, other.item])
                    _scaled(other, 1 - decision.draws[right, left])
                    _scaled(one, 1 - decision.draws[left, right])


def _inside(one: Claim, other: Claim, left: str, right: str, shared: list[Shared]) -> bool:
    return one.item.agency is not None and any(
        _covers(p.span(left), mine) and _covers(p.span(right), its)
        for p in shared
        for mine in one.evidence
        for its in other.evidence
    )


def _covers(span: tuple[int, int], evidence: Evidence) -> bool:
    start, end = evidence.start, evidence.end
    return evidence.kind == "credit" and start is not None and end is not None and span[0] <= start and end <= span[1]


def _scaled(claim: Claim, factor: float) -> None:
    claim.probability *= min(1.0, max(0.0, factor))


def _explained(found: Found, decision: Decision, known: Mapping[str, Facts], number: int) -> None:
    """A credit is explained by a source in the corpus that is that agency's, or credits it too; "Agencies" by any."""
    through: dict[tuple[str, str | None], float] = defaultdict(float)
    for (derived, source), probability in decision.draws.items():
        named = known[source].agencies | known[source].own
        for agency in {c.agency for c in known[derived].story_credits()} & (named | ({None} if named else set())):
            through[derived, agency] += probability
    for (derived, _), probability in decision.named.items():
        through[derived, None] += probability
    for (derived, agency), probability in sorted(through.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        for claim in found.by_article()[derived]:
            if claim.item.agency == agency and claim.derived == derived:
                _scaled(claim, 1 - probability)
                claim.family = number if probability >= SLIGHT else claim.family


def _on_agency(found: Found, decision: Decision, known: Mapping[str, Facts], agency: str, number: int) -> None:
    """One item for the members that credit the agency, and for those that share its text without a word."""
    family = decision.family
    members = {name: known[name] for name in family.articles if agency in known[name].agencies}
    items = {name: [c.item for c in found.by_article()[name] if c.item.agency == agency] for name in members}
    for one, other in family.pairs:
        if one in members and other in members and _one_story(members[one], members[other], family):
            found.join(items[one] + items[other])
    stories = sorted({found.one(item) for own in items.values() for item in own}, key=lambda item: item.article)
    silent = [name for name in family.articles if name not in members]
    item = stories[0] if len(stories) == 1 else Item(agency, family.articles[0], "background")
    found.families_of[item.name].append(family)
    for name in silent if len(stories) == 1 else family.articles:
        probability = decision.named[name, agency]
        if probability >= LEAST:
            near = [other for other in family.beside(name) if other in members]
            told = [*near, *(m for m in islice(members, SHOWN + 1) if m not in near and m != name)][:SHOWN]
            reasons = [*_shared_with(family, name, near[:SHOWN]), *(_names(members[m], agency) for m in told)]
            found.edges.append(_common(name, item, probability, reasons, number))
    found.items[item.name] = item


def _one_story(one: Facts, other: Facts, family: Family) -> bool:
    """Whether two reports that credit an agency can be of one story of its: they share much, and are not far apart."""
    return much(one, other, family) and not (stale(one, other) or stale(other, one))


def _on_nobody(found: Found, decision: Decision, known: Mapping[str, Facts], number: int) -> None:
    heirs = [name for name in decision.family.articles if decision.unnamed[name] >= TWO]
    if len(heirs) < 2:
        return
    slight = all(share(known[n], _all(decision.family, n)) < SLIGHT for n in heirs)
    said = sum(quoted(known[n], _all(decision.family, n)) for n in heirs) > len(heirs) / 2
    item = Item(None, decision.family.articles[0], "statement" if said else "background" if slight else "story")
    found.items[item.name] = item
    found.families_of[item.name].append(decision.family)
    own = set(heirs)
    for name in heirs:
        reasons = _shared_with(decision.family, name, [h for h in decision.family.beside(name) if h in own][:SHOWN])
        found.edges.append(_common(name, item, decision.unnamed[name], reasons, number))


def _all(family: Family, article: str) -> list[Shared]:
    """Its passages with the one other member that it shares most with."""
    own = [family.between(article, other) for other in family.beside(article)]
    return max(own, key=lambda shared: sum(p.matched for p in shared))


def _common(name: str, item: Item, probability: float, evidence: list[Evidence], number: int) -> Edge:
    return Edge(name, "article", item.name, "unseen", "common", "known", 1, probability, evidence, number)


def _shared_with(family: Family, name: str, others: Iterable[str]) -> list[Evidence]:
    bit, most = weights()["root"]["chance_bit"], weights()["root"]["chance_most"]
    return [
        Evidence(
            "passage",
            min(most, bit * p.bits),
            name,
            *p.span(name),
            f"{p.matched} words also in {other}, {p.bits:.0f} bits",
        )
        for other in others
        for p in family.between(name, other)
    ]


def _names(facts: Facts, agency: str) -> Evidence:
    credit = credit_of(facts, agency)
    note = f"{facts.article} credits {credit.name} for the story"
    return Evidence("credit", weights()["unseen"]["named"], facts.article, credit.start, credit.end, note)


def bounded(edges: Iterable[Edge]) -> list[Edge]:
    """The edges, none claiming more than weights set by hand may."""
    most = weights()["limits"]["most"]
    return [replace(edge, probability=min(edge.probability, most)) for edge in edges]


def merged(found: Found) -> list[Edge]:
    """All edges, the credits' too; one for each derived and source: the likeliest, with the evidence of all."""
    _join_what_one_item_cites(found)
    edges = list(found.edges)
    for claim in found.claims:
        derived, item = claim.derived, found.one(claim.item)
        found.items[item.name] = item
        if isinstance(derived, Item):
            derived = found.one(derived)
            found.items[derived.name] = derived
        kind, name = ("unseen", derived.name) if isinstance(derived, Item) else ("article", derived)
        if claim.probability >= LEAST and name != item.name:
            edges.append(
                Edge(
                    name,
                    kind,
                    item.name,
                    "unseen",
                    claim.relation,
                    "known",
                    1,
                    claim.probability,
                    claim.evidence,
                    claim.family,
                )
            )
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=lambda e: (e.derived, e.source, e.relation == "common", -e.probability)):
        before = best.get((edge.derived, edge.source))
        if before is None:
            best[edge.derived, edge.source] = edge
        else:
            evidence = before.evidence + [e for e in edge.evidence if e not in before.evidence]
            probability = max(before.probability, edge.probability)
            best[edge.derived, edge.source] = replace(before, evidence=evidence, probability=probability)
    return list(best.values())


def _join_what_one_item_cites(found: Found) -> None:
    cited: dict[tuple[Item, str], list[Item]] = defaultdict(list)
    for claim in found.claims:
        if isinstance(claim.derived, Item) and claim.item.agency:
            cited[found.one(claim.derived), claim.item.agency].append(claim.item)
    for items in cited.values():
        found.join(items)


def acyclic(edges: list[Edge]) -> list[Edge]:
    """The edges without the least probable one of each cycle; rows of unknown direction are not followed."""
    sources: dict[str, list[str]] = defaultdict(list)
    rest = _on_cycles([edge for edge in edges if edge.direction == "known"])
    doubtful = {(edge.derived, edge.source) for edge in rest}
    kept = [edge for edge in edges if (edge.derived, edge.source) not in doubtful]
    for edge in sorted(rest, key=lambda e: (-e.probability, e.derived, e.source)):
        if not _reaches(sources, edge.source, edge.derived):
            sources[edge.derived].append(edge.source)
            kept.append(edge)
    return kept


def _on_cycles(edges: list[Edge]) -> list[Edge]:
    """What is left after taking away, again and again, whatever has no source or nothing drawn on it."""
    left = edges
    while True:
        derived, sources = {e.derived for e in left}, {e.source for e in left}
        inner = [e for e in left if e.source in derived and e.derived in sources]
        if len(inner) == len(left):
            return left
        left = inner


def _reaches(sources: Mapping[str, list[str]], start: str, goal: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        todo += [n for n in sources.get(node, ()) if n not in seen]
        seen.update(sources.get(node, ()))
    return False


def ranked(edges: list[Edge]) -> list[Edge]:
    """Rank 1 for what is likelier than every other explanation of the same passages, 2 and so on for the others."""
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
        group.sort(key=lambda e: (-e.probability, e.source))
        nothing = 1 - sum(edge.probability for edge in group)
        first = 1 if group[0].probability >= nothing else 2
        alone += [replace(edge, rank=first + place) for place, edge in enumerate(group)]
    return sorted(alone, key=lambda e: (e.derived, e.rank, -e.probability, e.source))
