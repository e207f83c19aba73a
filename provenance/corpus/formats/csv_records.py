"""CSV becomes records by the standard library's reader, every column text, the bytes of each row beside it.

A quote that is opened and never closed costs its own row: the lines behind it are read again by themselves.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Self

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.columns import columns_for
from provenance.corpus.formats.dialects import Dialect, balanced, dialect_of
from provenance.corpus.formats.lines import Line
from provenance.corpus.formats.records import HEADER, Record
from provenance.corpus.ledger import Note

LONGEST_ROW = 64 << 20  # characters, where the caller knows no better
_SAMPLE_LINES, _SAMPLE = 1_000, 1_000_000  # lines and characters from which the dialect is inferred
_BLANK_LINES = 20  # in a row that say no less of a dialect than a thousand
_AGAIN = 4  # times as many characters as the longest row has may be read again in one file
_OPEN = Note("E-CSV-QUOTE", "a quote is opened and never closed")
_LOOSE = Note("W-CSV-QUOTE", "a quote stands inside a field: read as text")
_AGAIN_HEADER = Note("W-CSV-HEADER", "the header again, no article")


class _TooLongError(Exception):
    """A row has more characters than any can have: a quote in it is never closed."""


class _Source:
    """Hands lines to the csv reader, remembers which of them the current row was made of, and takes lines back."""

    def __init__(self, lines: Iterator[Line], longest: int) -> None:
        self._lines, self._longest = lines, longest
        self._ahead: deque[Line] = deque()
        self._broken: InputError | None = None
        self.taken: list[Line] = []
        self.size = 0  # characters of the current row

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.line()
        while not self.taken and _is_blank(line.text):
            line = self.line()
        self.taken.append(line)
        self.size += len(line.text)
        if self.size > self._longest:
            raise _TooLongError
        return line.text

    def line(self) -> Line:
        """The next line; StopIteration after the last one, whatever broke the stream off."""
        if self._ahead:
            return self._ahead.popleft()
        try:
            return next(self._lines)
        except InputError as error:
            self._broken = error
            raise StopIteration from None

    def row(self) -> tuple[list[Line], int]:
        """The lines of the row just read, and their characters; the next row begins."""
        taken, size = self.taken, self.size
        self.taken, self.size = [], 0
        return taken, size

    def back(self, lines: Sequence[Line]) -> None:
        """Lines to be read again."""
        self._ahead.extendleft(reversed(lines))

    def sample(self) -> tuple[list[str], bool]:
        """The first lines that are not blank and those behind them, still to be read; whether they are all."""
        first: list[Line] = []
        size = 0
        try:
            while len(first) < _SAMPLE_LINES and size < _SAMPLE:
                line = self.line()
                if first or line.text.strip() or line.notes:
                    first.append(line)
                    size += len(line.text)
        except StopIteration:
            complete = True
        else:
            complete = False
        self.back(first)
        return [text for line in first for text in _apart(line.text)], complete

    def end(self) -> None:
        """Raise what broke the stream off."""
        if self._broken is not None:
            raise self._broken


def csv_records(
    source_lines: Iterator[Line],
    mapping: tuple[tuple[str, str], ...] = (),
    longest: int = LONGEST_ROW,
    settings: Settings | None = None,
) -> Iterator[Record]:
    """What stands before the rows as record 0, then a record a row; every column is text. No row is left out.

    A row of more characters than `longest` has a quote that is never closed. Raises InputError where the stream breaks
    off.

    >>> rows = csv_records(iter([Line(1, b"", "id;text"), Line(2, b"", "007;Rain")]))
    >>> [record.fields for record in rows]
    [None, {'id': '007', 'text': 'Rain'}]
    """
    source = _Source(source_lines, longest)
    sample, complete = source.sample()
    if sample:
        dialect, notes = dialect_of(sample, mapping, settings or Settings(), complete=complete)
        is_quoted = balanced(dialect.delimiter, sample)
        yield from _CsvRows(source, dialect, mapping, longest, is_quoted).records(notes)
    source.end()


class _CsvRows:
    """The rows of one file, and what is known of those before."""

    def __init__(
        self, source: _Source, dialect: Dialect, mapping: tuple[tuple[str, str], ...], longest: int, is_quoted: bool
    ) -> None:
        self._source, self._dialect, self._given = source, dialect, mapping
        self._is_quoted = is_quoted  # most cells that begin with a quote end with one
        self._left = _AGAIN * longest  # characters that may be read again
        self._number = HEADER
        self._header: list[str] = list(dialect.names)
        self._errors: tuple[Note, ...] = ()
        self._torn: list[Line] = []  # lines that are no row
        self._torn_size, self._longest = 0, longest
        self._doubtful = 0  # the last line that a quote never closed had swallowed
        self._opened = 0  # the line of that quote
        self._starts: set[str] = set()  # kinds of the first characters of whole rows

    def records(self, notes: tuple[Note, ...]) -> Iterator[Record]:
        """All of them, what stands before them first."""
        reader = self._dialect.reader(self._source)
        yield self._before(reader, notes)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                break
            except (csv.Error, _TooLongError):
                yield from self._broken()
                continue
            taken, _ = self._source.row()
            if taken[0].number <= self._doubtful and not self._is_row(row, taken):
                yield from self._tear(taken)
                continue
            if self._torn:
                yield self._torn_record()
            yield self._record(row, taken)
        if self._torn:
            yield self._torn_record()

    def _before(self, reader: Iterator[list[str]], notes: tuple[Note, ...]) -> Record:
        lines = [self._source.line() for _ in range(self._dialect.above)]
        if not self._header:
            try:
                names = next(reader)
            except (csv.Error, _TooLongError):
                taken, _ = self._source.row()
                self._source.back(taken[1:])
                lines.append(taken[0])
                names = taken[0].text.rstrip("\r\n").split(self._dialect.delimiter)
            else:
                lines += self._source.row()[0]
            self._header = [name.strip() for name in names]
        columns = columns_for(tuple(self._header), self._given).values()
        twice = sorted({name for name in columns if self._header.count(name) > 1})
        if twice:
            self._errors = (Note("E-CSV-HEADER", f"two columns are named {', '.join(twice)}"),)
        notes += tuple(note for line in lines for note in line.notes)
        line = lines[0].number if lines else 1
        return Record(HEADER, line, None, notes, _raw(lines), self._dialect)

    def _record(self, row: list[str], taken: list[Line], *more: Note) -> Record:
        self._number += 1
        notes = (*(note for line in taken for note in line.notes), *more, *self._errors)
        line, raw = taken[0].number, _raw(taken)
        if any(note.code.startswith("E-") for note in notes):
            return Record(self._number, line, None, notes, raw)
        names = [cell.strip() for cell in row]
        if set(names) == set(self._header) and not self._dialect.names and len(names) == len(self._header):
            self._header = names  # of a file that was put behind another, perhaps with its columns in another order
            return Record(self._number, line, None, (*notes, _AGAIN_HEADER), raw)
        if len(row) != len(self._header):
            notes = (*notes, Note("W-CSV-RAGGED", f"{len(row)} fields where the header has {len(self._header)}"))
        elif line <= self._doubtful:
            message = f"stands behind a quote that line {self._opened} opens and never closes"
            notes = (*notes, Note("W-CSV-QUOTE", message))
        else:
            self._starts.add(_kind(taken[0].text))
        return Record(self._number, line, dict(zip_longest(self._header, row[: len(self._header)])), notes, raw)

    def _is_row(self, row: list[str], taken: list[Line]) -> bool:
        """Whether lines that a quote had swallowed are a row: as wide as others, and with such a beginning."""
        return len(row) == len(self._header) > 1 and (not self._starts or _kind(taken[0].text) in self._starts)

    def _broken(self) -> Iterator[Record]:
        """The first line of a row that cannot be read; those behind it are read again."""
        taken, size = self._source.row()
        self._left -= size
        unread = taken[1:] if self._left > 0 else []
        self._source.back(unread)
        cells = self._loose(taken[0].text)
        if cells and unread == taken[1:]:
            if self._torn:
                yield self._torn_record()
            yield self._record(cells, taken[:1], _LOOSE)
            return
        if unread:
            self._doubtful = max(self._doubtful, unread[-1].number)
            self._opened = taken[0].number
        yield from self._tear(taken[: len(taken) - len(unread)])

    def _loose(self, line: str) -> list[str]:
        """The cells of a line by itself, quotes inside them or not; none unless there are as many as in the header."""
        cells = loose_cells(line, self._dialect)
        if len(cells) != len(self._header) and not self._is_quoted:
            cells = line.rstrip("\r\n").split(self._dialect.delimiter)
        return cells if len(cells) == len(self._header) > 1 else []

    def _tear(self, lines: list[Line]) -> Iterator[Record]:
        """Lines that are no row go together with those before them, as far as a row may be long."""
        size = sum(len(line.text) for line in lines)
        if self._torn and self._torn_size + size > self._longest:
            yield self._torn_record()
        self._torn += lines
        self._torn_size += size

    def _torn_record(self) -> Record:
        self._number += 1
        torn, self._torn, self._torn_size = self._torn, [], 0
        notes = tuple(note for line in torn for note in line.notes)
        return Record(self._number, torn[0].number, None, (_OPEN, *notes), _raw(torn))


def loose_cells(line: str, dialect: Dialect) -> list[str]:
    """The cells of a line whose inner quotes are not doubled: a quote before a delimiter or the end closes a cell.

    >>> loose_cells('1,"She said "no", and left",x', Dialect())
    ['1', 'She said "no', ' and left"', 'x']
    >>> loose_cells('1,"She said "no, never" and left",x', Dialect())
    ['1', 'She said "no, never" and left', 'x']
    """
    if not dialect.quote:
        return []
    closing = re.compile(re.escape(dialect.quote) + "(?=" + re.escape(dialect.delimiter) + r"|\Z)")
    text, cells, position = line.rstrip("\r\n"), [], 0
    while True:
        if text.startswith(dialect.quote, position):
            end = closing.search(text, position + 1)
            if end is None:
                return []
            cells.append(text[position + 1 : end.start()].replace(dialect.quote * 2, dialect.quote))
            position = end.end()
        else:
            stop = text.find(dialect.delimiter, position)
            cells.append(text[position : stop if stop >= 0 else len(text)])
            position = stop if stop >= 0 else len(text)
        if position >= len(text):
            return cells
        position += 1


def _is_blank(text: str) -> bool:
    """Whether it is nothing but line ends; a line that could not be decoded has no text at all, and is a row."""
    return bool(text) and not text.strip("\r\n")


def _apart(text: str) -> list[str]:
    """A line by itself; of blank lines that came as one, the first few."""
    return text[:_BLANK_LINES].splitlines(keepends=True) if _is_blank(text) else [text]


def _raw(lines: Sequence[Line]) -> bytes:
    return lines[0].raw if len(lines) == 1 else b"".join(line.raw for line in lines)


def _kind(line: str) -> str:
    """The kind of a line's first character: a quote, a digit, a letter, or itself."""
    first = line[:1]
    return "0" if first.isdigit() else "a" if first.isalpha() else first
