"""The pairs that somebody looked at and accepted, each with a reason: `accepted.toml` beside the articles."""

import json
from collections.abc import Mapping

from provenance.base.errors import SettingsError
from provenance.base.toml import toml_table

NAME = "accepted.toml"

Accepted = Mapping[frozenset[str], str]  # the two articles' ids -> the reason


def accepted(data: bytes, path: str = NAME) -> dict[frozenset[str], str]:
    """The accepted pairs of the file's bytes, with their reasons.

    Raises SettingsError naming the entry for what is not TOML, is no pair of two ids, or has no reason.

    >>> accepted(b'[[accepted]]\\npair = ["a.txt", "b.txt"]\\nreason = "a relay"')[frozenset({"b.txt", "a.txt"})]
    'a relay'
    """
    try:
        table = toml_table(data.decode("utf-8-sig"))
    except ValueError as error:
        raise SettingsError("E-ACCEPTED", f"is not TOML ({error})", path=path) from None
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
    if not isinstance(reason, str) or not reason.strip():
        said = f"entry {number} ({', '.join(pair)}) gives no reason"
        raise SettingsError("E-ACCEPTED", said, path=path, advice="say why the pair may stand")
    return frozenset(pair), reason


def line(article: str, existing: str) -> str:
    """What to add to the file to accept a pair, once somebody has looked at it.

    >>> print(line("b.txt", "a.txt"))
    [[accepted]]
    pair = ["a.txt", "b.txt"]
    reason = "…"
    """
    pair = json.dumps(sorted((article, existing)), ensure_ascii=False).replace("\x7f", "\\u007f")
    return f'[[accepted]]\npair = {pair}\nreason = "…"'
