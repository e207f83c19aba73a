"""The graph as GraphML, for Gephi, yEd, Cytoscape, igraph and networkx: http://graphml.graphdrawing.org/."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from provenance.base.escaping import printable
from provenance.report.export.claims import Claim, ClaimNode, Claims
from provenance.report.export.prov_terms import prov_time

NODE_KEYS = {  # attribute -> its type; the tables' column names
    "id": "string",
    "kind": "string",
    "label": "string",
    "outlet": "string",
    "agency": "string",
    "item": "string",
    "url": "string",
    "language": "string",
    "words": "int",
    "published_from": "string",
    "published_to": "string",
}
EDGE_KEYS = {
    "relation": "string",
    "direction": "string",
    "rank": "int",
    "probability": "double",
    "evidence": "string",
}
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}

Told = Mapping[str, str | int | float | datetime | None]


def graphml(claims: Claims) -> str:
    """Every article and item as a node, every claim as an edge from the source to what draws on it."""
    return "".join(f"{line}\n" for line in _lines(claims))


def _lines(claims: Claims) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_NAMESPACE}">'
    for domain, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'  <key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph id="provenance" edgedefault="directed">'
    for node in claims.nodes:
        yield f'    <node id="{node.name}">'
        yield from _data("node", _of_node(node), NODE_KEYS)
        yield "    </node>"
    for number, claim in enumerate(claims.claims, 1):
        yield f'    <edge id="e{number}" source="{claim.source.name}" target="{claim.derived.name}">'
        yield from _data("edge", _of_edge(claim), EDGE_KEYS)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _of_node(node: ClaimNode) -> Told:
    facts = dict(node.said)
    item = facts.pop("kind", None)  # of an unseen item: story, statement ...
    return {**facts, "id": node.key, "kind": node.kind, "label": node.label, "item": item}


def _of_edge(claim: Claim) -> Told:
    facts = {name: getattr(claim, name) for name in EDGE_KEYS if name != "evidence"}
    return {**facts, "evidence": "\n".join(claim.reasons) or None}


def _data(place: str, told: Told, keys: Mapping[str, str]) -> Iterator[str]:
    for name in keys:
        given = told.get(name)
        if given is not None:
            text = prov_time(given) if isinstance(given, datetime) else str(given)
            yield f'      <data key="{place}_{name}">{xml_text(text)}</data>'


def xml_text(text: str) -> str:
    r"""Text for XML 1.0: hidden characters as references; those that XML cannot hold as visible escapes.

    >>> print(xml_text('a < "b"\u202e'), xml_text("\x1b[2J\ufffe"))
    a &lt; &quot;b&quot;&#8238; \x1b[2J\ufffe
    """
    return "".join(_character(c) for c in text)


def _character(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if printable(c) == c:
        return c
    number = ord(c)
    allowed = 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or number > 0xFFFF
    return f"&#{number};" if allowed else printable(c)
