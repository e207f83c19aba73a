"""Signatures pass to datasketch and back unchanged; foreign ones of another make are refused by name."""

import numpy as np
import pytest
from datasketch import MinHash

from provenance.base.errors import SettingsError
from provenance.base.settings import Sketch
from provenance.base.tokens import tokens
from provenance.index.datasketch import minhashes_of, signatures_from, to_lsh
from provenance.index.signatures import signatures

TEXTS = [
    "The ferry Alma left the harbour of Brenholm at dawn with forty people on board.",
    "Brief.",
    "The ferry Alma left the harbour of Brenholm at dawn with forty people on board, police said.",
]


@pytest.fixture
def signed():
    return signatures(tokens(TEXTS), Sketch())


def test_there_and_back(signed):
    back = signatures_from(minhashes_of(signed, Sketch()), Sketch())
    assert back.values.tolist() == signed.values.tolist()


def test_datasketch_estimates_from_our_values(signed):
    left, right = minhashes_of(signed, Sketch())
    assert left.jaccard(right) == (signed.values[0] == signed.values[1]).mean() > 0.6


def test_a_datasketch_user_can_go_on_updating(signed):
    minhash = minhashes_of(signed, Sketch())[0]
    minhash.update(17)
    other = MinHash(hashfunc=int, scheme="affine32")
    other.update(17)
    assert minhash.hashvalues.tolist() == np.minimum(signed.values[0], other.hashvalues).tolist()


def test_their_lsh_finds_our_articles(signed):
    lsh = to_lsh(["first", "brief", "second"], signed, Sketch())
    assert sorted(lsh.query(minhashes_of(signed, Sketch())[0])) == ["first", "second"]


@pytest.mark.parametrize(
    ("foreign", "message"),
    [
        (MinHash(num_perm=64), "num_perm 64, ours have 128"),
        (MinHash(seed=5), "seed 5, ours have 1"),
        (MinHash(scheme="legacy"), "scheme legacy, ours have affine32"),
    ],
    ids=["length", "seed", "scheme"],
)
def test_other_makes_are_refused_with_both_values(foreign, message):
    with pytest.raises(SettingsError, match=message):
        signatures_from([MinHash(), foreign], Sketch())


def test_nothing_in_nothing_out():
    assert signatures_from([], Sketch()).values.shape == (0, 128)
