"""What the example articles teach holds for other articles too; a rule that knows only those must fail here."""

import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.corpus.articles import articles
from provenance.run.journey import traced
from tests.perturbed import clauses, families, origins, pages, scripts
from tests.perturbed.case import Case, Credit, Unseen

CASES = (*clauses.CASES, *families.CASES, *origins.CASES, *pages.CASES, *scripts.CASES)
COVERED = 0.9  # of each furniture span must be found
EVEN = 0.5  # an edge that is likelier than not
SPILT = 3  # characters beyond it, of the article itself, that may be found with it

each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@cache
def trace(case_name: str) -> Tables:
    case = next(case for case in CASES if case.name == case_name)
    settings = Settings()
    with TemporaryDirectory() as folder:
        for name, text in case.articles.items():
            (Path(folder) / name).write_bytes(text.encode())
        frame, _ = articles([folder], settings)
    return traced(frame, settings).checked()


def span(text: str, phrase: str) -> tuple[int, int]:
    start = text.index(phrase)
    return start, start + len(phrase)


def inked(text: str, places: set[int]) -> int:
    return sum(not text[place].isspace() for place in places)


def meets(found: dict[str, Any], text: str, expected: Credit) -> bool:
    """Agency, kind and scope agree, the names overlap, and the found phrase shares something with the expected one."""
    start, end = span(text, expected.phrase)
    name_start, name_end = (start + place for place in span(expected.phrase, expected.name))
    return (
        found["agency"] == expected.agency
        and found["kind"] in expected.kind
        and found["scope"] in expected.scope
        and found["start"] < end
        and start < found["end"]
        and (expected.agency is None or (found["name_start"] < name_end and name_start < found["name_end"]))
    )


def drawn(tables: Tables) -> set[tuple[str | None, tuple[str, ...]]]:
    """Every unseen item: its agency, and the articles that draw on it, or on an item that does, likelier than not."""
    agency = dict(zip(tables.sources["source"], tables.sources["agency"], strict=True))
    by: dict[str, set[str]] = {}
    later = []
    for row in tables.derivations.iter_rows(named=True):
        if row["source_kind"] == "unseen" and row["probability"] >= EVEN:
            if row["derived_kind"] == "article":
                by.setdefault(row["source"], set()).add(row["derived"])
            else:
                later.append((row["derived"], row["source"]))
    for item, source in later:
        by.setdefault(source, set()).update(by.get(item, ()))
    return {(agency[source], tuple(sorted(names))) for source, names in by.items()}


def joint(items: tuple[Unseen, ...]) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(item.agency, item.drawn_by) for item in items if len(item.drawn_by) > 1}


@each
def test_the_case_says_what_stands_in_it(case: Case):
    for name, expected in case.credits.items():
        for one in expected:
            assert case.articles[name].count(one.phrase) == 1, one
            assert one.name in one.phrase
    for name, spans in (*case.furniture.items(), *case.may_be_furniture.items()):
        assert all(case.articles[name].count(text) == 1 for text in spans), spans
    for pair in case.shared + case.may_share:
        assert pair.left < pair.right
        assert pair.left_text in case.articles[pair.left]
        assert pair.right_text in case.articles[pair.right]
    for name, days in case.candidates.items():
        dates = [datetime.date.fromisoformat(day) for day in days]
        assert name in case.articles
        assert (
            dates
            == [
                day
                for year in range(2000, 2031)
                for day in [_same_day(dates[0], year)]
                if day and day.weekday() == dates[0].weekday()
            ]
            or not dates
        )


def _same_day(day: datetime.date, year: int) -> datetime.date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None


@each
def test_every_credit_is_found_and_no_other(case: Case):
    tables = trace(case.name)
    for name, text in case.articles.items():
        found = tables.credits.filter(tables.credits["article"] == name).to_dicts()
        expected = case.credits.get(name, ())
        missed = [e.phrase for e in expected if not e.optional and not any(meets(f, text, e) for f in found)]
        invented = [
            (f["agency"], f["kind"], f["scope"], text[f["start"] : f["end"]])
            for f in found
            if not any(meets(f, text, e) for e in expected)
        ]
        assert (missed, invented) == ([], []), name


@each
def test_all_furniture_is_found_and_nothing_of_the_article(case: Case):
    tables = trace(case.name)
    for name, text in case.articles.items():
        row = tables.articles.filter(tables.articles["article"] == name).row(0, named=True)
        found = {place for s in row["furniture"] for place in range(s["start"], s["end"])}
        known: set[int] = set()
        for phrase in case.furniture.get(name, ()):
            places = set(range(*span(text, phrase)))
            assert inked(text, found & places) >= COVERED * inked(text, places), phrase
            known |= places
        for phrase in case.may_be_furniture.get(name, ()):
            known |= set(range(*span(text, phrase)))
        spilt = "".join(text[place] for place in sorted(found - known))
        assert inked(text, found - known) <= SPILT, spilt


@each
def test_the_significant_passages_are_those_and_as_long(case: Case):
    tables = trace(case.name)
    found = [
        (
            row["left"],
            row["right"],
            case.articles[row["left"]][row["left_start"] : row["left_end"]],
            case.articles[row["right"]][row["right_start"] : row["right_end"]],
        )
        for row in tables.passages.filter("significant").iter_rows(named=True)
    ]
    allowed = {(s.left, s.right, s.left_text, s.right_text) for s in case.may_share}
    assert sorted(set(found) - allowed) == sorted((s.left, s.right, s.left_text, s.right_text) for s in case.shared)


@each
def test_no_article_draws_on_another(case: Case):
    tables = trace(case.name)
    direct = [
        (row["derived"], row["source"], row["probability"])
        for row in tables.derivations.iter_rows(named=True)
        if row["source_kind"] == "article" and row["probability"] >= case.direct_below
    ]
    assert direct == []


@each
def test_each_unseen_item_has_its_agency_and_its_articles(case: Case):
    found = drawn(trace(case.name))
    for item in case.unseen:
        drawing = [names for agency, names in found if agency == item.agency and set(item.drawn_by) <= set(names)]
        assert drawing, (item, sorted(found, key=repr))
    assert joint(tuple(Unseen(*item) for item in found)) <= joint(case.unseen + case.may_join)


@pytest.mark.parametrize("case", [case for case in CASES if case.candidates], ids=lambda case: case.name)
def test_a_date_without_a_year_gives_its_candidate_days(case: Case):
    tables = trace(case.name)
    found = dict(zip(tables.articles["article"], tables.articles["published_candidates"].to_list(), strict=True))
    for name, days in case.candidates.items():
        assert [day.isoformat() for day in found[name] or ()] == list(days), name
