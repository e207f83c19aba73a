"""Keys that articles hold become neighbours."""

import numpy as np

from provenance.match.paraphrase.neighbours import distinct_keys, key_links, nearest


def test_a_key_that_many_hold_links_each_article_to_three_at_most():
    keys, articles = distinct_keys(np.zeros(100, np.uint64), np.arange(100))
    found = key_links(keys, articles, np.arange(100), 100)
    assert len(found) == 99 + 98 + 97
    assert max(np.bincount(found % 100)) == 3


def test_the_first_article_is_the_first_in_canonical_order():
    order = np.array([3, 2, 1, 0])
    found = key_links(np.zeros(4, np.uint64), np.arange(4), order, 4)
    assert sorted(divmod(pair, 4) for pair in set(found.tolist())) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_a_pair_stays_when_either_article_keeps_it():
    pairs = np.array([9 * 0 + right for right in range(1, 9)] + [9 * 7 + 8])
    shared = np.array([*range(8, 0, -1), 1])
    assert len(nearest(pairs, shared, 9)) == 9
    crowded = np.array([20 * 0 + right for right in range(1, 20)])
    assert len(nearest(crowded, np.ones(19, np.int64), 20)) == 19  # each of the others has it as its only one


def test_nothing_has_no_neighbours():
    none = np.zeros(0, np.uint64), np.zeros(0, np.int64)
    assert [len(column) for column in distinct_keys(*none)] == [0, 0]
    assert len(key_links(*none, np.zeros(0, np.int64), 0)) == 0
    assert len(nearest(none[1], none[1], 0)) == 0
