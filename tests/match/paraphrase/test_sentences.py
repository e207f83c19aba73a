"""Sentences end where readers of any script end them, and are alike by the rarer words they share."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.tokens import tokens, words
from provenance.match.paraphrase.sentences import groups, sentence_borders, sentence_likeness, stretch_cosine


def sentences(text):
    read = words(text)
    borders = sentence_borders(text, read.starts).tolist()
    return [" ".join(read.words[a:b]) for a, b in pairwise(borders)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tide turned. The boats came home.", ["the tide turned", "the boats came home"]),
        ("“The tide turned.” The boats came home.", ["the tide turned", "the boats came home"]),
        ("It rose 4.5 metres in an hour. The boats sank.", ["it rose 4 5 metres in an hour", "the boats sank"]),
        ("No. The tide turned at noon.", ["no the tide turned at noon"]),
        ("The tide turned at noon. Gone.", ["the tide turned at noon gone"]),
        ("The tide\n\nturned at noon\n  \nand the boats came", ["the tide turned at noon", "and the boats came"]),
        ("潮水退了。船都回来了。", ["潮 水 退 了", "船 都 回 来 了"]),
        ("پانی اتر گیا ہے۔ کشتیاں گھر کو لوٹ چلیں۔", ["پانی اتر گیا ہے", "کشتیاں گھر کو لوٹ چلیں"]),
        ("", []),
        ("...", []),
        ("Gone", ["gone"]),
    ],
)
def test_sentences_by_hand(text, expected):
    assert sentences(text) == [" ".join(words(sentence).words) for sentence in expected]


def test_a_text_without_any_end_is_cut():
    assert [len(sentence.split()) for sentence in sentences("word " * 130)] == [60, 60, 10]


@given(st.text("ab .!?\n”", max_size=200))
def test_sentences_hold_every_word_once(text):
    read = words(text)
    borders = sentence_borders(text, read.starts).tolist()
    assert borders[0] == 0
    assert borders[-1] == len(read.words) or not read.words
    assert borders == sorted(set(borders))


@pytest.mark.parametrize("text", ["." * 100_000, "\n" * 100_000, "\n" + " " * 100_000, ".”" * 50_000, ". " * 50_000])
def test_sentences_of_a_hostile_text_take_linear_time(text):
    begun = time.process_time()
    assert sentences(text) == []
    assert time.process_time() - begun < 1


def alike(left, right):
    texts = [" ".join(left), " ".join(right)]
    read = tokens(texts)
    borders = [np.cumsum([0, *(len(sentence.split()) for sentence in side)]) for side in (left, right)]
    return sentence_likeness(read[0][0], read[1][0], (borders[0], borders[1]))


def test_the_same_sentence_is_wholly_alike_and_one_without_a_word_in_common_not_at_all():
    found = alike(["boats came home", "rain fell all day"], ["boats came home", "nobody saw it"])
    assert found.cosine.round(6).tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert found.dice.round(6).tolist() == [[1.0, 0.0], [0.0, 0.0]]


def test_a_rare_word_says_more_than_one_that_stands_in_every_sentence():
    found = alike(["the walrus slept", "the tide rose", "the rain fell"], ["a walrus woke", "the boats left"])
    assert found.cosine[0, 0] > found.cosine[0, 1]
    assert found.dice[0, 0] == found.dice[0, 1]


def test_a_stretch_is_as_alike_as_one_sentence_with_its_words():
    found = alike(["boats came home"], ["boats came home", "boats came home"])
    assert round(stretch_cosine(found, (0, 3), (0, 6)), 6) == 1.0


@pytest.mark.parametrize(
    ("rows", "columns", "gaps", "expected"),
    [
        ([], [], (2, 2), []),
        ([0, 1, 2], [0, 1, 2], (1, 1), [[0, 1, 2]]),
        ([0, 1, 9], [0, 1, 2], (1, 1), [[0, 1], [2]]),
        ([0, 1, 2], [0, 1, 9], (1, 1), [[0, 1], [2]]),
        ([0, 1, 2], [0, 9, 1], (1, 1), [[0], [1], [2]]),  # without the second row the first and the third lie apart
        ([0, 1, 2], [0, 9, 1], (2, 1), [[0, 2], [1]]),
    ],
)
def test_groups_by_hand(rows, columns, gaps, expected):
    assert [group.tolist() for group in groups(np.array(rows, np.int64), np.array(columns, np.int64), gaps)] == expected
