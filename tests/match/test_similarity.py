"""Similarity and containment equal Python's own sets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.tokens import tokens
from provenance.match.similarity import Similarity, measure, similarity
from tests import oracles

SETS = st.sets(st.integers(0, 30) | st.integers(2**63, 2**64 - 1), max_size=30)


def u64(numbers):
    return np.array(sorted(numbers), np.uint64)


@given(SETS, SETS)
def test_similarity_equals_the_slow_twin(left, right):
    assert tuple(similarity(u64(left), u64(right))) == oracles.similarity(left, right)


@given(SETS, SETS)
def test_similarity_seen_from_the_other_side(left, right):
    assert similarity(u64(left), u64(right)).turned() == similarity(u64(right), u64(left))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("one two three four five six", "one two three four five six", (1.0, 1.0, 1.0)),
        ("one two three four five six", "zero one two three four five six", (2 / 3, 1.0, 2 / 3)),
        ("one two three", "one two three", (1.0, 1.0, 1.0)),  # too short for a shingle: all words or nothing
        ("one two three", "one two three four", (0.0, 0.0, 0.0)),
        ("", "", (0.0, 0.0, 0.0)),
        ("one two three four five", "...", (0.0, 0.0, 0.0)),
    ],
)
def test_articles_measured_by_hand(left, right, expected):
    assert measure(tokens([left, right]), 5)(0, 1) == Similarity(*expected)
