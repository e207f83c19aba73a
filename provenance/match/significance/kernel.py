"""Kernel: the words of passages become bits; the readable twins are surprise.py and scores.py.

Bits are counted in whole steps, 65,536 of them a bit.
"""

import numpy as np

from provenance.base.jit import compiled, inline
from provenance.base.tokens import I32, I64, U8, U32, U64
from provenance.match.significance.ngram_kernel import LEFT
from provenance.match.significance.word_kernel import F64, steps_of

_U, _I = np.uint64, np.int64
_T, _N, _F, _W, _R, _D, _G, _X = (np.uint8(ord(letter)) for letter in "TNFWRDGX")
_ALONE = (_W, _F, _G)  # with which no event begins


@inline
def _event(letters: U8, place: np.uint64, end: np.uint64) -> tuple[np.uint64, np.int64]:
    """Where the event that begins at a word ends, and its kind: 0 a name, 1 a formula, 2 a number; -1 for none."""
    stop = _name(letters, place, end)
    if stop > place:
        return stop, _I(0)
    stop = _chain(letters, place, end, _T, _R, _D, _U(2), _U(15))
    if stop > place + _U(1):
        return stop, _I(1)
    stop = _chain(letters, place, end, _X, _X, _D, _U(3), _U(15))
    return (stop, _I(2)) if stop > place else (place, _I(-1))


@inline
def _run(letters: U8, place: np.uint64, end: np.uint64, one: np.uint8, other: np.uint8, most: np.uint64) -> np.uint64:
    """Where a run of two letters ends, of no more than so many."""
    stop = min(end, place + most)
    while place < stop and (letters[place] == one or letters[place] == other):
        place += _U(1)
    return place


@inline
def _chain(
    letters: U8,
    place: np.uint64,
    end: np.uint64,
    one: np.uint8,
    two: np.uint8,
    three: np.uint8,
    grammar: np.uint64,
    most: np.uint64,
) -> np.uint64:
    """Where a chain of three letters ends, with a little grammar between; `place` itself where none begins."""
    if not (letters[place] == one or letters[place] == two or letters[place] == three):
        return place
    place += _U(1)
    for _ in range(most):
        at = _run(letters, place, end, _F, _G, grammar)
        if at >= end or not (letters[at] == one or letters[at] == two or letters[at] == three):
            break
        place = at + _U(1)
    return place


@inline
def _name(letters: U8, place: np.uint64, end: np.uint64) -> np.uint64:
    """Where a name ends, title first and place last; `place` itself where none begins."""
    at = _run(letters, place, end, _T, _T, _U(6))
    if at > place:
        for _ in range(2):
            small = _U(at < end and letters[at] == _F)
            if at + small < end and letters[at + small] == _W:
                at += small + _U(1)
    if at >= end or letters[at] != _N:
        return place
    at = _run(letters, at + _U(1), end, _T, _N, _U(30))
    for _ in range(9):
        small = _run(letters, at, end, _F, _F, _U(2))
        title = _run(letters, small, end, _T, _T, _U(6))
        if small == at or title >= end or letters[title] != _N:
            break
        at = _run(letters, title + _U(1), end, _T, _N, _U(30))
    return at


@inline
def _event_steps(amounts: I32, letters: U8, place: np.uint64, stop: np.uint64, kind: np.int64, most: I64) -> np.int64:
    """What an event weighs in all; `most`: of each kind the most steps and the words that one has, then what each
    further word of a name weighs.
    """
    amount, least = _I(0), _I(1) << _I(60)
    for k in range(place, stop):
        amount += _I(amounts[k])
        if letters[k] == _N:
            least = min(least, _I(amounts[k]))
    size, words = _I(stop - place), most[_U(2) * _U(kind) + _U(1)]
    amount = min(amount, most[_U(2) * _U(kind)] * ((size + words - 1) // words))
    return min(amount, least + most[_U(6)] * (size - 1)) if kind == 0 else amount


@compiled("i8(i4[::1],u1[::1],i8,i8,i8[::1],i8[::1])")
def run_steps(amounts: I32, letters: U8, begin: int, end: int, most: I64, running: I64) -> int:
    """The surprise of words in a row: events count once, where they end. The twin of surprise.running_bits.

    Writes into `running` (unless it is empty) what the words before each place weigh, and in all; returns that.
    """
    total, place, last, told = _I(0), _U(begin), _U(end), len(running) > 0
    while place < last:
        if told:
            running[place] = total
        letter = letters[place]
        if letter in _ALONE:
            total += _I(amounts[place])
            place += _U(1)
            continue
        stop, kind = _event(letters, place, last)
        if kind < 0:
            total += _I(amounts[place])
            place += _U(1)
            continue
        if told:
            running[place:stop] = total
        total += _event_steps(amounts, letters, place, stop, kind, most)
        place = stop
    if told:
        running[last] = total
    return int(total)


@compiled(
    "void(i8[::1],u1[::1],u1[::1],i8[::1],i8[::1],i8[::1],u4[::1],u1[::1],f8[::1],i4[:,::1],i8[::1],f8[::1],i8[::1])"
)
def running_steps(
    offsets: I64,
    marks: U8,
    own: U8,
    sizes: I64,
    articles: I64,
    rows: I64,
    words: U32,
    kinds: U8,
    floors: F64,
    found: I32,
    most: I64,
    rule: F64,
    running: I64,
) -> None:
    """Write what the words before each token of these articles weigh in all, in the stretch of passages that it is in.

    `rule`: words of an article not yet about its subject, steps of a bit.
    """
    near, steps = rule[_U(0)], rule[_U(1)]
    longest = 0
    for k in range(_U(len(articles))):
        longest = max(longest, offsets[_U(articles[k]) + _U(1)] - offsets[_U(articles[k])])
    amounts, letters = np.empty(longest + 1, np.int32), np.empty(longest + 1, np.uint8)
    for k in range(_U(len(articles))):
        article = _U(articles[k])
        begin, size = _U(offsets[article]), _U(offsets[article + _U(1)] - offsets[article])
        row, around = _U(rows[k]), float(sizes[article]) + near
        place = _U(0)
        while place < size:
            start = place
            while place < size and marks[begin + place] & LEFT:
                word = words[row + place]
                amount = found[row + place, _U(2)]
                if own[begin + place]:
                    share = float(own[begin + place]) / around
                    if share > floors[word]:
                        amount = min(amount, steps_of(share, steps))
                amounts[place], letters[place] = amount, kinds[word]
                place += _U(1)
            if place > start:
                run_steps(amounts, letters, int(start), int(place), most, running[row + _U(k) :])
            else:
                place += _U(1)


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
    hashes: U64,
    begin: np.uint64,
    end: np.uint64,
    other: np.uint64,
    other_end: np.uint64,
    row: np.uint64,
    own: U8,
    around: float,
    words: U32,
    kinds: U8,
    floors: F64,
    found: I32,
    gaps: I64,
    most: I64,
    rule: F64,
    amounts: I32,
    letters: U8,
    none: I64,
) -> np.int64:
    """What a passage weighs: runs of words that are the same in both, less what edits take off."""
    steps, edit, edit_word = rule[_U(1)], _I(rule[_U(2)]), _I(rule[_U(3)])
    x, y, total, runs, same = begin, other, _I(0), _I(0), _U(0)
    while x < end and y < other_end:
        size = _U(0)
        while x < end and y < other_end and hashes[x] == hashes[y]:
            place = x - begin
            word, amount = words[row + place], found[row + place, min(place, _U(2))]
            near = _I(own[x]) + _I(own[y])
            if near:
                share = float(near) / around
                if share > floors[word]:
                    amount = min(amount, steps_of(share, steps))
            amounts[size], letters[size] = amount, kinds[word]
            size += _U(1)
            x += _U(1)
            y += _U(1)
        if size:
            total += _I(run_steps(amounts, letters, 0, int(size), most, none))
            runs += 1
            same += size
        if x >= end or y >= other_end:
            break
        x, y = _after_edit(hashes, x, end, y, other_end, gaps)
    edited = _I(max(end - begin, other_end - other) - same)
    return max(_I(0), total - edit * (runs - 1) - edit_word * edited)


@compiled(
    "void(u8[::1],i8[::1],i8[::1],i4[::1],i4[::1],i4[::1],i4[::1],i4[::1],i4[::1],i4[::1],i8[::1],i8[::1],u1[::1],"
    "i8[::1],u4[::1],u1[::1],f8[::1],i4[:,::1],i8[::1],i8[:,::1],i8[::1],f8[::1],f8[::1])"
)
def scored_spans(
    hashes: U64,
    offsets: I64,
    passages: I64,
    lefts: I32,
    rights: I32,
    left_from: I32,
    left_to: I32,
    right_from: I32,
    right_to: I32,
    matched: I32,
    articles: I64,
    rows: I64,
    own: U8,
    sizes: I64,
    words: U32,
    kinds: U8,
    floors: F64,
    found: I32,
    running: I64,
    gaps: I64,
    most: I64,
    rule: F64,
    bits: F64,
) -> None:
    """Write the bits of these passages; their left `articles` begin at `rows`. Those that are plainly significant by
    what their left side weighs, less what is not the same, keep that.

    `rule`: words of an article not yet about its subject, steps of a bit, of an edit, and of a word of it, those from
    which a passage is plain, and the words from which it may be.
    """
    near, steps, edited_word, plain = rule[_U(0)], rule[_U(1)], _I(rule[_U(2)] + rule[_U(3)]), _I(rule[_U(4)])
    long = _I(rule[_U(5)])
    longest, turn = _I(0), _U(0)
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        longest = max(longest, left_to[p] - left_from[p])
    amounts, letters, none = np.empty(longest, np.int32), np.empty(longest, np.uint8), np.empty(0, np.int64)
    for k in range(_U(len(passages))):
        p = _U(passages[k])
        while articles[turn] != lefts[p]:
            turn += _U(1)
        size, across = left_to[p] - left_from[p], right_to[p] - right_from[p]
        at = rows[turn] + _I(turn)
        weight = running[_U(at + left_to[p])] - running[_U(at + left_from[p])]
        weight = weight * matched[p] // size - edited_word * (max(size, across) - matched[p])
        if matched[p] < long or weight < plain:
            left, right = _U(lefts[p]), _U(rights[p])
            weight = _span_steps(
                hashes,
                _U(offsets[left] + left_from[p]),
                _U(offsets[left] + left_to[p]),
                _U(offsets[right] + right_from[p]),
                _U(offsets[right] + right_to[p]),
                _U(rows[turn] + left_from[p]),
                own,
                float(sizes[left] + sizes[right]) + near,
                words,
                kinds,
                floors,
                found,
                gaps,
                most,
                rule,
                amounts,
                letters,
                none,
            )
        bits[p] = float(weight) / steps
