"""Tokens become shingles: five words in a row as one number, so that two texts can be held against each other."""

import numpy as np

from provenance.base.arrays import distinct
from provenance.base.tokens import I64, U64, letter_sizes

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio in 64 bits; the polynomial's base
_MIX = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))  # MurmurHash3's 64-bit finaliser
_SHIFT = np.uint64(33)


def shingle_size(hashes: U64, size: int) -> int:
    """How many tokens of an article make `size` words; more than that where most of them are letters of one script.

    An article has one such number, so that its near-duplicates have the same.

    >>> from provenance.base.tokens import tokens
    >>> [shingle_size(tokens([text]).hashes, 5) for text in ("rain fell", "东京下雨", "ฝนตก", "rain fell on 东京")]
    [5, 10, 25, 5]
    """
    counts = np.bincount(letter_sizes(hashes), minlength=8)
    letters = int(np.argmax(counts[2:])) + 2  # of equals the shorter
    return size * letters if 2 * int(counts[2:].sum()) > len(hashes) else size


def shingle_sizes(hashes: U64, offsets: I64, size: int) -> I64:
    """The same for many articles in a row."""
    sizes = np.full(len(offsets) - 1, size, np.int64)
    letters = np.concatenate([[0], np.cumsum(letter_sizes(hashes) > 1)])[offsets]
    for article in np.flatnonzero(2 * np.diff(letters) > np.diff(offsets)).tolist():
        sizes[article] = shingle_size(hashes[offsets[article] : offsets[article + 1]], size)
    return sizes


def shingles(hashes: U64, size: int) -> U64:
    """The shingles of one article's token hashes, in reading order: `size` words in a row, each run as one hash.

    Fewer words than that give one shingle of all of them, no words give none.

    >>> found = shingles(np.array([7, 8, 9, 7, 8, 9], np.uint64), 3)
    >>> len(found), bool(found[0] == found[3]), bool(found[0] == found[1])
    (4, True, False)
    >>> len(shingles(np.array([7, 8], np.uint64), 3))
    1
    """
    return word_runs(hashes, min(shingle_size(hashes, size), len(hashes)))


def shingle_set(hashes: U64, size: int) -> U64:
    """The different shingles of one article, sorted: the set that similarity is measured on.

    >>> len(shingle_set(np.array([7, 8, 9, 7, 8, 9], np.uint64), 3))
    3
    """
    return distinct(shingles(hashes, size))


def word_runs(hashes: U64, size: int) -> U64:
    """Kernel: every run of exactly `size` numbers as one, by a polynomial modulo 2^64 and a finaliser."""
    count = max(0, len(hashes) - size + 1) if size else 0
    total = np.zeros(count, np.uint64)
    for first in range(size):
        total *= _BASE
        total += hashes[first : first + count]
    return stirred(total)


def stirred(numbers: U64) -> U64:
    """MurmurHash3's 64-bit finaliser, in place: near numbers part.

    >>> stirred(np.array([0, 1], np.uint64)).tolist()
    [0, 12994781566227106604]
    """
    for factor in _MIX:
        numbers ^= numbers >> _SHIFT
        numbers *= factor
    numbers ^= numbers >> _SHIFT
    return numbers


def shingles_of_many(hashes: U64, offsets: I64, sizes: I64) -> tuple[U64, I64]:
    """The shingles of many articles in a row, of so many tokens each, and where each article's shingles begin.

    >>> found, offsets = shingles_of_many(np.arange(9, dtype=np.uint64), np.array([0, 4, 9]), np.array([3, 5]))
    >>> len(found), offsets.tolist()
    (3, [0, 2, 3])
    """
    if len(sizes) and (sizes == sizes[0]).all():
        return runs_of_many(hashes, offsets, int(sizes[0]))
    articles = zip(offsets.tolist(), offsets[1:].tolist(), sizes.tolist(), strict=False)
    parts = [word_runs(hashes[first:beyond], size) for first, beyond, size in articles]
    every = np.concatenate([np.empty(0, np.uint64), *parts])
    return every, np.concatenate([[0], np.cumsum([len(article_shingles) for article_shingles in parts])]).astype(
        np.int64
    )


def runs_of_many(hashes: U64, offsets: I64, size: int) -> tuple[U64, I64]:
    """The same for many articles in a row, and where each article's shingles begin; short articles have none.

    >>> found, offsets = runs_of_many(np.arange(9, dtype=np.uint64), np.array([0, 4, 5, 9]), 3)
    >>> len(found), offsets.tolist()
    (4, [0, 2, 2, 4])
    """
    lengths = np.maximum(np.diff(offsets) - size + 1, 0)
    run_offsets = np.concatenate([[0], np.cumsum(lengths)])
    places = np.arange(run_offsets[-1]) - np.repeat(run_offsets[:-1] - offsets[:-1], lengths)
    return word_runs(hashes, size)[places], run_offsets
