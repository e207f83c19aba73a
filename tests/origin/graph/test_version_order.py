"""Versions of one page are put in the order in which they were likely written."""

import time
from itertools import combinations, pairwise

import numpy as np
import polars as pl
import pytest

import provenance as pv
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage
from provenance.origin.graph.versions.version_order import directly, version_orders

PAGE = (
    "The Marrow lighthouse stands on the northern tip of the island and was built by the harbour board after two "
    "schooners ran aground on the Cat Reef in one winter.",
    "Its lamp was lit by a keeper who lived in the tower with his family and kept a goat, six hens and a diary that "
    "the island school still reads aloud each autumn.",
    "The keeper also rang a bell in fog, every ninety seconds, and was fined a shilling for each bell that a passing "
    "skipper swore he had not heard.",
)
ADDED = "In 1974 the lamp was turned over to a time switch, and in 2003 the tower became a museum with 4,000 visitors."
DRAFTS = (
    " ".join(PAGE).replace("schooners", "scooners").replace("northern", "nothern"),
    " ".join(PAGE),
    " ".join((PAGE[0], PAGE[1].replace("a diary", "a long diary of 1911"), PAGE[2])),
    " ".join((PAGE[0], PAGE[1].replace("a diary", "a long diary of 1911"), PAGE[2], ADDED)),
)


def _traced(outlet: str | None, names: str = "dbca", **more: list[str]) -> pl.DataFrame:
    rows = {"id": list(names), "text": list(DRAFTS), **({"outlet": [outlet] * 4} if outlet else {}), **more}
    return pv.trace(pl.DataFrame(rows)).derivations


def test_each_version_comes_from_the_one_before() -> None:
    rows = _traced("Marrow Almanac").filter(pl.col("rank") == 1, pl.col("direction") == "known")
    assert rows.select("derived", "source", "relation").rows() == [
        ("a", "c", "revision"),
        ("b", "d", "revision"),
        ("c", "b", "revision"),
    ]
    notes = [e["note"] for reasons in rows["evidence"] for e in reasons if e["kind"] == "revision"]
    assert any("names a later year" in note for note in notes)


def test_dates_that_tell_the_order_leave_nothing_to_read_from_the_text() -> None:
    days = ["2024-03-04", "2024-03-03", "2024-03-02", "2024-03-01"]
    rows = _traced("Marrow Almanac", published=days)
    assert not [e for reasons in rows["evidence"] for e in reasons if e["kind"] == "revision"]
    known = rows.filter(pl.col("rank") == 1, pl.col("direction") == "known").select("derived", "source").rows()
    assert ("c", "a") in known


def test_an_agencys_texts_have_no_history() -> None:
    rows = _traced("Reuters")
    assert not [e for reasons in rows["evidence"] for e in reasons if e["kind"] == "revision"]


def test_texts_of_no_known_outlet_are_versions_where_most_of_them_is_the_same() -> None:
    later = DRAFTS[1].replace("stands on", "stands alone on")
    rows = pv.trace(pl.DataFrame({"id": ["a", "b"], "text": [later, DRAFTS[1]]})).derivations
    assert rows.select("derived", "source", "direction").rows()[:1] == [("a", "b", "known")]
    assert "revision" in {e["kind"] for reasons in rows["evidence"] for e in reasons}
    credited = pv.trace(pl.DataFrame({"id": ["a", "b"], "text": [later + " (dpa)", DRAFTS[1]]})).derivations
    assert "revision" not in {e["kind"] for reasons in credited["evidence"] for e in reasons}


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_which_of_two_is_the_later_does_not_hang_on_their_names(names: tuple[str, str]) -> None:
    later = DRAFTS[1].replace("stands on", "stands alone on").replace("a goat, six hens and ", "")
    rows = pv.trace(pl.DataFrame({"id": list(names), "text": [later, DRAFTS[1]]})).derivations
    (row,) = rows.filter(source_kind="article").rows(named=True)
    other = pv.trace(pl.DataFrame({"id": ["x", "y"], "text": [later, DRAFTS[1]]})).derivations
    (same,) = other.filter(source_kind="article").rows(named=True)
    assert row["probability"] == pytest.approx(same["probability"])
    assert {"x": names[0], "y": names[1]}[same["derived"]] == row["derived"] or row["direction"] == "unknown"


def test_the_order_is_the_same_whatever_the_articles_are_called() -> None:
    one, other = _traced("Marrow Almanac"), _traced("Marrow Almanac", "acdb")
    renamed = dict(zip("dbca", "acdb", strict=True))
    assert {(renamed[d], renamed[s]) for d, s in _chosen(one)} == set(_chosen(other))


def _chosen(rows: pl.DataFrame) -> list[tuple[str, str]]:
    return rows.filter(pl.col("rank") == 1, pl.col("direction") == "known").select("derived", "source").rows()


def test_an_order_that_the_dates_forbid_has_no_share() -> None:
    later, words = np.zeros((3, 3)), np.full((3, 3), 10.0)
    found = directly(later, words, {(0, 1), (0, 2)})
    assert found[1, 0] == found[2, 0] == 0
    assert found[0, 1] == pytest.approx(0.5)


def test_of_all_orders_of_three_versions_the_sum_is_the_sum_by_hand() -> None:
    odds, words = np.log([[1, 3, 1], [1 / 3, 1, 3], [1, 1 / 3, 1]]), np.zeros((3, 3))
    # steps: 0>1 and 1>2 are 3/4, back 1/4; 0>2 and 2>0 are 1/2
    orders = {
        (0, 1, 2): 9 / 16,
        (2, 1, 0): 1 / 16,
        (0, 2, 1): 1 / 8,
        (2, 0, 1): 3 / 8,
        (1, 0, 2): 1 / 8,
        (1, 2, 0): 3 / 8,
    }
    total = sum(orders.values())
    expected = np.zeros((3, 3))
    for order, weight in orders.items():
        for a, b in pairwise(order):
            expected[a, b] += weight / total
    assert directly(odds, words, set()) == pytest.approx(expected)


def test_more_versions_than_can_be_ordered_are_weighed_two_by_two() -> None:
    size = 12
    later = np.array([[np.sign(b - a) for b in range(size)] for a in range(size)], float)
    found = directly(later, np.zeros((size, size)), {(3, 2)})
    assert found[2, 3] == 0
    assert (found[0, 1:] > 0.7).all()


def test_hundreds_of_articles_in_one_form_are_no_history_and_take_no_time() -> None:
    names = [f"n{number:03d}" for number in range(200)]
    facts = {name: _facts(name) for name in names}
    shared = [FamilyPassage(a, b, 0, 600, 0, 600, 100, 100, 900.0) for a, b in combinations(names, 2)]
    family = Family(tuple(names), tuple(shared))
    begun = time.process_time()
    assert version_orders(family, facts) == {}
    assert time.process_time() - begun < 2


def _facts(name: str) -> ArticleFacts:
    return ArticleFacts(name, 100, 600, "a paper", None, None, 300, (), (), frozenset(), "words " * 100)


def test_what_other_papers_have_and_a_version_lacks_did_not_come_from_that_version() -> None:
    story = [*PAGE, ADDED, *(text.replace("keeper", "warden").replace("island", "parish")[::-1] for text in PAGE)]
    own = {"a": " ".join(story[:3]), "b": " ".join([*story[1:], "A ferry calls on Sundays."])}
    papers = {name: " ".join(story) for name in "cde"}
    houses = ["Marrow Almanac", "Marrow Almanac", "Wick Mail", "Tain Post", "Brora News"]
    texts = own | papers
    days = ["2024-03-04"] * 2 + ["2024-03-03"] * 3
    frame = pl.DataFrame({"id": list(texts), "text": list(texts.values()), "outlet": houses, "published": days})
    rows = pv.trace(frame).derivations
    among = rows.filter(pl.col("derived").is_in(["a", "b"]), pl.col("source").is_in(["a", "b"]))
    assert "b" in rows["derived"].to_list()
    assert max(among["probability"].to_list(), default=0) < 0.2


@pytest.mark.parametrize(("outlet", "read"), [(None, True), ("Wick Mail", False)])
def test_where_a_paper_has_the_text_too_unnamed_ones_are_papers_copies(outlet: str | None, read: bool) -> None:
    later = DRAFTS[1].replace("stands on", "stands alone on").replace("six hens", "six speckled hens")
    rows = {"id": ["a", "b", "c"], "text": [later, DRAFTS[1], DRAFTS[1] + " " + ADDED], "outlet": [None, None, outlet]}
    found = pv.trace(pl.DataFrame(rows, schema_overrides={"outlet": pl.String})).derivations
    assert ("revision" in {e["kind"] for reasons in found["evidence"] for e in reasons}) == read
