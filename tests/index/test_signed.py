"""Texts signed in one pass are signed as their tokens are, by either backend."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.backend import load
from provenance.base.settings import Sketch
from provenance.base.tokens import tokens
from provenance.index.exact import firsts
from provenance.index.minima import minima
from provenance.index.signatures import Signatures, permutations, signatures
from provenance.index.signed import Signed, digests
from provenance.index.twins import SIGNATURES_BY, SIGNED_TEXTS_BY
from tests import oracles

WORDS = st.lists(st.sampled_from(["rain", "fell", "on", "pier", "мир", "東", "é", "harbourmaster's"]), max_size=40)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6)
SKETCHES = st.sampled_from([Sketch(), Sketch(shingle=1), Sketch(shingle=3, values=20, bands=5, seed=9)])


@pytest.fixture(params=["python", "numba"], scope="module")
def backend(request):
    if request.param == "numba":
        pytest.importorskip("numba")
    return request.param


def assert_signed(texts, sketch, leave_out, backend):
    found, words = SIGNED_TEXTS_BY[backend](texts, sketch, leave_out), tokens(texts, leave_out)
    expected = signatures(words, sketch)
    assert found.signatures.articles.tolist() == expected.articles.tolist()
    assert found.signatures.values.tolist() == expected.values.tolist()
    assert found.lengths.tolist() == np.diff(words.offsets).tolist()
    assert found.digests.tolist() == [oracles.digest(words[i][0].tolist()) for i in range(len(words))]
    assert found.firsts().tolist() == firsts(words).tolist()


@settings(deadline=None)
@given(texts=TEXTS, sketch=SKETCHES, cut=st.integers(0, 9))
def test_as_the_tokens_are(backend, texts, sketch, cut):
    assert_signed(texts, sketch, None, backend)
    assert_signed(texts, sketch, [[(cut, cut + 7)]] * len(texts), backend)


def test_exact_duplicates_by_hand(backend):
    texts = ["Rain fell.", "Sun.", "", "RAIN fell", "", "rain", "fell rain", "Rain, fell!"]
    assert SIGNED_TEXTS_BY[backend](texts, Sketch()).firsts().tolist() == [0, 1, 2, 0, 4, 5, 6, 0]


def test_thousands_of_small_articles(backend):
    texts = [" ".join(f"w{(i * k) % 997}" for k in range(i % 12)) for i in range(3000)]
    assert_signed(texts, Sketch(), None, backend)


def test_texts_made_of_two_words_in_a_hard_order_are_told_apart(backend):
    """The Thue-Morse sequence and its mirror: any plain polynomial modulo 2^64 takes them for one."""
    bits = [number.bit_count() % 2 for number in range(2048)]
    texts = [" ".join("ab"[bit ^ turned] for bit in bits) for turned in (0, 1)]
    assert SIGNED_TEXTS_BY[backend](texts, Sketch()).firsts().tolist() == [0, 1]


@given(TEXTS)
def test_digests_are_the_same_of_either_backend_and_of_tokens(texts):
    pytest.importorskip("numba")
    plain, compiled = (SIGNED_TEXTS_BY[name](texts, Sketch()).digests.tolist() for name in ("python", "numba"))
    assert plain == compiled == digests(tokens(texts)).tolist()


@given(WORDS, WORDS)
def test_digests_differ_where_tokens_do(one, other):
    left, right = digests(tokens([" ".join(one), " ".join(other)])).tolist()
    assert (left == right) == (one == other)
    assert (left[0] == right[0]) == (left[1] == right[1]) == (one == other)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=40), max_size=6))
def test_the_compiled_backend_counts_as_numpys(articles):
    pytest.importorskip("numba")
    compiled_minima = load("provenance.index.parallel").minima
    mixed = np.array([number for article in articles for number in article], np.uint32)
    offsets = np.cumsum([0, *map(len, articles)])
    baked = permutations(128, 1)
    assert compiled_minima(mixed, offsets, *baked).tolist() == minima(mixed, offsets, *baked).tolist()


def test_tokens_are_signed_by_either_backend(backend):
    words = tokens(["rain fell on the old pier", "short", "", "sun on the old pier by the sea, then rain"])
    found, expected = SIGNATURES_BY[backend](words, Sketch()), signatures(words, Sketch())
    assert found.values.tolist() == expected.values.tolist()
    assert found.articles.tolist() == [0, 3]


def test_digests_that_agree_in_part_are_told_apart():
    digests = np.array([[5 << 60, 1], [(5 << 60) + 1, 1], [5 << 60, 2], [5 << 60, 1], [(5 << 60) + 1, 1]], np.uint64)
    made = Signed(Signatures(np.empty((0, 128), np.uint32), np.arange(0)), np.ones(5, np.int64), digests)
    assert made.firsts().tolist() == [0, 1, 2, 0, 1]


@pytest.mark.parametrize("backend", ["python", "numba"])
def test_signatures_go_where_they_are_wanted(backend):
    if backend == "numba":
        pytest.importorskip("numba")
    texts = ["rain fell on the old pier", "too short", "snow came down on the moor at night", ""]
    expected, rows = SIGNED_TEXTS_BY[backend](texts, Sketch()), np.full((4, 128), 7, np.uint32)
    found = SIGNED_TEXTS_BY[backend](texts, Sketch(), rows=rows)
    assert found.signatures.values.base is not None
    assert np.array_equal(rows[:2], expected.signatures.values)
    for name in ("lengths", "digests"):
        assert np.array_equal(getattr(found, name), getattr(expected, name))
    assert found.signatures.articles.tolist() == expected.signatures.articles.tolist() == [0, 2]
