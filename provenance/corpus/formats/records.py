"""A record: what a file of many articles holds of one of them, or why it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.corpus.formats.dialects import Dialect
from provenance.corpus.ledger import Note

HEADER = 0  # number of the record that is the header of a CSV file

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Record:
    """One record: its place (from 1), its fields or why there are none, and the bytes it was read from.

    Record 0 is what stands before the records of a CSV file; its notes are about the file, and it has the dialect.
    """

    number: int
    line: int | None
    fields: Fields | None
    notes: tuple[Note, ...] = ()
    raw: bytes = b""
    dialect: Dialect | None = None
