"""Tokens are the same for texts that read the same, and every span maps back to the original."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.letters import table as letters_table
from provenance.base.tokens import outside, tokens, word_hash, words

READ_THE_SAME = [
    ("capitals", "THE NORTH PIER", "the north pier"),
    ("full-width letters", "ｎｏｒｔｈ　ｐｉｅｒ", "north pier"),
    ("mathematical bold", "\U0001d427\U0001d428", "no"),
    ("zero-width characters", "no\u200brth\u2060 pi\u00ader", "north pier"),
    ("tag characters", "north\U000e0069\U000e0067 pier", "north pier"),
    ("Cyrillic look-alikes in a Latin word", "nоrth рiеr", "north pier"),
    ("composed and decomposed accents", unicodedata.normalize("NFD", "façade résumé"), "façade résumé"),
    ("Hangul, composed and decomposed", unicodedata.normalize("NFD", "정부는"), "정부는"),
    ("voiced kana, composed and decomposed", unicodedata.normalize("NFD", "がぎ"), "がぎ"),
    ("Arabic with and without vowel marks and tatweel", "مُحَمَّد كــتاب", "محمد كتاب"),
]


@pytest.mark.parametrize(("_", "left", "right"), READ_THE_SAME, ids=[row[0] for row in READ_THE_SAME])
def test_texts_that_read_the_same_have_the_same_words(_, left, right):
    assert words(left).words == words(right).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("long-term, U.S.-led", ["long", "term", "u", "s", "led"]),
        ("Straße ﬁre", ["strasse", "fire"]),
        ("台风2024年", ["台", "风", "2024", "年"]),
        ("МОСКВА, мир", ["москва", "мир"]),  # wholly Cyrillic words stay Cyrillic
        ("... --- !!!", []),
        ("", []),
    ],
)
def test_words_by_hand(text, expected):
    assert words(text).words == expected


@given(st.text(max_size=60))
def test_spans_are_in_order_inside_the_text_and_hold_their_word(text):
    found = words(text)
    assert (found.starts < found.ends).all()
    assert (found.ends[:-1] <= found.starts[1:]).all()
    assert not len(found.ends) or found.ends[-1] <= len(text)
    alone = [words(text[a:b]).words for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]
    assert alone == [[word] for word in found.words]


@given(st.lists(st.text(max_size=40), max_size=5))
def test_many_texts_are_their_texts_one_by_one(texts):
    together = tokens(texts)
    for i, text in enumerate(texts):
        hashes, starts, ends = together[i]
        assert hashes.tolist() == [word_hash(word) for word in words(text).words]
        assert starts.tolist() == words(text).starts.tolist()
        assert ends.tolist() == words(text).ends.tolist()


def test_the_stored_table_is_the_one_its_maker_makes():
    with np.load(letters_table.PATH) as stored:
        version = ".".join(map(str, stored["unicode"].tolist()))
        if version != unicodedata.unidata_version:
            pytest.skip(f"the table is of Unicode {version}, this Python of {unicodedata.unidata_version}")
        made = letters_table.build()
        assert {name: stored[name].tolist() for name in stored} == {name: made[name].tolist() for name in made}


def test_tokens_that_touch_a_span_are_left_out():
    found = words("one two three four")
    assert outside(found.starts, found.ends, [(5, 9)]).tolist() == [True, False, False, True]
    assert outside(found.starts, found.ends, [(3, 4)]).tolist() == [True] * 4
