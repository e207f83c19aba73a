"""The command as a person starts it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

COMMAND = [sys.executable, "-m", "provenance"]


def ran(
    arguments: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """The finished process."""
    own = {**os.environ, **(environment or {})}
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=own, input=stdin, capture_output=True, timeout=120, check=False
    )
