"""The corpus beside peers is repeatable and holds what it says; scores are right in a case that is counted by hand."""

import doctest
from importlib import import_module
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks.peers.bank import bank
from benchmarks.peers.cases import CASES
from benchmarks.peers.contestants import FLOOR, OURS, Contestant, Place
from benchmarks.peers.corpus import LONG, SHORT, Recipe, article, write_corpus
from benchmarks.peers.plot import svg
from benchmarks.peers.recall import alike, recall
from benchmarks.peers.runs import Cost, Result, found_labels, least
from benchmarks.peers.scale import Case, scale_table
from benchmarks.peers.score import HARD, Score, estimate_error, row_labels, score
from benchmarks.peers.table import ratios
from benchmarks.peers.tools import links
from provenance.base.tokens import tokens


def written(folder: Path, recipe: Recipe) -> tuple[pl.DataFrame, pl.DataFrame]:
    folder.mkdir()
    write_corpus(recipe, folder / "articles.parquet", folder / "truth.parquet")
    return pl.read_parquet(folder / "articles.parquet"), pl.read_parquet(folder / "truth.parquet")


def jaccard(one: list, other: list) -> float:
    """The slow oracle: sets of five in a row."""
    left, right = ({tuple(words[i : i + 5]) for i in range(len(words) - 4)} for words in (one, other))
    return len(left & right) / len(left | right)


def test_one_seed_writes_one_corpus_byte_for_byte(tmp_path: Path):
    for name in ("one", "again"):
        written(tmp_path / name, Recipe(60, SHORT, 3))
    for file in ("articles.parquet", "truth.parquet"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()
    other, _ = written(tmp_path / "other", Recipe(60, SHORT, 4))
    assert not set(other["text"]) & set(pl.read_parquet(tmp_path / "one" / "articles.parquet")["text"])


@pytest.mark.parametrize("mean_bytes", [SHORT, LONG])
def test_what_was_planted_is_as_alike_as_the_truth_says(tmp_path: Path, mean_bytes: int):
    articles, truth = written(tmp_path / "corpus", Recipe(100, mean_bytes, 5))
    text = dict(articles.iter_rows())
    assert truth["kind"].value_counts(sort=True).rows() == [("base", 70), ("near", 15), ("exact", 10), (HARD, 5)]
    for name, _, kind, source, told in truth.iter_rows():
        exact = jaccard(text[name].split(" "), text[source].split(" "))
        low, high = {"near": (0.7, 0.95), HARD: (0.3, 0.55)}.get(kind, (1, 1))
        assert low <= exact <= high
        assert exact == pytest.approx(told)
        ours = [own.hashes.tolist() for own in map(tokens, ([text[name]], [text[source]]))]
        assert jaccard(*ours) == pytest.approx(told, abs=0.03)  # a mark or a capital may stand elsewhere
    named = {name: row for row, name in enumerate(truth["id"])}
    assert [named[one] if kind == HARD else named[source] for one, _, kind, source, _ in truth.iter_rows()] == truth[
        "cluster"
    ].to_list()


def test_articles_that_were_not_copied_have_next_to_nothing_in_common(tmp_path: Path):
    articles, truth = written(tmp_path / "corpus", Recipe(40, LONG, 5))
    new = articles.filter(truth["kind"] == "base")["text"].str.split(" ").to_list()
    assert max(jaccard(one, other) for i, one in enumerate(new) for other in new[:i]) < 0.02


def test_articles_are_as_long_as_asked_and_few_words_are_most_of_them():
    words, recipe = bank(7), Recipe(1, LONG, 7)
    lengths = [sum(len(words.forms[form]) + 1 for form in article(words, recipe, row)) for row in range(200)]
    assert np.mean(lengths) == pytest.approx(LONG, rel=0.06)
    assert 0.3 < words.below[99] < 0.6  # the hundred most frequent words of English are about half of it


def test_an_article_is_sentences():
    words = bank(7)
    text = " ".join(words.forms[form] for form in article(words, Recipe(1, SHORT, 7), 3))
    assert text.endswith(".")
    assert all(sentence[0].isupper() and sentence[1:].islower() for sentence in text[:-1].split(". "))


@pytest.mark.parametrize(("name", "different"), [("identical", 1), ("numbers", 50)])
def test_a_case_is_one_cluster_of_so_many_texts(tmp_path: Path, name: str, different: int):
    size = CASES[name](50, 7, tmp_path / "a.parquet", tmp_path / "t.parquet")
    texts = pl.read_parquet(tmp_path / "a.parquet")["text"]
    assert (texts.n_unique(), texts.str.len_bytes().sum()) == (different, size)
    assert pl.read_parquet(tmp_path / "t.parquet")["cluster"].unique().to_list() == [0]
    if different > 1:
        assert jaccard(texts[0].split(" "), texts[1].split(" ")) > 0.9


def test_a_score_counted_by_hand():
    truth = pl.DataFrame(
        {
            "cluster": [0, 0, 0, 3, 3, 5, 6],
            "kind": ["base", "near", "exact", "base", "near", "base", HARD],
        }
    )
    # planted: 3 pairs of 0 and 1 of 3; found: {0, 1}, {2, 3, 4}, {5, 6}: 1 + 3 + 1 pairs, of which 2 are true
    found = score(np.array([0, 0, 2, 2, 2, 5, 5]), truth)
    assert found == Score(precision=2 / 5, recall=2 / 4, f1=pytest.approx(4 / 9), merged=1)


def test_what_finds_nothing_is_not_wrong_but_misses_all():
    truth = pl.DataFrame({"cluster": [0, 0], "kind": ["base", "near"]})
    assert score(np.array([0, 1]), truth) == Score(1.0, 0.0, 0.0, 0)


def test_recall_counted_by_hand():
    words = " ".join(f"w{number}" for number in range(16))
    texts = [
        words,
        f"{words} one",
        f"one {words}",
        f"{words} two more",
        words.upper(),
        "something else altogether here",
    ]
    ids = list("abcdef")
    pairs = pl.DataFrame({"left": ["a", "a", "b"], "right": ["b", "e", "d"]})  # e is an exact copy of a
    clusters = pl.DataFrame({"article": ids, "cluster": ["a", "a", "c", "a", "a", "f"]})
    found = recall("six", ids, texts, pairs, clusters)
    assert found.alike == pytest.approx({
        (0, 1): 12 / 13, (0, 2): 12 / 13, (1, 2): 12 / 14, (0, 3): 12 / 14, (1, 3): 12 / 15, (2, 3): 12 / 15,
    })  # fmt: skip
    assert found.row() == ("six", "6", "6", "0.3333", "0.5000", "none of 0", "0.2500 of 4", "0.5000 of 2")


def test_all_pairs_are_those_of_the_slow_oracle():
    rng = np.random.default_rng(2)
    articles = [rng.integers(0, 4, rng.integers(2, 12)).tolist() for _ in range(40)]
    expected = {
        (left, right): jaccard(articles[left], articles[right])
        for right in range(40)
        for left in range(right)
        if min(len(articles[left]), len(articles[right])) > 4
    }
    found = {
        pair: value for pair, value in alike(articles, 5, 0.2).items() if min(len(articles[own]) for own in pair) > 4
    }
    assert found == {pair: value for pair, value in expected.items() if value >= 0.2}
    assert found


def test_the_projects_clusters_become_labels_in_the_order_of_the_articles():
    assert row_labels({"b": "x", "a": "x", "c": "c"}, ["a", "b", "c", "left out"]).tolist() == [0, 0, 1, 2]


def test_the_error_of_an_estimate():
    assert estimate_error(np.array([0.5, 0.8]), np.array([0.6, 0.8])) == pytest.approx((0.01 / 2) ** 0.5)


def test_the_glue_given_to_peers_joins_what_agrees_and_nothing_else():
    rng = np.random.default_rng(1)
    signatures = rng.integers(0, 1 << 32, (6, 128), dtype=np.uint32)
    signatures[3, :100] = signatures[1, :100]  # alike in .78
    signatures[5, :120] = signatures[3, :120]
    signatures[4, :60] = signatures[0, :60]  # alike in .47: candidates, not joined
    assert links.labels(signatures, 32, 4, 0.62).tolist() == [0, 1, 2, 1, 4, 1]


def test_labels_of_a_long_chain_fall_to_its_smallest():
    chain = np.array([[row, row + 1] for row in range(99)])[::-1]
    assert links.joined(101, chain).tolist() == [0] * 100 + [100]


def test_a_script_s_labels_are_read_back(tmp_path: Path):
    np.save(tmp_path / "labels.npy", np.array([0, 0, 2], np.uint64))
    assert found_labels(Place(tmp_path), ["a", "b", "c"]).tolist() == [0, 0, 2]


RESULTS = [
    Result(Contestant(name), Cost(cpu, cpu / 2, 100), Score(1, 1, 1, 0), 70, {"verified pairs": 30})
    for name, cpu in ((OURS, 6.0), ("daft 32x4", 9.0), (FLOOR, 4.0))
]


def test_the_project_is_set_beside_each_peer_above_the_floor():
    assert ratios(RESULTS) == ["* of daft 32x4: CPU 0.67, above the floor 0.40, wall 0.67, peak 1.00"]


def test_growth_is_told():
    few, many = (Case("long", count, count, RESULTS[row]) for count, row in ((100, 0), (1000, 1)))
    lines = scale_table([few, many]).splitlines()
    assert lines[2] == "| long | 100 | 0 | 6.0 | 3.0 | 100 | 70 | 1.0000 | 30 | 0.30 |"
    assert lines[-1] == "10 times the articles take 1.5 times the CPU seconds."


def test_the_picture_has_a_bar_for_each():
    drawn = svg(RESULTS, "of <100> articles")
    assert drawn.count("<rect") == 1 + 2 * len(RESULTS)
    assert "of &lt;100&gt; articles" in drawn


def test_of_several_runs_the_least_of_each_figure_counts():
    assert least([Cost(2.0, 1.0, 5.0), Cost(1.0, 3.0, 6.0)]) == Cost(1.0, 1.0, 5.0)


@pytest.mark.parametrize(
    "name", ["accuracy", "bank", "contestants", "corpus", "planted", "recall", "runs", "score", "table"]
)
def test_examples_in_its_docstrings_hold(name: str):
    found = doctest.testmod(import_module(f"benchmarks.peers.{name}"))
    assert found.attempted
    assert not found.failed
