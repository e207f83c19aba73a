"""Which figures of two texts are the same, once those that one of them rounds are counted too."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

FIGURE = re.compile(r"\d(?:[\d.,]{0,18}\d)?")
_LONGEST = 12  # digits before the point; longer ones are no quantities


def in_common(left_figures: Iterable[str], right_figures: Iterable[str]) -> int:
    """How many figures two texts share, each counted once: equal, or one of them the other's rounded.

    >>> in_common(["1,248", "37", "12.6", "5"], ["1,200", "13", "38", "5"])
    3
    """
    left_counts, right_counts = Counter(left_figures), Counter(right_figures)
    equal = left_counts & right_counts
    left, right = left_counts - equal, right_counts - equal
    return equal.total() + _rounded(left, right) + _rounded(right, left)


def _rounded(exact: Counter[str], about: Counter[str]) -> int:
    """How many of the exact figures stand among the others with fewer digits; what is found is taken from both."""
    values: dict[Decimal, list[str]] = {}
    for figure in sorted(about):
        values.setdefault(_value(figure), []).append(figure)
    count = 0
    for figure in sorted(exact):
        candidates = (name for value in _roundings(figure) for name in values.get(value, ()) if about[name])
        name = next(candidates, None)
        if name is not None:
            n = min(exact[figure], about[name])
            exact[figure] -= n
            about[name] -= n
            count += n
    return count


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
        for rounding in (ROUND_FLOOR, ROUND_CEILING):
            rounded = (value / step).to_integral_value(rounding) * step
            if rounded != value and abs(rounded - value) * 2 <= step:
                yield rounded


def _value(figure: str) -> Decimal:
    """Its size; commas and all points but the last group thousands.

    >>> str(_value("1,250.50")), str(_value("1.250.000"))
    ('1250.50', '1250.000')
    """
    integer, point, decimals = figure.replace(",", "").rpartition(".")
    return Decimal(f"{integer.replace('.', '') or decimals}{point}{decimals}" if integer else decimals)
