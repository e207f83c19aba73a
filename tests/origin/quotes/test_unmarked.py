"""Words set apart without quotation marks are quotations; a paper's own paragraph below a colon is none."""

import time

import pytest

from provenance.origin.quotes.item import article_quotes
from provenance.origin.quotes.unmarked import set_apart

SPOKEN = "I never saw the bridge before it fell, and nobody told me."
OWN = "The bridge fell on Monday night after a week of rain in Osk."
OPENED = "Osk Council met on Monday. "


def shown(text: str) -> list[str]:
    return [text[start:end] for start, end in set_apart(text)]


LED_IN = [
    "Mayor Ida Fenn told the court on Monday:",
    "“It was dark,” she said, and then she added:",
    "The council released the following statement:",
    "In her letter to the council, she says:",
    "The post reads, in part:",
    "Die Bürgermeisterin sagte dem Gericht:",
]


@pytest.mark.parametrize("line", LED_IN)
@pytest.mark.parametrize("between", ["\n\n", "\n", " ### "])
def test_the_paragraph_below_somebodys_words_is_a_quotation(line, between):
    assert shown(between.join([OPENED, line, SPOKEN, OWN])) == [SPOKEN]


@pytest.mark.parametrize(
    "line",
    [
        "Here is what we know:",
        "The Osk Courier said in a long article:",
        "Osk Daily Post reported:",
        "Mayor Ida Fenn told the court on Monday.",
        "The council said (emphasis added):",
    ],
)
def test_a_paper_quoted_at_length_or_a_list_is_none(line):
    assert shown("\n\n".join([OPENED, line, SPOKEN, OWN])) == []


@pytest.mark.parametrize(
    "below", [OWN, f"“{SPOKEN}”", f"{OWN} “{SPOKEN}” she said.", "I saw it", "in Osk I saw it fall down."]
)
def test_below_a_colon_only_words_in_the_first_or_second_person_count(below):
    assert shown(f"{OPENED}\n\nThe mayor told the court:\n\n{below}\n\n{OWN}") == []


WHOLE = [
    "Here is the full text of the mayor's speech, which she gave on Monday:",
    "Below are the mayor's remarks, as prepared for delivery:",
    "Her testimony in full:",
]


@pytest.mark.parametrize("line", WHOLE)
def test_a_text_printed_in_full_is_a_quotation_to_the_end(line):
    assert shown("\n\n".join([OPENED, line, SPOKEN, OWN])) == [SPOKEN, OWN]


def test_a_heading_tells_so_at_the_top_only():
    assert shown(f"Transcript: the mayor of Osk\n{SPOKEN}\n{OWN}") == [SPOKEN, OWN]
    assert shown(f"{OPENED}\nTranscript: the mayor of Osk\n{SPOKEN}\n{OWN}") == []
    assert shown(f"{OPENED}\n\nThe full speech can be seen here:\n\n{SPOKEN}\n\n{OWN}") == []


def test_of_one_line_that_opens_so_the_rest_is_the_text():
    assert shown(f"Here is the mayor's speech in full: {SPOKEN} {OWN}") == [f"{SPOKEN} {OWN}"]


def test_what_is_set_apart_takes_marks_and_furniture_as_any_quotation_does():
    text = "Mayor Ida Fenn told us:\n\nI saw it fall. “Run,” I said, and we ran home.\n\nBob Poe said nothing."
    assert [(text[q.start : q.end], q.speaker) for q in article_quotes(text)] == [
        ("I saw it fall. “Run,” I said, and we ran home.", None)
    ]
    start = text.index("I saw")
    assert [text[q.start : q.end] for q in article_quotes(text, [(start, start + 5, "promo")])] == []


NESTED = [
    ("“We call it “the old friend” here,” she said.", ["“We call it “the old friend” here,”"]),
    ("“We call it “the old friend here,” she said.", ["“the old friend here,”"]),  # an opening mark too many
    ("“It rains. ### “It will not stop.”", ["“It rains.", "“It will not stop.”"]),
    ("“It rains.\n\n“It will not stop.”", ["“It rains.", "“It will not stop.”"]),
]


@pytest.mark.parametrize(("text", "expected"), NESTED, ids=[text for text, _ in NESTED])
def test_like_marks_within_like_marks_and_paragraphs_kept_apart_by_hashes(text, expected):
    assert [text[q.start : q.end] for q in article_quotes(text)] == expected


@pytest.mark.parametrize(
    "piece", ["\n", ":", "told:\n", " ### ", "I said:\n\nI ", "“a “b” ", "“ ", "in full: ", "# ", "full text "]
)
def test_time_grows_with_the_text_only(piece):
    began = time.process_time()
    article_quotes(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 3
