"""What people confirmed stands, what they denied gives way to the next, and slips in their file are named by line."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from provenance.base.errors import InputError
from provenance.origin.graph.reviewed import CERTAIN, ReviewedEdge, read_reviewed, unknown_ends
from tests.origin.scenes import article, chosen, credit, likelihood, pair, passage, traced

FILE = """# looked at in March
[[edge]]
derived = "b"
source = "a"
verdict = "denied"
reason = " both print one press release "
by = "Ada"
date = 2024-03-01

[[edge]]
derived = "c"
source = "a"
verdict = "confirmed"
reason = "the desk says so"
relation = "copy"
"""


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "judged.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_edges_is_read(tmp_path: Path) -> None:
    assert read_reviewed(_file(tmp_path, FILE)) == (
        ReviewedEdge("b", "a", "denied", "both print one press release", "Ada", date(2024, 3, 1), None, 2),
        ReviewedEdge("c", "a", "confirmed", "the desk says so", None, None, "copy", 10),
    )
    assert read_reviewed(_file(tmp_path, "")) == ()


ENTRY = '[[edge]]\nderived = "b"\nsource = "a"\nverdict = "denied"\nreason = "no"\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[[edge]\n", 1, "is not TOML"),
        ('edge = "b"\n', None, "holds more than"),
        ("[edges]\n", None, "holds more than"),
        ("edge = [1]\n", None, "the entry has no derived"),
        (ENTRY + "\n" + ENTRY.replace('reason = "no"', ""), 7, "the entry has no reason"),
        (ENTRY.replace('"no"', '"  "'), 1, "the entry has no reason"),
        (ENTRY.replace('"denied"', '"doubtful"'), 1, "verdict is 'doubtful'"),
        (ENTRY.replace('"a"', '"b"'), 1, "'b' cannot draw on itself"),
        (ENTRY.replace('"a"', "3"), 1, "the entry has no source"),
        (ENTRY + 'colour = "red"', 1, "there is no field 'colour'"),
        (ENTRY + 'date = "today"', 1, "date is no date"),
        (ENTRY + "by = 7", 1, "by is no text"),
        (ENTRY + 'relation = "relay"', 1, "relation is 'relay'"),
        (ENTRY + ENTRY.replace("denied", "confirmed"), 6, "'b' on 'a' was denied in line 1 already"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, text: str, line: int | None, what: str) -> None:
    with pytest.raises(InputError) as told:
        read_reviewed(_file(tmp_path, text))
    assert told.value.line == line
    assert told.value.what.startswith(what)


def test_confirmed_edges_cannot_go_round(tmp_path: Path) -> None:
    ring = [("b", "a"), ("c", "b"), ("a", "c")]
    text = "".join(
        ENTRY.replace("denied", "confirmed").replace('"b"', f'"{d}"').replace('source = "a"', f'source = "{s}"')
        for d, s in ring
    )
    with pytest.raises(InputError, match=r"judged\.toml:11: with this 'a' would draw on itself"):
        read_reviewed(_file(tmp_path, text))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"E-JUDGED .*none.toml: No such file"):
        read_reviewed(tmp_path / "none.toml")


ARTICLES = [article(name, day=f"2024-03-1{day}") for day, name in enumerate("abc", 1)]
PASSAGES = [passage("a", 0, "b", 0, 300), passage("a", 0, "c", 0, 300), passage("b", 0, "c", 0, 300)]
PAIRS = [pair("a", "b"), pair("a", "c"), pair("b", "c")]


def _traced(*said: ReviewedEdge) -> pl.DataFrame:
    return traced(ARTICLES, [], PASSAGES, PAIRS, judged=said)[1]


def _said(derived: str, source: str, verdict: str) -> ReviewedEdge:
    return ReviewedEdge(derived, source, verdict, "seen on paper", "Ada", date(2024, 3, 20))


def test_a_confirmed_edge_is_sure_and_takes_the_place_of_the_others() -> None:
    before, after = _traced(), _traced(_said("c", "b", "confirmed"))
    assert likelihood(before, "c", "b") < 0.9
    assert likelihood(after, "c", "b") == CERTAIN
    assert likelihood(after, "c", "a") < 0.05
    row = after.filter(pl.col("derived") == "c", pl.col("source") == "b").to_dicts()[0]
    assert (row["rank"], row["direction"], row["relation"]) == (1, "known", "copy")
    assert row["evidence"][0]["note"] == "confirmed by Ada, 2024-03-20: seen on paper"


def test_a_denied_edge_gives_way_to_the_next() -> None:
    after = _traced(_said("c", "a", "denied"), _said("b", "a", "denied"))
    assert likelihood(after, "c", "b") > 0.8
    rows = after.filter(pl.col("source") == "a").select("derived", "probability", "relation").rows()
    assert rows == [("b", 0.0, "rewrite"), ("c", 0.0, "rewrite")]
    assert all(rank > 1 for rank in after.filter(pl.col("source") == "a")["rank"])


def test_a_confirmed_edge_may_go_against_the_dates() -> None:
    after = _traced(_said("a", "c", "confirmed"))
    assert ("a", "c", "copy") in chosen(after)
    assert likelihood(after, "c", "a") == 0


def test_an_edge_is_confirmed_where_nothing_is_shared() -> None:
    _, after = traced([article("x"), article("y")], judged=[_said("y", "x", "confirmed")])
    assert chosen(after) == [("y", "x", "rewrite")]
    assert likelihood(after, "y", "x") == CERTAIN


def test_an_unseen_item_can_be_denied_or_confirmed() -> None:
    articles, credits = [article("a")], [credit("a", "dpa", "bracket")]
    assert chosen(traced(articles, credits)[1]) == [("a", "unseen:dpa:a", "relay")]
    sources, after = traced(articles, credits, judged=[_said("a", "unseen:dpa:a", "denied")])
    assert chosen(after) == []
    assert after.select("source", "source_kind", "probability").rows() == [("unseen:dpa:a", "unseen", 0.0)]
    assert sources["source"].to_list() == ["unseen:dpa:a"]
    _, after = traced(articles, credits, judged=[_said("a", "unseen:dpa:a", "confirmed")])
    assert likelihood(after, "a", "unseen:dpa:a") == CERTAIN


def test_entries_about_other_collections_change_nothing_and_are_named() -> None:
    elsewhere = _said("zebra", "a", "confirmed"), _said("c", "zebra", "denied")
    assert _traced(*elsewhere).equals(_traced())
    assert unknown_ends(elsewhere, "abc") == list(elsewhere)
