"""Buckets hold the rows with one hash, and no others, in a corpus of any size."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.index.buckets import buckets


def members(hashes):
    """For each row that is not the first with its hash, the row that is."""
    rows, others, first = buckets(np.array(hashes, np.uint64))
    assert sorted(rows.tolist()) == list(range(len(hashes)))
    return dict(zip(rows[others].tolist(), rows[first].tolist(), strict=True))


@given(st.lists(st.integers(0, 4).map(lambda high: high << 60 | high) | st.integers(0, 9), max_size=20))
def test_each_row_but_the_first_is_put_beside_the_first_with_its_hash(hashes):
    expected = {row: hashes.index(one) for row, one in enumerate(hashes) if hashes.index(one) != row}
    assert members(hashes) == expected


@given(st.lists(st.integers(0, 3).map(lambda low: 7 << 40 | low), min_size=2, max_size=8), st.integers(0, 500))
def test_buckets_are_the_same_beside_any_number_of_other_rows(hashes, more):
    others = [(1 << 50) + (row << 20) for row in range(more)]
    assert members(hashes + others) == members(hashes)


def test_rows_of_a_bucket_are_ascending_where_hashes_agree_in_part():
    rows, others, first = buckets(np.array([9, 8, 9, 8, 9], np.uint64))
    assert rows.tolist() == [1, 3, 0, 2, 4]
    assert (rows[others].tolist(), rows[first].tolist()) == ([3, 2, 4], [1, 0, 0])
