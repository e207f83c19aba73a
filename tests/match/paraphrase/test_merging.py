"""Passages in other words take in what lies in and beside them; aligned pieces by themselves stay what they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.match.align.alignment import AlignedSpans
from provenance.match.paraphrase.merging import NEAR, merged_stretches
from provenance.match.passages import passages
from tests.match.retellings import OWN, REPORT, REWORDED, among
from tests.match.test_passages import articles, read

OFFSETS = np.array([0, 1000, 2000])


def found(*places):
    """Spans of articles 0 and 1, as (left_from, left_to, right_from, right_to)."""
    return AlignedSpans(*np.array([(0, 1, *place, 0) for place in places], np.int32).reshape(-1, 7).T)


def whole(stretches, pieces, borders=OFFSETS):
    made = merged_stretches(found(*stretches), found(*pieces), OFFSETS, borders)
    return list(zip(*(column.tolist() for column in made.found[2:6]), strict=True)), made.holder.tolist()


BESIDE = (30 + NEAR, 60 + NEAR, 30 + NEAR, 70 + NEAR)


def test_pieces_inside_and_beside_are_taken_in():
    inside = (5, 15, 8, 18)
    assert whole([(0, 30, 0, 30)], [inside, BESIDE]) == ([(0, BESIDE[1], 0, BESIDE[3])], [0, 0])


@pytest.mark.parametrize("far", [(51, 60, 30, 40), (30, 40, 51, 60)], ids=["in the left one", "in the right one"])
def test_what_is_far_in_one_article_stays_what_it_is(far):
    assert whole([(0, 30, 0, 30)], [far]) == ([(0, 30, 0, 30)], [-1])


def test_stretches_are_joined_through_a_piece_between_them():
    apart = (100, 130, 100, 130)
    assert whole([(0, 30, 0, 30), apart], [])[0] == [(0, 30, 0, 30), apart]
    assert whole([(0, 30, 0, 30), apart], [(45, 85, 45, 85)]) == ([(0, 130, 0, 130)], [0])


def test_pieces_are_not_joined_to_each_other():
    assert whole([], [(0, 30, 0, 30), (31, 60, 31, 60)]) == ([], [-1, -1])


def test_furniture_parts_what_it_parts():
    borders = np.array([0, 31, 1000, 2000])
    assert whole([(0, 30, 0, 30)], [(32, 40, 32, 40)], borders) == ([(0, 30, 0, 30)], [-1])


PLACES = st.tuples(*[st.tuples(st.integers(0, 300), st.integers(1, 60))] * 2).map(
    lambda ends: tuple(n for start, size in ends for n in (start, start + size))
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PLACES, max_size=8), st.lists(PLACES, max_size=8))
def test_what_is_left_lies_apart_and_no_order_shows(stretches, pieces):
    made, holder = whole(stretches, pieces)
    assert made == sorted(made)
    for one in made:
        for other in made:
            near = all(one[side] - other[side + 1] <= NEAR >= other[side] - one[side + 1] for side in (0, 2))
            assert one == other or not near
    for piece, number in zip(pieces, holder, strict=True):
        held = [
            n for n, box in enumerate(made) if all(box[s] <= piece[s] and piece[s + 1] <= box[s + 1] for s in (0, 2))
        ]
        assert number in (held or [-1])
    again, turned = whole(stretches[::-1], pieces[::-1])
    assert again == made
    assert turned == holder[::-1]


SHARED = "Divers had searched the flooded hold of the dredger Marigold since dawn with lamps of their own."


def one_pair(reworded=True):
    left, right = REPORT + " " + SHARED, SHARED + " " + REWORDED
    rows = [("a", among(left, OWN[0]), [], None), ("b", among(right), [], None)]
    frame = articles(rows)
    return frame, passages(frame, read(frame), Settings(reworded=reworded))


def test_a_pair_has_one_passage_with_its_pieces_in_order():
    frame, table = one_pair()
    texts = dict(frame.select("article", "text").iter_rows())
    assert table.select("left", "right", "kind", "significant").rows()[0] == ("a", "b", "reworded", True)
    row = table.row(0, named=True)
    for piece in row["pieces"]:
        assert row["left_start"] <= piece["left_start"] < piece["left_end"] <= row["left_end"]
        assert row["right_start"] <= piece["right_start"] < piece["right_end"] <= row["right_end"]
        same = [texts[row[side]][piece[f"{side}_start"] : piece[f"{side}_end"]] for side in ("left", "right")]
        assert same[0].split()[0].lower() == same[1].split()[0].lower()
    taken = one_pair(reworded=False)[1]
    assert len(row["pieces"]) + table.filter(kind="aligned").height == taken.height


def test_an_aligned_passage_has_no_pieces():
    assert one_pair(reworded=False)[1]["pieces"].to_list() == [None] * one_pair(reworded=False)[1].height


def test_every_passage_begins_and_ends_with_a_word():
    blank = " " * 60 + "\n\n" + "\t" * 20
    rows = [
        ("a", blank + REPORT.replace(". ", "." + blank), [], None),
        ("b", among(REWORDED.replace(". ", "." + blank)), [], None),
    ]
    frame = articles(rows)
    table = passages(frame, read(frame), Settings())
    assert table.height
    texts = dict(frame.select("article", "text").iter_rows())
    for row in table.iter_rows(named=True):
        for side in ("left", "right"):
            text = texts[row[side]][row[f"{side}_start"] : row[f"{side}_end"]]
            assert text[0].isalnum()
            assert text[-1].isalnum()
