"""Which of two articles was first, and what that says of one drawing on the other."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import fsum

from provenance.origin.graph.evidence.row import Evidence
from provenance.origin.graph.evidence.shares import share
from provenance.origin.graph.evidence.weights import weights
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import FamilyPassage

VAGUE = 31 * 86_400.0  # seconds; wider bounds that overlap say nothing about who was first
_HOUR = 3600.0  # seconds
_DAY = 2 * 86_400.0  # seconds; within a day or two no hour is likelier than another
_GRID = 16  # points at which two overlapping bounds are compared
LONGEST_LAG = 4.0  # days; of two sources that old neither is the likelier for being the nearer
STALE = 7  # days: no longer than that do papers print one story
SET_PHRASES = 450.0  # bits; of two reports weeks apart less may be how such news is always put


def by_time(derived: ArticleFacts, source: ArticleFacts, shared: Sequence[FamilyPassage]) -> Iterable[Evidence]:
    """A full weight where one is surely earlier; where the bounds overlap, by how likely each order is."""
    earlier = likely_earlier(source, derived)
    if earlier is None or earlier == 0.5:
        return
    weight = weights()["draws"]
    if stale(derived, source):
        note = f"{source.article} is more than {STALE} days older"
        cost = weight["stale"] * (1 - share(derived, shared)) + _by_set_phrases(shared)
        yield Evidence("date", cost, None, None, None, note)
        return
    if earlier > 0.5:
        note = f"{source.article} is {'' if earlier == 1 else 'probably '}the earlier"
        days = min(LONGEST_LAG, _days(derived, source))
        cost = (
            weight["before"] * (2 * earlier - 1)
            + weight["day"] * days
            + weight["before_minute"] * _to_the_minute(derived, source)
        )
        yield Evidence("date", cost, None, None, None, note)
        return
    note = f"{source.article} is {'' if earlier == 0 else 'probably '}the later"
    cost = weight["after"] * (1 - 2 * earlier)
    if earlier == 0:
        cost = cost + weight["after_day"] * min(LONGEST_LAG, _days(source, derived))
        cost = cost + weight["after_minute"] * _to_the_minute(derived, source)
        cost = cost + (_by_set_phrases(shared) if stale(source, derived) else 0.0)
    yield Evidence("date", cost, None, None, None, note)


def _by_set_phrases(shared: Sequence[FamilyPassage]) -> float:
    """Of two reports weeks apart: how far what they share falls short of more than set phrases."""
    return weights()["draws"]["stale_thin"] * max(0.0, 1 - fsum(p.bits for p in shared) / SET_PHRASES)


def _to_the_minute(*both: ArticleFacts) -> bool:
    """Whether the time of day of each is known."""
    bounds = [(facts.published_from, facts.published_to) for facts in both]
    return all(first and last and (last - first).total_seconds() < _HOUR for first, last in bounds)


def _days(derived: ArticleFacts, source: ArticleFacts) -> float:
    """How many days at least lie between them."""
    if derived.published_from is None or source.published_to is None:
        return 0.0
    return max(0.0, (derived.published_from - source.published_to).total_seconds() / 86_400)


def stale(derived: ArticleFacts, source: ArticleFacts) -> bool:
    """Whether the source is known to be older than papers go on printing one story."""
    if derived.published_from is None or source.published_to is None:
        return False
    return (derived.published_from - source.published_to).days >= STALE


def likely_earlier(one: ArticleFacts, other: ArticleFacts) -> float | None:
    """Probability that `one` came first, None where a bound is open."""
    bounds = (one.published_from, one.published_to, other.published_from, other.published_to)
    if None in bounds:
        return _open_order(one, other)
    a, b, c, d = (moment.timestamp() for moment in bounds if moment is not None)
    if b < c:
        return 1.0
    if d < a:
        return 0.0
    return None if max(b - a, d - c) > VAGUE else _before(a, b, c, d)


@lru_cache(maxsize=4096)  # many articles are of one day
def _before(a: float, b: float, c: float, d: float) -> float:
    """P(X < Y) for X on [a, b] and Y on [c, d], which overlap: in wide bounds, early is likelier than late.

    The bounds of a dateline are wide to the right, for it may be printed days later, yet seldom is. Within a day no
    hour is likelier than another.

    >>> day = 86_400.0
    >>> _before(0, 1, 0, 1), _before(0, 8 * day, day, 2 * day) > 0.4, _before(0, day, day * 3 / 4, day * 3 / 4)
    (0.5, True, 0.75)
    """
    ours, theirs = (
        [low + (high - low) * ((i + 0.5) / _GRID) ** (1 if high - low <= _DAY else 4) for i in range(_GRID)]
        for low, high in ((a, b), (c, d))
    )
    return fsum((x < y) + (x == y) / 2 for x in ours for y in theirs) / _GRID**2


def _open_order(one: ArticleFacts, other: ArticleFacts) -> float | None:
    if one.published_to and other.published_from and one.published_to < other.published_from:
        return 1.0
    if other.published_to and one.published_from and other.published_to < one.published_from:
        return 0.0
    return None
