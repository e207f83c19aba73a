"""What `dedupe` keeps and what it removes, written as it came in: the same rows, bytes and columns.

One file of records gives kept.* and removed.*; several files, or folders of files that hold one article each, give
the folders kept/ and removed/ with the same names inside. Rows of text formats are the bytes that were read, removed
rows with four fields more; packed files of records are written unpacked; UTF-16 and 32 become UTF-8. What no article
came of (see the ledger) is in neither.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from xxhash import xxh3_64_hexdigest

from provenance.base.settings import Settings
from provenance.corpus.columns import given_columns
from provenance.corpus.files import STDIN, File, files
from provenance.corpus.record_files import Given
from provenance.corpus.row_formats import EXTRA, Fate, Match, harmless, write_parquet, write_text
from provenance.corpus.unpacking import CHUNK, opened

Place = tuple[str, int | None]  # an article's path and record

__all__ = ["Match", "Place", "write_rows"]


@dataclass(frozen=True)
class _Fates:
    """What becomes of each article."""

    kept: Set[Place]
    removed: Mapping[Place, Match]

    def of(self, path: str, record: int | None) -> Fate:
        place = (path, record)
        return True if place in self.kept else self.removed.get(place)

    def paths(self) -> set[str]:
        return {path for path, _ in self.kept} | {path for path, _ in self.removed}


def write_rows(
    inputs: Sequence[str | Path],
    settings: Settings,
    kept: Set[Place],
    removed: Mapping[Place, Match],
    out: Path | None,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
) -> list[Path]:
    """Writes kept and removed rows and files below `out`; returns what was written, sorted.

    `stdin` must be seekable (see `spooled`); with `stdout` and no `out` its kept lines go there and nowhere else.
    """
    fates = _Fates(kept, removed)
    found = [item for item in files(inputs) if isinstance(item, File)]
    wanted = fates.paths()
    alone = len(found) == 1 and not found[0].one_article
    given = given_columns(columns)
    written: list[Path] = []
    if stdin is not None:
        stdin.seek(0)
    for file in found:
        if file.path not in wanted and not alone:
            continue
        if file.one_article:
            written += _copied(file, fates, out) if out is not None else []
        elif out is None:
            _split(file, settings, given, fates, stdin, stdout or io.BytesIO(), io.BytesIO())
        else:
            written += _split_into(file, settings, given, fates, stdin, _targets(file, out, alone))
    if out is not None and any(file.one_article for file in found):
        written.append(_matches_table([file for file in found if file.one_article], fates, out))
    return sorted(written)


def _targets(file: File, out: Path, alone: bool) -> tuple[Path, Path]:
    """Where a file's kept and removed rows go."""
    ending = ".jsonl" if file.path == STDIN else _plain_ending(file)
    if alone:
        return out / f"kept{ending}", out / f"removed{ending}"
    name = "stdin.jsonl" if file.path == STDIN else _without_packing(file)
    return out / "kept" / name, out / "removed" / name


def _without_packing(file: File) -> str:
    return file.name[: -len(file.packing) - 1] if file.packing else file.name


def _plain_ending(file: File) -> str:
    return PurePosixPath(_without_packing(file)).suffix.lower()


def _split_into(
    file: File, settings: Settings, given: Given, fates: _Fates, stdin: BinaryIO | None, targets: tuple[Path, Path]
) -> list[Path]:
    with ExitStack() as stack:
        kept, removed = (stack.enter_context(_aside(target)) for target in targets)
        _split(file, settings, given, fates, stdin, kept, removed)
    return list(targets)


def _split(
    file: File,
    settings: Settings,
    given: Given,
    fates: _Fates,
    stdin: BinaryIO | None,
    kept: BinaryIO,
    removed: BinaryIO,
) -> None:
    write = write_parquet if file.format == "parquet" else write_text
    write(file, settings, given, stdin, partial(fates.of, file.path), kept, removed)


def _copied(file: File, fates: _Fates, out: Path) -> list[Path]:
    """The file as it is, packed or not, in kept/ or removed/."""
    fate = fates.of(file.path, None)
    if fate is None:
        return []
    target = out / ("kept" if fate is True else "removed") / file.name
    with opened(file) as (source, _), _aside(target) as copy:
        while piece := source.read(CHUNK):
            copy.write(piece)
    return [target]


def _matches_table(found: list[File], fates: _Fates, out: Path) -> Path:
    """removed.csv: each removed file and the article it matches."""
    target = out / "removed.csv"
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["file", *EXTRA])
    for file in found:
        fate = fates.of(file.path, None)
        if isinstance(fate, Match):
            rows.writerow([harmless(cell) for cell in (file.name, *astuple(fate))])
    with _aside(target) as copy:
        copy.write(text.getvalue().encode())
    return target


@contextmanager
def _aside(target: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place only once it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{xxh3_64_hexdigest(target.name.encode())}.part")  # a name near the limit cannot grow
    try:
        with aside.open("wb") as handle:
            yield handle
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
