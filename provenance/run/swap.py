"""The result in OUT is replaced as a whole: what a run makes lies in a folder aside until all of it is there.

OUT/.provenance/new holds what is being made. Once it is whole, a journal says what moves where, and the moves begin.
They are few and can be repeated: whoever opens OUT after a run was killed among them ends them. Only files that an
earlier run listed in OUT/.provenance-files are ever replaced.
"""

import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from provenance.base.atomic_write import atomic_write, save_directory
from provenance.base.errors import MachineError, SettingsError
from provenance.base.tables import SCHEMAS
from provenance.run.lock import cannot_write

RUN = "run.json"  # moved last: a folder without it holds no finished run
FILES = ".provenance-files"  # the names of all files of the result
MARKERS = ".stages"  # a marker for each finished table
_WORK, _NEW, _OLD, _JOURNAL = ".provenance", "new", "old", "journal.json"
_SIDES = ("kept", "removed", "rejected")
_WRITERS = stat.S_IWGRP | stat.S_IWOTH


def begun(out: Path) -> Path:
    """The folder for a new result, which holds no more than the tables that a stopped run had finished.

    What a killed run left of its moves is done first. The caller has the lock. Raises MachineError where the folder is
    a link, or where others could put links into it.
    """
    work = out / _WORK
    try:
        for _ in range(2):  # ending an earlier run's moves takes the folder away
            work.mkdir(mode=0o700, exist_ok=True)
            _private(work)
            settled(out)
        _gone(work / _OLD)
        (work / _NEW).mkdir(exist_ok=True)
        _only_finished(work / _NEW)
    except OSError as error:
        raise cannot_write(out, error.strerror or str(error)) from None
    return work / _NEW


def _private(work: Path) -> None:
    """Raises MachineError for a folder that other users own or can write to."""
    about = work.lstat()
    if not stat.S_ISDIR(about.st_mode):
        raise MachineError("E-OUT", f"{_WORK} is a link or file, not a folder", path=work, advice="remove it")
    if hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or about.st_mode & _WRITERS):
        what = "belongs to another user, or others can write to it"
        raise MachineError("E-OUT", what, path=work, advice="remove it once no run uses it")


def _only_finished(new: Path) -> None:
    """Takes away all but the tables with a marker, and the markers."""
    for path in new.iterdir():
        if path.name != MARKERS and not (new / MARKERS / f"{path.stem}.json").is_file():
            _gone(path)


def _only(new: Path, names: Sequence[str]) -> None:
    """Takes away what a killed run left beside the files of these names, in folders that move as a whole."""
    expected = set(names)
    for top in _tops(names):
        for path in _files_below(new / top):
            if path.relative_to(new).as_posix() not in expected:
                path.unlink()


def ended(out: Path, *, resumable: bool) -> None:
    """What is left of a run that has ended goes; finished tables stay where a stopped one is to go on from them."""
    work = out / _WORK
    if (work / _JOURNAL).exists():
        return  # whoever opens the folder next ends the moves
    if resumable and (work / _NEW / MARKERS).is_dir():
        _only_finished(work / _NEW)
    else:
        shutil.rmtree(work, ignore_errors=True)


def committed(out: Path, names: Iterable[str]) -> None:
    """The files of these names (below the new folder) become the result, in place of the earlier one.

    Raises SettingsError, with nothing replaced, where a file that no run wrote stands in the way.
    """
    work, before = out / _WORK, earlier_result(out)
    after = sorted({*names, FILES})
    refuse_strangers(out, after)
    _only(work / _NEW, after)
    _write_json(work / _NEW / FILES, after)
    moves = {"away": _leaving(out, after, before), "put": _arriving(out, after, before)}
    for folder in {work / _OLD, *((out / name).parent for name in moves["put"])}:  # moves need no room on the disk
        folder.mkdir(parents=True, exist_ok=True)
    _write_json(work / _JOURNAL, moves)
    try:
        settled(out)
    except BaseException:  # stopped between two moves
        settled(out)
        raise


def earlier_result(out: Path) -> frozenset[str]:
    """The names of all files of the result that stands in the folder, as it lists them.

    A result of before there were lists holds what every run of then wrote.
    """
    try:
        listed = json.loads((out / FILES).read_bytes())
        if isinstance(listed, list):
            return frozenset(name for name in listed if isinstance(name, str))
    except (OSError, ValueError, RecursionError):
        pass
    if not (out / RUN).is_file():
        return frozenset()
    tops = [RUN, "ledger.jsonl", "graph.json", *(f"{name}.parquet" for name in SCHEMAS)]
    paths = [out / name for name in tops] + [path for side in _SIDES for path in out.glob(f"{side}.*")]
    for folder in (*_SIDES, MARKERS):
        paths += [path for path in _files_below(out / folder) if (out / folder).is_dir()]
    paths += [path for path in (out / "report").glob("*.html") if re.fullmatch(r"index|.*[0-9a-f]{10}", path.stem)]
    return frozenset(path.relative_to(out).as_posix() for path in paths if path.is_file())


def refuse_strangers(out: Path, names: Iterable[str]) -> None:
    """Raises SettingsError where a file that no run wrote, or a link, stands in the way of these names."""
    before = earlier_result(out)
    for name in names:
        folders = [out / parent for parent in PurePosixPath(name).parents[:-1]]
        for path in (*folders, out / name):
            if path.is_symlink():
                raise _stranger(path, "is a symbolic link, and nothing is written through it")
        blocked = [path for path in folders if os.path.lexists(path) and not path.is_dir()]
        if blocked or (name not in before and os.path.lexists(out / name)):
            raise _stranger(blocked[0] if blocked else out / name, "was not written by a run, and is not replaced")


def _stranger(path: Path, what: str) -> SettingsError:
    return SettingsError("E-OUT-FOREIGN", what, path=path, advice="move it away, or another folder with -o")


def _tops(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by the first part of each."""
    names_of: dict[str, list[str]] = {}
    for name in names:
        names_of.setdefault(name.partition("/")[0], []).append(name)
    return names_of


def _whole(out: Path, top: str, before: frozenset[str]) -> bool:
    """Whether a folder holds nothing but what runs wrote: it moves as a whole."""
    folder = out / top
    return folder.is_dir() and all(path.relative_to(out).as_posix() in before for path in _files_below(folder))


def _leaving(out: Path, after: Sequence[str], before: frozenset[str]) -> list[str]:
    """What goes and has nothing to take its place: files, or folders that are a run's as a whole."""
    kept, arriving = set(after), _tops(after)
    leaving: list[str] = []
    for top, names in sorted(_tops(sorted(before - kept)).items()):
        if _whole(out, top, before):
            leaving += [] if top in arriving else [top]
        else:
            leaving += names
    return leaving


def _arriving(out: Path, after: Sequence[str], before: frozenset[str]) -> list[str]:
    """What comes: files, and folders where nothing of others stands in their place; RUN last."""
    arriving: list[str] = []
    for top, names in _tops(after).items():
        alone = not (out / top).is_dir() or _whole(out, top, before)
        arriving += [top] if alone else names
    return sorted(arriving, key=lambda name: name == RUN)


def settled(out: Path) -> None:
    """Ends the moves of a run that was killed among them; nothing where there was none. The caller has the lock."""
    work = out / _WORK
    try:
        moves = json.loads((work / _JOURNAL).read_bytes())
    except FileNotFoundError:
        return
    if (work / _NEW / RUN).exists():
        _away(out, RUN)
    for name in moves["away"]:
        _away(out, name)
    for name in moves["put"]:
        if os.path.lexists(work / _NEW / name):
            _away(out, name)
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (work / _NEW / name).rename(out / name)
    _without_empty(out, moves["away"])
    save_directory(out)
    (work / _JOURNAL).unlink()
    shutil.rmtree(work, ignore_errors=True)  # some systems keep files that are open; `ended` comes after these


def unsettled(out: Path) -> bool:
    """Whether a run was killed while its result took its place."""
    return os.path.exists(out / _WORK / _JOURNAL)  # noqa: PTH110  # Path.exists raises where the folder is another's


def _away(out: Path, name: str) -> None:
    if os.path.lexists(out / name):
        old = out / _WORK / _OLD
        (out / name).rename(old / str(len(os.listdir(old))))  # noqa: PTH208


def _without_empty(out: Path, names: Iterable[str]) -> None:
    """Folders that the files of these names have left empty go."""
    for folder in sorted({str(parent) for name in names for parent in PurePosixPath(name).parents[:-1]}, reverse=True):
        path = out / folder
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _files_below(folder: Path) -> list[Path]:
    """All files below the folder, and links as what they are."""
    return [Path(top, name) for top, folders, files in os.walk(folder) for name in (*files, *_links(top, folders))]


def _links(top: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if Path(top, name).is_symlink()]


def _gone(path: Path) -> None:
    """The file, or the folder with all that is in it, is no more; links are not followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write_json(path: Path, content: object) -> None:
    with atomic_write(path, lasting=True) as file:
        file.write((json.dumps(content, indent=0) + "\n").encode())
