"""Articles join the same centres whether all at once or one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.match.clusters.similarity_cache import measured_links
from provenance.match.clusters.star_clusters import star_clusters, stars_one_by_one
from provenance.match.similarity.exact import Similarity

COUNT = 9
PAIR = st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda pair: pair[0] < pair[1])
GRAPHS = st.dictionaries(PAIR, st.sampled_from([0.6, 0.7, 0.8, 0.9]), max_size=16)


def linked(known):
    pairs = np.array(list(known), np.int64).reshape(-1, 2)
    return measured_links(*pairs.T, np.array([[value] * 3 for value in known.values()]).reshape(-1, 3))


def unlinked(one, other):
    """What is measured where there is no link, the same whichever comes first."""
    return Similarity(*[(one * other + one + other) % 5 / 4] * 3)


def one_by_one(known, turn):
    near = {}
    for (one, other), value in known.items():
        near.setdefault(one, {})[other] = near.setdefault(other, {})[one] = value
    turns = sorted(near, key=lambda article: (-len(near[article]), turn[article]))
    return stars_one_by_one(turns, near, lambda one, other: unlinked(one, other).similarity, 0.7)


@given(GRAPHS, st.permutations(range(COUNT)))
def test_all_at_once_equals_one_by_one(known, turn):
    centre, similarity = star_clusters(linked(known), np.array(turn), unlinked, 0.7)
    found = {i: (centre[i], similarity[i]) for i in range(COUNT) if centre[i] != i}
    assert found == one_by_one(known, turn)


def test_a_star_as_it_stands_costs_no_comparison():
    known = {(0, other): 0.8 for other in range(1, COUNT)} | {(3, 4): 0.9, (5, 6): 0.7}
    centre, similarity = star_clusters(linked(known), np.arange(COUNT)[::-1], None, 0.7)
    assert centre.tolist() == [0] * COUNT
    assert similarity.tolist() == [1.0] + [0.8] * (COUNT - 1)
