"""Readings become slices: some megabytes of articles, and what became of every record seen on the way."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from provenance.base.preference import EXTRA, Preference, Rank
from provenance.corpus.article import Article
from provenance.corpus.dates.date_columns import DateColumn
from provenance.corpus.dates.date_intervals import Moment
from provenance.corpus.ids import content
from provenance.corpus.ledger import Entry, json_lines
from provenance.corpus.read import Reading

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
        """Take in one reading: the ledger entry of a file or record, and its article, if any."""
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
