"""Many articles are fingerprinted by the kernel, slice by slice, each slice in a thread."""

from typing import Any, NamedTuple, cast

import numpy as np

from provenance.base.compiled import in_slices
from provenance.base.settings import Settings
from provenance.base.tokens import I64, U32, U64, Tokens
from provenance.match import fingerprint_kernel
from provenance.match.fingerprints import Fingerprints

_WORD = 8  # bytes of text that a token stands for where slices are cut, about
_SPARE = 0.02  # of the tokens, room for more fingerprints than usual
_MANY = 1 << 31  # tokens beyond which two places and a bit take more than eight bytes


class Prints(NamedTuple):
    """Fingerprints article after article, these in some order, and where each stands among all tokens of the corpus."""

    hashes: U64
    places: U32
    counts: I64  # fingerprints of each article, by its number


def fingerprints(tokens: Tokens, settings: Settings, borders: I64) -> Fingerprints:
    """The twin of fingerprints.fingerprints."""
    hashes, places, counts = prints(tokens, settings, borders, np.arange(len(tokens)))
    articles = np.repeat(np.arange(len(tokens)), counts)
    return Fingerprints(hashes, articles, places - tokens.offsets[articles])


def prints(tokens: Tokens, settings: Settings, borders: I64, order: I64) -> Prints:
    """The fingerprints of all articles, these taken in `order` (their numbers)."""
    if len(tokens.hashes) >= _MANY:
        raise ValueError("more than 2^31 tokens at once")
    usual = min(1.0, 2 / (settings.winnow + 1) + _SPARE)  # of random numbers' windows (Schleimer et al., 2003)
    found = _prints(tokens, settings, borders, order, usual)
    return found or cast(Prints, _prints(tokens, settings, borders, order, 1.0))


def _prints(tokens: Tokens, settings: Settings, borders: I64, order: I64, share: float) -> Prints | None:
    """The same where they are no more than this share of the tokens of every slice; else None."""
    pieces = np.searchsorted(borders, tokens.offsets)
    counts = np.zeros(len(tokens), np.int64)
    words = np.concatenate([[0], np.cumsum(np.diff(tokens.offsets)[order])])
    rooms = np.ceil(words * share).astype(np.int64)  # where the fingerprints of each article find room
    hashes, places = np.empty(rooms[-1], np.uint64), np.empty(rooms[-1], np.uint32)
    size, window = settings.sketch.shingle, settings.winnow

    def work(first: int, beyond: int) -> tuple[int, int, int]:
        own = slice(rooms[first], rooms[beyond])
        arguments: tuple[Any, ...] = (tokens.hashes, borders, pieces, order, first, beyond, size, window)
        arguments += (hashes[own], places[own], counts)
        n = fingerprint_kernel.fingerprints_of_articles(*arguments)
        return int(own.start), n, int(own.stop - own.start)

    total = 0
    for start, n, room in in_slices(work, words * _WORD):
        if n > room:
            return None
        for column in (hashes, places):
            column[total : total + n] = column[start : start + n]
        total += n
    return Prints(hashes[:total], places[:total], counts)
