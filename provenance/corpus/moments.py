"""A date from metadata becomes the interval of moments it can mean, in UTC; what says nothing gives no interval.

A day runs from 00:00:00 to 23:59:59.999999; a month and a year likewise. A time without a zone is taken as UTC.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from provenance.corpus.ledger import Note

FIRST_YEAR, LAST_YEAR = 1600, 2100  # printed news begins in 1605; what lies beyond is a mistake or a mark for "never"
EPOCH_FROM, EPOCH_TO = 631_152_000, 4_102_444_800  # 1990 to 2100, in seconds
WIDEST = timedelta(days=366)  # an ambiguous date is widened as far; further apart it says nothing
LONGEST = 100  # characters of a date

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T\s,]{1,3}(\S.{0,40}))?\Z")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})\Z")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
_YEAR = re.compile(r"\d{4}\Z")
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}  # hours, RFC 5322
_WEEK = re.compile(r"\d{4}-?W\d\d\Z")
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d{0,9})?\Z")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3}", re.IGNORECASE)
_MONTH_DAY = re.compile(
    r"([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?:[\s,]{1,3}(\S.{0,40}))?\Z"
)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s-]{1,3}([A-Za-z]{3,9})\.?,?[\s-]{1,3}(\d{4})(?:[\s,]{1,3}(\S.{0,40}))?\Z"
)
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?,?\s{1,3}(\d{4})\Z")
_CLOCK = re.compile(
    r"(?:at\s)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?([ap])?\.?(?:m\.?)?\s?"
    r"(Z|UTC|GMT|[ECMP][SD]T|[+-]\d\d:?\d\d)?\Z",
    re.IGNORECASE,
)

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Moment:
    """What a date in metadata can mean, in UTC; both None where it says nothing; the warning, if there is one."""

    earliest: datetime | None = None
    latest: datetime | None = None
    note: Note | None = None


def moment(raw: str | None, last_year: int = 2030) -> Moment:
    """The interval that the date can mean. `last_year`: the latest year that two digits may mean.

    >>> moment("2024-01-17T08:00:00+02:00").earliest.isoformat()
    '2024-01-17T06:00:00+00:00'
    >>> [bound.isoformat() for bound in (moment("Jan 2024").earliest, moment("Jan 2024").latest)]
    ['2024-01-01T00:00:00+00:00', '2024-01-31T23:59:59.999999+00:00']
    >>> moment("2024-02-30").note.code
    'W-DATE'
    """
    text = "".join(map(_western_digit, (raw or "").strip()[: LONGEST + 1]))
    if not text:
        return Moment()
    if len(text) > LONGEST:
        return Moment(note=Note("W-DATE", "a date of more than 100 characters says nothing"))
    try:
        meanings = [span for span in _meanings(text, last_year) if _plausible(span)]
    except (ValueError, OverflowError):
        meanings = []
    return _joined(text, meanings)


def _joined(text: str, meanings: list[Interval]) -> Moment:
    if not meanings:
        return Moment(note=Note("W-DATE", f"{text!r} is no date that we can read"))
    earliest, latest = min(span[0] for span in meanings), max(span[1] for span in meanings)
    if len(set(meanings)) == 1:
        return Moment(earliest, latest)
    days = " or ".join(sorted({span[0].date().isoformat() for span in meanings}))
    if latest - earliest > WIDEST:
        return Moment(note=Note("W-DATE", f"{text!r} can mean {days}: left out"))
    return Moment(earliest, latest, Note("W-DATE", f"{text!r} can mean {days}: both are allowed for"))


def _western_digit(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None or character.isascii() else str(digit)


def _plausible(span: Interval) -> bool:
    """Whether news can be of that time; 1970-01-01 is what software writes for "unknown"."""
    return span[0].year >= FIRST_YEAR and span[1].year <= LAST_YEAR and span[0].date() != date(1970, 1, 1)


def _meanings(text: str, last_year: int) -> list[Interval]:
    """Every interval the text can mean, by the first form that fits."""
    spelled = _WEEKDAY.sub("", text, count=1)
    for form, meaning in _FORMS:
        if match := form.match(spelled):
            return meaning(match, last_year)
    return _standard(text)


def _spelled(year: str, month: str, day: str, clock: str | None) -> list[Interval]:
    return _with_clock(date(int(year), _month_number(month), int(day)), clock)


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.get(name.lower(), 0)


def _epoch(match: re.Match[str]) -> list[Interval]:
    number = int(match[1])
    seconds = number if number < 10**11 else number / 1000
    if not EPOCH_FROM <= seconds < EPOCH_TO:
        return []
    return [_exact(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=round(seconds * 1000)))]


def _numbers(match: re.Match[str], last_year: int) -> list[Interval]:
    """2024-1-17, 17.1.2024, 1/17/2024, 17/01/24: with dots the day comes first, with strokes it may come second."""
    first, second, third = (int(match[place]) for place in (1, 3, 4))
    if len(match[1]) > 2:
        orders = [(first, second, third)]
    else:
        year = third if len(match[4]) > 2 else _two_digits(third, last_year)
        orders = [(year, second, first)]
        if match[2] != ".":
            orders.append((year, first, second))
            if len(match[4]) <= 2:
                orders.append((_two_digits(first, last_year), second, third))
    found: list[Interval] = []
    for order in orders:
        try:
            found += _with_clock(date(*order), match[5])
        except ValueError:
            continue  # this order names no day
    return found


def _two_digits(number: int, last_year: int) -> int:
    century = last_year // 100 * 100
    return century + number if century + number <= last_year else century - 100 + number


def _standard(text: str) -> list[Interval]:
    """ISO 8601; what it cannot read raises ValueError."""
    at = datetime.fromisoformat(text)
    if ":" in text or "T" in text:
        return [_exact(at)]
    if _WEEK.match(text):
        return [(_day(at.date())[0], _day(at.date() + timedelta(days=6))[1])]
    return [_day(at.date())]


def _with_clock(day: date, clock: str | None) -> list[Interval]:
    """The day, or the moment of that day where a time of day follows that we can read."""
    match = _CLOCK.match(clock.strip()) if clock else None
    if not match:
        if clock:
            raise ValueError(clock)
        return [_day(day)]
    hour = int(match[1])
    if match[5]:
        if not 1 <= hour <= 12:
            raise ValueError(clock)
        hour = hour % 12 + (12 if match[5].lower() == "p" else 0)
    micro = int((match[4] or "0").ljust(6, "0")[:6])
    at = time(hour, int(match[2]), int(match[3] or 0), micro, _zone(match[6]))
    if match[3] or match[4]:
        return [_exact(datetime.combine(day, at))]
    start = _exact(datetime.combine(day, at))[0]
    return [(start, start + timedelta(minutes=1, microseconds=-1))]  # no seconds: any of that minute


def _zone(name: str | None) -> timezone:
    if name is None or name.upper() in ("Z", "UTC", "GMT"):
        return UTC
    if name.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[name.upper()]))
    hours, minutes = int(name[1:3]), int(name[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(name)
    return timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def _exact(at: datetime) -> Interval:
    if at.tzinfo is not None and abs(at.utcoffset() or timedelta()) > timedelta(hours=14):
        raise ValueError(at)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at, at


def _day(day: date) -> Interval:
    return datetime.combine(day, time.min, UTC), datetime.combine(day, time.max, UTC)


def _month(year: int, month: int) -> Interval:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return _day(first)[0], _day(after - timedelta(days=1))[1]


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], list[Interval]]], ...] = (
    (_EPOCH, lambda match, _: _epoch(match)),
    (_YEAR_MONTH, lambda match, _: [_month(int(match[1]), int(match[2]))]),
    (_COMPACT, lambda match, _: _spelled(match[1], match[2], match[3], None)),
    (_YEAR, lambda match, _: [(_month(int(match[0]), 1)[0], _month(int(match[0]), 12)[1])]),
    (_NUMBERS, _numbers),
    (_MONTH_DAY, lambda match, _: _spelled(match[3], match[1], match[2], match[4])),
    (_DAY_MONTH, lambda match, _: _spelled(match[3], match[2], match[1], match[4])),
    (_MONTH_YEAR, lambda match, _: [_month(int(match[2]), _month_number(match[1]))]),
)
