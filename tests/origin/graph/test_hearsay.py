"""What anybody may have heard, or what "agencies" sent, is no other paper's text and not yet an agency's."""

from itertools import combinations

import polars as pl
import pytest

from tests.origin.scenes import article, chosen, credit, likelihood, traced
from tests.origin.scenes import passage as shared

QUOTED = [{"article": name, "start": 6 * word, "end": 6 * (word + 60)} for name, word in (("a", 50), ("b", 70))]


@pytest.mark.parametrize(("quotes", "agencys"), [([], True), (QUOTED, False), (QUOTED[:1], False), (QUOTED[1:], False)])
def test_a_quotation_does_not_make_a_paper_draw_on_the_agency_that_another_credits(quotes, agencys):
    papers = [article("a", outlet="The Vale Courier"), article("b", outlet="Wick Mail")]
    _, edges = traced(papers, [credit("b", "ap", "signoff")], [shared("a", 50, "b", 70, 60)], quotes=quotes)
    ties = edges.filter(derived="a", source_kind="unseen").filter(pl.col("source").str.contains(":ap:"))
    assert (max(ties["direct"].to_list(), default=0) >= 0.2) == agencys
    assert likelihood(edges, "b", "unseen:ap:b") > 0.8


def test_what_it_may_be_from_is_who_said_it():
    papers = [article("a", outlet="The Vale Courier"), article("b", outlet="Wick Mail")]
    sources, edges = traced(papers, [credit("b", "ap", "signoff")], [shared("a", 50, "b", 70, 60)], quotes=QUOTED)
    assert likelihood(edges, "a", "unseen:unnamed:a:statement") > 0.3 > 3 * likelihood(edges, "a", "unseen:ap:b")
    assert sources.filter(source="unseen:unnamed:a:statement")["kind"].to_list() == ["statement"]


def test_who_credits_agencies_without_a_name_has_it_from_them_and_not_from_a_paper_that_does_not():
    papers = [
        article(name, outlet=outlet, day="2024-03-12") for name, outlet in (("a", "Wick Mail"), ("b", "Tain Post"))
    ]
    words = [shared("a", 0, "b", 0, 90)]
    _, plain = traced(papers, [], words)
    _, named = traced(papers, [credit("a", None, "unnamed")], words)
    assert likelihood(named, "a", "b") + likelihood(named, "b", "a") < likelihood(plain, "a", "b")
    assert likelihood(named, "a", "b") == 0
    assert likelihood(named, "b", "unseen:unnamed:a") > likelihood(plain, "b", "unseen:unnamed:a")


def test_agencies_that_two_credit_without_a_name_are_one_item():
    papers = [article(name, outlet=outlet) for name, outlet in (("a", "Wick Mail"), ("b", "Tain Post"))]
    both = [credit(name, None, "unnamed") for name in "ab"]
    _, edges = traced(papers, both, [shared("a", 0, "b", 0, 200)])
    ties = [row[:2] for row in chosen(edges.filter(source_kind="unseen"))]
    assert ties == [("a", "unseen:unnamed:a"), ("b", "unseen:unnamed:a")]


@pytest.mark.parametrize(("outlet", "likely"), [("Wick Mail", True), ("TASS", False)])
def test_an_agencys_own_article_has_nothing_from_another_agency_that_it_does_not_name(outlet, likely):
    papers = [article("a", outlet=outlet), article("b", outlet="Tain Post")]
    _, edges = traced(papers, [credit("b", "reuters", "bracket")], [shared("a", 50, "b", 70, 30)])
    assert (likelihood(edges, "a", "unseen:reuters:b") >= 0.2) == likely


def test_less_than_a_clause_hardly_makes_an_agencys_text_of_what_another_credits():
    papers = [article("a", outlet="Wick Mail"), article("b", outlet="Tain Post")]
    said = [
        likelihood(traced(papers, [credit("b", "ap", "bracket")], [shared("a", 50, "b", 70, words)])[1], "a", tie)
        for words, tie in ((6, "unseen:ap:b:background"), (12, "unseen:ap:b:background"))
    ]
    other = [
        likelihood(
            traced(papers, [credit("b", "ap", "bracket")], [shared("a", 50, "b", 70, words)])[1], "a", "unseen:ap:b"
        )
        for words in (6, 12)
    ]
    six, twelve = (max(pair) for pair in zip(said, other, strict=True))
    assert six < 0.4
    assert twelve >= 0.5


def test_the_more_copies_credit_an_agency_the_likelier_an_uncredited_one_is_the_agencys():
    papers = [
        article(name, outlet=outlet)
        for name, outlet in zip("abcd", ("Wick Mail", "Tain Post", "Brora News", "Bee"), strict=True)
    ]
    words = [shared(one, 0, other, 0, 180) for one, other in combinations("abcd", 2)]
    said = []
    for heirs in ("b", "bcd"):
        known = [paper for paper in papers if paper["article"] in {"a", *heirs}]
        held = [row for row in words if {row["left"], row["right"]} <= {"a", *heirs}]
        _, edges = traced(known, [credit(name, "reuters", "bracket") for name in heirs], held)
        said.append(likelihood(edges, "a", "unseen:reuters:b"))
    assert said[1] > max(0.5, said[0])


@pytest.mark.parametrize(("quotes", "kind"), [(QUOTED[:1], "statement"), ([], "background")])
def test_what_one_of_two_quotes_is_a_statement(quotes, kind):
    papers = [article(name, 900, outlet=outlet) for name, outlet in (("a", "Wick Mail"), ("b", "Tain Post"))]
    sources, _ = traced(papers, [], [shared("a", 50, "b", 70, 60)], quotes=quotes)
    assert set(sources["kind"]) <= {kind}
    assert sources.height or not quotes


def test_a_tie_shows_what_is_shared_also_where_no_neighbour_credits_the_agency():
    papers = [
        article(name, outlet=outlet) for name, outlet in zip("abc", ("Wick Mail", "Tain Post", "Bee"), strict=True)
    ]
    words = [shared("a", 0, "b", 0, 200), shared("b", 0, "c", 0, 200)]
    _, edges = traced(papers, [credit("a", "reuters", "bracket")], words)
    tie = edges.filter(pl.col("source").str.contains("reuters"), derived="c")
    assert tie.height == 1
    assert ("passage", "c") in {(reason["kind"], reason["article"]) for reason in tie["evidence"][0]}
