"""A PROV document as JSON-LD: the PROV-JSONLD of https://www.w3.org/submissions/prov-jsonld/, its context inline.

A JSON-LD processor reads it as PROV-O with qualified relations, the bundle as a named graph, and asks no other host.
"""

from collections.abc import Iterable
from typing import Any

from provenance.base.escaping import printable_json
from provenance.report.export.names import Name
from provenance.report.export.prov_json import dumped, literal
from provenance.report.export.prov_terms import Document, Statement, Value

TYPES = {  # statements as the classes of PROV-O that qualify them
    "entity": "Entity",
    "activity": "Activity",
    "agent": "Agent",
    "used": "Usage",
    "wasGeneratedBy": "Generation",
    "wasAttributedTo": "Attribution",
    "wasAssociatedWith": "Association",
    "wasDerivedFrom": "Derivation",
    "alternateOf": "Alternate",
    "hadMember": "Membership",
}
SPECIAL = {Name("prov", "type"): "type", Name("prov", "label"): "label"}  # attributes that have a term of their own


def _to(term: str, **also: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id", **also}


def _from(term: str) -> dict[str, str]:
    return {"@reverse": term, "@type": "@id"}


def _qualified(term: str, **roles: dict[str, str]) -> dict[str, Any]:
    return {"@id": term, "@context": roles}


TERMS: dict[str, Any] = {  # of the submission's context, those that a trace needs
    "@version": 1.1,
    "prov": "http://www.w3.org/ns/prov#",
    "provext": "https://openprovenance.org/ns/provext#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "type": _to("rdf:type"),
    "label": {"@id": "rdfs:label"},
    "entity": _to("prov:entity"),
    "activity": _to("prov:activity"),
    "agent": _to("prov:agent"),
    "Bundle": "prov:Bundle",
    "Entity": "prov:Entity",
    "Activity": "prov:Activity",
    "Agent": "prov:Agent",
    "Usage": _qualified("prov:Usage", activity=_from("prov:qualifiedUsage")),
    "Generation": _qualified("prov:Generation", entity=_from("prov:qualifiedGeneration")),
    "Attribution": _qualified("prov:Attribution", entity=_from("prov:qualifiedAttribution")),
    "Association": _qualified("prov:Association", activity=_from("prov:qualifiedAssociation")),
    "Derivation": _qualified(
        "prov:Derivation",
        generatedEntity=_from("prov:qualifiedDerivation"),
        usedEntity=_to("prov:entity"),
        activity=_to("prov:hadActivity"),
    ),
    "Alternate": _qualified(
        "provext:Alternate", alternate1=_from("provext:qualifiedAlternate"), alternate2=_to("provext:alternate")
    ),
    "Membership": _qualified(
        "provext:Membership", collection=_from("provext:qualifiedMembership"), entity=_to("provext:member")
    ),
}


def json_ld(document: Document) -> str:
    """The document as JSON-LD, a statement a line."""
    context = dumped([dict(document.prefixes), TERMS])
    bundle = f'{{"@type": "Bundle", "@id": {dumped(str(document.bundle))}, "@graph": {_graph(document.claims)}}}'
    graph = _graph(document.statements, bundle)
    return printable_json(f'{{\n"@context": {context},\n"@graph": {graph}\n}}\n')


def _graph(statements: Iterable[Statement], *more: str) -> str:
    return "[\n" + ",\n".join([*(dumped(_node(statement)) for statement in statements), *more]) + "\n]"


def _node(statement: Statement) -> dict[str, Any]:
    properties: dict[str, Any] = {"@type": TYPES[statement.kind]}
    if statement.name:
        properties["@id"] = str(statement.name)
    properties.update((role, str(end)) for role, end in statement.roles())
    for attribute, values in statement.by_attribute().items():
        term = SPECIAL.get(attribute)
        properties[term or str(attribute)] = [str(entry) if term == "type" else _value(entry) for entry in values]
    return properties


def _value(plain: Value) -> dict[str, str]:
    if isinstance(plain, Name):
        return {"@value": str(plain), "@type": "xsd:QName"}
    if isinstance(plain, str):
        return {"@value": plain}
    text, kind = literal(plain)
    return {"@value": text, "@type": f"xsd:{kind}"}
