"""Which of two articles was first, and what that says of one drawing on the other."""

from collections.abc import Sequence
from functools import lru_cache
from math import fsum

from provenance.origin.graph.evidence.row import Feature
from provenance.origin.graph.evidence.shares import share
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import FamilyPassage

VAGUE = 31 * 86_400.0  # seconds; wider bounds that overlap say nothing about who was first
_HOUR = 3600.0  # seconds
_DAY = 2 * 86_400.0  # seconds; within a day or two no hour is likelier than another
_GRID = 16  # points at which two overlapping bounds are compared
LONGEST_LAG = 4.0  # days; of two sources that old neither is the likelier for being the nearer
STALE = 7  # days: no longer than that do papers print one story
SET_PHRASES = 450.0  # bits; of two reports weeks apart less may be how such news is always put


def features_of_time(derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage]) -> list[Feature]:
    """What the dates say: fully where one is surely earlier; where the bounds overlap, by how likely each order is."""
    earlier = likely_earlier(source, derived)
    if earlier is None or earlier == 0.5:
        return []
    if stale(derived, source):
        amounts = {"stale": 1 - share(derived, passages), "stale_thin": _thinness(passages)}
        return [Feature("stale", amounts, {"source": source.article, "days": STALE})]
    words = {"source": source.article, "probably": "" if earlier in (0.0, 1.0) else "probably "}
    if earlier > 0.5:
        return [Feature("earlier", _amounts_of_earlier(derived, source, earlier), words)]
    return [Feature("later", _amounts_of_later(derived, source, earlier, passages), words)]


def _amounts_of_earlier(derived: ArticleFacts, source: ArticleFacts, earlier: float) -> dict[str, float]:
    return {
        "before": 2 * earlier - 1,
        "day": min(LONGEST_LAG, _days(derived, source)),
        "before_minute": float(_to_the_minute(derived, source)),
    }


def _amounts_of_later(
    derived: ArticleFacts, source: ArticleFacts, earlier: float, passages: Sequence[FamilyPassage]
) -> dict[str, float]:
    if earlier:
        return {"after": 1 - 2 * earlier}
    return {
        "after": 1.0,
        "after_day": min(LONGEST_LAG, _days(source, derived)),
        "after_minute": float(_to_the_minute(derived, source)),
        "stale_thin": _thinness(passages) if stale(source, derived) else 0.0,
    }


def _thinness(passages: Sequence[FamilyPassage]) -> float:
    """Of two reports weeks apart: how far what they share falls short of more than set phrases."""
    return max(0.0, 1 - fsum(p.bits for p in passages) / SET_PHRASES)


def _to_the_minute(*pair: ArticleFacts) -> bool:
    """Whether the time of day of each is known."""
    bounds = [(facts.published_from, facts.published_to) for facts in pair]
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


def likely_earlier(first: ArticleFacts, second: ArticleFacts) -> float | None:
    """Probability that `first` came first, None where a bound is open.

    Where the dates do not tell, of two versions of one item, or two takes of one outlet, the lower number came first.
    """
    earlier = _earlier_by_dates(first, second)
    numbers = None if earlier in (0.0, 1.0) else _numbers(first, second)
    return earlier if numbers is None or numbers[0] == numbers[1] else float(numbers[0] < numbers[1])


def _numbers(first: ArticleFacts, second: ArticleFacts) -> tuple[int, int] | None:
    """The versions of one item, or the takes of one outlet."""
    first_version, second_version = first.item_version, second.item_version
    if first_version and second_version and first_version[0] == second_version[0]:
        return first_version[1], second_version[1]
    if first.house != second.house or first.take is None or second.take is None:
        return None
    return first.take, second.take


def _earlier_by_dates(first: ArticleFacts, second: ArticleFacts) -> float | None:
    bounds = (first.published_from, first.published_to, second.published_from, second.published_to)
    if None in bounds:
        return _open_order(first, second)
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


def _open_order(first: ArticleFacts, second: ArticleFacts) -> float | None:
    if first.published_to and second.published_from and first.published_to < second.published_from:
        return 1.0
    if second.published_to and first.published_from and second.published_to < first.published_from:
        return 0.0
    return None
