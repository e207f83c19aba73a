"""How a CSV file is written: its delimiter, its quotes and the place of its header, inferred from many lines."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from provenance.base.settings import Settings
from provenance.corpus.columns import columns_for
from provenance.corpus.ledger import Note
from provenance.corpus.prose import is_prose

DELIMITERS = (",", ";", "\t", "|")
_SHOWN = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "pipes"}
_SEP = re.compile(r"\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w .:/()-]{0,60}\Z")
_PREAMBLE = 10  # lines above a header, at most
_ROWS = 500  # of the sample that are compared
_NO_LIMIT = 2**31 - 1  # the most that csv takes where a C long has 32 bits
_ESCAPE = "\\"

csv.field_size_limit(_NO_LIMIT)  # the rows are capped before


@dataclass(frozen=True)
class Dialect:
    """How the rows of one CSV file are written."""

    delimiter: str = ","
    quote: str = '"'  # around fields; empty: quotes are text
    escaped: bool = False  # a backslash stands before a quote, a delimiter or a line end that is text
    spaced: bool = False  # blanks follow the delimiters
    above: int = 0  # lines above the header
    names: tuple[str, ...] = ()  # of the columns, where no line of the file names them

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The rows of the lines; csv.Error where a quote is not where it may be."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar=_ESCAPE if self.escaped else None,
            skipinitialspace=self.spaced,
            strict=True,
        )

    def row(self, line: str) -> list[str]:
        """The cells of one line; none where it is no whole row."""
        try:
            return next(self.reader([line]), [])
        except csv.Error:
            return []

    def written(self, cells: Iterable[object]) -> str:
        """The cells as a row of this dialect, without a line end."""
        if not self.quote:
            return self.delimiter.join(_unquoted(cell, self.delimiter) for cell in cells)
        text = _Text()
        csv.writer(
            text,
            delimiter=self.delimiter,
            quotechar=self.quote,
            doublequote=not self.escaped,
            escapechar=_ESCAPE if self.escaped else None,
            lineterminator="",
        ).writerow(cells)
        return text.written


class _Text:
    """A file that holds one row."""

    written = ""

    def write(self, text: str) -> None:
        self.written += text


def _unquoted(cell: object, delimiter: str) -> str:
    """A cell for a file without quotes, in which nothing can end it.

    >>> _unquoted("a\\tb\\n", "\\t")
    'a b '
    """
    return re.sub(f"[\r\n{re.escape(delimiter)}]", " ", "" if cell is None else str(cell))


def dialect_of(
    sample: Sequence[str], mapping: tuple[tuple[str, str], ...], settings: Settings, *, complete: bool = True
) -> tuple[Dialect, tuple[Note, ...]]:
    """The dialect that the first lines are written in, and what a reader should know of it.

    `complete`: the sample is the whole file, so that its last row must end. What the settings say is not inferred.

    >>> found, notes = dialect_of(["sep=|", "id|text", "1|Rain"], (), Settings())
    >>> found.delimiter, found.above, [note.message for note in notes]
    ('|', 1, ['read with pipes between fields; 1 line above the header is passed over'])
    """
    dialect = _headed(sample, mapping, settings)
    dialect = _quoted(dialect, sample, settings, complete)
    dialect = _named(dialect, sample, mapping, settings)
    return dialect, _notes(dialect, settings)


def _headed(sample: Sequence[str], mapping: tuple[tuple[str, str], ...], settings: Settings) -> Dialect:
    """The delimiter, and the number of lines above the header."""
    base = Dialect(quote="" if settings.csv_quote == "none" else settings.csv_quote or '"')
    asked = settings.csv_delimiter
    mark = _SEP.match(sample[0]) if sample else None
    marks = (asked,) if asked else (mark[1],) if mark else DELIMITERS
    above = 1 if mark else 0
    if settings.csv_header not in ("", "first"):
        return replace(base, delimiter=_steadiest(sample[above:], marks, base), above=above)
    for number, line in enumerate(sample[above : above + _PREAMBLE], above):
        first = number == above or settings.csv_header == "first"
        delimiter = csv_delimiter(line, mapping, marks)
        cells = replace(base, delimiter=delimiter).row(line)
        names = [name.strip() for name in cells]
        if "text" in columns_for(tuple(names), mapping) and (first or _is_header(names, sample[number:], delimiter)):
            return replace(base, delimiter=delimiter, above=number)
        if settings.csv_header == "first":
            break
    return replace(base, delimiter=_steadiest(sample[above:], marks, base), above=above)


def csv_delimiter(header: str, mapping: tuple[tuple[str, str], ...] = (), marks: Sequence[str] = DELIMITERS) -> str:
    """The delimiter under which the header has a text column, else the one that cuts it into most names.

    >>> csv_delimiter("id;text"), csv_delimiter("id,text;s")
    (';', ',')
    """
    cuts = {mark: tuple(name.strip() for name in Dialect(mark).row(header)) for mark in marks}
    return max(marks, key=lambda mark: ("text" in columns_for(cuts[mark], mapping), len(cuts[mark])))


def _is_header(names: Sequence[str], lines: Sequence[str], delimiter: str) -> bool:
    """Whether a line below others is the header: it holds names, and a row of several cells comes after it."""
    after = next((line for line in lines[1:] if line.strip()), "")
    return len(names) > 1 and delimiter in after and all(not name or _NAME.match(name) for name in names)


def _steadiest(lines: Sequence[str], marks: Sequence[str], base: Dialect) -> str:
    """The delimiter that cuts most lines into the same number of cells, more than one."""

    def steadiness(mark: str) -> tuple[int, int]:
        widths = Counter(map(len, _rows(replace(base, delimiter=mark), lines)[0]))
        del widths[1]
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return rows, width

    return max(marks, key=steadiness)


def _rows(dialect: Dialect, lines: Iterable[str]) -> tuple[list[list[str]], int, bool]:
    """The rows that can be read, how many cannot, and whether the last of these is what the lines end in."""
    source = iter(lines)
    rows: list[list[str]] = []
    reader, bad, open_end = dialect.reader(source), 0, False
    while len(rows) + bad < _ROWS:
        try:
            rows.append(next(reader))
        except StopIteration:
            break
        except csv.Error as error:
            bad += 1
            open_end = "unexpected end" in str(error)
    return [row for row in rows if row], bad, open_end


def _quoted(dialect: Dialect, sample: Sequence[str], settings: Settings, complete: bool) -> Dialect:
    """The dialect with the quotes and escapes under which fewest rows are odd; plain quotes where none is."""
    lines = sample[dialect.above :]
    if settings.csv_quote or settings.csv_escape:
        return replace(dialect, escaped=settings.csv_escape == "backslash")
    forms = [dialect, replace(dialect, spaced=True)]
    if any(_ESCAPE in line for line in lines):
        forms.append(replace(dialect, escaped=True))
    odd = {form: _odd(form, lines, complete) for form in forms[:1]}
    if odd[dialect] == 0:
        return dialect
    if not balanced(dialect.delimiter, lines) and (dialect.delimiter not in ",;" or _openings(dialect, lines) > 1):
        forms += [replace(form, quote="") for form in forms if not form.spaced]
    odd |= {form: _odd(form, lines, complete) for form in forms[1:]}
    return min(forms, key=lambda form: odd[form])


def _odd(dialect: Dialect, lines: Sequence[str], complete: bool) -> int:
    """Rows that cannot be read, and rows of another width than the first."""
    rows, bad, open_end = _rows(dialect, lines)
    if open_end and not complete:
        bad -= 1
    return bad + sum(len(row) != len(rows[0]) for row in rows)


def _openings(dialect: Dialect, lines: Iterable[str]) -> int:
    """How many cells begin with a quote. One in a file with commas is an accident, which costs its row alone."""
    return len(_cells_with_quotes(dialect.delimiter, lines))


def _cells_with_quotes(delimiter: str, lines: Iterable[str]) -> list[str]:
    return [cell for line in islice(lines, _ROWS) for cell in line.strip().split(delimiter) if cell.startswith('"')]


def balanced(delimiter: str, lines: Iterable[str]) -> bool:
    """Whether most cells that begin with a quote end with one; not where none begins with one."""
    cells = _cells_with_quotes(delimiter, lines)
    return sum(len(cell) > 1 and cell.endswith('"') for cell in cells) * 2 >= len(cells) > 0


def _named(
    dialect: Dialect, sample: Sequence[str], mapping: tuple[tuple[str, str], ...], settings: Settings
) -> Dialect:
    """The dialect with names for its columns, where its first row is an article already."""
    asked = settings.csv_header
    rows, _, _ = _rows(dialect, sample[dialect.above :])
    if not rows or asked == "first":
        return dialect
    numbers = tuple(str(number) for number in range(1, len(rows[0]) + 1))
    if asked:
        return replace(dialect, names=numbers if asked == "none" else tuple(n.strip() for n in asked.split(",")))
    names = tuple(name.strip() for name in rows[0])
    if "text" not in columns_for(names, mapping) and len(rows[0]) > 1 and any(map(is_prose, rows[0])):
        return replace(dialect, names=numbers)
    return dialect


def _notes(dialect: Dialect, settings: Settings) -> tuple[Note, ...]:
    """What was inferred and is not what every reader would expect."""
    messages = []
    if dialect.delimiter not in ",;\t" and not settings.csv_delimiter:
        messages.append(f"with {_SHOWN.get(dialect.delimiter, repr(dialect.delimiter))} between fields")
    if not dialect.quote and not settings.csv_quote:
        messages.append("without quoting: quotes are part of the text")
    if dialect.escaped and not settings.csv_escape:
        messages.append("with backslash escapes")
    if dialect.spaced:
        messages.append("with blanks after the delimiters")
    above = [f"{dialect.above} line{'s' if dialect.above > 1 else ''} above the header"] if dialect.above else []
    passed = [f"{line} {'are' if dialect.above > 1 else 'is'} passed over" for line in above]
    names = (
        [f"no header: its columns are called 1 to {len(dialect.names)}"]
        if dialect.names and not settings.csv_header
        else []
    )
    text = "; ".join(["read " + ", ".join(messages)] * bool(messages) + passed + names)
    return (Note("W-CSV-DIALECT", text),) if text else ()
