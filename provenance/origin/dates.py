"""When can an article have been published? Earliest and latest moment, with the reasons, from three layers.

The text alone, the metadata, and the time of capture are kept apart: what the metadata gives stands; the text may only
narrow what is open; furniture dates the capture, never the article. Doubt widens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from provenance.base.settings import Settings
from provenance.origin.date_bounds import Bound, earliest, latest
from provenance.origin.date_own import Own, own_date
from provenance.origin.date_phrases import named_years

Open = datetime | None
Interval = tuple[Open, Open]

EAST, WEST = timedelta(hours=14), timedelta(hours=12)  # a day begins first at UTC+14 and ends last at UTC-12
LATER = timedelta(days=7)  # a relay prints a dateline's story up to a week later
_REASONS = 3  # bounds of one kind that are worth telling


@dataclass(frozen=True)
class Evidence:
    """One reason for a bound: where it stands and what it means, in plain words."""

    layer: str  # text, metadata, capture
    start: int
    end: int
    note: str


@dataclass(frozen=True)
class Dated:
    """When an article can have been published, and why."""

    published: Interval = (None, None)
    candidates: tuple[date, ...] = ()
    basis: str | None = None
    dateline: str | None = None
    evidence: tuple[Evidence, ...] = ()


def dated(
    text: str,
    *,
    furniture: Sequence[tuple[int, int, str]],
    published: Interval,
    captured: Interval,
    settings: Settings,
) -> Dated:
    """The dates of one article; `published` is what trusted metadata gives, `captured` when it was fetched.

    >>> open = (None, None)
    >>> story = "OXMOOR, Jan 17 (AP) -- The mayor, elected in May 2022, said rain fell."
    >>> found = dated(story, furniture=[], published=open, captured=open, settings=Settings())
    >>> found.published[0].date(), found.published[1], len(found.candidates), found.dateline
    (datetime.date(2022, 4, 30), None, 31, 'OXMOOR, Jan 17 (AP) --')
    """
    own = own_date(text, furniture, settings)
    kept = [m for m in named_years(text) if not _inside(m.start, furniture)]
    low, high = earliest(text, kept), latest(text, kept)
    from_text, days, reasons = _text_layer(own, low, high, captured[1])
    reasons += [
        Evidence("capture", s, e, f"“{text[s:e]}” dates the capture, not the article") for s, e in own.capture[:1]
    ]
    given = published[0] is not None or published[1] is not None
    if given:
        reasons = [*_conflict(published, from_text), *reasons]
        days = [day for day in days if _touches(day, published)]
    bounds = published if given else _capped(from_text, captured[1])
    by_text = from_text != (None, None) or bool(days)
    return Dated(
        bounds, tuple(days), "metadata" if given else "text" if by_text else None, own.dateline, tuple(reasons)
    )


def _inside(place: int, furniture: Sequence[tuple[int, int, str]]) -> bool:
    return any(start <= place < end for start, end, _ in furniture)


def _text_layer(
    own: Own, low: list[Bound], high: list[Bound], captured: Open
) -> tuple[Interval, list[date], list[Evidence]]:
    """Interval, candidate days and reasons from the text alone; the capture only drops impossible days."""
    reasons = [Evidence("text", own.start, own.end, own.note)] if own.note else []
    if own.exact:
        return (_first_moment(own.exact[0]), _last_moment(own.exact[1], own.after)), list(own.days), reasons
    days = [day for day in own.days if not captured or _first_moment(day) <= captured]
    floor = max((bound.day for bound in low), default=None)
    ceiling = min((bound.day for bound in high), default=own.changed)
    if own.changed and ceiling and own.changed < ceiling:
        ceiling = own.changed
    if floor and ceiling and floor > ceiling:
        ceiling, high = None, []
    strongest = sorted(low, key=lambda bound: (bound.day, -bound.start), reverse=True)[:_REASONS]
    strongest += sorted(high, key=lambda bound: bound.day)[:1]
    reasons += [Evidence("text", bound.start, bound.end, bound.note) for bound in strongest]
    return (_first_moment(floor) if floor else None, _last_moment(ceiling) if ceiling else None), days, reasons


def _first_moment(day: date) -> datetime:
    """When a day begins, wherever the writer is."""
    return datetime.combine(day, time(), UTC) - EAST


def _last_moment(day: date, after: timedelta = timedelta()) -> datetime:
    return datetime.combine(day, time.max, UTC) + after + WEST


def _capped(bounds: Interval, captured: Open) -> Interval:
    """What was fetched had been published."""
    low, high = bounds
    if captured is None or (low is not None and low > captured):
        return bounds
    return low, min(high, captured) if high is not None else captured


def _touches(day: date, published: Interval) -> bool:
    low, high = published
    return (low is None or _last_moment(day, LATER) >= low) and (high is None or _first_moment(day) <= high)


def _conflict(published: Interval, text: Interval) -> list[Evidence]:
    (low, high), (text_low, text_high) = published, text
    too_early = high is not None and text_low is not None and high < text_low
    too_late = low is not None and text_high is not None and text_high < low
    if not (too_early or too_late):
        return []
    side = "earlier" if too_early else "later"
    return [Evidence("metadata", 0, 0, f"the metadata's date is {side} than the text allows; the metadata's stands")]
