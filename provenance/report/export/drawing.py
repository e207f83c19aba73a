"""What a drawn graph says at its nodes and edges, the same in DOT and Mermaid."""

from provenance.base.escaping import one_line
from provenance.report import wording
from provenance.report.export.claims import Claim, ClaimNode, Claims

LABEL = 48  # characters of a name in a box


def numbered_nodes(claims: Claims) -> dict[tuple[str, str], tuple[str, ClaimNode]]:
    """The nodes that a claim names, each with a short id that every notation takes."""
    return {(node.kind, node.key): (f"n{number}", node) for number, node in enumerate(claims.connected(), 1)}


def drawing_lines(node: ClaimNode) -> tuple[str, ...]:
    """The name of a node and, below it, the outlet of an article; hidden characters made visible.

    >>> drawing_lines(ClaimNode("article", "a", "Fire closes harbour", {"outlet": "Coast Daily"}))
    ('Fire closes harbour', 'Coast Daily')
    """
    outlet = str(node.said.get("outlet", ""))
    texts = (node.label, outlet) if outlet else (node.label,)
    return tuple(one_line(wording.shortened(text, LABEL)) for text in texts)


def weight(claim: Claim) -> str:
    """What stands at an edge: relation and probability; the rank where it is not the first."""
    behind = "" if claim.rank == 1 else f", rank {claim.rank}"
    return f"{one_line(wording.shortened(claim.relation, LABEL))} {wording.percent(claim.probability)}{behind}"
