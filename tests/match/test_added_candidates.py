"""Added articles are led to those they share text with, rare text first, at a bounded cost."""

import numpy as np

from provenance.base.settings import Settings
from provenance.base.tokens import Tokens
from provenance.match.added_candidates import added_candidates


def made(articles):
    lengths = np.cumsum([0, *map(len, articles)])
    nowhere = np.zeros(lengths[-1], np.uint32)
    return Tokens(np.concatenate(articles).astype(np.uint64), nowhere, nowhere, lengths)


def found(articles, added, files=None):
    chosen = np.isin(np.arange(len(articles)), added)
    return added_candidates(made(articles), chosen, files or range(len(articles)), Settings())


def run(start, length=20):
    return np.arange(start, start + length)


def test_only_pairs_with_an_added_article_that_share_a_run_of_words():
    articles = [run(0), run(100), run(8), run(500), run(4)]
    assert found(articles, [2]) == [(0, 2), (2, 4)]
    assert found(articles, [3]) == []


def test_articles_of_one_file_are_no_suspects_of_each_other():
    articles = [run(0), run(0), run(0)]
    assert found(articles, [0, 1], ["a", "a", "b"]) == [(0, 2), (1, 2)]


def test_short_articles_are_led_to_the_same_words_only():
    assert found([run(0, 3), run(0, 4), run(0, 3), run(0, 0), run(0, 0)], [2, 4]) == [(0, 2)]


def test_a_phrase_that_all_articles_hold_does_not_hide_the_one_that_was_copied():
    phrase = run(0, 8)
    articles = [np.concatenate([phrase, run(1000 * i)]) for i in range(1, 301)]
    articles.append(np.concatenate([phrase, run(250_000, 20)]))
    pairs = found(articles, [300])
    assert (249, 300) in pairs
    assert len(pairs) <= 64
