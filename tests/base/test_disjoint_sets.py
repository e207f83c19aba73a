"""What chains of links connect is one set, whichever way it is found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.disjoint_sets import DisjointSets, smallest_linked

COUNT = 9
NUMBER = st.integers(0, COUNT - 1)
LINKS = st.lists(st.tuples(NUMBER, NUMBER), max_size=16)


@given(LINKS)
def test_sets_are_what_chains_of_links_connect(links):
    least = list(range(COUNT))
    for _ in range(COUNT):
        for left, right in links:
            least[left] = least[right] = min(least[left], least[right])
    columns = np.array(links, np.int64).reshape(-1, 2).T
    assert smallest_linked(*columns, COUNT).tolist() == least
    sets = DisjointSets[int]()
    for left, right in links:
        sets.link(left, right)
    assert [sets.smallest(number) for number in range(COUNT)] == least


@pytest.mark.parametrize("seed", [3, 4])
def test_a_long_chain_in_any_order_is_one_set(seed):
    order = np.random.default_rng(seed).permutation(5000)
    assert not smallest_linked(order[1:], order[:-1], 5000).any()
    sets = DisjointSets[int]()
    for left, right in zip(order[1:].tolist(), order[:-1].tolist(), strict=True):
        sets.link(left, right)
    assert {sets.smallest(number) for number in range(5000)} == {0}
