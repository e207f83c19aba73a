"""Quick looks before a text is read in full: what they pass over holds nothing."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.origin.quotes import dialogue, sentences, speech, unmarked

_PIECES = (
    "– ", "—", "Deszcz", "powiedziała", "said", "Ida", "Fenn", "told the court", ":", ".", ",", "”", "’'»", "\n",
    "\n\n", "  ", " ### ", "#", "\t", "I never saw the bridge before it fell that night.", "Here is the text in full:",
    "Osk-", "a.b", "U.S.", "x" * 45, "a’b.c-d&e" * 6, "(", ")", "D-Va.", "3,000.5", "--", " -- ", "…",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=24).map("".join) | st.lists(
    st.sampled_from(_PIECES), max_size=24
).map(" ".join)


@example("It rained.\n– Deszcz pomaga – powiedziała Ida Fenn.")
@example("– Deszcz pomaga – powiedziała Ida Fenn.")
@example("It rained. ### – Deszcz pomaga – powiedziała Ida Fenn.")
@given(TEXTS)
def test_a_dash_that_opens_no_paragraph_opens_no_speech(text):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dialogue, "_may_open", lambda *_: True)
        everything = list(dialogue.dialogue(text))
    assert list(dialogue.dialogue(text)) == everything


@example("Ida Fenn told the court:\n\nI never saw the bridge before it fell that night.")
@example("Ida Fenn told the court: \t \t \t \t \t \t\nI never saw the bridge before it fell that night.")
@example("Here is the statement in full: Rain helps.")
@given(TEXTS)
def test_words_are_set_apart_only_behind_a_paragraph_that_ends_with_a_colon(text):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(unmarked, "_LEADING", re.compile(""))
        everything = list(unmarked.set_apart(text))
    assert list(unmarked.set_apart(text)) == everything


@example("x" * 40 + ". " + "y" * 41 + ". Fenn")
@given(TEXTS)
def test_words_are_those_that_are_read_letter_by_letter(text):
    words = speech.sentence_words(text, 0, len(text))
    assert words == speech.sentence_words(text, 0, len(text), pattern=speech._PART)
    assert all(text[word.start : word.end] == word.text for word in words)


@given(TEXTS, st.integers(1, 9), st.booleans())
def test_enough_words_are_the_first_ones(text, enough, all_sentences):
    words = speech.sentence_words(text, 0, len(text), all_sentences=all_sentences)
    row = speech.sentence_words(text, 0, len(text), all_sentences=all_sentences, enough=enough)
    assert row[:enough] == words[:enough]


def test_three_marks_may_close_a_sentence_at_a_paragraphs_end():
    for closing, divides in (("”", True), ("’”)", True), ("’”)»", False)):
        text = f"It rained.{closing}\nthe pier was shut."
        assert bool(sentences.paragraph_starts(text)) == divides
