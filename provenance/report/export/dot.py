"""The graph in the DOT language of Graphviz: https://graphviz.org/doc/info/lang.html."""

from collections.abc import Iterator

from provenance.report.export.claims import Claims
from provenance.report.export.drawing import drawing_lines, numbered_nodes, weight

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})  # Graphviz resolves entities in labels


def dot(claims: Claims) -> str:
    """Boxes for articles, dashed ellipses for unseen items, arrows from the source to what draws on it."""
    return "".join(f"{line}\n" for line in _lines(claims))


def _lines(claims: Claims) -> Iterator[str]:
    yield "digraph provenance {"
    yield '  graph [rankdir="LR", charset="UTF-8"];'
    yield '  node [shape="box", fontname="sans-serif"];'
    yield '  edge [fontname="sans-serif", fontsize="10"];'
    nodes = numbered_nodes(claims)
    for short, node in nodes.values():
        look = ', shape="ellipse", style="dashed"' if node.kind == "unseen" else ""
        yield f'  {short} [label="{_joined(drawing_lines(node))}", tooltip="{dot_string(str(node.name))}"{look}];'
    for claim in claims.claims:
        source, derived = (nodes[end.kind, end.key][0] for end in (claim.source, claim.derived))
        look = "" if claim.direction == "known" else ', dir="none", style="dashed"'
        yield f'  {source} -> {derived} [label="{dot_string(weight(claim))}"{look}];'
    yield "}"


def _joined(parts: tuple[str, ...]) -> str:
    return "\\n".join(map(dot_string, parts))  # a line break of DOT itself


def dot_string(text: str) -> str:
    r"""Text between the quotes of a DOT string: nothing in it ends the string or is an escape or entity of Graphviz.

    >>> print(dot_string('say "no" \\N &lt;'))
    say \"no\" \\N &amp;lt;
    """
    return text.translate(_ESCAPES)
