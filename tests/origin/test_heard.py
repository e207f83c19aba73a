"""What anybody may have heard, or what "agencies" sent, is no other paper's text and not yet an agency's."""

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
    assert (max(ties["probability"].to_list(), default=0) >= 0.2) == agencys
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
