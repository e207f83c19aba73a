"""Rows of parquet become slices, a batch at a time: what is ordinary about all of them is seen at once.

Any row that is not goes the way of read.py, so that the outcome is the same; the tests hold one against the other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from provenance.base.backend import Backend, Starting, load, ready
from provenance.base.errors import InputError
from provenance.base.preference import EXTRA, Preference, Rank, preference
from provenance.base.prefetch import prefetch
from provenance.base.settings import Settings
from provenance.corpus.article import record_id
from provenance.corpus.chosen import SAMPLE
from provenance.corpus.dates.date_columns import DATED, DateColumn, columns_notes
from provenance.corpus.dates.date_intervals import Moment, moment
from provenance.corpus.files import File
from provenance.corpus.formats.parquet import (
    Columns,
    columns_of,
    parquet_batches,
    parquet_columns,
    plain_column,
    rows_a_batch,
    rows_of,
    rows_where,
    values_of,
)
from provenance.corpus.formats.record_files import Given, laid_out
from provenance.corpus.formats.records import Record
from provenance.corpus.formats.unpacking import opened
from provenance.corpus.ids import Ids, content
from provenance.corpus.ledger import Note, accepted_lines, json_lines
from provenance.corpus.ledger import entry as entry_of
from provenance.corpus.read import REMEMBERED, Reading, file_entry, one_record, readings
from provenance.corpus.slices import Interval, Slice, gathered, rank_of

_PLAIN_ID = r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,199}$"  # an id that needs no escaping anywhere
_WEB_ADDRESS = r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][!#-&(-;=?-\[\]-_a-~]*)?$"  # one that is taken as it is
_NAMES = ("title", "outlet", "byline", "language")  # strings of any kind, none of which says anything
_DECODED = 20  # batches that may wait while the backend starts: 160 MB
_BOOL = npt.NDArray[np.bool_]
_Batch = Any  # of arrow
_Column = Any

# Arrow's other allocators keep what they no longer need: with this one, where a build has it, a run over 100,000
# articles takes a quarter less memory and a fifth less time; it gives back what has been free for so long.
with suppress(NotImplementedError):
    pa.set_memory_pool(pa.jemalloc_memory_pool())
    pa.jemalloc_set_decay_ms(100)


def slices_of(
    file: File, settings: Settings, mapping: Given, ids: Ids, stdin: BinaryIO | None, backend: Backend | Starting
) -> Iterator[Slice]:
    """One file's slices; the last one holds the entry of the file itself.

    The first rows are decoded while the backend starts.
    """
    articles, number, plain = 0, 0, file
    dated: Mapping[str, DateColumn] = {}
    remarks: list[Note] = []
    broken: list[Note] = []
    try:
        with opened(file, stdin) as stream, laid_out(file, stream, settings) as (handle, size):
            columns = parquet_columns(handle, size, settings, mapping)
            file, dated = replace(file, notes=(*file.notes, *columns.notes)), columns.dated
            rows = rows_a_batch(handle, size, settings)
            batches = prefetch(parquet_batches(handle, size, settings, columns.wanted, rows), _DECODED)
            with closing(batches):  # before the file is
                if ready(backend) == "python":
                    batches.close()
                    order = preference(settings.keep, settings.prefer)
                    yield from gathered(readings(plain, settings, mapping, ids, stdin), order)
                    return
                for batch in batches:
                    piece = _slice(file, batch, number, columns, settings, mapping, ids)
                    number += batch.num_rows
                    articles += len(piece.ids)
                    remarks += [note for entry in piece.told for note in entry.notes][: REMEMBERED - len(remarks)]
                    yield piece
    except InputError as error:
        broken = [Note(error.code, error.what)]
    except OSError as error:
        broken = [Note("E-IO", str(error.strerror))]
    last = Slice()
    file = replace(file, notes=(*file.notes, *columns_notes(dated.values())))
    last.hear(file_entry(file, articles, broken, remarks))
    yield last


def slice_of_batch(batch: _Batch, columns: Columns, settings: Settings, mapping: Given, ids: Ids, file: File) -> Slice:
    """The slice of one record batch, its rows numbered from 1; its dates are added to `columns`."""
    return _slice(file, batch, 0, columns, settings, mapping, ids)


def slices_of_batches(batches: Iterable[_Batch], settings: Settings, mapping: Given) -> Iterator[Slice]:
    """Slices of record batches in memory, their rows numbered from 1."""
    file, ids, number = File("frame", "frame", "jsonl"), Ids(), 0
    columns: Columns | None = None
    for batch in batches:
        columns = columns or columns_of_batch(batch, mapping)
        yield _slice(file, batch, number, columns, settings, mapping, ids)  # whole: an id may be a hash of all of it
        number += batch.num_rows
    notes = columns_notes(columns.dated.values()) if columns else []
    if notes:
        last = Slice()
        last.hear(entry_of(file.path, notes))
        yield last


def columns_of_batch(batch: _Batch, mapping: Given) -> Columns:
    """The columns of a frame, by their names and its first rows."""
    names = tuple(batch.schema.names)
    try:
        return columns_of(names, [*rows_of(batch.slice(0, SAMPLE))], mapping)
    except InputError:  # every row will say so
        return Columns({}, [*names])


def _slice(
    file: File,
    batch: _Batch,
    before: int,
    columns: Columns,
    settings: Settings,
    mapping: Given,
    ids: Ids,
) -> Slice:
    """The articles of a batch; `number` rows were read before it."""
    chosen = columns.chosen
    survey = _seen(batch, chosen, settings)
    numbers = range(before + 1, before + batch.num_rows + 1)
    if "article" in chosen and len(set(survey.ids)) == batch.num_rows and ids.take(*survey.plain_ids(), file.name):
        return _at_once(file, batch, numbers, survey, settings, mapping, columns, ids)
    result = Slice(column=None if survey.column is None else (file.path, survey.column), order=survey.order)
    texts = survey.texts()
    for row, (number, fields) in enumerate(zip(numbers, rows_of(batch), strict=True)):
        own_id = _free(ids, survey, row, fields, file) if survey.plain[row] else None
        if own_id is None:
            record = Record(number, None, fields)
            result.hear(*one_record(file, record, settings, mapping, ids, columns.guessed, columns.dated))
            continue
        survey.count_dates(columns.dated, result, {row: own_id})
        result.verdicts["accepted"] += 1
        result.seen += 1
        result.ledger.extend(accepted_lines(file.path, [number], [own_id]))
        result.add(own_id, file.path, number, survey.published[row], survey.contents[row], texts[row])
        result.ranks += survey.ranks[row : row + 1]
    return result


def _at_once(
    file: File,
    batch: _Batch,
    numbers: range,
    survey: "_Seen",
    settings: Settings,
    mapping: Given,
    columns: Columns,
    ids: Ids,
) -> Slice:
    """A batch whose plain rows have taken their ids; the odd ones are read one by one and put in their places."""
    odd = np.flatnonzero(~survey.plain).tolist()
    result = Slice(
        ids=survey.ids,
        paths=[file.path] * len(numbers),
        records=[*numbers],
        published=survey.published,
        contents=survey.contents,
        texts=survey.column,
        column=(file.path, survey.column),
        verdicts=Counter(accepted=len(numbers) - len(odd)),
        seen=len(numbers) - len(odd),
        ledger=list(accepted_lines(file.path, numbers, [name or "" for name in survey.ids])),
        order=survey.order,
        ranks=list(survey.ranks),
    )
    survey.count_dates(columns.dated, result, {row: survey.ids[row] for row in np.flatnonzero(survey.plain).tolist()})
    if odd:
        rows = zip(odd, rows_of(rows_where(batch, ~survey.plain)), strict=True)
        records = {row: Record(numbers[row], None, fields) for row, fields in rows}
        read = {
            row: one_record(file, record, settings, mapping, ids, columns.guessed, columns.dated)
            for row, record in records.items()
        }
        _put_in(result, read)
    return result


def _put_in(target: Slice, read: Mapping[int, Reading]) -> None:
    """The articles that were read one by one, in their places; no place where none came of a row."""
    target.strings = target.texts.to_pylist()
    keep = True
    for row, (entry, article) in read.items():
        target.note(entry)
        target.ledger[row] = next(json_lines([entry]))
        if article is not None:
            keep = keep and article.text == target.strings[row]
            target.ids[row] = article.article
            target.published[row] = article.published_from, article.published_to
            target.leave_open(article)
            target.contents[row], target.strings[row] = content(article.text), article.text
            target.ranks[row : row + 1] = rank_of(target.order, article)
    stay = [row not in read or read[row][1] is not None for row in range(len(target.ids))]
    for name in ("ids", "paths", "records", "published", "contents", "strings", "ranks"):
        setattr(target, name, list(compress(getattr(target, name), stay)))
    target.texts = None if not keep else target.texts if all(stay) else target.texts.filter(pa.array(stay))


def _free(ids: Ids, survey: "_Seen", row: int, fields: Mapping[str, object], file: File) -> str | None:
    """The id of a plain row; None where another article has it."""
    name = survey.ids[row]
    if name is None:
        return ids.unused(record_id(fields), survey.contents[row])
    return name if ids.take([name], [survey.contents[row]], file.name) else None


@dataclass(frozen=True)
class _Seen:
    """The rows of a batch, column by column; what is not plain has no say in the other columns."""

    plain: _BOOL  # whether there is nothing to say of the row
    column: Any = None  # the texts as the file has them, where they are strings
    contents: list[bytes] = field(default_factory=list)
    ids: list[Any] = field(default_factory=list)  # strings; None where the record names none
    published: list[Interval] = field(default_factory=list)
    dates: Mapping[str, list[Moment | None]] = field(default_factory=dict)
    order: Preference | None = None
    ranks: Sequence[Rank] = ()

    def count_dates(self, dated: Mapping[str, DateColumn], target: Slice, ids: Mapping[int, str]) -> None:
        """Add the dates of plain rows to their columns, and to the slice what these may yet settle.

        `ids` are the rows' places with their names.
        """
        for name, moments in self.dates.items():
            for row, own_id in ids.items():
                date = moments[row]
                if date is not None:
                    dated[name].add(date)
                    if date.readings and name == "published":
                        target.unread += date.earliest is None
                        target.open[own_id], target.dates = date, dated[name]

    def texts(self) -> list[Any]:
        """The texts as strings."""
        return [] if self.column is None else list(self.column.to_pylist())

    def plain_ids(self) -> tuple[list[Any], list[bytes]]:
        """The ids and the contents of the plain rows."""
        return list(compress(self.ids, self.plain)), list(compress(self.contents, self.plain))


def _seen(batch: _Batch, chosen: Mapping[str, str], settings: Settings) -> _Seen:
    names = batch.schema.names
    columns = {name: plain_column(batch.column(column)) for name, column in chosen.items() if column in names}
    text = columns.get("text")
    if text is None or not _is_text(text) or len(columns) < len(chosen):  # a path leads into a column
        return _Seen(np.zeros(batch.num_rows, np.bool_))
    sizes = _known(pc.binary_length(text), 0)
    plain = load("provenance.corpus.ordinary_parallel").ordinary(text) & (sizes <= settings.article_bytes)
    for name, column in columns.items():
        plain &= _plain(name, column)
    dates = {name: _moments(columns[name], settings) for name in DATED if name in columns}
    for moments in dates.values():
        plain &= np.array(
            [date is not None and (date.note is None or date.readings != ()) for date in moments], np.bool_
        )
    return _Seen(
        plain,
        text,
        _contents(text),
        _ids(columns.get("article"), batch.num_rows),
        _published(dates["published"]) if "published" in dates else [(None, None)] * batch.num_rows,
        dates,
        order := preference(settings.keep, settings.prefer),
        _ranks(order, columns, batch.num_rows),
    )


def _ranks(order: Preference | None, columns: Mapping[str, _Column], count: int) -> list[Rank]:
    """The rank of each row."""
    if order is None:
        return []
    values = {name: values_of(columns[name]) for name in columns if name.removeprefix(EXTRA) in order.columns}
    rows: list[Rank] = []
    for number in range(count):
        row = {name.removeprefix(EXTRA): column[number] for name, column in values.items()}
        rows.append(order.rank(row.get))
    return rows


def _published(moments: list[Moment | None]) -> list[Interval]:
    return [(moment.earliest, moment.latest) if moment else (None, None) for moment in moments]


def _ids(column: _Column | None, count: int) -> list[str | None]:
    """The ids as text; none where they are of a kind that is read row by row."""
    if column is None or not (pa.types.is_integer(column.type) or _is_text(column)):
        return [None] * count
    names: list[str | None] = column.cast(pa.string()).to_pylist()
    return names


def _plain(name: str, column: _Column) -> _BOOL:
    """Where a column has nothing to say, by what it holds of an article; dates and texts are looked at elsewhere."""
    if name in ("text", *DATED) or name.startswith(EXTRA):
        return np.ones(len(column), np.bool_)
    if name == "article" and pa.types.is_integer(column.type):
        return _known(column.is_valid(), False)
    if not _is_text(column):
        return np.zeros(len(column), np.bool_)
    if name in _NAMES:
        return np.ones(len(column), np.bool_)
    if name == "article":
        return _known(pc.match_substring_regex(column, _PLAIN_ID), False)
    return _known(pc.match_substring_regex(column, _WEB_ADDRESS), True)


def _known(column: _Column, otherwise: object) -> npt.NDArray[Any]:
    """An arrow column as a numpy array, nulls filled in."""
    flags: npt.NDArray[Any] = column.fill_null(otherwise).to_numpy(zero_copy_only=False)
    return flags


def _is_text(column: _Column) -> bool:
    """Whether an arrow column holds strings, every one of them valid UTF-8."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return False
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _moments(column: _Column, settings: Settings) -> list[Moment | None]:
    """What each date means; None where it is no single line of plain text."""
    moments: list[Moment | None] = []
    for value in values_of(column):
        raw = "" if value is None else str(value)
        moments.append(moment(raw.strip(), settings.last_year) if raw.isprintable() else None)
    return moments


def _contents(column: _Column) -> list[bytes]:
    """ids.content of each text, from its bytes as they lie in memory."""
    column = column.cast(pa.large_string())
    _, places, data = column.buffers()
    offsets = np.frombuffer(places, np.int64)[column.offset : column.offset + len(column) + 1].tolist()
    view = memoryview(data) if data is not None else memoryview(b"")
    return [xxhash.xxh3_128_digest(view[start:end]) for start, end in pairwise(offsets)]
