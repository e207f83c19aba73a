"""The day in a page's address: /2024/01/17/, /2024/jan/17/, /2024-01/17/, /20240117/."""

import re
from datetime import date

from provenance.origin.dates.words import MONTHS

FIRST = 1994  # no page is older
_LONGEST = 2000  # characters of an address
_YEAR = r"(?P<y{0}>(?:19|20)\d\d)"
_ENDS = r"(?=[/.?#_-]|\Z)"
_DAY = re.compile(
    rf"/{_YEAR.format(1)}/(?:(?P<m1>\d\d?)/|(?P<name>[a-z]{{3}})/|(?P<m2>\d\d))(?P<d1>\d\d?){_ENDS}"
    rf"|[/_=-]{_YEAR.format(2)}-(?P<m3>\d\d)[/-](?P<d2>\d\d){_ENDS}"
    rf"|/t?{_YEAR.format(3)}(?P<m4>\d\d)(?P<d3>\d\d)(?:/|_|\Z)",
    re.IGNORECASE,
)


def address_day(url: str | None, last_year: int) -> date | None:
    """The day that an address names, or None; two that differ name none.

    >>> [str(address_day(f"https://osk.example/{path}", 2030)) for path in ("2024/01/17/fog", "fog-20240117", "9/1/2")]
    ['2024-01-17', 'None', 'None']
    """
    days = {day for match in _DAY.finditer((url or "")[:_LONGEST]) if (day := _day(match, last_year))}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str], last_year: int) -> date | None:
    def value(*names: str) -> int:
        return next((int(match[name]) for name in names if match[name]), 0)

    month = MONTHS.get(match["name"].lower(), 0) if match["name"] else value("m1", "m2", "m3", "m4")
    try:
        day = date(value("y1", "y2", "y3"), month, value("d1", "d2", "d3"))
    except ValueError:
        return None
    return day if FIRST <= day.year <= last_year else None
