"""Files that people write in TOML, read with an error that names the line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from provenance.base.errors import InputError, ProvenanceError

_LONGEST = 20_000_000  # bytes of such a file; nobody writes as much by hand
_DEEPEST = 100  # lists and tables in each other; what we read needs three
_TOO_DEEP = f"is no TOML for us: more than {_DEEPEST} lists or tables are nested in each other"


def read_toml(path: Path, code: str, kind: type[ProvenanceError] = InputError) -> tuple[str, dict[str, Any]]:
    """The file's text and its tables; an error of that kind and code where it cannot be read or is no TOML.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.toml").write_text("[[edge]]")
    ...     read_toml(Path(folder, "a.toml"), "E-TOML")
    ('[[edge]]', {'edge': [{}]})
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise kind(code, getattr(error, "strerror", None) or "cannot be read", path=path) from None
    return parsed_toml(data, code, path, kind)


def parsed_toml(
    data: bytes, code: str, path: str | Path, kind: type[ProvenanceError] = InputError
) -> tuple[str, dict[str, Any]]:
    """The same for the file's bytes.

    >>> parsed_toml(b"a = " + b"[" * 5000, "E-TOML", "a.toml")
    Traceback (most recent call last):
    ...
    provenance.base.errors.InputError: E-TOML a.toml: is no TOML for us: more than 100 lists or tables are nested in each other.
    """  # noqa: E501
    if len(data) > _LONGEST:
        raise kind(code, f"has more than {_LONGEST:,} bytes", path=path)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        tables = tomllib.loads(text)
    except RecursionError:
        raise kind(code, _TOO_DEEP, path=path) from None
    except ValueError as error:  # TOMLDecodeError, UnicodeDecodeError, and what Python says of a number too long
        line = re.search(r"at line (\d+)", str(error))
        raise kind(code, f"is not TOML ({error})", path=path, line=int(line[1]) if line else None) from None
    if _too_deep(tables):
        raise kind(code, _TOO_DEEP, path=path)
    return text, tables


def _too_deep(tables: dict[str, Any]) -> bool:
    """Whether anything lies below more lists and tables than are allowed; the same on every machine."""
    level: list[Any] = [tables]
    for _ in range(_DEEPEST):
        inner = [value for table in level for value in (table.values() if isinstance(table, dict) else table)]
        level = [value for value in inner if isinstance(value, dict | list)]
    return bool(level)
