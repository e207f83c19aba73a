"""Where two versions of a passage differ, word by word: a reader sees at once what was changed."""

from difflib import SequenceMatcher
from functools import lru_cache

from provenance.base.tokens import words

LONGEST = 600  # words of a passage that are compared; the matcher is quadratic at worst
_HELD = 1_000  # comparisons kept at hand: the pages of both articles show them, and the page of the two


def difference_pieces(our_text: str, their_text: str) -> list[tuple[str, bool]]:
    """The other text in order, each piece with whether its words stand in the own text too.

    Case, accents and punctuation are no difference.

    >>> difference_pieces("Rain fell on Monday.", "Snow fell on Monday")
    [('Snow', False), (' fell on Monday', True)]
    >>> difference_pieces("Rain fell", "rain fell.")
    [('rain fell.', True)]
    """
    return list(_pieces(our_text, their_text))


@lru_cache(_HELD)
def _pieces(our_text: str, their_text: str) -> tuple[tuple[str, bool], ...]:
    ours, theirs = words(our_text), words(their_text)
    if ours.words == theirs.words:
        return ((their_text, True),) if their_text else ()
    if max(len(ours.words), len(theirs.words)) > LONGEST:
        return ((their_text, True),)
    runs: list[tuple[str, bool]] = []
    at = 0
    for kind, _, _, first, last in SequenceMatcher(None, ours.words, theirs.words, autojunk=False).get_opcodes():
        if kind in ("insert", "replace"):
            start, end = int(theirs.starts[first]), int(theirs.ends[last - 1])
            runs += [(their_text[at:start], True), (their_text[start:end], False)]
            at = end
    return tuple(piece for piece in [*runs, (their_text[at:], True)] if piece[0])
