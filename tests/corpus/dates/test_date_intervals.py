"""A date in metadata is the interval that it can mean; what cannot be or can be too much is left out, and said."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.corpus.dates.date_intervals import moment
from provenance.corpus.dates.date_names import date_names
from provenance.corpus.dates.eras import solar_day

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


MINUTE = ("2024-01-17T08:30:00+00:00", "2024-01-17T08:30:59.999999+00:00")
EVENING = ("2024-01-17T20:30:00+00:00", "2024-01-17T20:30:59.999999+00:00")
WRITTEN = [  # as people write the seventeenth of January, and software
    ("17 January 2024, 08:30", MINUTE), ("Jan. 17, 2024 at 8:30 p.m.", EVENING), ("17th of January, 2024", DAY),
    ("January 17, 2024 Wednesday", DAY), ("Published: 17 Jan 2024", DAY), ("17-Jan-24", DAY),
    ("17. Januar 2024, 08:30 Uhr", MINUTE), ("Mittwoch, 17. Jänner 2024", DAY), ("17.01.2024 08:30 Uhr", MINUTE),
    ("mercredi 17 janvier 2024 à 8h30", MINUTE), ("17 janv. 2024", DAY), ("mié, 17 ene 2024", DAY),
    ("17 de janeiro de 2024 às 08h30", MINUTE), ("quarta-feira, 17 de janeiro de 2024", DAY),
    ("17 gennaio 2024 ore 08:30", MINUTE), ("17 de gener de 2024", DAY), ("17 januari 2024 om 08:30", MINUTE),
    ("onsdag den 17. januar 2024", DAY), ("17 januari 2024 kl. 08.30", MINUTE),
    ("17. tammikuuta 2024 klo 8.30", MINUTE),
    ("17 stycznia 2024 r.", DAY), ("17. ledna 2024 8:30", MINUTE), ("2024. január 17., szerda", DAY),
    ("2024. gada 17. janvāris", DAY), ("2024 m. sausio 17 d.", DAY), ("17. siječnja 2024.", DAY),
    ("17 ianuarie 2024", DAY), ("17 януари 2024 г.", DAY), ("Τετάρτη 17 Ιανουαρίου 2024", DAY), ("17 Ocak 2024", DAY),
    ("17 OCAK 2024 ÇARŞAMBA 08:30", MINUTE), ("17 января 2024 г., 08:30", MINUTE), ("среда, 17 января 2024 года", DAY),
    ("17 січня 2024 року о 08:30", MINUTE), ("17 студзеня 2024", DAY), ("17 հունվարի, 2024", DAY),
    ("17 იანვარი, 2024", DAY), ("17 בינואר 2024", DAY), ("17 يناير 2024", DAY), ("الأربعاء 17 كانون الثاني 2024", DAY),
    ("17 كانون الثاني/يناير 2024", DAY), ("١٧ يناير ٢٠٢٤ - 08:30 م", EVENING), ("17 جانفي 2024", DAY),
    ("۱۷ ژانویه ۲۰۲۴", DAY), ("۲۷ دی ۱۴۰۲", DAY), ("چهارشنبه ۲۷ دی ۱۴۰۲ ساعت ۰۸:۳۰", MINUTE), ("1402/10/27", DAY),
    ("17 جنوری 2024", DAY), ("१७ जनवरी २०२४, 08:30 AM", MINUTE), ("১৭ জানুয়ারি ২০২৪", DAY), ("17 ஜனவரி 2024", DAY),
    ("17 มกราคม 2567", DAY), ("17 ม.ค. 2567 08:30 น.", MINUTE), ("วันพุธที่ 17 มกราคม พ.ศ. 2567", DAY), ("17/01/2567", DAY),
    ("Rabu, 17 Januari 2024 | 15:30 WIB", MINUTE), ("ngày 17 tháng 1 năm 2024", DAY), ("Thứ Tư, 17/01/2024", DAY),
    ("2024年1月17日", DAY), ("2024年01月17日08:30", MINUTE), ("2024年1月17日 星期三 下午8:30", EVENING),
    ("二〇二四年一月十七日", DAY),
    ("2024年1月17日（水） 8時30分", MINUTE), ("令和6年1月17日", DAY), ("民國113年1月17日", DAY),
    ("2024/01/17(水) 08:30", MINUTE),
    ("2024년 1월 17일 수요일 오후 8:30", EVENING), ("2024. 1. 17. 오전 8:30", MINUTE),
    ("Wed, 17 Jan 2024 09:00:00 CET", EIGHT), ("Wed Jan 17 08:00:00 +0000 2024", EIGHT),
    ("Wed Jan 17 2024 09:00:00 GMT+0100 (Central European Standard Time)", EIGHT),
    ("2024-01-17T09:00:00+01:00[Europe/Berlin]", EIGHT), ("Wed, 17 Jan 2024 09:00:00 +0100 (CET)", EIGHT),
    ("2024-01-17 08:00:00 UTC", EIGHT), ("2024-01-17 08:00:00.000 +0000", EIGHT), ("20240117T080000Z", EIGHT),
    ("20240117080000", EIGHT), ("202401170830", MINUTE), ("17012024", DAY), ("01172024", DAY),
    ("940117", ("1994-01-17T00:00:00+00:00", "1994-01-17T23:59:59.999999+00:00")),
    ("1705478400000000", EIGHT), ("1705478400000000000", EIGHT), ("1.7054784e+18", EIGHT), ("1705478400000.0", EIGHT),
    ("Wednesday, 01/17/2024", DAY), ("17 Jan 2024 08:00:00 čet", EIGHT),
    ("Wed 03/04/2024", ("2024-04-03T00:00:00+00:00", "2024-04-03T23:59:59.999999+00:00")),
]  # fmt: skip
VAGUE = [  # months; and what a name of a zone can mean is allowed for, so that the day is not wrong
    ("Wed Jan 17 08:00:00 CST 2024", ("2024-01-17T00:00:00+00:00", "2024-01-17T14:00:00+00:00")),
    ("17 Jan 2024 08:00:00 IST", ("2024-01-17T02:30:00+00:00", "2024-01-17T07:00:00+00:00")),
    ("2024-01-17T08:00:00 America/New_York", ("2024-01-16T18:00:00+00:00", "2024-01-17T20:00:00+00:00")),
    ("بهمن ۱۴۰۲", ("2024-01-21T00:00:00+00:00", "2024-02-19T23:59:59.999999+00:00")),
    ("1402年10月", ("2023-12-22T00:00:00+00:00", "2024-01-20T23:59:59.999999+00:00")),
    ("มกราคม 2567", ("2024-01-01T00:00:00+00:00", "2024-01-31T23:59:59.999999+00:00")),
    ("17 Jan 2024 9 Uhr", ("2024-01-17T09:00:00+00:00", "2024-01-17T09:59:59.999999+00:00")),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "bounds"), CLEAR + WRITTEN + VAGUE, ids=[row[0] for row in CLEAR + WRITTEN + VAGUE])
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
    "3 hours ago", "1e18", "-1", "17-18 January 2024", "17 January", "May or June 2024", "Updated 17 Jan 2024",
    "17 januar kl. 10", "17 ม.ค. 67", "Jan 17, 24", "17 Jan 2024, 18 Jan 2024", "17 January 2024 - 20", "1445/07/05",
    "5 رجب 1445", "1402/12/30", "17 Jan 2024 half past nine", "45308", "2024-01-17?", "2024年13月1日", "17012024x",
    "Wed 17 Jan 24:00:00 2024", "True", "Foo 17, 2024", "2024-01-17" * 40, "1" * 400, "31.04.2024", "17 Wind 2024",
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
def test_times_round_trip(at):
    epoch = at.replace(tzinfo=UTC).timestamp()
    if 631_152_000 <= epoch < 4_102_444_800:  # 1990 to 2100
        assert abs(moment(f"{epoch:.6f}").earliest - at.replace(tzinfo=UTC)) < timedelta(microseconds=9)
        assert moment(str(int(epoch) * 10**6)).earliest == at.replace(tzinfo=UTC, microsecond=0)
    assert moment(f"{at:%Y%m%d%H%M%S}").earliest == at.replace(tzinfo=UTC, microsecond=0)
    assert moment(at.isoformat() + "+00:00").earliest.replace(tzinfo=None) == at


MONTHS = st.sampled_from(sorted((name, *months) for name, months in date_names().months.items() if len(months) == 1))


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 12, 31)), MONTHS)
def test_a_day_in_any_language_is_that_day(day, month):
    name, number = month
    try:
        day = day.replace(month=number)
    except ValueError:
        day = day.replace(month=number, day=1)
    for raw in (
        f"{day.day}. {name} {day.year}",
        f"{name.upper()} {day.day}, {day.year}",
        f"{day.year} {name} {day.day}",
    ):
        found = moment(raw)
        assert (found.earliest.date(), found.latest.date(), found.note) == (day, day, None)


@given(st.dates(min_value=date(1866, 3, 21), max_value=date(2093, 3, 20)))
def test_every_day_has_one_date_of_the_solar_calendar(day):
    """The slow twin: years are counted from one to the next."""
    year, first = 1245, date(1866, 3, 21)
    while (after := first + timedelta(days=366 if year % 33 in (1, 5, 9, 13, 17, 22, 26, 30) else 365)) <= day:
        year, first = year + 1, after
    lengths = [31] * 6 + [30] * 5 + [(after - first).days - 336]
    number, month = (day - first).days, 1
    while number >= lengths[month - 1]:
        number, month = number - lengths[month - 1], month + 1
    assert solar_day(year, month, number + 1) == day


NEW_YEARS = {1332: (1953, 21), 1375: (1996, 20), 1376: (1997, 21), 1399: (2020, 20), 1403: (2024, 20), 1404: (2025, 21)}


@pytest.mark.parametrize("year", NEW_YEARS)
def test_the_solar_year_begins_with_spring(year):
    assert solar_day(year, 1, 1) == date(NEW_YEARS[year][0], 3, NEW_YEARS[year][1])


@given(st.text(alphabet="0123456789-/.: TZ+apmJan,W月年日มค", max_size=40))
def test_no_text_breaks_it_and_bounds_are_in_order(raw):
    found = moment(raw)
    assert (found.earliest is None) == (found.latest is None)
    assert found.earliest is None or found.earliest <= found.latest
