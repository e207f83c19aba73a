"""Parquet gives a record a row, whatever its types; a file that claims more than it holds is refused unread."""

import datetime
import io
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provenance.base.settings import Settings
from provenance.corpus.read import read, read_bytes

RAIN, SNOW = (f"{what} fell on the north pier of Larne Bay all night." for what in ("Rain", "Snow"))


def written(columns, **options):
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, **options)
    return sink.getvalue()


def told(data, settings=None):
    return [
        (e.record, e.verdict, e.code, a and a.text) for e, a in read_bytes("a.parquet", data, settings or Settings())
    ]


def test_rows_are_records_across_row_groups():
    texts = [f"{RAIN} {number}" for number in range(1200)]
    data = written({"id": [str(n) for n in range(1200)], "text": texts}, row_group_size=100)
    found = [a.text for _, a in read_bytes("a.parquet", data, Settings()) if a]
    assert found == texts


TYPES = [  # column, what is given as published, and the first moment
    (pa.array([datetime.datetime(1987, 2, 26, 15, 1, 1, 790000)]), "1987-02-26 15:01:01.790000+00:00"),
    (pa.array([datetime.datetime(2024, 1, 17, 8)], pa.timestamp("ns", "Asia/Tokyo")), "2024-01-17 08:00:00+00:00"),
    (pa.array([datetime.date(2024, 1, 17)]), "2024-01-17 00:00:00+00:00"),
    (pa.array([1705478400]), "2024-01-17 08:00:00+00:00"),
    (pa.array(["17.01.24"]).dictionary_encode(), "2024-01-17 00:00:00+00:00"),
    (pa.array([2**62], pa.timestamp("us")), "None"),
    (pa.array([None], pa.string()), "None"),
]


@pytest.mark.parametrize(("column", "first"), TYPES, ids=[str(row[0].type) for row in TYPES])
def test_dates_of_any_type(column, first):
    data = written({"text": [RAIN], "published": column})
    _, article = next(read_bytes("a.parquet", data, Settings()))
    assert str(article.published_from) == first


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.string_view()], ids=str)
def test_text_of_any_type(kind):
    assert told(written({"id": ["a"], "text": pa.array([RAIN], kind)}))[0] == (1, "accepted", "", RAIN)


def test_numbers_and_nulls_are_taken_one_by_one():
    data = written({"id": [7, None, 8], "text": [RAIN, SNOW, None], "tags": [["a"], [], None], "score": [0.5, None, 1]})
    found = list(read_bytes("a.parquet", data, Settings()))
    assert [(e.code, a and a.article) for e, a in found][0::2] == [("", "7"), ("W-EMPTY", None)]
    assert len(found[1][1].article) == 32


def test_columns_of_lists_and_structs_may_stand_beside_articles_without_ids():
    nested = {"tags": [["a", "b"]], "place": [{"name": "Larne", "at": [54, 5]}], "notes": [[{"by": "x"}]]}
    assert told(written({"text": [RAIN], **nested}))[0] == (1, "accepted", "", RAIN)


DAMAGED = [
    ("", "E-PARQUET"),
    ("PAR1PAR1", "E-PARQUET"),
    ("half", "E-PARQUET"),
    ("middle", "E-PARQUET"),
    ("no text", "E-NO-TEXT-FIELD"),
]


@pytest.mark.parametrize(("kind", "code"), DAMAGED)
def test_damaged_files_are_refused(kind, code):
    good = written({"id": ["a"], "text": [RAIN * 50]}, compression="none", use_dictionary=False)
    data = {
        "": b"",
        "PAR1PAR1": b"PAR1PAR1",
        "half": good[: len(good) // 2],
        "middle": good[:6] + bytes(20) + good[26:],
        "no text": written({"id": ["a"], "body_url": ["x"]}),
    }[kind]
    assert told(data)[-1][1:3] == ("rejected", code)


def test_a_file_that_swells_beyond_the_cap_is_left_where_it_does():
    data = written({"id": [str(n) for n in range(900)], "text": [RAIN * 400] * 900})  # 20 kB, 900 times
    found = told(data, Settings(file_bytes=10_000_000))
    assert found[-1][1:3] == ("warned", "E-TOO-LARGE")
    assert 0 < sum(len(row[3] or "") for row in found) <= 14_000_000
    assert told(data, Settings(file_bytes=1_000_000))[-1][1:3] == ("rejected", "E-TOO-LARGE")


def test_equal_briefs_are_read_in_any_number():
    data = written({"id": [str(n) for n in range(3000)], "text": [RAIN] * 3000})
    assert len([row for row in told(data, Settings(file_bytes=100_000)) if row[3]]) == 3000


def test_bytes_that_are_no_utf_8_cost_no_row():
    bad = pa.array([b"caf\xe9 " + RAIN.encode(), SNOW.encode()]).view(pa.string())
    assert [row[1:] for row in told(written({"id": ["a", "b"], "text": bad}))[:2]] == [
        ("warned", "W-ENCODING-REPLACED", f"caf\ufffd {RAIN}"),
        ("accepted", "", SNOW),
    ]


@pytest.mark.parametrize(
    ("name", "articles", "dated"),
    [("one_day", 67, 0), ("counter_articles", 300, 299), ("reuters21578", 250, 250), ("allsides", 300, 200)],
)
def test_real_columns_are_known_without_a_word(shared, name, articles, dated):
    readings = read([shared / "data" / f"{name}.parquet"], Settings())
    found = [article for _, article in islice(readings, 300) if article]
    assert len(found) >= articles
    assert sum(article.published_from is not None for article in found) >= dated
    assert all(article.captured_from is not None for article in found if name == "one_day")
