"""What an outlet sets under many of its articles is no sign that one draws on another."""

import numpy as np
import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import aligned_spans
from provenance.match.outlet_stock import outlet_stock
from provenance.match.passages import passages
from tests.match.texts import CUP, FERRY, LONG

NOTICE = "Lend the Courier a farthing: lanterns flicker, apprentices shiver and inkwells freeze."
STORIES = (
    FERRY[0].format(""),
    CUP[0].format(""),
    "A kiln in Brackwater burst on Tuesday and covered nine streets with warm clay. Nobody was hurt. Potters swept the "
    "pavements until midnight, and the museum asked for samples of the glaze. An inquiry under Judge Oriel Tamm opens.",
    "Beekeepers from eleven valleys met in Lorn to compare the mites of this spring. Their chairwoman, Sela Brandt, "
    "wants a tax on painted hives. A vote is due after the harvest, when most members have time to travel again.",
)
VERSIONS = tuple(f"{FERRY[0].format(LONG + '.')} {more}" for more in ("Rain fell.", "Fog came.", "Wind rose."))


def significant(texts, outlets, urls=None):
    frame = pl.DataFrame(
        {
            "article": [f"{number:02}" for number in range(len(texts))],
            "text": texts,
            "language": ["en"] * len(texts),
            "furniture": [[] for _ in texts],
            "published_from": pl.Series([None] * len(texts), dtype=pl.Datetime("us", "UTC")),
            "outlet": outlets,
            "url": urls or [None] * len(texts),
        },
        schema_overrides={"outlet": pl.String, "url": pl.String},
    )
    table = passages(frame, tokens(list(texts)), Settings()).filter("significant")
    return table.select("left", "right").rows()


def under(notice, count):
    return [f"{story}\n\n{notice}" for story in STORIES[:count]]


@pytest.mark.parametrize(
    ("outlets", "pairs"),
    [
        (["Vale Courier"] * 4, 0),
        (["Vale Courier", "Vale Courier", "Vale Courier", "Lorn Bee"], 6),  # it has come to both from somewhere
        (["Vale Courier", "Lorn Bee", "Oxmoor Post", "Wick Mail"], 6),
        ([None] * 4, 6),
    ],
)
def test_a_notice_under_three_stories_of_one_outlet_is_not_significant(outlets, pairs):
    assert len(significant(under(NOTICE, 4), outlets)) == pairs


def test_the_address_tells_the_outlet_of_guests_and_desks():
    urls = [f"https://courier.example/{number}" for number in range(3)]
    assert significant(under(NOTICE, 3), ["Vale Courier", "A Guest", "Vale Opinion"], urls) == []


def test_of_two_articles_one_may_draw_on_the_other():
    assert significant(under(NOTICE, 2), ["Vale Courier"] * 2) == [("00", "01")]


def test_versions_of_one_story_are_not_stock():
    assert len(significant(VERSIONS, ["Vale Courier"] * 3)) == 3


def test_a_notice_that_stands_twice_in_one_article_is_held_by_one():
    texts = under(NOTICE, 2)
    texts[1] += "\n\n" + NOTICE
    read = tokens(texts)
    spans = aligned_spans(read, np.arange(2), Settings())
    assert not outlet_stock(spans, read.offsets, ["vale courier"] * 2).any()


TIDES = (
    "Tides at Osk Sands for {}: high water at {} and {}, low water at {} and {}. The watch was kept by {} of {} Row. "
    "Bathers should heed the yellow flag and leave the sandbank well before the causeway floods. Dogs stay on the "
    "upper beach until the lifeguards blow the evening whistle."
)
FILLED = (
    ("Monday", "04.11", "16.32", "10.20", "22.47", "Ada Morrow", "Kiln"),
    ("Tuesday", "05.02", "17.25", "11.13", "23.39", "Tom Finch", "Tram"),
    ("Friday", "07.48", "20.09", "13.55", "01.58", "Jo Brandt", "Quay"),
)
RETOLD = TIDES.format(*FILLED[0])


def test_a_form_that_one_outlet_fills_in_with_other_facts_is_stock():
    assert significant([TIDES.format(*facts) for facts in FILLED], ["Vale Courier"] * 3) == []


def test_a_form_of_several_outlets_has_come_from_somewhere():
    outlets = ["Vale Courier", "Lorn Bee", "Wick Mail"]
    assert len(significant([TIDES.format(*facts) for facts in FILLED], outlets)) == 3


def test_a_story_that_keeps_its_facts_is_no_form():
    texts = [RETOLD, RETOLD.replace("04.11", "04.12"), RETOLD + " The causeway was closed at noon."]
    assert len(significant(texts, ["Vale Courier"] * 3)) == 3


def test_what_lies_around_a_form_does_not_count_for_its_wording():
    texts = [f"{TIDES.format(*facts)} {own}" for facts, own in zip(FILLED, STORIES, strict=False)]
    assert significant(texts, ["Vale Courier"] * 3) == []
