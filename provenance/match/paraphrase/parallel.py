"""The kernels find the stretches of one pair that say the same in other words, and weigh those of many pairs."""

from collections.abc import Sequence

import numpy as np

from provenance.base.tokens import I32, Tokens
from provenance.match.align.alignment import AlignedSpan, AlignedSpans
from provenance.match.paraphrase import kernel, wording_kernel
from provenance.match.paraphrase.align import (
    BRIEF_COSINE,
    BRIEF_DICE,
    BRIEF_GAPS,
    BRIEF_INSIDE,
    BRIEF_RATIO,
    BRIEF_SENTENCES,
    BRIEF_STEPS,
    BRIEF_WHOLE,
    COSINE,
    DICE,
    GAP,
    WHOLE,
    WORDS,
    Retold,
    Side,
    cut_side,
)
from provenance.match.paraphrase.sentences import GRAIN
from provenance.match.paraphrase.wording import ABOUT, STEPS_APART, Wording, shorter_first
from provenance.match.significance.parallel import (
    EVENTS,
    CorpusBackground,
    WrittenVocabulary,
    corpus_background,
    lefts_of,
    passages_by_slice,
)
from provenance.match.significance.scores import readers_of
from provenance.match.significance.sides import ranks
from provenance.match.significance.surprise import STEPS, WordReader

_EVEN = kernel.EvenRule(GAP, WORDS, COSINE, DICE, WHOLE)
_BRIEF = kernel.BriefRule(
    *BRIEF_GAPS, *BRIEF_SENTENCES, WORDS, BRIEF_COSINE, BRIEF_DICE, BRIEF_RATIO, BRIEF_INSIDE, BRIEF_WHOLE, BRIEF_STEPS
)


def retold(left: Side, right: Side) -> list[Retold]:
    """The twin of align.retold."""
    sides = cut_side(left), cut_side(right)
    if any(len(side.borders) < 2 for side in sides):
        return []
    columns = tuple(kernel.SentenceColumns(side.hashes, side.borders, side.places()) for side in sides)
    rows = kernel.retold_stretches(columns[0], columns[1], GRAIN, _EVEN, _BRIEF).tolist()
    spans = [AlignedSpan(*row) for row in rows]
    sizes = [sorted((span.left_to - span.left_from, span.right_to - span.right_from)) for span in spans]
    return sorted(Retold(span, long >= BRIEF_RATIO * short) for span, (short, long) in zip(spans, sizes, strict=True))


def wordings(
    spans: AlignedSpans,
    aligned: AlignedSpans,
    tokens: Tokens,
    texts: Sequence[str],
    languages: Sequence[str | None],
) -> Wording:
    """The twin of wording.wordings."""
    if not len(spans.left):
        return Wording(np.zeros(0), np.zeros(0, np.int32), np.zeros(0, np.int32))
    turned = shorter_first(spans, ranks(spans, tokens, texts))
    every = AlignedSpans(*(np.concatenate(columns) for columns in zip(turned, aligned, strict=True)))
    outside = corpus_background(tokens, every)
    readers, reader = readers_of(turned, tokens, texts, languages, outside.words)
    return _wordings_read(turned, tokens, outside, texts, readers, reader)


def _wordings_read(
    spans: AlignedSpans,
    tokens: Tokens,
    outside: CorpusBackground,
    texts: Sequence[str],
    readers: Sequence[WordReader],
    reader: I32,
) -> Wording:
    """The wording of passages whose left sides are the shorter ones; `reader` says who reads each.

    `outside` is of these passages at least.
    """
    order = np.argsort(spans.left, kind="stable")
    spans, reader = AlignedSpans(*(np.ascontiguousarray(column[order]) for column in spans)), reader[order]
    bits, common = np.zeros(len(order)), np.zeros((2, len(order)), np.int32)
    rule = wording_kernel.WordingRule(float(ABOUT), outside.words + float(ABOUT), STEPS, STEPS_APART, EVENTS)
    for number, one_reader in enumerate(readers):
        written = WrittenVocabulary(tokens, texts, outside, one_reader)
        for passages in passages_by_slice(spans.left, np.flatnonzero(reader == number), tokens.offsets):
            left = written.read(lefts_of(spans.left[passages])[0])
            words = wording_kernel.WordingWords(written.kinds, written.general, written.said_alone)
            wording_kernel.score_wordings(outside.corpus, spans, passages, left, words, rule, bits, common)
    restored = np.argsort(order)
    return Wording(bits[restored], common[0, restored], common[1, restored])
