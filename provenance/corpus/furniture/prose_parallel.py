"""Many texts are looked through by the kernel: one line of prose needs no search for furniture."""

from collections.abc import Iterable
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from provenance.base.jit import in_slices
from provenance.base.limits import LONGEST_READ
from provenance.base.tokens import U8, U32
from provenance.base.utf8 import utf8
from provenance.corpus.furniture import prose_kernel
from provenance.corpus.furniture.kinds import (
    AFTER_BRACKET,
    CAPTION_LETTERS,
    FORM_LETTERS,
    GALLERY_SIGN,
    LAST_LETTERS,
    LONG_LINE,
    OPENING_LETTERS,
)
from provenance.corpus.furniture.starts import ANY_SENTENCE


def prose(texts: Iterable[str]) -> npt.NDArray[np.bool_]:
    """For each text whether it is certainly one line of prose without furniture.

    >>> prose(["Rain fell on the moor. " * 6, "Rain fell on the moor. " * 60 + "Share this"]).tolist()
    [True, False]
    """
    given = utf8(texts)
    found = np.empty(len(given.offsets) - 1, np.bool_)
    rule = prose_kernel.ProseRule(LONG_LINE, _tails(), _pairs(), *_tables())

    def work(first: int, beyond: int) -> None:
        prose_kernel.prose_texts(given, first, beyond, rule, found)

    in_slices(work, given.offsets)
    return found & (np.diff(given.offsets) <= LONGEST_READ)


@cache
def _tables() -> tuple[prose_kernel.Ways, ...]:
    sentences = [way for starts in ANY_SENTENCE.starts.values() for way in starts]
    blocks = sentences, AFTER_BRACKET, [*FORM_LETTERS, GALLERY_SIGN], CAPTION_LETTERS, OPENING_LETTERS
    return tuple(map(_ways, blocks))


@cache
def _tails() -> U32:
    """The last four letters of each way to end that is as long, as one number."""
    tails = {way[-4:].encode() for way in LAST_LETTERS if way[-4:].isascii() and len(way) > 3}
    return np.array(sorted(int.from_bytes(tail, "big") for tail in tails), np.uint32)


@cache
def _pairs() -> U8:
    """What may begin with two bytes, by the number that these make."""
    found = np.zeros((256, 256), np.uint8)
    for mark, ways in ((prose_kernel.EARLY, FORM_LETTERS), (prose_kernel.ANYWHERE, [GALLERY_SIGN])):
        for way in ways:
            for first, then in product(*({letter, letter.upper()} for letter in way[:2].ljust(2))):
                found[ord(first), [ord(then), *(range(0x80, 0x100) if then.isalpha() else ())]] = mark
    found[[ord("("), ord("[")]] = prose_kernel.BRACKET
    return found.ravel()


def _ways(said: Iterable[str]) -> prose_kernel.Ways:
    ways = sorted(way.encode() for way in said if way[0].isascii())
    letters = np.zeros((len(ways), max(map(len, ways))), np.uint8)
    for row, way in enumerate(ways):
        letters[row, : len(way)] = np.frombuffer(way, np.uint8)
    firsts = np.array([way[0] for way in ways])
    rows = np.searchsorted(firsts, np.arange(257)).astype(np.int64)
    return prose_kernel.Ways(letters, np.array([len(way) for way in ways], np.int64), rows)
