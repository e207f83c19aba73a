"""Where a text goes back to, by any route: through a sister, a relay, a press release, or straight."""

import polars as pl
import pytest

from tests.origin.scenes import article, credit, likelihood, traced
from tests.origin.scenes import passage as shared

PAPERS = {"a": "Wick Mail", "b": "Tain Post", "c": "The Vale Courier"}


def papers(names="ab", words=300, **more):
    return [article(name, words, outlet=PAPERS[name], **more) for name in names]


def row(edges, derived, source):
    (found,) = edges.filter(derived=derived, source=source).rows(named=True)
    return found


def test_a_copy_that_dropped_the_credit_has_the_agencys_item_by_any_route_and_less_surely_straight():
    days = [article("a", outlet="Wick Mail", day="2024-03-12"), article("b", outlet="Tain Post", day="2024-03-13")]
    _, edges = traced(days, [credit("a", "reuters", "bracket")], [shared("a", 0, "b", 0, 290)])
    tie = row(edges, "b", "unseen:reuters:a")
    assert tie["probability"] >= 0.9
    assert tie["direct"] < tie["probability"] + 1e-9
    assert tie["direct"] + likelihood(edges, "b", "a") == pytest.approx(tie["probability"], abs=0.1)


def test_of_a_source_that_is_an_article_the_direct_probability_is_the_probability():
    days = [article("a", outlet="Wick Mail", day="2024-03-12"), article("b", outlet="Wick Mail", day="2024-03-13")]
    _, edges = traced(days, [], [shared("a", 0, "b", 0, 290)])
    rows = edges.filter(source_kind="article")
    assert rows.height
    assert rows["direct"].to_list() == rows["probability"].to_list()


def test_two_papers_that_credit_one_agency_are_sisters():
    both = [credit(name, "reuters", "bracket") for name in "ab"]
    _, edges = traced(papers(), both, [shared("a", 0, "b", 0, 290)])
    assert {r["source"] for r in edges.to_dicts() if r["probability"] >= 0.5} == {"unseen:reuters:a"}


CHAIN = [credit("a", "dpa", "bracket"), credit("a", "nan_ng", "bracket", "relay"), credit("b", "nan_ng", "bracket")]


def test_who_names_the_last_hand_only_has_the_item_of_the_whole_chain():
    sources, edges = traced(papers(), CHAIN, [shared("a", 0, "b", 0, 290)])
    assert sources["agency"].to_list() == ["dpa"]
    assert likelihood(edges, "b", sources["source"][0]) >= 0.9


def test_another_text_under_the_last_hands_name_is_that_hands_own():
    sources, _ = traced(papers(), CHAIN, [shared("a", 0, "b", 0, 12)])
    assert sorted(sources.filter(kind="story")["agency"].to_list()) == ["dpa", "nan_ng"]


@pytest.mark.parametrize("released", [True, False])
def test_papers_draw_on_a_press_release_that_is_here(released):
    release = article("c", outlet="EurekAlert! / Vale School" if released else "The Vale Courier")
    rows = [shared("a", 0, "b", 0, 120), shared("a", 0, "c", 0, 120), shared("b", 0, "c", 0, 120)]
    _, edges = traced([*papers(words=140), release], [], rows)
    sure = {(r["derived"], r["source"]) for r in edges.to_dicts() if r["probability"] >= 0.8}
    assert (sure == {("a", "c"), ("b", "c")}) == released


def test_two_papers_that_name_nobody_have_it_from_somebody_whom_neither_names_more_often_than_from_each_other():
    _, edges = traced(papers(), [], [shared("a", 0, "b", 0, 290)])
    both = edges.filter(source_kind="unseen")
    assert both["probability"].min() >= 0.5
    _, one = traced(
        [article("a", outlet="Wick Mail"), article("b", outlet="Wick Mail")], [], [shared("a", 0, "b", 0, 290)]
    )
    assert (
        not one.filter(source_kind="unseen", probability=pl.col("probability").max())
        .filter(pl.col("probability") >= 0.5)
        .height
    )


def test_set_phrases_of_two_reports_weeks_apart_make_no_edge():
    def likely(later, words):
        days = [article("a", 60, day="2024-01-10"), article("b", 60, day=later)]
        _, edges = traced(days, [], [shared("a", 10, "b", 10, words)])
        return max(edges.filter(source_kind="article")["probability"].to_list(), default=0.0)

    assert likely("2024-02-14", 20) < 0.2
    assert likely("2024-01-11", 20) > 0.4
    assert likely("2024-02-14", 58) > 0.4


@pytest.mark.parametrize("dated", ["a", "b"])
def test_a_dateline_that_kept_the_day_is_the_agencys_form(dated):
    texts = [article(name) | {"text": (("3 May " if name == dated else "words ") + "words " * 299)} for name in "ab"]
    both = [credit(name, "reuters", "dateline") for name in "ab"]
    _, edges = traced(texts, both, [shared("a", 20, "b", 20, 250)])
    (edge,) = edges.filter(source_kind="article").rows(named=True)
    assert edge["source"] == dated
    assert edge["direction"] == "known"


def test_a_citation_inside_a_shared_passage_makes_one_item_unless_weeks_lie_between():
    def items(later):
        days = [article("a", day="2024-01-10"), article("b", day=later)]
        both = [credit(name, "xinhua", "dateline", at=30) for name in "ab"]
        return traced(days, both, [shared("a", 0, "b", 0, 40)])[0].filter(kind="story").height

    assert items("2024-02-14") == 2
    assert items("2024-01-11") == 1


def test_copies_that_one_syndicate_passed_on_are_from_one_item_that_nobody_names():
    both = [credit(name, "newsource", "signoff", "relay") for name in "ab"]
    sources, edges = traced(papers(), both, [shared("a", 0, "b", 0, 290)])
    assert sources.select("agency", "kind").rows() == [(None, "story")]
    assert [likelihood(edges, name, "unseen:unnamed:a") >= 0.9 for name in "ab"] == [True, True]
    named, _ = traced(papers(), [*both, credit("b", "ap", "bracket")], [shared("a", 0, "b", 0, 290)])
    assert "ap" in named["agency"].to_list()
    apart, _ = traced(papers(), both, [shared("a", 0, "b", 0, 12)])
    assert apart.filter(kind="story").height == 2
