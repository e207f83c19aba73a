"""Exact duplicates are found in one pass, and having no words makes no duplicate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.tokens import tokens
from provenance.index.exact import firsts


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Rain fell.", "Rain fell.", "Sun.", "rain — FELL!"], [0, 0, 2, 0]),
        (["", "", "...", "\n"], [0, 1, 2, 3]),
        (["a b", "b a", "ab"], [0, 1, 2]),
        ([], []),
    ],
)
def test_firsts_by_hand(texts, expected):
    assert firsts(tokens(texts)).tolist() == expected


def test_what_is_left_out_does_not_part_duplicates():
    both = tokens(["Rain fell.", "Rain fell. Read also: sun"], [[], [(11, 25)]])
    assert firsts(both).tolist() == [0, 0]


def test_pages_that_are_all_furniture_are_no_duplicates():
    assert firsts(tokens(["Subscribe now", "Subscribe now"], [[(0, 13)], [(0, 13)]])).tolist() == [0, 1]


@given(st.lists(st.lists(st.sampled_from(["rain", "fell", "on", "мир"]), max_size=4), max_size=12))
def test_firsts_are_those_of_the_same_words_in_the_same_order(articles):
    expected = [articles.index(words) if words else number for number, words in enumerate(articles)]
    assert firsts(tokens(map(" ".join, articles))).tolist() == expected
