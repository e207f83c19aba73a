"""Invented articles with planted copies, any number of them, each made by itself from its number and the seed.

Nothing is kept of one article while the next is made, so a corpus of any size is written in bounded memory; a copy
makes its source again. Of 100 articles 70 are new, 10 exact copies, 15 near ones (.70-.95), 5 hard negatives: articles
that resemble another (.30-.55) and are no copy of it. A fifth of the new ones have copies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peers.bank import FORMS, Bank, Numbers, bank
from benchmarks.peers.planted import copy
from benchmarks.peers.score import HARD

LONG, SHORT = 2_790, 279  # bytes of a new article on the mean; of all, copies cut short included, 2.7 KB and 271 B
_EXACT, _NEAR, _HARD = 0.10, 0.15, 0.05
_COPIED = 0.2  # part of the new articles that have copies
_NEAR_BETWEEN, _HARD_BETWEEN = (0.70, 0.95), (0.30, 0.55)
_SPREAD = 0.35  # of the logarithm of the lengths, as in news
_SENTENCE, _SENTENCE_SPREAD, _SENTENCE_LEAST = 22.0, 0.45, 5
_COMMA = 0.07
_LEAST = 24  # words: shorter ones have no copy of every wanted similarity
_GROUP = 8_192  # articles in a row group
_OF_ARTICLE, _OF_COPY, _OF_PLAN = 0, 1, 2  # what a stream of random numbers is for


class Planned(NamedTuple):
    """What row r is: its kind, its planted cluster, and the row of what it was made of (itself where it is new)."""

    kinds: list[str]
    clusters: Numbers
    sources: Numbers


@dataclass(frozen=True)
class Recipe:
    """All that decides a corpus."""

    count: int
    mean_bytes: int = LONG
    seed: int = 7


def planned(recipe: Recipe) -> Planned:
    """Every row's part, shuffled.

    >>> plan = planned(Recipe(100))
    >>> {kind: plan.kinds.count(kind) for kind in sorted(set(plan.kinds))}
    {'base': 70, 'exact': 10, 'hard negative': 5, 'near': 15}
    """
    rng = np.random.default_rng([recipe.seed, _OF_PLAN])
    count = recipe.count
    amounts = [round(count * part) for part in (_EXACT, _NEAR, _HARD)]
    new = count - sum(amounts)
    rows = rng.permutation(count)
    bases = rows[:new]
    copied = bases[: max(1, int(new * _COPIED))]
    kinds = np.repeat(["base", "exact", "near", HARD], [new, *amounts])
    sources = np.concatenate(
        [bases, copied[rng.integers(len(copied), size=sum(amounts[:2]))], bases[rng.integers(new, size=amounts[2])]]
    )
    clusters = np.where(kinds == HARD, rows, sources)
    back = np.argsort(rows)
    return Planned(kinds[back].tolist(), clusters[back], sources[back])


def article(words: Bank, recipe: Recipe, row: int) -> Numbers:
    """The forms of a new article's words: sentences with a capital, commas, and a full stop."""
    rng = np.random.default_rng([recipe.seed, _OF_ARTICLE, row])
    mean = recipe.mean_bytes / (words.word_bytes + 1 + _COMMA + 1 / _SENTENCE)  # a space, now and then a mark
    length = int(rng.lognormal(log(mean) - _SPREAD**2 / 2, _SPREAD))
    length = max(_LEAST, min(length, int(mean * 4)))
    sentences = rng.lognormal(log(_SENTENCE) - _SENTENCE_SPREAD**2 / 2, _SENTENCE_SPREAD, length // 4 + 2)
    starts = np.cumsum(np.maximum(sentences.astype(np.int64), _SENTENCE_LEAST))
    starts = np.concatenate([[0], starts[starts < length - 1]])
    forms = np.where(rng.random(length) < _COMMA, 2, 0)
    forms[starts] = 1
    forms[np.append(starts[1:], length) - 1] = 3
    return words.drawn(rng, length) * FORMS + forms


def rows(recipe: Recipe, plan: Planned) -> Iterator[tuple[Numbers, float]]:
    """The forms of each row's words, and its exact similarity to its source."""
    words = bank(recipe.seed)
    for row, kind in enumerate(plan.kinds):
        source = article(words, recipe, int(plan.sources[row]))
        if kind in ("base", "exact"):
            yield source, 1.0
        else:
            between = _HARD_BETWEEN if kind == HARD else _NEAR_BETWEEN
            rng = np.random.default_rng([recipe.seed, _OF_COPY, row])
            made = copy(source, words, rng, *between)
            yield made.words, made.similarity


def write_corpus(recipe: Recipe, path: Path, truth: Path) -> int:
    """Write `id` and `text` to the one file, what was planted to the other; how many bytes of text there are."""
    plan = planned(recipe)
    names = [f"a{row:07d}" for row in range(recipe.count)]
    forms = pa.array(bank(recipe.seed).forms)
    similarities: list[float] = []
    size, made = 0, rows(recipe, plan)
    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, recipe.count, _GROUP):
            group = [next(made) for _ in range(min(_GROUP, recipe.count - start))]
            similarities += [similarity for _, similarity in group]
            texts = _texts([words for words, _ in group], forms)
            size += int(texts.str.len_bytes().sum())
            writer.write_table(
                pa.table([names[start : start + len(group)], texts.to_arrow().cast(pa.string())], schema=schema)
            )
    pl.DataFrame(
        {
            "id": names,
            "cluster": plan.clusters,
            "kind": plan.kinds,
            "source": [names[source] for source in plan.sources.tolist()],
            "jaccard": similarities,
        }
    ).write_parquet(truth)
    return size


def _texts(articles: list[Numbers], forms: pa.Array) -> pl.Series:
    offsets = np.cumsum([0, *map(len, articles)], dtype=np.int64)
    words = forms.take(pa.array(np.concatenate(articles)))
    lists = pa.LargeListArray.from_arrays(pa.array(offsets), words)
    found = pl.from_arrow(lists)
    assert isinstance(found, pl.Series)
    return found.list.join(" ")
