"""Labels of real families say what a source may be; the exam's page and its calibration are counted from them."""

import json

import polars as pl

from benchmarks.real import labels
from benchmarks.real.calibration import error, rows_of
from benchmarks.real.exam import page
from benchmarks.real.labels import ANY, Label


def written(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def family(name, members, **more):
    row = {"family": name, "members": members, "partial": [], "agency": None, "source": None, "source_certainty": None}
    return {**row, "certainty": "high", **more}


def test_members_of_an_agencys_family_are_from_its_item_and_copies_from_their_source(tmp_path):
    rows = [
        family("pier", ["1", "2"], agency="ap", partial=["3"]),
        family("quay", ["4", "5"], source="4", source_certainty="high"),
        family("dock", ["6", "7"]),
        family("unsure", ["8", "9"], agency="ap", certainty="low"),
    ]
    written(tmp_path / "wire" / "gold_families.jsonl", rows)
    known = labels.wire(tmp_path)
    assert known["h-3"] == Label(agencies=frozenset({"ap"}))
    assert known["h-5"] == Label(sources=frozenset({"h-4"}))
    assert not known["h-4"].may_draw_on("h-5")
    assert known["h-4"].first
    assert not known["h-6"].may_be_from("ap")
    assert known["h-6"].may_be_from("cnn_newsource")
    assert "h-8" not in known


def test_pairs_without_reuse_forbid_one_edge_and_say_nothing_else(tmp_path):
    rows = [{"derived": "b", "source": "a", "label": "WD"}, {"derived": "d", "source": "c", "label": "ND"}]
    written(tmp_path / "gold.jsonl", rows)
    known = labels.counter(tmp_path)
    assert known["b"].sources == {"a"}
    assert known["d"] == ANY._replace(never=frozenset({"c"}))
    assert known["d"].may_draw_on("a")


def test_a_row_is_judged_only_where_a_label_says_something(tmp_path):
    pl.DataFrame({"source": ["unseen:ap:a"], "agency": ["ap"]}).write_parquet(tmp_path / "sources.parquet")
    rows = [("b", "a", "article", 0.9), ("b", "unseen:ap:a", "unseen", 0.4), ("x", "a", "article", 0.7)]
    pl.DataFrame(
        [dict(zip(("derived", "source", "source_kind", "probability"), row, strict=True)) for row in rows]
    ).with_columns(derived_kind=pl.lit("article"), relation=pl.lit("common")).write_parquet(
        tmp_path / "derivations.parquet"
    )
    assert rows_of(tmp_path, {"b": Label(sources=frozenset({"a"}))}) == ([(0.9, True)], [(0.4, False)])


def test_the_error_is_the_distance_of_what_is_said_from_what_is_right():
    assert error([(0.9, True), (0.9, False)]) == 0.4


def test_the_page_says_which_lines_are_reached():
    lines = [
        {"path": ["wire", "origin F1"], "plain": 0.9, "sign": ">=", "line": 0.96},
        {"path": ["pan13", "all", "plagdet"], "sign": ">=", "line": 0.88},
    ]
    text = page(
        lines, {"wire": {"origin F1": 0.99}, "pan13": {"all": {"plagdet": 0.8}}}, "1 of 2 short", "abc", "today"
    )
    assert text.splitlines()[-2:] == [
        "| wire | origin F1 | 0.990 | 0.900 | >= 0.96 | yes |",
        "| pan13 | all, plagdet | 0.800 | – | >= 0.88 | no |",
    ]
