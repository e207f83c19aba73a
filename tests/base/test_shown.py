"""A passage in brief, or whose wording does not count, is shown and weighed as the aligned pieces inside it."""

import polars as pl
import pytest

from provenance.base.tables import PASSAGES, PIECE, shown_passages, table

PLACES = {"left_start": 0, "left_end": 90, "right_start": 0, "right_end": 900}
PIECES = [
    dict(zip(PIECE, (20, 40, 300, 320, 4, 4, 60.0, 0.01, True), strict=True)),
    dict(zip(PIECE, (50, 60, 10, 20, 2, 2, 9.0, 5.0, False), strict=True)),
]


def row(kind, pieces=None, left="a", worded=True):
    told = {"words": 9, "matched": 8, "bits": 99.0, "expect": 0.0, "significant": True, "kind": kind, "pieces": pieces}
    told["worded"] = worded
    return {"left": left, "right": "z", **PLACES, **told}


@pytest.mark.parametrize("whole", [row("brief", PIECES), row("reworded", PIECES, worded=False)])
def test_pieces_stand_for_a_passage_whose_wording_does_not_count(whole):
    told = shown_passages(table([whole], PASSAGES))
    assert dict(told.schema) == dict(PASSAGES)
    assert told.select("kind", "left_start", "bits", "significant").rows() == [
        ("aligned", 20, 60.0, True),
        ("aligned", 50, 9.0, False),
    ]


def test_others_stay_and_all_are_in_order():
    whole = table([row("aligned", left="b"), row("brief", PIECES, "b"), row("reworded", PIECES)], PASSAGES)
    told = shown_passages(whole)
    assert told["kind"].to_list() == ["reworded", "aligned", "aligned", "aligned"]
    assert told.filter(kind="reworded").equals(whole.filter(kind="reworded"))


def test_one_without_pieces_is_not_shown():
    assert shown_passages(table([row("brief", [])], PASSAGES)).height == 0
    assert shown_passages(table([row("brief", None)], PASSAGES)).height == 0


def test_a_trace_without_kinds_is_shown_as_it_is():
    old = table([row("aligned")], PASSAGES).with_columns(kind=pl.lit(None, pl.String))
    assert shown_passages(old).equals(old)
