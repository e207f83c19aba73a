"""Clusters hold articles that resemble the kept one, say why it was kept, and never collapse into one."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, CLUSTERS, PAIRS, checked, table
from provenance.base.tokens import tokens
from provenance.match.clusters import similarity_cache as likeness
from provenance.match.clusters import table as room
from provenance.match.clusters.keeping import keep_order
from provenance.match.clusters.star_clusters import stars_one_by_one
from provenance.match.clusters.table import clusters
from provenance.match.pairs import pairs
from provenance.match.similarity.exact import measure

WORDS = [f"word{i}" for i in range(400)]
DAY = datetime(2031, 3, 5, tzinfo=UTC)


def frame(texts, dates=()):
    dates = [*dates, *[None] * (len(texts) - len(dates))]
    rows = [
        {"article": f"a{i}", "text": text, "words": len(text.split()), "published_from": day, "published_to": day}
        for i, (text, day) in enumerate(zip(texts, dates, strict=True))
    ]
    return table(rows, ARTICLES)


def clustered(texts, dates=(), links=None, keep="earliest", firsts=None):
    chosen = Settings(keep=keep)
    articles, found = frame(texts, dates), tokens(texts)
    firsts = np.array([texts.index(text) for text in texts], np.int64) if firsts is None else np.array(firsts)
    every = [(i, j) for j in range(len(texts)) for i in range(j)] if links is None else links
    links = np.array([pair for pair in every if firsts[pair[1]] == pair[1]], np.int64).reshape(-1, 2)
    return clusters(articles, pairs(articles["article"], found, links, firsts, chosen), found, firsts, chosen)


def window(start, length=100):
    """Texts whose windows are `k` words apart share 96 - k of 96 + k shingles."""
    return " ".join(WORDS[start : start + length])


def members(found):
    return found.select("article", "cluster").rows()


def test_every_article_has_one_row_and_says_why():
    found = clustered(
        [window(0), window(5), window(0), window(200), window(205)],
        [DAY + timedelta(days=2), DAY, None, None, None],
    )
    assert found.select("article", "cluster", "kept", "reason").rows() == [
        ("a0", "a1", False, "near-duplicate of a1: similarity 0.9"),
        ("a1", "a1", True, "earliest: 2031-03-05"),
        ("a2", "a1", False, "near-duplicate of a1: similarity 0.9"),
        ("a3", "a3", True, "no date is known; longest: 100 words"),
        ("a4", "a3", False, "near-duplicate of a3: similarity 0.9"),
    ]
    assert found["weakest"].round(3).to_list() == [0.901] * 5


def test_an_article_alone_is_the_only_one_of_its_kind():
    [row] = clustered([window(0)]).rows(named=True)
    assert row == {
        "cluster": "a0",
        "article": "a0",
        "kept": True,
        "reason": "only one of its kind",
        "similarity": None,
        "article_in_kept": None,
        "kept_in_article": None,
        "weakest": None,
        "date": None,
    }


def test_a_removed_article_says_how_much_of_it_is_in_the_kept_one():
    row = clustered([window(0, 100), window(0, 80)], keep="longest").row(1, named=True)
    assert (row["similarity"], row["article_in_kept"], row["kept_in_article"]) == (76 / 96, 1.0, 76 / 96)
    assert row["reason"] == "near-duplicate of a0: similarity 0.79"


def test_exact_duplicates_stay_with_each_other_whatever_is_kept():
    found = clustered([window(0)] * 3, [None, DAY, DAY + timedelta(hours=3)])
    assert found["reason"].to_list() == ["same words as a1", "earliest: 2031-03-05", "same words as a1"]
    assert found["weakest"].to_list() == [1.0] * 3


@pytest.mark.parametrize(
    ("keep", "expected", "reason"),
    [
        ("earliest", "a2", "earliest: 2031-03-05 07:30"),
        ("longest", "a1", "longest: 110 words"),
        ("first", "a0", "first by id"),
    ],
)
def test_what_is_kept(keep, expected, reason):
    texts = [window(0, 100), window(0, 110), window(0, 105)]
    found = clustered(texts, [None, DAY + timedelta(days=9), DAY + timedelta(hours=7.5)], keep=keep)
    assert found.filter("kept").select("cluster", "reason").rows() == [(expected, reason)]


def test_equal_dates_are_decided_by_length_then_by_id():
    found = clustered([window(0, 100), window(0, 105), window(1, 105)], [DAY, DAY, DAY])
    assert found.filter("kept")["reason"].to_list() == ["earliest: 2031-03-05, and the longest of that time: 105 words"]
    assert found.filter("kept")["article"].to_list() == ["a1"]


def test_a_date_that_could_be_any_of_many_years_is_as_good_as_unknown():
    articles = frame([window(0), window(0)], [DAY - timedelta(days=9000), DAY]).with_columns(
        pl.Series("published_to", [DAY + timedelta(days=9000), DAY], dtype=ARTICLES["published_to"])
    )
    assert keep_order(articles, "earliest").tolist() == [1, 0]


def test_a_chain_whose_ends_differ_is_split():
    texts = [window(start) for start in range(0, 80, 8)]  # neighbours .85 alike, the next .71, the next .6
    found = clustered(texts, keep="first", links=[(i, i + 1) for i in range(9)])
    assert found["cluster"].to_list() == ["a1"] * 4 + ["a4"] * 3 + ["a7"] * 3  # a0 is not like a3


def test_articles_of_a_cluster_are_never_wholly_unlike():
    texts = [window(start) for start in range(0, 80, 8)]
    found = clustered(texts, keep="first")
    between = measure(tokens(texts), 5)
    together = found.join(found, on="cluster").select("article", "article_right").rows()
    assert min(between(int(one[1:]), int(other[1:])).similarity for one, other in together) >= 2 * 0.7 - 1


def test_two_copies_of_one_story_stay_together_though_each_resembles_the_story_only():
    texts = [window(0), window(14), window(28)]  # .74 .74, the ends .55
    found = clustered(texts, [DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)])
    assert found["reason"].to_list() == [
        "near-duplicate of a1: similarity 0.74",
        "earliest that all others resemble: 2031-03-06",
        "near-duplicate of a1: similarity 0.74",
    ]
    assert found["weakest"].round(2).to_list() == [0.75] * 3


def test_neighbours_may_be_linked_in_any_order_and_still_find_their_centre():
    texts = [window(i, 200) for i in (3, 1, 0, 2)]
    chain = [(0, 3), (1, 3), (1, 2)]
    found = clustered(texts, [DAY + timedelta(days=i) for i in (1, 0, 2, 3)], links=chain)
    assert members(found) == [(f"a{i}", "a1") for i in range(4)]


def test_an_article_joins_the_centre_it_resembles_most():
    alike = {(0, 1): 0.75, (1, 2): 0.9, (0, 3): 0.8, (0, 4): 0.8, (2, 5): 0.8, (2, 6): 0.8}
    near = {i: {} for i in range(7)}
    for (one, other), value in alike.items():
        near[one][other] = near[other][one] = value
    joined = stars_one_by_one([0, 2, 1, 3, 4, 5, 6], near, lambda *_: 0.1, 0.7)
    assert {article: its.centre for article, its in joined.items()} == {1: 2, 3: 0, 4: 0, 5: 2, 6: 2}


def test_articles_without_common_text_never_cluster():
    texts = ["", "...", "Fire", "Flood", "Subscribe", "one two three", "one two three four"]
    found = clustered(texts, firsts=range(7))
    assert found["kept"].all()


def test_twenty_thousand_copies_are_one_cluster_without_a_comparison(monkeypatch):
    def never(*_):
        raise AssertionError("compared")

    monkeypatch.setattr(room, "measure", lambda *_: never)
    monkeypatch.setattr(likeness, "SIMILARITIES_BY", {"python": never})
    count = 20_000
    articles = table([{"article": f"{i:05}", "words": 9, "text": ""} for i in range(count)], ARTICLES)
    first = pl.DataFrame({"left": ["00000"] * (count - 1), "right": articles["article"][1:]})
    same = first.with_columns(similarity=1.0, left_in_right=1.0, right_in_left=1.0).cast(dict(PAIRS))
    found = clusters(articles, same, tokens([""] * count), np.zeros(count, np.int64), Settings())
    assert found["cluster"].unique().to_list() == ["00000"]
    assert found["kept"].sum() == 1


def test_a_long_chain_costs_a_bounded_number_of_comparisons_an_article():
    count, calls = 2000, []
    near = {i: {j: 0.8 for j in (i - 1, i + 1) if 0 <= j < count} for i in range(count)}
    turns = sorted(range(count), key=lambda i: i * 7919 % count)
    stars_one_by_one(turns, near, lambda *pair: (calls.append(pair), 0.1)[1], 0.7)
    assert len(calls) <= 16 * count


@settings(max_examples=30)
@given(st.permutations(range(6)), st.sampled_from(["earliest", "longest", "first"]))
def test_the_order_of_links_does_not_matter(order, keep):
    texts = [window(start) for start in (0, 6, 12, 18, 200, 206)]
    every = [(i, j) for j in range(6) for i in range(j)]
    shuffled = [every[(place * 7 + order[place % 6]) % 15] for place in range(15)]
    links = sorted(set(shuffled), key=shuffled.index)
    one, other = (clustered(texts, links=some, keep=keep) for some in (links, sorted(links)))
    assert one.equals(other)
    checked(one, CLUSTERS, "clusters")


def test_articles_in_another_order_than_that_of_their_ids_are_refused():
    with pytest.raises(TypeError, match="order of their ids"):
        clusters(frame(["", ""])[::-1], pl.DataFrame(schema=dict(PAIRS)), tokens(["", ""]), np.arange(2), Settings())


def test_no_articles_have_no_clusters():
    assert clustered([]).shape == (0, len(CLUSTERS))


def test_an_article_of_an_earlier_corpus_stays_whatever_resembles_it():
    texts = [window(0), window(14), window(28)]
    articles, found = frame(texts, [DAY, DAY, DAY]), tokens(texts)
    near = pairs(articles["article"], found, np.array([[0, 1], [1, 2]]), np.arange(3), Settings())
    told = clusters(articles, near, found, np.arange(3), Settings(), standing=["a2"])
    assert told.select("article", "cluster").rows() == [("a0", "a2"), ("a1", "a2"), ("a2", "a2")]


@given(st.lists(st.integers(0, 60), min_size=2, max_size=7))
@settings(max_examples=30, deadline=None)
def test_every_removed_article_resembles_the_kept_one(starts):
    found = clustered([window(start) for start in starts])
    assert found["similarity"].drop_nulls().min() is None or found["similarity"].drop_nulls().min() >= 0.7
