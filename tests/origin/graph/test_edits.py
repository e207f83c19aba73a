"""Two texts become edits, and one of them can be made of the other again."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.origin.graph.versions.edits import edits

_WORDS = st.lists(st.sampled_from("abcdef"), max_size=40)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("", "", []),
        ("a b c", "a b c", []),
        ("", "a b", [(0, 0, 0, 2)]),
        ("the pier was closed on sunday", "the old pier was shut on sunday", [(1, 1, 1, 2), (3, 4, 4, 5)]),
        ("it rained and the wind turned", "the wind turned and it rained", [(0, 3, 0, 0), (6, 6, 3, 6)]),
    ],
)
def test_words_only_one_has_are_an_edit(one: str, other: str, found: list[tuple[int, int, int, int]]) -> None:
    assert [tuple(edit) for edit in edits(one.split(), other.split())] == found


@settings(max_examples=200, deadline=None)
@given(_WORDS, _WORDS)
def test_the_edits_make_the_second_text_of_the_first(one: list[str], other: list[str]) -> None:
    made, place = [], 0
    for edit in edits(one, other):
        made += one[place : edit.start] + other[edit.other_start : edit.other_end]
        place = edit.end
    assert made + one[place:] == other


def test_long_texts_that_repeat_few_words_take_no_time() -> None:
    rng = random.Random(1)
    one, other = ([rng.choice("abcdefgh") for _ in range(50_000)] for _ in range(2))
    begun = time.process_time()
    edits(one, other)
    assert time.process_time() - begun < 2
