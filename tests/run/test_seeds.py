"""A trace of seeds/ recovers what is true of them: credits, furniture, days, passages, copies, who draws on what."""

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

import pytest

from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.corpus.articles import articles
from provenance.run.journey import traced
from tests.test_seeds_truth import ARTICLES, SEEDS, TEXTS, TRUTH, span

COVERED = 0.9  # of each furniture span and of each shared run must be found
SPILT = 3  # characters of the article itself that may be found with it
DIRECT = 0.2  # an edge between two articles that have nothing to do with each other stays below

each = pytest.mark.parametrize("name", sorted(ARTICLES))


@pytest.fixture(scope="module")
def tables() -> Tables:
    frame, _ = articles([SEEDS], Settings())
    return traced(frame, Settings())


def article(tables: Tables, name: str) -> dict[str, Any]:
    return tables.articles.filter(tables.articles["article"] == name).row(0, named=True)


def meets(found: dict[str, Any], text: str, expected: dict[str, Any]) -> bool:
    """Agency, kind and scope agree, and the found phrase shares something with the expected one."""
    start = text.index(expected["phrase"])
    return (
        found["agency"] == expected.get("agency")
        and found["kind"] in expected["kind"]
        and found["scope"] == expected["scope"]
        and found["start"] < start + len(expected["phrase"])
        and start < found["end"]
    )


def likely(tables: Tables, edge: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows that say what `edge` says, with its relation or another right one."""
    agency = dict(zip(tables.sources["source"], tables.sources["agency"], strict=True))
    agencies = {source.split(":")[1] for source in edge["source"] if source.startswith("unseen:")}
    for row in tables.derivations.iter_rows(named=True):
        if row["derived"] == edge["derived"] and row["relation"] in edge["relation"]:
            unseen = row["source_kind"] == "unseen"
            if agency[row["source"]] in agencies if unseen else row["source"] in edge["source"]:
                yield row


def test_the_folder_is_read_as_its_articles(tables: Tables):
    assert dict(zip(tables.articles["article"], tables.articles["text"], strict=True)) == TEXTS


@each
def test_every_credit_is_found_and_no_other(tables: Tables, name: str):
    text, truth = TEXTS[name], ARTICLES[name]
    found = tables.credits.filter(tables.credits["article"] == name).to_dicts()
    missed = [e["phrase"] for e in truth["credits"] if not any(meets(f, text, e) for f in found)]
    known = truth["credits"] + truth.get("optional", [])
    invented = [
        (f["agency"], f["kind"], f["scope"], text[f["start"] : f["end"]])
        for f in found
        if not any(meets(f, text, e) for e in known)
    ]
    assert (missed, invented) == ([], [])


@each
def test_all_furniture_is_found_and_nothing_of_the_article(tables: Tables, name: str):
    text, truth = TEXTS[name], ARTICLES[name]
    places = {i for s in article(tables, name)["furniture"] for i in range(s["start"], s["end"]) if text[i].strip()}
    known: set[int] = set()
    for quoted in truth["furniture"]:
        own = {i for i in range(*span(text, quoted)) if text[i].strip()}
        assert len(places & own) >= COVERED * len(own), quoted
        known |= own
    for quoted in truth.get("may_be_furniture", []):
        known |= set(range(*span(text, quoted)))
    assert len(places - known) <= SPILT, "".join(text[i] for i in sorted(places - known))


@each
def test_the_bounds_hold_the_day_of_publication(tables: Tables, name: str):
    row, (first, last) = article(tables, name), ARTICLES[name]["published"]
    begin, end = (datetime.combine(day, at, UTC) for day, at in ((first, time.max), (last, time.min)))
    assert row["published_from"] is None or row["published_from"] <= begin
    assert row["published_to"] is None or row["published_to"] >= end
    if ARTICLES[name]["basis"] != "none":
        assert row["date_basis"] == ARTICLES[name]["basis"]
    if "candidates" in ARTICLES[name]:
        assert row["published_candidates"] == ARTICLES[name]["candidates"]


def test_the_cluster_is_the_one_and_its_earliest_is_kept(tables: Tables):
    several = tables.clusters.filter(tables.clusters["cluster"].is_duplicated())
    assert sorted(several["article"]) == sorted(itertools.chain(*(c["articles"] for c in TRUTH["clusters"])))
    assert sorted(several.filter("kept")["article"]) == sorted(c["kept"] for c in TRUTH["clusters"])


def stretch(text: str, first: str, last: str) -> tuple[int, int]:
    """From the first to the last quoted words, which may have any line ends between them."""
    begin, end = (r"\s+".join(map(re.escape, words.split())) for words in (first, last))
    found = re.search(begin, text)
    assert found, first
    close = re.compile(end).search(text, found.start())
    assert close, last
    return found.start(), close.end()


@pytest.mark.parametrize("pair", TRUTH["pairs"], ids=lambda pair: f"{pair['left']} {pair['right']}")
def test_significant_passages_cover_the_shared_runs_that_are_no_names(tables: Tables, pair: dict[str, Any]):
    ours = (tables.passages["left"] == pair["left"]) & (tables.passages["right"] == pair["right"])
    rows = tables.passages.filter(ours & tables.passages["significant"])
    inside = {i for a, b in zip(rows["left_start"], rows["left_end"], strict=True) for i in range(a, b)}
    page = {i for quoted in ARTICLES[pair["left"]]["furniture"] for i in range(*span(TEXTS[pair["left"]], quoted))}
    for run in pair["runs"]:
        text = run.get("text", "")
        start, end = stretch(TEXTS[pair["left"]], run.get("first", text), run.get("last", text))
        own = set(range(start, end)) - page
        assert len(own & inside) >= COVERED * len(own) or not run["significant"], run
    if not any(run["significant"] for run in pair["runs"]):
        assert rows.height == 0


@pytest.mark.parametrize("edge", TRUTH["edges"], ids=lambda edge: f"{edge['derived']} on {edge['source'][0]}")
def test_what_draws_on_what_is_found(tables: Tables, edge: dict[str, Any]):
    rows = list(likely(tables, edge))
    assert max((row["probability"] for row in rows), default=0) >= edge["least"], rows
    assert all(row["direction"] == edge["direction"] for row in rows)


def test_articles_on_one_unseen_item_are_on_the_same(tables: Tables):
    together: dict[str, set[str]] = {}
    for edge in TRUTH["edges"]:
        if len(edge["source"]) == 1 and edge["source"][0].startswith("unseen:"):
            together.setdefault(edge["source"][0], set()).add(edge["derived"])
    for item, names in together.items():
        drawn = [set(group["derived"]) for _, group in tables.derivations.group_by("source", maintain_order=True)]
        assert any(names <= group for group in drawn), item


def test_no_other_two_articles_have_an_edge(tables: Tables):
    known = {frozenset((edge["derived"], source)) for edge in TRUTH["edges"] for source in edge["source"]}
    known |= set(map(frozenset, TRUTH["tolerated"]["articles"]))
    strange = [
        (row["derived"], row["source"], row["probability"])
        for row in tables.derivations.iter_rows(named=True)
        if row["source_kind"] == "article" and row["probability"] >= DIRECT
        if frozenset((row["derived"], row["source"])) not in known
    ]
    assert strange == []


def test_no_unseen_item_of_an_agency_that_nobody_credits(tables: Tables):
    agency = dict(zip(tables.sources["source"], tables.sources["agency"], strict=True))
    known = {
        (edge["derived"], source.split(":")[1]) for edge in TRUTH["edges"] for source in edge["source"] if ":" in source
    }
    known |= set(map(tuple, TRUTH["tolerated"]["unseen"]))
    for _ in TRUTH["edges"]:  # by any route: what a source goes back to, its copies go back to
        known |= {
            (edge["derived"], item)
            for edge in TRUTH["edges"]
            for source in edge["source"]
            for article, item in list(known)
            if article == source
        }
    strange = [
        (row["derived"], row["source"], row["probability"])
        for row in tables.derivations.iter_rows(named=True)
        if row["source_kind"] == "unseen" and agency[row["source"]] and row["probability"] >= DIRECT
        if row["derived_kind"] == "article" and (row["derived"], agency[row["source"]]) not in known
    ]
    assert strange == []
