"""Dates in words, or in numbers whose order is unknown, become all the intervals that they can mean.

Every word of a date must be known, and stand where such a word does: what is only half understood is not read.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, time, timedelta, tzinfo
from itertools import takewhile
from typing import NamedTuple

from provenance.corpus.dates.clock import Hour, hour_in, zone_of
from provenance.corpus.dates.date_names import (
    FILLERS,
    LONGEST_NAME,
    SOLAR_MONTHS,
    date_names,
    date_parts,
    unaccented,
    undotted,
)
from provenance.corpus.dates.day_intervals import (
    DAY_FIRST,
    MONTH_FIRST,
    YEAR_FIRST,
    Reading,
    day_of,
    month_of,
    program_year,
    two_digits,
)
from provenance.corpus.dates.eras import gregorian_year, solar_day, without_eras

_SEPARATED = re.compile(r"(\d{1,4})\s?([./\-\s])\s?(\d{1,2})\s?\2\s?(\d{1,4})\Z")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日号號일])?")
_VIETNAMESE = re.compile(r"(\d{1,2})\s(?:thang|thg)\s(\d{1,2})(?:,|\snam)?\s(\d{4})")
_EAST_WEEKDAY = re.compile(
    r"(?:星期|周|週|禮拜|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|\([月火水木金土日월화수목금토일]\)"
)
_BREAK = re.compile(r"(?<=\d)t(?=\d\d:?\d\d)")  # of ISO 8601, between day and hour
_HARMLESS = re.compile(r"[\s\d,./\-–—|·•()\[\]:'’,،。॰۔\"]+")
_PLAIN = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T](\d{1,2}):(\d\d)(?::(\d\d))?)?\Z", re.ASCII)
_MAIL = re.compile(  # as RFC 5322 has it
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?"
    r"(?: (?:GMT|UTC|Z|([+-])(\d\d)(\d\d)))?\Z",
    re.ASCII,
)
_AROUND = re.compile(r"\A\D+|\D+\Z")

_SOLAR = frozenset({"solar"})
_THAI = {"th"}  # whose years of two digits are Buddhist ones, or not
Ymd = tuple[int, int, int]
Days = list[tuple[frozenset[str], Ymd]]


class _Words(NamedTuple):
    """The words of a date, sorted: what is a number, what is a month, and on which days of the week it can be."""

    items: list[str | dict[int, frozenset[str]]]  # numbers and months, in their order
    weekdays: frozenset[int]
    bare: bool  # whether there are no others


def written(text: str, last_year: int) -> list[Reading]:
    """All intervals that a date can mean; none where it is not understood. Raises ValueError for no day or hour.

    >>> [str(reading.span[0])[:16] for reading in written("Mittwoch, 17. Januar 2024, 09:30 Uhr", 2030)]
    ['2024-01-17 09:30']
    >>> [(*reading.key, str(reading.span[0])[:10]) for reading in written("03/04/2025", 2030)]
    [('the day first', '2025-04-03'), ('the month first', '2025-03-04')]
    """
    if match := _PLAIN.match(text):
        return _on(_orders(match, last_year), _clock(match, 5), dots=match[2] == ".")
    if (match := _MAIL.match(text)) and match[2].lower() in date_names().months:
        hour = _clock(match, 4, zone_of(match[7], match[8], match[9]) if match[7] else UTC)
        months = date_names().months[match[2].lower()]
        return _on([(key, (int(match[3]), month, int(match[1]))) for month, key in months.items()], hour)
    plain = _BREAK.sub(" ", unaccented(text))
    if not plain.isascii():
        plain = _EAST_WEEKDAY.sub(" ", without_eras(plain))
    hour, remainder = hour_in(plain, text, _Vocabulary())
    if (match := _EAST_ASIAN.search(remainder) or _VIETNAMESE.search(remainder)) is not None:
        return _numbered(match, hour)
    words = _sorted(remainder)
    if words is None:
        return []
    if any(not isinstance(item, str) for item in words.items):
        return _spelled(words, hour, last_year)
    match = _SEPARATED.match(_AROUND.sub("", remainder))
    return _on(_weekly(_orders(match, last_year), words.weekdays), hour, dots=match[2] == ".") if match else []


def _clock(match: re.Match[str], first: int, zone: tzinfo = UTC) -> Hour | None:
    """The hour, minute and second that are three groups of a match from the first on."""
    if match[first] is None:
        return None
    second = match[first + 2]
    offset = zone.utcoffset(None) or timedelta()
    return Hour(time(int(match[first]), int(match[first + 1]), int(second or 0)), bool(second), False, (offset,))


def _numbered(match: re.Match[str], hour: Hour | None) -> list[Reading]:
    """A date of East Asia, or of Vietnam, in which words say what is the day, the month and the year."""
    words = _sorted(f"{match.string[: match.start()]} {match.string[match.end() :]}")
    if words is None or words.items:
        return []
    year, month, day = match.groups() if match.re is _EAST_ASIAN else reversed(match.groups())
    if day is None:
        return [] if hour else _monthly(int(year), int(month), frozenset())
    return _on([(frozenset(), (int(year), int(month), int(day)))], hour)


class _Vocabulary:
    """The words of dates, which are no zones."""

    def __contains__(self, word: object) -> bool:
        return word in FILLERS or word in date_names().months or word in date_names().weekdays


def _sorted(text: str) -> _Words | None:
    """The words of a date; None where one is not known."""
    parts = date_parts(text)
    if _HARMLESS.sub("", _without(text, parts)):
        return None
    items: list[str | dict[int, frozenset[str]]] = []
    weekdays: set[int] = set()
    bare, names = True, list(_names(parts))
    for name in names:
        if name.isdigit():
            items.append(name)
        elif name in date_names().months and not (name in date_names().weekdays and _names_month(names, name)):
            items.append(date_names().months[name])
        elif name in SOLAR_MONTHS:
            items.append({SOLAR_MONTHS[name]: _SOLAR})
        elif name in date_names().weekdays:
            weekdays |= date_names().weekdays[name]
        elif name in FILLERS:
            bare = False
        else:
            return None
    return _Words(items, frozenset(weekdays), bare)


def _names_month(names: Sequence[str], but: str) -> bool:
    """Whether another of the names is a month: then one that is a weekday too is a weekday."""
    return any(name != but and name in date_names().months and name not in date_names().weekdays for name in names)


def _names(parts: Sequence[str]) -> Iterator[str]:
    """Numbers and words, months and weekdays of several words in one piece."""
    position = 0
    while position < len(parts):
        run = list(takewhile(lambda word: not word.isdigit(), parts[position : position + LONGEST_NAME]))
        size = next((n for n in range(len(run), 1, -1) if " ".join(run[:n]) in _Vocabulary()), 1)
        yield " ".join(parts[position : position + size])
        position += size


def _without(text: str, parts: Sequence[str]) -> str:
    """A text without these tokens of it."""
    for piece in sorted(set(parts), key=len, reverse=True):
        text = undotted(text).replace(piece, " ")
    return text


def _spelled(words: _Words, hour: Hour | None, last_year: int) -> list[Reading]:
    """A day, a month in words and a year, in any order; or a month and a year."""
    months = [item for item in words.items if not isinstance(item, str)]
    numbers = [item for item in words.items if isinstance(item, str)]
    if len({tuple(month) for month in months}) > 1:
        return []  # as "May or June"
    month = months[0]
    year = next((number for number in numbers if len(number) == len("2024")), None)
    if len(numbers) == 1 and year and hour is None:
        return [reading for number, key in month.items() for reading in _monthly(int(year), number, key)]
    if len(numbers) != 2:
        return []
    if year is None:  # 17-Jan-24
        if (
            isinstance(words.items[1], str)
            or not words.bare
            or len(numbers[1]) != 2
            or _THAI & set[str]().union(*month.values())
        ):
            return []
        day, full = numbers[0], two_digits(int(numbers[1]), last_year)
    else:
        day, full = numbers[1 - numbers.index(year)], int(year)
    if len(day) > 2:
        return []
    days = [(key, (full, number, int(day))) for number, key in month.items()]
    return _on(_weekly(days, words.weekdays), hour, solar=_SOLAR in month.values())


def _orders(match: re.Match[str], last_year: int) -> Days:
    """2024-1-17, 17.1.2024, 1/17/2024, 17/01/24: with dots the day comes first, unless the column says otherwise."""
    first, second, third = (int(match[group]) for group in (1, 3, 4))
    if len(match[1]) > 2:
        return [(frozenset(), (first, second, third))] if len(match[4]) <= 2 and len(match[1]) == len("2024") else []
    if len(match[4]) == 3:
        return []
    year = third if len(match[4]) > 2 else two_digits(third, last_year)
    days: Days = [(DAY_FIRST, (year, second, first)), (MONTH_FIRST, (year, first, second))]
    if len(match[4]) <= 2:
        days.append((YEAR_FIRST, (program_year(first, last_year), second, third)))
    return days


def _weekly(days: Days, weekdays: frozenset[int]) -> Days:
    """Those that are on such a day of the week, where any is."""
    if not weekdays:
        return days
    days_there = [(key, day) for key, day in days if _is_day(day)]
    return [(key, day) for key, day in days_there if _gregorian(day).isoweekday() in weekdays] or days


def _is_day(day: Ymd) -> bool:
    try:
        _gregorian(day)
    except ValueError:
        return False
    return True


def _gregorian(day: Ymd, *, solar: bool = False) -> date:
    year, month, number = day
    if solar or _is_solar(year):
        return solar_day(year, month, number)
    return date(gregorian_year(year), month, number)


def _is_solar(year: int) -> bool:
    """Whether a year in numbers is of Iran's calendar: 1300 to 1409 are 1921 to 2031; later ones may be the moon's."""
    return 1300 <= year < 1410


def _on(days: Days, hour: Hour | None, *, solar: bool = False, dots: bool = False) -> list[Reading]:
    """The days, or the hour of each; with dots the first is likely. Raises ValueError where there is none of them."""
    readings: list[Reading] = []
    broken: ValueError | None = None
    for key, day in days:
        try:
            gregorian = _gregorian(day, solar=solar)
        except ValueError as error:
            broken = error
            continue
        readings.append(Reading(key, hour.on(gregorian) if hour else day_of(gregorian), dots and key is DAY_FIRST))
    if broken and not readings:
        raise broken
    return readings


def _monthly(year: int, month: int, key: frozenset[str]) -> list[Reading]:
    """All of a month."""
    if key is _SOLAR or _is_solar(year):
        first, after = solar_day(year, month, 1), solar_day(year + month // 12, month % 12 + 1, 1)
        return [Reading(key, (day_of(first)[0], day_of(after - timedelta(days=1))[1]))]
    return [Reading(key, month_of(gregorian_year(year), month))]
