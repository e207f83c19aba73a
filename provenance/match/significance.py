"""Passages get their weight: how surprising it is that two articles share these very words, and whether that counts."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.settings import Settings
from provenance.base.tokens import Tokens
from provenance.match.alignment import Found, Span, same_words
from provenance.match.background import Background, background, general_bits
from provenance.match.surprise import F64, event_bits, general_of, kinds, word_bits

_EDIT, _EDIT_WORD = 4.0, 1.0  # bits an edit takes off, and each word of it
_LETTERS = 40  # characters of a passage that tell its script


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
    bits = np.zeros(len(found.left))
    for row, (left, right, *ends) in enumerate(zip(*(column.tolist() for column in found), strict=True)):
        bits[row] = passage_bits(tokens, told, (left, right), Span(*ends), (texts, languages))
    return Scores(bits, np.exp2(-bits), bits > 60)


def passage_bits(
    tokens: Tokens,
    told: Background,
    pair: tuple[int, int],
    span: Span,
    read: tuple[Sequence[str], Sequence[str | None]],
) -> float:
    """The surprise of one shared stretch, edits taken off."""
    texts, languages = read
    hashes, starts, ends = (column[span.left_from : span.left_to] for column in tokens[pair[0]])
    across = tokens[pair[1]][0][span.right_from : span.right_to]
    text = texts[pair[0]]
    written = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    tables = [general_bits(languages[article] or _script(text[starts[0] : starts[0] + _LETTERS])) for article in pair]
    general = general_of(hashes, written, tables, int(told.sizes.sum()))
    bits = word_bits(hashes, told, pair, general).tolist()
    letters = kinds(written, general.tolist())
    total = 0.0
    same = same_words(hashes.tolist(), across.tolist())
    for a, b in same:
        total += event_bits(bits[a:b], letters[a:b])
    edited = max(len(hashes), len(across)) - sum(b - a for a, b in same)
    return max(0.0, total - _EDIT * (len(same) - 1) - _EDIT_WORD * edited)


def _script(text: str) -> str:
    return "en"
