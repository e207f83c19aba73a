"""The dates of one column tell each other's order and language: 03/04/2025 is in April where another is 17/04/2025.

Dates are counted as they go by, and what they are like is known once the last one has: so it hangs neither on their
order nor on how many are read at a time. Two orders in one column leave open what is open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from provenance.base.escaping import one_line
from provenance.corpus.dates.date_intervals import Moment, moment, moment_of
from provenance.corpus.dates.day_intervals import DAY_FIRST, MONTH_FIRST, YEAR_FIRST
from provenance.corpus.ledger import Note

DATED = ("published", "captured")  # what an article has that are dates
_ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
_SHOWN = 40  # characters of a date or a name in a message
Keys = tuple[frozenset[str], ...]  # of the readings of a date


@dataclass
class DateColumn:
    """What the dates of a column tell about its order, and how many dates tell nothing."""

    name: str
    given: int = 0
    unread: int = 0
    _unread: str = ""  # the first of them
    _tells: Counter[frozenset[str]] = field(default_factory=Counter)
    _open: Counter[Keys] = field(default_factory=Counter)
    _first: dict[Keys, Moment] = field(default_factory=dict)

    def add(self, date: Moment) -> None:
        """One more date of the column."""
        if date.readings:
            keys = keys_of(date)
            self._open[keys] += 1
            self._first.setdefault(keys, date)
            self._tells[frozenset[str]().union(*keys)] += 1
        elif date.tells:
            self._tells[date.tells] += 1
        elif date.earliest is None:
            if date.note is None:
                return  # there was none
            self.unread += 1
            self._unread = self._unread or date.text
        self.given += 1

    @property
    def settles(self) -> bool:
        """Whether some of its dates can mean several days, and the others tell which; all must have been added."""
        return any(self.left(keys) != keys or self.mixed(keys) for keys in self._open)

    def state(self) -> dict[str, Any]:
        """All of it as plain values, for JSON.

        >>> from provenance.corpus.dates.date_intervals import moment
        >>> column = DateColumn("published")
        >>> column.add(moment("03/04/2025"))
        >>> DateColumn.of_states([column.state(), column.state()], 2030).given
        2
        """
        return {
            "name": self.name,
            "given": self.given,
            "unread": self.unread,
            "first": self._unread,
            "tells": [[sorted(tells), count] for tells, count in self._tells.items()],
            "open": [[list(map(sorted, keys)), count, self._first[keys].text] for keys, count in self._open.items()],
        }

    @classmethod
    def of_states(cls, states: Sequence[Mapping[str, Any]], last_year: int) -> Self:
        """The column whose dates were added in parts, from the states of these parts in the order of the dates."""
        column = cls(states[0]["name"])
        for state in states:
            column.given += state["given"]
            column.unread += state["unread"]
            column._unread = column._unread or state["first"]
            for tells, count in state["tells"]:
                column._tells[frozenset(tells)] += count
            for keys, count, text in state["open"]:
                key = tuple(map(frozenset, keys))
                column._open[key] += count
                column._first.setdefault(key, moment(text, last_year))
        return column

    def left(self, keys: Keys) -> Keys:
        """Those ways to read a date that the others of the column leave; all dates must have been added.

        >>> from provenance.corpus.dates.date_intervals import moment
        >>> column = DateColumn("published")
        >>> for date in ("03/04/2025", "17/04/2025"):
        ...     column.add(moment(date))
        >>> [sorted(key) for key in column.left((DAY_FIRST, MONTH_FIRST))]
        [['the day first']]
        """
        return tuple(key for key in keys if not any(self._surer(rival, key) for rival in keys))

    def settled(self, date: Moment) -> Moment:
        """What a date of the column means, once all of them were added."""
        keys = keys_of(date)
        left = self.left(keys)
        if not keys or (left == keys and not self.mixed(keys)):
            return date
        return moment_of(
            date.text, tuple(reading._replace(likely=False) for reading in date.readings if reading.key in left)
        )

    def mixed(self, keys: Keys) -> bool:
        """Whether others of the column can only be read one way, and others only another."""
        return sum(self._sure(key, keys) > 0 for key in keys) > 1

    def _surer(self, key: frozenset[str], than: frozenset[str]) -> bool:
        return bool(self._votes(key, than)) and not self._votes(than, key)

    def _votes(self, key: frozenset[str], against: frozenset[str]) -> int:
        """How many dates of the column can be read the one way, and not the other."""
        return sum(count for tells, count in self._tells.items() if tells & key and not tells & against)

    def _sure(self, key: frozenset[str], keys: Keys) -> int:
        return max((self._votes(key, rival) for rival in keys if rival != key), default=0)

    def notes(self) -> Iterator[Note]:
        """What there is to know of the column, once all dates were added."""
        column = f"column {one_line(repr(self.name[:_SHOWN]))}"
        if self.unread:
            unread = "none" if self.unread == self.given else f"{self.unread:,}"
            can = "can" if self.unread == self.given else "cannot"
            text = f"{column}: {unread} of {self.given:,} dates {can} be read, such as {_shown(self._unread)}"
            yield Note("W-DATES", text)
        for keys in sorted(self._open, key=lambda keys_of: [sorted(key) for key in keys_of]):
            said = self._said_of(keys)
            if said:
                code = "W-DATE-ORDER" if set(keys) & set(_ORDERS) else "W-DATE-LANGUAGE"
                yield Note(code, f"{column}: {said}")

    def _said_of(self, keys: Keys) -> str:
        """How the dates were read that can be read in several ways."""
        count, first, left = self._open[keys], self._first[keys], self.left(keys)
        single = count == 1
        dates = _shown(first.text) if single else f"{count:,} dates such as {_shown(first.text)}"
        if self.mixed(keys):
            seen = [f"{self._sure(key, keys):,} {_so(key)}" for key in keys if self._sure(key, keys)]
            return f"{dates} can have several meanings, and all are allowed for: others are {' and '.join(seen)}"
        if len(left) == 1:
            if any(reading.likely and reading.key == left[0] for reading in first.readings):
                return ""  # as it would be without the others
            sure = self._sure(left[0], keys)
            others = "1 other" if sure == 1 else f"{sure:,} others"
            return f"{dates} {'is' if single else 'are'} read {_so(left[0])}, as {others} must be"
        if any(reading.likely for reading in first.readings):
            return ""
        ways = " or ".join(_so(key) for key in left)
        return f"{dates} can be read {ways}, and no other date tells: all meanings are allowed for"


def keys_of(date: Moment) -> Keys:
    """The ways to read a date, where there are several."""
    return tuple(reading.key for reading in date.readings)


def columns_notes(columns: Iterable[DateColumn]) -> list[Note]:
    """What there is to know of the columns of dates of a file."""
    return [note for column in columns for note in column.notes()]


def _shown(text: str) -> str:
    return one_line(repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…"))


def _so(key: frozenset[str]) -> str:
    """A way to read a date, in words."""
    if key in _ORDERS:
        return f"with {next(iter(key))}"
    return f"as {next(iter(key))}" if "year and month" in key else f"in the language {' or '.join(sorted(key))}"
