"""Marks cut the text where something begins or ends; put together again, it is the text."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.report.differences import difference_pieces
from provenance.report.story import Passage, Quote, StoryCredit
from provenance.report.verdict import article_story
from provenance.report.web.beside import side_by_side
from provenance.report.web.marked import LONGEST, rows
from provenance.report.web.stretches import shared_stretches
from tests.report import invented
from tests.report.web.reading import Page

BARE = article_story(invented.tables(), "talks/three.txt")
OTHER = article_story(invented.tables(), "fire/wire.txt").node
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6)


def passage(number, start, end, text):
    return Passage(
        number=number, start=start, end=end, text=text[start:end], other=OTHER, other_start=0, other_end=3,
        other_text="abc", other_before="", other_after="", words=3, matched=3, bits=60.0, expect=0.0, significant=True,
    )  # fmt: skip


def marked(text, shared=(), credited=(), quoted=(), furniture=()):
    """A story of that text with such spans, given as (start, length)."""
    within = [(a, min(a + n, len(text))) for a, n in sorted(shared) if a < len(text)]
    return replace(
        BARE,
        text=text,
        passages=tuple(passage(i, a, b, text) for i, (a, b) in enumerate(within, 1)),
        shares=replace(BARE.shares, holders=((OTHER, 3),)),
        credits=tuple(
            StoryCredit("A", (), "credit", "story", None, a, a + n, "") for a, n in credited if a < len(text)
        ),
        quotes=tuple(Quote(a, a + n, None, None, "") for a, n in quoted if a < len(text)),
        furniture=tuple((a, a + n, "share") for a, n in furniture if a < len(text)),
    )


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab \r\n.é"), min_size=1, max_size=60), SPANS, SPANS, SPANS, SPANS)
def test_segments_joined_are_the_text_and_each_knows_what_holds_it(text, shared, credited, quoted, furniture):
    told = marked(text, shared, credited, quoted, furniture)
    segments = [segment for row in rows(told) for segment in row.segments]
    assert "".join(segment.text for segment in segments) == text
    place = 0
    for segment in segments:
        middle = place + len(segment.text) - 1
        if not (text[place] == "\n" and text[place - 1 : place] == "\r") and "\r\n" not in segment.text:
            assert (segment.tone is not None) == any(p.start <= place < p.end for p in told.passages)
            assert ("quote" in segment.kinds) == any(q.start <= middle < q.end for q in told.quotes)
        place += len(segment.text)


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("ab \r\n"), min_size=1, max_size=60), SPANS, SPANS)
def test_the_page_shows_each_line_end_once(text, shared, quoted):
    told = marked(text, shared, (), quoted)
    prose = Page("".join(f'<div class="prose">{row.prose}</div>' for row in side_by_side(told, shared_stretches(told))))
    assert prose.text("prose", without="number") == re.sub("\r\n?", "\n", text)


@pytest.mark.parametrize("start", range(6))
def test_a_span_that_begins_inside_a_line_end_does_not_double_it(start):
    told = marked("a\r\n\r\nb", shared=[(start, 9)], quoted=[(start, 1)])
    prose = Page("".join(f'<div class="prose">{row.prose}</div>' for row in side_by_side(told, shared_stretches(told))))
    assert prose.text("prose", without="number") == "a\n\nb"


def test_a_credit_that_crosses_a_passage_is_marked_in_both_parts():
    told = marked("abc def ghi", shared=[(4, 3)], credited=[(6, 5)])
    (row,) = rows(told)
    assert [(s.text, s.tone, s.kinds) for s in row.segments] == [
        ("abc ", None, ()), ("de", 0, ()), ("f", 0, ("credit",)), (" ghi", None, ("credit",)),
    ]  # fmt: skip


def test_a_row_begins_with_the_paragraph_in_which_a_passage_begins():
    told = marked("one\ntwo\nthree four\nfive", shared=[(14, 4)])
    assert [("".join(s.text for s in row.segments), len(row.passages)) for row in rows(told)] == [
        ("one\ntwo\n", 0), ("three four\nfive", 1),
    ]  # fmt: skip


def test_a_text_beyond_all_measure_is_shown_to_a_point():
    told = marked("a" * (LONGEST + 10), shared=[(2, 5)])
    assert sum(len(s.text) for row in rows(told) for s in row.segments) == LONGEST


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ("The fire closed it.", "the fire, closed it", [("the fire, closed it", True)]),
        ("two ships sank", "two old ships sank", [("two ", True), ("old", False), (" ships sank", True)]),
        ("", "new words", [("new words", False)]),
        ("words", "", []),
    ],
)
def test_words_that_differ_are_told_apart(own, other, expected):
    assert difference_pieces(own, other) == expected


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("abc .,\n"), max_size=40), st.text(st.sampled_from("abc .,\n"), max_size=40))
def test_pieces_joined_are_the_other_text(own, other):
    assert "".join(text for text, _ in difference_pieces(own, other)) == other
