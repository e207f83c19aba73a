"""Headlines in a box that opens at a name are furniture, and the sentence around them is not."""

import time

import pytest

from provenance.corpus.furniture.boxes import boxes
from provenance.corpus.furniture.scan import furniture

BOX = "FennBridge stays shut Ferry Watch: New engines for the Alma | Tolls to rise Fenn meets growers MORE"
STORY = (
    f"Rain fell on Oxmoor on Monday.\nMayor Ida Fenn Ida Marie {BOX} (I) said the bridge would open.\nNobody was hurt."
)


def test_a_box_inside_a_sentence_is_furniture():
    assert [(STORY[start:end], kind) for start, end, kind in furniture(STORY)] == [(BOX, "related")]


def test_two_boxes_of_one_line_are_two():
    line = f"Ida Fenn Ida {BOX} and Oskar Vale Oskar ValeGrowers sue MORE, too."
    assert [line[start:end] for start, end in boxes(line)] == [BOX, "ValeGrowers sue MORE"]


@pytest.mark.parametrize(
    "line",
    [
        "Ida Fenn said they wanted MORE of it.",
        "Ida Fenn, of YouTube fame, said McAllen wants MORE money.",
        "Fenn told Fenn that MORE was less.",  # nothing is stuck to the name
        "Ida Fenn Ida FennBridge stays shut, MOREOVER it rained.",
    ],
)
def test_what_is_no_box(line):
    assert list(boxes(line)) == []


def test_a_text_of_one_line_is_left_alone():
    assert furniture(STORY.replace("\n", " ")) == []


@pytest.mark.parametrize("piece", [" MORE", "Fenn ", "Fenn Fenn MORE ", "A" * 20 + " ", "Fenn" + " (x)" * 4 + " MORE"])
def test_any_line_is_read_in_linear_time(piece):
    begun = time.process_time()
    list(boxes(piece * (100_000 // len(piece))))
    assert time.process_time() - begun < 1
