"""Every format of an export by its name on the command line."""

from collections.abc import Callable, Mapping
from typing import Any

from provenance.report.export.claims import Claims
from provenance.report.export.dot import dot
from provenance.report.export.edges_csv import edges_csv
from provenance.report.export.graphml import graphml
from provenance.report.export.json_ld import json_ld
from provenance.report.export.mermaid import mermaid
from provenance.report.export.prov_document import prov_document
from provenance.report.export.prov_json import prov_json
from provenance.report.export.prov_n import prov_n

PROV = {"prov-json": prov_json, "prov-n": prov_n, "json-ld": json_ld}
GRAPH: Mapping[str, Callable[[Claims], str]] = {
    "graphml": graphml,
    "dot": dot,
    "mermaid": mermaid,
    "csv": edges_csv,
}
FORMATS = (*PROV, *GRAPH)


def exported(claims: Claims, run: Mapping[str, Any], form: str) -> str:
    """The claims in one of FORMATS; `run` is the run.json of their trace, which PROV tells of.

    >>> print(exported(Claims((), (), {}, {}, {}), {}, "mermaid"), end="")
    flowchart LR
    """
    return PROV[form](prov_document(claims, run)) if form in PROV else GRAPH[form](claims)
