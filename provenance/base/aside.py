"""A file is written aside and takes its place only once it is whole: a stopped run leaves no half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from xxhash import xxh3_64_hexdigest


@contextmanager
def aside(target: Path, *, lasting: bool = False) -> Iterator[BinaryIO]:
    """A file to write that becomes `target`, over what is there, unless writing it fails or it is unlinked by then.

    A `lasting` one is on the disk before it takes its place, whatever becomes of the machine.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with aside(Path(folder, "a.txt")) as file:
    ...         _ = file.write(b"Rain.")
    ...     Path(folder, "a.txt").read_text()
    'Rain.'
    """
    part = target.with_name(f".{xxh3_64_hexdigest(target.name.encode())}.part")  # a name near the limit cannot grow
    try:
        with part.open("wb") as file:
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if part.exists():
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
