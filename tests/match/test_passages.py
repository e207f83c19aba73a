"""The table of passages: offsets into both originals, left before right, the same whatever the order of input."""

import json
from datetime import UTC, datetime

import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.base.tables import PASSAGES
from provenance.base.tokens import tokens
from provenance.match.passages import canonical_order, passages
from tests.match.retellings import OWN, REPORT, REWORDED, among
from tests.match.texts import FERRY, ONE_CLAUSE


def articles(rows):
    """Rows of (id, text, furniture, published) as the frame that the room is given, sorted by id."""
    columns = {
        "article": [row[0] for row in rows],
        "text": [row[1] for row in rows],
        "language": ["en"] * len(rows),
        "furniture": [[{"start": a, "end": b} for a, b in row[2]] for row in rows],
        "published_from": pl.Series([row[3] for row in rows], dtype=pl.Datetime("us", "UTC")),
    }
    return pl.DataFrame(
        columns, schema_overrides={"furniture": pl.List(pl.Struct({"start": pl.UInt32, "end": pl.UInt32}))}
    ).sort("article")


def read(frame):
    spans = [[(span["start"], span["end"]) for span in own] for own in frame["furniture"].to_list()]
    return tokens(frame["text"].to_list(), spans)


def test_offsets_are_those_of_both_originals():
    left = FERRY[0].format("SHARE\tTHIS\n" + ONE_CLAUSE.replace("unpaid", "un\u00adpaid"))
    right = FERRY[1].format("“" + ONE_CLAUSE.replace(" and ", "\r\n\r\nand ") + "”")
    start = left.index("SHARE")
    frame = articles([("b", left, [(start, start + 10)], None), ("a", right, [], None)])
    table = passages(frame, read(frame), Settings())
    assert dict(table.schema) == dict(PASSAGES)
    assert table.select("left", "right", "words", "matched", "significant").rows() == [("a", "b", 14, 14, True)]
    row = table.row(0, named=True)
    assert right[row["left_start"] : row["left_end"]] == ONE_CLAUSE.replace(" and ", "\r\n\r\nand ")
    assert left[row["right_start"] : row["right_end"]] == ONE_CLAUSE.replace("unpaid", "un\u00adpaid")


def test_the_order_of_articles_is_by_date_then_words_then_id():
    day = [datetime(2021, 5, number, tzinfo=UTC) for number in (3, 1)]
    rows = [("a", "later", [], day[0]), ("b", "same words", [], None), ("c", "earlier", [], day[1])]
    frame = articles([*rows, ("d", "Same words.", [], None)])
    assert canonical_order(frame, read(frame)).tolist() == [1, 2, 0, 3]


def test_nothing_shared_is_an_empty_table():
    frame = articles([("a", "One story.", [], None), ("b", "Quite another tale.", [], None)])
    assert passages(frame, read(frame), Settings()).shape == (0, len(PASSAGES))
    assert passages(frame.clear(), tokens([]), Settings()).shape == (0, len(PASSAGES))


def test_the_table_is_sorted_by_ids_whatever_the_order_of_the_frame():
    words = [f"w{number}" for number in range(42)]
    a, b, c = (" ".join(words[first : first + 30]) for first in (0, 6, 12))
    frame = articles([(name, text, [], None) for name, text in zip("abc", (a, b, c), strict=True)])
    turned = frame.reverse()
    tables = [passages(own, read(own), Settings()).select("left", "right", "matched") for own in (frame, turned)]
    assert tables[0].rows() == [("a", "b", 24), ("a", "c", 18), ("b", "c", 24)]
    assert tables[1].sort("left", "right").rows() == tables[1].rows()


@pytest.fixture(scope="module")
def seeds(shared):
    paths = sorted((shared / "seeds").glob("*.txt"))
    return articles([(path.name, path.read_bytes().decode("utf-8-sig"), [], None) for path in paths])


def test_the_five_real_articles_share_one_significant_passage(shared, seeds):
    gold = json.loads((shared / "gold" / "seeds-gold.json").read_text(encoding="utf-8"))
    expected = [
        (pair["a"], pair["b"], *(passage[side][end] for side in "ab" for end in ("start", "end")))
        for pair in gold["pairs"]
        for passage in pair.get("shared_passages", [])
        if passage["kind"] == "exact_normalised"
    ]
    table = passages(seeds, read(seeds), Settings()).filter("significant")
    assert table.select("left", "right", "left_start", "left_end", "right_start", "right_end").rows() == expected


def test_the_true_passage_has_twice_the_bits_of_any_other_run(seeds):
    runs = passages(seeds, read(seeds), Settings(passage_words=5)).filter(kind="aligned")
    bits = sorted(runs["bits"].to_list(), reverse=True)
    assert len(bits) > 1
    assert bits[0] > 2 * bits[1]


def test_passages_in_other_words_stand_beside_the_aligned_ones_and_say_so():
    rows = [("a", among(REPORT, OWN[0]), [], None), ("b", among(REWORDED + " " + ONE_CLAUSE), [], None)]
    rows += [("c", f"Here is a third one, {ONE_CLAUSE}. Nobody else knew of it.", [], None)]
    frame = articles(rows)
    plain, wide = (passages(frame, read(frame), Settings(reworded=told)) for told in (False, True))
    counting = [table.filter("significant").select("left", "right", "kind").rows() for table in (plain, wide)]
    assert counting == [[("b", "c", "aligned")], [("a", "b", "reworded"), ("b", "c", "aligned")]]
    assert wide.filter(kind="aligned").equals(plain)


def test_passages_in_other_words_are_found_among_many_articles():
    rows = [("a", among(REPORT, OWN[0]), [], None), ("b", among(REWORDED), [], None)]
    rows += [
        (f"c{number}", f"Number {number} of {number + 1} has no news at all. " * 3, [], None) for number in range(9)
    ]
    frame = articles(rows)
    found = passages(frame, read(frame), Settings(reworded=True)).filter("significant", kind="reworded")
    assert found.select("left", "right").rows() == [("a", "b")]
