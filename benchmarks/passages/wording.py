"""The weights of a wording are fitted: passages that PAN rewrote, against what pairs of real news share by chance."""

import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.passages import negatives
from benchmarks.passages.chance import labels
from provenance.base.settings import Settings
from provenance.base.tokens import Tokens, tokens
from provenance.match.align.alignment import AlignedSpans, aligned_spans
from provenance.match.paraphrase.candidates import paraphrase_candidates
from provenance.match.paraphrase.merging import merged_stretches
from provenance.match.paraphrase.table import stretches_of_pairs
from provenance.match.paraphrase.wording import STEPS_APART, wordings

F64 = npt.NDArray[np.float64]
Pair = tuple[int, int]
Span = tuple[int, int, int, int]

_EACH = 120  # pairs of each category of PAN in one corpus
_REWRITTEN = "03", "04", "05"  # categories whose planted passages were rewritten
_HELD = 0.3  # share of a passage inside planted ones from which it is one of them
_CHANCE = 5.0  # what a pair of real news that copies nothing counts, beside a passage of PAN
_PRIOR = 0.1  # ridge of the regression
NAMES = "constant", "log of bits", "words in common", "words together", "log of words"


class Sample(NamedTuple):
    """Rows of features, and whether each was rewritten, of PAN; rows of real news that copies nothing."""

    features: F64
    rewritten: npt.NDArray[np.bool_]
    chance: F64


def sample(without: Path | None, seeds: Iterable[int] = (1, 2)) -> Sample:
    """The passages of corpora drawn from PAN, and of the labelled pairs that copy nothing.

    `without` is a list of pairs as JSON lines (derived, source) that are left out; ids are hashed as the exam's are.
    """
    rows, rewritten = [], []
    for seed in seeds:
        own, planted = _of_pan(seed, without)
        rows.append(own)
        rewritten.append(planted)
    known = labels()
    chance = [
        _features(tokens(one.texts), one.texts, [pair for pair in one.pairs if _alone(one, pair, known)])[0]
        for one in negatives.samples()
    ]
    return Sample(np.concatenate(rows), np.concatenate(rewritten), np.concatenate(chance))


def _alone(one: negatives.Sample, pair: Pair, known: Mapping[tuple[str, str, str], str]) -> bool:
    return known.get((one.name, one.ids[pair[0]], one.ids[pair[1]]), "none") == "none"


def _of_pan(seed: int, without: Path | None) -> tuple[F64, npt.NDArray[np.bool_]]:
    texts, gold = _drawn(seed, without)
    read = tokens(texts)
    features, found_in = _features(read, texts, paraphrase_candidates(read, texts, np.arange(len(read))))
    kept = [number for number, (pair, _) in enumerate(found_in) if pair in gold and gold[pair][0] not in ("01", "02")]
    planted = [_held(*found_in[number], read, gold) for number in kept]
    return features[kept], np.array(planted, np.bool_)


def _drawn(seed: int, without: Path | None) -> tuple[list[str], dict[Pair, tuple[str, list[Span]]]]:
    """Texts, and for each pair of them its category and planted spans (code points of the left and the right one)."""
    left_out = {(row["derived"], row["source"]) for row in map(json.loads, without.open())} if without else set()
    known = dict(pl.read_parquet(negatives.DATA / "pan13_articles.parquet").select("id", "text").iter_rows())
    frame = pl.read_parquet(negatives.DATA / "pan13_pairs.parquet").sort("derived", "source")
    chosen = []
    for category in sorted(frame["category"].unique()):
        rows = frame.filter(pl.col("category") == category).select("derived", "source", "spans").rows()
        rows = [row for row in rows if tuple(map(_hashed, row[:2])) not in left_out]
        rows = [row for row in rows if category.startswith("01") or json.loads(row[2])]
        chosen += [(category[:2], *row) for row in random.Random(seed).sample(rows, min(_EACH, len(rows)))]
    ids = sorted({name for row in chosen for name in row[1:3]})
    number = {name: place for place, name in enumerate(ids)}
    gold = {}
    for category, one, other, spans in chosen:
        names = "this_offset", "this_length", "source_offset", "source_length"
        places = [tuple(span[name] for name in names) for span in json.loads(spans)]
        cases = [(a, a + n, b, b + m) for a, n, b, m in places]
        if number[one] > number[other]:
            cases = [(c, d, a, b) for a, b, c, d in cases]
        gold[min(number[one], number[other]), max(number[one], number[other])] = category, cases
    return [known[name] for name in ids], gold


def _hashed(name: str) -> str:
    return hashlib.sha256(f"pan13/{name}".encode()).hexdigest()[:12]


def _features(read: Tokens, texts: Sequence[str], pairs: Sequence[Pair]) -> tuple[F64, list[tuple[Pair, Span]]]:
    """The features of the passages in other words of these pairs, a row each, and where these are."""
    spans = aligned_spans(read, np.arange(len(read)), Settings())
    whole = merged_stretches(
        stretches_of_pairs(read, pairs, spans, texts, read.offsets, "python"), spans, read.offsets, read.offsets
    )
    said = wordings(whole.found, spans, read, texts, ["en"] * len(read))
    few = np.minimum(*_sizes(whole.found)).astype(np.float64)
    columns = np.ones(len(few)), np.log(np.maximum(1.0, said.bits)), said.matched / few
    features = np.stack([*columns, said.together / (STEPS_APART * few), np.log(few)], axis=1)
    rows = zip(*(column.tolist() for column in whole.found[:6]), strict=True)
    return features, [((left, right), (a, b, c, d)) for left, right, a, b, c, d in rows]


def _sizes(spans: AlignedSpans) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    return spans.left_to - spans.left_from, spans.right_to - spans.right_from


def _held(pair: Pair, span: Span, read: Tokens, gold: dict[Pair, tuple[str, list[Span]]]) -> bool:
    """Whether a passage lies inside planted ones, by the letters of both sides."""
    category, cases = gold[pair]
    place: list[int] = []
    for article, (first, beyond) in zip(pair, (span[:2], span[2:]), strict=True):
        _, starts, ends = read[article]
        place += [int(starts[first]), int(ends[beyond - 1])]
    inside = sum(
        max(0, min(place[side + 1], case[side + 1]) - max(place[side], case[side]))
        for case in cases
        if all(max(place[side], case[side]) < min(place[side + 1], case[side + 1]) for side in (0, 2))
        for side in (0, 2)
    )
    return category in _REWRITTEN and inside > _HELD * (place[1] - place[0] + place[3] - place[2])


def fitted(drawn: Sample) -> F64:
    """The weights of a logistic regression of both, by Newton's method."""
    rows = np.concatenate([drawn.features, drawn.chance])
    truth = np.concatenate([drawn.rewritten, np.zeros(len(drawn.chance))])
    counts = np.concatenate([np.ones(len(drawn.features)), np.full(len(drawn.chance), _CHANCE)])
    ridge = np.diag([0.0, *[_PRIOR] * (len(NAMES) - 1)])
    weights = np.zeros(len(NAMES))
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (truth - likely)) - ridge @ weights
        weights += np.linalg.solve((rows.T * (counts * likely * (1 - likely))) @ rows + ridge, slope)
    return weights


def wording(without: Path | None) -> str:
    """The fitted weights as a page, and how many of either kind lie beyond each line."""
    drawn = sample(without)
    weights = fitted(drawn)
    lines = ["| weight of | fitted |", "|---|---|"]
    lines += [f"| {name} | {value:.2f} |" for name, value in zip(NAMES, weights, strict=True)]
    lines += ["", "| line | rewritten beyond it | by chance beyond it |", "|---|---|---|"]
    own, chance = drawn.features[drawn.rewritten] @ weights, drawn.chance @ weights
    lines += [f"| {line} | {(own > line).mean():.3f} | {int((chance > line).sum())} |" for line in (-2, -1, 0, 1, 2)]
    return "\n".join(lines) + "\n"
