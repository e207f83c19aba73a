"""The kept article of a cluster is the first in order that all others resemble, however many are asked at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.tokens import Tokens
from provenance.match.clusters import keeping as room
from provenance.match.clusters.keeping import keep_turns, kept_articles
from provenance.match.clusters.similarity_cache import SimilarityCache, measured_links

COUNT = 12


def jaccard(one, other):
    return len(one & other) / len(one | other)


def plainly(order, firsts, own, articles, standing):
    """The same for one cluster of which `own` are the first of exact duplicates, its centre the first of these."""
    place = {unit: min(order.index(i) for i in range(COUNT) if firsts[i] == unit) for unit in own}
    for unit in sorted(own, key=place.get)[: room._TRIES]:
        if place[unit] < standing or all(jaccard(articles[unit], articles[other]) >= 0.7 for other in own):
            return order[place[unit]]
    return order[place[own[0]]]


@given(
    st.lists(st.sets(st.integers(0, 7), min_size=5), min_size=COUNT, max_size=COUNT),
    st.permutations(range(COUNT)),
    st.lists(st.integers(0, 2), min_size=COUNT, max_size=COUNT),
    st.sampled_from([0, 0, 1, 3]),
    st.sampled_from([1, 2, 16]),
)
def test_kept_is_what_plain_loops_keep(articles, order, groups, standing, at_first):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_AT_FIRST", at_first)
        firsts = np.array([articles.index(words) for words in articles])
        groups = [groups[first] for first in firsts]
        units = [i for i in range(COUNT) if firsts[i] == i]
        clusters = [own for group in range(3) if len(own := [i for i in units if groups[i] == group]) > 1]
        centre = np.arange(COUNT)
        for own in clusters:
            centre[own] = own[0]
        hashes = np.array([number for words in articles for number in sorted(words)], np.uint64)
        nowhere = np.zeros(len(hashes), np.uint32)
        tokens = Tokens(hashes, nowhere, nowhere, np.cumsum([0, *map(len, articles)]))
        pairs = np.array([(own[0], other) for own in clusters for other in own[1:]], np.int64).reshape(-1, 2)
        values = np.array([[jaccard(articles[i], articles[j])] * 3 for i, j in pairs]).reshape(-1, 3)
        near = measured_links(*pairs.T, values)
        found = kept_articles(np.array(order), firsts, near, centre, SimilarityCache(near, tokens, 1), 0.7, standing)
    assert [found[own[0]] for own in clusters] == [
        plainly(list(order), firsts, own, articles, standing) for own in clusters
    ]


def test_turns_are_those_of_the_first_of_exact_duplicates():
    assert keep_turns(np.array([2, 0, 1, 3]), np.array([0, 1, 0, 1])).tolist() == [0, 2, 4, 4]
