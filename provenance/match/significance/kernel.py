"""Kernel: the words of passages become bits; the readable twins are surprise.py and scores.py.

Bits are counted in whole steps, 65,536 of them a bit. Of a passage of nine words that weigh 4 bits each, one of them
changed, eight count, and the edit takes off what the rule says: 8 * 4 - 4 - 1 = 27 bits.
"""

from typing import NamedTuple

import numpy as np

from provenance.base.jit import F64, I32x2, I64x2, compiled, inline
from provenance.base.tokens import I32, I64, U8, U32, U64
from provenance.match.align.alignment import AlignedSpans
from provenance.match.significance.ngram_kernel import LEFT
from provenance.match.significance.word_kernel import (
    CorpusWords,
    LeftArticles,
    WrittenWords,
    longest_of_articles,
    steps_of,
)

_U, _I = np.uint64, np.int64
_T, _N, _F, _W, _R, _D, _G, _X = (np.uint8(ord(letter)) for letter in "TNFWRDGX")
_ALONE = (_W, _F, _G)  # with which no event begins


class RunningRule(NamedTuple):
    """How words in a row are summed."""

    about: float  # words of an article that are not yet about its subject
    unit: float  # steps of a bit
    events: I64  # of each kind the most steps and the words that one has, then the steps of each further word of a name


class SpanRule(NamedTuple):
    """What a passage weighs beside its words."""

    edit: float  # steps that an edit takes off
    edit_word: float  # and each word of it
    plain: float  # steps from which a long passage is plainly significant
    long: int  # words from which it is long
    gaps: I64x2  # edits, the shortest first: words left out, left and right


class SpanPlaces(NamedTuple):
    """The tokens of a passage in the corpus, on either side, and the row of its first word."""

    begin: np.uint64
    end: np.uint64
    right: np.uint64
    right_end: np.uint64
    row: np.uint64


class SpanScratch(NamedTuple):
    """Room for the words of a passage."""

    amounts: I32
    letters: U8
    none: I64


@inline
def _event(letters: U8, begin: np.uint64, end: np.uint64) -> tuple[np.uint64, np.int64]:
    """Where the event that begins at a word ends, and its kind: 0 a name, 1 a formula, 2 a number; -1 for none."""
    stop = _name(letters, begin, end)
    if stop > begin:
        return stop, _I(0)
    stop = _chain(letters, begin, end, _T, _R, _D, _U(2), _U(15))
    if stop > begin + _U(1):
        return stop, _I(1)
    stop = _chain(letters, begin, end, _X, _X, _D, _U(3), _U(15))
    return (stop, _I(2)) if stop > begin else (begin, _I(-1))


@inline
def _run(letters: U8, row: np.uint64, end: np.uint64, first: np.uint8, second: np.uint8, limit: np.uint64) -> np.uint64:
    """Where a run of two letters ends, of no more than so many."""
    stop = min(end, row + limit)
    while row < stop and (letters[row] == first or letters[row] == second):
        row += _U(1)
    return row


@inline
def _chain(
    letters: U8,
    row: np.uint64,
    end: np.uint64,
    first: np.uint8,
    second: np.uint8,
    third: np.uint8,
    grammar: np.uint64,
    limit: np.uint64,
) -> np.uint64:
    """Where a chain of three letters ends, with a little grammar between; the same row where none begins."""
    if not (letters[row] == first or letters[row] == second or letters[row] == third):
        return row
    row += _U(1)
    for _ in range(limit):
        at = _run(letters, row, end, _F, _G, grammar)
        if at >= end or not (letters[at] == first or letters[at] == second or letters[at] == third):
            break
        row = at + _U(1)
    return row


@inline
def _name(letters: U8, begin: np.uint64, end: np.uint64) -> np.uint64:
    """Where a name ends, title first and place last; the same row where none begins."""
    at = _run(letters, begin, end, _T, _T, _U(6))
    if at > begin:
        for _ in range(2):
            small = _U(at < end and letters[at] == _F)
            if at + small < end and letters[at + small] == _W:
                at += small + _U(1)
    if at >= end or letters[at] != _N:
        return begin
    at = _run(letters, at + _U(1), end, _T, _N, _U(30))
    for _ in range(9):
        small = _run(letters, at, end, _F, _F, _U(2))
        title = _run(letters, small, end, _T, _T, _U(6))
        if small == at or title >= end or letters[title] != _N:
            break
        at = _run(letters, title + _U(1), end, _T, _N, _U(30))
    return at


@inline
def _event_steps(amounts: I32, letters: U8, begin: np.uint64, stop: np.uint64, kind: np.int64, events: I64) -> np.int64:
    """What an event weighs in all; `events`: of each kind the most steps and the words that one has, then what each
    further word of a name weighs.
    """
    amount, lowest = _I(0), _I(1) << _I(60)
    for k in range(begin, stop):
        amount += _I(amounts[k])
        if letters[k] == _N:
            lowest = min(lowest, _I(amounts[k]))
    size, words = _I(stop - begin), events[_U(2) * _U(kind) + _U(1)]
    amount = min(amount, events[_U(2) * _U(kind)] * ((size + words - 1) // words))
    return min(amount, lowest + events[_U(6)] * (size - 1)) if kind == 0 else amount


@compiled
def run_steps(amounts: I32, letters: U8, begin: int, end: int, events: I64, running: I64) -> int:
    """The surprise of words in a row: events count once, where they end. The twin of surprise.running_bits.

    Writes into `running` (unless it is empty) what the words before each place weigh, and in all; returns that.
    """
    total, row, last, is_written = _I(0), _U(begin), _U(end), len(running) > 0
    while row < last:
        if is_written:
            running[row] = total
        letter = letters[row]
        if letter in _ALONE:
            total += _I(amounts[row])
            row += _U(1)
            continue
        stop, kind = _event(letters, row, last)
        if kind < 0:
            total += _I(amounts[row])
            row += _U(1)
            continue
        if is_written:
            running[row:stop] = total
        total += _event_steps(amounts, letters, row, stop, kind, events)
        row = stop
    if is_written:
        running[last] = total
    return int(total)


@compiled
def write_running_steps(
    corpus: CorpusWords, left: LeftArticles, written: WrittenWords, word_steps: I32x2, rule: RunningRule, running: I64
) -> None:
    """Write what the words before each token of these articles weigh in all, in the stretch of passages that it is
    in.
    """
    offsets, marks, repeats = corpus.offsets, corpus.marks, corpus.repeats
    articles, rows, words = left
    kinds, floors = written.kinds, written.floors
    longest = longest_of_articles(offsets, articles)
    amounts, letters = np.empty(longest + 1, np.int32), np.empty(longest + 1, np.uint8)
    for k in range(_U(len(articles))):
        article = _U(articles[k])
        begin, size = _U(offsets[article]), _U(offsets[article + _U(1)] - offsets[article])
        row, around = _U(rows[k]), float(corpus.sizes[article]) + rule.about
        token = _U(0)
        while token < size:
            start = token
            while token < size and marks[begin + token] & LEFT:
                word = words[row + token]
                amount = word_steps[row + token, _U(2)]
                if repeats[begin + token]:
                    share = float(repeats[begin + token]) / around
                    if share > floors[word]:
                        amount = min(amount, steps_of(share, rule.unit))
                amounts[token], letters[token] = amount, kinds[word]
                token += _U(1)
            if token > start:
                run_steps(amounts, letters, int(start), int(token), rule.events, running[row + _U(k) :])
            else:
                token += _U(1)


@inline
def _alike(hashes: U64, p: np.uint64, left_end: np.uint64, q: np.uint64, right_end: np.uint64) -> bool:
    """Whether two words are the same, or one that is the last in both."""
    if p >= left_end or q >= right_end or hashes[p] != hashes[q]:
        return False
    last, right_last = p + _U(1) == left_end, q + _U(1) == right_end
    return bool((last and right_last) or (not last and not right_last and hashes[p + _U(1)] == hashes[q + _U(1)]))


@inline
def _after_edit(
    hashes: U64, x: np.uint64, end: np.uint64, y: np.uint64, other_end: np.uint64, gaps: I64
) -> tuple[np.uint64, np.uint64]:
    """Where both sides are the same again after the shortest edit; one word on where none leads there."""
    for g in range(_U(len(gaps))):
        a, b = x + _U(gaps[g, _U(0)]), y + _U(gaps[g, _U(1)])
        if _alike(hashes, a, end, b, other_end):
            return a, b
    return x + _U(1), y + _U(1)


@inline
def _span_steps(
    corpus: CorpusWords, places: SpanPlaces, around: float, words: U32, written: WrittenWords, word_steps: I32x2,
    rules: tuple[RunningRule, SpanRule], scratch: SpanScratch,
) -> np.int64:  # fmt: skip
    """What a passage weighs: runs of words that are the same in both, less what edits take off."""
    hashes, repeats = corpus.hashes, corpus.repeats
    begin, end, right, right_end, row = places
    kinds, floors = written.kinds, written.floors
    (_, unit, events), span_rule = rules
    amounts, letters, none = scratch
    x, y, total, runs, matched = begin, right, _I(0), _I(0), _U(0)
    while x < end and y < right_end:
        size = _U(0)
        while x < end and y < right_end and hashes[x] == hashes[y]:
            token = x - begin
            word, amount = words[row + token], word_steps[row + token, min(token, _U(2))]
            times = _I(repeats[x]) + _I(repeats[y])
            if times:
                share = float(times) / around
                if share > floors[word]:
                    amount = min(amount, steps_of(share, unit))
            amounts[size], letters[size] = amount, kinds[word]
            size += _U(1)
            x += _U(1)
            y += _U(1)
        if size:
            total += _I(run_steps(amounts, letters, 0, int(size), events, none))
            runs += 1
            matched += size
        if x >= end or y >= right_end:
            break
        x, y = _after_edit(hashes, x, end, y, right_end, span_rule.gaps)
    edited = _I(max(end - begin, right_end - right) - matched)
    return max(_I(0), total - _I(span_rule.edit) * (runs - 1) - _I(span_rule.edit_word) * edited)


class SpanWeights(NamedTuple):
    """What the words of passages weigh, and room for the passages' bits."""

    word_steps: I32x2
    running: I64
    bits: F64


@compiled
def score_spans(
    corpus: CorpusWords, spans: AlignedSpans, passages: I64, left: LeftArticles, written: WrittenWords,
    rule: RunningRule, span_rule: SpanRule, weights: SpanWeights,
) -> None:  # fmt: skip
    """Write the bits of these passages. Those that are plainly significant by what their left side weighs, less what is
    not the same, keep that.
    """
    lefts, rights, left_from, left_to, right_from, right_to, matched = spans
    articles, rows, words = left
    offsets, sizes = corpus.offsets, corpus.sizes
    word_steps, running, bits = weights
    edited_word, plain = _I(span_rule.edit + span_rule.edit_word), _I(span_rule.plain)
    longest, turn = _I(0), _U(0)
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        longest = max(longest, left_to[p] - left_from[p])
    scratch = SpanScratch(np.empty(longest, np.int32), np.empty(longest, np.uint8), np.empty(0, np.int64))
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        while articles[turn] != lefts[p]:
            turn += _U(1)
        size, across = left_to[p] - left_from[p], right_to[p] - right_from[p]
        at = rows[turn] + _I(turn)
        weight = running[_U(at + left_to[p])] - running[_U(at + left_from[p])]
        weight = weight * matched[p] // size - edited_word * (max(size, across) - matched[p])
        if matched[p] < span_rule.long or weight < plain:
            begin, right = offsets[_U(lefts[p])], offsets[_U(rights[p])]
            places = SpanPlaces(
                _U(begin + left_from[p]), _U(begin + left_to[p]), _U(right + right_from[p]), _U(right + right_to[p]),
                _U(rows[turn] + left_from[p]),
            )  # fmt: skip
            around = float(sizes[_U(lefts[p])] + sizes[_U(rights[p])]) + rule.about
            weight = _span_steps(corpus, places, around, words, written, word_steps, (rule, span_rule), scratch)
        bits[p] = float(weight) / rule.unit
