"""The kernels find the fingerprints, links and spans that the readable twins find, number for number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.arrays import distinct
from provenance.base.settings import Settings, Sketch
from provenance.base.tokens import Tokens
from provenance.match.align.alignment import AlignedSpans, aligned_spans
from provenance.match.fingerprints import winnowing
from provenance.match.fingerprints.winnowing import anchors, fingerprints
from provenance.match.twins import ALIGNED_SPANS_BY, FINGERPRINTS_BY

pytest.importorskip("numba")
from provenance.base import jit
from provenance.match.align import entries as entries_of
from provenance.match.align import entry_kernel, parallel

SPREAD = np.uint64(0x9E3779B97F4A7C55)  # shingles of words that are small numbers would have one hash by chance
RUNS = st.lists(st.integers(0, 3), min_size=3, max_size=14)
ARTICLES = st.lists(
    st.lists(st.sampled_from("abcdefgh"), max_size=7).map(
        lambda drawn: [word for letter in drawn for word in PHRASES[letter]]
    ),
    max_size=14,
)
PHRASES = {letter: [(ord(letter) * 7 + k * k) % 23 for k in range(3 + ord(letter) % 9)] for letter in "abcdefgh"}
SETTINGS = st.builds(
    Settings,
    sketch=st.builds(Sketch, shingle=st.integers(1, 5)),
    winnow=st.integers(1, 6),
    passage_words=st.integers(1, 8),
)


def tokens_of(articles):
    hashes = np.array([word for article in articles for word in article], np.uint64) * SPREAD
    no_places = np.zeros(len(hashes), np.uint32)
    return Tokens(hashes, no_places, no_places, np.cumsum([0, *map(len, articles)]))


def links_of(entries, offsets):
    """(left, right, left_at, right_at) of what entries lead to, sorted."""
    links, firsts = [], {pair >> 32: pair & 0xFFFFFFFF for pair in entries.repeated.tolist()}
    before = entries.before.tolist()
    for x in np.flatnonzero(before).tolist():
        there, y = [], x
        while before[y]:
            y = before[y] - 1
            there.append(y)
        if x in firsts:
            assert there[-1] == firsts[x]
            there = [*there[: winnowing.LINKS_BACK], firsts[x]]
        for y in there:
            left, right = (int(np.searchsorted(offsets, place, "right")) - 1 for place in (x, y))
            links.append((left, right, x - int(offsets[left]), y - int(offsets[right])))
    return sorted(links)


def assert_same(ours, expected):
    assert [column.tolist() for column in ours] == [column.tolist() for column in expected]
    assert [column.dtype for column in ours] == [column.dtype for column in expected]


@st.composite
def corpora(draw):
    """Tokens of made-up articles, where their pieces begin, and a canonical order."""
    tokens = tokens_of(draw(ARTICLES))
    cuts = draw(st.lists(st.integers(0, len(tokens.hashes)), max_size=5))
    order = np.array(draw(st.permutations(range(len(tokens)))), np.int64)
    return tokens, distinct(np.concatenate([tokens.offsets, np.array(cuts, np.int64)])), order


@settings(deadline=None)
@given(corpora(), SETTINGS)
def test_fingerprints(corpus, chosen):
    tokens, borders, _ = corpus
    assert_same(FINGERPRINTS_BY["numba"](tokens, chosen, borders), fingerprints(tokens, chosen, borders))


@settings(deadline=None)
@given(corpora(), SETTINGS)
def test_links(corpus, chosen):
    tokens, borders, order = corpus
    entries = entries_of.entries(tokens, np.argsort(order), chosen, borders)
    expected = anchors(fingerprints(tokens, chosen, borders), order)
    assert links_of(entries, tokens.offsets) == list(zip(*(column.tolist() for column in expected), strict=True))


@settings(max_examples=200, deadline=None)
@given(corpora(), SETTINGS)
def test_spans(corpus, chosen):
    tokens, borders, order = corpus
    assert_same(
        ALIGNED_SPANS_BY["numba"](tokens, order, chosen, borders), aligned_spans(tokens, order, chosen, borders)
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=12, max_size=60), min_size=2, max_size=5), st.data())
def test_spans_of_articles_that_repeat_themselves(articles, data):
    tokens, chosen = tokens_of(articles), Settings(sketch=Sketch(shingle=data.draw(st.integers(2, 5))), passage_words=4)
    order = np.array(data.draw(st.permutations(range(len(articles)))), np.int64)
    assert_same(ALIGNED_SPANS_BY["numba"](tokens, order, chosen), aligned_spans(tokens, order, chosen))


@pytest.mark.parametrize("copies", [2, 9, 40])
def test_slices_threads_and_rounds_do_not_show(copies, monkeypatch):
    articles = [[(k * k + copy * (k % 5 == 0)) % 97 for k in range(copy % 7, 60)] for copy in range(copies)]
    tokens, order = tokens_of(articles), np.arange(copies)[::-1].copy()
    monkeypatch.setattr(jit, "_SLICE", 700)
    monkeypatch.setattr(jit, "cores", lambda: 3)
    monkeypatch.setattr(entries_of, "_PART", 4)
    monkeypatch.setattr(entries_of, "_KEYS", 64)
    monkeypatch.setattr(entries_of, "_CUT", 16)
    monkeypatch.setattr(parallel, "_ROOM", 1)
    assert_same(ALIGNED_SPANS_BY["numba"](tokens, order, Settings()), aligned_spans(tokens, order, Settings()))


def test_one_word_over_and_over_has_more_fingerprints_than_are_usual():
    tokens = tokens_of([[7] * 400, [7] * 500])
    assert_same(FINGERPRINTS_BY["numba"](tokens, Settings()), fingerprints(tokens, Settings()))
    assert_same(
        ALIGNED_SPANS_BY["numba"](tokens, np.arange(2), Settings()),
        aligned_spans(tokens, np.arange(2), Settings()),
    )


def test_hashes_that_only_their_last_bits_tell_apart():
    made = winnowing.Fingerprints(np.array([8, 9, 8, 9, 8], np.uint64), np.arange(5), np.zeros(5, np.int64))
    expected = anchors(made, np.arange(5))
    postings = np.array([[h, article << 32 | article] for article, h in enumerate(made.hashes.tolist())], np.uint64)
    before, many = np.zeros(5, np.uint32), np.empty(5, np.uint64)
    assert entry_kernel.write_entries(postings, np.array([0, 5]), 0, 1, winnowing.ALL_LINKED, before, many) == 0
    links = links_of(entries_of.Entries(before, many[:0]), np.arange(6))
    assert links == list(zip(*(column.tolist() for column in expected), strict=True))


def test_no_articles_and_articles_without_words():
    for articles in ([], [[]], [[], [1, 2], []]):
        tokens = tokens_of(articles)
        none = ALIGNED_SPANS_BY["numba"](tokens, np.arange(len(articles)), Settings())
        assert [len(column) for column in none] == [0] * len(AlignedSpans._fields)


@pytest.mark.parametrize("copies", [100, 1000])
def test_what_all_articles_carry_costs_a_few_links_and_spans_an_article(copies):
    rows = np.array([[*range(30), *range(1000 + copy * 20, 1020 + copy * 20)] for copy in range(copies)], np.uint64)
    no_places = np.zeros(rows.size, np.uint32)
    tokens = Tokens(rows.ravel() << np.uint64(20), no_places, no_places, np.arange(0, rows.size + 1, 50))
    order = np.arange(copies)
    prints = len(fingerprints(tokens, Settings(winnow=4)).hashes) / copies
    links = links_of(entries_of.entries(tokens, order, Settings(winnow=4), tokens.offsets), tokens.offsets)
    assert len(links) <= 3 * prints * copies + 28 * prints  # the first and two before; the first eight each with each
    assert len({link[:2] for link in links}) <= 4 * copies
    spans = ALIGNED_SPANS_BY["numba"](tokens, order, Settings(winnow=4))
    assert len(spans.left) <= 4 * copies
    assert {(a, b, m) for a, b, m in zip(spans.left_from, spans.left_to, spans.matched, strict=True)} == {(0, 30, 30)}
