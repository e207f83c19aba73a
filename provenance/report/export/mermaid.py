"""The graph as a Mermaid flowchart, for Markdown pages that draw it: https://mermaid.js.org/syntax/flowchart.html."""

from collections.abc import Iterator

from provenance.report.export.claims import Claims
from provenance.report.export.drawing import drawing_lines, numbered_nodes, weight

_PLAIN = frozenset(" .,-%")  # what may stand in a quoted label as it is, beside letters and digits


def mermaid(claims: Claims) -> str:
    """Boxes for articles, rounded boxes for unseen items, arrows from the source to what draws on it."""
    return "".join(f"{line}\n" for line in _lines(claims))


def _lines(claims: Claims) -> Iterator[str]:
    yield "flowchart LR"
    nodes = numbered_nodes(claims)
    for short, node in nodes.values():
        label = coded(" - ".join(drawing_lines(node)))
        yield f'  {short}(["{label}"])' if node.kind == "unseen" else f'  {short}["{label}"]'
    for claim in claims.claims:
        source, derived = (nodes[end.kind, end.key][0] for end in (claim.source, claim.derived))
        arrow = "-->" if claim.direction == "known" else "-.-"
        yield f'  {source} {arrow}|"{coded(weight(claim))}"| {derived}'


def coded(text: str) -> str:
    """Text in which every mark is an entity code of Mermaid: no quote, bracket, tag, directive or link is left.

    >>> coded('Fire "out"; <b>click</b>'), coded("Пожар в порту, 97%")
    ('Fire #34;out#34;#59; #60;b#62;click#60;#47;b#62;', 'Пожар в порту, 97%')
    """
    return "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in text)
