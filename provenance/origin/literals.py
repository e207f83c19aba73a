"""A pattern that can only match where some letters stand is not tried where they do not: `in` is twenty times faster.

Which letters these are is read from the pattern itself. Where that says nothing, the pattern is tried always.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

_SHORTEST = 3  # letters of a literal that is worth looking for
_MOST = 40  # literals, one of which must stand in the text

Literals = frozenset[str]


compiled = cache(re.compile)  # on first use: few corpora need the patterns of all languages


@dataclass(frozen=True)
class Needle:
    """A pattern with literals of which a text that it matches holds one; none where any text may match."""

    written: str
    flags: int
    literals: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, as the pattern finds it.

        >>> needle("(?:told|said to) {1,3}Tass").search("She told  Tass.").group()
        'told  Tass'
        """
        if self.literals and not any(map(text.__contains__, self.literals)):
            return None
        return compiled(self.written, self.flags).search(text)


@cache
def needle(written: str, flags: int = 0) -> Needle:
    """A pattern with its literals.

    >>> needle("(?:told|said to) {1,3}Tass").literals
    ('Tass',)
    >>> needle("(?:told|said to)[a-z]?").literals
    ('said to', 'told')
    >>> needle("(?:told|[a-z])x?").literals, needle("(?i)told").literals
    ((), ())
    """
    return Needle(written, flags, tuple(sorted(_literals(written, flags))))


def _literals(pattern: str, flags: int) -> Literals:
    try:
        parsed = import_module("re._parser").parse(pattern, flags)
        return frozenset() if parsed.state.flags & re.IGNORECASE else _needed(parsed) or frozenset()
    except (ImportError, AttributeError, TypeError, ValueError):  # another Python parses in another way
        return frozenset()


def _needed(parts: Sequence[Any]) -> Literals | None:
    """The best literals that a row of parts asks for; None where it asks for none."""
    choices: list[Literals] = []
    run = ""
    for kind, value in parts:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        choices, run = [*choices, frozenset({run})], ""
        inner = _of_part(str(kind), value)
        if inner:
            choices.append(inner)
    fit = [
        choice for choice in (*choices, frozenset({run})) if len(choice) <= _MOST and min(map(len, choice)) >= _SHORTEST
    ]
    return min(fit, key=lambda choice: (len(choice), -min(map(len, choice)), sorted(choice)), default=None)


def _of_part(kind: str, value: Any) -> Literals | None:  # noqa: ANN401  as the parser has it
    if kind == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _needed(value[3])
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _needed(value[2]) if value[0] >= 1 else None
    if kind != "BRANCH":
        return None
    branches = [_needed(branch) for branch in value[1]]
    return frozenset().union(*branches) if all(branches) else None  # type: ignore[arg-type]
