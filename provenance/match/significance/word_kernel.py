"""Kernel: the words of passages are known by how they are written, and how likely the corpus finds each; the readable
twins are surprise.py and background.py. Bits are counted in whole steps, 65,536 of them a bit.

In "Osk said that Osk" there are three words as they are written, numbers 0, 1, 2 and 0. One that a corpus of 1,023
words says once has 10 bits, so 655,360 steps.
"""

import math
from typing import NamedTuple

import numpy as np

from provenance.base.jit import F64, I32x2, I64x2, U64x2, compiled, inline
from provenance.base.letters.hash_kernel import eight_bytes
from provenance.base.tokens import I32, I64, U8, U32, U64
from provenance.base.utf8 import Bytes, Utf8
from provenance.match.significance.ngram_kernel import LEFT, RunCounts, look_up_runs, run_at

_U, _C, _I = np.uint64, np.uint32, np.int64
_PRIME = _U(0x100000001B3)  # FNV-1a's, of 64 bits
_SEED = _U(0xCBF29CE484222325)
_CAPITAL = _U(0x9E3779B97F4A7C15)  # set on the key of a word in ASCII that begins with a capital
_CAPITALS = _U(0xD6E8FEB86659FD93)  # the same for one that is all capitals
_HIGH = _U(0x8080808080808080)
_PLAIN = np.uint8(0x80)  # bytes below it are ASCII


class TokenPlaces(NamedTuple):
    """The tokens of a corpus: where they stand in their texts, and in passages."""

    hashes: U64
    starts: U32  # code points
    lengths: U8 | U32
    offsets: I64
    marks: U8


class CorpusWords(NamedTuple):
    """The tokens of a corpus, and what its articles say outside of passages."""

    hashes: U64
    offsets: I64
    marks: U8  # of each token, whether it is in a passage
    repeats: U8  # how often its article says it outside of passages, of each token inside
    sizes: I64  # words outside of passages, each article


class LeftArticles(NamedTuple):
    """The left articles of some passages, and the number of each of their words as it is written."""

    articles: I64
    rows: I64  # where the words of each begin, and the end
    words: U32


class WrittenWords(NamedTuple):
    """What each word as it is written is to one reader."""

    kinds: U8  # letters of surprise.py
    floors: F64  # shares that are too small to take any bits off
    alone: I32  # its steps, whatever stands before it
    times: I64  # how often it is said


class RunRule(NamedTuple):
    """How a run that is said becomes a share."""

    discount: float
    unseen: float  # words not seen yet
    unit: float  # steps of a bit


@inline
def _ascii(text: Bytes, begin: np.uint64, end: np.uint64) -> bool:
    """Whether all these bytes are ASCII."""
    at, high = begin, _U(0)
    while at + _U(8) <= end:
        high |= eight_bytes(text, at)
        at += _U(8)
    while at < end:
        high |= _U(text[at])
        at += _U(1)
    return bool(not high & _HIGH)


@inline
def _byte_after(text: Bytes, byte: np.uint64, steps: np.int64) -> np.uint64:
    """The byte that so many code points further begins at, or where the text ends."""
    while steps > 0:
        byte += _U(1)
        while byte < _U(len(text)) and text[byte] & np.uint8(0xC0) == _PLAIN:
            byte += _U(1)
        steps -= 1
    return byte


@inline
def _has_no_small(text: Bytes, begin: np.uint64, end: np.uint64) -> bool:
    """Whether none of these bytes is a small letter of ASCII."""
    small = False
    for at in range(begin, end):
        small = small or (text[at] >= np.uint8(97) and text[at] <= np.uint8(122))
    return not small


@inline
def _spelling(text: Bytes, begin: np.uint64, end: np.uint64, word: np.uint64, plain: bool) -> np.uint64:
    """What a word as it is written is known by, never 0.

    In ASCII, words that are the same differ by capitals and by length only ("Noel", "Nol"): whether the first letter is
    one, and whether all are ("Un", "UN").
    """
    if plain or _ascii(text, begin, end):
        first, key = text[begin], word ^ (end - begin) * _PRIME
        if first >= np.uint8(65) and first <= np.uint8(90):
            key ^= _CAPITALS if _has_no_small(text, begin, end) else _CAPITAL
        return max(key, _U(1))
    h = _SEED
    for at in range(begin, end):
        h = (h ^ _U(text[at])) * _PRIME
    h = (h ^ (h >> _U(32))) * _SEED
    return max(h ^ (h >> _U(29)), _U(1))


@inline
def _slot(table: U64x2, key: np.uint64) -> np.uint64:
    """Where a table of keys and numbers has a key, or the empty at that is to have it."""
    mask = _U(len(table)) - _U(1)
    at = key & mask
    while table[at, _U(0)] and table[at, _U(0)] != key:
        at = (at + _U(1)) & mask
    return at


@compiled
def number_words(
    texts: Utf8, places: TokenPlaces, left: LeftArticles, first: int, table: U64x2, count: int, examples: I64x2
) -> tuple[int, int]:
    """Write the number of each word of a passage, as it is written, in `articles[first:]`, from their `rows` on.
    The texts are those of these articles alone.

    The table has room for half as many words as places; an article that it might not hold is left. Returns which, and
    how many words there are; `examples` are a token that is written so, its first byte and the end.
    """
    text, text_offsets = texts
    hashes, starts, lengths, offsets, marks = places
    articles, rows, words = left
    n, room = _U(count), _U(len(table)) >> _U(1)
    for k in range(_U(first), _U(len(articles))):
        article = _U(articles[k])
        begin, end = _U(offsets[article]), _U(offsets[article + _U(1)])
        if n + (end - begin) > room:
            return int(k), int(n)
        text_begin = _U(text_offsets[k])
        plain = _ascii(text, text_begin, _U(text_offsets[_U(k) + _U(1)]))
        byte, point, shift = text_begin, _I(0), _U(rows[k]) - begin
        for token in range(begin, end):
            if marks[token] & LEFT:
                start, stop = _I(starts[token]), _I(starts[token]) + _I(lengths[token])
                if plain:
                    byte, beyond = text_begin + _U(start), text_begin + _U(stop)
                else:
                    byte = _byte_after(text, byte, start - point)
                    beyond = _byte_after(text, byte, stop - start)
                key = _spelling(text, byte, beyond, hashes[token], plain)
                at = _slot(table, key)
                if not table[at, _U(0)]:
                    table[at, _U(0)], table[at, _U(1)] = key, n
                    examples[n, _U(0)], examples[n, _U(1)], examples[n, _U(2)] = token, byte, beyond
                    n += _U(1)
                words[token + shift] = table[at, _U(1)]
                byte, point = beyond, stop
    return len(articles), int(n)


@compiled
def enter_words(table: U64x2, wider: U64x2) -> None:
    """Enter all keys of a table in a wider one, with their numbers."""
    for k in range(_U(len(table))):
        if table[k, _U(0)]:
            wider[_slot(wider, table[k, _U(0)])] = table[k]


@compiled
def count_words(hashes: U64, runs: RunCounts, times: I64) -> None:
    """Write how often each word is said, and nothing of use at the row after the last."""
    keys, likely = np.empty(len(hashes), np.uint64), np.empty(len(hashes) + 1, np.int64)
    for k in range(_U(len(hashes))):
        keys[k] = run_at(hashes, _U(k), _U(1))
    look_up_runs(runs, keys, _U(len(hashes)), likely, times)


@inline
def steps_of(share: float, unit: float) -> np.int32:
    """The surprise of what is as likely."""
    return np.int32(np.rint(-math.log2(share) * unit))


@inline
def longest_of_articles(offsets: I64, articles: I64) -> np.int64:
    """Tokens of the longest of these articles."""
    longest = _I(0)
    for k in range(_U(len(articles))):
        longest = max(longest, offsets[_U(articles[k]) + _U(1)] - offsets[_U(articles[k])])
    return longest


@compiled
def write_word_steps(
    corpus: CorpusWords, left: LeftArticles, written: WrittenWords, runs: RunCounts, rule: RunRule, word_steps: I32x2
) -> None:
    """Write how surprising the corpus finds each word of the passages in these articles: alone, after the word before
    it, and after the two before; from their `rows` on.
    """
    hashes, offsets, marks = corpus.hashes, corpus.offsets, corpus.marks
    articles, rows, words = left
    floors, alone, said_times = written.floors, written.alone, written.times
    discount, unseen, unit = rule
    longest = longest_of_articles(offsets, articles)
    keys, targets = np.empty(longest, np.uint64), np.empty(longest, np.int64)
    likely, times, pairs = np.empty(longest + 1, np.int64), np.empty(longest + 1, np.int64), np.empty(longest, np.int64)
    for k in range(_U(len(articles))):
        article = _U(articles[k])
        begin, size, row = _U(offsets[article]), _U(offsets[article + _U(1)] - offsets[article]), _U(rows[k])
        n, before = _U(0), False
        for token in range(size):
            inside = bool(marks[begin + token] & LEFT)
            pairs[token] = 0
            if inside:
                word = words[row + token]
                word_steps[row + token, :] = alone[word]
                if before and said_times[words[row + token - _U(1)]]:
                    keys[n], targets[n] = run_at(hashes, begin + token - _U(1), _U(2)), token
                    n += _U(1)
            before = inside
        look_up_runs(runs, keys, n, likely, times)
        m = _U(0)
        for j in range(n):
            if times[j]:
                at = _U(targets[j])
                pairs[at] = times[j]
                share = (float(times[j]) - discount) / (float(said_times[words[row + at - _U(1)]]) + unseen)
                if share > floors[words[row + at]]:
                    word_steps[row + at, _U(1) :] = min(word_steps[row + at, _U(1)], steps_of(share, unit))
                if pairs[at - _U(1)]:
                    keys[m], targets[m] = run_at(hashes, begin + at - _U(2), _U(3)), at
                    m += _U(1)
        look_up_runs(runs, keys, m, likely, times)
        for j in range(m):
            if times[j]:
                at = _U(targets[j])
                share = (float(times[j]) - discount) / (float(pairs[at - _U(1)]) + unseen)
                if share > floors[words[row + at]]:
                    word_steps[row + at, _U(2)] = min(word_steps[row + at, _U(2)], steps_of(share, unit))
