"""Passages get their weight: how surprising it is that two articles share these very words, and whether that counts."""

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.base.settings import Settings
from provenance.base.tokens import I32, I64, PARTS, Tokens, words_before
from provenance.match.align.alignment import AlignedSpan, AlignedSpans, same_words
from provenance.match.significance.background import LONG, Background, background, general_bits
from provenance.match.significance.sides import ranks, turned_where
from provenance.match.significance.surprise import F64, STEPS, WordReader, event_bits, running_bits, word_bits

EDIT, EDIT_WORD = 4.0, 1.0  # bits an edit takes off, and each word of it

# A long passage of so many bits by what its left article and the corpus tell of its words keeps these: what the right
# article says elsewhere would take some of them off, but not so many (docs/evaluation/passages.md).
PLAIN = 150.0


class Tail(NamedTuple):
    """Of pairs of articles on one subject that copy nothing, the share whose best passage has more than given bits.

    It is `height * words * words * 2 ** (-decay * bits)`, the tail of a Gumbel distribution, as in BLAST.

    >>> round(float(Tail(4.1e-6, 0.2).of_pair(np.array([50.0]), np.array([80]), np.array([300]))[0]), 4)
    0.001
    """

    height: float
    decay: float  # halvings a bit

    def by_chance(self, bits: F64) -> F64:
        """How many passages of at least these bits two articles share by chance, for each word beside each word."""
        return self.height * np.exp2(-self.decay * bits)

    def of_pair(self, bits: F64, left: I64, right: I64) -> F64:
        """The same for whole articles of these lengths in words."""
        return _of_whole(self.by_chance(bits), left, right)


def _of_whole(once: F64, left: I64, right: I64) -> F64:
    return once * np.maximum(left, _SHORT) * np.maximum(right, _SHORT)


# Fitted, what is near the line read by eye, on 6,657 pairs of 8,316 articles of many outlets that lie 60 days or more
# apart (tf-idf cosine .2 to .9), where what is neither quotation nor copy halves every 5 bits; and on 3,082 pairs of
# nine outlets' coverage of the same weeks (cosine .25 and more), which give the height: 1 in 1,000 above 50 bits for
# two articles of 500 words. docs/evaluation/passages.md sets it beside pairs labelled since.
ALIGNED = Tail(4.1e-6, 0.2)
_SHORT = 500  # words below which an article is not held to be less likely to share a phrase

# In a small corpus nothing tells which words go together, and bits are too high: 15 to 20 for two articles alone.
_RICH = 1_000_000  # words of other text from which a corpus knows its phrases
_THIN = 1.5  # bits too high for each halving below that

_JUDGED = 1 << 18  # passages at a time: what stands between takes no memory to speak of

_SCRIPTS = {  # the language whose words are looked up when an article's own is not known
    "LATIN": "en",
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
}


Flags = npt.NDArray[np.bool_]
Weighing = Callable[  # what `passage_weights` and its twin are
    [AlignedSpans, Tokens, Sequence[str], Sequence[str | None], Flags | None], tuple[F64, int]
]


class Scores(NamedTuple):
    """One row a passage: its surprise in bits, how many such the corpus would hold by chance, and whether it counts."""

    bits: F64
    expect: F64
    significant: npt.NDArray[np.bool_]


def scores(
    spans: AlignedSpans,
    tokens: Tokens,
    texts: Sequence[str],
    languages: Sequence[str | None],
    settings: Settings,
    *,
    weigh: Weighing | None = None,
    chosen_rows: Flags | None = None,
) -> Scores:
    """The weight of every span; only the texts of articles in spans are looked at.

    Where there are `chosen_rows`, the weights of the others are left out (0), and so may be their articles' languages:
    what they share is no background all the same. `weigh` is `passage_weights` or the twin that drives the kernels.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> from provenance.match.align.alignment import aligned_spans
    >>> texts = ["A walrus stole the lighthouse keeper's only bicycle at dawn, and nobody laughed.",
    ...          "Police say a walrus stole the lighthouse keeper's only bicycle at dawn"]
    >>> tokens = tokens_of(texts)
    >>> spans = aligned_spans(tokens, np.arange(2), Settings())
    >>> scores(spans, tokens, texts, ["en", "en"], Settings()).significant.tolist()
    [True]
    """
    rank = ranks(spans, tokens, texts)
    turned = turned_where(rank[spans.left] > rank[spans.right], spans)
    order = np.argsort(turned.left, kind="stable")
    turned = AlignedSpans(*(column[order] for column in turned))
    chosen = None if chosen_rows is None else chosen_rows[order]
    bits, words = (weigh or passage_weights)(turned, tokens, texts, languages, chosen)
    bits[order] = bits.copy()
    return scores_by_chance(bits - thin(words), bits, spans, tokens, ALIGNED, settings.chance)


def passage_weights(
    spans: AlignedSpans,
    tokens: Tokens,
    texts: Sequence[str],
    languages: Sequence[str | None],
    chosen_rows: Flags | None = None,
) -> tuple[F64, int]:
    """The bits of passages sorted by left article, 0 for those not chosen; and how many words lie outside of passages.

    The left article of each is the one whose words are read.
    """
    outside = background(tokens, spans)
    rows = np.arange(len(spans.left)) if chosen_rows is None else np.flatnonzero(chosen_rows)
    chosen = AlignedSpans(*(column[rows] for column in spans))
    readers, reader = readers_of(chosen, tokens, texts, languages, outside.words)
    bits = np.zeros(len(spans.left))
    bits[rows] = _one_by_one(chosen, tokens, outside, texts, [readers[number] for number in reader.tolist()])
    return bits, outside.words


def readers_of(
    spans: AlignedSpans, tokens: Tokens, texts: Sequence[str], languages: Sequence[str | None], others: int
) -> tuple[list[WordReader], I32]:
    """Those who know the languages of passages, and which of them reads each, in its left article."""
    distinct_languages = sorted({language or "" for language in languages})
    code = {language: number for number, language in enumerate(distinct_languages)}
    codes = np.array([code[language or ""] for language in languages], np.int32)
    code_pairs = codes[spans.left]
    code_pairs *= len(distinct_languages)
    code_pairs += codes[spans.right]
    numbers: dict[tuple[str, ...], int] = {}
    chosen = np.full(len(distinct_languages) ** 2, -1, np.int32)
    for pair in np.flatnonzero(np.bincount(code_pairs)).tolist():
        pair_languages = (
            distinct_languages[pair // len(distinct_languages)],
            distinct_languages[pair % len(distinct_languages)],
        )
        if all(pair_languages):
            chosen[pair] = numbers.setdefault(languages_of("", *pair_languages), len(numbers))
    reader = chosen[code_pairs]
    for row, letter in _first_letters(spans, tokens, texts, np.flatnonzero(reader < 0)):
        names = languages_of(letter, languages[spans.left[row]], languages[spans.right[row]])
        reader[row] = numbers.setdefault(names, len(numbers))
    return [WordReader(tuple(map(general_bits, names)), others) for names in numbers], reader


def _first_letters(spans: AlignedSpans, tokens: Tokens, texts: Sequence[str], rows: I64) -> Iterator[tuple[int, str]]:
    """These passages, each with the letter that it begins with."""
    places = tokens.starts[tokens.offsets[spans.left[rows]] + spans.left_from[rows]]
    read, text = -1, ""
    for row, left, start in zip(rows.tolist(), spans.left[rows].tolist(), places.tolist(), strict=True):
        if left != read:  # passages lie in the order of left articles
            read, text = left, texts[left]
        yield row, text[start]


def _one_by_one(
    spans: AlignedSpans, tokens: Tokens, outside: Background, texts: Sequence[str], readers: Sequence[WordReader]
) -> F64:
    """The bits of all passages, each with its reader: what is plain, and where it is not, what the finer model says."""
    running: dict[tuple[int, int], list[float]] = {}
    bits = np.zeros(len(spans.left))
    for row, (left, right, *ends) in enumerate(zip(*(column.tolist() for column in spans), strict=True)):
        span, reader = AlignedSpan(*ends), readers[row]
        if span.matched >= LONG:
            if (left, id(reader)) not in running:
                running[left, id(reader)] = running_weights(tokens, outside, left, texts[left], reader)
            bits[row] = plain_bits(running[left, id(reader)], span)
        if bits[row] < PLAIN:
            bits[row] = passage_bits(tokens, outside, (left, right), span, texts[left], reader)
    return bits


def running_weights(tokens: Tokens, outside: Background, article: int, text: str, reader: WordReader) -> list[float]:
    """What the words of an article before each place weigh, from the begin of the stretch of passages that it is in."""
    hashes, starts, ends = tokens[article]
    weights = [0.0] * (len(hashes) + 1)
    for first, beyond in outside.stretches(*tokens.offsets[article : article + 2].tolist()):
        places = zip(starts[first:beyond].tolist(), ends[first:beyond].tolist(), strict=True)
        general, letters = reader.read(hashes[first:beyond], [text[a:b] for a, b in places])
        bits = word_bits(hashes[first:beyond], outside, (article,), general)
        weights[first : beyond + 1] = running_bits(bits.tolist(), letters)
    return weights


def plain_bits(running: Sequence[float], span: AlignedSpan) -> float:
    """What a span's left side weighs, for the share of it that is the same; each word that is not is an edit.

    >>> plain_bits([0.0, 10.0, 20.0, 30.0, 40.0], AlignedSpan(0, 4, 0, 4, 3))
    25.0
    """
    words = span.left_to - span.left_from
    weight = int(STEPS * (running[span.left_to] - running[span.left_from])) * span.matched // words
    edited = max(words, span.right_to - span.right_from) - span.matched
    return weight / STEPS - (EDIT + EDIT_WORD) * edited


def thin(others: int) -> float:
    """How many bits too high every passage comes out in a corpus with this many words outside of passages."""
    return _THIN * math.log2(_RICH / max(1, min(_RICH, others)))


def lengths(tokens: Tokens) -> I64:
    """How many words each article has, where several letters count as one word."""
    before = words_before(tokens)
    return np.diff(tokens.offsets) if before is None else np.diff(before[tokens.offsets]) // PARTS


def scores_by_chance(
    bits: F64, shown_bits: F64, spans: AlignedSpans, tokens: Tokens, tail: Tail, rate: float
) -> Scores:
    """What these bits mean under a tail; `shown_bits` go into the table."""
    words = lengths(tokens)
    expect, significant = np.empty(len(bits)), np.empty(len(bits), np.bool_)
    for first in range(0, len(bits), _JUDGED):
        block = slice(first, first + _JUDGED)
        left, right = words[spans.left[block]], words[spans.right[block]]
        once = tail.by_chance(bits[block])
        expect[block] = once * np.maximum(left, right) * float(words.sum())
        significant[block] = _of_whole(once, left, right) < rate
    return Scores(shown_bits, expect, significant)


def passage_bits(
    tokens: Tokens, outside: Background, pair: tuple[int, int], span: AlignedSpan, text: str, reader: WordReader
) -> float:
    """The surprise of one span of two articles, the left one's text given; words that are not the same add nothing."""
    all_hashes, starts, ends = tokens[pair[0]]
    span_tokens = slice(span.left_from, span.left_to)
    hashes, across = all_hashes[span_tokens], tokens[pair[1]][0][span.right_from : span.right_to]
    written = [text[a:b] for a, b in zip(starts[span_tokens].tolist(), ends[span_tokens].tolist(), strict=True)]
    general, letters = reader.read(hashes, written)
    bits = word_bits(hashes, outside, pair, general).tolist()
    common = same_words(hashes.tolist(), across.tolist())
    total = math.fsum(event_bits(bits[a:b], letters[a:b]) for a, b in common)
    edited = max(len(hashes), len(across)) - sum(b - a for a, b in common)
    return max(0.0, total - EDIT * (len(common) - 1) - EDIT_WORD * edited)


def languages_of(letter: str, *languages: str | None) -> tuple[str, ...]:
    """The languages whose words are looked up: those that are known, else that of a letter's script.

    >>> languages_of("Ж", None, "en")
    ('en', 'ru')
    """
    return tuple(sorted({language or _by_script(letter) for language in languages}))


def _by_script(letter: str) -> str:
    """The language whose word list serves for the script of a letter; none for scripts without a list.

    >>> _by_script("Ж"), _by_script("q"), _by_script("ᚠ")
    ('ru', 'en', '')
    """
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")
