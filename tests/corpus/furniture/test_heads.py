"""The day's date above a story, rows of ways to log in, print notices and lists of headlines are furniture."""

import time

import pytest

from provenance.corpus.furniture.heads import is_caption, is_date_line, row_kind
from provenance.corpus.furniture.scan import furniture

STORY = (
    "The ferry to Sandholm ran aground on Monday with forty passengers aboard, the harbour office said.\n"
    "Nobody was hurt. Captain Ida Fenn told reporters that fog had come up within minutes.\n"
    "Divers will look at the hull today, and a second boat takes over the crossing.\n"
)
DATES = (
    *("Tuesday, 12 March 2030", "12/03/2030 14:05", "March 12, 2030", "2030-03-12", "Mar 12, 2030 | 4:15 pm"),
    *("Tue 12 Mar 2030 16:15 GMT", "12.03.2030", "Tuesday 12th March, 2030", "Tuesday, Mar. 12, 2030, at 4 p.m. EST"),
    *("12 de marzo de 2030", "Dienstag, 12. März 2030, 14:05 Uhr", "Mardi 12 mars 2030", "12 марта 2030 г."),
    *("12 Mart 2030", "2030年3月12日"),
)
NO_DATES = (
    *("March 2030", "On 12 March 2030", "12 March", "Sandholm, 12 March 2030", "12 March 2030.", "Monday", "2030"),
    *("12 March 2030 was a day of fog", "12 boats 2030", "Flight 12/03 2030"),
)


@pytest.mark.parametrize("line", DATES)
@pytest.mark.parametrize("above", ["", "Ferry aground off Sandholm\n\n", "Home > World\nFerry aground\nBy Ida Marsh\n"])
def test_a_date_alone_above_the_story_is_a_time_stamp(line, above):
    text = f"{above}{line}\n\n{STORY}"
    assert (len(above), len(above) + len(line), "timestamp") in furniture(text)


@pytest.mark.parametrize("line", NO_DATES)
def test_a_line_that_says_more_or_less_than_a_date_is_none(line):
    assert (is_date_line(line), furniture(f"{line}\n\n{STORY}")) == (False, [])


def test_a_date_within_the_story_is_a_heading_of_its_own():
    for text in (f"{STORY}12 March 2030\n{STORY}", f"{STORY}12 March 2030", "12 March 2030"):
        assert furniture(text) == []


def test_a_date_in_hard_wrapped_prose_is_prose():
    text = "The office was opened on\n12 March 2030\nby the mayor of the island and\na band that played until\nnoon.\n"
    assert furniture(text) == []


ROWS = (
    *(
        ("Subscribe | Log in | E-paper", "subscribe"),
        ("Log In • Register", "subscribe"),
        ("News | Sign in", "subscribe"),
    ),
    *(("World | Politics | Business", None), ("Rain | Log in", None), ("Subscribe", None), ("| |", None)),
)


@pytest.mark.parametrize(("line", "kind"), ROWS, ids=[line for line, _ in ROWS])
def test_a_row_of_labels_with_a_way_to_log_in_is_furniture(line, kind):
    row = [] if kind is None else [(0, len(line), kind)]
    assert (row_kind(line), furniture(f"{line}\n\n{STORY}") if kind else []) == (kind, row)


CLOSING = (
    ("This page was printed on 4 July 2031", "timestamp"),
    ("Printed on 4 July 2031", "timestamp"),
    ("Page printed from: http://post.example/ferry", "timestamp"),
    ("Latest headlines: Old ferry sold for scrap; Harbour fees to rise", "recent"),
    ("Most read: Old ferry sold for scrap", "recent"),
    ("Top stories | Old ferry sold", "recent"),
    ("Printed on thick paper, the letters were read by all.", None),
    ("The latest headlines: fog and more fog.", None),
    ("This page was printed in a hurry by the office.", None),
)


@pytest.mark.parametrize(("line", "kind"), CLOSING, ids=[line for line, _ in CLOSING])
def test_print_notices_and_headlines_run_together_are_furniture_after_a_story(line, kind):
    assert furniture(STORY + line) == ([(len(STORY), len(STORY) + len(line), kind)] if kind else [])


CAPTIONS = (
    *("Boats at the pier. Photograph: Ann Roe/AP", "Ida Fenn in May. Photo: Reuters", "“I saw it.” Photo by Ann Roe"),
    *("The hull at noon. Image credit: Sandholm Post.", "Boats at the pier. Ann Roe / AFP", "Ann Roe/Getty Images"),
    *("ANN ROE/AP", "The pier, 2029. PHOTO: Post archive", "Picture: Ann Roe/EPA"),
)
NO_CAPTIONS = (
    *(
        "She took a photo: it was dark.",
        "The mayor left. Photo by photo he went through the album.",
        "AFP/AP",
        "(Ann Roe/AP)",
    ),
    *(
        "By Ann Roe, AP",
        "It rained on Osk / AFP",
        "Nobody was hurt. Photo: the hull. It was dark.",
        "The Post/Sandholm",
    ),
)


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_line_that_ends_in_a_pictures_credit_is_its_caption(line):
    assert furniture(f"{STORY}{line}\n{STORY}") == [(len(STORY), len(STORY) + len(line), "photo")]


@pytest.mark.parametrize("line", NO_CAPTIONS)
def test_a_sentence_with_a_picture_in_it_and_a_credit_of_the_story_are_no_caption(line):
    assert is_caption(line) is False


@pytest.mark.parametrize(
    "piece", ["12 ", "March 12, ", "Log in | ", "|", "mon ", "1:1", "\n12 March 2030\n", "A ", ". Photo: "]
)
def test_time_grows_with_the_text_only(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    for shorter in (text, text[:600], text[:80]):
        is_date_line(shorter), row_kind(shorter), is_caption(shorter)
    assert time.process_time() - began < 0.05
    furniture(text)
    assert time.process_time() - began < 1.5
