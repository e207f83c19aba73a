"""Inputs become files: folders are walked in order, and only regular files inside them are ever opened.

Symlinks, FIFOs, devices and sockets are named in the ledger and left alone.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from importlib import import_module
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from provenance.base.errors import InputError
from provenance.base.escaping import one_line
from provenance.corpus.ledger import Entry, Note, entry
from provenance.corpus.watch import Watch

if TYPE_CHECKING:
    from provenance.corpus.archives import ArchiveMember, MemberBytes

FORMATS = {  # ending -> format
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".jl": "jsonl", ".jsonlines": "jsonl", ".ldjson": "jsonl", ".tab": "csv", ".psv": "csv",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml", ".mht": "mhtml",
    ".json": "json", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet", ".warc": "warc",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml", ".nitf": "xml", ".newsml": "xml",
}  # fmt: skip
PACKINGS = {".gz": "gz", ".zst": "zst"}
ARCHIVES = {
    ".zip": ("zip", ""),
    ".tar": ("tar", ""),
    ".tgz": ("tar", "gz"),
    ".txz": ("tar", "xz"),
    ".tbz2": ("tar", "bz2"),
    ".tzst": ("tar", "zst"),
}  # ending -> kind and packing
_OF_TAR = {**PACKINGS, ".xz": "xz", ".bz2": "bz2"}
PAGES = {"html", "mhtml"}
ONE_ARTICLE = {"txt", "md", "xml", *PAGES}  # formats of which a file holds one article, unless it is in parts
WITHOUT_ROWS = {"warc"}  # formats of several articles whose records are no rows of a table
_WHY = {".pdf": "PDF is not read: `pdftotext -layout FILE.pdf FILE.txt` makes a text of it"}
_KINDS = {"zip", "tar"}
_DEEPEST = 1  # archives around an archive that is opened
STDIN = "-"
PASSED_OVER = {"accepted.toml"}  # belongs to the folder, is no article
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,15}://")
_MAGIC = re.compile(r"[*?\[]")
_NUMBER = re.compile(r"[0-9]{1,20}(?:\.(?:gz|zst))?\Z")
RESULTS = {"run.json", "ledger.jsonl"}  # a folder below an input that holds both is what an earlier run wrote

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Remote(Protocol):
    """A file that is not of this machine."""

    def opened(self) -> tuple[BinaryIO, int]:
        """The file, open for reading, and its size. Raises InputError."""


@dataclass(frozen=True)
class File:
    """One file to read."""

    path: str  # as messages and tables name it
    name: str  # the article's id, if it holds one article: its path below the input folder
    format: str
    packing: str = ""  # gz, zst, or none
    place: Path | None = None  # None: standard input, bytes in hand, or a remote file
    alone: bool = field(default=False, repr=False)  # whether the user named this very file
    span: "MemberBytes | None" = field(default=None, repr=False, compare=False)  # the bytes of a member of an archive
    notes: tuple[Note, ...] = ()
    watch: Watch | None = field(default=None, repr=False, compare=False)  # where it must stay what it is
    remote: Remote | None = field(default=None, repr=False)  # where it is elsewhere: see remote.py

    @property
    def one_article(self) -> bool:
        return self.format in ONE_ARTICLE


def files(inputs: Iterable[str | Path], without: Path | None = None) -> Iterator[File | Entry]:
    """The files of all inputs, sorted by path whatever their order, each once; an Entry for what is no file.

    No two files have the same `name`: where two inputs have files of one name, the later by path are named with the
    folder they come from. `without` is a folder that is passed over: where the results go.
    """
    listing: list[File | Entry] = []
    paths: set[str] = set()
    results = without.resolve() if without is not None else None
    for source in inputs:
        for item in _of(source, results):
            place = os.path.abspath(item.place) if isinstance(item, File) and item.place else item.path  # noqa: PTH100
            again = place in paths and isinstance(item, File)
            listing += [entry(item.path, [Note("W-DUP-INPUT", "given twice, read once")])] if again else _unpacked(item)
            paths.add(place)
    return iter(_own_names(listing))


def names_one_place(source: str | Path) -> bool:
    """Whether an input is a name on this machine, and neither a pattern nor an address.

    >>> [names_one_place(source) for source in ("a.txt", "news/*.txt", "s3://news/a.txt")]
    [True, False, False]
    """
    name = str(source)
    return not _ADDRESS.match(name) and (not _MAGIC.search(name) or os.path.lexists(name))


def watched(items: Iterable[File | Entry]) -> tuple[list[File | Entry], Watch]:
    """The same, to be read twice: a file that changes between is an error once `again` of the watch is set."""
    watch = Watch()
    return [replace(item, watch=watch) if isinstance(item, File) else item for item in items], watch


def _own_names(listing: list[File | Entry]) -> list[File | Entry]:
    """The same, sorted by path, with names that are unique."""
    taken: set[str] = set()
    renamed: list[File | Entry] = []
    for item in sorted(listing, key=lambda item: item.path):
        if isinstance(item, File):
            folder = item.path.removesuffix(item.name).rstrip("/").rpartition("/")[2] or "input"
            names = chain([item.name, f"{folder}/{item.name}"], (f"{folder}-{n}/{item.name}" for n in count(2)))
            name = next(name for name in names if name not in taken)
            taken.add(name)
            renamed.append(replace(item, name=name))
        else:
            renamed.append(item)
    return renamed


def _of(source: str | Path, results: Path | None) -> Iterator[File | Entry]:
    if str(source) == STDIN:
        yield File(STDIN, STDIN, "jsonl")
        return
    if _ADDRESS.match(str(source)):
        yield from _at_address(str(source), results)
        return
    root = Path(source)
    shown = printable_name(str(source))
    try:
        mode = root.lstat().st_mode
    except OSError as error:
        if isinstance(error, FileNotFoundError) and _MAGIC.search(str(source)):
            yield from _matching(str(source), shown, results)
            return
        yield entry(shown, [Note("E-NOT-FOUND" if isinstance(error, FileNotFoundError) else "E-IO", _said(error))])
        return
    if stat.S_ISDIR(mode):
        empty = True
        for item in _below(root, root, results):
            empty = False
            yield item
        if empty:
            yield entry(shown, [Note("W-EMPTY", "an empty folder")])
    else:
        yield _judged(root, mode, root.parent, shown, alone=True)


def _at_address(address: str, results: Path | None) -> Iterator[File | Entry]:
    """The files at an address; file:// is a local path, with the rules for these."""
    if address.lower().startswith("file://"):
        yield from _of(url2pathname(urlsplit(address).path), results)
    else:
        for item in import_module("provenance.corpus.remote").remote_files(address):
            if isinstance(item, Entry):
                yield item
            else:
                yield named_file(item.shown, item.name, alone=item.alone, remote=item)


def _matching(pattern: str, shown: str, results: Path | None) -> Iterator[File | Entry]:
    """The files that a pattern fits, each as if it had been given; `**` is any number of folders."""
    path = Path(pattern)
    start = Path(path.anchor)
    parts = path.parts[1:] if path.anchor else path.parts
    places: dict[Path, bool] = {}  # with whether it is a folder, whose files need no mention of their own
    for match in _fitting(start, parts):
        if not any(places.get(folder) for folder in match.parents):
            places.setdefault(match, match.is_dir() and not match.is_symlink())
    for match in places:
        yield from _of(match, results)
    if not places:
        yield entry(shown, [Note("E-NOT-FOUND", "no file fits the pattern")])


def _fitting(folder: Path, parts: Sequence[str]) -> Iterator[Path]:
    """What fits the parts of a pattern, in order; no link to a folder is followed."""
    if not parts:
        yield folder
        return
    pattern, deeper = parts[0], parts[1:]
    if pattern == "**":
        yield from _fitting(folder, deeper)
        if not deeper:
            return
    if not _MAGIC.search(pattern):
        if os.path.lexists(folder / pattern):
            yield from _fitting(folder / pattern, deeper)
        return
    try:
        names = sorted(os.listdir(folder), key=os.fsencode)  # noqa: PTH208  # a path object for each is slow
    except OSError:
        return
    for name in names:
        if name.startswith(".") and not pattern.startswith("."):
            continue
        folder_below = folder / name
        is_folder = folder_below.is_dir() and not folder_below.is_symlink()
        if pattern == "**" and is_folder:
            yield from _fitting(folder_below, parts)
        elif pattern != "**" and fnmatchcase(name, pattern) and (is_folder or not deeper):
            yield from _fitting(folder_below, deeper)


def _below(folder: Path, root: Path, results: Path | None) -> Iterator[File | Entry]:
    try:
        names = sorted((path.name for path in folder.iterdir()), key=os.fsencode)
    except OSError as error:
        yield entry(printable_name(str(folder)), [Note(*_refusal(error))])
        return
    if folder != root and (set(names) >= RESULTS or folder.resolve() == results):
        yield entry(printable_name(folder.as_posix()), message="holds results, no articles: passed over")
        return
    for name in names:
        path = folder / name
        shown = printable_name(path.as_posix())
        hidden = name.startswith(".") and not name.startswith("..")
        try:
            mode = path.lstat().st_mode
        except OSError as error:
            yield entry(shown, [Note(*_refusal(error))])
            continue
        if hidden:
            yield entry(shown, message="hidden: passed over")
        elif stat.S_ISDIR(mode):
            if kind_of(name)[0] in FORMATS.values():
                yield entry(shown, [Note("W-NOT-REGULAR", "a folder with the name of a file")])
            yield from _below(path, root, results)
        else:
            yield _judged(path, mode, root, shown)


def _judged(path: Path, mode: int, root: Path, shown: str, alone: bool = False) -> File | Entry:
    """A file that can be opened, or the entry that says why not."""
    if stat.S_ISLNK(mode):
        return entry(shown, [_symlink(path, root, alone)])
    if not stat.S_ISREG(mode):
        return entry(shown, [Note("E-NOT-REGULAR", "a pipe, socket or device, not a file")])
    return named_file(shown, path.relative_to(root).as_posix(), path, alone=alone)


def _unpacked(item: File | Entry, depth: int = 0) -> Iterator[File | Entry]:
    """The members of an archive, and a last entry for itself; anything else as it is."""
    if isinstance(item, Entry) or item.format not in _KINDS:
        yield item
        return
    from provenance.corpus.archives import archive  # noqa: PLC0415  # .02 s, which a run without one does without

    try:
        with _opened_archive(item) as handle:
            contents = archive(handle, item.format, item.packing)
    except (InputError, OSError) as error:
        code, what = (error.code, error.what) if isinstance(error, InputError) else ("E-IO", _said(error))
        yield entry(item.path, [*item.notes, Note(code, what)])
        return
    parts = [member_file for member in contents.members for member_file in _of_member(item, member, depth)]
    yield from parts
    count = len([member_file for member_file in parts if isinstance(member_file, File)])
    if contents.note is not None and count:
        message = f"{contents.note.message}: {count:,} files of it are read"
        yield Entry(item.path, None, None, None, "warned", contents.note.code, message)
    else:
        yield entry(
            item.path, [contents.note] if contents.note else [], message=f"an archive: {count:,} files of it are read"
        )


def _opened_archive(item: File) -> BinaryIO:
    if item.span is not None:
        return item.span.open()
    return (item.remote.opened() if item.remote else open_regular(item.place or Path()))[0]


def _of_member(item: File, member: "ArchiveMember", depth: int) -> Iterator[File | Entry]:
    """A member as a file: `archive.zip!folder/a.txt`. An archive in an archive is opened; one within that is not."""
    shown, name = (printable_name(f"{outer}!{member.name}") for outer in (item.path, item.name))
    last = member.name[member.name.rfind("/") + 1 :]
    if member.note is not None:
        yield entry(shown, [member.note])
    elif member.span is None or last.startswith("."):
        yield entry(shown, message="hidden: passed over")
    else:
        inner = named_file(shown, name)
        if isinstance(inner, File) and inner.format in _KINDS and depth >= _DEEPEST:
            inner = entry(shown, [Note("E-ARCHIVE", "an archive within an archive within an archive: unpack it first")])
        yield from _unpacked(inner if isinstance(inner, Entry) else replace(inner, span=member.span), depth + 1)


def named_file(
    shown: str, name: str, path: Path | None = None, *, alone: bool = False, remote: Remote | None = None
) -> File | Entry:
    """A file as its name says it is; the entry for what we do not read (`alone`: the user named this very file).

    >>> named_file("in/a.jsonl.gz", "a.jsonl.gz")
    File(path='in/a.jsonl.gz', name='a.jsonl.gz', format='jsonl', packing='gz', place=None, notes=())
    >>> named_file("in/a.pdf", "a.pdf").code
    'W-UNSUPPORTED'
    """
    last = name[name.rfind("/") + 1 :]
    if last in PASSED_OVER:
        return entry(shown, message="belongs to the folder, is no article")
    kind, packing, ending = kind_of(name)
    if kind is None and not ending and (alone or _NUMBER.match(last)):
        kind = "txt"  # as collections name texts by numbers; what is no text will be refused
    if kind is None:
        what = _WHY.get(ending, f"{ending or 'a name without ending'} is not read")
        return entry(shown, [Note("E-UNSUPPORTED" if alone else "W-UNSUPPORTED", what)])
    plain = one_line(name)
    notes = () if plain == name else (Note("W-NAME-ESCAPED", f"its name is shown as {plain}"),)
    return File(shown, printable_name(name), kind, packing, path, notes=notes, alone=alone, remote=remote)


def kind_of(name: str) -> tuple[str | None, str, str]:
    """Format, packing and ending that a name claims.

    >>> kind_of("A.CSV.zst"), kind_of("b.tar.gz"), kind_of("c.pdf")
    (('csv', 'zst', '.csv'), ('tar', 'gz', '.tar'), (None, '', '.pdf'))
    """
    last = name[name.rfind("/") + 1 :].lower()  # a path object for each of ten thousand files takes half a second
    rest, ending = _parted(last)
    if ending in ARCHIVES:
        return *ARCHIVES[ending], ending
    packing = _OF_TAR.get(ending, "")
    inner = _parted(rest)[1] if packing else ending
    if packing and inner == ".tar":
        return "tar", packing, inner
    return (
        FORMATS.get(inner) if ending not in _OF_TAR or ending in PACKINGS else None,
        PACKINGS.get(ending, ""),
        (inner if ending in PACKINGS else ending),
    )


def _parted(name: str) -> tuple[str, str]:
    """A file's name and its ending, as pathlib has it.

    >>> _parted("a.csv"), _parted(".hidden"), _parted("dot.")
    (('a', '.csv'), ('.hidden', ''), ('dot.', ''))
    """
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")


def printable_name(name: str) -> str:
    r"""A name that every table can hold: bytes that are not UTF-8 stand as \xNN. What else it holds is untouched.

    >>> print(printable_name("raw\udcff.txt"))
    raw\xff.txt
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _symlink(place: Path, root: Path, alone: bool) -> Note:
    """A warning where the link's target is read anyway, an error where something would be missing."""
    target = Path(os.path.realpath(place))
    if alone:
        return Note("E-SYMLINK", f"a symbolic link, not followed; give its target: {one_line(str(target))}")
    inside = target.exists() and target.is_relative_to(Path(os.path.realpath(root)))
    if inside and (target.is_dir() or target.is_file()):
        return Note("W-SYMLINK", "a link to what is read in its own place")
    return Note("E-SYMLINK", "a symbolic link that leads out of the folder or nowhere; not followed")


def open_regular(place: Path) -> tuple[BinaryIO, int]:
    """The file, open for reading, and its size. Never follows a link, never waits for a pipe. Raises InputError."""
    try:
        handle = os.open(place, _OPEN)
    except OSError as error:
        raise InputError(*_refusal(error)) from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise InputError("E-NOT-REGULAR", "not a regular file")
    return os.fdopen(handle, "rb"), status.st_size


def _refusal(error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return "E-PERMISSION", "may not be read"
    return "E-IO", _said(error)


def _said(error: OSError) -> str:
    return (error.strerror or "cannot be read").lower()
