"""Kernel: the words of passages become bits; the readable twins are surprise.py and significance.passage_bits."""

import math

import numpy as np
import numpy.typing as npt

from provenance.base.compiled import compiled, part
from provenance.base.token_kernel import TEXT
from provenance.base.tokens import I64, U8, U32, U64
from provenance.match.said_kernel import INSIDE, run_at, slot

F64 = npt.NDArray[np.float64]

_U, _C, _I = np.uint64, np.uint32, np.int64
_PRIME = _U(0x100000001B3)  # FNV-1a's, of 64 bits
_SEED = _U(0xCBF29CE484222325)
_T, _N, _F, _W, _R, _D, _G, _X = (np.uint8(ord(letter)) for letter in "TNFWRDGX")


@part
def _byte_after(text: U8, byte: np.uint64, steps: np.int64) -> np.uint64:
    """The byte that so many code points further begins at."""
    while steps > 0:
        byte += _U(1)
        while text[byte] & np.uint8(0xC0) == np.uint8(0x80):
            byte += _U(1)
        steps -= 1
    return byte


@compiled(
    f"UniTuple(i8,2)({TEXT},i8[::1],u4[::1],u4[::1],i8[::1],u1[::1],i8[::1],i8[::1],i8,u8[::1],u4[::1],i8,u4[::1],u8[::1])"
)
def spelled_words(
    text: U8,
    text_offsets: I64,
    starts: U32,
    ends: U32,
    offsets: I64,
    marks: U8,
    articles: I64,
    rows: I64,
    first: int,
    keys: U64,
    numbers: U32,
    count: int,
    words: U32,
    examples: U64,
) -> tuple[int, int]:
    """Write the number of each word of a passage, as it is written, in `articles[first:]`, from their `rows` on.

    The table has room for half as many words as places; an article that it might not hold is left. Returns which, and
    how many words there are; `examples` are tokens that are written so.
    """
    n = _U(count)
    for k in range(_U(first), _U(len(articles))):
        article = _U(articles[k])
        begin, end = _U(offsets[article]), _U(offsets[article + _U(1)])
        if n + (end - begin) > _U(len(keys)) >> _U(1):
            return int(k), int(n)
        byte, point = _U(text_offsets[article]), _I(0)
        for place in range(begin, end):
            if marks[place] & INSIDE:
                byte = _byte_after(text, byte, _I(starts[place]) - point)
                point = _I(starts[place])
                h = _SEED
                stop = _U(text_offsets[article + _U(1)])
                while point < _I(ends[place]):
                    h = (h ^ _U(text[byte])) * _PRIME
                    byte += _U(1)
                    while byte < stop and text[byte] & np.uint8(0xC0) == np.uint8(0x80):
                        h = (h ^ _U(text[byte])) * _PRIME
                        byte += _U(1)
                    point += 1
                h = (h ^ (h >> _U(32))) * _SEED
                h = max(h ^ (h >> _U(29)), _U(1))
                at = slot(keys, h)
                if not keys[at]:
                    keys[at], numbers[at], examples[n] = h, n, place
                    n += _U(1)
                words[_U(rows[k]) + place - begin] = numbers[at]
    return len(articles), int(n)


@part
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


@part
def _run(letters: U8, place: np.uint64, end: np.uint64, one: np.uint8, other: np.uint8, most: np.uint64) -> np.uint64:
    """Where a run of two letters ends, of no more than so many."""
    stop = min(end, place + most)
    while place < stop and (letters[place] == one or letters[place] == other):
        place += _U(1)
    return place


@part
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


@part
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


@compiled("f8(f8[::1],u1[::1],i8,i8,f8[::1],i8[::1],f8)")
def run_bits(bits: F64, letters: U8, begin: int, end: int, most: F64, words: I64, follows: float) -> float:
    """The surprise of words in a row: events count once. The twin of surprise.event_bits."""
    total, place = 0.0, _U(begin)
    while place < _U(end):
        stop, kind = _event(letters, place, _U(end))
        if kind < 0:
            total += bits[place]
            place += _U(1)
            continue
        amount, least = 0.0, np.inf
        for k in range(place, stop):
            amount += bits[k]
            if letters[k] == _N:
                least = min(least, bits[k])
        size = _I(stop - place)
        amount = min(amount, most[_U(kind)] * float((size + words[_U(kind)] - 1) // words[_U(kind)]))
        if kind == 0:
            amount = min(amount, least + follows * (size - 1))
        total += amount
        place = stop
    return total


@part
def _alike(hashes: U64, p: np.uint64, left_end: np.uint64, q: np.uint64, right_end: np.uint64) -> bool:
    """Whether two words are the same, or one that is the last in both."""
    if p >= left_end or q >= right_end or hashes[p] != hashes[q]:
        return False
    last, right_last = p + _U(1) == left_end, q + _U(1) == right_end
    return bool((last and right_last) or (not last and not right_last and hashes[p + _U(1)] == hashes[q + _U(1)]))


@part
def _said(keys: U64, times: U32, holders: U32, key: np.uint64, family: np.uint32) -> float:
    """How often a run is said, and by how many articles more than a family in short passages."""
    at = slot(keys, key)
    if not keys[at]:
        return 0.0
    return float(times[at]) + float(holders[at] - family if holders[at] > family else _C(0))


@compiled(
    "void(u8[::1],i8[::1],u1[::1],i8[::1],i8[::1],u8[::1],u4[::1],u4[::1],u8[::1],u4[::1],u4[::1],u8[::1],u4[::1],"
    "u4[::1],i8,f8[::1],f8[:,::1])"
)
def corpus_shares(
    hashes: U64,
    offsets: I64,
    marks: U8,
    articles: I64,
    rows: I64,
    ones: U64,
    ones_times: U32,
    ones_holders: U32,
    twos: U64,
    twos_times: U32,
    twos_holders: U32,
    threes: U64,
    threes_times: U32,
    threes_holders: U32,
    family: int,
    rule: F64,
    shares: F64,
) -> None:
    """Write how likely the corpus finds each word of the passages in these articles: alone, after the word before
    it, and after the two before; from their `rows` on.

    `rule`: words of the corpus and those not yet about anything, the discount of a run, and the words not seen yet.
    """
    everywhere, discount, unseen = rule[_U(0)], rule[_U(1)], rule[_U(2)]
    few = _C(family)
    for k in range(_U(len(articles))):
        article = _U(articles[k])
        begin = _U(offsets[article])
        one, two = 0.0, 0.0  # how often the word before is said, and the two before
        known = _U(0)  # words in a row before this one that are in passages
        for place in range(begin, _U(offsets[article + _U(1)])):
            if not marks[place] & INSIDE:
                known = _U(0)
                continue
            row = _U(rows[k]) + place - begin
            said = _said(ones, ones_times, ones_holders, run_at(hashes, _U(place), _U(1)), few)
            share, pair = said / everywhere, 0.0
            shares[row, _U(0)] = share
            if known >= _U(1):
                pair = _said(twos, twos_times, twos_holders, run_at(hashes, place - _U(1), _U(2)), few)
                share = max(share, max(pair - discount, 0.0) / (one + unseen))
            shares[row, _U(1)] = share
            if known >= _U(2):
                three = 0.0
                if pair > 0.0 and two > 0.0:
                    three = _said(threes, threes_times, threes_holders, run_at(hashes, place - _U(2), _U(3)), few)
                share = max(share, max(three - discount, 0.0) / (two + unseen))
            shares[row, _U(2)] = share
            one, two = said, pair
            known += _U(1)


@part
def _after_edit(
    hashes: U64, x: np.uint64, end: np.uint64, y: np.uint64, other_end: np.uint64, gaps: I64
) -> tuple[np.uint64, np.uint64]:
    """Where both sides are the same again after the shortest edit; one word on where none leads there."""
    for g in range(_U(len(gaps))):
        a, b = x + _U(gaps[g, _U(0)]), y + _U(gaps[g, _U(1)])
        if _alike(hashes, a, end, b, other_end):
            return a, b
    return x + _U(1), y + _U(1)


@compiled(
    "void(u8[::1],i8[::1],i8[::1],i8[::1],i8[:,::1],i8[::1],u4[::1],f8[:,::1],u4[::1],i8[::1],f8[::1],f8[::1],u1[::1],"
    "i8[:,::1],f8[::1],i8[::1],f8[::1],f8[::1])"
)
def scored_spans(
    hashes: U64,
    offsets: I64,
    lefts: I64,
    rights: I64,
    spans: I64,
    rows: I64,
    own: U32,
    shares: F64,
    words: U32,
    sizes: I64,
    most_bits: F64,
    floors: F64,
    kinds: U8,
    gaps: I64,
    most: F64,
    event_words: I64,
    rule: F64,
    bits: F64,
) -> None:
    """Write the bits of passages; the words of their left sides stand in `words` and `shares` from their `rows` on.

    `most_bits` of a written word, `floors` the shares that are too small to take any off, `kinds` its letter. `rule`:
    words not yet about a subject, bits an edit costs, and a word of it, what follows in a name, steps of a bit.
    """
    near, edit, edit_word, follows, steps = rule[_U(0)], rule[_U(1)], rule[_U(2)], rule[_U(3)], rule[_U(4)]
    longest = 1
    for k in range(_U(len(lefts))):
        longest = max(longest, spans[k, _U(1)] - spans[k, _U(0)])
    weights, letters = np.empty(longest, np.float64), np.empty(longest, np.uint8)
    for k in range(_U(len(lefts))):
        left, right = _U(lefts[k]), _U(rights[k])
        begin, end = _U(offsets[left] + spans[k, _U(0)]), _U(offsets[left] + spans[k, _U(1)])
        other, other_end = _U(offsets[right] + spans[k, _U(2)]), _U(offsets[right] + spans[k, _U(3)])
        across = other_end - other
        around = float(sizes[left] + sizes[right]) + near
        x, y, total, runs, same = begin, other, 0.0, 0, _U(0)
        while x < end and y < other_end:
            start = x
            while x < end and y < other_end and hashes[x] == hashes[y]:
                row, place = _U(rows[k]) + x - begin, x - begin
                word = _U(words[row])
                share = max(float(own[x] + own[y]) / around, shares[row, min(place, _U(2))])
                amount = most_bits[word]
                if share > floors[word]:
                    amount = min(amount, -math.log2(share))
                weights[place], letters[place] = np.rint(amount * steps) / steps, kinds[word]
                x += _U(1)
                y += _U(1)
            if x > start:
                total += run_bits(weights, letters, int(start - begin), int(x - begin), most, event_words, follows)
                runs += 1
                same += x - start
            if x >= end or y >= other_end:
                break
            x, y = _after_edit(hashes, x, end, y, other_end, gaps)
        edited = float(max(end - begin, across) - same)
        bits[k] = max(0.0, total - edit * (runs - 1) - edit_word * edited)


@compiled("void(u8[::1],u4[::1],u8[::1],u4[::1])")
def renumbered(keys: U64, numbers: U32, wider: U64, wider_numbers: U32) -> None:
    """Enter all keys of a table in a wider one, with their numbers."""
    for k in range(_U(len(keys))):
        if keys[k]:
            at = slot(wider, keys[k])
            wider[at], wider_numbers[at] = keys[k], numbers[k]
