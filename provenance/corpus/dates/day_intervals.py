"""Days and months as intervals of moments in UTC, and the ways in which a date can be read."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from provenance.corpus.dates.clock import Interval

SINCE = 1970  # a program writes the year first, with two digits: the year is none before
DAY_FIRST, MONTH_FIRST, YEAR_FIRST = (frozenset({f"the {part} first"}) for part in ("day", "month", "year"))


class Reading(NamedTuple):
    """One of the intervals that a date can mean, and what its column is then like: the order, or the language."""

    key: frozenset[str]
    span: Interval
    likely: bool = False  # the right one, unless its column says otherwise


def of_days(days: list[tuple[frozenset[str], tuple[int, int, int]]]) -> list[Reading]:
    """The intervals of those days (year, month, day) that exist."""
    readings: list[Reading] = []
    for key, day in days:
        try:
            readings.append(Reading(key, day_of(date(*day))))
        except ValueError:
            continue
    return readings


def two_digits(number: int, last_year: int) -> int:
    """The year that two digits mean, none after the last one.

    >>> two_digits(24, 2030), two_digits(87, 2030)
    (2024, 1987)
    """
    century = last_year // 100 * 100
    return century + number if century + number <= last_year else century - 100 + number


def program_year(number: int, last_year: int) -> int:
    """The same where the year stands first; 0, which is no year, before there were programs."""
    year = two_digits(number, last_year)
    return year if year >= SINCE else 0


def day_of(day: date) -> Interval:
    """All of a day.

    >>> [bound.isoformat() for bound in day_of(date(2024, 1, 17))]
    ['2024-01-17T00:00:00+00:00', '2024-01-17T23:59:59.999999+00:00']
    """
    return datetime.combine(day, time.min, UTC), datetime.combine(day, time.max, UTC)


def month_of(year: int, month: int) -> Interval:
    """All of a month."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return day_of(first)[0], day_of(after - timedelta(days=1))[1]
