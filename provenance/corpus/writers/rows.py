"""What `dedupe` keeps and what it removes, written as it came in: the same rows, bytes and columns.

One file of records gives kept.* and removed.*; several files, or folders of files that hold one article each, give
the folders kept/ and removed/ with the same names inside. Rows of text formats are the bytes that were read, removed
rows with four fields more; packed files of records are written unpacked; UTF-16 and 32 become UTF-8. Rows that no
article came of (see the ledger) stand in rejected.*, which is there only if there are such rows; files of which no row
can be told stand in rejected/ as they are.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple

import polars as pl

from provenance.base.atomic_write import atomic_write
from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.columns import given_columns
from provenance.corpus.files import STDIN, File, files
from provenance.corpus.formats.exports import bytes_of, taken_apart
from provenance.corpus.formats.record_files import form_in
from provenance.corpus.formats.unpacking import CHUNK, opened
from provenance.corpus.formats.xml_documents import xml_document
from provenance.corpus.ledger import Entry
from provenance.corpus.writers.article_lines import ArticleLines
from provenance.corpus.writers.names_out import names_out
from provenance.corpus.writers.row_formats import EXTRA, Counts, Job, harmless, write_text
from provenance.corpus.writers.row_outcomes import FATES, Fates, Match
from provenance.corpus.writers.row_parquet import write_parquet
from provenance.corpus.writers.row_warc import write_warc

__all__ = ["FATES", "SIDES", "Match", "Written", "write_rows"]

SIDES = ("kept", "removed", "rejected")
Sinks = tuple[BinaryIO, BinaryIO, BinaryIO]  # where the rows of each side go


class Written(NamedTuple):
    """What was written: the paths, sorted, and the rows or files of each of SIDES."""

    paths: list[Path]
    counts: tuple[int, ...]


class RowInputs(NamedTuple):
    """What rows are read from; `stdin` must be seekable (see `spooled`), `listed` are the files if they are known."""

    inputs: Sequence[str | Path]
    settings: Settings
    columns: Mapping[str, str] | None = None
    stdin: BinaryIO | None = None
    listed: Sequence[File | Entry] | None = None


def write_rows(
    source: RowInputs,
    fates: pl.DataFrame,
    out: Path | None,
    *,
    texts: Mapping[str, list[Any]] | None = None,
    sinks: Sinks | None = None,
    lines: ArticleLines | None = None,
) -> Written:
    """Writes kept and removed rows and files below `out`.

    `fates` has the columns FATES, a row an article. Without `out`, rows go to the `sinks`, one file after the other.
    `texts` are columns of parquet files, by path, that are in memory and need not be read again; they are used up.
    `lines` are all articles of the inputs, to go to the sinks in place of rows.
    """
    inputs, settings, columns, stdin, listed = source
    by_path = {str(path): Fates(rows) for (path,), rows in fates.group_by("path")}
    if lines is not None and sinks is not None:
        return Written([], lines.write(by_path, *sinks))
    sources = [item for item in (files(inputs) if listed is None else listed) if isinstance(item, File)]
    alone = len(sources) == 1 and not sources[0].one_article
    mapping = given_columns(columns)
    written: list[Path] = []
    counts = [0] * len(SIDES)
    ends = _Ends(sinks or (io.BytesIO(), io.BytesIO(), io.BytesIO()))
    if stdin is not None:
        stdin.seek(0)
    names = names_out(_name(file, stdin) for file in sources)
    for file, name in zip(sources, names, strict=True):
        target = by_path.get(file.path)
        job = Job(file, settings, mapping, target or Fates(fates.clear()), stdin, (texts or {}).get(file.path, []))
        if file.one_article:
            paths, rows = _copied(job, out, name) if out is not None else ([], (0, 0, 0))
        elif out is None:
            paths, rows = [], _split(job, *ends.of_next())
        elif target is None and not alone:
            paths, rows = _without_articles(job, out, name)
        else:
            paths, rows = _split_into(job, _targets(out, name, alone), bare=False)
        written += paths
        counts = [sum(pair) for pair in zip(counts, rows, strict=True)]
    if out is not None and any(file.one_article for file in sources):
        written.append(_matches_table([file for file in sources if file.one_article], by_path, out))
    return Written(sorted(written), tuple(counts))


class _Ends:
    """Sinks that take the rows of several files, whose last line may have no end."""

    def __init__(self, sinks: Sinks) -> None:
        self._sinks = tuple(map(_Lines, sinks))

    def of_next(self) -> Sinks:
        """The same, ready for the rows of the next file."""
        for sink in self._sinks:
            sink.end()
        return self._sinks  # type: ignore[return-value]  # of a file, rows are only written


class _Lines:
    """A sink that knows whether its last line has its end."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink, self._last = sink, b"\n"

    def write(self, piece: Any) -> int:  # noqa: ANN401  # whatever has bytes
        if len(piece):
            self._last = bytes(piece[-1:])
        return self._sink.write(piece)

    def end(self) -> None:
        if self._last not in (b"\n", b"\r"):
            self.write(b"\n")


def _name(file: File, stdin: BinaryIO | None) -> str:
    """What a file is called in OUT; files of records are written unpacked."""
    if file.path == STDIN:
        return f"stdin.{form_in(file, stdin)}"
    return file.name[: -len(file.packing) - 1] if file.packing and not file.one_article else file.name


def _targets(out: Path, name: str, alone: bool) -> list[Path]:
    """Where a file's kept, removed and rejected rows go."""
    ending = PurePosixPath(name).suffix.lower()
    return [out / f"{side}{ending}" if alone else out / side / name for side in SIDES]


def _without_articles(job: Job, out: Path, name: str) -> tuple[list[Path], Counts]:
    """The rows of a file of which no article came, rejected; the file as it is where no rows can be told."""
    paths, counts = _split_into(job, _targets(out, name, alone=False), bare=True)
    return (paths, counts) if any(counts) else (_rejected(job, out, f"{name}{_packing(job.file)}"), counts)


def _packing(file: File) -> str:
    """The ending of a packed file of records that is copied as it is."""
    return f".{file.packing}" if file.packing and not file.one_article else ""


def _split_into(job: Job, targets: list[Path], *, bare: bool) -> tuple[list[Path], Counts]:
    """The files written, of which the rejected rows' is there only if there are such rows; nor are others if `bare`."""
    none: Counts = (0, 0, 0)
    try:
        with ExitStack() as stack:
            sides = [stack.enter_context(_below(target)) for target in targets]
            counts = _split(job, *sides)
            empty = [n for n, rows in enumerate(counts) if not rows and (bare or n == len(counts) - 1)]
            for number in empty:
                sides[number].close()
                for path in (Path(sides[number].name), targets[number]):  # and what a stopped run may have left
                    path.unlink(missing_ok=True)
    except InputError:
        if not bare:
            raise
        return [], none  # it could not be opened; the ledger has it
    return [target for number, target in enumerate(targets) if number not in empty], counts


def _split(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> Counts:
    """How many rows went where."""
    write = {"parquet": write_parquet, "warc": write_warc}.get(job.file.format, write_text)
    return write(job, kept, removed, rejected)


def _copied(job: Job, out: Path, name: str) -> tuple[list[Path], Counts]:
    """The file as it is, packed or not, in kept/, removed/ or, where no article came of it, rejected/."""
    fate = job.fates.of(None)
    if fate is None:
        return _in_pieces(job, out, name) or (_rejected(job, out, name), (0, 0, 0))
    target = _copy(job, out / ("kept" if fate is True else "removed") / name)
    return [target], ((1, 0, 0) if fate is True else (0, 1, 0))


def _in_pieces(job: Job, out: Path, name: str) -> tuple[list[Path], Counts] | None:
    """The articles of an export in kept/, removed/ and rejected/, a file each; None where the file is no export."""
    if job.file.format == "xml":
        return _in_documents(job, out, name)
    try:
        _, parts = taken_apart(job.file, job.settings, job.stdin)
    except InputError:
        return None
    if parts is None:
        return None
    sides: list[list[bytes]] = [[], [], []]
    for number, piece in enumerate(parts.pieces, 1):
        fate = job.fates.of(number)
        sides[0 if fate is True else 1 if isinstance(fate, Match) else 2].append(piece)
    bare = name.removesuffix(f".{job.file.packing}")  # the pieces are unpacked
    targets = [out / side / bare for side in SIDES]
    for target, pieces in zip(targets, sides, strict=True):
        if pieces:
            with _below(target) as copy:
                copy.writelines(pieces)
    written = [target for target, pieces in zip(targets, sides, strict=True) if pieces]
    return written, (len(sides[0]), len(sides[1]), len(sides[2]))


def _in_documents(job: Job, out: Path, name: str) -> tuple[list[Path], Counts] | None:
    """The same for an XML document of several items: a document each of those that stay, go, and are no article."""
    try:
        document = xml_document(bytes_of(job.file, job.settings, job.stdin), job.settings.encoding)
    except InputError:
        return None
    if document.alone or not document.items:
        return None
    sides: tuple[list[int], ...] = ([], [], [])
    for number in range(1, len(document.items) + 1):
        fate = job.fates.of(number)
        sides[0 if fate is True else 1 if isinstance(fate, Match) else 2].append(number)
    bare = name.removesuffix(f".{job.file.packing}")
    targets = [out / side / bare for side in SIDES]
    written = [(target, numbers) for target, numbers in zip(targets, sides, strict=True) if numbers]
    for target, numbers in written:
        with _below(target) as copy:
            copy.write(document.with_items(numbers))
    return [target for target, _ in written], (len(sides[0]), len(sides[1]), len(sides[2]))


def _rejected(job: Job, out: Path, name: str) -> list[Path]:
    """The file as it is, in rejected/; nothing where it may not be read at all, which the ledger says."""
    try:
        return [_copy(job, out / "rejected" / name)]
    except InputError:
        return []


def _copy(job: Job, target: Path) -> Path:
    with opened(job.file, job.stdin) as (source, _), _below(target) as copy:
        while piece := source.read(CHUNK):
            copy.write(piece)
    return target


def _below(target: Path) -> AbstractContextManager[BinaryIO]:
    """The file written aside, its folder made where it was absent."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return atomic_write(target)


def _matches_table(sources: list[File], fates: Mapping[str, Fates], out: Path) -> Path:
    """removed.csv: each removed file, or article of an export, and the article it matches."""
    target = out / "removed.csv"
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["file", *EXTRA])
    for file in sources:
        for record, match in fates[file.path].removed() if file.path in fates else ():
            name = file.name if not record else f"{file.name}#{record}"
            rows.writerow([harmless(cell) for cell in (name, *match)])
    with _below(target) as copy:
        copy.write(text.getvalue().encode())
    return target
