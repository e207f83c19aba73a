"""What `dedupe` keeps and what it removes, written as it came in: the same rows, bytes and columns.

One file of records gives kept.* and removed.*; several files, or folders of files that hold one article each, give
the folders kept/ and removed/ with the same names inside. Rows of text formats are the bytes that were read, removed
rows with four fields more; packed files of records are written unpacked; UTF-16 and 32 become UTF-8. Rows that no
article came of (see the ledger) stand in rejected.*, which is there only if there are such rows; files that no article
came of stand in rejected/ as they are.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import polars as pl

from provenance.base.aside import aside
from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.columns import given_columns
from provenance.corpus.fates import FATES, Fates, Match
from provenance.corpus.files import STDIN, File, files
from provenance.corpus.record_files import form_in
from provenance.corpus.row_formats import EXTRA, Job, harmless, write_text
from provenance.corpus.row_parquet import write_parquet
from provenance.corpus.unpacking import CHUNK, opened

__all__ = ["FATES", "SIDES", "Match", "write_rows"]

SIDES = ("kept", "removed", "rejected")


def write_rows(
    inputs: Sequence[str | Path],
    settings: Settings,
    fates: pl.DataFrame,
    out: Path | None,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
    texts: Mapping[str, list[Any]] | None = None,
) -> list[Path]:
    """Writes kept and removed rows and files below `out`; returns what was written, sorted.

    `fates` has the columns FATES, a row an article. `stdin` must be seekable (see `spooled`); with `stdout` and no
    `out` its kept lines go there and nowhere else. `texts` are columns of parquet files, by path, that are still in
    memory, and need not be read again; they are used up.
    """
    by_path = {str(path): Fates(rows) for (path,), rows in fates.group_by("path")}
    found = [item for item in files(inputs) if isinstance(item, File)]
    alone = len(found) == 1 and not found[0].one_article
    given = given_columns(columns)
    written: list[Path] = []
    if stdin is not None:
        stdin.seek(0)
    for file in found:
        own = by_path.get(file.path)
        job = Job(file, settings, given, own or Fates(fates.clear()), stdin, (texts or {}).get(file.path, []))
        if file.one_article:
            written += _copied(job, out) if out is not None else []
        elif out is None:
            _split(job, stdout or io.BytesIO(), io.BytesIO(), io.BytesIO())
        elif own is None and not alone:
            written += _rejected(job, out)
        else:
            written += _split_into(job, _targets(job, out, alone))
    if out is not None and any(file.one_article for file in found):
        written.append(_matches_table([file for file in found if file.one_article], by_path, out))
    return sorted(written)


def _targets(job: Job, out: Path, alone: bool) -> list[Path]:
    """Where a file's kept, removed and rejected rows go."""
    file = job.file
    ending = f".{form_in(file, job.stdin)}" if file.path == STDIN else _plain_ending(file)
    name = f"stdin{ending}" if file.path == STDIN else _without_packing(file)
    return [out / f"{side}{ending}" if alone else out / side / name for side in SIDES]


def _without_packing(file: File) -> str:
    return file.name[: -len(file.packing) - 1] if file.packing else file.name


def _plain_ending(file: File) -> str:
    return PurePosixPath(_without_packing(file)).suffix.lower()


def _split_into(job: Job, targets: list[Path]) -> list[Path]:
    with ExitStack() as stack:
        sides = [stack.enter_context(_below(target)) for target in targets]
        rejected = _split(job, *sides)
        if not rejected:
            sides[-1].close()
            for path in (Path(sides[-1].name), targets[-1]):  # and what a stopped run may have left
                path.unlink(missing_ok=True)
    return targets if rejected else targets[:-1]


def _split(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> int:
    """How many rows were rejected."""
    write = write_parquet if job.file.format == "parquet" else write_text
    return write(job, kept, removed, rejected)


def _copied(job: Job, out: Path) -> list[Path]:
    """The file as it is, packed or not, in kept/, removed/ or, where no article came of it, rejected/."""
    fate = job.fates.of(None)
    if fate is None:
        return _rejected(job, out)
    return [_copy(job, out / ("kept" if fate is True else "removed") / job.file.name)]


def _rejected(job: Job, out: Path) -> list[Path]:
    """The file as it is, in rejected/; nothing where it may not be read at all, which the ledger says."""
    try:
        return [_copy(job, out / "rejected" / job.file.name)]
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
    return aside(target)


def _matches_table(found: list[File], fates: Mapping[str, Fates], out: Path) -> Path:
    """removed.csv: each removed file and the article it matches."""
    target = out / "removed.csv"
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["file", *EXTRA])
    for file in found:
        fate = fates[file.path].of(None) if file.path in fates else None
        if isinstance(fate, Match):
            rows.writerow([harmless(cell) for cell in (file.name, *fate)])
    with _below(target) as copy:
        copy.write(text.getvalue().encode())
    return target
