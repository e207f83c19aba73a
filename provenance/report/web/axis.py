"""Moments become places on a time axis, with ticks at days, months or years that people count in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from provenance.report.story import Period
from provenance.report.wording import MONTHS, day

TICKS = 6  # most that the 500 units of a drawing can label: 83 apart at the least, and "10 Mar 2024" takes 68
DAY = timedelta(days=1)
WELL = timedelta(days=45)  # a date known to within a month and a half
STEPS = (1, 2, 7, 14)  # days
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Axis:
    """A stretch of time laid on a stretch of paper."""

    first: datetime
    last: datetime
    left: float
    right: float

    @classmethod
    def over(cls, periods: Iterable[Period], left: float, right: float) -> "Axis | None":
        """The axis that shows what is dated well, with some air; None where nothing is dated.

        A period of many years would press all others into a corner: it runs off the axis instead.
        """
        dated = [period for period in periods if period != (None, None)]
        well = [p for p in dated if p.first is not None and p.last is not None and p.last - p.first <= WELL]
        ends = [end for period in well or dated for end in period if end is not None]
        if not ends:
            return None
        first, last = min(ends), max(ends)
        air = max((last - first) / 12, DAY / 2)
        return cls(_earlier(first, air), _later(last, air), left, right)

    def x(self, moment: datetime) -> float:
        """Where a moment stands; beyond an end, at that end.

        >>> axis = Axis(datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 3, tzinfo=UTC), 0, 100)
        >>> axis.x(datetime(2024, 1, 2, tzinfo=UTC)), axis.x(datetime(2025, 1, 1, tzinfo=UTC))
        (50.0, 100.0)
        """
        share = (moment - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def span(self, period: Period) -> tuple[float, float] | None:
        """Where a period begins and ends; an open end runs to the edge. None for no date at all."""
        if period == (None, None):
            return None
        return (
            self.left if period.first is None else self.x(period.first),
            self.right if period.last is None else self.x(period.last),
        )

    def beyond(self, period: Period) -> bool:
        """Whether a period runs off the axis."""
        early = period.first is not None and period.first < self.first
        return early or (period.last is not None and period.last > self.last)

    def ticks(self) -> list[tuple[float, str]]:
        """Places and labels, at most TICKS of them.

        >>> axis = Axis(datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 3, tzinfo=UTC), 0, 100)
        >>> axis.ticks()
        [(0.0, '1 Jan 2024'), (50.0, '2 Jan 2024'), (100.0, '3 Jan 2024')]
        """
        for step in STEPS:
            moments = self._days(step)
            if len(moments) <= TICKS:
                return [(self.x(m), day(m)) for m in moments]
        for months in MONTH_STEPS:
            moments = self._months(months)
            if len(moments) <= TICKS:
                return [(self.x(m), f"{MONTHS[m.month - 1]} {m.year}") for m in moments]
        years = next(s for s in YEAR_STEPS if (self.last.year - self.first.year) // s < TICKS or s == YEAR_STEPS[-1])
        return [(self.x(m), str(m.year)) for m in self._months(12 * years)]

    def _days(self, step: int) -> list[datetime]:
        start = _midnight(self.first)
        count = (self.last - start) // DAY
        if count > step * (TICKS + 1):
            return [start] * (TICKS + 1)  # too many; no need to make them
        return [start + DAY * n for n in range(0, count + 1, step) if start + DAY * n <= self.last]

    def _months(self, step: int) -> list[datetime]:
        first = -(-(self.first.year * 12 + self.first.month - 1) // step) * step
        last = self.last.year * 12 + self.last.month - 1
        moments = [datetime(n // 12, n % 12 + 1, 1, tzinfo=UTC) for n in range(first, last + 1, step)]
        return [m for m in moments if self.first <= m <= self.last]


def _midnight(moment: datetime) -> datetime:
    start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return start if start == moment else start + DAY


def _earlier(moment: datetime, air: timedelta) -> datetime:
    return moment - air if moment - datetime.min.replace(tzinfo=UTC) > air else moment


def _later(moment: datetime, air: timedelta) -> datetime:
    return moment + air if datetime.max.replace(tzinfo=UTC) - moment > air else moment
