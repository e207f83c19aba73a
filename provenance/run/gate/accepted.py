"""The pairs that somebody looked at and accepted, each with a reason: `accepted.toml` beside the articles."""

import json
from collections.abc import Mapping
from pathlib import Path

from provenance.base.atomic_write import atomic_write
from provenance.base.errors import SettingsError
from provenance.base.toml import parsed_toml

NAME = "accepted.toml"
_WORDS = 3  # of a reason, at least

Accepted = Mapping[frozenset[str], str]  # the two articles' ids -> the reason


def accepted(data: bytes, path: str = NAME) -> dict[frozenset[str], str]:
    """The accepted pairs of the file's bytes, with their reasons.

    Raises SettingsError naming the entry for what is not TOML, is no pair of two ids, or has no reason of three words.

    >>> accepted(b'[[accepted]]\\npair = ["a.txt", "b.txt"]\\nreason = "a known relay"')[frozenset({"b.txt", "a.txt"})]
    'a known relay'
    """
    _, table = parsed_toml(data, "E-ACCEPTED", path, SettingsError)
    rows = table.pop("accepted", [])
    if table or not isinstance(rows, list):
        raise SettingsError(
            "E-ACCEPTED", "holds more than [[accepted]] entries", path=path, advice="see its documentation"
        )
    return dict(_row(row, number, path) for number, row in enumerate(rows, 1))


def _row(row: object, number: int, path: str) -> tuple[frozenset[str], str]:
    pair, reason = (row.get("pair"), row.get("reason")) if isinstance(row, dict) else (None, None)
    two = isinstance(pair, list) and all(isinstance(name, str) for name in pair) and len(set(pair)) == len(pair) == 2
    if not isinstance(pair, list) or not two:
        raise SettingsError(
            "E-ACCEPTED", f"entry {number} has no pair of two ids", path=path, advice=line("a.txt", "b.txt")
        )
    if not isinstance(reason, str) or not is_reason(reason):
        what = f"entry {number} ({', '.join(pair)}) gives no reason"
        raise SettingsError("E-ACCEPTED", what, path=path, advice="say why the pair may stand, in three words or more")
    return frozenset(pair), reason


def is_reason(text: str) -> bool:
    """Whether a text says why: three words at least.

    >>> [is_reason(text) for text in ("…", "a relay", "a relay, on purpose")]
    [False, False, True]
    """
    return sum(any(map(str.isalnum, word)) for word in text.split()) >= _WORDS


def accept(folder: Path, pair: tuple[str, str], reason: str) -> Path:
    """Add a pair to the folder's file of accepted pairs, which is made where there is none; the file.

    Raises SettingsError where the reason is none, where the pair stands there already, or where the file is broken.
    """
    file = folder / NAME
    pair = (_id(pair[0], folder), _id(pair[1], folder))
    if file.is_symlink():
        raise SettingsError("E-ACCEPTED", "is a symbolic link, and nothing is written through it", path=file)
    before = file.read_bytes() if file.is_file() else b""
    if frozenset(pair) in accepted(before, str(file)):
        raise SettingsError("E-ACCEPTED", f"the pair {', '.join(pair)} stands there already", path=file)
    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    data = before + gap + line(*pair, reason).encode() + b"\n"
    accepted(data, str(file))
    with atomic_write(file, lasting=True) as written:
        written.write(data)
    return file


def _id(name: str, folder: Path) -> str:
    """The id of an article that is named by its file; any other name as it is."""
    path = Path(name)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else name


def line(article: str, existing: str, reason: str = "…") -> str:
    """What to add to the file to accept a pair, once somebody has looked at it.

    >>> print(line("b.txt", "a.txt"))
    [[accepted]]
    pair = ["a.txt", "b.txt"]
    reason = "…"
    """
    pair, why = (
        json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        for value in (sorted((article, existing)), reason)
    )
    return f"[[accepted]]\npair = {pair}\nreason = {why}"
