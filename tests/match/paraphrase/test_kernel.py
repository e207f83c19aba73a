"""The kernels find and weigh passages in other words as the readable twins do, to the last bit."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import aligned_spans
from provenance.match.paraphrase.align import Side, retold
from provenance.match.paraphrase.sentences import groups
from provenance.match.paraphrase.table import reworded_passages
from provenance.match.passages import passages
from provenance.match.twins import RETOLD_BY
from tests.match.retellings import BRIEF, OWN, REPORT, REWORDED, SAME_EVENT, SHUFFLED, among
from tests.match.texts import FERRY, LONG

pytest.importorskip("numba")
from provenance.match.paraphrase import kernel

SENTENCES = [part + "." for text in (REPORT, REWORDED, SHUFFLED, BRIEF, *OWN) for part in text.split(". ")]
TELLINGS = (REPORT, REWORDED, SHUFFLED, BRIEF, SAME_EVENT, *OWN, LONG)


def assert_same(texts, borders=None, languages=None):
    """Every pair of texts; how many passages there are, and how many of them in brief."""
    read = tokens(texts)
    aligned = aligned_spans(read, np.arange(len(texts)), Settings())
    pairs = [(left, right) for right in range(len(texts)) for left in range(right)]
    told = languages or ["en"] * len(texts)
    ours, expected = (
        reworded_passages(read, pairs, aligned, texts, told, Settings(), borders, backend=backend)
        for backend in ("numba", "python")
    )
    both = ((*told.found, told.brief, *told.scores) for told in (ours, expected))
    for mine, other in zip(*both, strict=True):
        assert mine.tolist() == other.tolist()
    return len(ours.brief), int(ours.brief.sum())


def test_every_telling_beside_every_other():
    texts = [among(telling, OWN[number % 2]) for number, telling in enumerate(TELLINGS)]
    count, brief = assert_same([*texts, FERRY[0].format(LONG), "", "Rain"])
    assert count > 10
    assert brief > 1


def test_the_table_is_the_same():
    texts = [among(telling) for telling in (REPORT, REWORDED, SHUFFLED, BRIEF)]
    frame = pl.DataFrame(
        {
            "article": ["a", "b", "c", "d"],
            "text": texts,
            "language": ["en"] * 4,
            "furniture": [[]] * 4,
            "published_from": pl.Series([None] * 4, dtype=pl.Datetime("us", "UTC")),
        }
    )
    ours, expected = (passages(frame, tokens(texts), Settings(reworded=True), backend=e) for e in ("numba", "python"))
    assert ours.equals(expected)
    assert set(ours["kind"]) == {"aligned", "reworded"}


def test_languages_are_read_by_those_who_know_them():
    texts = [among(REPORT), among(REWORDED, OWN[0]), among(BRIEF), among(SHUFFLED)]
    assert assert_same(texts, languages=["en", None, "xx", "de"])[0] > 3


def test_walls_part_what_they_part():
    texts = [among(REPORT, OWN[0]), among(REWORDED)]
    offsets = tokens(texts).offsets
    assert_same(texts, np.array([0, 40, 90, offsets[1], offsets[1] + 55, offsets[2]]))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 30), max_size=80), min_size=2, max_size=2),
    st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=40), min_size=2, max_size=2),
)
def test_any_words_cut_anywhere(words, lengths):
    sides = []
    for own, sizes in zip(words, lengths, strict=True):
        cuts = np.minimum(np.cumsum([0, *sizes]), len(own))
        cuts = np.array(sorted({*cuts.tolist(), len(own)}), np.int64)
        sides.append(Side(np.array(own, np.uint64), cuts, cuts[:1]))
    assert RETOLD_BY["numba"](sides[0], sides[1]) == retold(sides[0], sides[1])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=30), st.lists(st.sampled_from(SENTENCES), max_size=30))
def test_any_sentences(left, right):
    assert_same([" ".join(left), " ".join(right), REPORT])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=40), st.integers(1, 6), st.integers(1, 6))
def test_groups(points, row_gap, column_gap):
    rows, columns = (np.array([point[axis] for point in points], np.int64) for axis in (0, 1))
    numbers, ends = np.arange(len(points)), np.zeros(len(points), np.int64)
    count = kernel.groups(numbers, 0, len(points), rows, columns, row_gap, column_gap, ends)
    ours = [sorted(part.tolist()) for part in np.split(numbers, ends[:count])[:-1]]
    assert sorted(ours) == [group.tolist() for group in groups(rows, columns, (row_gap, column_gap))]
