"""What the articles of a family have from items that are not in the corpus, by which route, and which items are one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from math import fsum

from provenance.origin.graph.edges import LEAST, Edge, EdgeDraft, between_articles
from provenance.origin.graph.evidence.credits import credit_of
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.origin.graph.evidence.row import EvidenceRow, Feature, evidence_row
from provenance.origin.graph.evidence.shares import SLIGHT, quoted_share, share, shares_much
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage
from provenance.origin.graph.model import Decision
from provenance.origin.graph.reach import reached
from provenance.origin.graph.unseen.same_source import join_relayed, join_repeated_citations, same_story, weeks_apart
from provenance.origin.graph.unseen.sources import Kind, UnseenSource

QUOTED = 0.8  # share of what one article has in quotation marks that makes a statement of it, though others have none
SHOWN = 8  # articles named as evidence for an item that many share
TWO = 0.2  # probability that two articles must each have before an item that nobody names is supposed


def weigh(
    draft: EdgeDraft,
    decision: Decision,
    facts: Mapping[str, ArticleFacts],
    duplicates: set[tuple[str, str]],
    number: int,
) -> None:
    """Add what one family decided; `duplicates` are the pairs of near-duplicates, `number` names the family."""
    draft.edges += between_articles(decision, facts, duplicates, number)
    for (derived, source), likely in decision.draws.items():
        draft.draws[derived].append((number, source, likely))
    join_repeated_citations(draft, decision, facts)
    join_relayed(draft, decision.family, facts)
    _explain_credits(draft, decision, facts, number)
    if _outlet_stock(decision.family, facts):
        return
    decision = _adopted(decision, facts)
    crediting = _crediting(decision.family, facts)
    for agency in sorted({agency for _, agency in decision.by_agency}):
        _tie_to_agency(draft, decision, facts, agency, number, crediting)
    _tie_to_nobody(draft, decision, facts, number)


def _crediting(family: Family, facts: Mapping[str, ArticleFacts]) -> Mapping[str, Sequence[str]]:
    """The articles of the family that credit each agency, in order."""
    crediting: dict[str, list[str]] = defaultdict(list)
    for name in family.articles:
        for agency in facts[name].agencies:
            crediting[agency].append(name)
    return crediting


def _outlet_stock(family: Family, facts: Mapping[str, ArticleFacts]) -> bool:
    """Whether all are one outlet's and share little: it repeats itself, which takes no further source."""
    outlets = {facts[name].house for name in family.articles}
    return (
        len(outlets) == 1
        and None not in outlets
        and all(share(facts[name], family.between(*pair)) < SLIGHT for pair in family.pairs for name in pair)
    )


def _explain_credits(draft: EdgeDraft, decision: Decision, facts: Mapping[str, ArticleFacts], number: int) -> None:
    """Where a credited text stands in the corpus: the agency's own article is the item; a sister is a route to it.

    The agency's own article takes the unseen item's place. A sister that credits the agency too leaves the text the
    agency's, though not straight from it. "Agencies" without a name are explained by any that is named.
    """
    through: dict[tuple[str, str | None], float] = defaultdict(float)
    instead: dict[tuple[str, str | None], float] = defaultdict(float)
    for (article, agency), likely in decision.from_itself.items():
        if agency not in facts[article].own_agencies:
            instead[article, agency] += likely
            instead[article, None] += likely
    for (article, _), likely in decision.from_agency.items():
        instead[article, None] += likely
    for (derived, source), alone in decision.draws.items():
        likely = alone + decision.seconds.get((derived, source), 0.0)
        for agency in facts[source].agencies | facts[source].own_agencies:
            through[derived, agency] += likely
    for article in decision.family.articles:
        for claim in draft.by_article()[article]:
            if claim.derived != article:
                continue
            key = article, claim.item.agency
            claim.probability *= 1 - min(1.0, instead[key])
            claim.direct *= 1 - min(1.0, max(instead[key], through[key]))
            claim.family = number if max(instead[key], through[key]) >= SLIGHT else claim.family


def _tie_to_agency(
    draft: EdgeDraft,
    decision: Decision,
    facts: Mapping[str, ArticleFacts],
    agency: str,
    number: int,
    crediting: Mapping[str, Sequence[str]],
) -> None:
    """One item for each story of the agency: for those that credit it, and those that hold its text without a word.

    Who holds what articles of several stories have in common, and none of them more, has it from a background item.
    """
    family = decision.family
    members = {name: facts[name] for name in crediting.get(agency, ())}
    items = {name: [c.item for c in draft.by_article()[name] if c.item.agency == agency] for name in members}
    for left, right in family.pairs:
        if left in members and right in members and same_story(members[left], members[right], family):
            draft.join(items[left] + items[right])
    story = {name: draft.root(claims[0]) for name, claims in items.items() if claims}
    holders = reached(family, members, {name: len(facts[name].text) for name in family.articles})
    several = len(set(story.values())) > 1  # what follows adds articles, and no story
    for name in _nearest_first(holders, family, story):
        item = None if name in members else _story_of(name, facts, story, family, several=several)
        if item and agency not in facts[name].own_agencies:
            _tie(draft, decision, facts, name, item, number, crediting)
            story[name] = item
    pairs = [pair for pair in family.pairs if set(pair) <= set(holders) and story.get(pair[0]) != story.get(pair[1])]
    heirs = sorted({name for pair in pairs for name in pair if name in members or name not in story})
    heirs = [name for name in heirs if agency not in facts[name].own_agencies]
    if len(heirs) > 2:
        heirs = [name for name in heirs if name not in story]  # which of them have it from one story is not known
    if heirs:
        item = _new(draft, agency, heirs, "background")
        for name in heirs:
            _tie(draft, decision, facts, name, item, None if name in story else number, crediting)


def _nearest_first(names: Collection[str], family: Family, story: Mapping[str, UnseenSource]) -> list[str]:
    """Those beside an article whose story is known come first, since the others have theirs through them."""
    return sorted(names, key=lambda name: (not any(relative in story for relative in family.beside(name)), name))


def _story_of(
    name: str, facts: Mapping[str, ArticleFacts], story: Mapping[str, UnseenSource], family: Family, *, several: bool
) -> UnseenSource | None:
    """The story of the article with which it shares most, where that is much or there is one story only."""
    candidates = [
        relative
        for relative in family.beside(name)
        if relative in story and not weeks_apart(facts[name], facts[relative])
    ]
    close = [relative for relative in candidates if shares_much(facts[name], facts[relative], family)]
    if not close and several:
        return None
    words = {relative: sum(p.matched for p in family.between(name, relative)) for relative in close or candidates}
    return story[max(words, key=lambda relative: (words[relative], relative))] if words else None


def _tie(
    draft: EdgeDraft,
    decision: Decision,
    facts: Mapping[str, ArticleFacts],
    name: str,
    item: UnseenSource,
    number: int | None,
    crediting: Mapping[str, Sequence[str]],
) -> None:
    family, agency = decision.family, item.agency
    draft.items[item.name] = item
    if family not in draft.families_of[item.name]:
        draft.families_of[item.name].append(family)
    pair = name, agency or ""
    probability, direct = decision.from_agency.get(pair, 0.0), decision.by_agency.get(pair, 0.0)
    if probability >= LEAST:
        vouching = list(islice((o for o in family.beside(name) if agency in facts[o].agencies), SHOWN))
        members = islice(crediting.get(agency or "", ()), SHOWN + 1)
        shown = [*vouching, *(m for m in members if m not in vouching and m != name)][:SHOWN]
        beside = vouching or family.beside(name)[:SHOWN]
        reasons = [*_shared_with(family, name, beside), *(_names(facts[m], agency or "") for m in shown)]
        draft.edges.append(_common(name, item, probability, direct, reasons, number))


def _new(draft: EdgeDraft, agency: str | None, names: list[str], kind: Kind) -> UnseenSource:
    """An item that is not one of another family's: called after the first article whose name is not taken for it."""
    options = [UnseenSource(agency, name, kind) for name in names]
    cited = {claim.item for name in names for claim in draft.by_article()[name]}
    return next((item for item in options if item.name not in draft.items and item not in cited), options[0])


def _adopted(decision: Decision, facts: Mapping[str, ArticleFacts]) -> Decision:
    """An unseen story that somebody has who credits an agency is that agency's: so it was named after all."""
    heirs, agencies = _heirs(decision), sorted({agency for _, agency in decision.by_agency})
    credited = any(facts[name].agencies for name in heirs)
    if not agencies or not credited or _kind(decision, facts, heirs) != "story":
        return decision
    named_chances, rooted = dict(decision.by_agency), dict(decision.from_agency)
    heirs = [name for name in heirs if not facts[name].own_agencies]
    for name in (name for name in heirs if not facts[name].agencies):
        likeliest = max(agencies, key=lambda agency: (rooted[name, agency], agency))
        named_chances[name, likeliest] = named_chances.get((name, likeliest), 0.0) + decision.unnamed[name]
        rooted[name, likeliest] += decision.from_nobody[name]
    none = dict.fromkeys(heirs, 0.0)
    return replace(
        decision,
        by_agency=named_chances,
        from_agency=rooted,
        unnamed={**decision.unnamed, **none},
        from_nobody={**decision.from_nobody, **none},
    )


def _tie_to_nobody(draft: EdgeDraft, decision: Decision, facts: Mapping[str, ArticleFacts], number: int) -> None:
    heirs = _heirs(decision)
    if len(heirs) < 2 or all(passage.loose for passage in decision.family.passages):
        return
    kind = _kind(decision, facts, heirs)
    credited = [c.item for name in heirs for c in draft.by_article()[name] if c.item == UnseenSource(None, name, kind)]
    if credited:
        draft.join(credited)
    item = draft.root(credited[0]) if credited else _new(draft, None, list(decision.family.articles), kind)
    draft.items[item.name] = item
    draft.families_of[item.name].append(decision.family)
    among = set(heirs)
    for name in heirs:
        beside = [relative for relative in decision.family.beside(name) if relative in among][:SHOWN]
        reasons = _shared_with(decision.family, name, beside)
        draft.edges.append(_common(name, item, decision.from_nobody[name], decision.unnamed[name], reasons, number))


def _heirs(decision: Decision) -> list[str]:
    """Those that have it. Each shares text with half of the others at least, for it is one thing that they have."""
    heirs = [name for name in decision.family.articles if decision.from_nobody[name] >= TWO]
    left, before = set(heirs), 0
    while len(left) != before:
        before = len(left)
        left = {name for name in left if 2 * len(left.intersection(decision.family.beside(name))) >= before - 1}
    return [name for name in heirs if name in left]


def _kind(decision: Decision, facts: Mapping[str, ArticleFacts], heirs: Collection[str]) -> Kind:
    """What an item that nobody names is."""
    family = decision.family
    parts = [quoted_share(facts[n], _most_shared(family, n)) for n in heirs]
    if fsum(parts) > len(heirs) / 2 or max(parts) >= QUOTED:
        return "statement"
    return "background" if _mostly_slight(family, facts, set(heirs)) else "story"


def _mostly_slight(family: Family, facts: Mapping[str, ArticleFacts], heirs: Collection[str]) -> bool:
    """Whether what most pairs of heirs share is one stretch among much else in one of the two."""
    pairs = [pair for pair in family.pairs if pair[0] in heirs and pair[1] in heirs]
    shares = [min(share(facts[name], family.between(*pair)) for name in pair) for pair in pairs]
    return 2 * sum(smaller < SLIGHT for smaller in shares) > len(pairs)


def _most_shared(family: Family, article: str) -> list[FamilyPassage]:
    """Its passages with the one other member that it shares most with."""
    groups = [family.between(article, relative) for relative in family.beside(article)]
    return max(groups, key=lambda group: sum(p.matched for p in group))


def _common(
    name: str, item: UnseenSource, probability: float, direct: float, evidence: list[EvidenceRow], number: int | None
) -> Edge:
    return Edge(
        name,
        "article",
        item.name,
        "unseen",
        "common",
        "known",
        1,
        probability,
        evidence,
        number,
        min(direct, probability),
    )


def _shared_with(family: Family, name: str, others: Iterable[str]) -> list[EvidenceRow]:
    """The passages that an article shares with some others: what they would cost by chance."""
    weight = reason_weights()["root"]
    return [
        evidence_row(
            Feature(
                "also_in",
                {"chance_most": 1.0}
                if weight["chance_bit"] * p.bits > weight["chance_most"]
                else {"chance_bit": p.bits},
                {"words": p.matched, "article": relative, "bits": p.bits},
                (name, *p.span(name)),
            ),
            "root",
        )
        for relative in others
        for p in family.between(name, relative)
    ]


def _names(facts: ArticleFacts, agency: str) -> EvidenceRow:
    credit = credit_of(facts, agency)
    words, span = {"article": facts.article, "credit": credit.name}, (facts.article, credit.start, credit.end)
    return evidence_row(Feature("credited", {"named": 1.0}, words, span), "unseen")
