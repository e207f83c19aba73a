"""Files that people write in TOML, read with an error that names the line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from provenance.base.errors import InputError

_DEEPEST = 20  # tables and lists within one another
_TOO_DEEP = f"more than {_DEEPEST} tables or lists within one another"


def read_toml(path: Path, code: str) -> tuple[str, dict[str, Any]]:
    """The file's text and its tables; InputError under that code where it cannot be read or is no TOML.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.toml").write_text("[[edge]]")
    ...     read_toml(Path(folder, "a.toml"), "E-TOML")
    ('[[edge]]', {'edge': [{}]})
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, toml_table(text)
    except OSError as error:
        raise InputError(code, error.strerror or "cannot be read", path=path) from None
    except ValueError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise InputError(code, f"is not TOML ({error})", path=path, line=int(line[1]) if line else None) from None


def toml_table(text: str) -> dict[str, Any]:
    """The tables of a TOML text; ValueError where it is no TOML, or nested deeper than any file of ours is.

    >>> toml_table("a = [1]")
    {'a': [1]}
    """
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    level: list[Any] = [table]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in (outer.values() if isinstance(outer, dict) else outer)]
        level = [inner for inner in level if isinstance(inner, dict | list)]
        if not level:
            return table
    raise ValueError(_TOO_DEEP)
