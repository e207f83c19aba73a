"""Stretches in other words are weighed by the kernels, those of a slice of articles at a time."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from provenance.base.tokens import I32, Tokens
from provenance.match import stretch_kernel
from provenance.match.alignment import Found
from provenance.match.score_slices import EVENTS, Said, Written, lefts_of, parts
from provenance.match.surprise import F64, STEPS, Reader
from provenance.match.wording import STEPS_APART


def worded(
    found: Found, tokens: Tokens, told: Said, texts: Sequence[str], readers: Sequence[Reader], reader: I32, about: float
) -> tuple[F64, I32, I32]:
    """The bits of passages whose left sides are the shorter ones, and what these have in common with the right ones:
    the twin of wording.wording.

    `told` is of these passages at least, `reader` says who reads each; `about` are the words of an article that are not
    yet about its subject.
    """
    order = np.argsort(found.left, kind="stable")
    found, reader = Found(*(np.ascontiguousarray(column[order]) for column in found)), reader[order]
    bits, same = np.zeros(len(order)), np.zeros((2, len(order)), np.int32)
    for number, own in enumerate(readers):
        written = Written(tokens, texts, told, own)
        for passages in parts(found.left, np.flatnonzero(reader == number), tokens.offsets):
            articles, _ = lefts_of(found.left[passages])
            rows = np.concatenate([[0], np.cumsum(np.diff(tokens.offsets)[articles])])
            words = written.read(articles, rows)
            arguments: tuple[Any, ...] = (tokens.hashes, tokens.offsets, passages, *found[:6], articles, rows)
            arguments += (told.own, told.sizes, words, written.kinds, written.general, written.said_alone, EVENTS)
            arguments += (np.array([about, told.words + about, STEPS]), STEPS_APART, bits, same)
            stretch_kernel.scored_stretches(*arguments)
    back = np.argsort(order)
    return bits[back], same[0, back], same[1, back]
