"""Kernel: pairs of articles become stretches that say the same in other words; the readable twins are align.py and
sentences.py.

Sums are of whole numbers, so they are the same in any order. Two articles of one sentence each, [1, 2, 3] and
[3, 1, 9], have two words in common: dice is 2 * 2 / 6, and one stretch is written if the rules ask for no more.
"""

import math
from typing import NamedTuple

import numpy as np

from provenance.base.jit import F64, F64x2, I64x2, compiled, inline, inline_array
from provenance.base.tokens import I64, U64

_U, _I = np.uint64, np.int64


class SentenceColumns(NamedTuple):
    """The sentences of one article."""

    hashes: U64  # of its tokens
    cuts: I64  # the token at which each sentence begins, and the end of the last
    places: I64  # each sentence's number, with a leap at every wall


class LikenessColumns(NamedTuple):
    """How alike the sentences of two articles are, left ones in rows; and the words of both."""

    cosine: F64x2
    dice: F64x2
    words: I64  # each token's word number, of the left article
    right_words: I64
    weights: F64  # of each word
    counts: I64x2  # room for how often each word is on either side: zeros, and again after


class EvenRule(NamedTuple):
    """From where on two stretches, about as long, say the same."""

    gap: int  # sentences to the next one alike
    words: int
    cosine: float  # of two sentences
    dice: float
    whole: float  # cosine of the stretches


class BriefRule(NamedTuple):
    """From where on one stretch says in brief what a longer one says."""

    gap: int  # sentences to the next one alike, in the brief article, and in the long one
    long_gap: int
    sentences: int  # that must be alike, of the brief article, and of the long one
    long_sentences: int
    words: int
    cosine: float  # of two sentences
    dice: float
    ratio: float  # times as many words
    inside: float  # share of the likeness that may lie in one even stretch
    whole: float  # cosine of the stretches
    steps: float  # in which likeness is summed


@inline
def _numbered(hashes: U64, keys: U64, numbers: I64, count: np.int64, words: I64) -> np.int64:
    """Write a number for each word; the table is open, with room. How many words there are."""
    mask = _U(len(keys)) - _U(1)
    for k in range(_U(len(hashes))):
        key = max(hashes[k], _U(1))
        at = key & mask
        while keys[at] and keys[at] != key:
            at = (at + _U(1)) & mask
        if not keys[at]:
            keys[at], numbers[at] = key, count
            count += 1
        words[k] = numbers[at]
    return count


@inline
def _entries(words: I64, cuts: I64, holders: I64, entries: I64x2, ends: I64, last: I64) -> np.int64:
    """Write each word of each sentence once, as number and how often; where each sentence's end; count who holds it."""
    n = _U(0)
    for sentence in range(_U(len(cuts) - 1)):
        first = n
        for k in range(_U(cuts[sentence]), _U(cuts[sentence + _U(1)])):
            word = _U(words[k])
            if last[word] >= _I(first):
                entries[_U(last[word]), _U(1)] += 1
            else:
                last[word] = _I(n)
                entries[n, _U(0)], entries[n, _U(1)] = _I(word), 1
                holders[word] += 1
                n += _U(1)
        ends[sentence] = _I(n)
    return _I(n)


@inline
def _lengths(entries: I64x2, ends: I64, weights: F64, lengths: F64, sizes: I64) -> None:
    """Write each sentence's length as a vector, and how many words it has."""
    first = _U(0)
    for sentence in range(_U(len(ends))):
        total = 0.0
        for k in range(first, _U(ends[sentence])):
            weight = float(entries[k, _U(1)]) * weights[_U(entries[k, _U(0)])]
            total += weight * weight
        lengths[sentence] = math.sqrt(total)
        sizes[sentence] = ends[sentence] - _I(first)
        first = _U(ends[sentence])


@inline_array
def _crossed(
    left: I64x2, left_ends: I64, right: I64x2, right_ends: I64, count: np.int64, weights: F64, dot: F64x2, common: I64x2
) -> None:
    """Write for each two sentences the product of their vectors, and how many words both hold."""
    begins = np.zeros(count + 1, np.int64)  # of each word's sentences on the right
    total = _U(right_ends[_U(len(right_ends) - 1)])
    for k in range(total):
        begins[_U(right[k, _U(0)]) + _U(1)] += 1
    for number in range(_U(count)):
        begins[number + _U(1)] += begins[number]
    filled = begins.copy()
    holders, amounts = np.empty(total, np.int64), np.empty(total, np.float64)
    first = _U(0)
    for sentence in range(_U(len(right_ends))):
        for k in range(first, _U(right_ends[sentence])):
            word = _U(right[k, _U(0)])
            at = _U(filled[word])
            holders[at], amounts[at] = _I(sentence), float(right[k, _U(1)]) * weights[word]
            filled[word] += 1
        first = _U(right_ends[sentence])
    dot[:, :] = 0.0
    common[:, :] = 0
    first = _U(0)
    for sentence in range(_U(len(left_ends))):
        for k in range(first, _U(left_ends[sentence])):
            word = _U(left[k, _U(0)])
            amount = float(left[k, _U(1)]) * weights[word]
            for n in range(_U(begins[word]), _U(begins[word + _U(1)])):
                dot[sentence, _U(holders[n])] += amount * amounts[n]
                common[sentence, _U(holders[n])] += 1
        first = _U(left_ends[sentence])


@inline_array
def _likeness(left: SentenceColumns, right: SentenceColumns, grain: int) -> LikenessColumns:
    """How alike each sentence of one article is to each of the other; the twin of sentences.likeness."""
    width = 2
    while width < 2 * (len(left.hashes) + len(right.hashes)):
        width *= 2
    keys, numbers = np.zeros(width, np.uint64), np.empty(width, np.int64)
    words, right_words = np.empty(len(left.hashes), np.int64), np.empty(len(right.hashes), np.int64)
    count = _numbered(left.hashes, keys, numbers, _I(0), words)
    count = _numbered(right.hashes, keys, numbers, count, right_words)
    weights, holders = np.empty(count, np.float64), np.zeros(count, np.int64)
    rows, columns = len(left.cuts) - 1, len(right.cuts) - 1
    entries, ends = np.empty((len(left.hashes), 2), np.int64), np.empty(rows, np.int64)
    right_entries, right_ends = np.empty((len(right.hashes), 2), np.int64), np.empty(columns, np.int64)
    _entries(words, left.cuts, holders, entries, ends, np.full(count, -1, np.int64))
    _entries(right_words, right.cuts, holders, right_entries, right_ends, np.full(count, -1, np.int64))
    for word in range(_U(count)):
        weights[word] = np.rint(float(grain) * math.log(float(rows + columns + 1) / float(max(holders[word], 1))))
    lengths, sizes = np.empty(rows, np.float64), np.empty(rows, np.int64)
    right_lengths, right_sizes = np.empty(columns, np.float64), np.empty(columns, np.int64)
    _lengths(entries, ends, weights, lengths, sizes)
    _lengths(right_entries, right_ends, weights, right_lengths, right_sizes)
    cosine, dice = np.empty((rows, columns), np.float64), np.empty((rows, columns), np.float64)
    common = np.empty((rows, columns), np.int64)
    _crossed(entries, ends, right_entries, right_ends, count, weights, cosine, common)
    for s in range(_U(rows)):
        for t in range(_U(columns)):
            cosine[s, t] /= max(lengths[s] * right_lengths[t], 1.0)
            dice[s, t] = float(2 * common[s, t]) / float(max(sizes[s] + right_sizes[t], 1))
    return LikenessColumns(cosine, dice, words, right_words, weights, np.zeros((count, 2), np.int64))


@compiled
def stretch_cosine(alike: LikenessColumns, a: int, b: int, c: int, d: int) -> float:
    """How alike the tokens `a:b` of one article and `c:d` of the other are, each taken as one sentence."""
    words, right_words, weights, counts = alike.words, alike.right_words, alike.weights, alike.counts
    for k in range(_U(a), _U(b)):
        counts[_U(words[k]), _U(0)] += 1
    for k in range(_U(c), _U(d)):
        counts[_U(right_words[k]), _U(1)] += 1
    left, right, product = 0.0, 0.0, 0.0
    for k in range(_U(a), _U(b)):
        word = _U(words[k])
        if counts[word, _U(0)]:
            weight, across = float(counts[word, _U(0)]) * weights[word], float(counts[word, _U(1)]) * weights[word]
            left += weight * weight
            right += across * across
            product += weight * across
            counts[word, :] = 0
    for k in range(_U(c), _U(d)):
        word = _U(right_words[k])
        across = float(counts[word, _U(1)]) * weights[word]
        right += across * across
        counts[word, _U(1)] = 0
    length = math.sqrt(left * right)
    return product / length if length > 0.0 else 0.0


@inline_array
def _sorted(points: I64, begin: np.int64, end: np.int64, axis: I64) -> None:
    """Put a stretch of points in the order of their places on an axis."""
    ordered = True
    for k in range(_U(begin + 1), _U(max(end, begin + 1))):
        ordered &= axis[_U(points[k - _U(1)])] <= axis[_U(points[k])]
    if not ordered:
        stretch = points[_U(begin) : _U(end)]
        keys = np.empty(end - begin, np.int64)
        for k in range(_U(len(stretch))):
            keys[k] = axis[_U(stretch[k])]
        stretch[:] = stretch[np.argsort(keys)]


@compiled
def groups(points: I64, begin: int, end: int, rows: I64, columns: I64, row_gap: int, column_gap: int, ends: I64) -> int:
    """Put a stretch of points in groups that hang together, and write where each ends; how many there are.

    The twin of sentences.groups, but for the order: a stretch is cut on one axis, then on the other, until it is whole.
    """
    stack = np.empty((2 * (end - begin) + 2, 4), np.int64)  # begin, end, axis, whether it is whole on the other
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = begin, end, 0, 0
    waiting, n = (1, 0) if end > begin else (0, 0)
    while waiting:
        waiting -= 1
        first, beyond, axis, uncut = stack[waiting, 0], stack[waiting, 1], stack[waiting, 2], stack[waiting, 3]
        places, gap = (columns, column_gap) if axis else (rows, row_gap)
        _sorted(points, first, beyond, places)
        start, parts = beyond, 0
        for k in range(beyond - 1, first - 1, -1):  # the last part waits longest
            if k == first or places[points[k]] - places[points[k - 1]] > gap:
                stack[waiting + parts, 0], stack[waiting + parts, 1] = k, start
                stack[waiting + parts, 2], stack[waiting + parts, 3] = 1 - axis, 0
                start = k
                parts += 1
        if parts == 1 and uncut:
            ends[n] = beyond
            n += 1
        else:
            if parts == 1:
                stack[waiting, 3] = 1
            waiting += parts
    return n


@inline_array
def _points(cosine: F64x2, dice: F64x2, least_cosine: float, least_dice: float) -> I64x2:
    """The pairs of sentences that are more alike than that, as rows of two numbers."""
    n = 0
    for s in range(_U(cosine.shape[0])):
        for t in range(_U(cosine.shape[1])):
            n += cosine[s, t] > least_cosine and dice[s, t] > least_dice
    points, k = np.empty((n, 2), np.int64), _U(0)
    for s in range(_U(cosine.shape[0])):
        for t in range(_U(cosine.shape[1])):
            if cosine[s, t] > least_cosine and dice[s, t] > least_dice:
                points[k, _U(0)], points[k, _U(1)] = _I(s), _I(t)
                k += _U(1)
    return points


@inline
def _around(points: I64x2, numbers: I64, begin: int, end: int, stretch: I64) -> None:
    """Write the sentences from the first to the last of a group, of both articles."""
    stretch[0], stretch[1], stretch[2], stretch[3] = points[numbers[begin], 0], 0, points[numbers[begin], 1], 0
    for k in range(_U(begin), _U(end)):
        row, column = points[_U(numbers[k]), _U(0)], points[_U(numbers[k]), _U(1)]
        stretch[0], stretch[1] = min(stretch[0], row), max(stretch[1], row + 1)
        stretch[2], stretch[3] = min(stretch[2], column), max(stretch[3], column + 1)


@compiled
def even_stretches(alike: LikenessColumns, left: SentenceColumns, right: SentenceColumns, rule: EvenRule) -> I64x2:
    """The stretches as long on one side as on the other, about; sentences. The twin of align._told."""
    points = _points(alike.cosine, alike.dice, rule.cosine, rule.dice)
    total = len(points)
    rows, columns = left.places[points[:, 0]], right.places[points[:, 1]]
    numbers, ends, stretch = np.arange(total), np.empty(total, np.int64), np.empty(4, np.int64)
    stretches, n = np.empty((total, 4), np.int64), 0
    stack, waiting = np.empty((total + 1, 3), np.int64), 1
    stack[0, 0], stack[0, 1], stack[0, 2] = 0, total, rule.gap
    while waiting:
        waiting -= 1
        start, beyond, gap = stack[waiting, 0], stack[waiting, 1], stack[waiting, 2]
        for k in range(groups(numbers, start, beyond, rows, columns, gap, gap, ends)):
            _around(points, numbers, start, ends[k], stretch)
            a, b, c, d = left.cuts[stretch[0]], left.cuts[stretch[1]], right.cuts[stretch[2]], right.cuts[stretch[3]]
            if stretch_cosine(alike, a, b, c, d) >= rule.whole:
                if min(b - a, d - c) >= rule.words:
                    stretches[n] = stretch
                    n += 1
            elif gap > 1:
                stack[waiting, 0], stack[waiting, 1], stack[waiting, 2] = start, ends[k], gap - 1
                waiting += 1
            start = ends[k]
    return stretches[:n].copy()


@inline_array
def _different(points: I64x2, numbers: I64, begin: int, end: int, axis: int) -> int:
    """How many sentences of one side a group has."""
    sentences = np.empty(end - begin, np.int64)
    for k in range(len(sentences)):
        sentences[k] = points[numbers[begin + k], axis]
    sentences.sort()
    n = 1
    for k in range(1, len(sentences)):
        n += sentences[k] != sentences[k - 1]
    return n


@inline
def _inside(
    points: I64x2, numbers: I64, begin: int, end: int, cosine: F64x2, even: I64x2, steps: float
) -> tuple[np.int64, np.int64]:
    """How much of a group's likeness lies in one even stretch, at most; and all of it."""
    total, largest = _I(0), _I(0)
    for k in range(begin, end):
        total += _I(np.rint(cosine[points[numbers[k], 0], points[numbers[k], 1]] * steps))
    for t in range(len(even)):
        inside = _I(0)
        for k in range(begin, end):
            row, column = points[numbers[k], 0], points[numbers[k], 1]
            if even[t, 0] <= row < even[t, 1] and even[t, 2] <= column < even[t, 3]:
                inside += _I(np.rint(cosine[row, column] * steps))
        largest = max(largest, inside)
    return total, largest


@compiled
def brief_stretches(
    alike: LikenessColumns, left: SentenceColumns, right: SentenceColumns, even: I64x2, side: int, rule: BriefRule
) -> I64x2:
    """The stretches in which one side (0 the left one) says in brief what the other says at length; sentences. The twin
    of align._briefs.
    """
    points = _points(alike.cosine, alike.dice, rule.cosine, rule.dice)
    total = len(points)
    rows, columns = left.places[points[:, 0]], right.places[points[:, 1]]
    numbers, ends, stretch = np.arange(total), np.empty(total, np.int64), np.empty(4, np.int64)
    stretches, n, start = np.empty((total, 4), np.int64), 0, 0
    row_gap, column_gap = (rule.long_gap, rule.gap) if side else (rule.gap, rule.long_gap)
    for k in range(groups(numbers, 0, total, rows, columns, row_gap, column_gap, ends)):
        begin, start = start, ends[k]
        _around(points, numbers, begin, start, stretch)
        a, b, c, d = left.cuts[stretch[0]], left.cuts[stretch[1]], right.cuts[stretch[2]], right.cuts[stretch[3]]
        words, long_words = (d - c, b - a) if side else (b - a, d - c)
        if words < rule.words or float(long_words) < rule.ratio * float(words):
            continue
        if _different(points, numbers, begin, start, side) < rule.sentences:
            continue
        if _different(points, numbers, begin, start, 1 - side) < rule.long_sentences:
            continue
        weight, inside = _inside(points, numbers, begin, start, alike.cosine, even, rule.steps)
        cosine = stretch_cosine(alike, a, b, c, d)
        if float(inside) < rule.inside * float(weight) and cosine >= rule.whole:
            stretches[n] = stretch
            n += 1
    return stretches[:n].copy()


@inline
def _common_words(alike: LikenessColumns, a: int, b: int, c: int, d: int) -> int:
    """How many words the tokens `a:b` and `c:d` have in common, each as often as on both sides."""
    words, right_words, counts, n = alike.words, alike.right_words, alike.counts, 0
    for k in range(_U(a), _U(b)):
        counts[_U(words[k]), _U(0)] += 1
    for k in range(_U(c), _U(d)):
        word = _U(right_words[k])
        if counts[word, _U(0)] > 0:
            counts[word, _U(0)] -= 1
            n += 1
    for k in range(_U(a), _U(b)):
        counts[_U(words[k]), _U(0)] = 0
    return n


@inline
def _written(
    alike: LikenessColumns, left: SentenceColumns, right: SentenceColumns, stretches: I64x2, passages: I64x2, n: int
) -> None:
    """Write stretches of sentences as tokens, and how many words are the same, from row `n` on."""
    for k in range(_U(len(stretches))):
        a, b = left.cuts[stretches[k, 0]], left.cuts[stretches[k, 1]]
        c, d = right.cuts[stretches[k, 2]], right.cuts[stretches[k, 3]]
        row = _U(n) + k
        passages[row, 0], passages[row, 1], passages[row, 2], passages[row, 3] = a, b, c, d
        passages[row, 4] = _common_words(alike, a, b, c, d)


@inline_array
def _left_alone(even: I64x2, briefs: I64x2) -> I64x2:
    """The even stretches that have no sentences of both articles in common with one in brief."""
    alone, n = np.empty(even.shape, np.int64), 0
    for k in range(len(even)):
        touched = False
        for i in range(len(briefs)):
            rows = briefs[i, 0] < even[k, 1] and even[k, 0] < briefs[i, 1]
            touched = touched or (rows and briefs[i, 2] < even[k, 3] and even[k, 2] < briefs[i, 3])
        if not touched:
            alone[n] = even[k]
            n += 1
    return alone[:n]


@compiled
def retold_stretches(
    left: SentenceColumns, right: SentenceColumns, grain: int, even_rule: EvenRule, brief_rule: BriefRule
) -> I64x2:
    """The stretches of two articles that say the same, as token numbers of both, and how many words are the same."""
    alike = _likeness(left, right, grain)
    even = even_stretches(alike, left, right, even_rule)
    briefs = brief_stretches(alike, left, right, even, 0, brief_rule)
    right_briefs = brief_stretches(alike, left, right, even, 1, brief_rule)
    even = _left_alone(_left_alone(even, briefs), right_briefs)
    passages = np.empty((len(even) + len(briefs) + len(right_briefs), 5), np.int64)
    _written(alike, left, right, even, passages, 0)
    _written(alike, left, right, briefs, passages, len(even))
    _written(alike, left, right, right_briefs, passages, len(even) + len(briefs))
    return passages
