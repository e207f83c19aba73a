"""The library says no where it has nothing to work on, and compares as the command line does."""

import polars as pl
import pytest

import provenance as pv

RAIN = "Rain fell on the north pier of Larne Bay all night long."
SNOW = "Two trams met on a bend near the brewery, and neither would give way."


@pytest.mark.parametrize("verb", [pv.dedupe, pv.trace])
@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (None, "no row could be used: the first has no text, only lead"),
        ({"text": "body"}, "no row could be used: the first has no column 'body', only lead"),
    ],
)
def test_a_frame_without_text_is_an_error_and_no_empty_result(verb, columns, said):
    with pytest.raises(pv.ProvenanceError, match=said):
        verb(pl.DataFrame({"lead": [RAIN, SNOW]}), columns=columns)


@pytest.mark.parametrize("verb", [pv.dedupe, pv.trace])
def test_what_is_said_of_dates_does_not_hide_that_no_text_was_there(verb):
    with pytest.raises(pv.ProvenanceError, match="no row could be used"):
        verb(pl.DataFrame({"text": [1, 2], "date": ["soon", "03/04/2024"]}))


@pytest.mark.parametrize("verb", [pv.dedupe, pv.trace])
@pytest.mark.parametrize(
    ("given", "said", "advice"),
    [
        ("articles.parquet", "not a str", "pl.read_parquet"),
        ([RAIN, SNOW], "not a list", 'pl.DataFrame({"text": [...]})'),
        (None, "not nothing", "pl.DataFrame"),
        (pl.LazyFrame({"text": [RAIN]}), "not a LazyFrame", ".collect() first"),
    ],
)
def test_what_is_no_frame_is_told_so_with_the_way_to_one(verb, given, said, advice):
    with pytest.raises(pv.ProvenanceError) as caught:
        verb(given)
    assert said in str(caught.value)
    assert advice in str(caught.value)


def test_an_empty_frame_is_an_empty_result():
    assert pv.dedupe(pl.DataFrame({"text": []}, schema={"text": pl.String})).kept.rows() == []


def test_columns_of_any_type_come_back_as_they_went_in():
    frame = pl.DataFrame({"text": [RAIN, RAIN, SNOW], "tags": [["a"], [], None], "place": [{"at": 1}] * 3})
    found = pv.dedupe(frame)
    assert found.kept.schema == frame.schema
    assert found.kept.rows() == [frame.row(0), frame.row(2)] or found.kept.rows() == [frame.row(1), frame.row(2)]


@pytest.mark.parametrize(("other", "item"), [("all night long", 97), ("the whole night", 97)])
def test_two_copies_under_one_credit_draw_on_its_unseen_item_and_not_one_on_the_other(other, item):
    text = f"LARNE BAY, March 3 (Reuters) - {RAIN} {SNOW} The harbour master counted nine drowned umbrellas at dawn."
    meaning = pv.compare(text, text.replace("all night long", other)).meaning
    assert meaning == f"Both very likely ({item}%) draw on an unseen Reuters story, not one on the other."
