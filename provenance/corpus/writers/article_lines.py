"""Articles become JSON lines where their files have no rows that could follow each other: pages, texts, archives.

They are set aside as they are read, so that no page is parsed twice.
"""

import json
from collections.abc import Mapping
from typing import IO, BinaryIO

from provenance.base.atomic_write import room_for
from provenance.corpus.article import Article
from provenance.corpus.ledger import Entry
from provenance.corpus.writers.row_formats import with_fields
from provenance.corpus.writers.row_outcomes import Fates, Match

_FIELDS = ("url", "title", "outlet", "byline", "language", "published", "captured", "path", "record", "text")


class ArticleLines:
    """The articles of a run as JSON lines, in the order in which they were read, in a temporary file."""

    def __init__(self, file: IO[bytes], folder: str) -> None:
        self._file, self._folder = file, folder
        self._places: list[tuple[str, int | None, bool]] = []  # path, record, and whether an article came of it

    def add(self, entry: Entry, article: Article | None) -> None:
        """Take in one reading; a file of records is covered by its records."""
        if article is None and not _is_missing(entry):
            return
        line = article_line(article) if article is not None else _missing_line(entry)
        self._places.append((entry.path, entry.record, article is not None))
        with room_for(self._folder):
            self._file.write(line)

    def write(
        self, fates: Mapping[str, Fates], kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO
    ) -> tuple[int, int, int]:
        """All lines, each where it belongs; how many articles stay and go, and how many records are none."""
        stay = gone = neither = 0
        with room_for(self._folder):
            self._file.seek(0)
        for (path, record, is_article), line in zip(self._places, self._file, strict=True):
            fate = fates[path].of(record) if is_article and path in fates else None
            if fate is True:
                kept.write(line)
                stay += 1
            elif isinstance(fate, Match):
                removed.write(with_fields(line, fate))
                gone += 1
            else:
                rejected.write(line)
                neither += record is not None
        return stay, gone, neither


def _is_missing(entry: Entry) -> bool:
    """Whether an entry without an article is of a record, or of a file that should have been one."""
    return entry.record is not None or entry.verdict == "rejected"


def article_line(article: Article) -> bytes:
    """An article as a line of JSON, with what is known of it.

    >>> article_line(Article("a.txt", "in/a.txt", None, None, "Rain fell.", title="Rain"))
    b'{"id": "a.txt", "title": "Rain", "path": "in/a.txt", "text": "Rain fell."}\\n'
    """
    values = {name: getattr(article, name) for name in _FIELDS}
    fields = {"id": article.article} | {name: value for name, value in values.items() if value is not None}
    return _line(fields)


def _missing_line(entry: Entry) -> bytes:
    values = {"path": entry.path, "record": entry.record, "code": entry.code, "message": entry.message}
    return _line({name: value for name, value in values.items() if value not in (None, "")})


def _line(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
