"""Any run of six words that two articles share is found, in a number of links that grows with the text only."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.fingerprints.winnowing import Fingerprints, anchors, fingerprints, piece_borders, winnowed
from tests import oracles

SETTINGS = Settings()


@given(st.lists(st.lists(st.integers(0, 9), max_size=12), max_size=4), st.integers(1, 5))
def test_winnowing_takes_the_smallest_of_each_window(texts, window):
    own = np.cumsum([0, *map(len, texts)])
    expected = {
        start + place for start, text in zip(own, texts, strict=False) for place in oracles.winnowed(text, window)
    }
    hashes = np.array([number for text in texts for number in text], np.uint64)
    assert winnowed(hashes, own, window).tolist() == sorted(expected)


@given(
    st.lists(st.sampled_from("abcd"), max_size=9),
    st.lists(st.sampled_from("efgh"), max_size=9),
    st.lists(st.sampled_from("ij"), min_size=6, max_size=14),
    st.lists(st.sampled_from("klm"), max_size=9),
)
def test_six_words_in_a_row_share_a_fingerprint(before, elsewhere, shared, after):
    both = tokens([" ".join([*before, *shared, *after]), " ".join([*elsewhere, *shared])])
    found = fingerprints(both, SETTINGS)
    left, right = ({*found.hashes[found.articles == article].tolist()} for article in (0, 1))
    assert left & right


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 11), st.integers(0, 9)), unique_by=lambda row: row[1:], max_size=40
    ),
    st.permutations(range(12)),
)
def test_links_go_to_the_first_and_the_last_two_before_and_among_few_to_all(prints, order):
    prints = sorted(prints, key=lambda row: (row[1], row[2]))
    columns = np.array(prints, np.int64).reshape(-1, 3).T
    found = Fingerprints(columns[0].astype(np.uint64), columns[1], columns[2])
    rows = list(zip(*(column.tolist() for column in anchors(found, np.array(order))), strict=True))
    assert rows == oracles.anchors(prints, order)


def test_hashes_that_differ_only_in_their_last_bits_are_told_apart():
    found = Fingerprints(np.array([8, 9, 8, 9], np.uint64), np.array([0, 1, 2, 3]), np.zeros(4, np.int64))
    links = anchors(found, np.arange(4))
    assert list(zip(links.left.tolist(), links.right.tolist(), strict=True)) == [(2, 0), (3, 1)]


@pytest.mark.parametrize("copies", [100, 1000])
def test_a_phrase_that_all_articles_carry_costs_three_links_an_article(copies):
    carried = tokens(["all rights reserved by the harbour press"] * copies)
    links = anchors(fingerprints(carried, SETTINGS), np.arange(copies))
    prints = len(fingerprints(carried, SETTINGS).hashes) // copies
    assert len(links.left) == prints * (3 * (copies - 8) + 8 * 7 // 2)


def test_what_an_article_says_twice_is_not_shared_with_itself():
    twice = tokens(["the old ferry stops at dawn. the old ferry stops at dawn."])
    assert not len(anchors(fingerprints(twice, SETTINGS), np.arange(1)).left)


def test_no_fingerprint_lies_across_furniture():
    text, spans = "one two three READ four five six seven eight", [[(14, 18)]]
    cleaned = tokens([text], spans)
    borders = piece_borders(cleaned, spans)
    assert borders.tolist() == [0, 3, 8]
    assert fingerprints(cleaned, SETTINGS, borders).places.tolist() == [3]


def test_furniture_at_either_end_cuts_nothing():
    spans = [[(0, 3), (18, 22)]]
    assert piece_borders(tokens(["TOP one two three END"], spans), spans).tolist() == [0, 3]
