"""Kernel: fingerprints become links to the same ones in other articles; the readable twin is fingerprints.anchors.

Postings are the fingerprints of all articles, these taken by rank. An entry is one article under one hash; its head is
the first posting of it. A key holds the upper bits of a hash and the number of a posting below them.
"""

import numpy as np

from provenance.base.compiled import compiled, part
from provenance.base.shingle_kernel import stirred
from provenance.base.tokens import I64, U32, U64

_U, _C = np.uint64, np.uint32
_BLOCK = _U(8)  # bits of a token's place within the block whose first article is known
_ROW = _U(0xFFFFFFFF)
_SMALL = 24  # anchors of a pair up to which putting each in its place is the quickest way to sort them


@part
def _article_of(place: np.uint64, offsets: I64, blocks: U32) -> np.uint64:
    """The article that a token belongs to; `blocks` names that of every 256th token."""
    article = _U(blocks[place >> _BLOCK])
    while _U(offsets[article + _U(1)]) <= place:
        article += _U(1)
    return article


@part
def _part_of(h: np.uint64, parts: np.uint64) -> np.uint64:
    return h >> (_U(64) - parts)


@compiled("void(u8[::1],i8,i8,i8,i8[::1])")
def counted_parts(hashes: U64, first: int, beyond: int, parts: int, counts: I64) -> None:
    """Count the postings `first:beyond` by the upper `parts` bits of their hash."""
    for row in range(_U(first), _U(beyond)):
        counts[_part_of(hashes[row], _U(parts))] += 1


@compiled("void(u8[::1],i8[::1],i8,i8,i8,i8,i8,i8[::1],u8[::1],u4[::1],u4[::1])")
def parted(
    hashes: U64,
    rows: I64,
    first: int,
    beyond: int,
    parts: int,
    part_first: int,
    part_beyond: int,
    starts: I64,
    own_hashes: U64,
    own_rows: U32,
    own_ranks: U32,
) -> None:
    """Write hash, number and rank of the postings of the articles of rank `first:beyond`, each part from its start on.

    Only the parts `part_first:part_beyond` are written; each has its postings by rank.
    """
    for rank in range(_U(first), _U(beyond)):
        for row in range(_U(rows[rank]), _U(rows[rank + _U(1)])):
            own = _part_of(hashes[row], _U(parts))
            if _U(part_first) <= own < _U(part_beyond):
                place = _U(starts[own])
                own_hashes[place], own_rows[place], own_ranks[place] = hashes[row], row, rank
                starts[own] += 1


@compiled("void(u8[::1],i8,i8,u8[::1])")
def keyed(hashes: U64, parts: int, bits: int, keys: U64) -> None:
    """Write each hash, without its part, in the upper bits, and its place in `bits` bits below."""
    for k in range(_U(len(hashes))):
        keys[k] = ((hashes[k] << _U(parts)) >> _U(bits) << _U(bits)) | k


@part
def _entered(
    keys: U64,
    first: np.uint64,
    beyond: np.uint64,
    place_of: np.uint64,
    hashes: U64,
    rows: U32,
    ranks: U32,
    linked: np.uint64,
    entries: U64,
) -> np.uint64:
    """Write the entries of all postings with the first one's hash; where the next hash begins."""
    at = keys[first] & place_of
    h, rank, begin = hashes[at], ranks[at], _U(rows[at])
    entry, head, before = _U(0), begin, begin
    k = first + _U(1)
    while k < beyond:
        at = keys[k] & place_of
        if hashes[at] != h:
            break
        row = _U(rows[at])
        if ranks[at] != rank:
            entry, before, head, rank = entry + _U(1), head, row, ranks[at]
        entries[row] = before | (entry if entry < linked else linked + begin) << _U(32)
        k += _U(1)
    return k


@part
def _tell_apart(keys: U64, first: np.uint64, beyond: np.uint64, place_of: np.uint64, hashes: U64) -> None:
    """Put postings together that have one hash, of some that only the upper bits made neighbours."""
    made = first
    while made < beyond:
        h = hashes[keys[made] & place_of]
        made += _U(1)
        for k in range(made, beyond):
            key = keys[k]
            if hashes[key & place_of] == h:
                for j in range(k - made):
                    keys[k - j] = keys[k - j - _U(1)]
                keys[made] = key
                made += _U(1)


@compiled("void(u8[::1],i8,u8[::1],u4[::1],u4[::1],i8,u8[::1])")
def entered(keys: U64, bits: int, hashes: U64, rows: U32, ranks: U32, linked: int, entries: U64) -> None:
    """Write the entries of the postings of one part, whose keys are sorted; those that stand alone keep what is there.

    The lower half is the head of the entry before; the upper half is how many entries there are before where those
    are fewer than `linked`, else `linked` and the first posting of all.
    """
    place_of = (_U(1) << _U(bits)) - _U(1)
    count = _U(len(keys))
    i = _U(0)
    while i < count:
        j, alike = i + _U(1), True
        h = hashes[keys[i] & place_of]
        while j < count and keys[j] >> _U(bits) == keys[i] >> _U(bits):
            alike &= hashes[keys[j] & place_of] == h
            j += _U(1)
        if not alike:
            _tell_apart(keys, i, j, place_of, hashes)
        while i < j:
            i = _entered(keys, i, j, place_of, hashes, rows, ranks, _U(linked), entries)


@part
def _links(entry: np.uint64, linked: np.uint64, back: np.uint64) -> np.uint64:
    """How many links an entry has."""
    number = entry >> _U(32)
    return number if number < linked else back + _U(1)


@compiled("i8(u8[::1],i8,i8,i8,i8)")
def counted_links(entries: U64, first: int, beyond: int, linked: int, back: int) -> int:
    """How many links the postings `first:beyond` have."""
    count = _U(0)
    for row in range(_U(first), _U(beyond)):
        count += _links(entries[row], _U(linked), _U(back))
    return int(count)


@part
def _sorted(keys: U64, first: np.uint64, beyond: np.uint64) -> None:
    """Sort what is nearly always in order already."""
    tidy = True
    for k in range(first + _U(1), beyond):
        tidy &= keys[k - _U(1)] <= keys[k]
    if tidy:
        return
    if beyond - first > _U(_SMALL):
        keys[first:beyond].sort()
        return
    for k in range(first + _U(1), beyond):
        key, j = keys[k], _U(k)
        while j > first and keys[j - _U(1)] > key:
            keys[j] = keys[j - _U(1)]
            j -= _U(1)
        keys[j] = key


@part
def _link(
    row: np.uint64,
    head: np.uint64,
    n: np.uint64,
    article: np.uint64,
    places: U32,
    offsets: I64,
    blocks: U32,
    others: U32,
    keys: U64,
) -> np.uint64:
    """Write a posting's link to an entry: the other article, and the places, that of the smaller number first."""
    other = _article_of(_U(places[head]), offsets, blocks)
    here, there = _U(places[row]) - _U(offsets[article]), _U(places[head]) - _U(offsets[other])
    others[n] = other
    keys[n] = (here << _U(32) | there) if article < other else (there << _U(32) | here)
    return n + _U(1)


@part
def _links_of(
    first: np.uint64,
    beyond: np.uint64,
    article: np.uint64,
    places: U32,
    offsets: I64,
    blocks: U32,
    linked: np.uint64,
    back: np.uint64,
    entries: U64,
    others: U32,
    keys: U64,
) -> np.uint64:
    """Write the links of one article's postings; how many there are."""
    n = _U(0)
    for row in range(first, beyond):
        number = entries[row] >> _U(32)
        head = _U(row)
        for _ in range(number if number < linked else back):
            head = entries[head] & _ROW
            n = _link(_U(row), head, n, article, places, offsets, blocks, others, keys)
        if number >= linked:
            n = _link(_U(row), number - linked, n, article, places, offsets, blocks, others, keys)
    return n


@part
def _width(count: np.uint64) -> np.uint64:
    """How wide a table is that holds so many and is half empty: a power of two."""
    width = _U(2)
    while width < _U(2) * count:
        width *= _U(2)
    return width


@part
def _grouped(others: U32, count: np.uint64, table: U32, groups: U32, sizes: I64, group_of: U32) -> np.uint64:
    """Number the articles that the links lead to, and count the links to each; how many articles there are.

    `groups[g]` becomes the first link of group g, `table` a place for each group, with its number and one.
    """
    table[:] = 0
    mask = _U(len(table)) - _U(1)
    n = _U(0)
    for k in range(count):
        place = stirred(_U(others[k])) & mask
        while table[place] and others[_U(groups[table[place] - _C(1)])] != others[k]:
            place = (place + _U(1)) & mask
        if not table[place]:
            groups[n], sizes[n] = k, 0
            n += _U(1)
            table[place] = n
        group_of[k] = table[place] - _C(1)
        sizes[_U(group_of[k])] += 1
    return n


@compiled("i8(u4[::1],i8[::1],i8[::1],i8,i8,i8[::1],u4[::1],i8,i8,u8[::1],i8[::1],i8[::1],i8[::1],u8[::1])")
def linked_articles(
    places: U32,
    rows: I64,
    order: I64,
    first: int,
    beyond: int,
    offsets: I64,
    blocks: U32,
    linked: int,
    back: int,
    entries: U64,
    lefts: I64,
    rights: I64,
    begins: I64,
    keys: U64,
) -> int:
    """Write the links of the articles `order[first:beyond]` to those of lower rank, pair by pair; how many pairs.

    The postings of article `order[k]` are `rows[k]:rows[k + 1]`. The links of pair p are
    `keys[begins[p]:begins[p + 1]]`: the place in the left article above that in the right one, sorted.
    """
    most = _U(0)
    for k in range(_U(first), _U(beyond)):
        most = max(most, _U(counted_links(entries, rows[k], rows[k + _U(1)], linked, back)))
    others, links, group_of = np.empty(most, np.uint32), np.empty(most, np.uint64), np.empty(most, np.uint32)
    groups, sizes = np.empty(most, np.uint32), np.empty(most, np.int64)
    table = np.empty(_width(most), np.uint32)
    pairs, n = _U(0), _U(0)
    for k in range(_U(first), _U(beyond)):
        article = _U(order[k])
        count = _links_of(
            _U(rows[k]), _U(rows[k + _U(1)]), article, places, offsets, blocks, _U(linked), _U(back),
            entries, others, links,
        )  # fmt: skip
        found = _grouped(others, count, table[: _width(count)], groups, sizes, group_of)
        for g in range(found):
            other = _U(others[_U(groups[g])])
            lefts[pairs + g], rights[pairs + g], begins[pairs + g] = min(article, other), max(article, other), n
            n += _U(sizes[g])
            sizes[g] = begins[pairs + g]
        for j in range(count):
            own = _U(group_of[j])
            keys[_U(sizes[own])] = links[j]
            sizes[own] += 1
        for g in range(found):
            _sorted(keys, _U(begins[pairs + g]), _U(sizes[g]))
        pairs += found
    begins[pairs] = n
    return int(pairs)
