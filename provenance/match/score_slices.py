"""Many passages are weighed by the kernels, those of a slice of left articles at a time."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.compiled import in_slices
from provenance.base.tokens import I64, U8, U32, U64, Tokens
from provenance.base.utf8 import Utf8, utf8
from provenance.match import said_kernel, score_kernel
from provenance.match.alignment import WIDE_GAPS, Found
from provenance.match.background import FAMILY, LONG
from provenance.match.surprise import (
    DISCOUNT,
    F64,
    FOLLOWS,
    MOST,
    NEAR,
    STEPS,
    UNSEEN,
    Reader,
    kind,
    most_bits,
)

_WORD = 8  # bytes of text that a token stands for where slices are cut, about
_SLICE = 1 << 20  # tokens of left articles that are weighed at a time
_TABLE = 1 << 12  # places of a table of runs or words at first
_BITS_A_TOKEN = 4  # of what tells that a run is nowhere outside of passages
_SURE = 1 - 1e-9  # a share that is smaller by as much takes no bits off, whatever a logarithm rounds
_GAPS = np.array(WIDE_GAPS, np.int64)
_KINDS = ("name", "formula", "number")


class Runs(NamedTuple):
    """A table of the runs of so many words: how often each is said, and how many articles have it in short passages."""

    keys: U64
    times: U32
    holders: U32


class Said(NamedTuple):
    """What a corpus says outside of passages, as its passages need it."""

    marks: U8  # of each token, whether it is in a passage, and in a long one
    own: U32  # how often its article says it outside of passages, of each token inside
    sizes: I64  # words outside of passages, each article
    runs: tuple[Runs, ...]  # of one word, two, three


def said(tokens: Tokens, found: Found) -> Said:
    """The background of these passages: the twin of background.background, for `passage_bits` of all of them."""
    found = Found(*map(np.ascontiguousarray, found))
    marks = np.zeros(len(tokens.hashes), np.uint8)
    for side in (
        (found.left, found.left_from, found.left_to),
        (found.right, found.right_from, found.right_to),
    ):
        said_kernel.marked(tokens.offsets, *side, found.matched, LONG, marks)
    own, sizes = np.zeros(len(tokens.hashes), np.uint32), np.zeros(len(tokens), np.int64)

    def work(first: int, beyond: int) -> None:
        said_kernel.said_by_itself(tokens.hashes, tokens.offsets, marks, first, beyond, own, sizes)

    in_slices(work, tokens.offsets * _WORD)
    return Said(marks, own, sizes, tuple(_runs(tokens, marks, size) for size in (1, 2, 3)))


def _runs(tokens: Tokens, marks: U8, size: int) -> Runs:
    seen = np.full(1, 255, np.uint8)  # nearly all words of a passage stand elsewhere too
    if size > 1:
        seen = np.zeros(1 << max(1, (len(tokens.hashes) * _BITS_A_TOKEN // 8).bit_length()), np.uint8)
        said_kernel.seen_outside(tokens.hashes, tokens.offsets, marks, size, seen)
    keys, first, count = np.zeros(_TABLE, np.uint64), 0, 0
    while True:
        first, count = said_kernel.wanted_runs(tokens.hashes, tokens.offsets, marks, size, first, seen, keys, count)
        if first == len(tokens):
            break
        keys = _wider(keys)
    times, holders = np.zeros(len(keys), np.uint32), np.zeros(len(keys), np.uint32)
    said_kernel.said_runs(tokens.hashes, tokens.offsets, marks, size, keys, times, holders)
    return Runs(keys, times, holders)


def _wider(keys: U64) -> U64:
    wider = np.zeros(2 * len(keys), np.uint64)
    said_kernel.moved(keys, wider)
    return wider


class _Written:
    """The words of passages as they are written, each with a number, its bits and its letter to one reader."""

    def __init__(self, tokens: Tokens, texts: Sequence[str], given: Utf8, marks: U8, reader: Reader) -> None:
        self.tokens, self.texts, self.given, self.marks, self.reader = tokens, texts, given, marks, reader
        self.keys, self.numbers = np.zeros(_TABLE, np.uint64), np.zeros(_TABLE, np.uint32)
        self.examples = np.zeros(_TABLE, np.uint64)
        self.bits, self.kinds = np.empty(0), np.empty(0, np.uint8)

    def read(self, articles: I64, rows: I64) -> U32:
        """The numbers of the words of these articles, each one's from its row on."""
        words = np.zeros(rows[-1], np.uint32)
        first, count = 0, len(self.bits)
        while first < len(articles):
            arguments: tuple[Any, ...] = (*self.given, self.tokens.starts, self.tokens.ends, self.tokens.offsets)
            arguments += (self.marks, articles, rows, first, self.keys, self.numbers, count, words, self.examples)
            first, count = score_kernel.spelled_words(*arguments)
            if first < len(articles):
                self._widen(count)
        self._learn(count)
        return words

    def _widen(self, count: int) -> None:
        wider = np.zeros(2 * len(self.keys), np.uint64)
        numbers = np.zeros(len(wider), np.uint32)
        score_kernel.renumbered(self.keys, self.numbers, wider, numbers)
        self.keys, self.numbers = wider, numbers
        self.examples = np.concatenate([self.examples, np.zeros(len(wider) - len(self.examples), np.uint64)])

    def _learn(self, count: int) -> None:
        """Read the words that were not met before."""
        places = self.examples[len(self.bits) : count].astype(np.int64)
        articles = np.searchsorted(self.tokens.offsets, places, "right") - 1
        bits, kinds = np.empty(len(places)), np.empty(len(places), np.uint8)
        columns = (articles, self.tokens.starts[places], self.tokens.ends[places], self.tokens.hashes[places])
        for i, (article, start, end, number) in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
            word = self.texts[article][start:end]
            bits[i] = self.reader.bits(word, number)
            kinds[i] = ord(kind(word, bits[i]))
        self.bits, self.kinds = np.concatenate([self.bits, bits]), np.concatenate([self.kinds, kinds])


def passage_bits(
    found: Found, tokens: Tokens, told: Said, texts: Sequence[str], readers: Sequence[Reader], reader: I64, edit: F64
) -> F64:
    """The bits of all passages: the twin of significance.passage_bits; `reader` says who reads each of them.

    `edit` is what an edit costs, and each word of it.
    """
    found, given = Found(*map(np.ascontiguousarray, found)), utf8(texts)
    spans = np.stack(found[2:6], axis=1)
    bits = np.zeros(len(found.left))
    for number, own in enumerate(readers):
        rows = np.flatnonzero(reader == number)
        written = _Written(tokens, texts, given, told.marks, own)
        for part in _parts(found.left[rows], tokens.offsets):
            bits[rows[part]] = _weighed(found, spans, rows[part], tokens, told, written, edit)
    return bits


def _parts(lefts: I64, offsets: I64) -> Iterator[slice]:
    """Slices of passages, sorted by their left article, so that these have about so many tokens."""
    articles, firsts = np.unique(lefts, return_index=True)
    ends = np.cumsum(np.diff(offsets)[articles]) // _SLICE
    cuts = np.append(firsts[np.flatnonzero(np.diff(ends, prepend=-1))], len(lefts))
    return (slice(a, b) for a, b in pairwise(cuts.tolist()))


def _weighed(
    found: Found, spans: npt.NDArray[np.int64], rows: I64, tokens: Tokens, told: Said, written: _Written, edit: F64
) -> F64:
    lefts = found.left[rows]
    articles = np.unique(lefts)
    begins = np.concatenate([[0], np.cumsum(np.diff(tokens.offsets)[articles])])
    words = written.read(articles, begins)
    shares = np.zeros((begins[-1], 3))
    rule = np.array([told.sizes.sum() + NEAR, DISCOUNT, UNSEEN], np.float64)
    arguments: tuple[Any, ...] = (tokens.hashes, tokens.offsets, told.marks, articles, begins)
    arguments += (*told.runs[0], *told.runs[1], *told.runs[2], FAMILY, rule, shares)
    score_kernel.corpus_shares(*arguments)
    most = most_bits(written.bits)
    bits = np.zeros(len(rows))
    own_rows = begins[np.searchsorted(articles, lefts)] + found.left_from[rows]
    arguments = (tokens.hashes, tokens.offsets, lefts, found.right[rows], spans[rows], own_rows)
    arguments += (told.own, shares, words, told.sizes, most, np.exp2(-most) * _SURE, written.kinds, _GAPS)
    arguments += (np.array([MOST[name][0] for name in _KINDS]), np.array([MOST[name][1] for name in _KINDS]))
    arguments += (np.array([NEAR, *edit, FOLLOWS, STEPS]), bits)
    score_kernel.scored_spans(*arguments)
    return bits
