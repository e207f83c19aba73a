"""A PROV document as PROV-JSON: https://www.w3.org/submissions/prov-json/."""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from provenance.base.escaping import printable_json
from provenance.report.export.names import Name
from provenance.report.export.prov_terms import Document, Statement, Value, prov_time

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)  # made once: dumps makes one a call
INT = 2**31 - 1  # largest xsd:int; beyond it a number is an xsd:long


def prov_json(document: Document) -> str:
    """The document as JSON, a statement a line; statements without a name are numbered, as the format wants it."""
    outside = {"prefix": [f"{dumped(p)}: {dumped(address)}" for p, address in document.prefixes.items()]}
    outside |= _by_kind(document.statements)
    outside["bundle"] = [f"{dumped(str(document.bundle))}: {_object(_by_kind(document.claims))}"]
    return printable_json(_object(outside)) + "\n"


def dumped(content: object) -> str:
    """Anything as JSON on one line."""
    return _JSON.encode(content)


def _object(members: Mapping[str, Iterable[str]]) -> str:
    """An object of objects whose members are written already."""
    return "{\n" + ",\n".join(f'"{name}": {{\n' + ",\n".join(lines) + "\n}" for name, lines in members.items()) + "\n}"


def _by_kind(statements: Iterable[Statement]) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for number, statement in enumerate(statements, 1):
        name = str(statement.name) if statement.name else f"_:n{number}"
        properties: dict[str, Any] = {f"prov:{role}": str(end) for role, end in statement.roles()}
        for attribute, values in statement.by_attribute().items():
            properties[str(attribute)] = (
                typed(values[0]) if len(values) == 1 else [typed(content) for content in values]
            )
        lines.setdefault(statement.kind, []).append(f"{dumped(name)}: {dumped(properties)}")
    return lines


def typed(plain: Value) -> str | dict[str, str]:
    """A value as PROV-JSON has it: a string as it is, all else with its type.

    >>> typed("fire"), typed(Name("prov", "Bundle"))
    ('fire', {'$': 'prov:Bundle', 'type': 'xsd:QName'})
    """
    if isinstance(plain, Name):
        return {"$": str(plain), "type": "xsd:QName"}
    if isinstance(plain, str):
        return plain
    text, kind = literal(plain)
    return {"$": text, "type": f"xsd:{kind}"}


def literal(plain: float | datetime) -> tuple[str, str]:
    """The lexical form and the XML Schema type of a number or a moment.

    >>> literal(3), literal(.25), literal(math.inf)
    (('3', 'int'), ('0.25', 'double'), ('INF', 'double'))
    """
    if isinstance(plain, datetime):
        return prov_time(plain), "dateTime"
    if isinstance(plain, int):
        return str(plain), "int" if abs(plain) <= INT else "long"
    if math.isfinite(plain):
        return repr(plain), "double"
    return ("NaN" if math.isnan(plain) else "INF" if plain > 0 else "-INF"), "double"
