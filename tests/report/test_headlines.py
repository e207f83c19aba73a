"""Articles are called by their headlines, in lists and in the notes of evidence."""

from dataclasses import replace

import polars as pl
import pytest

from provenance.base.tables import ARTICLES, table
from provenance.report.evidence import grounds, named_note
from provenance.report.headlines import article_node, headline, quoted_name
from provenance.report.overview import overview
from provenance.report.story import Node, Period, StoryEvidence
from provenance.report.verdict import article_story
from tests.report import invented

BODY = "A fire that broke out in a grain store closed the harbour on Sunday and forced four ships to wait at anchor."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Grain fire shuts harbour for a day\n\n{BODY}", "Grain fire shuts harbour for a day"),
        (f"Grain fire shuts harbour for a day ### By Ann Lee ### {BODY}", "Grain fire shuts harbour for a day"),
        (f"Share\n3 May 2024\nWho will pay for the barley?\n{BODY}", "Who will pay for the barley?"),
        (f"By Ann Lee of the Coast Daily\nWho will pay for the barley?\n{BODY}", "Who will pay for the barley?"),
        (f"The silo, seen from the western mole.\n{BODY}", ""),  # a caption
        (f"OSK, May 2 (Reuters) - {BODY}", ""),
        (BODY, ""),
        ("Grain fire shuts harbour for a day", ""),  # nothing below it: that is the text
        ("", ""),
    ],
)
def test_the_first_line_is_the_headline_where_it_is_one(text, expected):
    assert headline(text, [], "By Ann Lee of the Coast Daily", "OSK, May 2 (Reuters) -") == expected


def test_an_article_is_called_by_its_title_headline_sentence_file_or_id_in_that_order():
    def called(text, **known):
        row = table([invented.article("fire-at-osk.txt", text, **known)], ARTICLES).row(0, named=True)
        return article_node(row).name, article_node(row).file

    whole = f"Grain fire shuts harbour for a day\n{BODY}"
    assert called(whole, title="Fire!") == ("Fire!", None)
    assert called(whole, encoding="utf-8") == ("Grain fire shuts harbour for a day", "fire-at-osk.txt")
    assert called(BODY)[0].startswith("A fire that broke out in a grain store")
    assert called("", encoding="utf-8")[0] == called("")[0] == "fire-at-osk.txt"


def test_two_articles_of_one_headline_are_told_apart_by_their_files():
    nodes = [Node(f"{n}.txt", False, "Fire at sea", None, Period(None, None), f"{n}.txt") for n in "ab"]
    assert [quoted_name(node) for node in nodes] == ["“Fire at sea” (a.txt)", "“Fire at sea” (b.txt)"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("of 11 others that share text with both, 3 may have all of it from 11",
         "of 11 others that share text with both, 3 may have all of it from H"),
        ("all of a stands in 11, and the other way", "all of a stands in H, and the other way"),
        ("11 has 11 words that a has otherwise", "H has 11 words that a has otherwise"),
        ("the outlet of both is 11.example", "the outlet of both is 11.example"),
    ],
)  # fmt: skip
def test_ids_in_notes_become_headlines_and_counts_stay(note, expected):
    assert named_note(note, {"11": "H"}) == expected


def test_notes_of_a_report_speak_of_headlines(tables):
    noted = invented.why("date", 1.0, "fire/wire.txt is the earlier")
    edges = tables.derivations.filter(derived="fire/cut.txt", rank=1).with_columns(
        evidence=pl.lit([noted], tables.derivations.schema["evidence"])
    )
    (edge,) = article_story(replace(tables, derivations=edges), "fire/cut.txt").sources
    assert edge.evidence[0].note == "“Fire closes Lorandian grain harbour” is the earlier"


def test_a_relation_fits_how_much_of_the_text_is_there(tables):
    (edge,) = article_story(tables, "fire/cut.txt").sources
    assert (edge.relation, round(edge.held, 1), edge.how) == ("partial", 1.0, "nearly all of its text")


def test_an_unseen_source_on_which_nothing_rests_is_not_listed(tables):
    fewer = replace(tables, derivations=tables.derivations.filter(pl.col("source") != "kna-talks"))
    assert "kna-talks" in {one.node.key for one in overview(tables).unseen}
    assert "kna-talks" not in {one.node.key for one in overview(fewer).unseen}


def test_grounds_are_the_telling_reasons_once_each_without_the_figures():
    def piece(kind, weight, note):
        return StoryEvidence(kind, weight, note, None, None, None, "")

    pieces = [
        piece("credit", 2.1, "“A” credits Reuters for the story"),
        piece("credit", 2.1, "“B” credits Reuters for the story"),
        piece("passage", 1.1, "211 words also in “C”, 1,340 bits"),
        piece("prior", 0.9, "where the weighing starts, before any evidence"),
        piece("hub", 0.1, "of 3 others, 3 may have it"),
        piece("omission", -1.5, "“C” has text at the end that this lacks"),
    ]
    assert [(one.sentence, one.favours) for one in grounds(pieces)] == [
        ("“A” credits Reuters for the story (and 1 more like it)", True),
        ("211 words also in “C”", True),
        ("“C” has text at the end that this lacks", False),
    ]
