"""What is told again in other words, in another order or in brief is found; one event by two hands is not."""

import numpy as np
import pytest

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import aligned_spans
from provenance.match.paraphrase.table import reworded_passages
from tests.match.retellings import BRIEF, OWN, REPORT, REWORDED, SAME_EVENT, SHUFFLED, among


def told(left, right, borders=None):
    """The passages in other words: text on both sides, whether in brief, and whether it counts."""
    texts = [left, right]
    read = tokens(texts)
    aligned = aligned_spans(read, np.arange(2), Settings())
    more = reworded_passages(read, [(0, 1)], aligned, texts, ["en", "en"], Settings(), borders)
    places = zip(*(column.tolist() for column in more.found[2:6]), strict=True)
    return [
        (
            left[read[0][1][a] : read[0][2][b - 1]],
            right[read[1][1][c] : read[1][2][d - 1]],
            bool(brief),
            bool(counts),
        )
        for (a, b, c, d), brief, counts in zip(places, more.brief, more.scores.significant, strict=True)
    ]


def bare(text):
    return text.rstrip(".")


HALF = REPORT[: REPORT.index(" Fishermen")]


@pytest.mark.parametrize("other", [REWORDED, SHUFFLED], ids=["in other words", "in another order"])
def test_a_retelling_is_found_with_its_borders_and_counts(other):
    assert told(among(HALF, OWN[0]), among(other)) == [(bare(HALF), bare(other), False, True)]


def test_a_retelling_in_brief_is_found_whole():
    assert [passage[:3] for passage in told(among(REPORT, OWN[0]), among(BRIEF))] == [(bare(REPORT), bare(BRIEF), True)]


def test_left_and_right_may_change_places():
    straight, turned = (
        told(*sides) for sides in ((among(HALF, OWN[0]), among(REWORDED)), (among(REWORDED), among(HALF, OWN[0])))
    )
    assert [(b, a, brief, counts) for a, b, brief, counts in turned] == straight


@pytest.mark.parametrize(
    ("title", "left", "right"),
    [
        ("two subjects", OWN[0], OWN[1]),
        ("one event by two hands", among(HALF, OWN[0]), among(SAME_EVENT)),
        ("nothing", "", ""),
        ("one word", "Rain", "Rain"),
    ],
)
def test_what_is_no_retelling_does_not_count(title, left, right):
    assert not [passage for passage in told(left, right) if passage[3]], title


def test_what_is_copied_word_for_word_is_left_to_the_alignment():
    assert told(among(REPORT, OWN[0]), among(REPORT)) == []


def test_a_retelling_does_not_cross_furniture():
    left, right = among(HALF, OWN[0]), among(REWORDED)
    read = tokens([left, right])
    wall = int(np.searchsorted(read[0][1], left.index("Harbour pilot")))
    borders = np.array([0, wall, read.offsets[1], read.offsets[2]])
    begins = [passage[0][:13] for passage in told(left, right, borders)]
    assert begins == ["Four lanterns", "Harbour pilot"]


def test_what_is_copied_from_one_place_is_not_retold_at_another():
    assert told(REPORT, " ".join([REPORT, OWN[1], REWORDED])) == []
