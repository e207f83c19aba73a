"""What a wire sends around a story is furniture; the same words inside the story are not."""

import pytest

from provenance.base.tokens import outside, words
from provenance.corpus.furniture.scan import furniture

LEAD = (
    "BRENMOUTH, Norland (AP) _ The harbour board of Brenmouth voted on Tuesday to close the eastern lock for weeks"
    " while divers look at the cracks along its lower sill, which were found by chance in early spring."
)
LAST = "Fishermen are to tie up at the coal quay until then."


def left(text: str) -> str:
    """The text without its furniture, on one line."""
    parts, place = [], 0
    for start, end, _ in furniture(text):
        parts.append(text[place:start])
        place = end
    return " ".join("".join([*parts, text[place:]]).split())


@pytest.mark.parametrize(
    "line",
    [
        "BC-XX--Brenmouth-Lock Closure, 1st Ld-Writethru,145",
        "Eds: UPDATES: With photos. Will be updated by 5 p.m. ET.",
        "AP Video 4512345. Slug: LOCK-CLOSURE. Byline OK.",
        "bas0123 3 vm 286 dpa 0456",
        "Häfen/Verkehr/",
        "(Zusammenfassung 1430)",
        "EMBARGOED UNTIL 00:01 GMT, THURSDAY, JANUARY 18, 2024",
        "NOT FOR PUBLICATION, BROADCAST OR USE ON SOCIAL MEDIA BEFORE THAT TIME",
        "FOR IMMEDIATE RELEASE",
        "Sperrfrist: 18. Januar, 10 Uhr",
        "2nd Ld-Writethru",
    ],
)
def test_a_desk_line_above_the_story(line: str):
    assert left(f"{line}\n\n{LEAD}\n\n{LAST}") == f"{LEAD} {LAST}"


@pytest.mark.parametrize("line", ["ENDS", "-30-", "(MORE)", "- ENDE -", "APTV-01-16-24 1430GMT", "161430 Jan 24"])
def test_an_end_mark_alone_on_its_line(line: str):
    assert left(f"{LEAD}\n\n{LAST}\n\n{line}") == f"{LEAD} {LAST}"


@pytest.mark.parametrize("label", ["Notes to editors:", "# dpa-Notizblock", "NOTE TO EDITORS"])
def test_notes_go_to_the_end(label: str):
    notes = "1. The station was founded in 1921.\n2. For interviews write to press@kessin.example."
    assert left(f"{LEAD}\n\n{LAST}\n\n{label}\n{notes}") == f"{LEAD} {LAST}"


@pytest.mark.parametrize(
    "line",
    [
        "Eds and Flo: the two best ferries of the coast",
        "More",  # may be a heading of a page, which other rules judge
        "The board said that nothing was for release before noon.",
        "Embargo lifted on salt of Larn, and nobody came",
        "The note to editors said that all was well.",
        "Ends of the earth",
    ],
)
def test_the_same_words_in_a_story_stay(line: str):
    text = f"{LEAD}\n\n{line}\n\n{LAST}"
    assert [span for span in furniture(text) if span[2] == "desk"] == []


def test_a_print_of_a_wire_item_has_the_same_words():
    wire = (
        f"BC-XX--Lock, 1st Ld-Writethru,145\nEds: Adds quotes.\n\n{LEAD}\n\n{LAST}\n\nEds: Reach the desk at 555-0104."
    )
    read = words(wire)
    kept = outside(read.starts, read.ends, [(start, end) for start, end, _ in furniture(wire)])
    assert [word for word, stays in zip(read.words, kept, strict=True) if stays] == words(f"{LEAD} {LAST}").words
