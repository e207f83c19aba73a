"""When can an article have been published? Earliest and latest moment, with the reasons, from five layers.

The text alone, a file of dated facts, the address, the metadata, and the time of capture are kept apart: what the
metadata gives stands, else the day in the address; text and facts may only narrow what is open; furniture dates the
capture, never the article. Doubt widens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from provenance.base.limits import LONGEST_READ
from provenance.base.settings import Settings
from provenance.origin.dates.address import address_day
from provenance.origin.dates.bounds import Bound, earliest, latest
from provenance.origin.dates.fact_bounds import Bounds
from provenance.origin.dates.phrases import named_years
from provenance.origin.dates.story_date import StoryDate, story_date
from provenance.origin.own_text import disjoint_spans, in_spans

Open = datetime | None
Interval = tuple[Open, Open]

EAST, WEST = timedelta(hours=14), timedelta(hours=12)  # a day begins first at UTC+14 and ends last at UTC-12
LATER = timedelta(days=7)  # a relay prints a dateline's story up to a week later
CONTRADICTED = "dated facts contradict"  # how the note of each contradiction begins
_REASONS = 3  # bounds of one kind that are worth telling


@dataclass(frozen=True)
class DateReason:
    """One reason for a bound: where it stands and what it means, in plain words."""

    layer: str  # text, facts, metadata, address, capture
    start: int
    end: int
    note: str


@dataclass(frozen=True)
class Publication:
    """When an article can have been published, and why."""

    published: Interval = (None, None)
    candidates: tuple[date, ...] = ()
    basis: str | None = None
    dateline: str | None = None
    evidence: tuple[DateReason, ...] = ()


def publication(
    text: str,
    *,
    furniture: Sequence[tuple[int, int, str]],
    published: Interval,
    captured: Interval,
    settings: Settings,
    facts: Bounds | None = None,
    url: str | None = None,
) -> Publication:
    """The dates of one article; `published` is what trusted metadata gives, `captured` when it was fetched.

    The day in the address counts more than what the text says of its own day. `facts` are those of a file of dated
    facts, made ready.

    >>> open = (None, None)
    >>> story = "OXMOOR, Jan 17 (AP) -- The mayor, elected in May 2022, said rain fell."
    >>> found = publication(story, furniture=[], published=open, captured=open, settings=Settings())
    >>> found.published[0].date(), found.published[1], len(found.candidates), found.dateline
    (datetime.date(2022, 4, 30), None, 31, 'OXMOOR, Jan 17 (AP) --')
    """
    text = text[:LONGEST_READ]
    own_day = story_date(text, furniture, settings)
    apart = disjoint_spans(furniture)
    kept = [m for m in named_years(text) if not in_spans(m.start, apart)]
    low, high = earliest(text, kept), latest(text, kept)
    from_text, days, reasons = _text_layer(text, own_day, low, high, captured[1])
    reasons += [
        DateReason("capture", s, e, f"“{text[s:e]}” dates the capture, not the article") for s, e in own_day.capture[:1]
    ]
    facts_interval, fact_reasons = facts_layer(*(facts.of(text, furniture) if facts else ([], [])))
    by_text = from_text != (None, None) or bool(days)
    has_metadata = published[0] is not None or published[1] is not None
    if has_metadata:
        days = [day for day in days if _touches(day, published)]
        reasons = [
            *_conflict(published, from_text),
            *_conflict(published, facts_interval, "facts"),
            *reasons,
            *fact_reasons,
        ]
        return Publication(published, tuple(days), "metadata", own_day.dateline, tuple(reasons))
    address = address_day(url, settings.last_year)
    if address and (captured[1] is None or _first_moment(address) <= captured[1]):
        stated = (_first_moment(address), _last_moment(address))
        days = [day for day in days if _touches(day, stated)] or [address]
        note = DateReason("address", 0, 0, f"the address says {address}")
        reasons = [note, *_conflict(stated, from_text, "address"), *reasons]
        from_text, by_text = stated, True
    else:
        address = None
    bounds, days, conflicts = agreed(
        from_text, facts_interval, days, exact=own_day.exact is not None or address is not None
    )
    reasons += [*fact_reasons, *conflicts]
    basis = "facts" if bounds != from_text else "address" if address else "text" if by_text else None
    return Publication(_capped(bounds, captured[1]), tuple(days), basis, own_day.dateline, tuple(reasons))


def _text_layer(
    text: str, own_day: StoryDate, low: list[Bound], high: list[Bound], captured: Open
) -> tuple[Interval, list[date], list[DateReason]]:
    """Interval, candidate days and reasons from the text alone; the capture only drops impossible days."""
    reasons = [DateReason("text", own_day.start, own_day.end, own_day.note)] if own_day.note else []
    days = [day for day in own_day.days if not captured or _first_moment(day) <= captured]
    if own_day.above:
        day, start, end = own_day.above
        note = f"“{text[start:end]}” heads the page, as the day of print or of a visit: published by then"
        high = [*high, Bound(day, start, end, note)]
        days = [candidate for candidate in days if candidate <= day]
    if own_day.exact:
        return (
            (_first_moment(own_day.exact[0]), _last_moment(own_day.exact[1], own_day.after)),
            list(own_day.days),
            reasons,
        )
    floor = max((bound.day for bound in low), default=None)
    ceiling = min((bound.day for bound in high), default=own_day.changed)
    if own_day.changed and ceiling and own_day.changed < ceiling:
        ceiling = own_day.changed
    if floor and ceiling and floor > ceiling:
        ceiling, high = None, []
    strongest = sorted(low, key=lambda bound: (bound.day, -bound.start), reverse=True)[:_REASONS]
    strongest += sorted(high, key=lambda bound: bound.day)[:1]
    reasons += [DateReason("text", bound.start, bound.end, bound.note) for bound in strongest]
    return (_first_moment(floor) if floor else None, _last_moment(ceiling) if ceiling else None), days, reasons


def facts_layer(low: list[Bound], high: list[Bound]) -> tuple[Interval, list[DateReason]]:
    """What the dated facts that a text names say of its day; a later bound from below lifts an earlier one from above.

    >>> facts_layer([Bound(date(2019, 5, 4), 0, 9, "since")], [Bound(date(2018, 1, 1), 20, 29, "until")])[0][1] is None
    True
    """
    floor = max((bound.day for bound in low), default=None)
    kept = [bound for bound in high if floor is None or bound.day >= floor]
    ceiling = min((bound.day for bound in kept), default=None)
    strongest = sorted(low, key=lambda bound: (bound.day, -bound.start), reverse=True)[:1]
    strongest += sorted(kept, key=lambda bound: (bound.day, bound.start))[:1]
    reasons = [DateReason("facts", bound.start, bound.end, bound.note) for bound in strongest]
    if len(kept) < len(high):
        lost = min(high, key=lambda bound: (bound.day, bound.start))
        reasons.append(
            DateReason("facts", lost.start, lost.end, f"does not count, as the text tells of later: {lost.note}")
        )
    return (_first_moment(floor) if floor else None, _last_moment(ceiling) if ceiling else None), reasons


def agreed(
    text: Interval, facts: Interval, days: list[date], *, exact: bool
) -> tuple[Interval, list[date], list[DateReason]]:
    """Bounds and candidate days by text and facts together, and what had to be widened because they contradict.

    A lone candidate day within closed bounds is the day. Where the text is sure to be later than a bound of the facts
    from above, that bound falls; where the text must be earlier than they allow, all between the two is possible.
    """
    (text_low, text_high), (low, high) = text, facts
    if text_high is not None and low is not None and text_high < low:
        return (text_low, high), days, [_contradiction("the text's own bound is earlier than the facts allow")]
    reasons = []
    if text_low is not None and high is not None and high < text_low:
        high, reasons = None, [_contradiction("the text is later than the facts allow; their bound is not taken")]
    narrowed = (_latest(text_low, low), _earliest(text_high, high))
    left = [day for day in days if _touches(day, (low, high))]
    if days and not left:
        reasons.append(_contradiction("the facts allow none of the days that the text's own date can mean"))
        return text, days, reasons
    touching = [day for day in left if _touches(day, narrowed)]
    if (low or high) and not exact and len(touching) == 1 and len(days) > 1 and None not in narrowed:
        narrowed = (
            _latest(narrowed[0], _first_moment(touching[0])),
            _earliest(narrowed[1], _last_moment(touching[0], LATER)),
        )
        reasons.append(
            DateReason("facts", 0, 0, f"of the days that its own date can mean the facts leave {touching[0]}")
        )
    return narrowed, left, reasons


def _contradiction(what: str) -> DateReason:
    return DateReason("facts", 0, 0, f"{CONTRADICTED}: {what}")


def _latest(*bounds: Open) -> Open:
    return max((bound for bound in bounds if bound is not None), default=None)


def _earliest(*bounds: Open) -> Open:
    return min((bound for bound in bounds if bound is not None), default=None)


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


def _conflict(published: Interval, text: Interval, layer: str = "text") -> list[DateReason]:
    (low, high), (other_low, other_high) = published, text
    too_early = high is not None and other_low is not None and high < other_low
    too_late = low is not None and other_high is not None and other_high < low
    if not (too_early or too_late):
        return []
    side = "earlier" if too_early else "later"
    if layer == "facts":
        return [_contradiction(f"the metadata's date is {side} than the facts allow; the metadata's stands")]
    if layer == "address":
        return [
            DateReason("address", 0, 0, f"the day in the address is {side} than the text allows; the address stands")
        ]
    return [DateReason("metadata", 0, 0, f"the metadata's date is {side} than the text allows; the metadata's stands")]
