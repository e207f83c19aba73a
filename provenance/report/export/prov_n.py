"""A PROV document as PROV-N, the notation for people: https://www.w3.org/TR/prov-n/."""

from collections.abc import Iterator

from provenance.base.escaping import printable
from provenance.report.export.names import Name
from provenance.report.export.prov_json import literal
from provenance.report.export.prov_terms import ELEMENTS, ROLES, Document, Statement, Value

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def prov_n(document: Document) -> str:
    """The document, one statement a line."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    yield "document"
    yield from (f"  prefix {prefix} <{address}>" for prefix, address in document.prefixes.items())
    yield from (f"  {prov_statement(statement)}" for statement in document.statements)
    yield f"  bundle {document.bundle}"
    yield from (f"    {prov_statement(statement)}" for statement in document.claims)
    yield "  endBundle"
    yield "endDocument"


def prov_statement(statement: Statement) -> str:
    """One statement; what is not given stands as a dash.

    >>> from provenance.report.export.names import own
    >>> prov_statement(Statement("wasDerivedFrom", own("1"), (own("a"), own("b")), ((own("rank"), 1),)))
    'wasDerivedFrom(pv:1; pv:a, pv:b, -, -, -, [pv:rank=1])'
    """
    roles = ROLES[statement.kind]
    arguments = [str(name) if name else "-" for name in statement.arguments]
    parts = arguments + ["-"] * (len(roles) - len(arguments))
    name = str(statement.name) if statement.name else ""
    if statement.kind in ELEMENTS:
        parts, name = [name, *parts], ""
    if statement.attributes:
        parts.append("[" + ", ".join(f"{key}={_literal(value)}" for key, value in statement.attributes) + "]")
    return f"{statement.kind}({name + '; ' if name else ''}{', '.join(parts)})"


def _literal(plain: Value) -> str:
    if isinstance(plain, Name):
        return f"'{plain}'"
    if isinstance(plain, str):
        return prov_string(plain)
    text, kind = literal(plain)
    return text if kind == "int" else f'"{text}" %% xsd:{kind}'


def prov_string(text: str) -> str:
    r"""A string literal on one line; hidden characters stand as escapes of the format.

    >>> print(prov_string('He said "no"\n'), prov_string("a\u202eb"))
    "He said \"no\"\n" "a\u202eb"
    """
    escaped = text.translate(_ESCAPES)
    if not escaped.isascii() or not escaped.isprintable():
        escaped = "".join(c if printable(c) == c else _code(c) for c in escaped)
    return f'"{escaped}"'


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
