"""How often pairs that copy nothing have a passage that counts: the labelled sample under the rule."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.passages.negatives import LABELS, Sample
from provenance.base.settings import Settings
from provenance.base.tokens import Tokens, tokens
from provenance.match.align.alignment import AlignedSpans, aligned_pair, aligned_spans
from provenance.match.paraphrase.table import reworded_passages
from provenance.match.paraphrase.wording import REWORDED
from provenance.match.significance.scores import ALIGNED, Scores, Tail, scores, thin

Pair = tuple[int, int]
WAYS: Mapping[str, Tail] = {"aligned": ALIGNED, "reworded": REWORDED}


class Best(NamedTuple):
    """The best passage of one pair, found one way: words that are the same, bits (of one in other words: its weight) as
    they are judged, and the chance.
    """

    words: int
    bits: float
    chance: float  # that two such articles have one as good, copying nothing
    significant: bool


class Judged(NamedTuple):
    """A pair of the sample: its label, whether it measures (odd pairs) or fits (even ones), its best passages."""

    label: str
    measures: bool
    sizes: tuple[int, int]  # words of both articles
    best: Mapping[str, Best]  # by way; those that have one


def labels() -> Mapping[tuple[str, str, str], str]:
    """The label of each pair (sample, left, right) that shares eight words or more; the others copy nothing."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]]
    return {(sample, left, right): label for sample, left, right, label in rows}


def judged(sample: Sample, settings: Settings) -> list[Judged]:
    """Every pair of the sample as a run over its whole corpus weighs it; and reworded passages pair by pair."""
    read = tokens(sample.texts)
    spans = _with_pairs(aligned_spans(read, np.arange(len(read)), settings), read, sample.pairs, settings)
    weights = scores(spans, read, sample.texts, ["en"] * len(read), settings)
    corrected = weights._replace(bits=weights.bits - thin(len(read.hashes) - _inside(spans, read)))
    best: dict[str, dict[Pair, Best]] = {"aligned": _best(spans, corrected, read, ALIGNED), "reworded": {}}
    for pair in sample.pairs:
        best["reworded"] |= _reworded(sample, read, pair, settings)
    known = labels()
    sizes = np.diff(read.offsets).tolist()
    return [
        Judged(
            known.get((sample.name, sample.ids[a], sample.ids[b]), "none"),
            number % 2 == 1,
            (sizes[a], sizes[b]),
            {way: rows[a, b] for way, rows in best.items() if (a, b) in rows},
        )
        for number, (a, b) in enumerate(sample.pairs)
    ]


def _reworded(sample: Sample, read: Tokens, pair: Pair, settings: Settings) -> dict[Pair, Best]:
    """The best passage in other words of two articles by themselves, which is how `compare` sees them."""
    texts = [sample.texts[article] for article in pair]
    two = tokens(texts)
    more = reworded_passages(two, [(0, 1)], aligned_spans(two, np.arange(2), settings), texts, ["en", "en"], settings)
    best = _best(more.found, more.scores._replace(bits=more.weights), two, REWORDED)
    return {pair: best[0, 1]} if best else {}


def _best(spans: AlignedSpans, weights: Scores, read: Tokens, tail: Tail) -> dict[Pair, Best]:
    words = np.diff(read.offsets)
    chance = tail.of_pair(weights.bits, words[spans.left], words[spans.right])
    best: dict[Pair, Best] = {}
    columns = (spans.left, spans.right, spans.matched, weights.bits, chance, weights.significant)
    for left, right, *row in zip(*(column.tolist() for column in columns), strict=True):
        if (left, right) not in best or best[left, right].bits < row[1]:
            best[left, right] = Best(*row)
    return best


def _inside(spans: AlignedSpans, read: Tokens) -> int:
    """Words in passages."""
    covered = np.zeros(len(read.hashes) + 1, np.int64)
    for article, start, end in (
        (spans.left, spans.left_from, spans.left_to),
        (spans.right, spans.right_from, spans.right_to),
    ):
        np.add.at(covered, read.offsets[article] + start, 1)
        np.add.at(covered, read.offsets[article] + end, -1)
    return int((np.cumsum(covered) > 0).sum())


def _with_pairs(spans: AlignedSpans, read: Tokens, pairs: Iterable[Pair], settings: Settings) -> AlignedSpans:
    """The spans of the corpus and, each pair aligned by itself, of the sample's pairs."""
    rows = set(zip(*(column.tolist() for column in spans), strict=True))
    there = {(row[0], row[1]) for row in rows}
    for a, b in pairs:
        if (a, b) not in there:
            rows |= {(a, b, *span) for span in aligned_pair(read[a][0], read[b][0], settings)}
    return AlignedSpans(*np.array(sorted(rows), np.int64).reshape(-1, len(AlignedSpans._fields)).T)


def fitted(pairs: Sequence[Judged], way: str, floor: float) -> Tail:
    """The tail that makes the bits of pairs which copy nothing likeliest, above a floor: exponential beyond it."""
    short = 500
    room = sum(max(short, a) * max(short, b) for a, b in (pair.sizes for pair in pairs))
    beyond = [pair.best[way].bits - floor for pair in pairs if way in pair.best and pair.best[way].bits > floor]
    decay = len(beyond) / (sum(beyond) * float(np.log(2)))
    return Tail(len(beyond) / room * 2 ** (decay * floor), decay)
