"""An article that resembles an agency's own text likely draws on it, though no stretch is the same."""

import polars as pl
import pytest

from provenance.origin.graph.evidence.reasons import reason_weights
from tests.origin.scenes import article, chosen, credit, likelihood, passage, scattered, traced

WIRE = article("a", day="2024-03-12", outlet="TASS")
PAPER = article("b", day="2024-03-13", outlet="Wick Mail")
ALIKE = [scattered("a", 100 * n, "b", 100 * n + 10, 40) for n in range(3)]


def test_a_paper_with_many_rare_words_of_an_agencys_text_likely_rewrote_it():
    _, edges = traced([WIRE, PAPER], [], ALIKE)
    assert edges.select("derived", "source", "relation", "direction").rows() == [("b", "a", "rewrite", "known")]
    assert 0.6 < likelihood(edges, "b", "a") < 0.95
    assert edges["direct"].to_list() == edges["probability"].to_list()
    assert {reason["kind"] for reason in edges["evidence"][0]} == {"wording", "alike", "outlet"}


@pytest.mark.parametrize(
    ("wire", "paper"),
    [
        ({"outlet": "Tain Post"}, {}),  # two papers
        ({"outlet": "TASS"}, {"outlet": "TASS"}),  # two texts of one agency
        ({"day": "2024-03-14"}, {}),  # the agency's is the later one
        ({"day": "2024-02-14"}, {}),  # it is weeks old
    ],
)
def test_nothing_is_said_where_the_source_cannot_be_an_agencys_fresh_text(wire, paper):
    both = [article("a", **{"day": "2024-03-12", "outlet": "TASS"} | wire)]
    both.append(article("b", **{"day": "2024-03-13", "outlet": "Wick Mail"} | paper))
    _, edges = traced(both, [], ALIKE)
    assert edges.height == 0


def test_a_paper_that_credits_another_agency_did_not_rewrite_this_one():
    _, edges = traced([WIRE, PAPER], [credit("b", "reuters", "bracket")], ALIKE)
    assert chosen(edges) == [("b", "unseen:reuters:b", "relay")]
    _, same = traced([WIRE, PAPER], [credit("b", "tass", "bracket")], ALIKE)
    assert ("b", "a", "rewrite") in chosen(same)


def test_what_a_syndicate_passed_on_is_its_own():
    _, edges = traced([WIRE, PAPER], [credit("b", "tass", "bracket", "relay")], ALIKE)
    assert "rewrite" not in edges["relation"].to_list()


def test_a_text_without_an_outlet_under_an_agencys_dateline_may_be_the_agencys():
    nowhere = [article("a"), article("b")]
    _, edges = traced(nowhere, [credit("a", "tass", "dateline")], ALIKE)
    (row,) = edges.filter(source_kind="article").to_dicts()
    assert (row["derived"], row["source"]) == ("b", "a")
    assert any("may be" in reason["note"] and reason["start"] == 0 for reason in row["evidence"])
    _, papers = traced([article("a", outlet="Tain Post"), PAPER], [credit("a", "tass", "dateline")], ALIKE)
    assert papers.filter(source_kind="article").height == 0


def test_two_reports_of_one_day_are_less_likely_one_text():
    _, next_day = traced([WIRE, PAPER], [], ALIKE)
    _, same_day = traced([WIRE, article("b", day="2024-03-12", outlet="Wick Mail")], [], ALIKE)
    assert likelihood(same_day, "b", "a") < 0.8 * likelihood(next_day, "b", "a")


def test_an_article_that_another_one_resembles_more_is_less_likely_from_the_agency():
    _, alone = traced([WIRE, PAPER], [], ALIKE)
    third = article("c", day="2024-03-13", outlet="Tain Post")
    nearer = [scattered("b", 100 * n, "c", 100 * n, 80) for n in range(3)]
    _, among = traced([WIRE, PAPER, third], [], ALIKE + nearer)
    assert likelihood(among, "b", "a") < 0.5 * likelihood(alone, "b", "a")


def test_two_texts_of_agencies_share_what_one_cannot_have_alone():
    other = article("c", day="2024-03-12", outlet="TASS")
    _, edges = traced(
        [WIRE, PAPER, other], [], ALIKE + [scattered("b", 100 * n + 10, "c", 100 * n, 40) for n in range(3)]
    )
    likely = [likelihood(edges, "b", name) for name in "ac"]
    assert likely[0] == likely[1]
    assert sum(likely) < 1


def test_a_few_scattered_words_are_chance():
    _, edges = traced([WIRE, PAPER], [], ALIKE[:1])
    assert edges.height == 0


def test_where_a_stretch_is_the_same_too_the_likelier_of_both_counts_with_all_reasons():
    slight = passage("a", 250, "b", 250, 9, 60.0)
    _, edges = traced([WIRE, PAPER], [], [*ALIKE, slight])
    (row,) = edges.filter(derived="b", source="a").to_dicts()
    assert {"wording", "outlet", "passage", "prior"} <= {reason["kind"] for reason in row["evidence"]}
    assert row["probability"] > 0.6


def test_its_probability_is_not_calibrated_twice():
    _, edges = traced([WIRE, PAPER], [], ALIKE)
    odds = sum(reason["weight"] for reason in edges["evidence"][0])
    assert edges["probability"][0] == pytest.approx(1 / (1 + 2.718281828459045**-odds))


def test_the_order_of_articles_does_not_matter():
    one = traced([WIRE, PAPER], [], ALIKE)[1]
    other = traced([PAPER, WIRE], [], ALIKE[::-1])[1]
    assert one.equals(other)


def test_every_weight_is_used():
    _, edges = traced([WIRE, article("b", day="2024-03-12", outlet="Wick Mail")], [], ALIKE)
    weighed = {r["kind"] for r in edges["evidence"].explode().to_list() if r["weight"]} if edges.height else set()
    assert weighed == {"wording", "alike", "date"}
    assert set(reason_weights()["rewrites"]) == {"base", "likeness", "inside", "nearer", "same_day"}
    assert isinstance(edges, pl.DataFrame)
