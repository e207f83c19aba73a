"""What pairs tell is not measured again, and what is measured is told from either side."""

import numpy as np
import pytest

from provenance.base.tokens import tokens
from provenance.match.clusters import similarity_cache as room
from provenance.match.clusters.similarity_cache import SimilarityCache, measured_links
from provenance.match.similarity.exact import measure

TEXT = "the mayor of the old harbour town opened a bridge on friday after years of delay and three lawsuits"
TEXTS = [" ".join(TEXT.split()[:end]) for end in (19, 16, 13, 19)]


def test_links_are_sorted_each_once_and_seen_from_the_smaller_number():
    found = measured_links(
        np.array([4, 1, 1, 2, 0]),
        np.array([2, 3, 3, 2, 9]),
        np.array([[0.5, 0.6, 0.7], [0.8, 0.8, 0.9], [0.8, 0.8, 0.9], [1, 1, 1], [0.9, 1, 0.9]]),
    )
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 9), (1, 3), (2, 4)]
    assert found.measured.tolist() == [[0.9, 1, 0.9], [0.8, 0.8, 0.9], [0.5, 0.7, 0.6]]


@pytest.mark.parametrize("backend", ["python", "numba"])
def test_likeness_from_links_and_measured_is_the_same_and_measured_once(backend, monkeypatch):
    if backend == "numba":
        pytest.importorskip("numba")
    words, asked = tokens(TEXTS), []
    one, other = np.array([0, 3, 2, 1]), np.array([1, 2, 0, 0])
    between = measure(words, 5)
    known = measured_links(np.array([0]), np.array([1]), np.array([between(0, 1)]))
    measured = room.SIMILARITIES_BY[backend]

    def counted(corpus, pairs, shingle):
        asked.append(pairs.tolist())
        return measured(corpus, pairs, shingle)

    monkeypatch.setattr(room, "SIMILARITIES_BY", {backend: counted})
    found = SimilarityCache(known, words, 5, backend)
    for _ in range(2):
        assert found.of(one, other).tolist() == [
            list(between(*pair)) for pair in zip(one.tolist(), other.tolist(), strict=True)
        ]
    assert asked == [[[0, 2], [2, 3]]]
