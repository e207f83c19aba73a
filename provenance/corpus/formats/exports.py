"""Exports of archives become their articles: TREC files, LexisNexis and Factiva exports whose layout leaves no doubt.

A file is cut at its lines alone, so that the pieces together are the file byte for byte. Where one line is not as the
layout wants it, the file is not cut (several.py says what it looks like).
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from provenance.base.settings import Settings
from provenance.corpus.files import File
from provenance.corpus.formats.decode import UTF8, Decoded, read_as
from provenance.corpus.formats.export_fields import HEADING, Fields, factiva_fields, lexis_fields, trec_fields
from provenance.corpus.formats.unpacking import longest_article, opened, whole

_FEWEST = 2  # articles of an export
_TREC = re.compile(r"^<(/?)DOC(?:\s[^<>]{0,200})?>[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_TREC_AROUND = re.compile(r"\s*(?:<[?!/]?[A-Za-z][^<>]{0,200}>\s*)*\Z")
_LEXIS = re.compile(f"^{HEADING}", re.MULTILINE | re.IGNORECASE)
_LEXIS_END = re.compile(r"^End of Document[ \t\r]*(?:\n|\Z)", re.MULTILINE)
_FACTIVA_END = re.compile(r"^(?:AN[ \t]{1,9})?Document [A-Z][A-Za-z0-9]{9,39}[ \t\r]*(?:\n|\Z)", re.MULTILINE)
_FACTIVA_HEAD = re.compile(r"^(?:WC[ \t]{2,9})?[0-9][0-9,.]{0,6} words[ \t\r]*$", re.MULTILINE)
_NOTHING = b"\n" * len(BOM_UTF8)
_LAST = 2_000  # characters that may stand behind the last article


@dataclass(frozen=True)
class Layout:
    """How an archive writes several articles into one file."""

    name: str
    cuts: Callable[[str], list[int]]  # where each article begins; empty where the layout is in doubt
    fields: Callable[[str], Fields]  # what a piece says of its article
    markup: bool = False  # whether texts are marked up


@dataclass(frozen=True)
class Export:
    """An export in pieces, which together are its bytes; those of UTF-16 and 32 as UTF-8."""

    layout: Layout
    pieces: list[bytes]
    encoding: str


def bytes_of(file: File, settings: Settings, stdin: BinaryIO | None = None) -> bytes:
    """All bytes of a file that holds one article, or an export. Raises InputError and OSError."""
    with opened(file, stdin) as (handle, size):
        return whole(handle, file.packing, size, settings, longest=longest_article(settings))


def taken_apart(file: File, settings: Settings, stdin: BinaryIO | None = None) -> tuple[Decoded, Export | None]:
    """A file of text, and its parts where it is an export of several articles. Raises InputError and OSError."""
    data = bytes_of(file, settings, stdin)
    decoded = read_as(data, settings.encoding)
    if file.format != "txt":
        return decoded, None
    wide = decoded.encoding.startswith(("utf-16", "utf-32"))
    pieces = cut(decoded.text.encode() if wide else data)
    return decoded, None if pieces is None else Export(*pieces, UTF8 if wide else decoded.encoding)


def cut(data: bytes) -> tuple[Layout, list[bytes]] | None:
    """The pieces of an export, which together are the data; None for what is no export of several articles for certain.

    The encoding must have the letters of ASCII where ASCII has them.

    >>> layout, pieces = cut(b"<DOC>\\nRain.\\n</DOC>\\n<DOC>\\nSnow.\\n</DOC>\\n")
    >>> layout.name, pieces
    ('a TREC file', [b'<DOC>\\nRain.\\n</DOC>\\n', b'<DOC>\\nSnow.\\n</DOC>\\n'])
    """
    for signs, layout in _LAYOUTS.items():
        if any(sign in data for sign in signs):
            marked = data.startswith(BOM_UTF8)
            cuts = layout.cuts((_NOTHING + data[len(BOM_UTF8) :] if marked else data).decode("latin-1"))
            if len(cuts) >= _FEWEST:
                return layout, [data[start:end] for start, end in pairwise([0, *cuts[1:], len(data)])]
    return None


def _trec_cuts(text: str) -> list[int]:
    """Between one </DOC> and the next <DOC> there is nothing, nor before the first or behind the last, but tags."""
    tags = list(_TREC.finditer(text))
    opening, closing = tags[::2], tags[1::2]
    if not tags or len(opening) != len(closing) or any(tag[1] for tag in opening) or not all(tag[1] for tag in closing):
        return []
    outside = zip([0, *(tag.end() for tag in closing)], [*(tag.start() for tag in opening), len(text)], strict=True)
    return [tag.start() for tag in opening] if all(_TREC_AROUND.match(text, *gap) for gap in outside) else []


def _lexis_cuts(text: str) -> list[int]:
    """Every article has its number, one more than the article before, of the same number of articles."""
    heads = list(_LEXIS.finditer(text))
    numbers = [int(head[1] or head[3]) for head in heads]
    if len({head[2] or head[4] for head in heads}) == 1 and all(b == a + 1 for a, b in pairwise(numbers)):
        return [head.start() for head in heads]
    return []


def _lexis_end_cuts(text: str) -> list[int]:
    """Every article ends with a line that says so, and behind the last one there is nothing."""
    return _after(_LEXIS_END, text, 0)


def _factiva_cuts(text: str) -> list[int]:
    """Every article has its number of words once, and ends with its number in the archive."""
    cuts = _after(_FACTIVA_END, text, _LAST)
    pieces = pairwise([*cuts, len(text)])
    return cuts if all(len(_FACTIVA_HEAD.findall(text, *piece)) == 1 for piece in pieces) else []


def _after(end: re.Pattern[str], text: str, limit: int) -> list[int]:
    """Where articles begin that each end with such a line; none where more than `rest` stands behind the last."""
    ends = [match.end() for match in end.finditer(text)]
    return [0, *ends[:-1]] if ends and len(text[ends[-1] :].strip()) <= limit else []


_LAYOUTS: Mapping[tuple[bytes, ...], Layout] = {  # by what every such file holds
    (b"<DOC", b"<doc"): Layout("a TREC file", _trec_cuts, trec_fields, markup=True),
    (b"End of Document",): Layout("a LexisNexis export", _lexis_end_cuts, lexis_fields),
    (b" DOCUMENT", b" DOKUMENT", b" DOCS", b"Document ", b"Dokument "): Layout(
        "a LexisNexis export", _lexis_cuts, lexis_fields
    ),
    (b"\nDocument ", b"\nAN"): Layout("a Factiva export", _factiva_cuts, factiva_fields),
}


def with_lines(pieces: list[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Each piece with its number and the number of its first line that is not empty, both from 1."""
    line = 1
    for number, piece in enumerate(pieces, 1):
        blank = len(piece) - len(piece.removeprefix(BOM_UTF8).lstrip())
        yield number, line + piece.count(b"\n", 0, blank), piece
        line += piece.count(b"\n")
