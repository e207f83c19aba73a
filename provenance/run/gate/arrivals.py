"""Who stands at the gate: the added articles and those they are held against, from disk or from the staging area."""

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import numpy as np
from xxhash import xxh3_64_hexdigest

from provenance.base.errors import InputError
from provenance.base.escaping import shown_address
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.files import PASSED_OVER, File, named_file, names_one_place, open_regular, printable_name
from provenance.corpus.files import files as files_of
from provenance.corpus.furniture.scan import furniture
from provenance.corpus.ids import Ids
from provenance.corpus.ledger import Entry, Note, entry
from provenance.corpus.read import Reading, read, read_bytes, readings
from provenance.index.entries import name_hash
from provenance.run.gate.accepted import NAME, Accepted, accepted
from provenance.run.gate.skim import hits, needles, plain_letters, worth_reading
from provenance.run.gate.staged import Area, area, contents, private_folder

_FEW = 96  # files of the folder up to which all are read; of more, those worth reading and so many others
_LARGE = 2000  # staged files from which their fingerprints are kept beside git's data
_NO_TEXT = "not text"  # how E-BINARY ends for pictures and the like, which nobody meant to be an article
_MISSING = {"E-NOT-FOUND", "E-REMOTE"}
_TOGETHER = 2048  # files skimmed at a time

Fetch = Callable[[Iterable[str]], Mapping[str, bytes]]  # the bytes of files by their keys; some may be missing


class Unread(NamedTuple):
    """An added file, or a record of one, of which no article came, and why."""

    name: str
    why: str
    rejected: bool  # it was meant to be an article and cannot be
    partly: bool  # other records of the file are articles


@dataclass(frozen=True)
class Arrivals:
    """Articles in the order of their ids; each has the file it came from (one key a file) and whether it is added.

    `sampled` are those that tell how common words are in the folder, whatever else of it was read to find relatives.
    """

    articles: tuple[Article, ...]
    files: tuple[str, ...]
    shown: tuple[str, ...]  # each one's file, as messages name it
    added: tuple[bool, ...]
    sampled: tuple[bool, ...]
    unread: tuple[Unread, ...]  # added files of which no article came, or not every one
    names: frozenset[str]  # of all articles, those of files not worth reading too
    accepted: Accepted


def on_disk(files: Sequence[str | Path], against: Path | None, settings: Settings) -> Arrivals:
    """The articles of the files and of the folder, where there is one, as they lie in the work tree.

    A file may be a pattern or an address. Raises InputError where the folder or a file is missing.
    """
    for path in (*([against] if against else []), *files):
        if names_one_place(path) and not os.path.lexists(path):
            raise InputError("E-NOT-FOUND", "is not there", path=path)
    listed = {_item_key(item): _there(item) for item in files_of(files)} if files else {}
    folder = {_item_key(item): item for item in files_of([against] if against else [])}
    items = listed | {key: item for key, item in folder.items() if isinstance(item, File) or key not in listed}
    beside = None if against is None else against / NAME
    pairs = (
        accepted(beside.read_bytes(), str(beside)) if beside and beside.is_file() and not beside.is_symlink() else {}
    )
    return _arrivals(items, set(listed), _on_disk, settings, pairs)


def _there(item: File | Entry) -> File | Entry:
    """The same; InputError where no file fits a pattern, or nothing can be had at an address."""
    if isinstance(item, Entry) and item.code in _MISSING:
        raise InputError(item.code, item.message, path=item.path)
    return item


def in_staging(files: Sequence[str | Path], against: Path | None, settings: Settings) -> Arrivals:
    """The same as git's staging area has them, whatever lies in the work tree.

    Raises InputError for a file that is not staged, MachineError where there is no repository.
    """
    staged = area(against or Path())
    inside = staged.path_of((against or Path()) / NAME)
    if inside is None:
        raise InputError("E-NOT-FOUND", "lies outside of the repository", path=against)
    folder = PurePosixPath(inside).parent
    added = {path for file in files for path in _staged_paths(staged, file)}
    below = staged.below(folder.as_posix()) if against else []
    start = 0 if folder == PurePosixPath() else len(folder.as_posix()) + 1
    below = [path for path in below if "/." not in f"/{path[start:]}"]
    items = {path: named_file(path, path[start:]) for path in below}
    items |= {path: named_file(path, path, alone=True) for path in sorted(added.difference(below))}
    items |= {path: entry(path, [Note("E-SYMLINK", "a link, not followed")]) for path in added & staged.others}
    data = contents(staged, [inside])
    return _arrivals(
        items,
        added,
        lambda paths: contents(staged, paths),
        settings,
        accepted(data[inside], inside) if inside in data else {},
        staged,
    )


def _staged_paths(staged: Area, file: str | Path) -> list[str]:
    """The path of a file, or those of a folder's files."""
    path = staged.path_of(file)
    paths = [] if path is None else [path] if path in staged.objects.keys() | staged.others else staged.below(path)
    if not paths:
        raise InputError("E-NOT-STAGED", "is not in the staging area", path=file, advice=f"git add {file}")
    return paths


def _key(path: str | Path) -> str:
    """The same for every way to write a path; the last part is not followed if it is a link."""
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100  # also takes `..` away
    return os.path.join(_real(folder), name)  # noqa: PTH118


def _item_key(item: File | Entry) -> str:
    if isinstance(item, File) and item.remote is not None:
        return item.path
    return _key(item.place if isinstance(item, File) and item.place else item.path)


@lru_cache(maxsize=1024)
def _real(folder: str) -> str:
    return os.path.realpath(folder)


def _on_disk(places: Iterable[str]) -> dict[str, bytes]:
    contents = {}
    for path in places:
        try:
            handle, _ = open_regular(Path(path))
        except InputError:
            continue  # reading it will say why
        with handle:
            contents[path] = handle.read()
    return contents


def _arrivals(
    items: Mapping[str, File | Entry],
    added: set[str],
    fetch: Fetch,
    settings: Settings,
    pairs: Accepted,
    staged: Area | None = None,
) -> Arrivals:
    items = {key: _article_or_not(key, item) for key, item in items.items()}
    files = {key: item for key, item in items.items() if isinstance(item, File)}
    first = [key for key in files if key in added]
    readings = list(_readings(files, first, fetch, settings))
    others = [key for key in files if key not in added]
    sample = _sample({key: files[key] for key in others})
    if len(others) > _FEW:
        texts = [article.text for _, (_, article) in readings if article is not None]
        existing = {key: files[key] for key in others}
        kept = _kept_beside(staged, existing, fetch, texts, settings) if staged and len(others) >= _LARGE else None
        if kept is not None:  # skimmed as well, so that a folder too small for that has the same ones
            existing = {key: files[key] for key in kept}
        others = sorted(sample.union(_worth_reading(existing, fetch, texts)))
    readings += _readings(files, others, fetch, settings)
    rows_by_name: dict[str, tuple[str, Article]] = {}
    refused = {key: item for key, item in items.items() if isinstance(item, Entry) and item.verdict != "accepted"}
    for key, (seen_entry, article) in sorted(readings, key=lambda reading: (reading[0] in added, reading[0])):
        if article is not None:
            path = files[key].path
            name = _unused((article.article, path, f"{path}:{article.record}", f"{key}:{article.record}"), rows_by_name)
            rows_by_name[name] = key, replace(article, article=name)
        elif seen_entry.verdict != "accepted" and (key not in refused or refused[key].verdict != "rejected"):
            refused[key] = seen_entry
    rows = [row for _, row in sorted(rows_by_name.items())]
    with_articles = {key for key, _ in rows}
    return Arrivals(
        tuple(article for _, article in rows),
        tuple(key for key, _ in rows),
        tuple(shown_path(key) for key, _ in rows),
        tuple(key in added for key, _ in rows),
        tuple(key in sample for key, _ in rows),
        tuple(
            Unread(
                files[key].path if key in files else seen_entry.path,
                _why(seen_entry),
                _rejected(seen_entry),
                key in with_articles,
            )
            for key, seen_entry in sorted(refused.items())
            if key in added and (key not in with_articles or _rejected(seen_entry))
            if PurePosixPath(key).name not in PASSED_OVER
        ),
        frozenset(rows_by_name) | {file.name for file in files.values() if file.one_article},
        pairs,
    )


def _sample(files: Mapping[str, File]) -> set[str]:
    """All of few files; of more the same ones whatever is added, on disk and in the staging area: by their names."""
    plain = {key: file for key, file in files.items() if _is_plain(file)}
    return {*(files.keys() - plain), *_by_name(plain)[:_FEW]}


def _by_name(files: Mapping[str, File]) -> list[str]:
    """The keys of files in an order that none of them changes for the others."""
    return sorted(files, key=lambda key: (name_hash(files[key].name), key))


def _is_plain(file: File) -> bool:
    """Whether it can be looked into without being read."""
    return file.one_article and not file.packing


def _article_or_not(key: str, item: File | Entry) -> File | Entry:
    """The file; the entry that says so for one that stands among articles and is none."""
    name = os.path.basename(key)  # noqa: PTH119  # see files.kind_of
    what = "is a README" if name.partition(".")[0].casefold() == "readme" else "is hidden" if name[0] == "." else ""
    return entry(item.path, [Note("W-NO-ARTICLE", f"{what}, and no article")]) if what else item


def shown_path(key: str) -> str:
    """A file as messages name it: from the current folder where it lies below it.

    >>> shown_path("seeds/a.txt"), shown_path(os.path.join(os.getcwd(), "seeds", "a.txt"))
    ('seeds/a.txt', 'seeds/a.txt')
    """
    if not names_one_place(key):
        return printable_name(shown_address(key))
    current, path = Path.cwd(), Path(key)
    return printable_name((path.relative_to(current) if path.is_relative_to(current) else path).as_posix())


def _why(entry: Entry) -> str:
    return entry.message if entry.line is None else f"line {entry.line}: {entry.message}"


def _rejected(entry: Entry) -> bool:
    """Whether it should have been an article; a file of a kind that is not read may lie among them."""
    no_text = entry.code == "E-BINARY" and entry.message.endswith(_NO_TEXT)
    return entry.verdict == "rejected" and entry.code != "E-UNSUPPORTED" and not no_text


def _unused(names: Iterable[str], taken: Container[str]) -> str:
    """The first name that is free: an article whose id another has already goes by its path."""
    return next(name for name in names if name not in taken)


def _readings(
    files: Mapping[str, File], keys: Sequence[str], fetch: Fetch, settings: Settings
) -> Iterator[tuple[str, Reading]]:
    """Articles under the names they have in the folder; files of records on disk are read in pieces."""
    data = fetch(key for key in keys if _in_hand(files[key]) and (files[key].one_article or files[key].place is None))
    for key in keys:
        file = files[key]
        yield from ((key, reading) for reading in _found(file, data.get(key), settings))


def _found(file: File, data: bytes | None, settings: Settings) -> Iterator[Reading]:
    """The articles of one file: of a member of an archive, at an address, of bytes in hand, or on the disk."""
    if not _in_hand(file):
        return readings(file, settings, (), Ids(), None)
    if data is not None or file.place is None:
        return read_bytes(file.name, data or b"", settings)
    return read([file.place], settings)


def _in_hand(file: File) -> bool:
    """Whether its bytes can be fetched: a member of an archive and a remote file are opened by who reads them."""
    return file.span is None and file.remote is None


def _worth_reading(files: Mapping[str, File], fetch: Fetch, texts: Iterable[str]) -> set[str]:
    """The files that could share a passage with the texts, the first ones by their names' hashes."""
    stretches_of_added = needles(_article_alone(text) for text in texts)
    plain = _by_name({key: file for key, file in files.items() if _is_plain(file)})
    chosen: set[str] = set()
    columns = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for start in range(0, len(plain), _TOGETHER):
        data = fetch(plain[start : start + _TOGETHER])
        letters = [plain_letters(data[key]) if key in data else None for key in plain[start : start + _TOGETHER]]
        chosen |= {plain[start + n] for n, plain_text in enumerate(letters) if plain_text is None}
        holders, stretch = hits([plain_text or b"" for plain_text in letters], stretches_of_added)
        columns.append((holders + start, stretch))
    return chosen | {plain[number] for number in worth_reading(*map(np.concatenate, zip(*columns, strict=True)))}


def _kept_beside(
    staged: Area, files: Mapping[str, File], fetch: Fetch, texts: Sequence[str], settings: Settings
) -> Collection[str] | None:
    """The same out of what is kept beside git's data; None where nothing can be."""
    from provenance.run.gate.beside import sharing  # noqa: PLC0415  # .05 s, which a small folder does without

    plain = sorted(key for key, file in files.items() if _is_plain(file))

    def read(paths: Sequence[str]) -> Iterator[tuple[str, list[Article]]]:
        for start in range(0, len(paths), _TOGETHER):
            together = paths[start : start + _TOGETHER]
            articles_of: dict[str, list[Article]] = {path: [] for path in together}
            for path, (_, article) in _readings(files, together, fetch, settings):
                articles_of[path] += [article] if article is not None else []
            yield from articles_of.items()

    objects = {path: staged.objects[path] for path in plain}
    names = {path: files[path].name for path in plain}
    folder = private_folder(staged) / "provenance" / xxh3_64_hexdigest(os.path.commonpath(plain or [""]).encode())
    return sharing(folder, objects, names, read, [_article_alone(text) for text in texts], settings)


def _article_alone(text: str) -> str:
    """The text without its furniture, which half of the folder may share."""
    ends = [(0, 0), *((start, end) for start, end, _ in furniture(text)), (len(text), len(text))]
    return " ".join(text[end:start] for (_, end), (start, _) in pairwise(ends))
