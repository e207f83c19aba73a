"""Which of its two articles a passage is read in: one answer, whatever the articles are called and however printed."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct
from provenance.base.tokens import U64, Tokens
from provenance.match.align.alignment import AlignedSpans
from provenance.match.significance.background import word_sums

Flags = npt.NDArray[np.bool_]

_LOOK = 200  # letters in the middle of a text that tell whether it is in capitals
_FIRST = 48  # of them that tell mostly
_GREAT = 9  # capitals for each small letter of a text that is
_LAST = np.uint64(1 << 63)


def ranks(spans: AlignedSpans, tokens: Tokens, texts: Sequence[str]) -> U64:
    """A number for each article by its words alone: a passage is read in the article that has the smaller one.

    Articles in capitals have the largest, for what is a name does not show in them.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["DIVERS FOUND CRACKS", "Divers found cracks"]
    >>> column = np.array([0])
    >>> (ranks(AlignedSpans(column, column + 1, *[column] * 5), tokens_of(texts), texts) >= _LAST).tolist()
    [True, False]
    """
    rank = word_sums(tokens) >> np.uint64(1)
    for article in distinct(np.concatenate([spans.left, spans.right])).tolist():
        if in_capitals(texts[article]):
            rank[article] += _LAST
    return rank


def in_capitals(text: str) -> bool:
    """Whether nine in ten letters in the middle of a text that has capitals are such.

    >>> in_capitals("DIVERS FOUND CRACKS, he said"), in_capitals("1977年"), in_capitals("DIVERS FOUND CRACKS, 3 m DEEP")
    (False, False, True)
    """
    begin = max(0, (len(text) - _LOOK) // 2)
    beginning = text[begin : begin + _LOOK]
    small = sum(map(str.islower, beginning[:_FIRST]))
    if len(beginning) - small <= _GREAT * small:  # whatever follows, as in nearly all texts
        return False
    return sum(map(str.isupper, beginning)) > _GREAT * sum(map(str.islower, beginning))


def turned_where(turn: Flags, spans: AlignedSpans) -> AlignedSpans:
    """These passages seen from their right articles, the others as they are.

    >>> found = AlignedSpans(*(np.array([number]) for number in (0, 1, 2, 3, 4, 5, 6)))
    >>> [int(column[0]) for column in turned_where(np.array([True]), found)]
    [1, 0, 4, 5, 2, 3, 6]
    """
    left, right, left_from, left_to, right_from, right_to, matched = spans
    pairs = (left, right), (left_from, right_from), (left_to, right_to)
    (first, second), (start, other_start), (end, other_end) = (
        (np.where(turn, b, a), np.where(turn, a, b)) for a, b in pairs
    )
    return AlignedSpans(first, second, start, end, other_start, other_end, matched)
