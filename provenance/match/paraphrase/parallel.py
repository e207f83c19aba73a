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
)
from provenance.match.paraphrase.sentences import GRAIN
from provenance.match.paraphrase.wording import STEPS_APART
from provenance.match.significance.parallel import (
    EVENTS,
    CorpusBackground,
    WrittenVocabulary,
    lefts_of,
    passages_by_slice,
)
from provenance.match.significance.surprise import F64, STEPS, WordReader

_EVEN = kernel.EvenRule(GAP, WORDS, COSINE, DICE, WHOLE)
_BRIEF = kernel.BriefRule(
    *BRIEF_GAPS, *BRIEF_SENTENCES, WORDS, BRIEF_COSINE, BRIEF_DICE, BRIEF_RATIO, BRIEF_INSIDE, BRIEF_WHOLE, BRIEF_STEPS
)


def retold(sides: Sequence[Side]) -> list[Retold]:
    """The stretches of two articles, cut to the sentences that are compared: the twin of align.retold."""
    left, right = (kernel.SentenceColumns(side.hashes, side.borders, side.places()) for side in sides)
    rows = kernel.retold_stretches(left, right, GRAIN, _EVEN, _BRIEF).tolist()
    spans = [AlignedSpan(*row) for row in rows]
    sizes = [sorted((span.left_to - span.left_from, span.right_to - span.right_from)) for span in spans]
    return sorted(Retold(span, long >= BRIEF_RATIO * short) for span, (short, long) in zip(spans, sizes, strict=True))


def wordings(
    spans: AlignedSpans,
    tokens: Tokens,
    outside: CorpusBackground,
    texts: Sequence[str],
    readers: Sequence[WordReader],
    reader: I32,
    about: float,
) -> tuple[F64, I32, I32]:
    """The bits of passages whose left sides are the shorter ones, and what these have in common with the right ones:
    the twin of wording.wording.

    `outside` is of these passages at least, `reader` says who reads each; `about` are words of an article that are not
    yet about its subject.
    """
    order = np.argsort(spans.left, kind="stable")
    spans, reader = AlignedSpans(*(np.ascontiguousarray(column[order]) for column in spans)), reader[order]
    bits, common = np.zeros(len(order)), np.zeros((2, len(order)), np.int32)
    rule = wording_kernel.WordingRule(about, outside.words + about, STEPS, STEPS_APART, EVENTS)
    for number, one_reader in enumerate(readers):
        written = WrittenVocabulary(tokens, texts, outside, one_reader)
        for passages in passages_by_slice(spans.left, np.flatnonzero(reader == number), tokens.offsets):
            left = written.read(lefts_of(spans.left[passages])[0])
            words = wording_kernel.WordingWords(written.kinds, written.general, written.said_alone)
            wording_kernel.score_wordings(outside.corpus, spans, passages, left, words, rule, bits, common)
    restored = np.argsort(order)
    return bits[restored], common[0, restored], common[1, restored]
