"""Bounds hold the day of publication, rest on words that can be shown, and doubt leaves them open."""

import json
import re
import time
from datetime import UTC, date, datetime
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, table
from provenance.corpus.furniture.scan import furniture as furniture_of
from provenance.origin.credits import datelines
from provenance.origin.dates import story_date as date_own
from provenance.origin.dates import words as date_words
from provenance.origin.dates.grammar import NUMBERED, DateMention, date_pieces, numbered_mention, worded_mention
from provenance.origin.dates.item import Publication, publication
from provenance.origin.dates.phrases import date_mentions, named_days, named_years
from provenance.origin.dates.table import dated_articles

OPEN = (None, None)


def dates(text, furniture=(), published=OPEN, captured=OPEN) -> Publication:
    return publication(text, furniture=furniture, published=published, captured=captured, settings=Settings())


def day(*parts) -> datetime:
    return datetime(*parts, tzinfo=UTC)


NAMED = [
    ("Wednesday, January 17", [(None, 1, 17, 2)]),
    ("January 17th, 2024", [(2024, 1, 17, None)]),
    ("the 3rd of May, 2019", [(2019, 5, 3, None)]),
    ("Feb. 26", [(None, 2, 26, None)]),
    ("2024-01-17", [(2024, 1, 17, None)]),
    ("17.01.2024", [(2024, 1, 17, None)]),
    ("Mittwoch, 17. Januar 2024", [(2024, 1, 17, 2)]),
    ("mercredi 17 janvier", [(None, 1, 17, 2)]),
    ("miércoles, 17 de enero de 2024", [(2024, 1, 17, 2)]),
    ("mercoledì 17 gennaio", [(None, 1, 17, 2)]),
    ("17 de janeiro de 2024", [(2024, 1, 17, None)]),
    ("среду, 17 января 2024 года", [(2024, 1, 17, 2)]),
    ("середу, 17 січня", [(None, 1, 17, 2)]),
    ("п’ятницю, 19 січня", [(None, 1, 19, 4)]),
    ("17 Ocak 2024", [(2024, 1, 17, None)]),
    ("الأربعاء 17 يناير 2024", [(2024, 1, 17, 2)]),
    ("١٧ يناير ٢٠٢٤", [(2024, 1, 17, None)]),
    ("۱۷ ژانویه ۲۰۲۴", [(2024, 1, 17, None)]),
    ("20 جولائی", [(None, 7, 20, None)]),
    ("2024年1月17日（水曜日）", [(2024, 1, 17, 2)]),
    ("1月17日", [(None, 1, 17, None)]),
    ("2024년 1월 17일", [(2024, 1, 17, None)]),
    ("July 2022", [(2022, 7, None, None)]),
    ("They may march on Friday", [(None, None, None, 4)]),
    ("12345 marks, 2,018 of 31 sorts; May be; sat down", []),
    ("12/26/2023 3:10:01 PM and 26/12/2023", [(2023, 12, 26, None), (2023, 12, 26, None)]),
    ("1/2/2023 3:10 PM", [(2023, 1, 2, None)]),
    (
        "1/2/2023 or 13/13/2023 or 1/1/26/2023",
        [(2023, None, None, None), (2023, None, None, None), (2023, None, None, None)],
    ),
    ("February 31, 2020 and 45.13.2020", [(2020, 2, 31, None), (2020, None, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_days_months_and_years_in_the_languages_of_the_news(text, expected):
    assert [(m.year, m.month, m.day, m.weekday) for m in date_mentions(text)] == expected


def every_mention(text: str) -> list[DateMention]:
    """The slow twin of `mentions`: each word of the text is looked at."""
    found = [m for m in map(numbered_mention, NUMBERED.finditer(text)) if m]
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    row = list(date_pieces(text, 0, len(text), taken))
    i = 0
    while i < len(row):
        mention, used = worded_mention(text, row, i)
        found += [mention] if mention else []
        i += used
    return sorted(found, key=lambda mention: mention.start)


DATE_PIECES = [
    "17", "5", "31", "32", "0", "1999", "2024", "2031", "12345", "۲۰۲۴", "January", "May", "Juli", "March", "Wednesday",
    "sat", "de", "the", "st", "th", "rain", "x", ",", ". ", "–", "(a)", "\n", " ", "  ", "1月", "17日", "2024年",
    "2024-01-17", "17.01.2024", "’", "_", "in", "year-old",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(DATE_PIECES).flatmap(lambda a: st.sampled_from([a, a + " "])), max_size=20).map("".join)
)
def test_looking_only_where_a_date_can_be_finds_what_looking_everywhere_finds(text):
    everything = every_mention(text)
    assert date_mentions(text) == everything
    assert named_years(text) == [mention for mention in everything if mention.year is not None]
    assert named_days(text) == [mention for mention in everything if mention.month and mention.day]


def test_a_day_that_is_none_gives_no_bound_and_no_candidate():
    assert dates("OXMOOR, February 31, 2020 (AP) -- Rain fell.").published == OPEN


PAST = [
    ("The dam was built in 1998.", 1998),
    ("In March 2011, the two towns signed a treaty.", 2011),
    ("In 2019, the mayor said rain was falling.", 2019),
    ("Ida Fenn has led the council since 2016.", 2016),
    ("The mine closed in 2009 and its pit was filled in 2014.", 2014),
    ("Плотину построили в 2018 году.", 2018),
    ("The bridge, which opened on May 9, 2015, is shut.", 2015),
]


@pytest.mark.parametrize(("text", "year"), PAST)
def test_what_is_told_as_past_bounds_from_below_and_only_there(text, year):
    low, high = dates(text).published
    assert (low.year if low.month > 1 or low.day > 1 else low.year - 1) in (year - 1, year)
    assert low <= day(year, 12, 31)
    assert high is None


NO_BOUND = [
    "Duties fall each year until all imports are freed in 2031.",
    "The maker said the plant, with 300 hands,\nwill shut its sheds in Wick, effective May 1, 2031.\nRain fell.",
    "The maker said it has run the two sheds as\ndebtors of the bank, to May 1, 2031.\nRain fell.",
    "Net 300 marks. Includes a mill\nacquired May 1, 2031\n",
    "PREMIUMS FALL\n53 weeks to May 1, 2031\nShare 20 marks",
    "She is a likely candidate in 2031.",
    "The dam will be built in 2031.",
    "Premiums for 2031 were announced.",
    "The 2031 race has begun, and donors gathered.",
    "It was one of the best harvests of the 1990s.",
    "The town wants to be free of coal by 2035.",
    "Mayor Ida Fenn of the United Towns in 2031 may stand again.",
    "Rain fell on Tuesday.",
    "Rain fell in September.",
]


@pytest.mark.parametrize("text", NO_BOUND)
def test_a_year_that_is_only_thought_of_bounds_nothing(text):
    assert dates(text).published == OPEN or text.startswith("The dam will")


def test_what_is_announced_bounds_from_above():
    low, high = dates("The licence was granted in 2021, and its end is now set for 2026.").published
    assert low.date() == date(2020, 12, 31)  # 2021 begins first at UTC+14
    assert high.date() == date(2027, 1, 1)  # and 2026 ends last at UTC-12


def test_a_weekday_with_its_day_gives_the_years_in_which_it_falls_so():
    found = dates("The town said on Wednesday, January 17, that rain had fallen.")
    assert [d.year for d in found.candidates] == [2001, 2007, 2018, 2024, 2029]
    assert found.published == OPEN
    assert found.basis == "text"


def test_a_day_still_to_come_is_not_the_storys_own():
    assert dates("The mayor will visit Oxmoor on Wednesday, January 17.").candidates == ()


@pytest.mark.parametrize(
    ("text", "dateline", "days"),
    [
        ("OXMOOR, Feb. 29 (Reuters) - Rain fell.", "OXMOOR, Feb. 29 (Reuters) -", 8),
        ("LOWER WICK, January 17. /TASS/. Rain fell.", "LOWER WICK, January 17. /TASS/.", 31),
        ("KYIV. Jan 17 (Interfax-Ukraine) – Rain fell.", "KYIV. Jan 17 (Interfax-Ukraine) –", 31),
        ("OXMOOR (AP) — Rain fell.", "OXMOOR (AP) —", 0),
        ("Rain fell on Oxmoor - again.", None, 0),
        ("Rain in Osk\n\nBy Ida Fenn\n\nNEW OSK, Vale (AP) — Rain fell.", "NEW OSK, Vale (AP) —", 0),
        ("Rain ### Share ### Osk Post ### OSK/VALE - Rain fell.", "OSK/VALE -", 0),
        ("Rain in Osk\nOsk (AFP) – Rain fell.", "Osk (AFP) –", 0),
        (
            "Rain in Osk\n\n" + "A caption of rain. " * 40 + "\n\nOSK, Jan 17 (AP) - Rain fell.",
            "OSK, Jan 17 (AP) -",
            31,
        ),
        ("FILE - Rain falls on Osk.\n\nRain fell.", None, 0),
        ("RELATED VIDEO — Rain falls on Osk.\n\nRain fell.", None, 0),
        ("That is why April 20- it rained.", None, 0),
        ("June 13 (UPI) -- Rain fell.", "June 13 (UPI) --", 31),
        ("新华社奥斯克1月17日电（记者 林晓川）诺兰下雨。", "新华社奥斯克1月17日电", 31),
        ("新華社奧斯克1月17日電 諾蘭下雨。", "新華社奧斯克1月17日電", 31),
        ("诺兰下雨。奥斯克1月17日电力中断。", None, 0),
        ("27 июня 2023. Дождь прошёл в Оскове.", "27 июня 2023.", 1),
        ("27 июня 2023 года дождь прошёл в Оскове.", None, 0),
    ],
)
def test_a_dateline_names_the_day_but_not_the_year(text, dateline, days):
    found = dates(text)
    assert (found.dateline, len(found.candidates)) == (dateline, days)


def test_a_whole_date_in_the_dateline_or_on_a_line_of_its_own_bounds_both_sides():
    low, high = dates("OXMOOR, January 17, 2024 (AP) -- Rain fell.").published
    assert (low.date(), high.date()) == (date(2024, 1, 16), date(2024, 1, 25))
    low, high = dates("Rain in Oxmoor\nMay 31, 2019, 9:52 PM UTC\nRain fell.").published
    assert (low.date(), high.date()) == (date(2019, 5, 30), date(2019, 6, 2))


STAMPED = [
    "Osk Desk | @oskdesk | 14 Jan 2024, 03:36 am Print\n\nRain fell.",
    "Rain in Osk\n\nJan 14, 2024 16:28 258\n\nRain fell.",
    "01/14/2024 3:10:01 PM\n\nRain fell.",
    "Rain in Osk ### Ida Fenn, Osk Post Published 7:55 p.m. ET January 14, 2024 | Updated 8:33 p.m. ### Rain fell.",
    "Rain in Osk\n"
    + "A long caption of a picture of rain falls here. " * 6
    + "\nJanuary 14, 2024\nOSK (AP) - Rain fell.",
]


@pytest.mark.parametrize("text", STAMPED)
def test_a_line_with_day_and_hour_or_of_publication_gives_the_day(text):
    found = dates(text)
    assert (found.candidates, found.basis) == ((date(2024, 1, 14),), "text")


@pytest.mark.parametrize(
    "text",
    [
        "Rain in Osk\n\nA post shared by Ida (@ida) on\nJan 14, 2024 at 11:08 am\n\nRain fell.",
        "Rain fell and, as of 14 Jan 2024, 300 houses stood under water, said the board of the town.",
        "3 hours ago\n\nRain fell on Osk.",
    ],
)
def test_a_posts_day_a_day_in_a_sentence_and_hours_ago_are_no_day_of_print(text):
    assert (dates(text).published[1], dates(text).candidates) == (None, ())


ADDRESSES = [
    ("https://post.example/2024/01/14/rain-in-osk/", True),
    ("https://post.example/news/2024/jan/14/rain", True),
    ("https://post.example/epaper/2024-01/14/content_7.htm", True),
    ("https://post.example/20240114/f9be5e/c.html", True),
    ("https://post.example/world/t20240114_77.html", True),
    ("https://post.example/news/2024/0114/77-rain/", True),
    ("https://post.example/rain-2024-01-14.html", True),
    ("https://post.example/uk-20240114", False),  # a number of an article
    ("https://post.example/2024/13/14/rain", False),
    ("https://post.example/1924/01/14/rain", False),
    ("https://post.example/2024/01/14/rain-of-2023-12-01", False),  # two days
    (None, False),
]


@pytest.mark.parametrize(("url", "known"), ADDRESSES)
def test_the_day_in_an_address_dates_the_article_and_is_its_own_basis(url, known):
    found = publication("Rain fell.", furniture=[], published=OPEN, captured=OPEN, settings=Settings(), url=url)
    expected = (day(2024, 1, 13, 10), "address") if known else (None, None)
    assert (found.published[0], found.basis) == expected


def at(url, text, published=OPEN, captured=OPEN):
    return publication(text, furniture=[], published=published, captured=captured, settings=Settings(), url=url)


def test_the_address_gives_a_dateline_its_year_and_counts_more_than_a_day_in_the_pages_head():
    assert at("https://p.example/2020/06/13/fog/", "June 13 (UPI) -- Fog came.").candidates == (date(2020, 6, 13),)
    found = at("https://p.example/2023/12/12/fog/", "Sunday, April 28, 2024\n\nFog in Osk\n\nFog came.")
    assert (found.published[0].date(), found.published[1].date()) == (date(2023, 12, 11), date(2023, 12, 13))
    assert any(reason.layer == "address" for reason in found.evidence)


def test_metadata_counts_more_than_the_address_and_an_address_after_the_capture_says_nothing():
    given = (day(2024, 1, 20), day(2024, 1, 21))
    assert at("https://p.example/2024/01/14/fog/", "Fog came.", published=given).basis == "metadata"
    assert at("https://p.example/2024/01/14/fog/", "Fog came.", captured=(None, day(2023, 5, 1))).basis is None


def test_a_day_with_its_weekday_alone_at_the_top_of_a_page_may_be_that_of_a_visit():
    low, high = dates("Sunday, April 28, 2024\n\nFog in Osk\n\nFog came.").published
    assert (low, high.date()) == (None, date(2024, 4, 29))
    found = dates("Monday , December 11 2023\nHome / News / Fog\n\nThe mayor on Friday, August 11, met the clerk.")
    assert date(2023, 8, 11) in found.candidates
    assert found.published[1].date() == date(2023, 12, 12)
    below = dates("Fog in Osk\nSunday, April 28, 2024\nFog came.")
    assert below.candidates == (date(2024, 4, 28),)


def test_a_note_of_a_later_change_bounds_from_above():
    low, high = dates(
        "The dam was built in 1998.\n\nThis article was amended on 19 May 2020 to name the dam."
    ).published
    assert (low.date(), high.date()) == (date(1997, 12, 31), date(2020, 5, 20))


def test_furniture_dates_the_capture_and_not_the_article():
    text = "Rain fell on Oxmoor.\nRecent Posts\nMayor was elected in 2025\n3 hours ago"
    found = dates(text, furniture=[(21, len(text), "recent")])
    assert found.published == OPEN
    assert [(e.layer, text[e.start : e.end]) for e in found.evidence] == [("capture", "3 hours ago")]


def test_a_published_line_among_the_furniture_is_believed():
    text = "Published May 3, 2019\nRain fell."
    low, high = dates(text, furniture=[(0, 21, "timestamp")]).published
    assert (low.date(), high.date()) == (date(2019, 5, 2), date(2019, 5, 5))


def test_the_day_alone_above_a_story_dates_it_as_furniture_too_and_a_print_notice_or_a_later_line_does_not():
    above = "Home > World\nRain in Oxmoor\nFriday, May 31, 2019 14:50\nRain fell on the moor all day, the mayor said.\n"
    low, high = dates(above, furniture=furniture_of(above)).published
    assert [kind for *_, kind in furniture_of(above)] == ["section_label", "timestamp"]
    assert (low.date(), high.date()) == (date(2019, 5, 30), date(2019, 6, 2))
    printed = "Rain fell on the moor all day, the mayor said.\nPrinted on 4 July 2026"
    assert [kind for *_, kind in furniture_of(printed)] == ["timestamp"]
    assert dates(printed, furniture=furniture_of(printed)).published == OPEN
    deep = "Rain fell on the moor all day, the mayor said. " * 6 + "\n"
    assert dates(deep + "4 July 2026", furniture=[(len(deep), len(deep) + 11, "timestamp")]).published == OPEN


def test_metadata_stands_and_a_conflict_is_told():
    given = (day(2015, 3, 1), day(2015, 3, 1, 23))
    found = dates("The dam was built in 2018.", published=given)
    assert (found.published, found.basis) == (given, "metadata")
    assert found.evidence[0].note == "the metadata's date is earlier than the text allows; the metadata's stands"


def test_what_was_fetched_had_been_published():
    found = dates("Rain fell on Wednesday, January 17.", captured=(day(2020, 1, 1), day(2020, 1, 2)))
    assert found.published == (None, day(2020, 1, 2))
    assert [d.year for d in found.candidates] == [2001, 2007, 2018]


def test_a_frame_keeps_its_columns_order_and_given_dateline():
    rows = [
        {"article": "a", "text": "The dam was built in 1998.", "dateline": "OXMOOR"},
        {"article": "b", "text": "OXMOOR (AP) — Rain fell.", "published_from": day(2020, 1, 1)},
    ]
    frame = table(rows, ARTICLES)
    found = dated_articles(frame, Settings())
    assert found.schema == frame.schema
    assert found["dateline"].to_list() == ["OXMOOR", "OXMOOR (AP) —"]
    assert found["date_basis"].to_list() == ["text", "metadata"]
    assert found.drop(
        "published_from", "published_to", "published_candidates", "date_basis", "date_evidence", "dateline"
    ).equals(
        frame.drop("published_from", "published_to", "published_candidates", "date_basis", "date_evidence", "dateline")
    )
    assert dated_articles(frame.head(0), Settings()).equals(frame.head(0))


PIECES = st.sampled_from(
    ["Monday", "January", "17", "2024", ",", " ", "\n", "in", "was built", "will", "May", ".", "17.01.2024", "月3日"]
)


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_bounds_never_cross_and_mentions_stand_in_order(text):
    low, high = dates(text).published
    assert low is None or high is None or low <= high
    found = date_mentions(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["Monday ", "1 ", "January ", "17 de ", "in ", "2024", "A", "A, ", "(", "月1", ". ", "\n"]
)
def test_time_grows_with_the_text_only(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    dates(text)
    assert time.process_time() - began < 3
    patterns = [
        p for module in (date_words, date_own, datelines) for p in vars(module).values() if isinstance(p, re.Pattern)
    ]
    for pattern in patterns:
        began = time.process_time()
        pattern.match(text)
        assert time.process_time() - began < 0.05


def test_gold_bounds_hold_the_known_days_of_publication(shared):
    gold = json.loads((shared / "gold" / "seeds-gold.json").read_text(encoding="utf-8"))["files"]
    for name, facts in gold.items():
        text = (shared / "seeds" / name).read_bytes().decode("utf-8")
        blocks = [(b["start"], b["end"], "recent") for b in facts["boilerplate_blocks"]]
        found = dates(text, furniture=blocks)
        low, high = found.published
        outer = facts["publication"]["external"]
        assert low is None or low.date().isoformat() <= outer["lower"], name
        assert high is None or outer["upper"] <= high.date().isoformat(), name
        years = facts["publication"]["text_only"].get("candidate_years", [])
        assert [d.year for d in found.candidates] == years, name


def test_real_datelines_hold_the_day_of_publication(shared):
    rows = (
        pl.read_parquet(shared / "data" / "reuters21578.parquet")
        .drop_nulls(["published", "dateline", "text"])
        .head(400)
    )
    settings = Settings(first_year=1980, last_year=2005)
    held = 0
    for published, dateline, text in rows.select("published", "dateline", "text").iter_rows():
        found = publication(f"{dateline} {text}", furniture=[], published=OPEN, captured=OPEN, settings=settings)
        low, high = found.published
        moment = published.replace(tzinfo=UTC)
        held += (low is None or low <= moment) and (high is None or moment <= high)
    assert held >= 0.97 * rows.height
