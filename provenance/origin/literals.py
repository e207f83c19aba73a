"""A pattern that can only match where some letters stand is not tried where they do not: `in` is twenty times faster.

Which letters these are is read from the pattern itself. Where that says nothing, the pattern is tried always. One that
holds the name is tried only as near to the name as a match can reach: that is read from the pattern too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from provenance.origin.credits.window import PLACEHOLDER

_UNBOUNDED = 1_000_000  # characters; no surroundings are as long
_SHORTEST = 3  # letters of a literal that is worth looking for
_MOST = 40  # literals, one of which must stand in the text

Literals = frozenset[str]


_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

compiled = cache(re.compile)  # on first use: few corpora need the patterns of all languages


class MatchReach(NamedTuple):
    """How many characters a match looks at before the name, and from the name on; more than it takes, if anything."""

    before: int
    behind: int


@dataclass(frozen=True)
class Needle:
    """A pattern with literals of which a text that it matches holds one; none where any text may match."""

    written: str
    flags: int
    literals: tuple[str, ...]
    reach: MatchReach | None

    def search(self, text: str, name: int | None = None) -> re.Match[str] | None:
        """The first match, as the pattern finds it; `name` is where PLACEHOLDER stands in the text, if only once.

        >>> needle("(?:told|said to) {1,3}Tass").search("She told  Tass.").group()
        'told  Tass'
        """
        if self.literals and not any(map(text.__contains__, self.literals)):
            return None
        pattern = compiled(self.written, self.flags)
        if name is None or self.reach is None:
            return pattern.search(text)
        return pattern.search(text, max(0, name - self.reach.before), name + self.reach.behind)


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
    try:
        parsed = import_module("re._parser").parse(written, flags)
        ignores_case = parsed.state.flags & re.IGNORECASE
        literals = None if ignores_case else _needed(parsed)
        return Needle(written, flags, tuple(sorted(literals or ())), _reach(parsed))
    except (ImportError, AttributeError, TypeError, ValueError):  # another Python parses in another way
        return Needle(written, flags, (), None)


def _reach(parts: Sequence[Any]) -> MatchReach | None:
    """How far a match can be from the name; None where it may be without the name.

    >>> needle(f"told {{1,3}}(?:the )?{PLACEHOLDER}(?= said)").reach
    MatchReach(before=11, behind=6)
    """
    for number, (kind, value) in enumerate(parts):
        rows = _rows(str(kind), value)
        reaches = [_reach(row) for row in rows]
        if str(kind) == "LITERAL" and chr(value) == PLACEHOLDER:
            reaches = [MatchReach(0, 1)]
        named = [reach for reach in reaches if reach]
        if named and len(named) == len(reaches):
            before, behind = _widest(parts[:number]), _widest(parts[number + 1 :])
            return MatchReach(
                before + max(reach.before for reach in named), behind + max(reach.behind for reach in named)
            )
        if named:
            return None
    return None


def _rows(kind: str, value: Any) -> Sequence[Any]:  # noqa: ANN401  as the parser has it
    """The rows of parts, one of which stands for a part."""
    return (value[3],) if kind == "SUBPATTERN" else value[1] if kind == "BRANCH" else ()


def _widest(parts: Sequence[Any]) -> int:
    """How many characters the parts look at, at most."""
    width = 0
    for kind, value in parts:
        width += _width(str(kind), value)
    return min(_UNBOUNDED, width)


def _width(kind: str, value: Any) -> int:  # noqa: ANN401  as the parser has it
    rows = _rows(kind, value)
    if rows:
        return max(map(_widest, rows))
    if kind in _REPEATS:
        return min(_UNBOUNDED, int(value[1]) * _widest(value[2]))
    if kind in ("ASSERT", "ASSERT_NOT"):
        return _widest(value[1])
    return 1 if kind in ("LITERAL", "NOT_LITERAL", "IN", "ANY", "AT") else _UNBOUNDED


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
    if kind in _REPEATS:
        return _needed(value[2]) if value[0] >= 1 else None
    if kind != "BRANCH":
        return None
    branches = [_needed(branch) for branch in value[1]]
    return frozenset().union(*branches) if all(branches) else None  # type: ignore[arg-type]
