"""Every pair was measured, and stands once, from the threshold up."""

import numpy as np
import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.base.tables import PAIRS
from provenance.base.tokens import tokens
from provenance.match.pairs import pairs

SENTENCE = "the ferry alma left brenholm at dawn with forty people and a cargo of lamp oil for the outer islands"
WORDS = SENTENCE.split()


def text(first, last, tail=""):
    return " ".join([*WORDS[first:last], tail]).strip()


def found(texts, candidates, firsts=None, threshold=0.7):
    ids = pl.Series([f"a{i}" for i in range(len(texts))], dtype=pl.String)
    firsts = np.arange(len(texts)) if firsts is None else np.array(firsts)
    links = np.array(candidates, np.int64).reshape(-1, 2)
    return pairs(ids, tokens(texts), links, firsts, Settings(threshold=threshold))


def test_pairs_below_the_threshold_are_dropped():
    texts = [text(0, 20), text(0, 19), text(0, 10)]
    everything = [(0, 1), (0, 2), (1, 2)]
    assert found(texts, everything).rows() == [("a0", "a1", 15 / 16, 15 / 16, 1.0)]
    assert found(texts, everything, threshold=0.3).select("left", "right").rows() == [
        ("a0", "a1"),
        ("a0", "a2"),
        ("a1", "a2"),
    ]


def test_a_part_of_an_article_is_no_pair_however_wholly_it_is_contained():
    assert found([text(0, 20), text(0, 10)], [(0, 1)]).is_empty()


def test_a_pair_at_the_threshold_stands():
    assert found([text(0, 20), text(0, 19)], [(0, 1)], threshold=15 / 16).height == 1


def test_exact_duplicates_stand_with_their_first_only():
    same = found([text(0, 20)] * 4, [], [0, 0, 0, 0])
    assert same.rows() == [("a0", f"a{i}", 1.0, 1.0, 1.0) for i in (1, 2, 3)]


def test_twenty_thousand_copies_make_a_pair_each():
    ids = pl.Series([f"{i:05}" for i in range(20_000)])
    copies = pairs(ids, tokens(["Brief"] * 20_000), np.empty((0, 2), np.int64), np.zeros(20_000, int), Settings())
    assert copies.height == 19_999


@pytest.mark.parametrize("texts", [[], [text(0, 20)]])
def test_nothing_to_pair_is_an_empty_table(texts):
    empty = found(texts, [])
    assert empty.is_empty()
    assert dict(empty.schema) == dict(PAIRS)


def test_articles_out_of_order_are_a_mistake_of_ours():
    with pytest.raises(TypeError, match="order of their ids"):
        pairs(pl.Series(["b", "a"]), tokens(["", ""]), np.empty((0, 2), np.int64), np.arange(2), Settings())
