"""Shingles equal their scalar twin, alone and many articles at a time."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.shingles import runs_of_many, shingle_set, shingles
from tests import oracles

HASHES = st.lists(st.integers(0, 2**64 - 1), max_size=12)


def u64(numbers):
    return np.array(numbers, np.uint64)


@given(HASHES, st.integers(1, 6))
def test_shingles_equal_the_scalar_twin(hashes, size):
    assert shingles(u64(hashes), size).tolist() == oracles.shingles(hashes, size)


@given(st.lists(HASHES, max_size=5), st.integers(1, 4))
def test_many_articles_are_the_articles_one_by_one(articles, size):
    offsets = np.concatenate([[0], np.cumsum([len(article) for article in articles])]).astype(np.int64)
    found, own = runs_of_many(u64([h for article in articles for h in article]), offsets, size)
    expected = [oracles.shingles(article, size) if len(article) >= size else [] for article in articles]
    assert [found[a:b].tolist() for a, b in pairwise(own)] == expected


def test_a_set_is_sorted_and_each_shingle_stands_once():
    hashes = [5, 6, 7, 5, 6, 7, 5]
    assert shingle_set(u64(hashes), 3).tolist() == sorted(set(oracles.shingles(hashes, 3)))


def test_the_order_of_words_counts():
    assert set(oracles.shingles([1, 2, 3], 3)) != set(oracles.shingles([3, 2, 1], 3))
    assert shingles(u64([1, 2, 3]), 3).tolist() != shingles(u64([3, 2, 1]), 3).tolist()
