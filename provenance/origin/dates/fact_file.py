"""A file of dated facts: who held which office, what happened when, since when a place has its name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from provenance.base.errors import InputError
from provenance.base.toml import read_toml

KINDS: Mapping[str, tuple[str, ...]] = {  # the fields that each kind of entry may have
    "holder": ("name", "title", "from", "to", "also"),
    "event": ("name", "day", "from", "to", "also", "planned"),
    "renaming": ("name", "day", "also"),
}
_ADVICE = {
    "holder": 'name = "Ida Fenn", title = "Harbour Minister", from = 2019-05-04, to = 2022-11-30',
    "event": 'name = "Oxmoor flood", day = 2021-07-14',
    "renaming": 'name = "New Osk", day = 2016-05-01',
}
_ENTRY = re.compile(r"[ \t]{0,20}\[\[[ \t]{0,20}(\w{1,20})[ \t]{0,20}\]\]")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEARS = range(1000, 9000)  # a year outside is a slip
_SHORTEST = 2  # letters of a name; one letter stands everywhere


@dataclass(frozen=True)
class DatedFact:
    """One entry: its spellings, the days it spans (None where open), and where it stands in the file."""

    kind: str  # holder, event, renaming
    names: tuple[str, ...]
    titles: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    planned: bool = False  # an event that was spoken of before it was
    line: int | None = None


def dated_facts(path: Path) -> tuple[DatedFact, ...]:
    """The facts that a file holds, as `[[holder]]`, `[[event]]` and `[[renaming]]` tables.

    Raises InputError with the line of what is no TOML, lacks something, or cannot be.
    """
    text, table = read_toml(path, "E-DATED-FACTS")
    strange = sorted(name for name in table if name not in KINDS or not isinstance(table[name], list))
    if strange:
        line_of = next((n for n, line in enumerate(text.splitlines(), 1) if strange[0] in line), None)
        what = f"there is no kind of fact {strange[0]!r}"
        raise InputError("E-DATED-FACTS", what, path=path, line=line_of, advice="[[holder]], [[event]] or [[renaming]]")
    return tuple(fact for kind in KINDS for fact in _of_kind(kind, table.get(kind, []), text, path))


def _of_kind(kind: str, rows: list[object], text: str, path: Path) -> Iterator[DatedFact]:
    headings = ((number, _ENTRY.match(line)) for number, line in enumerate(text.splitlines(), 1))
    lines: list[int | None] = [number for number, heading in headings if heading and heading[1] == kind]
    if len(lines) != len(rows):  # entries written in another way, such as in one array
        lines = [None] * len(rows)
    for row, line in zip(rows, lines, strict=True):
        fields = row if isinstance(row, dict) else {}
        fault = next(_faults(kind, fields), None)
        if fault:
            raise InputError("E-DATED-FACTS", fault, path=path, line=line, advice=f"[[{kind}]] {_ADVICE[kind]}")
        yield _fact(kind, fields, line)


def _fact(kind: str, row: Mapping[str, object], line: int | None) -> DatedFact:
    first, last = _span(row.get("day", row.get("from"))), _span(row.get("day", row.get("to")))
    names = (*_texts(row["name"]), *_texts(row.get("also", [])))
    titles = tuple(_texts(row.get("title", [])))
    return DatedFact(kind, names, titles, first and first[0], last and last[1], row.get("planned") is True, line)


def _faults(kind: str, row: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with an entry, in words."""
    yield from (f"a {kind} has no field {name!r}" for name in sorted(row.keys() - set(KINDS[kind])))
    for name in ("name", "title", "also"):
        required = name == "name" or (name == "title" and kind == "holder")
        texts_given = _texts(row.get(name, []))
        if required and not texts_given:
            yield f"the {kind} has no {name}"
        if name in row and (not texts_given or any(len(text) < _SHORTEST for text in texts_given)):
            yield f"{name} is {row[name]!r}, not a text of two letters or more, or a list of such"
    yield from _dates_amiss(kind, row)
    if not isinstance(row.get("planned", False), bool):
        yield f"planned is {row['planned']!r}, not true or false"


def _dates_amiss(kind: str, row: Mapping[str, object]) -> Iterator[str]:
    spans = {name: _span(row[name]) for name in ("day", "from", "to") if name in row}
    for name, span in spans.items():
        if span is None:
            yield f'{name} is {row[name]!r}, not a day, a month or a year: 2019-05-04, "2019-05", 2019'
    if not spans:
        yield f"the {kind} has no {'from and no to' if kind == 'holder' else 'day'}"
    if "day" in spans and len(spans) > 1:
        yield "day stands beside from or to"
    first, last = spans.get("from"), spans.get("to")
    if first and last and first[0] > last[1]:
        yield f"from ({row['from']}) is later than to ({row['to']})"


def _texts(value: object) -> list[str]:
    """A text, or a list of texts, as a list; empty for anything else."""
    values = value if isinstance(value, list) else [value]
    texts = [" ".join(text.split()) for text in values if isinstance(text, str)]
    return texts if len(texts) == len(values) and all(texts) else []


def _span(value: object) -> tuple[date, date] | None:
    """The first and last day of a day, a month ("2019-05") or a year (2019); None for anything else.

    >>> _span("2020-02")
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return (day, day) if day.year in _YEARS else None
    if isinstance(value, int) and value in _YEARS:
        return date(value, 1, 1), date(value, 12, 31)
    month = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if month and int(month[1]) in _YEARS and 1 <= int(month[2]) <= 12:
        year, number = int(month[1]), int(month[2])
        return date(year, number, 1), date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    return None
