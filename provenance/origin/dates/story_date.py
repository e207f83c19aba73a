"""The date that a story gives of itself: a published line, a dateline, or the weekday and day of its lead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from provenance.base.settings import Settings
from provenance.origin.dates.dateline import bare_datelines, dated_line
from provenance.origin.dates.grammar import DateMention
from provenance.origin.dates.phrases import named_days
from provenance.origin.dates.words import (
    CHANGED,
    CLOCK,
    COMING,
    DEADLINE,
    SPANNED,
    STAMPED,
    WEEKDAYS,
    date_word,
)
from provenance.origin.own_text import disjoint_spans, in_spans

_HEAD = 700  # characters, furniture left out, in which a story says its own date
_STAMP = 100  # characters of a line with day and clock
_TELLING = 40  # letters between "published" and the day
_POST = re.compile(r"\bpost shared by .{0,80}\Z", re.DOTALL)
_LOW = 600  # characters in which a line begins that is nothing but the date
_TOP = 200  # characters in which a dateline or a line with the date begins
_REST = 12  # letters that may stand beside a date on a line of its own: the hour, the zone, a place
_ARTICLE = 3  # letters of a small word before a day: le, den
_LINE = re.compile(r"[^\n\r]+")
_AGO = re.compile(r"\bago\b|назад|тому$|\bvor \d|il y a|hace|há |\bfa$|önce|منذ|پیش|پہلے|前$|전$", re.IGNORECASE)

_WEEKDAY_OR_NONE = {"", *WEEKDAYS}

Spans = Sequence[tuple[int, int, str]]


@dataclass(frozen=True)
class StoryDate:
    """Days that the story's own date can mean; `exact` when it has a year; times in furniture that date the capture."""

    days: tuple[date, ...] = ()
    exact: tuple[date, date] | None = None
    after: timedelta = timedelta()  # how much later than `exact` it can have been published
    changed: date | None = None  # the day of an update: published by then
    start: int = 0
    end: int = 0
    note: str = ""
    dateline: str | None = None
    capture: tuple[tuple[int, int], ...] = ()
    above: tuple[date, int, int] | None = None  # the day alone in the page's first line: its own, or that of a visit


def story_date(text: str, furniture: Spans, settings: Settings) -> StoryDate:
    """The day that the head of an article gives for it.

    >>> story_date("Rain fell on Wednesday, January 17, in Oxmoor.", [], Settings()).days[0]
    datetime.date(2001, 1, 17)
    """
    stamp, changed = _stamps(text, furniture)
    capture = tuple((s, e) for s, e, kind in furniture for s, e in _agos(text, s, e, kind))
    start = _beginning(text, furniture)
    head = text[start : start + _HEAD]
    apart = disjoint_spans(furniture)
    mentions = [m for m in named_days(head) if not in_spans(m.start + start, apart)]
    line = dated_line(head, mentions) or _below(text, start, furniture)
    dateline = line[1] if line else None
    if line and line[0] is None:
        line = None
    above = None
    if stamp is None and line is None:
        stamp = _day_above(text, furniture) or _dated_line(head, mentions, start)
        if stamp and _heads_the_page(text, stamp):
            above, stamp = (date(stamp.year or 1, stamp.month or 1, stamp.day or 1), stamp.start, stamp.end), None
            mentions = [m for m in mentions if m.start + start >= above[2]]
    mention = stamp or (line[0] if line else None)
    if mention is None:
        mention = next((m for m in mentions if m.weekday is not None and not _coming(head, m)), None)
    if mention is None:
        return StoryDate(changed=changed, dateline=dateline, capture=capture, above=above)
    at = 0 if mention is stamp else start
    days = tuple(mention.days(settings.first_year, settings.last_year))
    words = text[mention.start + at : mention.end + at]
    if mention.year and days:
        later = timedelta(days=1 if mention is stamp else 7)
        return StoryDate(days, (days[0], days[0]), later, changed, mention.start + at, mention.end + at,
                   f"“{words}” is the article's own date", dateline, capture, above)  # fmt: skip
    years = ", ".join(str(day.year) for day in days) if 0 < len(days) <= 6 else "any year" if days else "no year"
    return StoryDate(days, None, timedelta(), changed, mention.start + at, mention.end + at,
               f"“{words}” is the story's own day: {years}", dateline, capture, above)  # fmt: skip


def _below(text: str, start: int, furniture: Spans) -> tuple[DateMention | None, str] | None:
    """The dateline below a page's head, with its day where it has one; the day's place is counted from `start`."""
    apart = disjoint_spans(furniture)
    line = next((candidate for candidate in bare_datelines(text, start) if not in_spans(candidate[0], apart)), None)
    if line is None:
        return None
    begin, dateline = line
    mention = next(iter(named_days(dateline)), None)
    moved = mention and replace(mention, start=mention.start + begin - start, end=mention.end + begin - start)
    return moved, dateline


def _agos(text: str, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    if kind not in ("timestamp", "recent", "related"):
        return []
    lines = ((start + m.start(), start + m.end()) for m in _LINE.finditer(text[start:end]))
    return [(a, b) for a, b in lines if b - a <= 40 and _AGO.search(text[a:b])][:1]


def _beginning(text: str, furniture: Spans) -> int:
    """Where the article begins: after furniture at the very top."""
    start = 0
    for first, end, _ in sorted(furniture):
        if text[start:first].strip():
            break
        start = end
    return start


def _stamps(text: str, furniture: Spans) -> tuple[DateMention | None, date | None]:
    """The published line's date with its year, and the day of the update, from furniture that says which it is."""
    stamp, changed = None, None
    for start, end, kind in furniture:
        if kind != "timestamp":
            continue
        for line in _LINE.finditer(text[start:end]):
            words = line.group().lower()
            full = [m for m in named_days(line.group()) if m.year]
            if not full:
                continue
            at = start + line.start()
            if STAMPED.search(words) and stamp is None:
                first = full[0]
                stamp = DateMention(first.start + at, first.end + at, first.year, first.month, first.day)
            elif CHANGED.search(words) and changed is None:
                span = full[0].span()
                changed = span[1] if span else None
    return stamp, changed


def _day_above(text: str, furniture: Spans) -> DateMention | None:
    """The date that a page sets alone above the story: a line of furniture with nothing before the day but its name."""
    length = last = 0
    for start, end, kind in sorted(furniture):
        length, last = length + len(text[last:start].strip()), end
        if length > _TOP:
            return None
        for line in _LINE.finditer(text[start:end]) if kind == "timestamp" else ():
            full = [m for m in named_days(line.group()) if m.year]
            if full and date_word(line.group()[: full[0].start].strip(" .,")) in _WEEKDAY_OR_NONE:
                mention, at = full[0], start + line.start()
                return DateMention(mention.start + at, mention.end + at, mention.year, mention.month, mention.day)
    return None


def _dated_line(head: str, mentions: list[DateMention], start: int) -> DateMention | None:
    """A line near the top that holds nothing but a whole date, and perhaps the hour."""
    for mention in mentions:
        begin = max(head.rfind("\n", 0, mention.start), head.rfind("###", 0, mention.start) + 2) + 1
        begin = 0 if begin == 2 else begin
        ends = [end for mark in ("\n", " ###") if (end := head.find(mark, mention.end)) >= 0]
        line = head[begin : min(ends, default=len(head))]
        beside = sum(c.isalpha() for c in line) - sum(c.isalpha() for c in head[mention.start : mention.end])
        before = head[begin : mention.start]
        if SPANNED.search(before) or (_runs_on(before) and not STAMPED.search(before[-_TELLING:].lower())):
            continue
        with_clock = CLOCK.match(head, mention.end) and len(line) <= _STAMP and line[-1:] not in ".,;:"
        bare = beside <= _REST and len(line) <= 80 and "(" not in line
        announced = (
            STAMPED.search(before[-_TELLING:].lower()) and len(line) <= 2 * _STAMP
        )  # "Published 7:55 p.m. July 15"
        if mention.year and begin <= _LOW and (bare or with_clock or announced) and not _POST.search(head, 0, begin):
            return DateMention(mention.start + start, mention.end + start, mention.year, mention.month, mention.day)
    return None


def _heads_the_page(text: str, stamp: DateMention) -> bool:
    """Whether a day with its weekday stands alone in a page's first line, where a page may show the day of a visit."""
    before = text[: stamp.start].strip()
    if len(before) > _REST:
        return False
    line = text[stamp.start : stamp.end + _STAMP].partition("\n")[0].partition(" ###")[0]
    weekday = any(
        date_word(word) in WEEKDAYS for word in re.findall(r"[^\W\d_]+", text[stamp.start : stamp.end] + before)
    )
    lone = len(line.strip(" .,")) <= stamp.end - stamp.start
    return weekday and lone and all(date_word(word) in WEEKDAYS for word in re.findall(r"\w+", before))


def _runs_on(words: str) -> bool:
    """Whether the words before a date go on with a sentence of the line before.

    >>> _runs_on("acquired "), _runs_on("published "), _runs_on("le "), _runs_on("Oxmoor, ")
    (True, False, False, False)
    """
    first = words.strip().partition(" ")[0]
    return first[:1].islower() and len(first) > _ARTICLE and not STAMPED.search(first) and not CHANGED.search(first)


def _coming(head: str, mention: DateMention) -> bool:
    """Whether the day is told as still to come."""
    cut = max(head.rfind(". ", 0, mention.start), head.rfind("\n\n", 0, mention.start), 0)
    before, after = head[cut : mention.start].lower(), head[mention.end :].lower().lstrip(" ,")
    return bool(COMING.search(before) or DEADLINE.search(before) or COMING.match(after))
