"""A date in metadata is the interval that it can mean; what cannot be or can be too much is left out, and said."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.corpus.moments import moment

DAY = ("2024-01-17T00:00:00+00:00", "2024-01-17T23:59:59.999999+00:00")
EIGHT = ("2024-01-17T08:00:00+00:00",) * 2
CLEAR = [
    ("2024-01-17", DAY), ("2024/1/17", DAY), ("20240117", DAY), ("17.01.2024", DAY), ("17.1.24", DAY),
    ("17/01/2024", DAY), ("1/17/2024", DAY), ("Jan. 17, 2024", DAY), ("January 17 2024", DAY), ("17 Jan 2024", DAY),
    ("17-Jan-2024", DAY), ("Wednesday, 17th January 2024", DAY), ("2024-W03-3", DAY), ("٢٠٢٤-٠١-١٧", DAY),
    ("2024-01-17T08:00:00Z", EIGHT), ("2024-01-17T08:00:00", EIGHT), ("2024-01-17 10:00:00+02:00", EIGHT),
    ("Wed, 17 Jan 2024 08:00:00 GMT", EIGHT), ("Wed, 17 Jan 2024 03:00:00 -0500", EIGHT),
    ("17 Jan 2024 3:00:00 am EST", EIGHT), ("1705478400", EIGHT),
    ("1705478400000", EIGHT), ("1705478400.0", EIGHT), ("January 17, 2024 8:00:00 AM", EIGHT),
    ("2024-01-17 08:00", ("2024-01-17T08:00:00+00:00", "2024-01-17T08:00:59.999999+00:00")),
    ("May 31, 2019, 9:52 PM UTC", ("2019-05-31T21:52:00+00:00", "2019-05-31T21:52:59.999999+00:00")),
    ("2024-01", ("2024-01-01T00:00:00+00:00", "2024-01-31T23:59:59.999999+00:00")),
    ("February 2024", ("2024-02-01T00:00:00+00:00", "2024-02-29T23:59:59.999999+00:00")),
    ("2023", ("2023-01-01T00:00:00+00:00", "2023-12-31T23:59:59.999999+00:00")),
    ("2024-W03", ("2024-01-15T00:00:00+00:00", "2024-01-21T23:59:59.999999+00:00")),
    ("30.12.99", ("1999-12-30T00:00:00+00:00", "1999-12-30T23:59:59.999999+00:00")),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "bounds"), CLEAR, ids=[row[0] for row in CLEAR])
def test_clear_dates(raw, bounds):
    found = moment(raw)
    assert found.earliest is not None
    assert found.latest is not None
    assert (found.earliest.isoformat(), found.latest.isoformat(), found.note) == (*bounds, None)


def test_an_ambiguous_date_is_widened_to_all_that_it_can_mean():
    found = moment("01/02/2024")
    assert [str(bound)[:10] for bound in (found.earliest, found.latest)] == ["2024-01-02", "2024-02-01"]
    assert found.note.message == "'01/02/2024' can mean 2024-01-02 or 2024-02-01: both are allowed for"


NOTHING = (
    "17/01/24", "01/02/24", "9999-12-31T23:59:59Z", "0000-00-00", "1970-01-01", "0", "-0044-03-15", "2024-02-30",
    "2024-13-13", "2024-01-17T25:61:61Z", "2024-01-17T08:00:00+25:00", "January 17, 2024 13:00 PM", "yesterday",
    "3 hours ago", "1e18", "-1", "True", "Foo 17, 2024", "2024-01-17" * 40, "1" * 400, "31.04.2024", "17 Wind 2024",
)  # fmt: skip


@pytest.mark.parametrize("raw", NOTHING, ids=[raw[:30] for raw in NOTHING])
def test_what_says_nothing_is_left_out_with_a_warning(raw):
    found = moment(raw)
    assert (found.earliest, found.latest, found.note.code) == (None, None, "W-DATE")


@pytest.mark.parametrize("raw", [None, "", "  "])
def test_no_date_is_no_mistake(raw):
    assert moment(raw) == moment(None)
    assert moment(raw).note is None


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2100, 12, 31)))
def test_iso_times_round_trip(at):
    assert moment(at.isoformat() + "+00:00").earliest.replace(tzinfo=None) == at


@given(st.text(alphabet="0123456789-/.: TZ+apmJan,W", max_size=40))
def test_no_text_breaks_it_and_bounds_are_in_order(raw):
    found = moment(raw)
    assert (found.earliest is None) == (found.latest is None)
    assert found.earliest is None or found.earliest <= found.latest
