"""Lines that recur in one outlet's stories become furniture: what a page repeats, whatever it is called.

A line counts once a story: articles that share paragraphs are one. How many stories have it is one
sign; its length, its words, its marks and its place are others (recurring_signs.py). What each weighs was fitted on
lines that were read (recurring.toml, `benchmarks.real.furniture_fit`).
"""

import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
import xxhash

from provenance.base.disjoint_sets import smallest_linked
from provenance.base.outlets import outlet_of
from provenance.base.tokens import I64, U64
from provenance.corpus.article_row import words_outside
from provenance.corpus.furniture.labels import folded
from provenance.corpus.furniture.lines import TextLine, split_lines, visible_lines
from provenance.corpus.furniture.recurring_signs import Recurrence, is_recurring, letter_cases

Span = tuple[int, int]

KIND = "recurring"
LONGEST = 200  # characters of a line that may recur; labels with their lists are no longer
_PARAGRAPH = 100  # characters from which a line is a paragraph, by which two articles are one story
_FEWEST = 2  # stories of one outlet
_SHARED = 8  # articles; a paragraph that more have by itself may be furniture
_EDGE = 4  # lines at either end of an article
_SAMPLE = 2_000  # articles that say how words are written
_DIGIT = re.compile(r"\d")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd: two paragraphs in the other order are another mark


class _NumberedLines:
    """Lines of one kind as numbers, which differ from outlet to outlet, each with its article; articles in order."""

    def __init__(self) -> None:
        self._lines, self._articles = array("Q"), array("q")

    def add(self, article: int, numbers: Iterable[int]) -> None:
        """The lines of the next article."""
        before = len(self._lines)
        self._lines.extend(numbers)
        self._articles.extend([article] * (len(self._lines) - before))

    def columns(self) -> tuple[U64, I64]:
        """The numbers and the articles."""
        return np.array(self._lines, np.uint64), np.array(self._articles, np.int64)


class Occurrence(NamedTuple):
    """A line in one article, and whether it is near its beginning or end."""

    article: int
    line: TextLine
    at_edge: bool


def recurring(articles: pl.DataFrame, kept: Callable[[str], bool] = lambda _: False) -> pl.DataFrame:
    """ARTICLES with one more kind of furniture, and their words without it.

    A line in which `kept` sees something stays the article's.
    """
    return with_more_furniture(articles, recurring_spans(articles, kept), KIND)


def with_more_furniture(articles: pl.DataFrame, more_spans: Mapping[int, Sequence[Span]], kind: str) -> pl.DataFrame:
    """ARTICLES with these spans, by the article's number, as furniture of one more kind, and their words without."""
    if not more_spans:
        return articles
    furniture, counts = articles["furniture"].to_list(), articles["words"].to_list()
    for number, more in more_spans.items():
        rows = [*(furniture[number] or ()), *({"start": start, "end": end, "kind": kind} for start, end in more)]
        furniture[number] = sorted(rows, key=lambda row: int(row["start"]))
        spans = [(row["start"], row["end"], row["kind"]) for row in rows]
        counts[number] = words_outside(articles["text"][number], spans)
    schema = articles.schema
    return articles.with_columns(
        furniture=pl.Series(furniture, dtype=schema["furniture"]), words=pl.Series(counts, dtype=schema["words"])
    )


def recurring_spans(articles: pl.DataFrame, kept: Callable[[str], bool] = lambda _: False) -> dict[int, list[Span]]:
    """Spans of the lines that recur, by the number of the article; none lies in furniture that is known already."""
    case = None
    by_article: dict[int, list[Span]] = defaultdict(list)
    for members, stories in repeated_lines(articles):
        if stories < _FEWEST:
            continue
        case = case or letter_cases(long_lines(articles))
        if is_recurring(recurrence(members, stories), case) and not kept(members[0].line.text):
            for occurrence in members:
                by_article[occurrence.article].append((occurrence.line.start, occurrence.line.end))
    return dict(by_article)


def repeated_lines(articles: pl.DataFrame) -> Iterator[tuple[list[Occurrence], int]]:
    """Every short line that two articles of one outlet have: its occurrences, and in how many stories they are."""
    outlets = [outlet_of(outlet, url) for outlet, url in articles.select("outlet", "url").iter_rows()]
    numbers = {outlet: number for number, outlet in enumerate(dict.fromkeys(outlets))}
    seeds = [None if outlet is None else numbers[outlet] for outlet in outlets]
    short, long = _numbered(articles, seeds)
    repeated, holders = _repeated(*short.columns())
    if not repeated:
        return
    stories = _stories(*long.columns(), articles.height)
    of_holders = [seed if number in holders else None for number, seed in enumerate(seeds)]
    for members in _occurrences(articles, of_holders, repeated).values():
        yield members, len({stories[occurrence.article] for occurrence in members})


def recurrence(members: Sequence[Occurrence], stories: int) -> Recurrence:
    """What the signs of a line are read from."""
    return Recurrence(members[0].line, stories, sum(occurrence.at_edge for occurrence in members) / len(members))


def _number(line: str, seed: int) -> int:
    """A line of the outlet with that number."""
    return xxhash.xxh3_64_intdigest(line.encode(errors="replace"), seed)


def _key(line: str, seed: int) -> int:
    """A line as it is counted: numbers in it may differ."""
    return _number(_DIGIT.sub("0", folded(line)), seed)


def _numbered(articles: pl.DataFrame, seeds: Sequence[int | None]) -> tuple[_NumberedLines, _NumberedLines]:
    """Short lines that are no furniture yet and paragraphs, of articles whose outlet is known."""
    short, long = _NumberedLines(), _NumberedLines()
    for number, (text, furniture) in enumerate(articles.select("text", "furniture").iter_rows()):
        seed = seeds[number]
        if seed is not None and text:
            lines = visible_lines(text)
            long.add(number, (_number(line, seed) for line in lines if len(line) >= _PARAGRAPH))
            if furniture:
                lines = [line.text for _, line in _outside_furniture(split_lines(text), furniture)]
            elif len(lines) < 2:
                lines = []
            short.add(number, (_key(line, seed) for line in lines if len(line) <= LONGEST))
    return short, long


def _outside_furniture(
    read: Sequence[TextLine], furniture: Sequence[Mapping[str, int]]
) -> Iterator[tuple[int, TextLine]]:
    """The lines of a text of several that are no furniture, with their numbers."""
    return _apart(read if len(read) > 1 else (), sorted((span["start"], span["end"]) for span in furniture))


def _apart(read: Sequence[TextLine], taken: Sequence[Span]) -> Iterator[tuple[int, TextLine]]:
    """The lines that touch none of the spans, with their numbers; both are in order and disjoint."""
    spans = iter([*taken, (sys.maxsize, sys.maxsize)])
    start, end = next(spans)
    for row, line in enumerate(read):
        while end <= line.start:
            start, end = next(spans)
        if line.end <= start:
            yield row, line


def _repeated(lines: U64, articles: I64) -> tuple[set[int], set[int]]:
    """The lines that two articles of one outlet have, and the articles that have such a line."""
    order = np.argsort(lines, kind="stable")
    ordered = lines[order]
    first, last = np.searchsorted(ordered, ordered), np.searchsorted(ordered, ordered, "right") - 1
    repeated = articles[order[first]] != articles[order[last]]
    return set(ordered[repeated].tolist()), set(articles[order[repeated]].tolist())


def _occurrences(
    articles: pl.DataFrame, seeds: Sequence[int | None], repeated: set[int]
) -> dict[int, list[Occurrence]]:
    """The places of the lines that are repeated, in articles that have a seed."""
    by_line: dict[int, list[Occurrence]] = defaultdict(list)
    for number, (text, furniture) in enumerate(articles.select("text", "furniture").iter_rows()):
        seed = seeds[number]
        if seed is not None:
            read = split_lines(text)
            for row, line in _outside_furniture(read, furniture or ()):
                if len(line.text) <= LONGEST and (key := _key(line.text, seed)) in repeated:
                    at_edge = row < _EDGE or row >= len(read) - _EDGE
                    by_line[key].append(Occurrence(number, line, at_edge))
    return by_line


def _stories(paragraphs: U64, articles: I64, count: int) -> list[int]:
    """For each of so many articles the first one of its outlet that tells the same story."""
    inside = articles[1:] == articles[:-1]
    two = (paragraphs[:-1] * _SPREAD + paragraphs[1:])[inside]
    left, right = zip(_links(paragraphs, articles, _SHARED), _links(two, articles[1:][inside], count), strict=True)
    first: list[int] = smallest_linked(np.concatenate(left), np.concatenate(right), count).tolist()
    return first


def _links(marks: U64, articles: I64, most: int) -> tuple[I64, I64]:
    """The first article with each mark and every further one, of marks that so many articles have at most."""
    order = np.argsort(marks, kind="stable")
    marks, articles = marks[order], articles[order]
    once = np.ones(len(marks), np.bool_)
    once[1:] = (marks[1:] != marks[:-1]) | (articles[1:] != articles[:-1])
    marks, articles = marks[once], articles[once]
    first, beyond = np.searchsorted(marks, marks), np.searchsorted(marks, marks, "right")
    linked = (first < np.arange(len(marks))) & (beyond - first <= most)
    return articles[first[linked]], articles[linked]


def long_lines(articles: pl.DataFrame) -> Iterator[str]:
    """Paragraphs of a bounded number of articles, taken evenly."""
    step = max(1, articles.height // _SAMPLE)
    for text in articles["text"].gather_every(step):
        yield from (line for line in visible_lines(text or "") if len(line) >= _PARAGRAPH)
