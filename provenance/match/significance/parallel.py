"""Many passages are weighed by the kernels, those of a slice of left articles at a time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from provenance.base.arrays import distinct_counts, is_among
from provenance.base.jit import in_slices
from provenance.base.tokens import I32, I64, U8, U32, U64, Tokens
from provenance.base.utf8 import chosen
from provenance.match.align.alignment import WIDE_GAPS, AlignedSpans, matched_words
from provenance.match.significance import kernel, ngram_kernel, word_kernel
from provenance.match.significance.background import (
    FAMILY,
    LONG,
    LONGEST_RUN,
    counted_articles,
    set_phrase_counts,
    set_phrase_runs,
)
from provenance.match.significance.scores import EDIT, EDIT_WORD, PLAIN, Flags, readers_of
from provenance.match.significance.surprise import (
    DISCOUNT,
    F64,
    FOLLOWS,
    MOST,
    NEAR,
    STEPS,
    UNSEEN,
    WordReader,
    least_bits,
    surprise_kind,
)

_WORD = 8  # bytes of text that a token stands for where slices are cut, about
_SLICE = 1 << 18  # tokens of left articles that are weighed at a time
_TABLE = 1 << 12  # places of a table of runs or words at first
_BITS_A_RUN = 8  # of what tells that a run is not said
_LEAST = 1 << 16  # runs of short passages that there is room for at first
_SURE = 1 - 1e-9  # a share that is smaller by as much takes no bits off, whatever a logarithm rounds
_GAPS = np.array(WIDE_GAPS, np.int64)
_KINDS = ("name", "formula", "number")
EVENTS = np.array([*(n for name in _KINDS for n in (MOST[name][0] * STEPS, MOST[name][1])), FOLLOWS * STEPS], np.int64)


class CorpusBackground(NamedTuple):
    """What a corpus says outside of passages, as its passages need it."""

    corpus: word_kernel.CorpusWords
    words: int  # outside of passages that were counted
    runs: ngram_kernel.RunCounts


def corpus_background(tokens: Tokens, spans: AlignedSpans) -> CorpusBackground:
    """The background of these passages: the twin of background.background, for `passage_bits` of all of them."""
    spans = AlignedSpans(*map(np.ascontiguousarray, spans))
    marks, copied = np.zeros(len(tokens.hashes), np.uint8), np.zeros((len(tokens), 2), np.int64)
    left, right, left_from, left_to, right_from, right_to, _ = spans
    matched = matched_words(spans, tokens).astype(np.int32)
    side = ngram_kernel.PassageSide(left, left_from, left_to, matched)
    ngram_kernel.mark_side(tokens.offsets, side, LONG, True, copied, marks)
    side = ngram_kernel.PassageSide(right, right_from, right_to, matched)
    ngram_kernel.mark_side(tokens.offsets, side, LONG, False, copied, marks)
    repeats, sizes = np.zeros(len(tokens.hashes), np.uint8), np.zeros(len(tokens), np.int64)

    def work(first: int, beyond: int) -> None:
        ngram_kernel.count_repeats(tokens.hashes, tokens.offsets, marks, first, beyond, repeats, sizes)

    in_slices(work, tokens.offsets * _WORD)
    listened = counted_articles(tokens, sizes)
    words = int(sizes[listened].sum())
    counts = [_counted(tokens, marks, listened.view(np.uint8), words, size) for size in range(1, LONGEST_RUN + 1)]
    return CorpusBackground(
        word_kernel.CorpusWords(tokens.hashes, tokens.offsets, marks, repeats, sizes), words, _tabled(counts)
    )


def _counted(tokens: Tokens, marks: U8, listened: U8, words: int, size: int) -> tuple[U64, U32]:
    """The runs of `size` words outside of passages, or in passages of more than a family, with their counts."""
    keys = np.empty(words, np.uint64)
    count = ngram_kernel.runs_outside(tokens.hashes, tokens.offsets, marks, listened, size, keys)
    runs, times = distinct_counts(keys[:count])
    short = np.empty(words + _LEAST, np.uint64)
    count = ngram_kernel.runs_in_short(tokens.hashes, tokens.offsets, marks, size, short)
    if count > len(short):
        short = np.empty(count, np.uint64)
        count = ngram_kernel.runs_in_short(tokens.hashes, tokens.offsets, marks, size, short)
    more, holders = distinct_counts(short[:count])
    runs, times = _added((runs, times), (more[holders > FAMILY], holders[holders > FAMILY] - FAMILY))
    runs, times = _added((runs, times), set_phrase_runs(size))
    return runs, times.astype(np.uint32)


def _added(counts: tuple[U64, I64], more: tuple[U64, I64]) -> tuple[U64, I64]:
    """Runs with their counts and further ones, merged: in order, each once."""
    (runs, times), (others, often) = counts, more
    is_known = is_among(others, runs)
    times[np.searchsorted(runs, others)[is_known]] += often[is_known]
    runs, times = np.concatenate([runs, others[~is_known]]), np.concatenate([times, often[~is_known]])
    order = np.argsort(runs, kind="stable")
    return runs[order], times[order]


def _tabled(counts: Sequence[tuple[U64, U32]]) -> ngram_kernel.RunCounts:
    places = 2 + sum(len(keys) for keys, _ in counts)
    table, sieve = np.zeros((places * 3 // 2, 2), np.uint64), np.zeros(places * _BITS_A_RUN // 8 + 1, np.uint8)
    runs = ngram_kernel.RunCounts(table, sieve)
    for keys, times in counts:
        ngram_kernel.enter_runs(keys, times, runs)
    return runs


class WrittenVocabulary:
    """The words of passages as they are written, each with a number, and what it is to one reader of this corpus."""

    def __init__(self, tokens: Tokens, texts: Sequence[str], outside: CorpusBackground, reader: WordReader) -> None:
        self.tokens, self.texts, self.told, self.reader = tokens, texts, outside, reader
        self.lengths = tokens.lengths
        self.table = np.zeros((_TABLE, 2), np.uint64)
        self.examples = np.zeros((_TABLE, 3), np.int64)
        self.said, self.said_alone = np.empty(0, np.int64), np.empty(0, np.int64)  # with set phrases, and without
        self.kinds = np.empty(0, np.uint8)
        self.general, self.alone, self.floors = np.empty(0), np.empty(0, np.int32), np.empty(0)

    def read(self, articles: I64) -> word_kernel.LeftArticles:
        """The numbers of the words of these articles."""
        rows = np.concatenate([[0], np.cumsum(np.diff(self.tokens.offsets)[articles])])
        words = np.zeros(rows[-1], np.uint32)
        first, count, utf8_texts = 0, len(self.said), chosen(self.texts, articles)
        hashes, starts, offsets = self.tokens.hashes, self.tokens.starts, self.tokens.offsets
        places = word_kernel.TokenPlaces(hashes, starts, self.lengths, offsets, self.told.corpus.marks)
        left = word_kernel.LeftArticles(articles, rows, words)
        while first < len(articles):
            first, count = word_kernel.number_words(utf8_texts, places, left, first, self.table, count, self.examples)
            if first < len(articles):
                self._widen()
        if count > len(self.said):
            self._learn(count, utf8_texts.text)
        return left

    def columns(self) -> word_kernel.WrittenWords:
        """What the kernels read of the words."""
        return word_kernel.WrittenWords(self.kinds, self.floors, self.alone, self.said)

    def _widen(self) -> None:
        wider = np.zeros((2 * len(self.table), 2), np.uint64)
        word_kernel.enter_words(self.table, wider)
        self.table = wider
        self.examples = np.concatenate([self.examples, np.zeros((len(wider) - len(self.examples), 3), np.int64)])

    def _learn(self, count: int, bytes_of: U8) -> None:
        """Read the words that were not met before."""
        places, begins, ends = self.examples[len(self.said) : count].T.tolist()
        hashes = self.tokens.hashes[places]
        bits, kinds, text = np.empty(len(places)), bytearray(), memoryview(bytes_of.data)
        for i, (begin, end, number) in enumerate(zip(begins, ends, hashes.tolist(), strict=True)):
            word = str(text[begin:end], "utf-8", "surrogatepass")
            bits[i] = general = self.reader.bits(word, number)
            kinds += surprise_kind(word, number, general).encode()
        times = np.zeros(len(places) + 1, np.int64)
        word_kernel.count_words(hashes, self.told.runs, times)
        times = times[:-1]
        alone = times - set_phrase_counts(hashes)
        highest = least_bits(bits, alone / (self.told.words + NEAR))
        self.said_alone = np.concatenate([self.said_alone, alone])
        self.said, self.kinds = np.concatenate([self.said, times]), np.concatenate([self.kinds, np.array(kinds)])
        self.general = np.concatenate([self.general, bits])
        self.alone = np.concatenate([self.alone, (highest * STEPS).astype(np.int32)])
        self.floors = np.exp2(-self.alone / STEPS) * _SURE


def passage_weights(
    spans: AlignedSpans,
    tokens: Tokens,
    texts: Sequence[str],
    languages: Sequence[str | None],
    chosen_rows: Flags | None = None,
) -> tuple[F64, int]:
    """The twin of scores.passage_weights."""
    outside = corpus_background(tokens, spans)
    rows = np.arange(len(spans.left)) if chosen_rows is None else np.flatnonzero(chosen_rows)
    chosen_spans = AlignedSpans(*(column[rows] for column in spans))
    readers, reader = readers_of(chosen_spans, tokens, texts, languages, outside.words)
    bits = np.zeros(len(spans.left))
    bits[rows] = passage_bits(chosen_spans, tokens, outside, texts, readers, reader)
    return bits, outside.words


def passage_bits(
    spans: AlignedSpans,
    tokens: Tokens,
    outside: CorpusBackground,
    texts: Sequence[str],
    readers: Sequence[WordReader],
    reader: I32,
) -> F64:
    """The bits of all passages, sorted by left article, as scores.scores has them; `reader` says who reads each."""
    spans = AlignedSpans(*map(np.ascontiguousarray, spans))
    bits = np.zeros(len(spans.left))
    for number, one_reader in enumerate(readers):
        written = WrittenVocabulary(tokens, texts, outside, one_reader)
        for passages in passages_by_slice(spans.left, np.flatnonzero(reader == number), tokens.offsets):
            _weigh(spans, passages, outside, written, bits)
    return bits


def lefts_of(lefts: I32) -> tuple[I64, I64]:
    """The left articles of passages sorted by them, and which passage is the first of each."""
    firsts = np.flatnonzero(np.diff(lefts, prepend=-1))
    return lefts[firsts].astype(np.int64), firsts


def passages_by_slice(lefts: I32, rows: I64, offsets: I64) -> Iterator[I64]:
    """These passages in groups whose left articles have about the same number of tokens together."""
    articles, firsts = lefts_of(lefts[rows])
    ends = np.cumsum(np.diff(offsets)[articles]) // _SLICE
    cuts = firsts[np.flatnonzero(np.diff(ends, prepend=-1))]
    return iter(np.split(rows, cuts[1:])) if len(rows) else iter(())


def _weigh(
    spans: AlignedSpans,
    passages: I64,
    outside: CorpusBackground,
    written: WrittenVocabulary,
    bits: F64,
) -> None:
    left, columns = written.read(lefts_of(spans.left[passages])[0]), written.columns()
    word_steps = np.zeros((len(left.words), 3), np.int32)
    runs = word_kernel.RunRule(DISCOUNT, float(UNSEEN), STEPS)
    word_kernel.write_word_steps(outside.corpus, left, columns, outside.runs, runs, word_steps)
    running = np.zeros(len(left.words) + len(left.articles), np.int64)
    row = kernel.RunningRule(float(NEAR), STEPS, EVENTS)
    kernel.write_running_steps(outside.corpus, left, columns, word_steps, row, running)
    edit, edit_word, plain = (steps * STEPS for steps in (EDIT, EDIT_WORD, PLAIN))
    span = kernel.SpanRule(edit, edit_word, plain, LONG, _GAPS)
    weights = kernel.SpanWeights(word_steps, running, bits)
    kernel.score_spans(outside.corpus, spans, passages, left, columns, row, span, weights)
