"""Where in many texts a name may begin: a few steps over all their letters at once, so that few words are looked up.

Every word has a key, a number of its length and five of its letters, small and capital alike. A name of one word may
begin where its key is met, a longer one where the keys of its first two words are. Some other words have these keys
too: whether a name begins there, names.py says.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

U32 = npt.NDArray[np.uint32]
Positions = npt.NDArray[np.int64]

SPACELESS = "\u0900-\u1dff\u2e80-\ud7ff\uf900-\ufaff"  # Indic, Thai, Georgian, CJK, kana, Hangul
_SPACELESS = re.compile(f"[{SPACELESS}]")
_LETTER = np.uint32(0x1FFFFF)  # bits of an entry: the small letter, nothing for what is no letter
_SMALL, _CAPITAL = np.uint32(1 << 21), np.uint32(1 << 22)  # further bits: of Latin letters, whose order parts words
_ODD = np.uint32(0x1FFFFF)  # the letter of what has no small letter of its own, or stands beyond the table
_BEYOND = 0x10000  # code points that are not told apart
_PAGE = 256
_FACTORS = tuple(
    np.uint32(number) for number in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0x2545F491)
)
_SECOND = np.uint32(0x9FB21C65)
_BITS = np.uint32(15)  # of a key that are left out where keys are looked up
_BATCH = 1 << 16  # letters looked at in one go: what is made of them stays in the cache

Words = tuple[str, ...]


class _Cuts(NamedTuple):
    """Where the words of some letters begin and end, and the capitals behind small letters within them."""

    starts: Positions
    ends: Positions
    humps: Positions


class NameStarts:
    """What begins the names of a list, ready to be looked for.

    >>> starts = NameStarts([(("Osk", "Wire"), True), (("Sapa",), False)])
    >>> starts.spans(["Osk wire, Osk Pier, sapa", "RoeOsk Wire"])
    [[(0, 3), (20, 24)], [(0, 6)]]
    """

    def __init__(self, forms: Iterable[tuple[Words, bool]]) -> None:
        """The words of each name, and whether it may be found behind a small letter, where a page lost the space."""
        listed = list(forms)
        self._alone = _table(_keys_of({words[0] for words, _ in listed if len(words) == 1}))
        self._first = _table(_keys_of({words[0] for words, _ in listed if len(words) > 1}))
        longer = sorted({words[:2] for words, _ in listed if len(words) > 1})
        first, second = (_keys_of(words) for words in zip(*longer, strict=True)) if longer else (_NONE, _NONE)
        self._pairs = _table(first * _SECOND + second)
        self._glued = _table(_keys_of({words[0] for words, glued in listed if glued}))

    def spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """The words with which a name may begin, as places in each text."""
        spans: list[list[tuple[int, int]]] = []
        first = size = 0
        for number, text in enumerate(texts):
            size += len(text)
            if size >= _BATCH or number + 1 == len(texts):
                spans += self._of_batch(texts[first : number + 1])
                first, size = number + 1, 0
        return spans

    def _of_batch(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        entries = _entries("\n".join(("", *texts, "")))
        letters = entries & _LETTER
        cuts = _cuts(entries, letters)
        chosen = np.flatnonzero(self._may_begin(letters, cuts))
        starts, ends = cuts.starts[chosen], cuts.ends[chosen]
        offsets = [1, *(1 + end for end in accumulate(len(text) + 1 for text in texts))]
        bounds = np.searchsorted(starts, offsets).tolist()
        pairs = list(zip(starts.tolist(), ends.tolist(), strict=True))
        return [
            [(start - offset, end - offset) for start, end in pairs[low:high]]
            for offset, low, high in zip(offsets, bounds, bounds[1:], strict=False)
        ]

    def _may_begin(self, letters: U32, cuts: _Cuts) -> npt.NDArray[np.bool_]:
        """Of each word, whether a name may begin in it."""
        keys = _keys(letters, cuts.starts, cuts.ends)
        odd = _words_with(np.flatnonzero(letters == _ODD), cuts.starts)
        humped = _words_with(cuts.humps, cuts.starts)
        pairs = keys[:-1] * _SECOND + keys[1:]
        chosen: npt.NDArray[np.bool_] = self._alone[keys >> _BITS]
        chosen[:-1] |= self._pairs[pairs >> _BITS]
        for unclear in (odd, humped):  # which may be a second word, or begin with one
            before = unclear[unclear > 0] - 1
            chosen[before] |= self._first[keys[before] >> _BITS]
        chosen[odd] = True
        chosen[self._with_piece(letters, cuts, humped)] = True
        return chosen

    def _with_piece(self, letters: U32, cuts: _Cuts, humped: Positions) -> Positions:
        """The words in which a name may begin behind a small letter, or a name end before a capital."""
        if not len(humped):
            return humped
        starts = np.concatenate((cuts.starts[humped], cuts.humps))
        starts.sort()
        word = np.searchsorted(cuts.starts, starts, "right") - 1
        ends = np.append(starts[1:], starts[-1] + 1)
        last = np.append(word[1:] != word[:-1], True)
        ends[last] = cuts.ends[word[last]]
        keys = _keys(letters, starts, ends)
        short = ends - starts == 1  # whose neighbours are other pieces' letters
        chosen: Positions = word[self._glued[keys >> _BITS] | short]
        return chosen


_NONE = np.zeros(0, np.uint32)


def _table(keys: U32) -> npt.NDArray[np.bool_]:
    table = np.zeros(1 << (32 - int(_BITS)), np.bool_)
    table[keys >> _BITS] = True
    return table


def _keys_of(words: Iterable[str]) -> U32:
    """The key of each word, set apart from all others."""
    listed = list(words)
    letters = _entries("\n".join(("", *listed, ""))) & _LETTER
    ends = np.array([*accumulate(len(word) + 1 for word in listed)], np.int64)
    return _keys(letters, ends - np.array([*map(len, listed)], np.int64), ends) if listed else _NONE


def _keys(letters: U32, starts: Positions, ends: Positions) -> U32:
    """A number for each word, of its length and of its first, middle and last letters."""
    lengths = ends - starts
    keys = lengths.astype(np.uint32) * _FACTORS[0]
    for places, factor in zip(
        (starts, starts + 1, starts + (lengths >> 1), ends - 2, ends - 1), _FACTORS[1:], strict=True
    ):
        keys += letters[places] * factor
    return keys


def _words_with(places: Positions, starts: Positions) -> Positions:
    """The numbers of the words that hold these places, perhaps more than once."""
    return np.searchsorted(starts, places, "right") - 1 if len(places) else places


def _cuts(entries: U32, letters: U32) -> _Cuts:
    within = letters != 0
    edges = np.flatnonzero(within[1:] != within[:-1]) + 1
    capitals = np.flatnonzero((entries & _CAPITAL) != 0)
    return _Cuts(edges[0::2], edges[1::2], capitals[(entries[capitals - 1] & _SMALL) != 0])


def _entries(text: str) -> U32:
    """What each code point is."""
    if text.isascii():
        return _latin().take(np.frombuffer(text.encode("ascii"), np.uint8))
    codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), np.uint32(_BEYOND))
    return _filled(codes).take(codes)


@cache
def _latin() -> U32:
    return _page_entries(0)


@cache
def _all_entries() -> tuple[U32, npt.NDArray[np.bool_]]:
    """A table of all code points, and which pages of it are written."""
    table = np.zeros(_BEYOND + 1, np.uint32)
    table[_BEYOND] = _ODD
    is_written = np.zeros(_BEYOND // _PAGE + 1, np.bool_)
    is_written[-1] = True
    return table, is_written


def _filled(codes: U32) -> U32:
    """The table with the pages of these code points written: few texts need more than two."""
    table, is_written = _all_entries()
    is_used = np.zeros(len(is_written), np.bool_)
    is_used[0] = True
    is_used[codes[codes >= _PAGE] >> 8] = True
    for page in np.flatnonzero(is_used & ~is_written).tolist():
        table[page * _PAGE : (page + 1) * _PAGE] = _page_entries(page)
        is_written[page] = True
    return table


def _page_entries(page: int) -> U32:
    return np.array([_entry(chr(code)) for code in range(page * _PAGE, (page + 1) * _PAGE)], np.uint32)


def _entry(letter: str) -> int:
    if not letter.isalnum() or _SPACELESS.match(letter):
        return 0
    small = letter.casefold()
    entry = ord(small) if len(small) == 1 else int(_ODD)
    if letter > "ÿ" or not letter.isalpha():
        return entry
    order = _SMALL if re.match("[a-zß-öø-ÿ]", letter) else _CAPITAL if re.match("[A-ZÀ-ÖØ-Þ]", letter) else 0
    return entry | int(order)
