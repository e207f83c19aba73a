"""The library says no where it has nothing to work on, and compares as the command line does."""

import polars as pl
import pytest

import provenance as pv
from provenance.run.out import read_tables

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


FRAME = pl.DataFrame({"id": ["a", "b", "c"], "text": [RAIN, RAIN, SNOW], "n": [7, 8, 9]})


def test_threshold_and_keep_are_given_by_name_and_checked():
    assert pv.dedupe(FRAME, keep="input-order").kept["id"].to_list() == ["a", "c"]
    assert pv.dedupe(FRAME[::-1], keep="input-order").kept["id"].to_list() == ["c", "b"]
    near = pl.DataFrame({"text": [f"{RAIN} {SNOW}", f"{RAIN} {SNOW} The brewery was shut."]})
    assert [len(pv.dedupe(near, threshold=level).kept) for level in (0.5, 0.99)] == [1, 2]
    with pytest.raises(pv.ProvenanceError, match="keep"):
        pv.dedupe(FRAME, keep="newest")


def test_what_an_earlier_frame_has_goes_and_the_earlier_frame_does_not_come_back():
    found = pv.dedupe(FRAME, against=pl.DataFrame({"id": ["old"], "text": [SNOW]}))
    assert found.kept["id"].to_list() == ["a"]
    assert dict(zip(found.removed["id"], found.removed["provenance_match"], strict=True)) == {"b": "a", "c": "old"}
    assert found.rejected.height == 0


def test_a_lazy_frame_comes_back_lazy():
    found = pv.dedupe(FRAME.lazy())
    assert isinstance(found.kept, pl.LazyFrame)
    assert found.kept.collect().rows() == [FRAME.row(0), FRAME.row(2)]
    assert found.removed.collect()["provenance_match"].to_list() == ["a"]


def test_an_arrow_table_comes_back_as_one():
    pa = pytest.importorskip("pyarrow")
    found = pv.dedupe(FRAME.to_arrow())
    assert isinstance(found.kept, pa.Table)
    assert found.kept.column("n").to_pylist() == [7, 9]
    assert found.removed.column("provenance_similarity").to_pylist() == [1.0]
    assert found.rejected.num_rows == 0


def test_a_pandas_frame_comes_back_with_its_index():
    pd = pytest.importorskip("pandas")
    given = pd.DataFrame({"id": ["a", "b", "c"], "text": [RAIN, RAIN, SNOW]}, index=[10, 20, 30])
    found = pv.dedupe(given)
    assert isinstance(found.kept, pd.DataFrame)
    assert found.kept.index.tolist() == [10, 30]
    assert found.removed["provenance_match"].tolist() == ["a"]
    assert pv.trace(given).articles.height == 3


def test_the_name_of_a_file_given_as_a_text_warns(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(RAIN)
    with pytest.warns(UserWarning, match=r"compared as a text; Path\('a.txt'\) reads the file"):
        pv.compare("a.txt", RAIN)


def test_results_are_shown_short():
    frame = pl.DataFrame({"id": ["a", "b", "c"], "text": [RAIN, RAIN, SNOW]})
    assert repr(pv.dedupe(frame)) == "Deduped(kept=2, removed=1, rejected=0, clusters=3, pairs=1, ledger=0)"
    assert repr(pv.dedupe(frame.lazy())).startswith("Deduped(kept=lazy, removed=lazy, ")
    text = repr(pv.compare(f"{RAIN} {SNOW}" * 20, f"{RAIN} {SNOW}" * 20))
    assert text.startswith("Comparison(left='")
    assert len(text) < 400


def test_tables_are_shown_short_drawn_written_and_reported_on(tmp_path):
    text = f"{RAIN} {SNOW} The harbour master counted nine drowned umbrellas at dawn. (Reuters)"
    tables = pv.trace(
        pl.DataFrame({"id": ["<b>", "b"], "text": [text, text], "published": ["2024-05-01", "2024-05-02"]})
    )
    assert repr(tables).startswith("Tables(articles=2, credits=2")
    assert len(repr(tables)) < 200
    assert "<td>2</td>" in tables._repr_html_()
    assert "unseen Reuters story" in tables.report("b")
    assert tables.report("b", "html").startswith("<!doctype html>")
    with pytest.raises(pv.ProvenanceError, match="no article"):
        tables.report("c")
    graph = tables.graph()
    assert {("b", data["relation"]) for _, _, data in graph.in_edges("b", data=True)} & {("b", "relay")}
    assert graph.nodes["b"]["kind"] == "article"
    folder = tables.write(tmp_path / "out")
    again, run = read_tables(folder)
    assert again.derivations.equals(tables.derivations)
    assert run["version"] == pv.__version__
    with pytest.raises(pv.ProvenanceError, match="holds a result"):
        tables.write(folder)


def test_the_names_of_the_package_are_listed_for_completion():
    assert set(dir(pv)) == {*pv.__all__, "spark"}
