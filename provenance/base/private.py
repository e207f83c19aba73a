"""Folders that only this user can write to: what lies in any other may be anybody's, and anything."""

import os
import stat
import sys
import tempfile
from pathlib import Path

_GROUP, _OTHERS = stat.S_IWGRP, stat.S_IWOTH


def others_can_write(folder: Path) -> str | None:
    """The folder, or what is above or in it, that another user owns or can write to; None where there is none.

    Root counts as oneself. A folder that everybody can write to is no danger to what lies in it where the system keeps
    people from each other's files there, as in /tmp. Where users have no numbers (Windows) nothing is found: None.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     others_can_write(Path(folder))
    """
    if not hasattr(os, "geteuid"):
        return None
    root = Path(os.path.realpath(folder))
    for path in root.parents:
        if _open_to_others(path.stat(), above=True):
            return str(path)
    inside = (Path(top, name) for top, folders, files in os.walk(root) for name in (*folders, *files))
    return next((str(path) for path in (root, *inside) if _open_to_others(path.lstat())), None)


def _open_to_others(about: os.stat_result, *, above: bool = False) -> bool:
    if about.st_uid not in (0, os.geteuid()) or stat.S_ISLNK(about.st_mode):
        return True
    if above and about.st_mode & stat.S_ISVTX:
        return False
    return bool(about.st_mode & _OTHERS) or (bool(about.st_mode & _GROUP) and not _own_group(about.st_gid))


def _own_group(number: int) -> bool:
    """Whether the group is the one that a user has alone, as many systems give each."""
    if number == 0:
        return True
    import grp  # noqa: PLC0415  # not on Windows
    import pwd  # noqa: PLC0415

    try:
        group, user = grp.getgrgid(number), pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return group.gr_name == user.pw_name and set(group.gr_mem) <= {user.pw_name}


def private_cache(name: str) -> tuple[Path | None, str | None]:
    """A folder for what is made once on a machine; else None, and what others can write to, if that is why.

    NUMBA_CACHE_DIR names the folder that holds it; without that it is where the system keeps such things.
    """
    try:
        folder = _caches() / name
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder = Path(os.path.realpath(folder))
        strange = others_can_write(folder)
        if strange is not None:
            return None, strange
        with tempfile.TemporaryFile(dir=folder):
            return folder, None
    except (OSError, RuntimeError):  # RuntimeError: there is no home
        return None, None


def _caches() -> Path:
    folder = os.environ.get("NUMBA_CACHE_DIR")
    if folder:
        return Path(folder)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local").expanduser() / "provenance"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/provenance").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "provenance"
