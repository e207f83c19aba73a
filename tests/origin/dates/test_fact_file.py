"""Office holders, events and renamings bound a text's day; what contradicts widens, what is amiss is told by line."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, table
from provenance.origin.dates.fact_bounds import Bounds
from provenance.origin.dates.fact_file import DatedFact, dated_facts
from provenance.origin.dates.item import EAST, WEST, Publication, agreed, publication
from provenance.origin.dates.table import contradicted, dated_articles

FENN = DatedFact(
    "holder", ("Ida Fenn", "Fenn", "Ида Фенн", "إيدا فين", "フェン", "伊达"),
    ("Harbour Minister", "Hafenministerin",
     "ministre du Port", "министр гавани", "وزيرة الموانئ", "港湾相", "港务部长"),
    date(2019, 5, 4), date(2022, 11, 30),
)  # fmt: skip
SUND = DatedFact("holder", ("Bo Sund",), ("Harbour Minister",), date(2022, 12, 1))
FLOOD = DatedFact(
    "event", ("Oxmoor flood", "Flut von Oxmoor", "наводнения в Оксмуре"), (), date(2021, 7, 14), date(2021, 7, 14)
)
GAMES = DatedFact("event", ("Oxmoor Games", "Spiele von Oxmoor"), (), date(2026, 6, 3), date(2026, 6, 14), planned=True)
OSK = DatedFact("renaming", ("New Osk",), (), date(2016, 5, 1), date(2016, 5, 1))
FACTS = Bounds([FENN, SUND, FLOOD, GAMES, OSK])
OPEN = (None, None)

IN_OFFICE, AFTER, SINCE, BEFORE = (
    ("2019-05-04", "2022-12-07"),
    ("2022-11-30", None),
    ("2019-05-04", None),
    (None, "2019-05-11"),
)
NOTHING = (None, None)
BOUNDS = [
    ("Harbour Minister Ida Fenn closed the pier.", IN_OFFICE),
    ("The harbour minister, Ida Fenn, closed the pier.", IN_OFFICE),
    ("Ida Fenn, the harbour minister, closed the pier.", IN_OFFICE),
    ("Ida Fenn, Osk’s harbour minister, closed the pier.", IN_OFFICE),
    ("Ida Fenn (Harbour Minister) closed the pier.", IN_OFFICE),
    ("HARBOUR MINISTER IDA FENN closed the pier.", IN_OFFICE),
    ("Harbour Minister Dr. Ida Fenn closed the pier.", IN_OFFICE),
    ("Harbour Minister of New Osk Ida Fenn spoke.", IN_OFFICE),
    ("Harbour\nMinister Ida\n\nFenn spoke.", IN_OFFICE),
    ("Hafenministerin Ida Fenn sperrte die Mole.", IN_OFFICE),
    ("La ministre du Port Ida Fenn a parlé.", IN_OFFICE),
    ("Об этом сказала министр гавани Ида Фенн.", IN_OFFICE),
    ("قالت وزيرة الموانئ إيدا فين إن الميناء مغلق.", IN_OFFICE),
    ("港湾相のフェン氏は述べた。", IN_OFFICE),
    ("港务部长伊达说，码头关闭。", IN_OFFICE),
    ("Former Harbour Minister Ida Fenn spoke.", AFTER),
    ("Ida Fenn, a former harbour minister, spoke.", AFTER),
    ("ex-Harbour Minister Ida Fenn spoke.", AFTER),
    ("Die frühere Hafenministerin Ida Fenn sprach.", AFTER),
    ("Die Ex-Hafenministerin Ida Fenn sprach.", AFTER),
    ("L’ancienne ministre du Port Ida Fenn a parlé.", AFTER),
    ("Бывшая министр гавани Ида Фенн сказала.", AFTER),
    ("قالت وزيرة الموانئ السابقة إيدا فين.", AFTER),
    ("前港湾相のフェン氏は述べた。", AFTER),
    ("前港务部长伊达说。", AFTER),
    ("then-Harbour Minister Ida Fenn spoke.", SINCE),
    ("The late Harbour Minister Ida Fenn spoke.", SINCE),
    ("Die damalige Hafenministerin Ida Fenn sprach.", SINCE),
    ("In 2020, Harbour Minister Ida Fenn closed the pier.", SINCE),
    ("Harbour Minister Bo Sund spoke.", ("2022-12-01", None)),
    ("Incoming Harbour Minister Ida Fenn spoke.", BEFORE),
    ("Harbour Minister-designate Ida Fenn spoke.", BEFORE),
    ("Deputy Harbour Minister Ida Fenn spoke.", NOTHING),
    ("Ida Fenn, the deputy harbour minister, spoke.", NOTHING),
    ("Заместитель министра гавани Ида Фенн сказала.", NOTHING),
    ("副港湾相のフェン氏は述べた。", NOTHING),
    ("Acting Harbour Minister Ida Fenn spoke.", NOTHING),
    ("Ida Fenn spoke. The Harbour Minister did not.", NOTHING),
    ("The Harbour Minister told Ida Fenn to go.", NOTHING),
    ("She praised Ida Fenn, Harbour Minister Ada Roe said.", NOTHING),
    ("Harbour Minister Ada Roe and Ida Fenn met.", NOTHING),
    ("The Oxmoor flood killed two.", ("2021-07-14", None)),
    ("Nach der Flut von Oxmoor wurde gebaut.", ("2021-07-14", None)),
    ("После наводнения в Оксмуре построили дамбу.", ("2021-07-14", None)),
    ("Tickets for the Oxmoor Games are dear.", NOTHING),
    ("Roads were mended ahead of the Oxmoor Games.", (None, "2026-06-14")),
    ("The Oxmoor Games will open on a Sunday.", (None, "2026-06-14")),
    ("Vor den Spiele von Oxmoor wird gebaut.", (None, "2026-06-14")),
    ("The hall was sold after the Oxmoor Games.", ("2026-06-03", None)),
    ("Rain fell in New Osk.", ("2016-05-01", None)),
    ("The town is to be renamed New Osk.", NOTHING),
    ("Rain fell in Oxmoor.", NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BOUNDS, ids=[text for text, _ in BOUNDS])
def test_what_a_text_calls_people_and_places_bounds_its_day(text, expected):
    low, high = FACTS.of(text)
    found = max((b.day for b in low), default=None), min((b.day for b in high), default=None)
    assert tuple(day and day.isoformat() for day in found) == expected
    for bound in (*low, *high):
        assert 0 <= bound.start < bound.end <= len(text)


def test_furniture_tells_nothing():
    text = "Read also: Harbour Minister Ida Fenn speaks"
    assert FACTS.of(text, [(0, len(text), "related")]) == ([], [])


def test_several_terms_reach_from_the_first_to_the_last_and_former_means_after_the_first():
    again = DatedFact("holder", ("Ida Fenn",), ("Harbour Minister",), date(2024, 1, 1), date(2025, 1, 1))
    low, high = Bounds([FENN, again]).of("Harbour Minister Ida Fenn spoke.")
    assert ([str(b.day) for b in low], [str(b.day) for b in high]) == (["2019-05-04"], ["2025-01-08"])
    low, high = Bounds([FENN, again]).of("Former Harbour Minister Ida Fenn spoke.")
    assert ([str(b.day) for b in low], high) == (["2022-11-30"], [])


def whole(text: str, published=OPEN, captured=OPEN) -> Publication:
    return publication(text, furniture=(), published=published, captured=captured, settings=Settings(), facts=FACTS)


def first(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC) - EAST


def last(*parts: int) -> datetime:
    return datetime(*parts, 23, 59, 59, 999999, tzinfo=UTC) + WEST


def notes(found: Publication) -> list[str]:
    return [e.note for e in found.evidence if e.layer == "facts"]


def test_facts_bound_what_the_text_leaves_open():
    found = whole("Harbour Minister Ida Fenn closed the pier. The long dam was built in 2020.")
    assert found.published == (first(2020, 1, 1), last(2022, 12, 7))
    assert found.basis == "facts"


def test_of_the_days_that_a_dateline_can_mean_the_facts_leave_one():
    found = whole("OXMOOR, Wednesday, January 20 -- Harbour Minister Ida Fenn closed the pier.")
    assert found.candidates == (date(2021, 1, 20),)
    assert found.published == (first(2021, 1, 20), last(2021, 1, 27))
    assert notes(found)[-1] == "of the days that its own date can mean the facts leave 2021-01-20"


def test_a_later_minister_lifts_the_bound_of_an_earlier_one():
    found = whole("Harbour Minister Bo Sund praised Harbour Minister Ida Fenn. After the Oxmoor Games he left.")
    assert found.published == (first(2026, 6, 3), None)
    assert any(note.startswith("does not count, as the text tells of later") for note in notes(found))


def test_a_text_sure_to_be_later_keeps_its_bound_and_says_so():
    found = whole("The long dam was built in 2024. Harbour Minister Ida Fenn had closed the pier.")
    assert found.published == (first(2024, 1, 1), None)
    assert (
        notes(found)[-1] == "dated facts contradict: the text is later than the facts allow; their bound is not taken"
    )


def test_a_text_earlier_than_the_facts_allow_widens_to_both():
    found = whole("OXMOOR, January 17, 2015 (AP) -- Harbour Minister Ida Fenn closed the pier.")
    assert found.published == (first(2015, 1, 17), None)
    assert notes(found)[-1].startswith("dated facts contradict")


def test_metadata_stand_and_the_contradiction_is_noted():
    given = (first(2015, 1, 17), last(2015, 1, 17))
    found = whole("Harbour Minister Ida Fenn closed the pier.", published=given)
    assert (found.published, found.basis) == (given, "metadata")
    assert (
        notes(found)[0]
        == "dated facts contradict: the metadata's date is earlier than the facts allow; the metadata's stands"
    )


def test_without_a_fact_in_the_text_nothing_changes():
    text = "OXMOOR, Jan 17 (AP) -- The mayor, elected in May 2022, said rain fell."
    settings = Settings()
    plain = publication(text, furniture=(), published=OPEN, captured=OPEN, settings=settings)
    assert whole(text) == plain


MOMENTS = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(lambda d: d.replace(tzinfo=UTC))
PERIODS = st.tuples(MOMENTS, MOMENTS).map(lambda p: p if None in p else tuple(sorted(p)))


@given(PERIODS, PERIODS, st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=4), st.booleans())
def test_bounds_never_cross_and_what_contradicts_is_told(text, facts, days, exact):
    (low, high), left, said = agreed(text, facts, days, exact=exact)
    assert low is None or high is None or low <= high
    assert set(left) <= set(days)
    assert bool(left) == bool(days)
    ends = ((text[1], facts[0]), (facts[1], text[0]))
    assert said or not any(None not in (end, start) and end < start for end, start in ends)


SAMPLE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "dated-facts.toml"


def test_the_sample_of_the_docs_is_read():
    found = dated_facts(SAMPLE)
    assert [(fact.kind, fact.names[0]) for fact in found] == [
        ("holder", "Ida Fenn"), ("holder", "Bo Sund"),
        ("event", "Oxmoor flood"), ("event", "Oxmoor Games"), ("renaming", "New Osk"),
    ]  # fmt: skip
    assert found[0] == DatedFact(
        "holder",
        ("Ida Fenn", "Fenn"),
        ("Harbour Minister", "Minister of Harbours"),
        date(2019, 5, 4),
        date(2022, 11, 30),
        line=3,
    )


HOLDER = '[[holder]]\nname = "Ida Fenn"\ntitle = "Harbour Minister"\n'
AMISS = [
    ("a = 1\nname = ]", "is not TOML", 2),
    ('[[person]]\nname = "x"', "there is no kind of fact 'person'", 1),
    ('\n[[holder]]\ntitle = "Mayor"\nfrom = 2019', "the holder has no name", 2),
    ('[[holder]]\nname = "Ida Fenn"\nfrom = 2019', "the holder has no title", 1),
    (HOLDER, "the holder has no from and no to", 1),
    (HOLDER + 'from = "spring"', "from is 'spring', not a day, a month or a year", 1),
    (HOLDER + "from = 2022\nto = 2019", "from (2022) is later than to (2019)", 1),
    (HOLDER + "from = 0", "from is 0, not a day", 1),
    (HOLDER + "from = true", "from is True, not a day", 1),
    (HOLDER + "from = 2019\nsince = 2020", "a holder has no field 'since'", 1),
    (HOLDER + 'from = 2019\nalso = ["F"]', "also is ['F'], not a text of two letters", 1),
    ('[[event]]\nname = "Flood"', "the event has no day", 1),
    ('[[event]]\nname = "Flood"\nday = 2020\nto = 2021', "day stands beside from or to", 1),
    ('[[event]]\nname = "Flood"\nday = 2020\nplanned = "yes"', "planned is 'yes', not true or false", 1),
    ('[[renaming]]\nname = "New Osk"', "the renaming has no day", 1),
]  # fmt: skip


@pytest.mark.parametrize(("content", "what", "line"), AMISS, ids=[what for _, what, _ in AMISS])
def test_what_is_amiss_is_told_with_its_line_and_what_to_do(content, what, line, tmp_path):
    path = tmp_path / "facts.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as found:
        dated_facts(path)
    assert (found.value.code, found.value.line, str(path) in str(found.value)) == ("E-DATED-FACTS", line, True)
    assert what in found.value.what


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="E-DATED-FACTS"):
        dated_facts(tmp_path / "none.toml")


def test_months_and_years_span_their_days(tmp_path):
    path = tmp_path / "facts.toml"
    path.write_text(HOLDER + 'from = "2019-12"\nto = 2020\n', encoding="utf-8")
    [fact] = dated_facts(path)
    assert (fact.first, fact.last) == (date(2019, 12, 1), date(2020, 12, 31))


def test_the_table_is_dated_by_the_file_in_the_settings_and_names_what_contradicts():
    rows = [
        {"article": "a", "text": "Harbour Minister Ida Fenn closed the pier."},
        {"article": "b", "text": "The long dam was built in 2024. Harbour Minister Ida Fenn had closed the pier."},
        {"article": "c", "text": "Rain fell."},
    ]
    made = dated_articles(table(rows, ARTICLES), Settings(dated_facts=str(SAMPLE)))
    assert made["date_basis"].to_list() == ["facts", "text", None]
    assert made["published_from"].to_list() == [first(2019, 5, 4), first(2024, 1, 1), None]
    assert contradicted(made) == ["b"]
    assert contradicted(dated_articles(table(rows, ARTICLES), Settings())) == []
    assert made.columns == list(ARTICLES)


def test_the_setting_is_relative_to_its_file(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.provenance]\ndated-facts = "my/facts.toml"\n', encoding="utf-8")
    assert Settings.load(tmp_path / "pyproject.toml").dated_facts == str(tmp_path / "my" / "facts.toml")
    assert Settings.load(tmp_path / "pyproject.toml") == Settings.of(
        {"dated_facts": str(tmp_path / "my" / "facts.toml")}
    )


@pytest.mark.parametrize(
    "piece", ["Harbour Minister ", "Ida Fenn, ", "Oxmoor flood ", "a ", "the of the ", "“", "New Osk "]
)
def test_hostile_text_costs_linear_time(piece):
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    FACTS.of(text)
    assert time.process_time() - begun < 4


def test_a_thousand_facts_cost_little_more_than_one():
    many = Bounds(
        DatedFact("holder", (f"Ida Fenn{n}",), (f"Minister {n}",), date(2000, 1, 1) + timedelta(n), None)
        for n in range(1000)
    )
    text = "Rain fell on the old north pier and Minister 7 Ida Fenn7 spoke of it at length today. " * 300
    many.of(text)
    begun = time.process_time()
    low, _ = many.of(text)
    assert time.process_time() - begun < 1
    assert {b.day for b in low} == {date(2000, 1, 8)}
