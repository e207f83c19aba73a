"""A PROV document as PROV-JSON: https://www.w3.org/submissions/prov-json/."""

import json
import math
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from provenance.base.plain import plain_json
from provenance.report.export.names import Name
from provenance.report.export.prov_terms import Document, Statement, Value, moment

INT = 2**31 - 1  # largest xsd:int; beyond it a number is an xsd:long


def prov_json(document: Document) -> str:
    """The document as JSON on several lines; statements without a name are numbered, as the format wants it."""
    content = {
        "prefix": dict(document.prefixes),
        **_container(document.statements),
        "bundle": {str(document.bundle): _container(document.claims)},
    }
    return plain_json(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def _container(statements: Iterable[Statement]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for number, statement in enumerate(statements, 1):
        name = str(statement.name) if statement.name else f"_:n{number}"
        told: dict[str, Any] = {f"prov:{role}": str(end) for role, end in statement.roles()}
        for attribute, values in statement.by_attribute().items():
            told[str(attribute)] = typed(values[0]) if len(values) == 1 else [typed(one) for one in values]
        found.setdefault(statement.kind, {})[name] = told
    return found


def typed(given: Value) -> str | dict[str, str]:
    """A value as PROV-JSON has it: a string as it is, all else with its type.

    >>> typed("fire"), typed(Name("prov", "Bundle"))
    ('fire', {'$': 'prov:Bundle', 'type': 'xsd:QName'})
    """
    if isinstance(given, Name):
        return {"$": str(given), "type": "xsd:QName"}
    if isinstance(given, str):
        return given
    text, kind = literal(given)
    return {"$": text, "type": f"xsd:{kind}"}


def literal(given: float | datetime) -> tuple[str, str]:
    """The lexical form and the XML Schema type of a number or a moment.

    >>> literal(3), literal(.25), literal(math.inf)
    (('3', 'int'), ('0.25', 'double'), ('INF', 'double'))
    """
    if isinstance(given, datetime):
        return moment(given), "dateTime"
    if isinstance(given, int):
        return str(given), "int" if abs(given) <= INT else "long"
    if math.isfinite(given):
        return repr(given), "double"
    return ("NaN" if math.isnan(given) else "INF" if given > 0 else "-INF"), "double"
