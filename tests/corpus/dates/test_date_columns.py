"""The dates of a column tell each other's order and language, whatever their order and however they are read."""

import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.corpus.articles import articles
from provenance.corpus.dates.date_columns import DateColumn
from provenance.corpus.dates.date_intervals import moment
from provenance.corpus.frames import articles_of
from provenance.corpus.input_slices import slices
from provenance.corpus.read import read_bytes
from provenance.run.intake import intake
from provenance.run.resembling import earlier, noted_slices
from provenance.run.texts import Texts

RAIN = "Rain fell on the north pier of Larne Bay all night, and the ferry stayed in port until {n} in the morning."


def settled(*dates: str) -> tuple[list[str], list[str]]:
    """The first and last days of each date, and the messages of their column."""
    column, found = DateColumn("published"), [moment(raw) for raw in dates]
    for one in found:
        column.add(one)
    spans = [column.settled(one) for one in found]
    days = [f"{span.earliest:%m-%d}..{span.latest:%m-%d}" if span.earliest and span.latest else "" for span in spans]
    before = "column 'published': "
    return days, [f"{note.code} {note.message.removeprefix(before)}" for note in column.notes()]


CASES = [
    (("01-05-2024", "01-06-2024", "01-13-2024"), ["01-05..01-05", "01-06..01-06", "01-13..01-13"],
     ["W-DATE-ORDER 2 dates such as '01-05-2024' are read with the month first, as 1 other must be"]),
    (("03/04/2025", "17/04/2025"), ["04-03..04-03", "04-17..04-17"],
     ["W-DATE-ORDER '03/04/2025' is read with the day first, as 1 other must be"]),
    (("03/04/2025", "17/04/2025", "04/17/2025"), ["03-04..04-03", "04-17..04-17", "04-17..04-17"],
     ["W-DATE-ORDER '03/04/2025' can have several meanings, and all are allowed for: others are 1 with the day first"
      " and 1 with the month first"]),
    (("03/04/2025",), ["03-04..04-03"],
     ["W-DATE-ORDER '03/04/2025' can be read with the day first or with the month first, and no other date tells:"
      " all meanings are allowed for"]),
    (("Thu 03/04/2025", "05/04/2025"), ["04-03..04-03", "04-05..04-05"],
     ["W-DATE-ORDER '05/04/2025' is read with the day first, as 1 other must be"]),
    (("24.01.17",), ["01-24..01-24"], []),
    (("24.01.17", "99.01.17"), ["01-17..01-17", "01-17..01-17"],
     ["W-DATE-ORDER '24.01.17' is read with the year first, as 1 other must be"]),
    (("03/03/2025", "2025-04-03"), ["03-03..03-03", "04-03..04-03"], []),
    (("03.04.2025",), ["04-03..04-03"], []),
    (("03.04.2025", "17.04.2025"), ["04-03..04-03", "04-17..04-17"], []),
    (("03.04.2025", "04.17.2025"), ["03-04..03-04", "04-17..04-17"],
     ["W-DATE-ORDER '03.04.2025' is read with the month first, as 1 other must be"]),
    (("03.04.2025", "17.04.2025", "04.17.2025"), ["03-04..04-03", "04-17..04-17", "04-17..04-17"],
     ["W-DATE-ORDER '03.04.2025' can have several meanings, and all are allowed for: others are 1 with the day first"
      " and 1 with the month first"]),
    (("01/02/24", "31/12/24"), ["02-01..02-01", "12-31..12-31"],
     ["W-DATE-ORDER '01/02/24' is read with the day first, as 1 other must be"]),
    (("201112", "202401"), ["12-01..12-31", "01-01..01-31"],
     ["W-DATE-ORDER '201112' is read as year and month, as 1 other must be"]),
    (("17 listopada 2024", "2 sierpnia 2024"), ["11-17..11-17", "08-02..08-02"],
     ["W-DATE-LANGUAGE '17 listopada 2024' is read in the language pl, as 1 other must be"]),
    (("17 listopada 2024", "2 srpnja 2024"), ["10-17..10-17", "07-02..07-02"],
     ["W-DATE-LANGUAGE '17 listopada 2024' is read in the language hr, as 1 other must be"]),
    (("17 Foo 2024", "", "nan", "Bar"), ["", "", "", ""],
     ["W-DATES none of 2 dates can be read, such as '17 Foo 2024'"]),
    (("17 Foo 2024", "2024-01-17"), ["", "01-17..01-17"],
     ["W-DATES 1 of 2 dates cannot be read, such as '17 Foo 2024'"]),
]  # fmt: skip


@pytest.mark.parametrize(("dates", "days", "said"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_a_column_settles_its_dates_and_says_how(dates, days, said):
    assert settled(*dates) == (days, said)


@given(st.lists(st.sampled_from([date for case in CASES for date in case[0]]), max_size=8), st.randoms())
def test_the_order_of_the_rows_does_not_matter(dates, chance):
    days = dict(zip(dates, settled(*dates)[0], strict=True))
    mixed = list(dates)
    chance.shuffle(mixed)
    assert dict(zip(mixed, settled(*mixed)[0], strict=True)) == days


@given(st.lists(st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31)), max_size=20))
def test_a_settled_date_is_one_that_it_could_mean(days):
    column, found = DateColumn("date"), [moment(f"{day:%d/%m/%Y}") for day in days]
    for one in found:
        column.add(one)
    for one in found:
        meant = column.settled(one)
        assert meant.earliest is not None
        assert one.earliest <= meant.earliest <= meant.latest <= one.latest
    if any(day.day > 12 for day in days):
        bounds = [(column.settled(one).earliest.date(), column.settled(one).latest.date()) for one in found]
        assert bounds == [(day, day) for day in days]


def rows(dates):
    return [{"id": f"n{n}", "date": date, "text": RAIN.format(n=n)} for n, date in enumerate(dates)]


MONTH_FIRST = [f"0{n % 9 + 1}/05/2024" for n in range(40)] + ["not a date", "01/13/2024"]
KNOWN = [f"2024-0{n % 9 + 1}-05" for n in range(40)] + [None, "2024-01-13"]


def days_of(frame: pl.DataFrame) -> list[str | None]:
    found = frame.sort(pl.col("article").str.slice(1).cast(pl.Int64))
    assert found.select((pl.col("published_to") - pl.col("published_from")).dt.total_days().max()).item() == 0
    return found["published_from"].dt.to_string("%Y-%m-%d").to_list()


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("backend", ["python", "numba"])
def test_the_last_row_settles_the_first_on_both_ways(tmp_path, monkeypatch, ending, backend: Backend):
    monkeypatch.setattr("provenance.corpus.slices._MANY", 3)
    monkeypatch.setattr("provenance.corpus.formats.parquet._FEWEST", 4)
    monkeypatch.setattr("provenance.corpus.formats.parquet._MOST", 4)
    path, frame = tmp_path / f"a.{ending}", pl.DataFrame(rows(MONTH_FIRST))
    {"jsonl": frame.write_ndjson, "csv": frame.write_csv, "parquet": frame.write_parquet}[ending](path)
    settings = Settings()
    with Texts() as texts:
        made = list(slices([path], settings, backend=backend))
        kept = intake(made, settings.sketch, backend, texts)
    assert len(made) > 5
    assert days_of(kept.articles) == KNOWN
    assert kept.unread == 1
    told = [entry for one in made for entry in one.told]
    assert [entry.code for entry in told if entry.record is not None] == ["W-DATE"]
    assert {note.code for entry in told if entry.record is None for note in entry.notes} >= {"W-DATES", "W-DATE-ORDER"}
    assert days_of(articles([path], settings)[0]) == KNOWN


def test_an_earlier_corpus_settles_its_dates_too(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows(["03/04/2025", "17/04/2025"])), encoding="utf-8")
    with Texts() as texts:
        kept = intake(earlier(slices([path], Settings())), Settings().sketch, "python", texts)
    days = kept.articles["published_from"].dt.to_string("%m-%d").to_list()
    assert (kept.articles["article"].to_list(), days) == (["against:n0", "against:n1"], ["04-03", "04-17"])


def test_what_is_said_of_a_file_is_not_crowded_out_by_its_records(tmp_path, monkeypatch):
    monkeypatch.setattr("provenance.run.resembling._TOLD", 5)
    path, told = tmp_path / "a.jsonl", []
    path.write_text("".join(json.dumps(row) + "\n" for row in rows(["soon"] * 20)), encoding="utf-8")
    list(noted_slices(slices([path], Settings()), lambda entries, *_: told.extend(entries)))
    assert [entry.record for entry in told] == [1, 2, 3, 4, 5, None]
    assert "W-DATES" in {note.code for note in told[-1].notes}


def test_a_frame_in_hand_is_a_column_too():
    found, ledger = articles_of(pl.DataFrame(rows(MONTH_FIRST)), Settings())
    assert days_of(found) == KNOWN
    assert [note.code for note in ledger[-1].notes] == ["W-DATES", "W-DATE-ORDER"]


def test_the_input_has_another_name_where_its_dates_are_read_otherwise(tmp_path):
    def name(*dates: str) -> str:
        path = tmp_path / "a.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows(["03/04/2025"])), encoding="utf-8")
        more = tmp_path / "b.jsonl"
        more.write_text("".join(json.dumps({**row, "id": "m"}) + "\n" for row in rows(dates)), encoding="utf-8")
        joined = tmp_path / "c.jsonl"
        joined.write_text(path.read_text(encoding="utf-8") + more.read_text(encoding="utf-8"), encoding="utf-8")
        names = []
        for inputs in ([path, more], [joined]):
            with Texts() as texts:
                names.append(intake(slices(inputs, Settings()), Settings().sketch, "python", texts).name)
        return " ".join(names)

    assert len(set(name("17/04/2025").split())) == 2  # the files settle their dates each by itself
    assert len(set(name("2025-04-17").split())) == 1


def test_a_file_of_one_article_says_itself_what_its_date_can_mean():
    [(entry, article)] = read_bytes("a.md", b"---\ndate: 03/04/2025\n---\n" + RAIN.encode(), Settings())
    assert (entry.code, entry.message) == (
        "W-DATE", "'03/04/2025' can mean 2025-03-04 or 2025-04-03: both are allowed for",
    )  # fmt: skip
    assert article.open == ()
    assert replace(article) == article.settled()
