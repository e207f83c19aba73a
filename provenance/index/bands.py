"""Signatures become candidates: articles that share a band of their signatures, linked without comparing all pairs.

A signature is cut into bands of a few values each; two articles with similarity s share at least one with probability
1 - (1 - s^rows)^bands (`Sketch.catch`).
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from provenance.base.arrays import distinct
from provenance.base.settings import Sketch
from provenance.base.tokens import I64, U32, U64
from provenance.index.buckets import buckets
from provenance.index.signatures import Signatures

_BEFORE = 2  # members of a bucket before it that each is linked to, besides the first: linear, recall within .01 of all
_THREADS = 2  # that sort; what they sort is 8 bytes an article and band
_TOGETHER = 2  # bands after which links are made unique, so that repeats never pile up
_BLOCK = 1 << 13  # signatures whose buckets are worked out at a time: they stay in the cache
_SMALL = 1 << 9  # signatures up to which all bands are worked out at once
_GOLDEN = _STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)
_AGREEMENT_MARGIN = 0.2  # at most; five standard deviations of the estimate from 128 values at .7
_DEVIATIONS = 5  # less than that, where the estimate of a low similarity is nearer
_SLICE = 1 << 13  # candidates whose signatures are compared at once: 8 MB at most


def catch_curve(sketch: Sketch) -> list[str]:
    """The same as lines to print, a bar for each tenth of similarity.

    >>> print("\\n".join(catch_curve(Sketch())[5:8]))
    0.50  ################################### 0.8732
    0.60  ######################################## 0.9882
    0.70  ######################################## 0.9998
    """
    lines = [f"{sketch.bands} bands of {sketch.rows} values: how many pairs of a similarity become candidates"]
    for tenth in range(1, 11):
        caught = sketch.catch(tenth / 10)
        lines.append(f"{tenth / 10:.2f}  {'#' * round(40 * caught)} {caught:.4f}")
    return lines


def bucket_candidates(signatures: Signatures, sketch: Sketch, firsts: I64 | None = None) -> I64:
    """Pairs of article numbers that share a bucket, left < right, sorted, each once: i64[k, 2].

    Every member of a bucket is linked to its first and to the two before it, so the links hold the bucket together
    and their number grows with the articles, never with their square. With `firsts` (exact.firsts) an article that is
    not its own first is left out.

    >>> alike = np.zeros((3, 128), np.uint32)
    >>> bucket_candidates(Signatures(alike, np.array([9, 2, 5])), Sketch()).tolist()
    [[2, 5], [2, 9], [5, 9]]
    """
    order = np.argsort(signatures.articles, kind="stable")
    if firsts is not None:
        row_articles = signatures.articles[order]
        order = order[firsts[row_articles] == row_articles]
    count = len(order)
    links = np.empty(0, np.int64)
    if count < _SMALL:
        links = distinct(_links_of_few(signatures.values[order], sketch))
    else:
        band_groups = [
            range(start, min(start + _TOGETHER, sketch.bands)) for start in range(0, sketch.bands, _TOGETHER)
        ]
        with ThreadPoolExecutor(_THREADS) as threads:
            for band_links in threads.map(partial(_links, signatures.values, order, sketch.rows), band_groups):
                links = distinct(np.concatenate([links, band_links]))
    rows = np.stack([links // max(count, 1), links % max(count, 1)], axis=1)
    return signatures.articles[order][rows]


def _links_of_few(values: U32, sketch: Sketch) -> I64:
    """What all bands of some signatures link, in one go: a row for each signature in each band."""
    count = len(values)
    hashes = bucket_hashes(values, sketch).T.ravel()
    left, right = np.divmod(bucket_links(hashes), max(1, len(hashes)))
    links: I64 = left % max(1, count) * count + right % max(1, count)
    return links


def _links(values: U32, order: I64, rows: int, bands: range) -> I64:
    """What several bands link."""
    return np.concatenate([bucket_links(hashes) for hashes in _hashes(values, order, bands, rows)])


def _hashes(values: U32, order: I64, bands: range, rows: int) -> Iterator[U64]:
    """The buckets of signatures, taken in that order, in one band after the other."""
    columns = values[:, bands.start * rows : bands.stop * rows]
    apart = 2 * len(order) < len(values)  # few are gathered; of many, all are worked out as they lie, then put in order
    hashes = np.empty((len(bands), len(order) if apart else len(values)), np.uint64)
    for start in range(0, hashes.shape[1], _BLOCK):
        block = slice(start, start + _BLOCK)
        block_values: U32 | U64 = columns[order[block]] if apart else np.ascontiguousarray(columns[block])
        if rows % 2 == 0:
            block_values = block_values.view(np.uint64)  # two values at a time
        width = block_values.shape[1] // len(bands)
        for band in range(len(bands)):
            hashes[band, block] = band_hashes(block_values[:, band * width : (band + 1) * width])
    yield from hashes if apart else (block_values[order] for block_values in hashes)


def band_hashes(values: U32 | U64) -> U64:
    """Kernel: the bucket of each row of a band's values; of many bands at once, where these are a further axis."""
    hashes = np.full(values.shape[:-1], _GOLDEN)
    for column in np.moveaxis(values, -1, 0):
        hashes ^= column
        hashes *= _MIX
        hashes ^= hashes >> _HALF
    return hashes


def bucket_hashes(values: U32, sketch: Sketch) -> U64:
    """The buckets of each signature, one a band: u64[articles, bands]; bands have buckets of their own.

    >>> bucket_hashes(np.zeros((2, 128), np.uint32), Sketch()).shape
    (2, 32)
    """
    bands = values[:, : sketch.bands * sketch.rows].reshape(len(values), sketch.bands, sketch.rows)
    steps = np.arange(sketch.bands, dtype=np.uint64) * _STEP
    hashes: U64 = (band_hashes(bands) + steps) * _MIX
    return hashes


def bucket_links(hashes: U64) -> I64:
    """Kernel: `left * n + right` for rows linked within a bucket, from each row's bucket."""
    rows, others, first = buckets(hashes)
    links = [rows[first] * len(rows) + rows[others]]
    for distance in range(1, _BEFORE + 1):
        later = others[others - distance > first]
        links.append(rows[later - distance] * len(rows) + rows[later])
    return np.concatenate(links)


def agreement_needed(threshold: float, values: int) -> float:
    """How many values of two signatures agree at least, where articles are as alike as the threshold.

    >>> round(agreement_needed(.7, 128), 1)
    64.0
    """
    margin = min(_AGREEMENT_MARGIN, _DEVIATIONS * float(threshold * (1 - threshold) / values) ** 0.5)
    return float((threshold - margin) * values)


def likely_pairs(signatures: Signatures, candidates: I64, threshold: float) -> I64:
    """The candidates whose signatures agree nearly as often as articles of that similarity must.

    Cheap, and safe by five standard deviations: what it drops is not worth measuring.

    >>> two = Signatures(np.stack([np.zeros(128), np.arange(128) % 4]).astype(np.uint32), np.array([0, 1]))
    >>> likely_pairs(two, np.array([[0, 1]]), .7).tolist()
    []
    """
    needed = agreement_needed(threshold, signatures.values.shape[1])
    row_of = np.zeros(signatures.articles.max(initial=-1) + 1, np.int64)
    row_of[signatures.articles] = np.arange(len(signatures))
    rows = row_of[candidates]
    stay = [
        (signatures.values[block[:, 0]] == signatures.values[block[:, 1]]).sum(axis=1) >= needed
        for block in (rows[start : start + _SLICE] for start in range(0, len(rows), _SLICE))
    ]
    return candidates[np.concatenate(stay)] if stay else candidates
