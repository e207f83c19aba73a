"""Inputs become slices: some megabytes of articles at a time, with no more of each than a corpus of any size can bear.

Rows of parquet whose texts and fields are ordinary are taken many at a time; every other record goes the way of
read.py, one by one, with the same outcome.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import import_module
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

from provenance.base.backend import Backend, Starting
from provenance.base.errors import InputError
from provenance.base.preference import EXTRA, Preference, Rank, preference
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.columns import given_columns
from provenance.corpus.dates.date_columns import DateColumn
from provenance.corpus.dates.date_intervals import Moment
from provenance.corpus.files import File, files
from provenance.corpus.formats.parquet import claimed_bytes
from provenance.corpus.formats.record_files import as_sent
from provenance.corpus.formats.unpacking import opened
from provenance.corpus.ids import Ids, content
from provenance.corpus.ledger import Entry, json_lines
from provenance.corpus.read import Reading, readings

Texts = Any  # a list of strings, or an arrow column of them
Interval = tuple[datetime | None, datetime | None]
OnRead = Callable[[Entry, Article | None], object]
_SMALL = 5_000  # bytes of parquet that are not worth a look
_PACKED = 4  # times that packed text grows, or so
_FULL, _MANY = 8_000_000, 20_000  # characters and records from which a slice is full


@dataclass
class Slice:
    """Some articles in the order they were read, and what became of every record seen on the way."""

    ids: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    records: list[int | None] = field(default_factory=list)  # from 1; None for a file that is one article
    published: list[Interval] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)  # ids.content of each text
    strings: list[str] = field(default_factory=list)  # the texts, unless all are in `texts`
    texts: Texts = None  # the same as an arrow column, where there is one
    column: tuple[str, Texts] | None = None  # path and own column of texts of a file, where this is a batch of its rows
    verdicts: Counter[str] = field(default_factory=Counter)
    seen: int = 0  # records among them; the others are files
    open: dict[str, Moment] = field(default_factory=dict)  # dates of publication, by id, that their column may settle
    dates: DateColumn | None = None  # that column
    unread: int = 0  # dates of publication that say nothing
    told: list[Entry] = field(default_factory=list)  # entries that say more than "accepted"
    ledger: list[str] = field(default_factory=list)  # a JSON line for every file and record
    order: Preference | None = None  # by which a user chooses what is kept
    ranks: list[Rank] = field(default_factory=list)  # of each article, where there is such an order

    def hear(self, entry: Entry, article: Article | None = None) -> None:
        """What became of a file or record, and the article that came of it."""
        self.note(entry)
        self.ledger.extend(json_lines([entry]))
        if article is not None:
            dates = article.published_from, article.published_to
            self.add(article.article, article.path, article.record, dates, content(article.text), article.text)
            self.leave_open(article)
            self.ranks += rank_of(self.order, article)

    def leave_open(self, article: Article) -> None:
        """Count the date of an article that says nothing; what it can mean is for its column to settle."""
        self.unread += article.published is not None and article.published_from is None
        for name, date, column in article.open:
            if name == "published":
                self.open[article.article], self.dates = date, column

    def note(self, entry: Entry) -> None:
        """Count an entry whose line is in the ledger."""
        self.verdicts[entry.verdict] += 1
        self.seen += entry.record is not None
        if entry.verdict != "accepted":
            self.told.append(entry)

    def add(self, name: str, path: str, record: int | None, published: Interval, content: bytes, text: str) -> None:
        """An article behind the others."""
        self.ids.append(name)
        self.paths.append(path)
        self.records.append(record)
        self.published.append(published)
        self.contents.append(content)
        self.strings.append(text)


def rank_of(order: Preference | None, article: Article) -> list[Rank]:
    """The rank of an article by its fields and columns; nothing where there is no order."""
    if order is None:
        return []
    return [order.rank(lambda name: article.extra.get(EXTRA + name, getattr(article, name, None)))]


def slices(
    inputs: Sequence[str | Path],
    settings: Settings,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    backend: Backend | Starting = "python",
    listed: Sequence[File | Entry] | None = None,
    on_read: OnRead | None = None,
) -> Iterator[Slice]:
    """All articles of the inputs, slice by slice; the same articles whatever the backend.

    `listed` are the files of the inputs, where they are known already. `on_read` gets every reading.
    """
    mapping, ids, order = given_columns(columns, settings), Ids(), preference(settings.keep, settings.prefer)
    for item in (as_sent(item, stdin) for item in (files(inputs) if listed is None else listed)):
        if isinstance(item, File) and item.format == "parquet" and backend != "python" and not on_read:
            yield from import_module("provenance.corpus.batches").slices_of(
                item, settings, mapping, ids, stdin, backend
            )
        else:
            stream = [(item, None)] if isinstance(item, Entry) else readings(item, settings, mapping, ids, stdin)
            yield from gathered(stream if on_read is None else _passed_on(stream, on_read), order)


def _passed_on(stream: Iterable[Reading], on_read: OnRead) -> Iterator[Reading]:
    for reading in stream:
        on_read(*reading)
        yield reading


def gathered(stream: Iterable[Reading], order: Preference | None = None) -> Iterator[Slice]:
    """Readings in slices; the last one may hold nothing but entries. Articles are ranked by the `order`.

    >>> from provenance.corpus.ledger import entry
    >>> [made] = gathered([(entry("a.txt"), Article("a.txt", "a.txt", None, None, "Rain fell on the north pier."))])
    >>> made.ids, made.verdicts["accepted"]
    (['a.txt'], 1)
    """
    piece, size = Slice(order=order), 0
    for entry, article in stream:
        piece.hear(entry, article)
        size += len(article.text) if article is not None else 0
        if size > _FULL or len(piece.ledger) > _MANY:
            yield piece
            piece, size = Slice(order=order), 0
    yield piece


def size_of(
    inputs: Sequence[str | Path],
    settings: Settings,
    stdin: BinaryIO | None = None,
    listed: Sequence[File | Entry] | None = None,
) -> int:
    """About how many bytes the inputs hold, unpacked; `listed` are their files, where they are known already."""
    total = 0
    for item in (as_sent(item, stdin) for item in (files(inputs) if listed is None else listed)):
        if isinstance(item, File):
            unwatched = replace(item, watch=None)  # a look at the size is no reading
            with suppress(InputError, OSError), opened(unwatched, stdin) as (handle, size):
                total += _unpacked(item, handle, size, settings)
    return total


def _unpacked(file: File, handle: BinaryIO, size: int | None, settings: Settings) -> int:
    if size is None:
        end = handle.seek(0, SEEK_END)
        handle.seek(0)
        return end
    if file.format == "parquet" and not file.packing and size > _SMALL:
        return claimed_bytes(handle, size, settings)
    return size * (_PACKED if file.packing else 1)
