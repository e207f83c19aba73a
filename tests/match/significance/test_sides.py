"""What a passage weighs hangs neither on what its articles are called nor on the capitals of one of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import aligned_spans
from provenance.match.paraphrase.table import reworded_passages
from provenance.match.significance.scores import scores
from provenance.match.significance.sides import turned_where
from tests.match.retellings import OWN, REPORT, REWORDED, SHUFFLED, among
from tests.match.texts import COPIED, CUP, FERRY, LONG, ONE_CLAUSE

CLAUSES = [clause for place, clause in COPIED.values() if place in (FERRY, CUP)]
TAILS = ("", "Nobody on the pier knew why.", " ".join(reversed(LONG.split())), "Ilan Dorvey said that on Monday.")


def weighed(*texts):
    read = tokens(texts)
    spans = aligned_spans(read, np.arange(len(texts)), Settings())
    return [column.tolist() for column in scores(spans, read, texts, ["en"] * len(texts), Settings())]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(CLAUSES), st.sampled_from(TAILS), st.sampled_from(TAILS), st.sampled_from((FERRY, CUP)))
def test_the_two_articles_may_change_places(clause, tail, other_tail, place):
    left, right = place[0].format(clause) + tail, place[1].format(clause) + other_tail
    assert weighed(left, right) == weighed(right, left)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLAUSES), st.sampled_from(TAILS), st.booleans())
def test_an_article_in_capitals_weighs_as_much_as_one_in_small_letters(clause, tail, turn):
    left, right = FERRY[0].format(clause), FERRY[1].format(clause) + tail
    bits, _, stands = weighed(left, right.upper())
    assert stands[bits.index(max(bits))]
    assert weighed(right.upper(), left) == [bits, *weighed(left, right.upper())[1:]]
    if turn:
        assert weighed(left.upper(), right)[2] == weighed(right, left.upper())[2]


def test_a_clause_in_capitals_in_an_article_in_small_letters_is_no_name():
    for sides in ((ONE_CLAUSE.upper(), ONE_CLAUSE), (ONE_CLAUSE, ONE_CLAUSE.upper())):
        assert weighed(*(place.format(side) for place, side in zip(FERRY, sides, strict=True)))[2] == [True]


@pytest.mark.parametrize("other", [REWORDED, SHUFFLED], ids=["in other words", "in another order"])
def test_a_retelling_may_change_places(other):
    weights = []
    for texts in ((among(REPORT, OWN[0]), among(other)), (among(other), among(REPORT, OWN[0]))):
        read = tokens(texts)
        more = reworded_passages(
            read, [(0, 1)], aligned_spans(read, np.arange(2), Settings()), texts, ["en", "en"], Settings()
        )
        places = more.found if texts[0] == among(REPORT, OWN[0]) else turned_where(np.array([True]), more.found)
        weights.append([column.tolist() for column in (*places[2:], *more.scores)])
    assert weights[0] == weights[1]
