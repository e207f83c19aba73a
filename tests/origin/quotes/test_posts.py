"""Posts set into an article are quotations of who wrote them."""

import time

import pytest

from provenance.origin.quotes.item import article_quotes
from provenance.origin.quotes.posts import LONGEST, posts

STORY = (
    "The council met at noon.\n\n"
    "Shut the “old” bridge now. It is a shame! pic.example/1 — Ida Fenn (@ida_fenn) May 3, 2019\n\n"
    "“We will not,” said Oskar Vale. Then the mayor wrote:\n"
    "Nobody shuts my bridge… – Mayor Tolland (@mayor) May 4, 2019"
)


def test_posts_are_found_with_who_wrote_them_and_where():
    assert [(STORY[start:end], who) for start, end, who in posts(STORY)] == [
        ("Shut the “old” bridge now. It is a shame! pic.example/1", "Ida Fenn"),
        ("Nobody shuts my bridge…", "Mayor Tolland"),
    ]


def test_a_post_is_one_quotation_whatever_marks_it_holds():
    found = article_quotes(STORY)
    assert [(STORY[q.start : q.end][:12], q.speaker) for q in found] == [
        ("Shut the “ol", "Ida Fenn"),
        ("“We will not", "Oskar Vale"),
        ("Nobody shuts", "Mayor Tolland"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor (@mayor) said so.",  # no dash: somebody is mentioned
        "The bridge, re-opened (@mayor), is new.",
        "— Ida Fenn (@ida_fenn) May 3, 2019",  # nothing above the name
        "x" * (LONGEST + 1) + " — Ida Fenn (@ida_fenn)",
    ],
)
def test_what_is_no_post(text):
    assert list(posts(text)) == []


@pytest.mark.parametrize("piece", ["— a (@b) ", "(@a)", "- ", "— " * 40 + "(@a)"])
def test_any_text_is_read_in_linear_time(piece):
    begun = time.process_time()
    list(posts(piece * (100_000 // len(piece))))
    assert time.process_time() - begun < 0.5
