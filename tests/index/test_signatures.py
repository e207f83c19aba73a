"""Signatures are datasketch's, bit for bit, and the same in any batch."""

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.errors import SettingsError
from provenance.base.settings import Sketch
from provenance.base.shingles import shingles
from provenance.base.tokens import Tokens
from provenance.index import minima as minima_module
from provenance.index import signatures as room
from provenance.index.signatures import permutations, signature, signatures
from provenance.index.twins import SIGNATURES_BY

SKETCH = Sketch()
SHINGLES = st.lists(st.integers(0, 2**64 - 1) | st.integers(2**63, 2**63 + 5), min_size=1, max_size=20)
SHARED = np.stack(permutations(128, 1))


def made(articles):
    """Tokens straight from hashes."""
    offsets = np.cumsum([0, *map(len, articles)])
    hashes = np.array([h for article in articles for h in article], np.uint64)
    nowhere = np.zeros(len(hashes), np.uint32)
    return Tokens(hashes, nowhere, nowhere, offsets)


def by_datasketch(shingle_hashes):
    minhash = MinHash(num_perm=128, permutations=SHARED, scheme="affine32", hashfunc=lambda number: number)
    minhash.update_batch([number & 0xFFFFFFFF for number in shingle_hashes])
    return minhash.hashvalues.tolist()


@given(SHINGLES)
def test_a_signature_is_datasketchs(numbers):
    assert signature(np.array(numbers, np.uint64), SKETCH).tolist() == by_datasketch(numbers)


@pytest.mark.parametrize(("values", "seed"), [(128, 1), (64, 7), (1, 0), (256, 2**32 - 1)])
def test_permutations_are_datasketchs(values, seed):
    theirs = MinHash(num_perm=values, seed=seed, scheme="affine32").permutations
    assert np.stack(permutations(values, seed)).tolist() == theirs.tolist()


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=12), max_size=6))
def test_many_articles_are_signed_as_one_by_one_and_short_ones_get_no_row(articles):
    found = signatures(made(articles), SKETCH)
    long_enough = [i for i, article in enumerate(articles) if len(article) >= SKETCH.shingle]
    assert found.articles.tolist() == long_enough
    alone = [signature(shingles(np.array(articles[i], np.uint64), 5), SKETCH).tolist() for i in long_enough]
    assert found.values.tolist() == alone


def test_neither_batches_nor_chunks_show(monkeypatch):
    random = np.random.default_rng(3)
    tokens = made([random.integers(0, 2**63, size).tolist() for size in (900, 5, 7, 300, 4, 40)])
    whole = signatures(tokens, SKETCH)
    monkeypatch.setattr(room, "_BATCH", 10)
    monkeypatch.setattr(minima_module, "_CELLS", 128 * 17)
    pieces = signatures(tokens, SKETCH)
    assert pieces.values.tolist() == whole.values.tolist()
    assert pieces.articles.tolist() == whole.articles.tolist() == [0, 1, 2, 3, 5]


def test_only_the_articles_asked_for_are_signed():
    tokens = made([range(0, 9), range(10, 19), range(20, 29)])
    assert signatures(tokens, SKETCH, np.array([2, 0])).articles.tolist() == [0, 2]
    assert signatures(tokens, SKETCH, np.array([], np.int64)).values.shape == (0, 128)


def test_agreement_estimates_similarity():
    random = np.random.default_rng(1)
    errors = []
    for shared in range(100, 1000, 60):
        numbers = random.integers(0, 2**63, 2000 - shared, dtype=np.uint64)
        left, right = signature(numbers[:1000], SKETCH), signature(numbers[1000 - shared :], SKETCH)
        errors.append((left == right).mean() - shared / (2000 - shared))
    assert float(np.sqrt(np.mean(np.square(errors)))) < 0.06  # theory: .04


def test_an_unknown_backend_names_those_there_are():
    with pytest.raises(SettingsError, match=r"no backend 'fast'\. Try: python"):
        SIGNATURES_BY["fast"]
