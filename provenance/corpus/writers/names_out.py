"""What each input is called in kept/, removed/ and rejected/: its own name, unless two would be one file somewhere."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath


def names_out(names: Iterable[str]) -> list[str]:
    """The names in order, distinct on Linux, macOS and Windows: the later of two equal ones gets a number.

    macOS and Windows take two names for one that differ only in case or in how accents are composed.

    >>> names_out(["a.csv", "x/A.csv", "A.csv", "a.csv", "é.md", "e\u0301.md"])
    ['a.csv', 'x/A.csv', 'A-2.csv', 'a-3.csv', 'é.md', 'e\u0301-2.md']
    >>> names_out(["a.jsonl", "a.jsonl/b.md"])
    ['a.jsonl', 'a.jsonl-2/b.md']
    """
    files: set[str] = set()
    folders: set[str] = set()
    reached: Counter[str] = Counter()  # the last number that was tried for a name, so that many alike cost linear time
    unique = []
    for name in names:
        free = name
        while not _is_free(free, files, folders):
            reached[_folded(name)] += 1
            free = _numbered(name, 1 + reached[_folded(name)], files)
        files.add(_folded(free))
        folders.update(_folded(str(parent)) for parent in PurePosixPath(free).parents)
        unique.append(free)
    return unique


def _is_free(name: str, files: set[str], folders: set[str]) -> bool:
    folded = _folded(name)
    return (
        folded not in files
        and folded not in folders
        and not any(_folded(str(p)) in files for p in PurePosixPath(name).parents)
    )


def _numbered(name: str, number: int, files: set[str]) -> str:
    """The name with a number: in its folder's name where a file is called so, else before its ending."""
    path = PurePosixPath(name)
    blocked = next((parent for parent in reversed(path.parents) if _folded(str(parent)) in files), None)
    if blocked is not None:
        return str(blocked.with_name(f"{blocked.name}-{number}") / path.relative_to(blocked))
    return str(path.with_name(f"{path.stem}-{number}{path.suffix}"))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
