"""One credit: a name with its place, its kind and how much of the text it governs."""

from dataclasses import dataclass

from provenance.origin.names import BodyName


@dataclass(frozen=True)
class CreditRow:
    """A row of the credits table without its article; offsets are None where only the metadata names the body."""

    agency: str | None  # id of the catalogue; None when ambiguous or unnamed
    alternatives: tuple[str, ...]
    kind: str  # credit, relay, citation, quote, self
    scope: str  # story, passage
    start: int | None
    end: int | None
    name_start: int | None
    name_end: int | None
    position: str  # bracket, dateline, endmark, signoff, sentence, passage, unnamed, byline, title


def of_name(name: BodyName, kind: str, scope: str, span: tuple[int, int], position: str) -> CreditRow:
    """The row with the name's bodies as alternatives, for `_settled` to decide between."""
    return CreditRow(None, name.agencies, kind, scope, *span, name.start, name.end, position)
