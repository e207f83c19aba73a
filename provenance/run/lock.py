"""One run at a time writes to a folder: the second waits, and then its error names the first."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from xxhash import xxh3_64_hexdigest

from provenance.base.atomic_write import atomic_write
from provenance.base.errors import MachineError, SettingsError, StoreError
from provenance.base.settings import LOCK_SECONDS

_LOCK, _HOLDER = ".provenance-lock", ".provenance-holder"


@contextmanager
def locked(folder: Path, seconds: float = LOCK_SECONDS, *, name: str = "") -> Iterator[None]:
    """The folder, or the file of that name in it, is this run's alone; the system takes the lock back from a dead one.

    Raises StoreError naming the holder where another run has it for so many seconds, MachineError where the folder
    cannot be written to.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place, locked(Path(place)):
    ...     sorted(path.name for path in Path(place).iterdir())
    ['.provenance-holder', '.provenance-lock']
    """
    if not seconds >= 0:  # nan too
        raise SettingsError("E-OPTION", f"nobody can wait {seconds} seconds for a lock")
    target = folder / name if name else folder
    suffix = f"-{xxh3_64_hexdigest(os.fsencode(name))}" if name else ""  # a name near the limit cannot grow
    lock_file, holder = folder / f"{_LOCK}{suffix}", folder / f"{_HOLDER}{suffix}"
    lock = FileLock(lock_file, timeout=seconds)
    try:
        if lock_file.is_symlink():
            raise OSError(0, f"{lock_file.name} is a symbolic link")
        lock.acquire()
    except Timeout:
        what, advice = f"{_said(holder)} is writing here", "wait until it has ended, or another place with -o"
        raise StoreError("E-LOCKED", what, path=target, advice=advice) from None
    except OSError as error:
        raise cannot_write(target, error.strerror or str(error)) from None
    try:
        _sign(holder)
        yield
    finally:
        for path in (holder, lock_file):  # whoever waits for a lock that is gone makes a new one
            with suppress(OSError):
                path.unlink()
        lock.release()


def cannot_write(path: Path, why: str) -> MachineError:
    """The error for a place that no result can be written to."""
    return MachineError("E-OUT", f"cannot write here ({why})", path=path, advice="another place with -o")


def _sign(holder: Path) -> None:
    facts = {"process": os.getpid(), "host": socket.gethostname(), "since": f"{datetime.now():%Y-%m-%d %H:%M:%S}"}
    with suppress(OSError, MachineError), atomic_write(holder) as file:  # a full disk is met where it matters
        file.write(json.dumps(facts).encode())


def _said(holder: Path) -> str:
    """Who holds the lock, in words."""
    try:
        facts = json.loads(holder.read_bytes())
        return f"process {facts['process']} on {facts['host']}, since {facts['since']},"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "another run"
