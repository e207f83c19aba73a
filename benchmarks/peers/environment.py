"""The peers are installed into scratch environments of their own, by pip; one that does not install is told about."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Said = Callable[[str], None]
_BASE = ("numpy", "polars", "pyarrow")  # what every script needs besides its library
_NEWER = ("python3.14", "python3.13", "python3.12")


@dataclass(frozen=True)
class Needed:
    """What one peer is installed from; `apart` where it shares an environment with none; the least Python for it."""

    package: str  # as pip takes it
    apart: bool = False
    python: tuple[int, int] = (3, 11)


@dataclass(frozen=True)
class Installed:
    """The interpreter that runs a peer, and its library's version."""

    python: Path
    version: str


def installed(needed: Iterable[Needed], work: Path, said: Said) -> dict[str, Installed]:
    """By package, what could be installed; wheels only, as a benchmark builds nothing."""
    found: dict[str, Installed] = {}
    for one in needed:
        folder = work / (one.package if one.apart else "peers")
        python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        try:
            if not python.exists():
                said(f"making an environment for {one.package if one.apart else 'the peers'}")
                _run([_interpreter(one.python), "-m", "venv", str(folder)])
            if one.package not in (versions := _versions(python)) or not set(_BASE) <= set(versions):
                said(f"installing {one.package}")
                _run([str(python), "-m", "pip", "install", "-q", "--only-binary=:all:", *_BASE, one.package])
            found[one.package] = Installed(python, _versions(python)[one.package])
        except (OSError, subprocess.CalledProcessError, LookupError) as error:
            reason = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            said(f"{one.package} does not install here and is left out: {reason[-1] if reason else error}")
    return found


def _interpreter(least: tuple[int, int]) -> str:
    """This Python where it is new enough, else one that is there; LookupError where none is."""
    if sys.version_info >= least:
        return sys.executable
    for name in _NEWER:
        path = shutil.which(name)
        if path and not subprocess.run([path, "-c", "import venv"], capture_output=True, check=False).returncode:
            return path
    raise LookupError(f"it needs Python {least[0]}.{least[1]}")


def _versions(python: Path) -> dict[str, str]:
    listed = _run([str(python), "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"])
    return {one["name"]: one["version"] for one in json.loads(listed)}


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
