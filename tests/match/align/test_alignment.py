"""Passages begin and end where both articles say the same word, over small edits and never over furniture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import AlignedSpan, aligned_pair, aligned_spans, chained_spans, same_words
from provenance.match.fingerprints.winnowing import piece_borders

SENTENCE = "amber lamps sway above twelve silent barges while cooks argue over stolen salted herring tonight"
CLAUSE = SENTENCE.split()
LEFT, RIGHT = [*"abcde"], [*"vwxyz"]


def shared(left, right, settings=Settings()):  # noqa: B008
    both = tokens([" ".join(left), " ".join(right)])
    return aligned_pair(both[0][0], both[1][0], settings)


def edited(place, *words):
    return [*CLAUSE[:place], *words, *CLAUSE[place + 1 :]]


@pytest.mark.parametrize(
    ("title", "right", "expected"),
    [
        ("the same words", CLAUSE, [(0, 15, 0, 15, 15)]),
        ("one word changed", edited(7, "when"), [(0, 15, 0, 15, 14)]),
        ("one word left out", edited(7), [(0, 15, 0, 14, 14)]),
        ("two words added", edited(7, "while", "all", "the"), [(0, 15, 0, 17, 15)]),
        ("three words for one", edited(7, "as", "if", "the"), [(0, 15, 0, 17, 14)]),
        ("the first word changed", edited(0, "old"), [(1, 15, 1, 15, 14)]),
        ("eight words", CLAUSE[3:11], [(3, 11, 0, 8, 8)]),
        ("seven words", CLAUSE[3:10], []),
        ("every second word changed", [w if i % 2 else f"q{i}" for i, w in enumerate(CLAUSE)], []),
        ("in another order", [*CLAUSE[7:], *CLAUSE[:7]], [(7, 15, 0, 8, 8)]),
        ("nothing", [], []),
    ],
)
def test_spans_by_hand(title, right, expected):
    spans_found = [
        (span.left_from - 5, span.left_to - 5, span.right_from - 5, span.right_to - 5, span.matched)
        for span in shared([*LEFT, *CLAUSE, *LEFT], [*RIGHT, *right, *RIGHT])
    ]
    assert spans_found == expected, title


def test_a_span_ends_before_words_that_happen_to_be_the_same_again():
    left = [*CLAUSE, "said", "of", "the", *LEFT]
    right = [*CLAUSE, "wrote", "of", "the", *RIGHT]
    assert shared(left, right) == [AlignedSpan(0, 15, 0, 15, 15)]


def test_two_runs_with_a_few_other_words_between_are_one_passage():
    words = [f"w{i}" for i in range(16)]
    left, right = [*words[:8], *LEFT, *words[8:]], [*words[:8], *RIGHT, *words[8:]]
    assert shared(left, right) == [AlignedSpan(0, 21, 0, 21, 16)]


def test_a_passage_that_one_article_repeats_is_found_once():
    assert shared(CLAUSE, [*CLAUSE, *RIGHT, *CLAUSE]) == [AlignedSpan(0, 15, 0, 15, 15)]


def test_two_passages_in_another_order_are_two():
    words = [f"w{i}" for i in range(24)]
    assert shared(words, [*words[12:], *LEFT, *words[:12]]) == [
        AlignedSpan(0, 12, 17, 29, 12),
        AlignedSpan(12, 24, 0, 12, 12),
    ]


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.lists(st.sampled_from("abcdefgh"), max_size=40))
def test_spans_begin_and_end_with_a_word_of_both_and_never_overlap_much(left, right):
    both = tokens([" ".join(left), " ".join(right)])
    for span in aligned_pair(both[0][0], both[1][0], Settings()):
        assert left[span.left_from] == right[span.right_from]
        assert left[span.left_to - 1] == right[span.right_to - 1]
        same = same_words(left[span.left_from : span.left_to], right[span.right_from : span.right_to])
        assert 8 <= span.matched <= min(span.left_to - span.left_from, span.right_to - span.right_from)
        assert sum(b - a for a, b in same) > 0


@given(st.lists(st.text("abc ", max_size=60), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_how_articles_are_numbered_does_not_matter(texts, random):
    shuffled = list(range(len(texts)))
    random.shuffle(shuffled)
    straight = aligned_spans(tokens(texts), np.arange(len(texts)), Settings())
    mixed = aligned_spans(tokens([texts[i] for i in shuffled]), np.array(shuffled), Settings())
    sides = [
        {
            (frozenset([(numbers[a], left, left_to), (numbers[b], right, right_to)]), matched)
            for a, b, left, left_to, right, right_to, matched in zip(*(c.tolist() for c in rows), strict=True)
        }
        for rows, numbers in ((straight, range(len(texts))), (mixed, shuffled))
    ]
    assert sides[0] == sides[1]


def test_no_passage_crosses_furniture_of_either_side():
    clause = " ".join(CLAUSE[:9])
    rest = " ".join(CLAUSE[9:])
    texts = [f"{clause} {rest}", f"{clause} ADVERTISEMENT {rest}"]
    spans_of = [[], [(len(clause) + 1, len(clause) + 14)]]
    read = tokens(texts, spans_of)
    rows = aligned_spans(read, np.arange(2), Settings(), piece_borders(read, spans_of))
    assert [tuple(column.tolist()) for column in rows[2:]] == [(0,), (9,), (0,), (9,), (9,)]


def test_one_word_a_thousand_times_over_is_one_span_and_quick():
    assert chained_spans([7] * 3000, [7] * 4000, [(0, y) for y in range(3996)])[0] == AlignedSpan(
        0, 3000, 0, 3000, 3000
    )


def test_no_articles_share_nothing():
    assert [len(column) for column in aligned_spans(tokens([]), np.arange(0), Settings())] == [0] * 7
