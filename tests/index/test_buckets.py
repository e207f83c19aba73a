"""Buckets hold the rows with one hash, and no others."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.index.buckets import buckets


@given(st.lists(st.integers(0, 4).map(lambda high: high << 60 | high), max_size=20))
def test_each_row_but_the_first_is_put_beside_the_first_with_its_hash(hashes):
    rows, others, first = buckets(np.array(hashes, np.uint64))
    assert sorted(rows.tolist()) == list(range(len(hashes)))
    expected = {row: hashes.index(one) for row, one in enumerate(hashes) if hashes.index(one) != row}
    assert dict(zip(rows[others].tolist(), rows[first].tolist(), strict=True)) == expected
