"""Candidates hold every bucket together, catch what they promise, and stay linear."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.settings import Sketch
from provenance.base.shingles import shingle_set
from provenance.base.tokens import Tokens
from provenance.index import bands
from provenance.index.bands import bucket_candidates, likely_pairs
from provenance.index.signatures import Signatures, signatures
from tests import oracles

SMALL = Sketch(values=6, bands=3, rows=2)
ROWS = st.lists(st.lists(st.integers(0, 2), min_size=6, max_size=6), max_size=9)


def signed(rows, articles=None):
    values = np.asarray(rows, np.uint32)
    return Signatures(values, np.arange(len(rows)) if articles is None else np.array(articles))


def joined(links, count):
    """The components that links make, each article with the smallest of its own."""
    least = list(range(count))
    for _ in range(count):
        for left, right in links:
            least[left] = least[right] = min(least[left], least[right])
    return least


@given(ROWS)
def test_candidates_share_a_band_and_join_all_that_do(rows):
    found = [tuple(pair) for pair in bucket_candidates(signed(rows), SMALL).tolist()] if rows else []
    expected = oracles.buckets(rows, 3, 2)
    assert found == sorted(set(found))
    assert set(found) <= expected
    assert joined(found, len(rows)) == joined(sorted(expected), len(rows))


def test_candidates_are_article_numbers_left_before_right():
    pair = signed([[1, 2, 3, 4, 5, 6], [9, 9, 3, 4, 9, 9], [0, 0, 0, 0, 0, 0]], [4, 11, 30])
    assert bucket_candidates(pair, SMALL).tolist() == [[4, 11]]


@given(ROWS)
def test_few_signatures_are_linked_as_many_are(rows):
    few = bucket_candidates(signed(rows), SMALL) if rows else []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bands, "_SMALL", 0)
        many = bucket_candidates(signed(rows), SMALL) if rows else []
    assert np.array_equal(few, many)


def test_a_bucket_of_thousands_stays_linear():
    assert len(bucket_candidates(signed(np.zeros((5000, 128))), Sketch())) < 3 * 5000


def test_no_articles_have_no_candidates():
    assert bucket_candidates(signed(np.empty((0, 128))), Sketch()).shape == (0, 2)


def near_duplicates(count, random):
    """Articles in twos, the second with some words replaced, so that the twos' similarity lies about .7 to .9."""
    for _ in range(count):
        first = random.integers(0, 2**63, random.integers(60, 600), dtype=np.uint64)
        second = first.copy()
        edits = random.choice(len(first), max(1, round(len(first) * random.uniform(0.01, 0.035))), replace=False)
        second[edits] = random.integers(0, 2**63, len(edits), dtype=np.uint64)
        yield first
        yield second


def test_near_duplicates_from_the_threshold_up_are_caught_and_none_is_dropped_as_unlikely():
    articles = list(near_duplicates(400, np.random.default_rng(5)))
    nowhere = np.zeros(sum(map(len, articles)), np.uint32)
    tokens = Tokens(np.concatenate(articles), nowhere, nowhere, np.cumsum([0, *map(len, articles)]))
    sets = [set(shingle_set(article, 5).tolist()) for article in articles]
    similar = {
        (i, i + 1) for i in range(0, len(articles), 2) if 0.7 <= oracles.similarity(sets[i], sets[i + 1])[0] < 0.9
    }
    signed = signatures(tokens, Sketch())
    found = bucket_candidates(signed, Sketch())
    kept = likely_pairs(signed, found, 0.7)
    assert len(similar) > 200
    assert len(similar & set(map(tuple, found.tolist()))) >= 0.98 * len(similar)
    assert similar & set(map(tuple, kept.tolist())) == similar & set(map(tuple, found.tolist()))


def test_the_catch_curve_at_the_threshold_keeps_its_promise():
    sketch = Sketch()
    assert sketch.catch(0.7) > 0.98
    assert sketch.catch(0.0) == 0.0
    assert sketch.catch(1.0) == 1.0


def test_that_most_rows_are_copies_changes_nothing():
    rows = np.random.RandomState(5).randint(0, 3, (40, 128)).astype(np.uint32)
    alone = bucket_candidates(Signatures(rows, np.arange(0, 120, 3)), Sketch())
    firsts = np.repeat(np.arange(0, 120, 3), 3)
    assert (
        bucket_candidates(Signatures(np.repeat(rows, 3, axis=0), np.arange(120)), Sketch(), firsts).tolist()
        == alone.tolist()
    )
    assert len(alone)
