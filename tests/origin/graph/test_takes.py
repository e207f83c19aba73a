"""The numbers of takes and of versions are evidence of order where dates are silent."""

import json
from datetime import UTC, datetime

import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.origin.graph.evidence.order import likely_earlier
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.versions.takes import take
from provenance.run.trace import trace_inputs

BODY = (
    "WICK, May 5 - The harbour board voted on Monday to close the eastern lock for eleven weeks while divers look at "
    "the sill.\n\nFerry captains asked for a second hearing, and the clerk promised to put it to a vote before the "
    "summer.\n\n"
    "Fishermen are to tie up at the coal quay until then, which has neither an ice plant nor a crane of its own.\n"
)
MORE = "\nThe minister said late in the day that the state would pay for a pontoon, and that work begins on Tuesday.\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [("UPDATE 2-Lock shut\nRain.", 2), ("BC-XX--Lock, 3rd Ld-Writethru,145\nRain.", 3), ("1st Lead\nRain.", 1),
     ("Lock shut (Update 4)\nRain.", 4), ("Lock shut (Zusammenfassung 2)\nRain.", 2), ("WRAPUP 1-Lock\nRain.", 1),
     ("UPDATE 4:33 PM: Rain.", None), ("The board took its 3rd lead.", None),
     ("Rain fell.\n" * 60 + "UPDATE 2-Lock", None)],
)  # fmt: skip
def test_takes_are_known_by_what_stands_above_a_story(text, number):
    assert take(text) == number


def facts(name: str, text: str, house: str | None = "a wire", day: int | None = None) -> ArticleFacts:
    first = None if day is None else datetime(2031, 5, day, tzinfo=UTC)
    return ArticleFacts(name, 100, 600, house, first, first, 0, (), (), frozenset(), text)


def test_dates_count_before_takes_and_takes_only_within_one_outlet():
    one, two = "UPDATE 1-Lock\nRain.", "UPDATE 2-Lock\nRain."
    assert likely_earlier(facts("a", one), facts("b", two)) == 1.0
    assert likely_earlier(facts("a", two), facts("b", one)) == 0.0
    assert likely_earlier(facts("a", two, day=4), facts("b", one, day=5)) == 1.0
    assert likely_earlier(facts("a", one), facts("b", two, "another")) is None
    assert likely_earlier(facts("a", one), facts("b", one)) is None
    assert likely_earlier(facts("a", one), facts("b", "Rain.")) is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_later_take_draws_on_the_earlier_one(tmp_path, turned):
    texts = [f"UPDATE 1-Lock shut\n\n{BODY}", f"UPDATE 2-Lock shut\n\n{BODY}{MORE}"]
    ids = ["b", "a"] if turned else ["a", "b"]
    rows = {"id": ids, "text": texts, "outlet": ["Wick Wire"] * 2, "date": ["2031-05-05"] * 2}
    pl.DataFrame(rows).write_ndjson(tmp_path / "in.jsonl")
    found = trace_inputs([tmp_path / "in.jsonl"], tmp_path / "out", Settings()).tables.derivations
    between = found.filter(pl.col("derived").is_in(ids) & pl.col("source").is_in(ids))
    assert between.select("derived", "source", "direction").rows() == [(ids[1], ids[0], "known")]


def test_versions_of_one_item_are_ordered_by_their_numbers_whoever_published_them():
    assert likely_earlier(facts("tag:a:v2", "Rain."), facts("tag:a:v10", "Rain.", None)) == 1.0
    assert likely_earlier(facts("tag:a:v10", "Rain."), facts("tag:a:v2", "Rain.", None)) == 0.0
    assert likely_earlier(facts("tag:a:v2", "UPDATE 3-Lock\nRain."), facts("tag:a:v3", "UPDATE 1-Lock\nRain.")) == 1.0
    assert likely_earlier(facts("tag:a:v9", "Rain.", day=4), facts("tag:a:v1", "Rain.", day=5)) == 1.0
    assert likely_earlier(facts("tag:a:v2", "Rain."), facts("tag:b:v3", "Rain.")) is None
    assert (
        likely_earlier(facts("urn:newsml:w:20310505:4:1N", "Rain."), facts("urn:newsml:w:20310505:4:2U", "Rain."))
        == 1.0
    )
    assert likely_earlier(facts("page:1", "Rain."), facts("page:2", "Rain.")) is None


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("kind", ["ninjs", "nitf"])
def test_the_later_version_of_an_agency_item_draws_on_the_earlier_one(tmp_path, kind, turned):
    texts = [f"{BODY}", f"{BODY}{MORE}"][:: -1 if turned else 1]
    for version, text in enumerate(texts, 1):
        (tmp_path / f"item{version}.{'json' if kind == 'ninjs' else 'xml'}").write_text(
            (ninjs if kind == "ninjs" else nitf)(version, text), encoding="utf-8"
        )
    out = tmp_path / "out"
    rows = trace_inputs([tmp_path], out, Settings()).tables.derivations.filter(pl.col("source_kind") == "article")
    assert rows.select("derived", "source", "direction").rows() == [("tag:wick:7:v2", "tag:wick:7:v1", "known")]


def ninjs(version: int, text: str) -> str:
    item = {"uri": "tag:wick:7", "version": str(version), "versioncreated": "2031-05-05", "headline": "Lock shut"}
    return json.dumps({**item, "body_text": text, "infosources": [{"name": "Wick Wire"}]})


def nitf(version: int, text: str) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n") if paragraph)
    return (
        f'<nitf><head><docdata><doc-id id-string="tag:wick:7"/><du-key version="{version}"/>'
        '<date.issue norm="20310505"/></docdata></head><body><distributor>Wick Wire</distributor>'
        f"<body.content>{paragraphs}</body.content></body></nitf>"
    )
