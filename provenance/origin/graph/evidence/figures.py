"""Which figures of two texts are the same, once those that one of them rounds are counted too."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

FIGURE = re.compile(r"\d(?:[\d.,]{0,18}\d)?")
_LONGEST = 12  # digits before the point; longer ones are no quantities


def in_common(mine: Iterable[str], its: Iterable[str]) -> int:
    """How many figures two texts share, each counted once: equal, or one of them the other's rounded.

    >>> in_common(["1,248", "37", "12.6", "5"], ["1,200", "13", "38", "5"])
    3
    """
    one, other = Counter(mine), Counter(its)
    same = one & other
    left, right = one - same, other - same
    return same.total() + _rounded(left, right) + _rounded(right, left)


def _rounded(exact: Counter[str], about: Counter[str]) -> int:
    """How many of the exact figures stand among the others with fewer digits; what is found is taken from both."""
    values: dict[Decimal, list[str]] = {}
    for figure in sorted(about):
        values.setdefault(_value(figure), []).append(figure)
    found = 0
    for figure in sorted(exact):
        near = (name for value in _roundings(figure) for name in values.get(value, ()) if about[name])
        name = next(near, None)
        if name is not None:
            n = min(exact[figure], about[name])
            exact[figure] -= n
            about[name] -= n
            found += n
    return found


def _roundings(figure: str) -> Iterator[Decimal]:
    """What it is to fewer digits, the nearer first; a figure of one digit has none.

    >>> [str(value) for value in _roundings("147")], [str(value) for value in _roundings("12.5")]
    (['150', '100'], ['12', '13', '10'])
    """
    value, digits = _value(figure), figure.replace(",", "").partition(".")[0]
    if len(digits) > _LONGEST:
        return
    for places in range(0 if "." in figure else 1, len(digits)):
        step = Decimal(10**places)
        for way in (ROUND_FLOOR, ROUND_CEILING):
            near = (value / step).to_integral_value(way) * step
            if near != value and abs(near - value) * 2 <= step:
                yield near


def _value(figure: str) -> Decimal:
    """Its size; commas and all points but the last group thousands.

    >>> str(_value("1,250.50")), str(_value("1.250.000"))
    ('1250.50', '1250.000')
    """
    whole, point, part = figure.replace(",", "").rpartition(".")
    return Decimal(f"{whole.replace('.', '') or part}{point}{part}" if whole else part)
