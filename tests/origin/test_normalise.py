"""Names are found however their letters were typed, and every place is the article's own."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.origin.normalise import normalised

TYPED = [
    ("Osk", "Osk", [0, 1, 2, 3]),
    ("e\u0301t", "ét", [0, 2, 3]),
    ("\u0627\u0653\u0646", "\u0622\u0646", [0, 2, 3]),  # alef and its madda
    ("ab\u0301c", "ab\u0301c", [0, 1, 2, 3, 4]),  # no such letter: left as it is
    ("\u1112\u1161\u11ab", "\ud55c", [0, 3]),  # Hangul in parts
    ("\u0627\u06d2\u0646 \u06d2", "\u0627\u06cc\u0646 \u06d2", [0, 1, 2, 3, 4, 5]),  # big ye within a word
    ("\u0627 \u06ba\n", "\u0627\u06ba\n", [0, 2, 3, 4]),  # a space before a lone noon ghunna
]


@pytest.mark.parametrize(("text", "expected", "places"), TYPED, ids=[ascii(row[0]) for row in TYPED])
def test_letters_become_those_meant_and_keep_their_places(text, expected, places):
    made = normalised(text)
    assert (made.text, list(made.places)) == (expected, places)


@given(st.text(alphabet="aeo \u0301\u0308\u0627\u0653\u06d2\u06ba\u1112\u1161\u11ab\n", max_size=40))
def test_places_rise_and_lead_back(text):
    made = normalised(text)
    assert len(made.places) == len(made.text) + 1
    assert made.places[-1] == len(text)
    assert all(first < second for first, second in zip(made.places, made.places[1:], strict=False))
    assert [made.inward(place) for place in made.places] == list(range(len(made.places)))


@given(st.text(alphabet="aéöñ ščž", max_size=40))
def test_decomposed_letters_are_composed(text):
    assert normalised(unicodedata.normalize("NFD", text)).text == text
