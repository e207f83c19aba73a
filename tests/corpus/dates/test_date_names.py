"""Months and weekdays come from CLDR, and the table is what its program makes."""

from importlib.metadata import version

import pytest

from provenance.corpus.dates.date_names import FILLERS, LONGEST_NAME, SOLAR_MONTHS, date_names, date_parts, unaccented
from provenance.origin.dates.words import MONTHS, date_word

LANGUAGES = (
    "ar az be bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ka lt lv ms nl pl pt ro ru sk sl sr sv th tr"
    " uk ur"
)


def test_the_table_is_current():
    pytest.importorskip("babel")
    from benchmarks import date_names as program  # noqa: PLC0415

    table = program.TABLE.read_text(encoding="utf-8")
    cldr = program.get_cldr_version()
    if f"CLDR {cldr}." not in table:
        pytest.skip(f"Babel {version('babel')} carries CLDR {cldr}, the table another")
    assert table == program.table()


def test_every_language_has_twelve_months_and_no_name_two_numbers_in_one_language():
    numbers: dict[str, set[int]] = {}
    for name, months in date_names().months.items():
        assert not frozenset.intersection(*months.values()) or len(months) == 1, name
        for number, languages in months.items():
            for language in languages:
                numbers.setdefault(language, set()).add(number)
    assert numbers.keys() >= set(LANGUAGES.split())
    assert all(own == set(range(1, 13)) for own in numbers.values())


def test_names_are_held_as_dates_are_compared():
    for name in (*date_names().months, *date_names().weekdays):
        assert " ".join(date_parts(unaccented(name))) == name
        assert name.count(" ") < LONGEST_NAME


def test_no_word_between_is_a_month():
    assert not FILLERS & (date_names().months.keys() | SOLAR_MONTHS.keys())


def test_months_that_texts_are_dated_by_are_months_here_too():
    from benchmarks.languages import languages  # noqa: PLC0415

    known = date_names().months
    assert all(number in known.get(unaccented(name), {number}) for name, number in MONTHS.items())
    declined = {date_word(word) for table in languages().values() for word in " ".join(_months(table)).split()}
    assert {name for name in MONTHS if unaccented(name) not in known} <= declined  # "in January": no column says it


def _months(table):
    return table["dates"].get("months", {}).values()
