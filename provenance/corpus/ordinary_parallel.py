"""Many texts are looked through by the kernel: those that certainly have nothing odd need no closer look."""

import unicodedata
from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

from provenance.base.jit import in_slices
from provenance.base.limits import LONGEST_READ
from provenance.base.tokens import U8
from provenance.base.utf8 import utf8
from provenance.corpus import ordinary_kernel
from provenance.corpus.quality import ALIKE, BIDI, C1, EXPANDS, HIDDEN, JOINERS, LATER, LEADS, MARKS, SURROGATES

_CODES = 1 << 16  # code points that are told apart; what lies beyond is looked at closely


def ordinary(texts: Iterable[str]) -> npt.NDArray[np.bool_]:
    """For each text whether it certainly needs neither scrubbing nor a warning; an arrow column must be valid UTF-8.

    >>> ordinary(["Rain fell on the north pier.", "too short", "Rain fell on\\0 the north pier."]).tolist()
    [True, False, False]
    """
    encoded = utf8(texts)
    verdicts = np.empty(len(encoded.offsets) - 1, np.bool_)
    in_slices(
        lambda first, beyond: ordinary_kernel.ordinary_texts(encoded, first, beyond, kinds(), verdicts),
        encoded.offsets,
    )
    return verdicts & (np.diff(encoded.offsets) <= LONGEST_READ)


@cache
def kinds() -> U8:
    """The kind of each code point of the basic plane: 0 for those that a rule of quality.py may count."""
    table = np.full(_CODES, ordinary_kernel.CALM, np.uint8)
    for ranges, kind in ((ALIKE, ordinary_kernel.ALIKE), (LEADS, ordinary_kernel.LEAD)):
        for first, last in ranges:
            table[first : last + 1] |= kind
    for letter in LATER:
        table[ord(letter)] |= ordinary_kernel.LATER
    for first, last in (*MARKS, *HIDDEN, *JOINERS, *BIDI, *C1, *SURROGATES):
        if first < _CODES:
            table[first : last + 1] = 0
    table[0xFFFE:] = 0
    for code in range(0x80, _CODES):
        if chr(code).isspace():
            table[code] |= ordinary_kernel.SPACE
        if table[code] and len(unicodedata.normalize("NFKC", chr(code))) > EXPANDS:
            table[code] = 0
    return table
