"""Of many files, the few that could share a run of words with the added articles, by their bytes alone.

A run of eight words holds 24 letters in a row. So the letters of the added articles are cut into stretches of 24, and
a file is worth reading when one of its own, from every fourth letter on, is among them: hundreds of times cheaper than
reading them all.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.tokens import I64, U64, words

STRETCH = 24  # letters; eight words of three
_STEP = 4  # letters from one stretch of a file to the next: a run of 27 letters is certain to be seen
HOLDERS = 256  # files that one stretch leads to: of these 32 are compared that share a fingerprint (added_candidates)
_FOREIGN = 0.005  # bytes that begin a letter beyond ASCII, from which a file is read as a whole
_CHUNK = 1 << 16  # letters hashed at once: half a megabyte a column, which stays in the cache

_LETTERS = bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123))
_REST = bytes(sorted(set(range(256)) - set(_LETTERS)))
_SMALL = bytes(range(256)).lower()
_ASCII_OR_MARK = bytes([*range(0xC3), 0xE2])  # all but the first bytes of letters; E2 begins dashes and curly quotes
_OWN_ID = re.compile(rb"(?i)\bid[ \t]{0,9}[:\"]")  # front matter that may name the article otherwise than its file
_HEAD = 4096  # bytes in which it would

_FACTORS = tuple(np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


def needles(texts: Iterable[str]) -> U64:
    """The stretches of the added articles' words, as sorted hashes, each once.

    >>> len(needles(["The old ferry will stop for good at dawn."]))
    9
    """
    columns = [np.empty(0, np.uint64)]
    for text in texts:
        letters = _one_umlaut("".join(words(text).words).encode("ascii", "ignore"))
        columns.append(stretches(np.frombuffer(letters, np.uint8)))
    return distinct(np.concatenate(columns))


def stretches(letters: npt.NDArray[np.uint8]) -> U64:
    """Kernel: the hash of the 24 letters from each place on."""
    count = max(0, len(letters) - STRETCH + 1)
    if not count:
        return np.empty(0, np.uint64)
    eight = letters.astype(np.uint64)
    for shift in (1, 2, 4):  # two letters in one number, then four, then eight
        eight = eight[:-shift] | eight[shift:] << np.uint64(8 * shift)
    return _stirred(eight, 8, count)


def spaced(letters: npt.NDArray[np.uint8]) -> U64:
    """Kernel: the same from every fourth letter on.

    >>> letters = np.frombuffer(b"theoldferrywillstopforgoodatdawn", np.uint8)
    >>> bool((spaced(letters) == stretches(letters)[::4]).all())
    True
    """
    count = max(0, (len(letters) - STRETCH) // _STEP + 1) if len(letters) >= STRETCH else 0
    if not count:
        return np.empty(0, np.uint64)
    four = letters[: (count + STRETCH // _STEP - 1) * _STEP].view("<u4").astype(np.uint64)
    return _stirred(four[:-1] | four[1:] << np.uint64(32), 8 // _STEP, count)


def _stirred(eight: U64, step: int, count: int) -> U64:
    """Stretches out of eight letters from each place, the eight after, and the eight after these."""
    total = eight[:count] * _FACTORS[0]
    total += eight[step : step + count] * _FACTORS[1]
    total += eight[2 * step : 2 * step + count] * _FACTORS[2]
    total ^= total >> np.uint64(32)
    total *= _FACTORS[0]
    return total


def plain_letters(data: bytes) -> bytes | None:
    """The ASCII letters and digits of a file, small; None where they do not tell enough of it: then it is to be read.

    >>> plain_letters("The old — “ferry”".encode()), plain_letters("Паром".encode())
    (b'theoldferry', None)
    """
    foreign = len(data.translate(None, _ASCII_OR_MARK))
    names_itself = b"---" in data[:6] and _OWN_ID.search(data, 0, _HEAD)
    if names_itself or foreign > _FOREIGN * len(data) or b"\0" in data:
        return None
    return _one_umlaut(data.translate(_SMALL, _REST))


def _one_umlaut(letters: bytes) -> bytes:
    """Letters without an e behind a, o and u, which tokens do not have either."""
    for vowel in (b"a", b"o", b"u"):
        letters = letters.replace(vowel + b"ee", vowel).replace(vowel + b"e", vowel)
    return letters


def hits(files: Sequence[bytes], sought: U64) -> tuple[I64, I64]:
    """Which of the files (as plain letters) hold which of the wanted stretches: two columns, file and stretch.

    Looked at are the stretches from every fourth letter of each file on, whatever files lie beside it.
    """
    if not len(sought):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    padded = [file + b" " * (_STEP - len(file) % _STEP) for file in files]  # no stretch of letters runs across a space
    letters = np.frombuffer(b"".join(padded), np.uint8)
    begins = np.cumsum([0, *map(len, padded)])
    shift = np.uint64(64 - max(10, (32 * len(sought)).bit_length()))
    likely = np.zeros(1 << (64 - int(shift)), np.bool_)
    likely[sought >> shift] = True
    places, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start in range(0, len(letters), _CHUNK):
        hashes = spaced(letters[start : start + _CHUNK + STRETCH - _STEP])
        likely_places = np.flatnonzero(likely[hashes >> shift])
        rank = np.minimum(np.searchsorted(sought, hashes[likely_places]), len(sought) - 1)
        is_sought = sought[rank] == hashes[likely_places]
        places.append(_STEP * likely_places[is_sought] + start)
        numbers.append(rank[is_sought])
    return np.searchsorted(begins, np.concatenate(places), "right") - 1, np.concatenate(numbers)


def worth_reading(files: I64, numbers: I64) -> list[int]:
    """The files of those hits, each stretch followed to its first few files.

    >>> worth_reading(np.array([5, 7, 7]), np.array([0, 0, 1]))
    [5, 7]
    """
    rows = np.unique(np.stack([numbers, files], axis=1), axis=0)
    first = np.searchsorted(rows[:, 0], rows[:, 0])
    chosen: list[int] = np.unique(rows[np.arange(len(rows)) - first < HOLDERS, 1]).tolist()
    return chosen
