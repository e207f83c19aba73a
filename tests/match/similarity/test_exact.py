"""Similarity and containment equal Python's own sets."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.backend import load
from provenance.base.tokens import Tokens, tokens
from provenance.match.similarity.exact import Similarity, measure, similarity
from provenance.match.twins import SIMILARITIES_BY
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


@pytest.fixture(params=["python", "numba"], scope="module")
def backend(request):
    if request.param == "numba":
        pytest.importorskip("numba")
    return request.param


def made(articles):
    """Tokens straight from hashes."""
    hashes = np.array([number for article in articles for number in article], np.uint64)
    nowhere = np.zeros(len(hashes), np.uint32)
    return Tokens(hashes, nowhere, nowhere, np.cumsum([0, *map(len, articles)]))


@settings(deadline=None)
@given(
    articles=st.lists(st.lists(st.integers(0, 3) | st.integers(2**63, 2**63 + 2), max_size=12), min_size=2, max_size=6),
    size=st.integers(1, 5),
)
def test_many_pairs_are_measured_as_one_by_one(backend, articles, size):
    words = made(articles)
    candidates = np.array([(i, j) for i in range(len(articles)) for j in range(i, len(articles))])
    expected = [list(measure(words, size)(*pair)) for pair in candidates.tolist()]
    assert SIMILARITIES_BY[backend](words, candidates, size).tolist() == expected


def test_no_pairs_no_rows(backend):
    assert SIMILARITIES_BY[backend](made([[1, 2]]), np.empty((0, 2), np.int64), 5).shape == (0, 3)


def test_slices_do_not_show(monkeypatch):
    pytest.importorskip("numba")
    random = np.random.default_rng(4)
    words = made([random.integers(0, 40, size).tolist() for size in random.integers(0, 60, 50)])
    candidates = np.unique(np.sort(random.integers(0, 50, (300, 2)), axis=1), axis=0)
    whole = SIMILARITIES_BY["numba"](words, candidates, 2)
    monkeypatch.setattr(load("provenance.base.jit"), "_SLICE", 500)
    assert SIMILARITIES_BY["numba"](words, candidates, 2).tolist() == whole.tolist()
