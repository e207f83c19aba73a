"""The same article gives the same credits, however it was laid out."""

import textwrap

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.datelines import byline, dateline
from provenance.origin.credits.item import article_credits
from provenance.origin.layout import one_line_a_paragraph, with_line_breaks

BOOK = Catalogue.load()
PROSE = (
    "The harbour of Osk was shut on Monday after a wall gave way, the port office said in a note to all ships.",
    "Ferries stayed in port and the fish market was closed, and nobody could say when the quay would open again.",
    "“We have never seen such waves,” said Ann Lind, who keeps the light at the end of the pier and feeds the gulls.",
)
ARTICLES = {
    "agency in the dateline": ("Pier shut in Osk", "OSK, Vale (AP) — " + PROSE[0], *PROSE[1:]),
    "byline": ("Pier shut in Osk", "By Ann Roe, Associated Press", "OSK, Vale — " + PROSE[0], *PROSE[1:]),
    "closing bracket": ("Pier shut in Osk", *PROSE[:2], PROSE[2] + " (Xinhua/NAN)"),
    "sign-off": ("Pier shut in Osk", *PROSE, "The Associated Press contributed to this report."),
    "copyright": ("Pier shut in Osk", *PROSE, "Copyright 2031 The Associated Press. All rights reserved."),
    "citation": ("Pier shut in Osk", PROSE[0], "The mayor told Reuters that the wall was old.", *PROSE[1:]),
}
LAYOUTS = {
    "newlines": "\n".join,
    "blank lines": "\n\n".join,
    "marks": " ### ".join,
    "one line": " ".join,
    "hard-wrapped": lambda parts: "\n\n".join(textwrap.fill(part, 64, break_on_hyphens=False) for part in parts),
}


def found(text: str) -> list[tuple[str | None, str, str, str]]:
    rows = article_credits(text, catalogue=BOOK)
    return [(row.agency, row.kind, row.scope, text[row.name_start : row.name_end]) for row in rows]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("article", ARTICLES)
def test_every_layout_has_the_same_credits(article, layout):
    plain = found(LAYOUTS["blank lines"](ARTICLES[article]))
    assert plain
    assert found(LAYOUTS[layout](ARTICLES[article])) == plain


GLUED = [
    ("Ann Roe and Jo LindAssociated Press\n\n", "ap", "Associated Press"),
    ("By Ann RoeReuters\n\n", "reuters", "Reuters"),
]


@pytest.mark.parametrize(("line", "agency", "name"), GLUED)
def test_a_name_that_lost_its_space_signs_the_story(line, agency, name):
    assert found(line + "\n\n".join(PROSE)) == [(agency, "credit", "story", name)]


LINES = [
    "By The Associated Press",
    "The Associated Press | Monday, July 16, 2018",
    "Ann Roe | Associated Press",
    "ANN ROE Associated Press",
    "Posted 5:57 am, July 16, 2031, by Associated Press , Updated at 06:00AM, July 16, 2031",
    "The Associated Press — By ANN ROE - Associated Press",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("layout", ["newlines", "blank lines", "marks"])
def test_a_pages_bylines_credit_the_story(line, layout):
    parts = ("Pier shut in Osk", line, "OSK, Vale — " + PROSE[0], *PROSE[1:], *PROSE)
    assert {(row[0], row[2]) for row in found(LAYOUTS[layout](parts))} == {("ap", "story")}


PICTURES = ["(Ann Roe/Associated Press)", "CreditAnn Roe/Agence France-Presse — Getty Images", "AP Photo/Ann Roe"]


@pytest.mark.parametrize("line", PICTURES)
def test_a_pictures_line_credits_nothing(line):
    assert found("\n\n".join(("Pier shut in Osk", PROSE[0], line, *PROSE[1:]))) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_dateline_and_byline_are_read_in_every_layout(layout):
    text = LAYOUTS[layout](("Pier shut in Osk.", "By Ann Roe", "OSK, Vale — " + PROSE[0], *PROSE[1:]))
    assert "OSK, Vale" in (dateline(text) or "")
    assert layout == "one line" or byline(text) == "By Ann Roe"


NO_DATELINES = [
    "UPDATE — " + PROSE[0],
    "OSK, VALE - JULY 16: The mayor waves from the pier in front of the harbour office. (Photo by Ann Roe)",
    "NASA — an agency — said on Monday that the harbour was seen from space by two of its satellites.".lower(),
]


@pytest.mark.parametrize("line", NO_DATELINES)
def test_labels_and_captions_are_no_datelines(line):
    assert dateline(line) is None


def test_places_lead_back_to_the_article():
    text = "Pier shut ### By Ann Roe ### It rained\non Osk, and\n\n\nnobody came."
    laid = one_line_a_paragraph(text)
    for place, letter in enumerate(laid.text):
        if not letter.isspace():
            assert text[laid.outward(place)] == letter
            assert laid.inward(laid.outward(place)) == place


def test_a_line_without_a_name_is_not_parted():
    assert with_line_breaks(PROSE[0], []) == PROSE[0]
