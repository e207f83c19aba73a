"""A date from metadata becomes the interval of moments it can mean, in UTC; what says nothing gives no interval.

A day runs from 00:00:00 to 23:59:59.999999; a month and a year likewise. A time without a zone is taken as UTC. What
can mean several days keeps its readings: the other dates of its column may tell which one is right (date_columns.py).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from provenance.corpus.dates.clock import Interval, zone_of
from provenance.corpus.dates.day_intervals import (
    DAY_FIRST,
    MONTH_FIRST,
    YEAR_FIRST,
    Reading,
    day_of,
    month_of,
    of_days,
    program_year,
    two_digits,
)
from provenance.corpus.dates.written import written
from provenance.corpus.ledger import Note

FIRST_YEAR, LAST_YEAR = 1600, 2100  # printed news begins in 1605; what lies beyond is a mistake or a mark for "never"
EPOCH_FROM, EPOCH_TO = 631_152_000, 4_102_444_800  # 1990 to 2100, in seconds
WIDEST = timedelta(days=366)  # an ambiguous date is widened as far; further apart it says nothing
LONGEST = 100  # characters of a date

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(?:([Zz])|([+-])(\d\d):?(\d\d))?(?:\[[\w/+-]{2,40}\])?)?\Z"
)
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})\Z")
_YEAR = re.compile(r"\d{4}\Z")
_WEEK = re.compile(r"\d{4}-?W\d\d\Z")
_EPOCH = re.compile(r"(?:\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.\d{0,9})?\Z|\d\.\d{4,18}[eE]\+?(?:9|1[258])\Z")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(\d{3})?)?)?\Z")  # 8, 12, 14 or 17 digits
_DAY_LAST = re.compile(r"(\d\d)(\d\d)(\d{4})\Z")
_SIX = re.compile(r"(\d\d)(\d\d)(\d\d)\Z")
_NO_DATE = {"nan", "nat", "none", "null", "n/a", "na", "-", "--"}  # what programs write for one that is not known


@dataclass(frozen=True)
class Moment:
    """What a date in metadata can mean, in UTC; both None where it says nothing; the warning, if there is one."""

    earliest: datetime | None = None
    latest: datetime | None = None
    note: Note | None = None
    readings: tuple[Reading, ...] = ()  # where the column may tell which one is right
    tells: frozenset[str] = frozenset()  # of the order or the languages of its column
    text: str = ""  # as it stands, where the column may have to name it


@lru_cache(maxsize=4096)
def moment(raw: str | None, last_year: int = 2030) -> Moment:
    """The interval that the date can mean. `last_year`: the latest year that two digits may mean.

    >>> moment("2024-01-17T08:00:00+02:00").earliest.isoformat()
    '2024-01-17T06:00:00+00:00'
    >>> [bound.isoformat() for bound in (moment("Jan 2024").earliest, moment("Jan 2024").latest)]
    ['2024-01-01T00:00:00+00:00', '2024-01-31T23:59:59.999999+00:00']
    >>> moment("2024-02-30").note.code
    'W-DATE'
    """
    text = (raw or "").strip()[: LONGEST + 1]
    if not text.isascii():
        text = "".join(map(_western_digit, text))
    if not text or text.casefold() in _NO_DATE:
        return Moment()
    if len(text) > LONGEST:
        return Moment(note=Note("W-DATE", "a date of more than 100 characters says nothing"), text=text)
    try:
        readings = [reading for reading in _readings(text, last_year) if _plausible(reading.span)]
    except (ValueError, OverflowError):
        readings = []
    return moment_of(text, tuple(readings))


def moment_of(text: str, readings: tuple[Reading, ...]) -> Moment:
    """All readings of a date in one interval, with a warning where they are several; too far apart they are none."""
    if not readings:
        return Moment(note=Note("W-DATE", f"{text!r} is no date that we can read"), text=text)
    spans = {reading.span for reading in readings}
    earliest, latest = min(span[0] for span in spans), max(span[1] for span in spans)
    if len(spans) == 1:
        return Moment(earliest, latest, tells=readings[0].key if len(readings) == 1 else frozenset())
    likely = next((reading for reading in readings if reading.likely), None)
    if likely is not None:
        return Moment(*likely.span, readings=readings, text=text)
    days = " or ".join(sorted({span[0].date().isoformat() for span in spans}))
    if latest - earliest > WIDEST:
        return Moment(None, None, Note("W-DATE", f"{text!r} can mean {days}: left out"), readings, text=text)
    note = Note("W-DATE", f"{text!r} can mean {days}: both are allowed for")
    return Moment(earliest, latest, note, readings, text=text)


def _western_digit(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None or character.isascii() else str(digit)


def _plausible(span: Interval) -> bool:
    """Whether news can be of that time; 1970-01-01 is what software writes for "unknown"."""
    return span[0].year >= FIRST_YEAR and span[1].year <= LAST_YEAR and span[0].date() != date(1970, 1, 1)


def _readings(text: str, last_year: int) -> list[Reading]:
    """Every interval the text can mean, by the first form that fits."""
    if match := _ISO.match(text):
        return [_certain(_iso(match))] if match[1] >= str(FIRST_YEAR) else written(text, last_year)
    if text.isdigit():
        return _digits(text, last_year)
    if _EPOCH.match(text):
        return _epoch(text)
    if match := _YEAR_MONTH.match(text):
        return [_certain(month_of(int(match[1]), int(match[2])))]
    if _WEEK.match(text):
        first = datetime.fromisoformat(text).date()
        return [_certain((day_of(first)[0], day_of(first + timedelta(days=6))[1]))]
    return written(text, last_year) or _standard(text)


def _certain(span: Interval) -> Reading:
    return Reading(frozenset(), span)


def _iso(match: re.Match[str]) -> Interval:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return day_of(day)
    zone = UTC if match[9] is None else zone_of(match[9], match[10], match[11])
    micro = int((match[7] or "0").ljust(6, "0")[:6])
    at = datetime.combine(day, time(int(match[4]), int(match[5]), int(match[6] or 0), micro), zone).astimezone(UTC)
    return at, at if match[6] else at + timedelta(minutes=1, microseconds=-1)  # no seconds: any of that minute


def _digits(text: str, last_year: int) -> list[Reading]:
    """Dates without any mark: 20240117, 20240117083000, 17012024, epochs, 2024."""
    if (match := _STAMP.match(text)) and "16" <= text[:2] <= "21":
        return _stamp(match) if len(text) != len("20240117") else _stamp(match) or _day_last(text)
    if _EPOCH.match(text):
        return _epoch(text)
    if match := _SIX.match(text):
        return _six(match, last_year)
    if _YEAR.match(text):
        return [_certain((month_of(int(text), 1)[0], month_of(int(text), 12)[1]))]
    return _day_last(text)


def _stamp(match: re.Match[str]) -> list[Reading]:
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return [_certain(day_of(day))]
        milli = int(match[7] or 0)
        at = datetime.combine(day, time(int(match[4]), int(match[5]), int(match[6] or 0), milli * 1000), UTC)
    except ValueError:
        return []
    return [_certain((at, at if match[6] else at + timedelta(minutes=1, microseconds=-1)))]


def _day_last(text: str) -> list[Reading]:
    match = _DAY_LAST.match(text)
    if match is None:
        return []
    first, second, year = map(int, match.groups())
    return of_days([(DAY_FIRST, (year, second, first)), (MONTH_FIRST, (year, first, second))])


def _six(match: re.Match[str], last_year: int) -> list[Reading]:
    """A year and month, or a day with two digits of its year: only the other dates of the column can tell."""
    first, two, three = (int(digits) for digits in match.groups())
    readings = of_days(
        [
            (YEAR_FIRST, (program_year(first, last_year), two, three)),
            (DAY_FIRST, (two_digits(three, last_year), two, first)),
            (MONTH_FIRST, (two_digits(three, last_year), first, two)),
        ]
    )
    if 1 <= three <= 12 and 19 <= first <= 20:
        readings.append(Reading(frozenset({"year and month"}), month_of(100 * first + two, three)))
    return readings


def _epoch(text: str) -> list[Reading]:
    """Seconds, or thousandths, millionths or billionths of them, since 1970."""
    number = float(text) if "." in text else int(text)
    for unit in (1, 10**3, 10**6, 10**9):
        if EPOCH_FROM * unit <= number < EPOCH_TO * unit:
            seconds, fraction = divmod(number, unit)
            at = datetime.fromtimestamp(0, UTC) + timedelta(
                seconds=int(seconds), microseconds=round((number % 1 if unit == 1 else fraction / unit) * 1e6)
            )
            return [_certain((at, at))]
    return []


def _standard(text: str) -> list[Reading]:
    """The rest of ISO 8601; what it cannot read raises ValueError."""
    at = datetime.fromisoformat(text)
    if ":" not in text and "T" not in text:
        return [_certain(day_of(at.date()))]
    if at.tzinfo is not None and abs(at.utcoffset() or timedelta()) > timedelta(hours=14):
        raise ValueError(at)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return [_certain((at, at))]
