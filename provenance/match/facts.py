"""Articles become their facts: numbers and names, by which a form that is filled in twice is told from a story."""

from collections.abc import Sequence

import numpy as np

from provenance.base.tokens import Tokens

_HELD = 10_000  # articles whose facts are kept at hand
_LEAST = 5  # facts of an article, below which nothing is said


class NumbersAndNames:
    """The facts of each article, looked up when they are asked for."""

    def __init__(self, tokens: Tokens, texts: Sequence[str]) -> None:
        self._tokens, self._texts = tokens, texts
        self._known: dict[int, frozenset[int]] = {}

    def shared(self, left: int, right: int) -> float:
        """The share of the facts of the poorer article that the other one has; 1 where there are too few to tell.

        >>> from provenance.base.tokens import tokens
        >>> texts = ["Fined were Ada Morrow, 31, and Tom Reed, 27.", "Fined were Jo Finch, 52, and Ada Brand, 27."]
        >>> NumbersAndNames(tokens(texts), texts).shared(0, 1)
        0.3333333333333333
        """
        left_facts, right_facts = self._of(left), self._of(right)
        count = min(len(left_facts), len(right_facts))
        return len(left_facts & right_facts) / count if count >= _LEAST else 1.0

    def _of(self, article: int) -> frozenset[int]:
        if article not in self._known:
            if len(self._known) >= _HELD:
                self._known.clear()
            hashes, starts, _ = self._tokens[article]
            text = self._texts[article]
            are_facts = [_is_fact(text, start) for start in starts.tolist()]
            self._known[article] = frozenset(hashes[np.array(are_facts, np.bool_)].tolist())
        return self._known[article]


def _is_fact(text: str, start: int) -> bool:
    """Whether the word that begins here is a number, or has a capital that no sentence gives it.

    >>> [_is_fact("Rain on Kessin, Osk. Snow 3", start) for start in (0, 5, 8, 16, 21, 26)]
    [False, False, True, True, False, True]
    """
    letter = text[start]
    return letter.isdecimal() or (letter.isupper() and _inside(text[max(0, start - 2) : start]))


def _inside(before: str) -> bool:
    """Whether what stands before a word carries the sentence on."""
    return len(before) > 1 and before[1] == " " and (before[0].isalnum() or before[0] == ",")
