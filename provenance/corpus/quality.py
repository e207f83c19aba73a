"""What is odd about a text, in one pass: hidden characters, mixed scripts, endless words, mojibake, too few words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from provenance.base.limits import LONGEST_READ
from provenance.base.tokens import word_count, word_hash, words
from provenance.corpus.formats.decode import counted
from provenance.corpus.ledger import Note

SHORT = 5  # words of one shingle; shorter texts are compared as a whole only
LONG_TOKEN = 1_000  # characters of a word that no language has
COMBINING_RUN = 30  # marks in a row; Unicode's stream-safe format allows as many
EXPANDS = 2  # times as long after NFKC
LOW_WORDS = 1_000  # words from which repetition says something
LOW_BITS = 4.5  # a word; news of that length has 8 or more, single letters at most 4.7
LOW_BITS_LETTERS = 3.0  # a word in scripts where each letter is a word
MIXED = 5  # places where a Latin and a look-alike script touch inside words
INVISIBLE_SHARE = 0.005  # of all characters
MOJIBAKE = 2  # sequences that are UTF-8 read as Windows-1252

_U32 = npt.NDArray[np.uint32]
_BOOL = npt.NDArray[np.bool_]
_ASCII_WORD = re.compile(r"[0-9A-Za-z]{1,1000}")
# What UTF-8's later bytes 80-BF look like when read as Latin-1 or Windows-1252.
LATER = "".join(map(chr, range(0x80, 0xC0))) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
LEADS = ((0xC2, 0xF4),)
_MOJIBAKE = (
    re.compile(  # begins with a set of characters, which the machine looks for ten times as fast as for a choice
        f"[\u00c2-\u00df\u00e0-\u00ef\u00f0-\u00f4](?:(?<=[\u00c2-\u00df])[{LATER}]|(?<=[\u00e0-\u00ef])[{LATER}]{{2}}"
        f"|(?<=[\u00f0-\u00f4])[{LATER}]{{3}})"
    )
)
MARKS = ((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x1AB0, 0x1AFF),
          (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))  # fmt: skip
HIDDEN = ((0xAD, 0xAD), (0x34F, 0x34F), (0x180B, 0x180E), (0x200B, 0x200B), (0x2060, 0x2064), (0xFEFF, 0xFEFF),
           (0xFE00, 0xFE0D), (0xE0000, 0xE01EF))  # fmt: skip
JOINERS = ((0x200C, 0x200D), (0xFE0E, 0xFE0F))  # rightful after emoji and in Persian, Urdu and Indic words
BIDI = ((0x202A, 0x202E), (0x2066, 0x2069))
C1 = ((0x7F, 0x84), (0x86, 0x9F), (0xFDD0, 0xFDEF))  # 0x85 is a line end
SURROGATES = ((0xD800, 0xDFFF),)
_LATIN = ((0x41, 0x5A), (0x61, 0x7A))
ALIKE = ((0x370, 0x3FF), (0x400, 0x52F))
_STRANGE = re.compile(  # what `_characters` counts below 10000; a set that reaches beyond is looked for slowly
    "["
    + "".join(f"{chr(first)}-{chr(last)}" for first, last in (*C1, *HIDDEN, *JOINERS, *BIDI, *ALIKE, *MARKS)
              if last <= 0xFFFF)
    + "\ufffe\uffff]"
)  # fmt: skip
_WORDLIKE = re.compile(r"\S{0,99}[0-9A-Za-z]\S{0,99}")  # between blanks, so that it holds a word of its own
_FIRST = 200  # characters in which five words mostly stand
_LONGEST_NFKC = 18  # characters that one becomes
_BEGINNING = 1_000  # characters in which a text shows that it is not short
_PLAIN = 0x7E  # code points up to here need no look
_JOINING = 0x590  # code points of scripts that join nothing end here
_LETTER_IS_WORD = "\u0e00"  # from here on, in the main, scripts without spaces


def oddities(text: str) -> list[Note]:
    """Warnings about a text; the text itself is kept as it is. W-EMPTY, alone, where it holds no word. Linear.

    >>> [note.code for note in oddities("a\u202eb")], [note.code for note in oddities("... ---")]
    (['W-TOO-SHORT', 'W-BIDI'], ['W-EMPTY'])
    """
    number = _first_words(text)
    if number == 0:
        return [Note("W-EMPTY", "holds no word")]
    short = [Note("W-TOO-SHORT", f"only {counted(number, 'word')}")] if number < SHORT else []
    notes = [*short, *_of_length(text), *_of_words(text)]
    if text.isascii():
        return notes
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    strange = list(_characters(codes)) if codes.max() > 0xFFFF or _STRANGE.search(text) else []
    return notes + strange + [note for note in (_mojibake(text, codes), _expands(codes)) if note]


def _first_words(text: str) -> int:
    """The number of words, counted only as far as it matters: SHORT stands for more."""
    if len(_WORDLIKE.findall(text[:_FIRST])) >= SHORT:
        return SHORT
    beginning = text[:_BEGINNING]
    number = len(_ASCII_WORD.findall(beginning)) if beginning.isascii() else _count(beginning)
    return number if number >= SHORT or len(text) <= _BEGINNING else _count(text)


def _count(text: str) -> int:
    return word_count(np.array([word_hash(word) for word in words(text).words], np.uint64))


def _of_length(text: str) -> Iterator[Note]:
    if len(text) > LONGEST_READ:
        read = f"furniture, credits, dates and quotations are looked for in the first {LONGEST_READ:,}"
        yield Note("W-LONG-ARTICLE", f"{len(text):,} characters: {read}")


def _of_words(text: str) -> Iterator[Note]:
    """What is odd about the words; the text is cut at its spaces, and into true words only where that is not enough."""
    pieces = text.split()
    if max(map(len, pieces)) > LONG_TOKEN:
        text_words = words(text)
        longest = int((text_words.ends - text_words.starts).max())
        pieces = text_words.words
        if longest > LONG_TOKEN:
            yield Note("W-LONG-TOKEN", f"a word of {longest:,} characters")
    if len(pieces) < LOW_WORDS:
        return
    kinds = Counter(pieces)
    shares = np.array(list(kinds.values())) / len(pieces)
    bits = float(-(shares * np.log2(shares)).sum())
    letters = sum(count for piece, count in kinds.items() if piece[0] >= _LETTER_IS_WORD) > len(pieces) / 2
    if bits < (LOW_BITS_LETTERS if letters else LOW_BITS):
        yield Note("W-LOW-ENTROPY", f"{len(pieces):,} words, only {counted(len(kinds), 'kind')} of them")


def _characters(codes: _U32) -> Iterator[Note]:
    places = np.flatnonzero(codes > _PLAIN)
    high = codes[places]
    controls = int((_within(high, C1) | (high & 0xFFFE == 0xFFFE)).sum())
    if controls:
        yield Note(
            "W-CONTROL-CHARS", f"{counted(controls, 'control or noncharacter', 'controls or noncharacters')} kept"
        )
    before = codes[np.maximum(places, 1) - 1]
    joiners = _within(high, JOINERS) & (before < _JOINING)
    hidden = int((_within(high, HIDDEN) | joiners).sum())
    if hidden > max(3, len(codes) * INVISIBLE_SHARE):
        yield Note("W-INVISIBLE", counted(hidden, "invisible character"))
    bidi = int(_within(high, BIDI).sum())
    if bidi:
        verb = "turns" if bidi == 1 else "turn"
        yield Note("W-BIDI", f"{counted(bidi, 'character')} that {verb} the direction of writing")
    after = codes[np.minimum(places + 1, len(codes) - 1)]
    touching = int((_within(high, ALIKE) & (_within(before, _LATIN) | _within(after, _LATIN))).sum())
    if touching >= MIXED:
        yield Note("W-MIXED-SCRIPT", f"Latin and look-alike letters touch in {touching:,} places")
    run = _longest_run(places[_within(high, MARKS)])
    if run > COMBINING_RUN:
        yield Note("W-COMBINING-RUN", f"{run:,} combining marks in a row")


def _within(codes: _U32, ranges: tuple[tuple[int, int], ...]) -> _BOOL:
    inside = np.zeros(len(codes), np.bool_)
    for first, last in ranges:
        inside |= (codes >= first) & (codes <= last)
    return inside


def _longest_run(places: npt.NDArray[np.intp]) -> int:
    """The most places in a row that follow each other."""
    if not len(places):
        return 0
    breaks = np.flatnonzero(np.diff(places) != 1)
    return int(np.diff(np.concatenate([[-1], breaks, [len(places) - 1]])).max())


def _mojibake(text: str, codes: _U32) -> Note | None:
    pairs = _MOJIBAKE.findall(text)
    if len(pairs) < MOJIBAKE or sum(map(len, pairs)) < int((codes > 0x7F).sum()) / 2:
        return None
    return Note("W-MOJIBAKE", f"{len(pairs):,} places look like UTF-8 read as Windows-1252; kept as they are")


def _expands(codes: _U32) -> Note | None:
    if int((codes > 0x7F).sum()) * (_LONGEST_NFKC - 1) <= len(codes) * (EXPANDS - 1):
        return None
    kinds, numbers = np.unique(codes, return_counts=True)
    longer = sum(
        len(unicodedata.normalize("NFKC", chr(code))) * number
        for code, number in zip(kinds.tolist(), numbers.tolist(), strict=True)
    )
    if longer <= len(codes) * EXPANDS:
        return None
    return Note("W-EXPANDS", f"grows from {len(codes):,} to {longer:,} characters when normalised")
