"""CSV becomes records by the standard library's reader, every column text, the bytes of each row beside it."""

import csv
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from provenance.base.errors import InputError
from provenance.corpus.columns import columns_for
from provenance.corpus.ledger import Note
from provenance.corpus.lines import Line
from provenance.corpus.records import HEADER, Record

LONGEST_ROW = 64 << 20  # bytes, where the caller knows no better
_DELIMITERS = (",", ";", "\t")
_NO_LIMIT = 2**31 - 1  # the most that csv takes where a C long has 32 bits


class _RowLines:
    """Hands lines to the csv reader and remembers which of them the current row was made of."""

    def __init__(self, found: Iterator[Line], first: Line, longest: int) -> None:
        self.found, self.first, self.longest = found, first, longest
        self.taken: list[Line] = []
        self.size = 0  # bytes of the current row
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        yield self._take(self.first)
        for line in self.found:
            yield self._take(line)
        self.ended = True

    def _take(self, line: Line) -> str:
        self.taken.append(line)
        self.size += len(line.raw)
        if self.size > self.longest:
            raise self.never_closed()
        return line.text

    def never_closed(self) -> InputError:
        return InputError("E-CSV-QUOTE", "a quote is opened and never closed", line=self.taken[0].number)

    def row(self) -> list[Line]:
        """The lines of the row just read; E-CSV-QUOTE where the file ended before the row did."""
        if self.ended:
            raise self.never_closed()
        taken, self.taken, self.size = self.taken, [], 0
        return taken


def csv_records(
    found: Iterator[Line], given: tuple[tuple[str, str], ...] = (), longest: int = LONGEST_ROW
) -> Iterator[Record]:
    """The header as record 0, then a record a row; every column is text. A row of more bytes is a quote never closed.

    Raises InputError: E-CSV-HEADER for a column named twice that we need, E-CSV-QUOTE for a quote never closed.

    >>> rows = csv_records(iter([Line(1, b"", "id;text"), Line(2, b"", "007;Rain")]))
    >>> [record.fields for record in rows]
    [None, {'id': '007', 'text': 'Rain'}]
    """
    first = next((line for line in found if line.text.strip()), None)
    if first is None:
        return
    csv.field_size_limit(_NO_LIMIT)  # the rows are capped already
    source = _RowLines(found, first, longest)
    rows = csv.reader(source, delimiter=csv_delimiter(first.text, given))
    header: list[str] = []
    number = HEADER
    for row in rows:
        taken = source.row()
        if not row:
            continue
        raw = b"".join(line.raw for line in taken)
        notes = tuple(note for line in taken for note in line.notes)
        if not header:
            header = _header(row, given)
            yield Record(HEADER, taken[0].number, None, notes, raw)
        else:
            number += 1
            yield _row(number, header, row, taken[0].number, notes, raw)


def _row(
    number: int, header: Sequence[str], row: Sequence[str], line: int, notes: tuple[Note, ...], raw: bytes
) -> Record:
    if any(note.code.startswith("E-") for note in notes):
        return Record(number, line, None, notes, raw)
    if len(row) != len(header):
        notes = (*notes, Note("W-CSV-RAGGED", f"{len(row)} fields where the header has {len(header)}"))
    fields = dict(zip_longest(header, row[: len(header)]))
    return Record(number, line, fields, notes, raw)


def _header(row: Sequence[str], given: tuple[tuple[str, str], ...]) -> list[str]:
    names = [name.strip() for name in row]
    wanted = columns_for(tuple(names), given).values()
    twice = sorted({name for name in wanted if names.count(name) > 1})
    if twice:
        raise InputError("E-CSV-HEADER", f"two columns are named {', '.join(twice)}", advice="rename one of them")
    return names


def csv_delimiter(header: str, given: tuple[tuple[str, str], ...] = ()) -> str:
    """The delimiter under which the header has a text column, else the one that cuts it into most names.

    >>> csv_delimiter("id;text"), csv_delimiter("id,text;s")
    (';', ',')
    """
    cuts = {mark: [name.strip() for name in next(csv.reader([header], delimiter=mark), [])] for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: ("text" in columns_for(tuple(cuts[mark]), given), len(cuts[mark])))
