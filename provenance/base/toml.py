"""Files that people write in TOML, read with an error that names the line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from provenance.base.errors import InputError


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
        return text, tomllib.loads(text)
    except OSError as error:
        raise InputError(code, error.strerror or "cannot be read", path=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise InputError(code, f"is not TOML ({error})", path=path, line=int(line[1]) if line else None) from None
