"""Straight single marks are quotation marks where a stop stands inside, and apostrophes elsewhere."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.origin.quotes.item import article_quotes
from provenance.origin.quotes.single_marks import between_single_marks

CASES = [
    ("'We wait for the boat,' she said.", ["'We wait for the boat,'"]),
    ("She said: 'We don't know where the farmers' boats are.'", ["'We don't know where the farmers' boats are.'"]),
    ("'We wait for the boat,' she said. 'It comes late.'", ["'We wait for the boat,'", "'It comes late.'"]),
    ("In the '90s the fishers' pond was dry. 'Now it is full again,' he said.", ["'Now it is full again,'"]),
    ("'[The] boat will not come today,' they said. ### It rained.", ["'[The] boat will not come today,'"]),
    ("The farmers' pond, the mayor's well, rock 'n' roll, and the fishers', too.", []),
    ("She called the 'old and rusty dam' a friend.", []),
    ("'We wait.", []),
    ("'We wait for the boat\n\nand for the ferry,' she said.", []),
    ("It's the miners' strike, isn't it? The boats' crews say so.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_stop_before_the_closing_mark_tells_a_quotation(text, expected):
    assert [text[start:end] for start, end in between_single_marks(text)] == expected


def test_within_double_marks_they_are_part_of_the_whole():
    text = "“He told us, 'We wait for the boat,' and left,” she said."
    assert [text[q.start : q.end] for q in article_quotes(text)] == ["“He told us, 'We wait for the boat,' and left,”"]


def test_the_speaker_is_named_behind_as_ever():
    [found] = article_quotes("'We wait for the boat,' said Ida Fenn.")
    assert (found.start, found.end, found.speaker) == (0, 23, "Ida Fenn")


@given(st.text(alphabet="' a,.\n", max_size=60))
def test_they_are_in_order_and_disjoint(text):
    found = list(between_single_marks(text))
    assert all(text[start] == text[end - 1] == "'" for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@pytest.mark.parametrize("piece", ["'", "'a", " 'a", ",'", " 'a,'", " 'aaaaaaaaaaaaaaaaaaaa,'", ",' '"])
def test_time_grows_with_the_text_only(piece):
    began = time.process_time()
    list(between_single_marks(piece * (100_000 // len(piece))))
    assert time.process_time() - began < 1
