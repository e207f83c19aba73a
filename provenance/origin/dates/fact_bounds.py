"""Dated facts become bounds: who is called minister had been appointed, what is reported as past had happened.

Names and titles are found in the one scan that also finds the names of agencies (names.py). A bound from below is
hard: nobody has an office before its time. A bound from above is soft, since the past is told in its own words: it
gives way to "former", to a year in the same sentence, and to any bound from below that contradicts it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from provenance.origin.dates import fact_words
from provenance.origin.dates.bounds import Bound
from provenance.origin.dates.fact_file import DatedFact
from provenance.origin.names import BodyName, Finder
from provenance.origin.own_text import disjoint_spans, in_spans

_REACH = 60  # characters between a title and its name, at most; those of a sentence that are looked at on either side
_YEARS = 90  # characters on either side, within the sentence, in which a year tells of another time
_CUT = re.compile(r"[!?…。！？۔;]|\.(?=\s|\Z)|\n\s{0,9}\n")
_SPACELESS = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SMALL = r"(?:of|the|for|de|del|des|du|d['’]|la|le|les|der|die|das|den|von|van|di|da|do|dos|della)"
_WORD = rf"(?:{_SMALL}|[^\Wa-zß-öø-ÿа-яёіїєґ\d_][\w.’'-]{{0,24}})"
_TO_NAME = re.compile(rf"(?:-[a-z]{{4,10}})?\s{{0,4}}(?:[,،]\s{{0,4}}|(?:{_WORD}\s{{1,4}}){{0,3}})[«\"“„'‘(]?")
_TO_TITLE = re.compile(
    rf"\s{{0,3}}(?:[,،(]\s{{0,4}}(?:who\s(?:is|was)\s)?(?:an?\s)?(?:[^\W\d_]{{2,14}}[\s-])?(?:{_WORD}\s{{1,4}}){{0,4}})"
)
_GOES_ON = re.compile(r"\A\s{1,4}[^\W\d_a-zß-öø-ÿа-яёіїєґ]")  # the title belongs to the name behind it
_LAST = 7  # days after the end of an office in which papers still print the story

_Roles = dict[str, dict[str, set[int]]]  # alias -> role -> numbers of the facts


class Bounds:
    """All facts of a file, made ready for one scan of each text.

    >>> minister = DatedFact("holder", ("Ida Fenn",), ("Harbour Minister",), date(2019, 5, 4), date(2022, 11, 30))
    >>> low, high = Bounds([minister]).of("Harbour Minister Ida Fenn closed the pier.")
    >>> low[0].note
    '“Harbour Minister Ida Fenn” is so called since 2019-05-04: published then or later'
    >>> str(high[0].day), Bounds([minister]).of("Former Harbour Minister Ida Fenn died.")[1]
    ('2022-12-07', [])
    """

    def __init__(self, facts: Iterable[DatedFact]) -> None:
        self._facts = tuple(facts)
        self._roles: _Roles = defaultdict(lambda: defaultdict(set))
        for number, fact in enumerate(self._facts):
            for role, aliases in ((fact.kind, fact.names), ("title", fact.titles)):
                for alias in aliases:
                    self._roles[alias][role].add(number)
        self._finder = Finder((alias, (alias,), "sure") for alias in sorted(self._roles))

    def of(self, text: str, furniture: Sequence[tuple[int, int, str]] = ()) -> tuple[list[Bound], list[Bound]]:
        """Lower and upper bounds of a text's publication, furniture left out, in order of place."""
        if not self._facts:
            return [], []
        apart = disjoint_spans(furniture)
        names = [name for name in self._finder.names(text) if not in_spans(name.start, apart)]
        low: list[Bound] = []
        high: list[Bound] = []
        for start, end, numbers in self._titles_held(text, names):
            first, last = _of_office(text, start, end, [self._facts[number] for number in numbers])
            low += [first] if first else []
            high += [last] if last else []
        for name in names:
            for number in self._numbers(name, "event"):
                first, last = _of_event(text, name, self._facts[number])
                low += [first] if first else []
                high += [last] if last else []
            low += [_of_renaming(text, name, self._facts[number]) for number in self._numbers(name, "renaming")
                    if not fact_words.RENAMING.search(_before(text, name.start))]  # fmt: skip
        return low, high

    def _of(self, name: BodyName, role: str) -> set[int]:
        """The facts of which the name is a title, a holder's name, an event or a place."""
        roles = self._roles[name.agencies[0]]
        return roles.get(role, set())

    def _numbers(self, name: BodyName, role: str) -> list[int]:
        return sorted(self._of(name, role))

    def _titles_held(self, text: str, names: Sequence[BodyName]) -> Iterator[tuple[int, int, list[int]]]:
        """Where a title stands beside the name of one who had it: the span of both, and the facts that say so."""
        taken: set[int] = set()
        for to_name in (True, False):
            for position, name in enumerate(names):
                for next_number in range(
                    position + 1, min(position + 3, len(names))
                ):  # the name of a place may stand between
                    first, second = (name, names[next_number])
                    title, holder = (first, second) if to_name else (second, first)
                    if second.start - first.end > _REACH or title.start in taken:
                        continue
                    titled = self._of(title, "title")
                    facts = sorted(number for number in self._of(holder, "holder") if number in titled)
                    if facts and _beside(text, first, second, to_name=to_name):
                        taken.add(title.start)
                        yield first.start, second.end, facts


def _beside(text: str, first: BodyName, second: BodyName, *, to_name: bool) -> bool:
    gap = text[first.end : second.start]
    if _SPACELESS.search(text[first.start : second.end]):
        return len(gap.strip()) <= 1 and gap.strip() not in ("。", ".")
    if to_name:
        return _TO_NAME.fullmatch(gap) is not None
    return _TO_TITLE.fullmatch(gap) is not None and not _GOES_ON.match(text[second.end : second.end + 6])


def _of_office(text: str, start: int, end: int, terms: Sequence[DatedFact]) -> tuple[Bound | None, Bound | None]:
    """The bounds of somebody called by an office: in it, no longer in it, or not yet."""
    before, phrase = _before(text, start), text[start:end]
    ends = min((term.last for term in terms if term.last), default=None)
    begins = None if any(term.first is None for term in terms) else min(t.first for t in terms if t.first)
    shown = " ".join(phrase.split())
    if fact_words.LOWER.search(before) or fact_words.LOWER_AMONG.search(phrase):
        return None, None
    if fact_words.FORMER.search(before) or fact_words.FORMER_AMONG.search(phrase):
        day = ends or begins
        note = f"“{shown}” is past since {day}: published then or later"
        return (Bound(day, start, end, note) if day else None), None
    if fact_words.INCOMING.search(before) or fact_words.INCOMING_AMONG.search(phrase):
        latest = max((term.first for term in terms if term.first), default=None)
        note = f"“{shown}” was still to come on {latest}: published by then, or within {_LAST} days"
        return None, (_later(latest, start, end, note) if latest else None)
    note = f"“{shown}” is so called since {begins}: published then or later"
    low = Bound(begins, start, end, note) if begins else None
    then = fact_words.THEN.search(before) or fact_words.THEN_AMONG.search(phrase)
    left = None if any(term.last is None for term in terms) else max(t.last for t in terms if t.last)
    if then or left is None or _another_time(text, start, end):
        return low, None
    note = f"“{shown}” was so called until {left}: published by then, or within {_LAST} days"
    return low, _later(left, start, end, note)


def _of_event(text: str, name: BodyName, event: DatedFact) -> tuple[Bound | None, Bound | None]:
    """The bounds of an event that is named: as past, or as still to come; else a planned one tells nothing."""
    before, after = _before(text, name.start), _after(text, name.end)
    shown = " ".join(text[name.start : name.end].split())
    past = fact_words.PAST_BEFORE.search(before) or fact_words.PAST_AFTER.search(after)
    coming = fact_words.COMING_BEFORE.search(before) or fact_words.COMING_AFTER.search(after)
    if coming and not past:
        day = event.last
        note = f"“{shown}” ({_days(event)}) is still to come: published by then"
        quiet = day is None or _another_time(text, name.start, name.end)
        return None, None if quiet or day is None else Bound(day, name.start, name.end, note)
    if event.first is None or (event.planned and not past):
        return None, None
    note = f"“{shown}” ({_days(event)}) has been: published then or later"
    return Bound(event.first, name.start, name.end, note), None


def _of_renaming(text: str, name: BodyName, renaming: DatedFact) -> Bound:
    shown = " ".join(text[name.start : name.end].split())
    day = renaming.first or date.min
    return Bound(day, name.start, name.end, f"“{shown}” has that name since {day}: published then or later")


def _days(fact: DatedFact) -> str:
    return f"{fact.first}" if fact.first == fact.last else f"{fact.first or '…'} to {fact.last or '…'}"


def _later(day: date, start: int, end: int, note: str) -> Bound:
    return Bound(day + timedelta(days=_LAST), start, end, note)


def _before(text: str, position: int) -> str:
    """The sentence before a place, as far as it counts."""
    before = text[max(0, position - _REACH) : position]
    cuts = [cut.end() for cut in _CUT.finditer(before)]
    return before[cuts[-1] if cuts else 0 :]


def _after(text: str, position: int) -> str:
    after = text[position : position + _REACH]
    cut = _CUT.search(after)
    return after[: cut.start() if cut else None]


def _another_time(text: str, start: int, end: int) -> bool:
    """Whether a year beside a name shows that the sentence tells of another time than its own."""
    before, after = text[max(0, start - _YEARS) : start], text[end : end + _YEARS]
    cuts = [cut.end() for cut in _CUT.finditer(before)]
    cut = _CUT.search(after)
    sentence = before[cuts[-1] if cuts else 0 :] + " … " + after[: cut.start() if cut else None]
    return fact_words.YEAR.search(sentence) is not None
