"""Signatures of a frame's articles become MinHash objects of datasketch, and such objects pairs of near-duplicates."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from provenance.base.settings import Settings
from provenance.corpus.frames import articles_of
from provenance.index.bands import bucket_candidates, likely_pairs
from provenance.index.datasketch import minhashes_of, signatures_from
from provenance.index.twins import SIGNATURES_BY
from provenance.run.backends import backend_for
from provenance.run.frames import taken
from provenance.run.pool.text_stages import tokens_of

if TYPE_CHECKING:
    from datasketch import MinHash

_PAIRS = {"left": pl.String(), "right": pl.String(), "estimate": pl.Float64()}


def to_datasketch(
    frame: Any,  # noqa: ANN401  polars, pandas or Arrow
    settings: Settings | None = None,
    *,
    columns: Mapping[str, str] | None = None,
) -> "dict[str, MinHash]":
    """A `datasketch.MinHash` for each article of a frame, by its id; articles without words have none.

    Furniture is left out, as in `trace`. Two MinHashes estimate the Jaccard similarity of the articles' shingles.

    >>> frame = pl.DataFrame({"id": ["a"], "text": ["Rain fell on the old north pier today."]})
    >>> minhash = to_datasketch(frame)["a"]
    >>> len(minhash), minhash.seed
    (128, 1)
    """
    settings = settings or Settings()
    articles, _ = articles_of(taken(frame)[0], settings, columns=columns)
    backend = backend_for(int(articles["text"].str.len_bytes().sum()))
    signed = SIGNATURES_BY[backend](tokens_of(articles, backend), settings.sketch)
    ids = articles["article"].gather(signed.articles).to_list()
    return dict(zip(ids, minhashes_of(signed, settings.sketch), strict=True))


def from_datasketch(minhashes: "Mapping[str, MinHash]", settings: Settings | None = None) -> pl.DataFrame:
    """Likely near-duplicates among MinHash objects by id: `left`, `right` and the estimate of their similarity.

    They are found by bands, without comparing all with all. An estimate from 128 values has a deviation of .04: pairs
    near the threshold want `dedupe` on their texts. Raises SettingsError where length, seed or scheme of an object
    differ from the settings'.

    >>> frame = pl.DataFrame({"id": ["a", "b"], "text": ["Rain fell on the old north pier."] * 2})
    >>> from_datasketch(to_datasketch(frame)).rows()
    [('a', 'b', 1.0)]
    """
    settings = settings or Settings()
    ids = sorted(minhashes)
    signed = signatures_from([minhashes[name] for name in ids], settings.sketch)
    pairs = likely_pairs(signed, bucket_candidates(signed, settings.banded), settings.threshold)
    estimates = (signed.values[pairs[:, 0]] == signed.values[pairs[:, 1]]).mean(axis=1)
    similar = estimates >= settings.threshold
    names = np.array(ids, object)
    left, right = (names[pairs[similar, side]].tolist() for side in (0, 1))
    return pl.DataFrame({"left": left, "right": right, "estimate": estimates[similar]}, schema=_PAIRS)
