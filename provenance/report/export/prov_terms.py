"""The parts of a PROV document, as little of PROV-DM as a trace needs: https://www.w3.org/TR/prov-dm/."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from provenance.report.export.names import Name

Value = str | int | float | datetime | Name
Pairs = tuple[tuple[Name, Value], ...]

ROLES = {  # what stands between the brackets of each statement, in the order of PROV-N
    "entity": (),
    "activity": ("startTime", "endTime"),
    "agent": (),
    "used": ("activity", "entity", "time"),
    "wasGeneratedBy": ("entity", "activity", "time"),
    "wasAttributedTo": ("entity", "agent"),
    "wasAssociatedWith": ("activity", "agent", "plan"),
    "wasDerivedFrom": ("generatedEntity", "usedEntity", "activity", "generation", "usage"),
    "alternateOf": ("alternate1", "alternate2"),
    "hadMember": ("collection", "entity"),
}
ELEMENTS = ("entity", "activity", "agent")  # what has a name of its own; all else relates two of them


@dataclass(frozen=True)
class Statement:
    """One PROV statement: `kind(name; arguments, [attributes])`."""

    kind: str  # one of ROLES
    name: Name | None = None
    arguments: tuple[Name | None, ...] = ()  # in the order of ROLES; those at the end may be left out
    attributes: Pairs = ()

    def roles(self) -> Iterator[tuple[str, Name]]:
        """The arguments that are given, each with its role."""
        pairs = zip(ROLES[self.kind], self.arguments, strict=False)
        return ((role, name) for role, name in pairs if name is not None)

    def by_attribute(self) -> dict[Name, list[Value]]:
        """The values of each attribute; an attribute may have several."""
        grouped: dict[Name, list[Value]] = {}
        for name, content in self.attributes:
            grouped.setdefault(name, []).append(content)
        return grouped


@dataclass(frozen=True)
class Document:
    """The statements about the run, and the bundle of its claims."""

    prefixes: Mapping[str, str]
    statements: tuple[Statement, ...]
    bundle: Name
    claims: tuple[Statement, ...]


def prov_time(instant: datetime) -> str:
    """An xsd:dateTime; all times in the tables are UTC.

    >>> from datetime import UTC
    >>> prov_time(datetime(2024, 1, 17, 10, tzinfo=UTC))
    '2024-01-17T10:00:00Z'
    """
    return instant.isoformat().replace("+00:00", "Z")
