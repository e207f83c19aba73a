"""The results of a trace as PROV statements; docs/how-to/export-the-graph.md describes the mapping."""

from collections.abc import Iterator

from provenance.report import wording
from provenance.report.export.claims import Claim, ClaimNode, ClaimPassage, Claims
from provenance.report.export.names import Name, local, own, prov
from provenance.report.export.prov_terms import Pairs, Statement

KINDS = {  # the derivations that PROV has a word for, by our relation; all others are plain
    "quote": "Quotation",
    "revision": "Revision",
    "citation": "PrimarySource",
}
TERMS = {  # columns that PROV has no word for, as attributes; the agency and the outlet are agents
    "url": "url",
    "language": "language",
    "words": "words",
    "kind": "kind",
    "published_from": "publishedFrom",
    "published_to": "publishedTo",
    "text": "reconstructedText",
}

Agent = tuple[str, str]  # prefix and id: an agency of the catalogue, or an outlet by its name
Place = tuple[str, int, int]  # article, start, end


def prov_claims(claims: Claims) -> tuple[Statement, ...]:
    """All statements of the bundle: entities, agents, relays, derivations."""
    passed = _passed_on(claims)
    statements = [*_entities(claims), *_agents(claims, passed), *_relays(claims, passed)]
    for number, claim in enumerate(claims.claims, 1):
        statements += _derivation(claim, Name("claim", str(number)), passed)
    return tuple(statements)


def _entities(claims: Claims) -> Iterator[Statement]:
    """Articles, unseen items, and the passages that are claimed to be quotations.

    A passage is a member of its article: a specialization would have the article's title and length for its own.
    """
    places = sorted({end for claim in claims.claims for stretch in claim.stretches for end in _ends(claim, stretch)})
    collections = {key for key, _, _ in places}
    for node in claims.nodes:
        yield _entity(node, collection=node.kind == "article" and node.key in collections)
    for passage in places:
        attributes: Pairs = ((prov("type"), own("Passage")), (own("start"), passage[1]), (own("end"), passage[2]))
        yield Statement("entity", _passage(passage), (), attributes)
        yield Statement("hadMember", None, (Name("article", local(passage[0])), _passage(passage)))


def _entity(node: ClaimNode, *, collection: bool) -> Statement:
    kinds = [own("Article" if node.kind == "article" else "UnseenItem")] + [prov("Collection")] * collection
    labels: Pairs = ((prov("label"), node.label), (own("id"), node.key))
    facts = tuple((own(TERMS[column]), content) for column, content in node.said.items() if column in TERMS)
    return Statement("entity", node.name, (), (*((prov("type"), kind) for kind in kinds), *labels, *facts))


def _ends(claim: Claim, stretch: ClaimPassage) -> tuple[Place, Place]:
    return (
        (claim.derived.key, stretch.derived_start, stretch.derived_end),
        (claim.source.key, stretch.source_start, stretch.source_end),
    )


def _passage(passage: Place) -> Name:
    return Name("passage", f"{local(passage[0])}/{passage[1]}-{passage[2]}")  # a slash of the id itself is %2F


def _agents(claims: Claims, passed: dict[str, set[Name]]) -> Iterator[Statement]:
    """Outlets and agencies, and whose text is whose."""
    attributions = sorted({(node.name, agent) for node in claims.nodes for agent in _makers(claims, node)})
    relays = {("agency", agency) for article in passed for agency in claims.relays[article]}
    for prefix, key in sorted({agent for _, agent in attributions} | relays):
        label = wording.agency_name(key, claims.agencies) if prefix == "agency" else key
        attributes: Pairs = ((prov("type"), prov("Organization")), (prov("label"), label or key), (own("id"), key))
        yield Statement("agent", Name(prefix, local(key)), (), attributes)
    for name, (prefix, key) in attributions:
        yield Statement("wasAttributedTo", None, (name, Name(prefix, local(key))))


def _makers(claims: Claims, node: ClaimNode) -> Iterator[Agent]:
    """An article's outlet, an item's agency; an article that an agency published itself is that agency's too."""
    kind = "outlet" if node.kind == "article" else "agency"
    if kind in node.said:
        yield kind, str(node.said[kind])
    if node.kind == "article":
        yield from (("agency", agency) for agency in claims.houses.get(node.key, ()))


def _passed_on(claims: Claims) -> dict[str, set[Name]]:
    """The items that each article draws on by way of a relay that it names."""
    items: dict[str, set[Name]] = {}
    for claim in claims.claims:
        if claim.relation == "relay" and claim.derived.kind == "article" and claim.derived.key in claims.relays:
            items.setdefault(claim.derived.key, set()).add(claim.source.name)
    return items


def _relays(claims: Claims, passed: dict[str, set[Name]]) -> Iterator[Statement]:
    """The passing on of a text: one activity an article, since PROV lets an entity be generated once."""
    for article, items in sorted(passed.items()):
        yield Statement("activity", _relay(article), (), ((prov("type"), own("Relay")),))
        for agency in claims.relays[article]:
            yield Statement("wasAssociatedWith", None, (_relay(article), Name("agency", local(agency)), None))
        yield from (Statement("used", None, (_relay(article), item, None)) for item in sorted(items))
        yield Statement("wasGeneratedBy", None, (Name("article", local(article)), _relay(article), None))


def _relay(article: str) -> Name:
    return Name("claim", f"relay/{local(article)}")


def _derivation(claim: Claim, name: Name, passed: dict[str, set[Name]]) -> Iterator[Statement]:
    """The derivation, and the quotation of each passage; two statements where the direction is unknown."""
    ends = (claim.derived.name, claim.source.name)
    if claim.direction != "known":
        yield Statement("alternateOf", None, ends)
        # an alternateOf takes no name and no attributes: what we know of it stands in an entity
        attributes: Pairs = ((prov("type"), own("Undirected")), (own("one"), ends[0]), (own("other"), ends[1]))
        yield Statement("entity", name, (), attributes + _weighed(claim))
        return
    kind: Pairs = ((prov("type"), prov(KINDS[claim.relation])),) if claim.relation in KINDS else ()
    through = claim.relation == "relay" and claim.source.name in passed.get(claim.derived.key, ())
    activity = _relay(claim.derived.key) if through else None
    yield Statement("wasDerivedFrom", name, (*ends, activity, None, None), kind + _weighed(claim))
    for number, stretch in enumerate(claim.stretches, 1):
        derived, source = _ends(claim, stretch)
        arguments = (_passage(derived), _passage(source), None, None, None)
        yield Statement(
            "wasDerivedFrom", Name("claim", f"{name.local}.{number}"), arguments, _quotation(claim, stretch)
        )


def _weighed(claim: Claim) -> Pairs:
    attributes: Pairs = (
        (own("relation"), claim.relation),
        (own("probability"), claim.probability),
        (own("rank"), claim.rank),
    )
    return attributes + tuple((own("evidence"), reason) for reason in claim.reasons)


def _quotation(claim: Claim, stretch: ClaimPassage) -> Pairs:
    measured = ("words", "matched", "bits", "expect")
    attributes: Pairs = (
        (prov("type"), prov("Quotation")),
        (own("probability"), claim.probability),
        (own("rank"), claim.rank),
    )
    return attributes + tuple((own(name), getattr(stretch, name)) for name in measured)
