"""Signatures go to datasketch's users and come from them, value for value.

This is the one place that imports datasketch (0.8 s, because of scipy), and only when called. A foreign MinHash is
comparable with ours if it was fed the low 32 bits of our shingles as they are: `hashfunc=lambda number: number`.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from provenance.base.errors import SettingsError
from provenance.base.settings import Sketch
from provenance.base.tokens import U32
from provenance.index.signatures import SCHEME, Signatures, permutations

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH


def minhashes_of(signatures: Signatures, sketch: Sketch) -> list["MinHash"]:
    """A `datasketch.MinHash` for every row, in order.

    >>> [minhash] = minhashes_of(Signatures(np.zeros((1, 128), np.uint32), np.array([0])), Sketch())
    >>> minhash.scheme, minhash.seed, len(minhash)
    ('affine32', 1, 128)
    """
    shared = np.stack(permutations(sketch.values, sketch.seed))
    return [
        _datasketch().MinHash(hashvalues=row, permutations=shared, seed=sketch.seed, scheme=SCHEME, hashfunc=int)
        for row in signatures.values
    ]


def to_lsh(names: Sequence[str], signatures: Signatures, sketch: Sketch) -> "MinHashLSH":
    """A filled `datasketch.MinHashLSH` with our bands, whose keys are `names[article]`."""
    lsh = _datasketch().MinHashLSH(num_perm=sketch.values, params=(sketch.bands, sketch.rows))
    for article, minhash in zip(signatures.articles.tolist(), minhashes_of(signatures, sketch), strict=True):
        lsh.insert(names[article], minhash)
    return lsh


def signatures_from(minhashes: Iterable["MinHash"], sketch: Sketch) -> Signatures:
    """The values of datasketch's MinHash objects; the n-th is article n.

    Raises SettingsError naming both values where length, seed or scheme differ from ours.

    >>> from datasketch import MinHash
    >>> signatures_from([MinHash(num_perm=64)], Sketch())
    Traceback (most recent call last):
    provenance.base.errors.SettingsError: E-FOREIGN-SIGNATURE: MinHash 0 has num_perm 64, ours have 128...
    """
    rows = [_values(number, minhash, sketch) for number, minhash in enumerate(minhashes)]
    values = np.stack(rows) if rows else np.empty((0, sketch.values), np.uint32)
    return Signatures(values, np.arange(len(rows)))


def _values(number: int, minhash: "MinHash", sketch: Sketch) -> U32:
    for name, ours in (("num_perm", sketch.values), ("seed", sketch.seed), ("scheme", SCHEME)):
        theirs = getattr(minhash, name, None)
        if theirs != ours:
            raise SettingsError(
                "E-FOREIGN-SIGNATURE",
                f"MinHash {number} has {name} {theirs}, ours have {ours}",
                advice=f"sign again with MinHash(num_perm={sketch.values}, seed={sketch.seed}, scheme={SCHEME!r})",
            )
    return np.asarray(minhash.hashvalues, np.uint32)


def _datasketch() -> ModuleType:
    return import_module("datasketch")
