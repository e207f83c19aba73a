"""Rows are found by article in the same order, whether all are made at once or each when it is asked for."""

import polars as pl
import pytest

from provenance.report import lookup
from provenance.report.evidence import named_note
from provenance.report.lookup import RowsBy

PASSAGES = pl.DataFrame({"left": ["a", "a", "b", "c"], "right": ["b", "d", "c", "d"], "words": [1, 2, 3, 4]})


@pytest.mark.parametrize("few", [0, 100])
def test_a_row_stands_under_both_its_articles_in_the_order_of_the_table(few, monkeypatch):
    monkeypatch.setattr(lookup, "_FEW", few)
    monkeypatch.setattr(lookup, "HELD", 1)
    rows = RowsBy(PASSAGES, "left", "right")
    assert {key: [row["words"] for row in rows[key]] for key in rows} == {
        "a": [1, 2], "b": [1, 3], "c": [3, 4], "d": [2, 4],
    }  # fmt: skip
    assert rows["a"][0] == {"left": "a", "right": "b", "words": 1}
    assert "e" not in rows
    assert rows.get("e") is None


def test_no_rows_are_under_nothing():
    assert len(RowsBy(PASSAGES.clear(), "left", "right")) == 0


@pytest.mark.parametrize(
    ("note", "names", "expected"),
    [
        ("a and b", {"a and": "X", "b": "Y"}, "X b"),  # a name takes the word that the next one would follow
        ("and b is earlier", {"b": "Y"}, "and Y is earlier"),
        ("11 words also in 11", {"11": "X"}, "11 words also in X"),
        ("in a.txt, b.txt and a", {"a": "X", "a.txt": "Z", "b.txt": "Y"}, "in Z, b.txt and X"),
        ("banana in a’s text", {"a": "X"}, "banana in X’s text"),
        ("a 3 days later", {"a": "X"}, "X 3 days later"),
        ("a days later", {"a": "X"}, "a days later"),
        ("nothing", {}, "nothing"),
    ],
)
def test_ids_in_a_note_become_names(note, names, expected):
    assert named_note(note, names) == expected
