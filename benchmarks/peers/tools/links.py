"""Signatures become labels of clusters, in numpy: what a peer that only makes signatures is given, at its best.

The bands are hashed, sorted and linked as the project does it, and a link counts where the two signatures agree; a peer
never loses by the glue around it. Shared by the scripts of this folder, which run in the peers' environment.
"""

import numpy as np

GOLDEN, MIX, HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD), np.uint64(32)
TOGETHER, BLOCK = 8, 1 << 13  # bands whose links are made unique at once; rows that stay in the cache
SLICE = 1 << 16  # links whose signatures are compared at once


def labels(signatures: np.ndarray, bands: int, rows: int, agreement: float) -> np.ndarray:
    """The smallest row of each row's cluster, from u32[n, values]; links whose signatures agree less are dropped."""
    links = candidates(signatures, bands, rows)
    return joined(len(signatures), verified(signatures, links, agreement))


def candidates(signatures: np.ndarray, bands: int, rows: int) -> np.ndarray:
    """`left * n + right` of rows that share a bucket with its first or the row before them, each once."""
    found = np.empty(0, np.uint64)
    for start in range(0, bands, TOGETHER):  # never more than eight bands' links at once
        some = hashes(signatures, range(start, min(start + TOGETHER, bands)), rows)
        found = distinct(np.concatenate([found, *map(bucket_links, some)]))
    return found


def hashes(signatures: np.ndarray, bands: range, rows: int) -> np.ndarray:
    """The bucket of each row in several bands."""
    found = np.empty((len(bands), len(signatures)), np.uint64)
    for start in range(0, len(signatures), BLOCK):
        block = signatures[start : start + BLOCK, bands.start * rows : bands.stop * rows].copy()
        for band, part in enumerate(np.split(block if rows % 2 else block.view(np.uint64), len(bands), axis=1)):
            own = np.full(len(block), GOLDEN)
            for column in part.T:
                own ^= column
                own *= MIX
                own ^= own >> HALF
            found[band, start : start + BLOCK] = own
    return found


def distinct(values: np.ndarray) -> np.ndarray:
    """Sorted, each once: numpy.unique, which is slower."""
    ordered = np.sort(values)
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def bucket_links(hashes: np.ndarray) -> np.ndarray:
    """Links within the buckets: one sort of (high bits of the hash | row) brings them together."""
    count = len(hashes)
    bits = np.uint64(count.bit_length())
    packed = (hashes >> bits << bits) | np.arange(count, dtype=np.uint64)
    packed.sort()
    rows = packed & ((np.uint64(1) << bits) - np.uint64(1))
    others = np.flatnonzero((packed[1:] ^ packed[:-1]) >> bits == 0) + 1
    opens = np.diff(others, prepend=-1) > 1
    first = (others[opens] - 1)[np.cumsum(opens) - 1]
    far = others[others - 1 > first]
    return np.concatenate([rows[first] * np.uint64(count) + rows[others], rows[far - 1] * np.uint64(count) + rows[far]])


def verified(signatures: np.ndarray, links: np.ndarray, agreement: float) -> np.ndarray:
    """The links as i64[k, 2] whose signatures agree in that part of their values."""
    pairs = np.stack([links // np.uint64(len(signatures)), links % np.uint64(len(signatures))], axis=1).astype(np.int64)
    needed = agreement * signatures.shape[1]
    stay = [
        (signatures[part[:, 0]] == signatures[part[:, 1]]).sum(axis=1) >= needed
        for part in (pairs[start : start + SLICE] for start in range(0, len(pairs), SLICE))
    ]
    return pairs[np.concatenate(stay)] if stay else pairs


def joined(count: int, pairs: np.ndarray) -> np.ndarray:
    """The smallest row of each row's component: labels fall to the smaller until none does, with halved paths."""
    label = np.arange(count)
    left, right = pairs[:, 0], pairs[:, 1]
    while True:
        low = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, label[left], low)
        np.minimum.at(label, label[right], low)
        label = label[label]
        if np.array_equal(label, before):
            return label
