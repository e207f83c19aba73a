"""Last lines that lend, license or merely name: "Via Reuters", "==Kyodo", "dpa ab cde fg", "— With agency reports"."""

import pytest

from provenance.corpus.furniture.scan import furniture
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12


def found(text: str) -> list[tuple[str | None, str, str, str, str]]:
    """Agency, kind, scope, position and the words, in order of place."""
    rows = article_credits(text, furniture=furniture(text), catalogue=BOOK)
    return [(row.agency, row.kind, row.scope, row.position, text[row.start : row.end]) for row in rows]


SIGNED = (
    ("Published under licence from Reuters.", "reuters", "Published under licence from Reuters"),
    ("(Reprinted with the permission of The Associated Press)", "ap", None),
    ("Republished with permission of Bernama.", "bernama", "Republished with permission of Bernama"),
    ("This article was reproduced by permission of dpa.", "dpa", "This article was reproduced by permission of dpa"),
    ("Published by special arrangement with AFP", "afp", "Published by special arrangement with AFP"),
    ("Source(s): Reuters", "reuters", "Source(s): Reuters"),
    ("SOURCE(S): XINHUA", "xinhua", "SOURCE(S): XINHUA"),
    ("Source: AFP", "afp", "Source: AFP"),
    ("Via Reuters", "reuters", "Via Reuters"),
    ("— via AP", "ap", "— via AP"),
    ("Courtesy of Xinhua.", "xinhua", "Courtesy of Xinhua"),
    ("Story courtesy of The Associated Press", "ap", "Story courtesy of The Associated Press"),
    ("Courtesy: PTI", "pti", "Courtesy: PTI"),
    ("Additional files from AFP", "afp", "Additional files from AFP"),
    ("— With files from The Canadian Press", "cp", "With files from The Canadian Press"),
)


@pytest.mark.parametrize(("line", "agency", "phrase"), SIGNED, ids=[line for line, *_ in SIGNED])
def test_a_line_that_says_whose_text_it_is_credits_the_story(line, agency, phrase):
    assert found(f"{STORY}\n\n{line}") == [(agency, "credit", "story", "signoff", phrase or line.strip("()"))]


ENDMARKS = (
    *(("==Kyodo", "kyodo"), ("== Kyodo", "kyodo"), ("==Kyodo==", "kyodo"), ("dpa ab cde fg", "dpa")),
    *(("dpa xx/yy n1 abc", "dpa"), ("dpa:310117-99-123456/2", "dpa"), ("– The Associated Press", "ap")),
    *(("The Associated Press", "ap"), ("-- Associated Press", "ap"), ("dpa", "dpa")),
)


@pytest.mark.parametrize(("line", "agency"), ENDMARKS, ids=[line for line, _ in ENDMARKS])
def test_an_end_mark_takes_its_signs_its_article_and_its_desks_with_it(line, agency):
    assert found(f"{STORY}\n\n{line}") == [(agency, "credit", "story", "endmark", line)]


NAMELESS = (
    *("— With agency reports", "With agency reports", "(With agency reports)", "With inputs from agencies"),
    *("Compiled from wire reports", "Staff and agencies", "- Agencies"),
)


@pytest.mark.parametrize("line", NAMELESS)
def test_agencies_without_a_name_are_a_source_without_a_name(line):
    assert found(f"{STORY}\n\n{line}") == [(None, "credit", "story", "unnamed", line.strip("()"))]


NO_CREDIT = (
    *("Photo courtesy of Reuters", "Photo: Courtesy of AP", "Image via Reuters", "(Ann Roe via AP)", "Ann Roe via AP"),
    *("Photo by Ann Roe. Used with permission of AP", "Courtesy of Petra", "Via Nova", "Via Petra Lindholm"),
    *("Courtesy of Ann Roe / AFP", "They sent it via Reuters", "the ferry went\nvia Nova", "Courtesy of our friends"),
    *("He lives by the agency\ndpa at the pier", "dpa was told so", "He thanked\nThe Associated Press Inn"),
    *("With agency reports due soon, he left.", "Osk == Kyodo prefecture"),
)


@pytest.mark.parametrize("line", NO_CREDIT)
def test_pictures_people_and_half_sentences_are_no_credit_of_the_story(line):
    assert found(f"{STORY}\n\n{line}") == []


@pytest.mark.parametrize("line", ["Via Reuters", "Courtesy of Xinhua.", "dpa ab cde fg"])
def test_in_the_middle_of_a_story_the_line_is_a_pictures(line):
    assert found(f"{STORY}\n\n{line}\n\n{STORY}") == []


@pytest.mark.parametrize(
    ("line", "agency", "kind"),
    [
        ("©2024 Bloomberg L.P.", "bloomberg", "credit"),
        ("Distributed by Tribune Content Agency, LLC.", "tribune_content", "relay"),
        ("(New York Times News Service)", "nyt_service", "credit"),
        ("(Washington Post News Service)", "wapo_service", "credit"),
        ("Nach Agenturangaben", None, "credit"),
    ],
)
def test_the_last_line_of_a_syndicated_article_says_whose_it_is(line, agency, kind):
    text = "The harbour master spoke of waves as high as houses. " * 12 + f"\n\n{line}\n"
    assert [(row.agency, row.kind, row.scope) for row in article_credits(text, catalogue=Catalogue.load())] == [
        (agency, kind, "story")
    ]


def test_a_company_that_is_called_like_an_agency_is_none():
    text = "Ann Roe owns shares in Bloomberg L.P., which said that it was open. " + "Nobody came to the quay. " * 20
    assert article_credits(text, catalogue=Catalogue.load()) == []
