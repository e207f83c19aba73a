"""What each family decided, and what each credit claims, become the edges of one graph without cycles."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from provenance.origin.decision import Decision
from provenance.origin.evidence import SLIGHT, credit_of, much, quoted, share, stale
from provenance.origin.evidence_row import Evidence
from provenance.origin.facts import Facts
from provenance.origin.families import Family, Shared
from provenance.origin.items import Claim, Item, Kind
from provenance.origin.weights import weights

LEAST = 0.05  # probability below which a derivation is not worth a row
UNKNOWN = 0.75  # share of the likelier direction below which the direction between two articles is called unknown
QUOTED = 0.8  # share of what one article has in quotation marks that makes a statement of it, though others have none
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
    drawn: dict[str, list[tuple[int, str, float]]] = field(default_factory=lambda: defaultdict(list))

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
    for (derived, source), likely in decision.draws.items():
        found.drawn[derived].append((number, source, likely))
    _inherited(found, decision)
    _explained(found, decision, known, number)
    if _house_stock(decision.family, known):
        return
    decision = _adopted(decision, known)
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
    for (derived, source), alone in decision.draws.items():
        probability = alone + decision.seconds.get((derived, source), 0.0)
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
    """One item for each story of the agency: for those that credit it, and those that share its text without a word.

    What articles of several of its stories have in common is a background item, beside the stories.
    """
    family = decision.family
    members = {name: known[name] for name in family.articles if agency in known[name].agencies}
    items = {name: [c.item for c in found.by_article()[name] if c.item.agency == agency] for name in members}
    for one, other in family.pairs:
        if one in members and other in members and _one_story(members[one], members[other], family):
            found.join(items[one] + items[other])
    story = {name: found.one(own[0]) for name, own in items.items() if own}
    several = len(set(story.values())) > 1
    for name in (name for name in family.articles if name not in members and agency not in known[name].own):
        old = all(_weeks_apart(known[name], known[m]) for m in story)
        own = _story_of(name, known, story, family) if several or old else next(iter(story.values()), None)
        if own:
            _tied(found, decision, known, name, own, number)
            story[name] = own
    if len(set(story.values())) > 1 or len(story) < len(family.articles):
        across = {n for pair in family.pairs if story.get(pair[0]) != story.get(pair[1]) for n in pair}
        across = {name for name in across if agency not in known[name].own and (name in members or name not in story)}
        item = _new(found, agency, sorted(across) or list(family.articles), "background")
        for name in sorted(across):
            _tied(found, decision, known, name, item, None if name in story else number)


def _story_of(name: str, known: Mapping[str, Facts], story: Mapping[str, Item], family: Family) -> Item | None:
    """The story of the member that an article without its credit shares most with, if that is much."""
    near = [other for other in family.beside(name) if other in story and _one_story(known[name], known[other], family)]
    words = {other: sum(p.matched for p in family.between(name, other)) for other in near}
    return story[max(near, key=lambda other: (words[other], other))] if near else None


def _tied(
    found: Found, decision: Decision, known: Mapping[str, Facts], name: str, item: Item, number: int | None
) -> None:
    family, agency = decision.family, item.agency
    found.items[item.name] = item
    if family not in found.families_of[item.name]:
        found.families_of[item.name].append(family)
    probability = decision.named[name, agency or ""]
    if probability >= LEAST:
        members = [m for m in family.articles if agency in known[m].agencies]
        near = [other for other in family.beside(name) if other in members]
        told = [*near, *(m for m in islice(members, SHOWN + 1) if m not in near and m != name)][:SHOWN]
        beside = near or family.beside(name)
        reasons = [*_shared_with(family, name, beside[:SHOWN]), *(_names(known[m], agency or "") for m in told)]
        found.edges.append(_common(name, item, probability, reasons, number))


def _new(found: Found, agency: str | None, names: list[str], kind: Kind) -> Item:
    """An item that is not one of another family's: called after the first article whose name is not taken for it."""
    ways = [Item(agency, name, kind) for name in names]
    cited = {claim.item for name in names for claim in found.by_article()[name]}
    return next((item for item in ways if item.name not in found.items and item not in cited), ways[0])


def _one_story(one: Facts, other: Facts, family: Family) -> bool:
    """Whether two reports that credit an agency can be of one story of its: they share much, and are not far apart."""
    return much(one, other, family) and not _weeks_apart(one, other)


def _weeks_apart(one: Facts, other: Facts) -> bool:
    return stale(one, other) or stale(other, one)


def _adopted(decision: Decision, known: Mapping[str, Facts]) -> Decision:
    """An unseen story that somebody has who credits an agency is that agency's: so it was named after all."""
    heirs, agencies = _heirs(decision), sorted({agency for _, agency in decision.named})
    credited = any(known[name].agencies for name in heirs)
    if not agencies or not credited or _kind(decision, known, heirs) != "story":
        return decision
    named = dict(decision.named)
    heirs = [name for name in heirs if not known[name].own]
    for name in (name for name in heirs if not known[name].agencies):
        likeliest = max(agencies, key=lambda agency: (named[name, agency], agency))
        named[name, likeliest] += decision.unnamed[name]
    return replace(decision, named=named, unnamed={**decision.unnamed, **dict.fromkeys(heirs, 0.0)})


def _on_nobody(found: Found, decision: Decision, known: Mapping[str, Facts], number: int) -> None:
    heirs = _heirs(decision)
    if len(heirs) < 2:
        return
    kind = _kind(decision, known, heirs)
    credited = [c.item for name in heirs for c in found.by_article()[name] if c.item == Item(None, name, kind)]
    if credited:
        found.join(credited)
    item = found.one(credited[0]) if credited else _new(found, None, list(decision.family.articles), kind)
    found.items[item.name] = item
    found.families_of[item.name].append(decision.family)
    own = set(heirs)
    for name in heirs:
        reasons = _shared_with(decision.family, name, [h for h in decision.family.beside(name) if h in own][:SHOWN])
        found.edges.append(_common(name, item, decision.unnamed[name], reasons, number))


def _heirs(decision: Decision) -> list[str]:
    return [name for name in decision.family.articles if decision.unnamed[name] >= TWO]


def _kind(decision: Decision, known: Mapping[str, Facts], heirs: Collection[str]) -> Kind:
    """What an item that nobody names is."""
    family = decision.family
    said = [quoted(known[n], _all(family, n)) for n in heirs]
    if sum(said) > len(heirs) / 2 or max(said) >= QUOTED:
        return "statement"
    return "background" if _mostly_slight(family, known, set(heirs)) else "story"


def _mostly_slight(family: Family, known: Mapping[str, Facts], heirs: Collection[str]) -> bool:
    """Whether what most pairs of heirs share is one stretch among much else in one of the two."""
    pairs = [pair for pair in family.pairs if pair[0] in heirs and pair[1] in heirs]
    least = [min(share(known[name], family.between(*pair)) for name in pair) for pair in pairs]
    return 2 * sum(part < SLIGHT for part in least) > len(pairs)


def _all(family: Family, article: str) -> list[Shared]:
    """Its passages with the one other member that it shares most with."""
    own = [family.between(article, other) for other in family.beside(article)]
    return max(own, key=lambda shared: sum(p.matched for p in shared))


def _common(name: str, item: Item, probability: float, evidence: list[Evidence], number: int | None) -> Edge:
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


def merged(found: Found) -> list[Edge]:
    """All edges, the credits' too; one for each derived and source: the likeliest, with the evidence of all."""
    _join_what_one_item_cites(found)
    edges = [_not_through_others(edge, found) for edge in found.edges]
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


def _not_through_others(edge: Edge, found: Found) -> Edge:
    """What an article has from a source in the corpus, for other passages, it need not have from an item of both."""
    if edge.relation != "common":
        return edge
    families = found.families_of[edge.source]
    through = sum(
        likely
        for number, source, likely in found.drawn[edge.derived]
        if number != edge.family and any(source in family.members for family in families)
    )
    return replace(edge, probability=edge.probability * max(0.0, 1 - through))


def _join_what_one_item_cites(found: Found) -> None:
    cited: dict[tuple[Item, str], list[Item]] = defaultdict(list)
    for claim in found.claims:
        if isinstance(claim.derived, Item) and claim.item.agency:
            cited[found.one(claim.derived), claim.item.agency].append(claim.item)
    for items in cited.values():
        found.join(items)
