"""Articles that say the same in other words become candidates, at any place in a corpus, and few others do."""

import random

import numpy as np
import pytest

from provenance.base.tokens import tokens
from provenance.match.paraphrase import candidates as finder
from provenance.match.paraphrase import neighbours
from provenance.match.paraphrase.candidates import paraphrase_candidates
from tests.match.retellings import BRIEF, OWN, REPORT, REWORDED, SAME_EVENT, SHUFFLED, among
from tests.match.texts import CUP, FERRY

OTHERS = [text.format("") for text in (*FERRY, *CUP)]


def candidates(texts, order=None):
    rows = paraphrase_candidates(tokens(texts), texts, np.arange(len(texts)) if order is None else order)
    return [tuple(pair) for pair in rows.tolist()]


def noise(count, rng):
    """Articles of words drawn from a vocabulary as large as their own."""
    return [" ".join(f"w{rng.randrange(9 * count)}" for _ in range(60)) + "." for _ in range(count)]


def test_the_retellings_of_a_report_are_its_candidates_and_nothing_else_in_the_corpus_is():
    texts = [among(REPORT, OWN[0]), REWORDED, SHUFFLED, BRIEF, *OTHERS, *noise(300, random.Random(5))]
    found = {pair for pair in candidates(texts) if 0 in pair}
    assert {(0, 1), (0, 2), (0, 3)} <= found
    assert max(right for _, right in found) < 4 + len(OTHERS)


def test_the_order_of_articles_does_not_matter():
    texts = [among(REPORT, OWN[0]), among(REWORDED), SHUFFLED, BRIEF, SAME_EVENT, *OTHERS]
    shuffled = list(range(len(texts)))
    random.Random(3).shuffle(shuffled)
    mixed = candidates([texts[i] for i in shuffled], np.array(shuffled))
    assert sorted(tuple(sorted((shuffled[a], shuffled[b]))) for a, b in mixed) == candidates(texts)


def test_a_story_that_many_have_costs_a_few_links_an_article():
    assert len(candidates([REPORT] * 60 + OTHERS)) <= 60 * 8


def test_no_articles_and_empty_ones_have_no_candidates():
    assert candidates([]) == []
    assert candidates(["", "Rain", "Rain"]) == []


@pytest.mark.parametrize("parts", [1, 3, 256])
def test_neither_the_parts_nor_the_blocks_change_a_pair(parts, monkeypatch):
    texts = [among(REPORT, OWN[0]), among(REWORDED), SHUFFLED, BRIEF, SAME_EVENT, *OTHERS]
    whole = candidates(texts)
    assert len(whole) > 3
    monkeypatch.setattr("provenance.base.tokens._BLOCK", 100)
    for module in (neighbours, finder):
        monkeypatch.setattr(module, "part_count", lambda _: parts)
    assert candidates(texts) == whole
