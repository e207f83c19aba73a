"""How a date is written: words and numbers in a row that name a day, a month or a year, and what they leave open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from provenance.base.language_data import DATE_WORDS
from provenance.origin.dates.words import BETWEEN, DOUBTFUL, MONTHS, WEEKDAYS, date_word

FIRST_NAMED, LAST_NAMED = 1500, 2199  # a number outside is no year
_MARKS = "\u0900-\u0903\u093a-\u094f"  # vowels of Hindi, which are no letters by themselves
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_])|[{_MARKS}]){{0,20}}|\d{{1,4}}(?!\d)")
# Months by number behind a word: "ngày 17 tháng 1 năm 2024", "ngày 17/1/2024", "tháng 1 năm 2024".
DAY_WORD, MONTH_WORD, YEAR_WORD = (
    "|".join(" ".join(words).split()) for words in zip(*DATE_WORDS.values(), strict=True)
)
_WORDED = (
    rf"(?:(?:{DAY_WORD})\s{{1,3}})?(?P<d5>\d{{1,2}})\s{{1,3}}(?:{MONTH_WORD})\s{{1,3}}(?P<m5>\d{{1,2}})"
    rf"(?:,?\s{{1,3}}(?:{YEAR_WORD})\s{{1,3}}(?P<y6>\d{{4}}))?"
    rf"|(?:{DAY_WORD})\s{{1,3}}(?P<d6>\d{{1,2}})[/-](?P<m6>\d{{1,2}})[/-](?P<y7>\d{{4}})"
    rf"|(?:{MONTH_WORD})\s{{1,3}}(?P<m7>\d{{1,2}})\s{{1,3}}(?:{YEAR_WORD})\s{{1,3}}(?P<y8>\d{{4}})"
)
NUMBERED = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
    r"|(?<!/)(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<y5>\d{4})(?!/)"
    r"|(?:(?P<y3>\d{4})\s?[年년]\s?)?(?P<m3>\d{1,2})\s?[月월]\s?(?P<d3>\d{1,2})\s?[日일號号]"
    r"(?:\s?[（(]?(?P<w>(?:星期|周)[一二三四五六日天]|[月火水木金土日]曜日|[월화수목금토일]요일)[）)]?)?"
    rf"|{_WORDED}"
    r"|(?P<y4>\d{4})\s?[年년](?:\s?(?P<m4>\d{1,2})\s?[月월])?)(?!\d)"
)
_AMERICAN_CLOCK = re.compile(r"[,\s]{1,3}(?:at\s)?\d{1,2}:\d\d(?::\d\d)?\s?[AP]\.?M\b")
_MONTHS = 12
_GAP = re.compile(r"[\s,.،、]{0,6}(?:º|°|st|nd|rd|th)?[\s,.،、]{0,6}(?:\([^()]{0,3}\))?\Z")


@dataclass(frozen=True)
class DateMention:
    """A place in the text that names a day, month or year; what it does not say is None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0

    def days(self, first_year: int, last_year: int) -> list[date]:
        """The days it can mean when it names month and day, in order.

        >>> [day.year for day in DateMention(0, 0, month=1, day=17, weekday=2).days(2000, 2030)]
        [2001, 2007, 2018, 2024, 2029]
        """
        if self.month is None or self.day is None:
            return []
        years = [self.year] if self.year else range(first_year, last_year + 1)
        possible = [day for year in years if (day := _day(year, self.month, self.day))]
        return [day for day in possible if self.weekday is None or self.year or day.weekday() == self.weekday]

    def span(self) -> tuple[date, date] | None:
        """First and last day of what is named with a year, or None.

        >>> DateMention(0, 0, year=2022, month=7).span()
        (datetime.date(2022, 7, 1), datetime.date(2022, 7, 31))
        """
        if self.year is None:
            return None
        if self.day and self.month:
            day = _day(self.year, self.month, self.day)
            return (day, day) if day else None
        after = date(
            self.year + (self.month in (None, 12)), 1 if self.month in (None, 12) else (self.month or 0) + 1, 1
        )
        return date(self.year, self.month or 1, 1), after - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class Piece(NamedTuple):
    """A word, folded, or a number."""

    start: int
    end: int
    word: str
    number: int | None


def date_pieces(text: str, start: int, end: int, taken: set[int]) -> Iterator[Piece]:
    """The words and numbers of up to four digits between two places, without those that begin at a taken place."""
    for match in _WORD.finditer(text, start, end):
        if match.start() not in taken:
            word = match.group()
            yield Piece(match.start(), match.end(), date_word(word), int(word) if word.isdecimal() else None)


def numbered_mention(match: re.Match[str]) -> DateMention | None:
    """What a match of NUMBERED names, or None."""

    def value(*names: str) -> int | None:
        return next((int(match[name]) for name in names if match[name]), None)

    year, month, day = (value(*(name for name in match.re.groupindex if name[0] == part)) for part in "ymd")
    if match["one"]:
        month, day = _stroked(match)
        if month is None:
            return None
    if year is not None and not FIRST_NAMED <= year <= LAST_NAMED:
        return None
    if (month is not None and not 1 <= month <= _MONTHS) or (day is not None and not 1 <= day <= 31):
        return None
    weekday = WEEKDAYS.get(match["w"]) if match["w"] else None
    return DateMention(match.start(), match.end(), year, month, day, weekday)


def _stroked(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Month and day of 12/26/2023 or 26/12/2023; of 1/2/2023 only with an American clock, else None."""
    first, second = int(match["one"]), int(match["other"])
    american = second > _MONTHS or first == second or _AMERICAN_CLOCK.match(match.string, match.end())
    if american and first <= _MONTHS:
        return first, second
    return (second, first) if first > _MONTHS and second <= _MONTHS else (None, None)


def worded_mention(text: str, pieces: list[Piece], i: int) -> tuple[DateMention | None, int]:
    """The mention that begins at piece i, and how many pieces it uses."""
    piece = pieces[i]
    if piece.number is not None:
        at = _month_at(text, pieces, i) if 1 <= piece.number <= 31 else None
        if at:
            return _with_year(text, pieces, i, at, MONTHS[pieces[at].word], piece.number)
        return _year_first(text, pieces, i) if is_year(piece) else (None, 1)
    if piece.word in WEEKDAYS:
        return _weekday_first(text, pieces, i)
    return _month_first(text, pieces, i) if piece.word in MONTHS else (None, 1)


def _year_first(text: str, pieces: list[Piece], i: int) -> tuple[DateMention | None, int]:
    """A year; with the month in small letters and the day that follow it in Hungarian: "2024. január 17."."""
    piece, after = pieces[i], pieces[i + 1] if i + 1 < len(pieces) else None
    if after and after.word in MONTHS and text[after.start].islower() and adjoining(text, piece, after):
        mention, used = _month_first(text, pieces, i + 1)
        if mention and mention.day and mention.year is None:
            return DateMention(piece.start, mention.end, piece.number, mention.month, mention.day), used + 1
    return DateMention(piece.start, piece.end, year=piece.number), 1


def is_year(piece: Piece) -> bool:
    """Whether the number is a year."""
    return piece.number is not None and FIRST_NAMED <= piece.number <= LAST_NAMED and piece.end - piece.start == 4


def _weekday_first(text: str, pieces: list[Piece], i: int) -> tuple[DateMention | None, int]:
    piece, weekday = pieces[i], WEEKDAYS[pieces[i].word]
    follows = i + 1 < len(pieces) and pieces[i + 1].word not in WEEKDAYS and adjoining(text, piece, pieces[i + 1])
    mention, used = worded_mention(text, pieces, i + 1) if follows else (None, 0)
    if mention and mention.month and mention.day:
        return DateMention(piece.start, mention.end, mention.year, mention.month, mention.day, weekday), used + 1
    return (None if piece.word in DOUBTFUL else DateMention(piece.start, piece.end, weekday=weekday)), 1


def _month_at(text: str, pieces: list[Piece], i: int) -> int | None:
    """Place of the month that follows a day's number, over an ordinal ending or a "de"."""
    for at in range(i + 1, min(i + 4, len(pieces))):
        if not adjoining(text, pieces[at - 1], pieces[at]):
            return None
        if pieces[at].word in MONTHS:
            return at
        if pieces[at].word not in BETWEEN:
            return None
    return None


def _month_first(text: str, pieces: list[Piece], i: int) -> tuple[DateMention | None, int]:
    month = MONTHS[pieces[i].word]
    after = pieces[i + 1] if i + 1 < len(pieces) and adjoining(text, pieces[i], pieces[i + 1]) else None
    if after and after.number is not None and 1 <= after.number <= 31 and after.end - after.start <= 2:
        ordinal = (
            i + 2 < len(pieces) and pieces[i + 2].word in ("st", "nd", "rd", "th") and pieces[i + 2].start == after.end
        )
        return _with_year(text, pieces, i, i + 1 + ordinal, month, after.number)
    mention, used = _with_year(text, pieces, i, i, month, None)
    if mention and mention.year is None and (pieces[i].word in DOUBTFUL or not text[pieces[i].start].isupper()):
        return None, 1
    return mention, used


def _with_year(
    text: str, pieces: list[Piece], first: int, last: int, month: int, day: int | None
) -> tuple[DateMention | None, int]:
    """A month, with its day or without, and the year and weekday that may follow."""
    start, end, year, weekday = pieces[first].start, pieces[last].end, None, None
    at = last + 1
    while at < len(pieces) and at <= last + 2 and adjoining(text, pieces[at - 1], pieces[at]):
        number = pieces[at].number
        if is_year(pieces[at]):
            return DateMention(start, pieces[at].end, number, month, day, weekday), at + 1 - first
        if number is not None or pieces[at].word not in BETWEEN:
            break
        at += 1
    return DateMention(start, end, year, month, day, weekday), last + 1 - first


def adjoining(text: str, left: Piece, right: Piece) -> bool:
    """Whether nothing but a comma, a full stop or a space stands between two pieces."""
    return (
        right.start - left.end <= 6
        and bool(_GAP.match(text[left.end : right.start]))
        and text.count("\n", left.end, right.start) < 3
    )
