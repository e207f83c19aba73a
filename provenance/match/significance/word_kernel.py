"""Kernel: the words of passages are known by how they are written, and how likely the corpus finds each; the readable
twins are surprise.py and background.py. Bits are counted in whole steps, 65,536 of them a bit.
"""

import math

import numpy as np
import numpy.typing as npt

from provenance.base.jit import compiled, inline
from provenance.base.letters.hash_kernel import eight_bytes
from provenance.base.token_kernel import TEXT
from provenance.base.tokens import I32, I64, U8, U32, U64
from provenance.match.significance.ngram_kernel import LEFT, looked_up, run_at

F64 = npt.NDArray[np.float64]

_U, _C, _I = np.uint64, np.uint32, np.int64
_PRIME = _U(0x100000001B3)  # FNV-1a's, of 64 bits
_SEED = _U(0xCBF29CE484222325)
_CAPITAL = _U(0x9E3779B97F4A7C15)  # set on the key of a word in ASCII that begins with a capital
_CAPITALS = _U(0xD6E8FEB86659FD93)  # the same for one that is all capitals
_HIGH = _U(0x8080808080808080)
_PLAIN = np.uint8(0x80)  # bytes below it are ASCII


@inline
def _ascii(text: U8, begin: np.uint64, end: np.uint64) -> bool:
    """Whether all these bytes are ASCII."""
    place, high = begin, _U(0)
    while place + _U(8) <= end:
        high |= eight_bytes(text, place)
        place += _U(8)
    while place < end:
        high |= _U(text[place])
        place += _U(1)
    return bool(not high & _HIGH)


@inline
def _byte_after(text: U8, byte: np.uint64, steps: np.int64) -> np.uint64:
    """The byte that so many code points further begins at, or where the text ends."""
    while steps > 0:
        byte += _U(1)
        while byte < _U(len(text)) and text[byte] & np.uint8(0xC0) == _PLAIN:
            byte += _U(1)
        steps -= 1
    return byte


@inline
def _has_no_small(text: U8, begin: np.uint64, end: np.uint64) -> bool:
    """Whether none of these bytes is a small letter of ASCII."""
    small = False
    for place in range(begin, end):
        small = small or (text[place] >= np.uint8(97) and text[place] <= np.uint8(122))
    return not small


@inline
def _spelling(text: U8, begin: np.uint64, end: np.uint64, word: np.uint64, plain: bool) -> np.uint64:
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
    for place in range(begin, end):
        h = (h ^ _U(text[place])) * _PRIME
    h = (h ^ (h >> _U(32))) * _SEED
    return max(h ^ (h >> _U(29)), _U(1))


@inline
def _place(table: U64, key: np.uint64) -> np.uint64:
    """Where a table of keys and numbers has a key, or the empty place that is to have it."""
    mask = _U(len(table)) - _U(1)
    place = key & mask
    while table[place, _U(0)] and table[place, _U(0)] != key:
        place = (place + _U(1)) & mask
    return place


_NUMBERED = (
    "UniTuple(i8,2)({},i8[::1],u8[::1],u4[::1],{},i8[::1],u1[::1],i8[::1],i8[::1],i8,u8[:,::1],i8,u4[::1],i8[:,::1])"
)


@compiled(_NUMBERED.format(TEXT, "u1[::1]"), _NUMBERED.format(TEXT, "u4[::1]"))
def numbered_words(
    text: U8,
    text_offsets: I64,
    hashes: U64,
    starts: U32,
    lengths: U8 | U32,
    offsets: I64,
    marks: U8,
    articles: I64,
    rows: I64,
    first: int,
    table: U64,
    count: int,
    words: U32,
    examples: I64,
) -> tuple[int, int]:
    """Write the number of each word of a passage, as it is written, in `articles[first:]`, from their `rows` on.
    The texts are those of these articles alone.

    The table has room for half as many words as places; an article that it might not hold is left. Returns which, and
    how many words there are; `examples` are a token that is written so, its first byte and the end.
    """
    n, room = _U(count), _U(len(table)) >> _U(1)
    for k in range(_U(first), _U(len(articles))):
        article = _U(articles[k])
        begin, end = _U(offsets[article]), _U(offsets[article + _U(1)])
        if n + (end - begin) > room:
            return int(k), int(n)
        text_begin = _U(text_offsets[k])
        plain = _ascii(text, text_begin, _U(text_offsets[_U(k) + _U(1)]))
        byte, point, shift = text_begin, _I(0), _U(rows[k]) - begin
        for place in range(begin, end):
            if marks[place] & LEFT:
                start, stop = _I(starts[place]), _I(starts[place]) + _I(lengths[place])
                if plain:
                    byte, beyond = text_begin + _U(start), text_begin + _U(stop)
                else:
                    byte = _byte_after(text, byte, start - point)
                    beyond = _byte_after(text, byte, stop - start)
                key = _spelling(text, byte, beyond, hashes[place], plain)
                at = _place(table, key)
                if not table[at, _U(0)]:
                    table[at, _U(0)], table[at, _U(1)] = key, n
                    examples[n, _U(0)], examples[n, _U(1)], examples[n, _U(2)] = place, byte, beyond
                    n += _U(1)
                words[place + shift] = table[at, _U(1)]
                byte, point = beyond, stop
    return len(articles), int(n)


@compiled("void(u8[:,::1],u8[:,::1])")
def renumbered(table: U64, wider: U64) -> None:
    """Enter all keys of a table in a wider one, with their numbers."""
    for k in range(_U(len(table))):
        if table[k, _U(0)]:
            wider[_place(wider, table[k, _U(0)])] = table[k]


@compiled("void(u8[::1],u8[:,::1],u1[::1],i8[::1])")
def said_words(hashes: U64, table: U64, seen: U8, said: I64) -> None:
    """Write how often each word is said, and nothing of use at the place after the last."""
    keys, near = np.empty(len(hashes), np.uint64), np.empty(len(hashes) + 1, np.int64)
    for k in range(_U(len(hashes))):
        keys[k] = run_at(hashes, _U(k), _U(1))
    looked_up(table, seen, keys, _U(len(hashes)), near, said)


@inline
def steps_of(share: float, steps: float) -> np.int32:
    """The surprise of what is as likely."""
    return np.int32(np.rint(-math.log2(share) * steps))


@compiled(
    "void(u8[::1],i8[::1],u1[::1],i8[::1],i8[::1],u4[::1],i4[::1],f8[::1],i8[::1],u8[:,::1],u1[::1],f8[::1],i4[:,::1])"
)
def said_steps(
    hashes: U64,
    offsets: I64,
    marks: U8,
    articles: I64,
    rows: I64,
    words: U32,
    alone: I32,
    floors: F64,
    said: I64,
    table: U64,
    seen: U8,
    rule: F64,
    found: I32,
) -> None:
    """Write how surprising the corpus finds each word of the passages in these articles: alone, after the word before
    it, and after the two before; from their `rows` on.

    Of each written word: its steps `alone`, the `floors` of shares that are too small to take any off, how often it is
    `said`. `rule`: the discount of a run, the words not seen yet, steps of a bit.
    """
    discount, unseen, steps = rule[_U(0)], rule[_U(1)], rule[_U(2)]
    longest = 0
    for k in range(_U(len(articles))):
        longest = max(longest, offsets[_U(articles[k]) + _U(1)] - offsets[_U(articles[k])])
    keys, own = np.empty(longest, np.uint64), np.empty(longest, np.int64)
    near, times, pairs = np.empty(longest + 1, np.int64), np.empty(longest + 1, np.int64), np.empty(longest, np.int64)
    for k in range(_U(len(articles))):
        article = _U(articles[k])
        begin, size, row = _U(offsets[article]), _U(offsets[article + _U(1)] - offsets[article]), _U(rows[k])
        n, before = _U(0), False
        for place in range(size):
            inside = bool(marks[begin + place] & LEFT)
            pairs[place] = 0
            if inside:
                word = words[row + place]
                found[row + place, :] = alone[word]
                if before and said[words[row + place - _U(1)]]:
                    keys[n], own[n] = run_at(hashes, begin + place - _U(1), _U(2)), place
                    n += _U(1)
            before = inside
        looked_up(table, seen, keys, n, near, times)
        m = _U(0)
        for j in range(n):
            if times[j]:
                at = _U(own[j])
                pairs[at] = times[j]
                share = (float(times[j]) - discount) / (float(said[words[row + at - _U(1)]]) + unseen)
                if share > floors[words[row + at]]:
                    found[row + at, _U(1) :] = min(found[row + at, _U(1)], steps_of(share, steps))
                if pairs[at - _U(1)]:
                    keys[m], own[m] = run_at(hashes, begin + at - _U(2), _U(3)), at
                    m += _U(1)
        looked_up(table, seen, keys, m, near, times)
        for j in range(m):
            if times[j]:
                at = _U(own[j])
                share = (float(times[j]) - discount) / (float(pairs[at - _U(1)]) + unseen)
                if share > floors[words[row + at]]:
                    found[row + at, _U(2)] = min(found[row + at, _U(2)], steps_of(share, steps))
