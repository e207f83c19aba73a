"""Single files, or standard output, that the rows of `dedupe` go to instead of a folder."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from provenance.base.atomic_write import atomic_write, room_for, scratch
from provenance.base.errors import SettingsError
from provenance.corpus.files import WITHOUT_ROWS, File, kind_of
from provenance.corpus.ledger import Entry
from provenance.corpus.writers.names_out import names_out
from provenance.corpus.writers.packing import packed
from provenance.corpus.writers.rows import Sinks
from provenance.run.lock import cannot_write, locked
from provenance.run.out import apart

STDOUT, _STDOUT = "-", "standard output"  # on the command line, and in messages
_ENDINGS = {".parquet", ".jsonl", ".csv"}  # of the names that are files of rows; any other is a folder
_JOINED = "jsonl"  # the format of which the rows of several files can follow each other


@dataclass(frozen=True)
class RowFiles:
    """Where rows go: kept ones to a file or, without one, to standard output; the others to files or nowhere."""

    kept: Path | None = None
    removed: Path | None = None
    rejected: Path | None = None

    @property
    def paths(self) -> list[Path]:
        """The files."""
        return [path for path in (self.kept, self.removed, self.rejected) if path is not None]

    @property
    def folder(self) -> Path | None:
        """Where the first file lies; there is room for what a run sets aside."""
        return self.paths[0].parent if self.paths else None


def is_row_file(name: str | Path) -> bool:
    """Whether a place to write to is a file of rows, or standard output, by its name.

    >>> [is_row_file(name) for name in ("clean.jsonl", "CLEAN.CSV.gz", "-", "clean", "v1.2", ".parquet")]
    [True, True, True, False, False, False]
    """
    path = Path(name)
    return str(name) == STDOUT or (kind_of(path.name)[2] in _ENDINGS and not path.name.startswith("."))


@contextmanager
def claimed(rows: RowFiles, inputs: Sequence[str | Path], seconds: float, *, force: bool) -> Iterator[None]:
    """The files are this run's alone. Raises an error before anything is read where they cannot be written to.

    A file that is there already is only replaced where `force` is given: nothing tells that a run wrote it.
    """
    names = [str(path.absolute()) for path in rows.paths]
    if names_out(names) != names:  # on macOS and Windows KEPT.csv is kept.csv
        raise SettingsError("E-OPTION", "two kinds of rows would go to one file", advice="a name for each")
    for path in rows.paths:
        apart(path, inputs)
        _free(path, force=force)
    with ExitStack() as stack:
        for path in sorted(rows.paths):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise cannot_write(path, error.strerror or str(error)) from None
            stack.enter_context(locked(path.parent, seconds, name=path.name))
        yield


def _free(path: Path, *, force: bool) -> None:
    if path.is_symlink() or (os.path.lexists(path) and not path.is_file()):
        what = "is a symbolic link" if path.is_symlink() else "is there, and is no file"
        raise SettingsError("E-OUT-FOREIGN", f"{what}; it is not replaced", path=path, advice="another file with -o")
    if path.exists() and not force:
        raise SettingsError("E-OUT-TAKEN", "this file is there already", path=path, advice="--force to replace it")


def as_lines(listed: Sequence[File | Entry]) -> bool:
    """Whether these inputs have no rows that a file could hold, so that each article becomes a JSON line.

    >>> [as_lines([File(name, name, kind)]) for name, kind in (("a.warc", "warc"), ("a.csv", "csv"))]
    [True, False]
    """
    return any(isinstance(item, File) and (item.one_article or item.format in WITHOUT_ROWS) for item in listed)


def fitting(rows: RowFiles, listed: Sequence[File | Entry]) -> None:
    """Raises SettingsError where rows of these inputs cannot go to single files: they come out as they came in."""
    files = [item for item in listed if isinstance(item, File)]
    formats = [_JOINED] if as_lines(listed) else sorted({file.format for file in files})
    advice = "-o FOLDER"
    if len(files) > 1 and formats != [_JOINED]:
        what = f"the rows of {len(files)} files ({', '.join(formats)}) do not go to one: only JSON lines can be joined"
        raise SettingsError("E-OUT-FORMAT", what, advice=advice)
    for path in rows.paths:
        suffix_kind = kind_of(path.name)[0]
        if suffix_kind not in (formats or [_JOINED]):
            what = (
                f"articles of such files come out as JSON lines, not as {suffix_kind}"
                if as_lines(listed)
                else f"rows come out in the format that they came in, {(formats or ['none'])[0]}, not as {suffix_kind}"
            )
            raise SettingsError("E-OUT-FORMAT", what, path=path, advice=f"a name for that format, or {advice}")


@contextmanager
def sinks(rows: RowFiles, stdout: BinaryIO, *, held_back: bool) -> Iterator[Sinks]:
    """Where to write the rows of each side. Files take their places at the end, the kept rows' last of all.

    What goes to standard output is `held_back` until the end: rows that were sent cannot be taken back.
    """
    with ExitStack() as stack:
        opened = [_sink(path, stack) for path in (rows.kept, rows.removed, rows.rejected)]
        if rows.kept is not None:
            yield opened[0], opened[1], opened[2]
            return
        if not held_back:
            with room_for(_STDOUT):
                yield stdout, opened[1], opened[2]
            return
        copy, folder = stack.enter_context(scratch())
        with room_for(folder):
            yield cast(BinaryIO, copy), opened[1], opened[2]
            copy.seek(0)
        with room_for(_STDOUT):
            shutil.copyfileobj(copy, stdout)
            stdout.flush()


def _sink(path: Path | None, stack: ExitStack) -> BinaryIO:
    if path is None:
        return stack.enter_context(Path(os.devnull).open("wb"))
    return stack.enter_context(packed(stack.enter_context(atomic_write(path, lasting=True)), path.name))
