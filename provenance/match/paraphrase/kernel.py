"""Kernel: pairs of articles become stretches that say the same in other words; the readable twins are align.py and
sentences.py.

Sums are of whole numbers, so they are the same in any order.
"""

import math

import numpy as np
import numpy.typing as npt

from provenance.base.jit import compiled, inline
from provenance.base.tokens import I64, U64

F64 = npt.NDArray[np.float64]

_U, _I = np.uint64, np.int64


@inline
def _numbered(hashes: U64, keys: U64, numbers: I64, count: np.int64, words: I64) -> np.int64:
    """Write a number for each word; the table is open, with room. How many words there are."""
    mask = _U(len(keys)) - _U(1)
    for k in range(_U(len(hashes))):
        key = max(hashes[k], _U(1))
        place = key & mask
        while keys[place] and keys[place] != key:
            place = (place + _U(1)) & mask
        if not keys[place]:
            keys[place], numbers[place] = key, count
            count += 1
        words[k] = numbers[place]
    return count


@inline
def _entries(words: I64, cuts: I64, held: I64, found: I64, ends: I64, last: I64) -> np.int64:
    """Write each word of each sentence once, as number and how often; where each sentence's end; count who holds it."""
    n = _U(0)
    for sentence in range(_U(len(cuts) - 1)):
        first = n
        for k in range(_U(cuts[sentence]), _U(cuts[sentence + _U(1)])):
            word = _U(words[k])
            if last[word] >= _I(first):
                found[_U(last[word]), _U(1)] += 1
            else:
                last[word] = _I(n)
                found[n, _U(0)], found[n, _U(1)] = _I(word), 1
                held[word] += 1
                n += _U(1)
        ends[sentence] = _I(n)
    return _I(n)


@inline
def _lengths(found: I64, ends: I64, weights: F64, lengths: F64, sizes: I64) -> None:
    """Write each sentence's length as a vector, and how many words it has."""
    first = _U(0)
    for sentence in range(_U(len(ends))):
        total = 0.0
        for k in range(first, _U(ends[sentence])):
            weight = float(found[k, _U(1)]) * weights[_U(found[k, _U(0)])]
            total += weight * weight
        lengths[sentence] = math.sqrt(total)
        sizes[sentence] = ends[sentence] - _I(first)
        first = _U(ends[sentence])


@inline
def _crossed(
    left: I64, left_ends: I64, right: I64, right_ends: I64, count: np.int64, weights: F64, dot: F64, same: I64
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
    same[:, :] = 0
    first = _U(0)
    for sentence in range(_U(len(left_ends))):
        for k in range(first, _U(left_ends[sentence])):
            word = _U(left[k, _U(0)])
            amount = float(left[k, _U(1)]) * weights[word]
            for n in range(_U(begins[word]), _U(begins[word + _U(1)])):
                dot[sentence, _U(holders[n])] += amount * amounts[n]
                same[sentence, _U(holders[n])] += 1
        first = _U(left_ends[sentence])


@compiled("i8(u8[::1],u8[::1],i8[::1],i8[::1],i8,i8[::1],i8[::1],f8[::1],f8[:,::1],f8[:,::1])")
def likeness(
    hashes: U64,
    other_hashes: U64,
    cuts: I64,
    other_cuts: I64,
    grain: int,
    words: I64,
    other_words: I64,
    weights: F64,
    cosine: F64,
    dice: F64,
) -> int:
    """Write how alike each sentence of one article is to each of the other, each token's word number, and what words
    weigh; how many words there are. The twin of sentences.likeness.
    """
    width = 2
    while width < 2 * (len(hashes) + len(other_hashes)):
        width *= 2
    keys, numbers = np.zeros(width, np.uint64), np.empty(width, np.int64)
    count = _numbered(hashes, keys, numbers, _I(0), words)
    count = _numbered(other_hashes, keys, numbers, count, other_words)
    held = np.zeros(count, np.int64)
    rows, columns = len(cuts) - 1, len(other_cuts) - 1
    left, left_ends = np.empty((len(hashes), 2), np.int64), np.empty(rows, np.int64)
    right, right_ends = np.empty((len(other_hashes), 2), np.int64), np.empty(columns, np.int64)
    _entries(words, cuts, held, left, left_ends, np.full(count, -1, np.int64))
    _entries(other_words, other_cuts, held, right, right_ends, np.full(count, -1, np.int64))
    for word in range(_U(count)):
        weights[word] = np.rint(float(grain) * math.log(float(rows + columns + 1) / float(max(held[word], 1))))
    lengths, sizes = np.empty(rows, np.float64), np.empty(rows, np.int64)
    other_lengths, other_sizes = np.empty(columns, np.float64), np.empty(columns, np.int64)
    _lengths(left, left_ends, weights, lengths, sizes)
    _lengths(right, right_ends, weights, other_lengths, other_sizes)
    same = np.empty((rows, columns), np.int64)
    _crossed(left, left_ends, right, right_ends, count, weights, cosine, same)
    for s in range(_U(rows)):
        for t in range(_U(columns)):
            cosine[s, t] /= max(lengths[s] * other_lengths[t], 1.0)
            dice[s, t] = float(2 * same[s, t]) / float(max(sizes[s] + other_sizes[t], 1))
    return int(count)


@compiled("f8(i8[::1],i8[::1],f8[::1],i8[:,::1],i8,i8,i8,i8)")
def stretch_cosine(words: I64, other_words: I64, weights: F64, counts: I64, a: int, b: int, c: int, d: int) -> float:
    """How alike two stretches of words are, each taken as one sentence; `counts` are all zero, and again after."""
    for k in range(_U(a), _U(b)):
        counts[_U(words[k]), _U(0)] += 1
    for k in range(_U(c), _U(d)):
        counts[_U(other_words[k]), _U(1)] += 1
    one, other, both = 0.0, 0.0, 0.0
    for k in range(_U(a), _U(b)):
        word = _U(words[k])
        if counts[word, _U(0)]:
            weight, across = float(counts[word, _U(0)]) * weights[word], float(counts[word, _U(1)]) * weights[word]
            one += weight * weight
            other += across * across
            both += weight * across
            counts[word, :] = 0
    for k in range(_U(c), _U(d)):
        word = _U(other_words[k])
        across = float(counts[word, _U(1)]) * weights[word]
        other += across * across
        counts[word, _U(1)] = 0
    length = math.sqrt(one * other)
    return both / length if length > 0.0 else 0.0


@inline
def _sorted(points: I64, begin: np.int64, end: np.int64, axis: I64) -> None:
    """Put a stretch of points in the order of their places on an axis."""
    ordered = True
    for k in range(_U(begin + 1), _U(max(end, begin + 1))):
        ordered &= axis[_U(points[k - _U(1)])] <= axis[_U(points[k])]
    if not ordered:
        own = points[_U(begin) : _U(end)]
        keys = np.empty(end - begin, np.int64)
        for k in range(_U(len(own))):
            keys[k] = axis[_U(own[k])]
        own[:] = own[np.argsort(keys)]


@compiled("i8(i8[::1],i8,i8,i8[::1],i8[::1],i8,i8,i8[::1])")
def groups(points: I64, begin: int, end: int, rows: I64, columns: I64, row_gap: int, column_gap: int, ends: I64) -> int:
    """Put a stretch of points in groups that hang together, and write where each ends; how many there are.

    The twin of sentences.groups, but for the order: a stretch is cut on one axis, then on the other, until it is whole.
    """
    stack = np.empty((2 * (end - begin) + 2, 4), np.int64)  # begin, end, axis, whether it is whole on the other
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = begin, end, 0, 0
    waiting, n = (1, 0) if end > begin else (0, 0)
    while waiting:
        waiting -= 1
        first, beyond, axis, whole = stack[waiting, 0], stack[waiting, 1], stack[waiting, 2], stack[waiting, 3]
        places, gap = (columns, column_gap) if axis else (rows, row_gap)
        _sorted(points, first, beyond, places)
        start, parts = beyond, 0
        for k in range(beyond - 1, first - 1, -1):  # the last part waits longest
            if k == first or places[points[k]] - places[points[k - 1]] > gap:
                stack[waiting + parts, 0], stack[waiting + parts, 1] = k, start
                stack[waiting + parts, 2], stack[waiting + parts, 3] = 1 - axis, 0
                start = k
                parts += 1
        if parts == 1 and whole:
            ends[n] = beyond
            n += 1
        else:
            if parts == 1:
                stack[waiting, 3] = 1
            waiting += parts
    return n


@inline
def _points(cosine: F64, dice: F64, least: float, least_dice: float) -> I64:
    """The pairs of sentences that are more alike than that, as rows of two numbers."""
    n = 0
    for s in range(_U(cosine.shape[0])):
        for t in range(_U(cosine.shape[1])):
            n += cosine[s, t] > least and dice[s, t] > least_dice
    found, k = np.empty((n, 2), np.int64), _U(0)
    for s in range(_U(cosine.shape[0])):
        for t in range(_U(cosine.shape[1])):
            if cosine[s, t] > least and dice[s, t] > least_dice:
                found[k, _U(0)], found[k, _U(1)] = _I(s), _I(t)
                k += _U(1)
    return found


@inline
def _around(found: I64, points: I64, begin: int, end: int, stretch: I64) -> None:
    """Write the sentences from the first to the last of a group, of both articles."""
    stretch[0], stretch[1], stretch[2], stretch[3] = found[points[begin], 0], 0, found[points[begin], 1], 0
    for k in range(_U(begin), _U(end)):
        row, column = found[_U(points[k]), _U(0)], found[_U(points[k]), _U(1)]
        stretch[0], stretch[1] = min(stretch[0], row), max(stretch[1], row + 1)
        stretch[2], stretch[3] = min(stretch[2], column), max(stretch[3], column + 1)


@compiled(
    "i8[:,::1](f8[:,::1],f8[:,::1],i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],f8[::1],i8[:,::1],i8,i8,f8[::1])"
)
def told_stretches(
    cosine: F64,
    dice: F64,
    places: I64,
    other_places: I64,
    cuts: I64,
    other_cuts: I64,
    words: I64,
    other_words: I64,
    weights: F64,
    counts: I64,
    gap: int,
    least: int,
    limits: F64,
) -> I64:
    """The stretches as long on one side as on the other, about; sentences. The twin of retold._told.

    `limits`: cosine and dice from which sentences are alike, and cosine from which stretches are.
    """
    found = _points(cosine, dice, limits[0], limits[1])
    total = len(found)
    rows, columns = places[found[:, 0]], other_places[found[:, 1]]
    points, ends, stretch = np.arange(total), np.empty(total, np.int64), np.empty(4, np.int64)
    stretches, n = np.empty((total, 4), np.int64), 0
    stack, waiting = np.empty((total + 1, 3), np.int64), 1
    stack[0, 0], stack[0, 1], stack[0, 2] = 0, total, gap
    while waiting:
        waiting -= 1
        start, beyond, near = stack[waiting, 0], stack[waiting, 1], stack[waiting, 2]
        for k in range(groups(points, start, beyond, rows, columns, near, near, ends)):
            _around(found, points, start, ends[k], stretch)
            a, b, c, d = cuts[stretch[0]], cuts[stretch[1]], other_cuts[stretch[2]], other_cuts[stretch[3]]
            if stretch_cosine(words, other_words, weights, counts, a, b, c, d) >= limits[2]:
                if min(b - a, d - c) >= least:
                    stretches[n] = stretch
                    n += 1
            elif near > 1:
                stack[waiting, 0], stack[waiting, 1], stack[waiting, 2] = start, ends[k], near - 1
                waiting += 1
            start = ends[k]
    return stretches[:n].copy()


@inline
def _different(found: I64, points: I64, begin: int, end: int, axis: int) -> int:
    """How many sentences of one side a group has."""
    own = np.empty(end - begin, np.int64)
    for k in range(len(own)):
        own[k] = found[points[begin + k], axis]
    own.sort()
    n = 1
    for k in range(1, len(own)):
        n += own[k] != own[k - 1]
    return n


@inline
def _inside(
    found: I64, points: I64, begin: int, end: int, cosine: F64, told: I64, steps: float
) -> tuple[np.int64, np.int64]:
    """How much of a group's likeness lies in one stretch that is told at length, at most; and all of it."""
    total, most = _I(0), _I(0)
    for k in range(begin, end):
        total += _I(np.rint(cosine[found[points[k], 0], found[points[k], 1]] * steps))
    for t in range(len(told)):
        inside = _I(0)
        for k in range(begin, end):
            row, column = found[points[k], 0], found[points[k], 1]
            if told[t, 0] <= row < told[t, 1] and told[t, 2] <= column < told[t, 3]:
                inside += _I(np.rint(cosine[row, column] * steps))
        most = max(most, inside)
    return total, most


@compiled(
    "i8[:,::1](f8[:,::1],f8[:,::1],i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],i8[::1],f8[::1],i8[:,::1],i8[:,::1],i8,"
    "i8[::1],f8[::1])"
)
def brief_stretches(
    cosine: F64,
    dice: F64,
    places: I64,
    other_places: I64,
    cuts: I64,
    other_cuts: I64,
    words: I64,
    other_words: I64,
    weights: F64,
    counts: I64,
    told: I64,
    side: int,
    rule: I64,
    limits: F64,
) -> I64:
    """The stretches in which one side (0 the left one) says in brief what the other says at length; sentences. The twin
    of retold._briefs.

    `rule`: sentences to the next one alike, sentences that must be alike (each of the brief side, then of the other),
    and words. `limits`: cosine and dice from which sentences are alike, times as many words, share inside a stretch
    told at length, cosine from which stretches are alike, steps of likeness.
    """
    found = _points(cosine, dice, limits[0], limits[1])
    total = len(found)
    rows, columns = places[found[:, 0]], other_places[found[:, 1]]
    points, ends, stretch = np.arange(total), np.empty(total, np.int64), np.empty(4, np.int64)
    stretches, n, start = np.empty((total, 4), np.int64), 0, 0
    for k in range(groups(points, 0, total, rows, columns, rule[side], rule[1 - side], ends)):
        begin, start = start, ends[k]
        _around(found, points, begin, start, stretch)
        a, b, c, d = cuts[stretch[0]], cuts[stretch[1]], other_cuts[stretch[2]], other_cuts[stretch[3]]
        few, many = (d - c, b - a) if side else (b - a, d - c)
        if few < rule[4] or float(many) < limits[2] * float(few):
            continue
        own, other = _different(found, points, begin, start, side), _different(found, points, begin, start, 1 - side)
        if own < rule[2] or other < rule[3]:
            continue
        whole, inside = _inside(found, points, begin, start, cosine, told, limits[5])
        likely = stretch_cosine(words, other_words, weights, counts, a, b, c, d)
        if float(inside) < limits[3] * float(whole) and likely >= limits[4]:
            stretches[n] = stretch
            n += 1
    return stretches[:n].copy()


@compiled("i8(i8[::1],i8[::1],i8[:,::1],i8,i8,i8,i8)")
def matched(words: I64, other_words: I64, counts: I64, a: int, b: int, c: int, d: int) -> int:
    """How many words of two stretches stand on both sides; `counts` are all zero, and again after."""
    n = 0
    for k in range(_U(a), _U(b)):
        counts[_U(words[k]), _U(0)] += 1
    for k in range(_U(c), _U(d)):
        word = _U(other_words[k])
        if counts[word, _U(0)] > 0:
            counts[word, _U(0)] -= 1
            n += 1
    for k in range(_U(a), _U(b)):
        counts[_U(words[k]), _U(0)] = 0
    return n
