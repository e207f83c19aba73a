"""Which article of a cluster stays, where a user says so: by a column of the records, or by what a column holds."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from provenance.base.errors import SettingsError

ORDERS = ("earliest", "longest", "first", "input-order")  # the orders that have names
EXTRA = "+"  # stands before the name of a column that no field of an article holds
_BY_COLUMN = re.compile(r"(.+):(max|min)", re.DOTALL)
_PREFERRED = re.compile(r"([^=]+)=(.*)", re.DOTALL)

Rank = tuple[int, float]  # the lower, the sooner an article is kept


@dataclass(frozen=True)
class Preference:
    """An order of articles by their columns: first by what they hold, then by a number."""

    prefer: tuple[tuple[str, str], ...] = ()  # column and value, the most preferred first
    column: str | None = None
    highest: bool = True  # whether the highest number is kept, or the lowest

    @property
    def columns(self) -> list[str]:
        """The columns that decide."""
        return list(dict.fromkeys([*(column for column, _ in self.prefer), *([self.column] if self.column else [])]))

    def rank(self, value_of: Callable[[str], object]) -> Rank:
        """The rank of an article by the values of its columns; what is no number comes last.

        >>> order = Preference((("outlet", "ap"),), "score")
        >>> [order.rank(row.get) for row in ({"outlet": "AP", "score": 3}, {"score": "4.5"}, {"score": "high"})]
        [(0, -3.0), (1, -4.5), (1, inf)]
        """
        matched = (position for position, (name, value) in enumerate(self.prefer) if text_of(value_of(name)) == value)
        number = math.nan if self.column is None else number_of(value_of(self.column))
        return next(matched, len(self.prefer)), math.inf if math.isnan(number) else -number if self.highest else number


def text_of(value: object) -> str | None:
    """A value as it is compared with a preferred one: whole numbers without a fraction, case and edges left out."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().casefold()


def number_of(value: object) -> float:
    """A value as a number; NaN where it is none.

    >>> [number_of(value) for value in (7, " 7.5 ", True, None, "seven", 10**400)]
    [7.0, 7.5, 1.0, nan, nan, inf]
    """
    try:
        return float(value) if isinstance(value, str | int | float) else math.nan
    except ValueError:
        return math.nan
    except OverflowError:
        return math.inf if isinstance(value, int) and value > 0 else -math.inf


@lru_cache(maxsize=16)
def preference(keep: str, prefer: Sequence[str] = ()) -> Preference | None:
    """What `keep` and `prefer` of the settings ask for; None where no column decides.

    >>> preference("score:min", ("outlet=AP",))
    Preference(prefer=(('outlet', 'ap'),), column='score', highest=False)

    Raises SettingsError where either cannot be understood.
    """
    preferred = tuple(_preferred(written) for written in prefer)
    if keep in ORDERS:
        return Preference(preferred) if preferred else None
    by_column = _BY_COLUMN.fullmatch(keep)
    if by_column is None:
        advice = f"{', '.join(ORDERS)}, or a column as COLUMN:max or COLUMN:min"
        raise SettingsError("E-SETTING", f"keep is {keep[:60]!r}", advice=advice)
    return Preference(preferred, by_column[1], by_column[2] == "max")


def _preferred(written: str) -> tuple[str, str]:
    parts = _PREFERRED.fullmatch(written)
    if parts is None:
        raise SettingsError("E-SETTING", f"prefer is {written[:60]!r}", advice="COLUMN=VALUE, such as outlet=Reuters")
    return parts[1].strip(), text_of(parts[2]) or ""
