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
    encoded = utf8(texts)
    verdicts = np.empty(len(encoded.offsets) - 1, np.bool_)
    rule = prose_kernel.ProseRule(LONG_LINE, _tails(), _pairs(), *_tables())

    def work(first: int, beyond: int) -> None:
        prose_kernel.prose_texts(encoded, first, beyond, rule, verdicts)

    in_slices(work, encoded.offsets)
    return verdicts & (np.diff(encoded.offsets) <= LONGEST_READ)


@cache
def _tables() -> tuple[prose_kernel.Beginnings, ...]:
    sentences = [start for starts in ANY_SENTENCE.starts.values() for start in starts]
    blocks = sentences, AFTER_BRACKET, [*FORM_LETTERS, GALLERY_SIGN], CAPTION_LETTERS, OPENING_LETTERS
    return tuple(map(_ways, blocks))


@cache
def _tails() -> U32:
    """The last four letters of each way to end that is as long, as one number."""
    tails = {ending[-4:].encode() for ending in LAST_LETTERS if ending[-4:].isascii() and len(ending) > 3}
    return np.array(sorted(int.from_bytes(tail, "big") for tail in tails), np.uint32)


@cache
def _pairs() -> U8:
    """What may begin with two bytes, by the number that these make."""
    marks = np.zeros((256, 256), np.uint8)
    for mark, signs in ((prose_kernel.EARLY, FORM_LETTERS), (prose_kernel.ANYWHERE, [GALLERY_SIGN])):
        for sign in signs:
            for first, then in product(*({letter, letter.upper()} for letter in sign[:2].ljust(2))):
                marks[ord(first), [ord(then), *(range(0x80, 0x100) if then.isalpha() else ())]] = mark
    marks[[ord("("), ord("[")]] = prose_kernel.BRACKET
    return marks.ravel()


def _ways(phrases: Iterable[str]) -> prose_kernel.Beginnings:
    starts = sorted(phrase.encode() for phrase in phrases if phrase[0].isascii())
    letters = np.zeros((len(starts), max(map(len, starts))), np.uint8)
    for row, phrase in enumerate(starts):
        letters[row, : len(phrase)] = np.frombuffer(phrase, np.uint8)
    firsts = np.array([phrase[0] for phrase in starts])
    rows = np.searchsorted(firsts, np.arange(257)).astype(np.int64)
    return prose_kernel.Beginnings(letters, np.array([len(phrase) for phrase in starts], np.int64), rows)
