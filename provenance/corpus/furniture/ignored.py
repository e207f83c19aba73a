"""Lines that a user calls furniture, in a file of their own, become furniture of the kind `ignored`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from provenance.base.errors import InputError
from provenance.corpus.furniture.recurring import with_more_furniture

Span = tuple[int, int]

KIND = "ignored"
_MOST = 10_000_000  # bytes of such a file
_GAPS = re.compile(r"\s+")
_CODE = "E-FURNITURE-LINES"


@dataclass(frozen=True)
class IgnoredLines:
    """Lines that are furniture: whole ones, and how others begin or end; all in small letters, with single blanks."""

    whole: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """All of it in one order, for what is kept between runs."""
        return (*sorted(self.whole), "*", *sorted(self.beginnings), "*", *sorted(self.endings))

    def spans(self, text: str) -> list[Span]:
        """Where a text has such lines.

        >>> IgnoredLines(frozenset({"read more"}), ("follow us",)).spans("Rain fell.\\nRead  more\\nFollow us on Q\\n")
        [(11, 21), (22, 36)]
        """
        spans: list[Span] = []
        position = 0
        for line in text.split("\n"):
            key = _folded(line)
            if key and (key in self.whole or key.startswith(self.beginnings) or key.endswith(self.endings)):
                start = position + len(line) - len(line.lstrip())
                spans.append((start, start + len(line.strip())))
            position += len(line) + 1
        return spans

    def beside(self, text: str, values: Sequence[Span]) -> list[Span]:
        """The same, without lines that are partly furniture already."""
        return [
            span for span in self.spans(text) if not any(span[0] < end and start < span[1] for start, end in values)
        ]


def ignored_lines(path: Path) -> IgnoredLines:
    """The lines of a file: one a line, * at its beginning or end for anything; # begins a comment.

    Raises InputError with the line of what would make every line furniture.
    """
    try:
        if path.stat().st_size > _MOST:
            raise InputError(_CODE, f"has more than {_MOST:,} bytes", path=path)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        what = (error.strerror or "cannot be read").lower()
        raise InputError(_CODE, what, path=path, advice="the path of a text file") from None
    except UnicodeError:
        raise InputError(_CODE, "is not UTF-8", path=path, advice="save it as UTF-8") from None
    exact, beginnings, endings = set[str](), list[str](), list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        key = _folded(line)
        bare = key.strip("* ")
        if not key or key.startswith("#"):
            continue
        if not bare:
            advice = "a line of the page, such as: Follow us on *"
            raise InputError(_CODE, "would make every line furniture", path=path, line=number, advice=advice)
        if key.endswith("*"):
            beginnings.append(key[:-1])
        elif key.startswith("*"):
            endings.append(key[1:])
        else:
            exact.add(key)
    return IgnoredLines(frozenset(exact), tuple(beginnings), tuple(endings))


def _folded(line: str) -> str:
    return _GAPS.sub(" ", line).strip().casefold()


def with_ignored(articles: pl.DataFrame, lines: IgnoredLines) -> pl.DataFrame:
    """ARTICLES with these lines as furniture, and their words without; lines that are furniture already stay so."""
    more: dict[int, list[Span]] = {}
    for number, (text, values) in enumerate(articles.select("text", "furniture").iter_rows()):
        spans = lines.beside(text, [(span["start"], span["end"]) for span in values or ()])
        if spans:
            more[number] = spans
    return with_more_furniture(articles, more, KIND)
