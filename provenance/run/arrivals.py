"""Who stands at the gate: the added articles and those they are held against, from disk or from the staging area."""

import os
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.files import PASSED_OVER, printable_name
from provenance.corpus.ledger import Entry
from provenance.corpus.read import Reading, read, read_bytes
from provenance.run.accepted import NAME, Accepted, accepted
from provenance.run.staged import Area, area, contents


@dataclass(frozen=True)
class Arrivals:
    """Articles in a fixed order; each has the file it came from (one key a file) and whether that file is added."""

    articles: tuple[Article, ...]
    files: tuple[str, ...]
    added: tuple[bool, ...]
    unread: tuple[Entry, ...]  # added files of which no article came
    accepted: Accepted


def on_disk(files: Sequence[str | Path], against: Path, settings: Settings) -> Arrivals:
    """The articles of the files and of the folder, as they lie in the work tree.

    Raises InputError where the folder or a file is missing.
    """
    for place in (against, *map(Path, files)):
        if not os.path.lexists(place):
            raise InputError("E-NOT-FOUND", "is not there", path=place)
    folder, keys = _key(against), {_key(file) for file in files}
    outside = [file for file in files if not _key(file).startswith(folder + os.sep)]
    readings = [*read([against], settings), *(read(outside, settings) if outside else ())]
    beside = against / NAME
    pairs = accepted(beside.read_bytes(), str(beside)) if beside.is_file() and not beside.is_symlink() else {}
    return _sorted([(_key(reading[0].path), reading) for reading in readings], keys, pairs)


def in_staging(files: Sequence[str | Path], against: Path, settings: Settings) -> Arrivals:
    """The same as git's staging area has them, whatever lies in the work tree.

    Raises InputError for a file that is not staged, MachineError where there is no repository.
    """
    staged = area(against)
    folder = staged.path_of(against / "x")
    if folder is None:
        raise InputError("E-NOT-FOUND", "lies outside of the repository", path=against)
    folder = PurePosixPath(folder).parent.as_posix()
    keys = {_staged_path(staged, file) for file in files}
    below = {path for path in staged.below(folder) if not _hidden(path, folder)}
    blobs = contents(staged, below | keys)
    readings = [
        (path, reading)
        for path in sorted(blobs, key=lambda path: (path not in below, os.fsencode(path)))
        for reading in _named(path, folder, blobs[path], settings)
    ]
    beside = NAME if folder == "." else f"{folder}/{NAME}"
    return _sorted(readings, keys, accepted(blobs[beside], beside) if beside in blobs else {})


def _staged_path(staged: Area, file: str | Path) -> str:
    path = staged.path_of(file)
    if path is None or path not in staged.objects:
        raise InputError("E-NOT-STAGED", "is not in the staging area", path=file, advice=f"git add {file}")
    return path


def _hidden(path: str, folder: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).relative_to(folder).parts)


def _named(path: str, folder: str, data: bytes, settings: Settings) -> Iterable[Reading]:
    """A blob's articles; their names are paths below the folder, as they are on disk."""
    place = PurePosixPath(path)
    name = place.relative_to(folder) if place.is_relative_to(folder) else place
    return read_bytes(name.as_posix(), data, settings)


def _key(place: str | Path) -> str:
    """The same for every way to write a path; the last part is not followed if it is a link."""
    whole = Path(os.path.abspath(place))  # noqa: PTH100  # also takes `..` away
    return printable_name(os.path.join(os.path.realpath(whole.parent), whole.name))  # noqa: PTH118


def _unused(names: Iterable[str], taken: Container[str]) -> str:
    """The first name that is free: an article whose id another has already goes by its path."""
    return next(name for name in names if name not in taken)


def _sorted(readings: Iterable[tuple[str, Reading]], keys: set[str], pairs: Accepted) -> Arrivals:
    found: dict[str, tuple[str, Article]] = {}
    refused: dict[str, Entry] = {}
    for key, (entry, article) in readings:
        if article is not None:
            name = _unused(
                (article.article, article.path, f"{article.path}:{article.record}", f"{key}:{article.record}"), found
            )
            found[name] = (key, replace(article, article=name))
        elif entry.verdict != "accepted":
            refused.setdefault(key, entry)
    rows = [row for _, row in sorted(found.items())]
    silent = keys - {key for key, _ in rows}
    return Arrivals(
        tuple(article for _, article in rows),
        tuple(key for key, _ in rows),
        tuple(key in keys for key, _ in rows),
        tuple(refused[key] for key in sorted(silent) if key in refused and PurePosixPath(key).name not in PASSED_OVER),
        pairs,
    )
