"""Lines that recur in one outlet's stories become furniture: what a page repeats, whatever it is called.

A line counts once a story: articles that share paragraphs are one. How many stories have it is one
sign; its length, its words, its marks and its place are others (recurring_signs.py). What each weighs was fitted on
lines that were read (recurring.toml, `benchmarks.real.furniture_fit`).
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import polars as pl
import xxhash

from provenance.base.disjoint_sets import DisjointSets
from provenance.base.outlets import outlet_of
from provenance.base.tokens import outside, words
from provenance.corpus.furniture.labels import folded
from provenance.corpus.furniture.lines import TextLine, split_lines
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


class _Mark(NamedTuple):
    """What an outlet's articles share that tell one story."""

    outlet: str
    words: int
    paragraphs: int


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
        read = words(articles["text"][number])
        counts[number] = int(outside(read.starts, read.ends, [(row["start"], row["end"]) for row in rows]).sum())
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
    repeated, holders = _repeated(articles, outlets)
    if not repeated:
        return
    stories = _stories(articles, outlets)
    of_holders = [outlet if number in holders else None for number, outlet in enumerate(outlets)]
    for members in _occurrences(articles, of_holders, repeated).values():
        yield members, len({stories[occurrence.article] for occurrence in members})


def recurrence(members: Sequence[Occurrence], stories: int) -> Recurrence:
    """What the signs of a line are read from."""
    return Recurrence(members[0].line, stories, sum(occurrence.at_edge for occurrence in members) / len(members))


def _key(outlet: str, line: str) -> tuple[str, int]:
    """A line as it is counted: numbers in it may differ."""
    return outlet, _hash(_DIGIT.sub("0", folded(line)))


def _short_lines(articles: pl.DataFrame, outlets: Sequence[str | None]) -> Iterator[tuple[tuple[str, int], Occurrence]]:
    """Every short line of several that is no furniture yet, of articles whose outlet is known."""
    for number, (text, furniture) in enumerate(articles.select("text", "furniture").iter_rows()):
        outlet = outlets[number]
        read = split_lines(text or "") if outlet else []
        if len(read) > 1:
            for row, line in _apart(read, sorted((span["start"], span["end"]) for span in furniture or ())):
                if len(line.text) <= LONGEST:
                    at_edge = row < _EDGE or row >= len(read) - _EDGE
                    yield _key(outlet or "", line.text), Occurrence(number, line, at_edge)


def _apart(read: Sequence[TextLine], taken: Sequence[Span]) -> Iterator[tuple[int, TextLine]]:
    """The lines that touch none of the spans, with their numbers; both are in order and disjoint."""
    spans = iter([*taken, (sys.maxsize, sys.maxsize)])
    start, end = next(spans)
    for row, line in enumerate(read):
        while end <= line.start:
            start, end = next(spans)
        if line.end <= start:
            yield row, line


def _repeated(articles: pl.DataFrame, outlets: Sequence[str | None]) -> tuple[set[tuple[str, int]], set[int]]:
    """The lines that two articles of one outlet have, and the articles that have such a line."""
    first_articles: dict[tuple[str, int], int] = {}
    repeated, holders = set(), set()
    for key, occurrence in _short_lines(articles, outlets):
        first = first_articles.setdefault(key, occurrence.article)
        if first != occurrence.article:
            repeated.add(key)
            holders |= {first, occurrence.article}
    return repeated, holders


def _occurrences(
    articles: pl.DataFrame, outlets: Sequence[str | None], repeated: set[tuple[str, int]]
) -> dict[tuple[str, int], list[Occurrence]]:
    by_line: dict[tuple[str, int], list[Occurrence]] = defaultdict(list)
    for key, occurrence in _short_lines(articles, outlets):
        if key in repeated:
            by_line[key].append(occurrence)
    return by_line


def _stories(articles: pl.DataFrame, outlets: Sequence[str | None]) -> list[int]:
    """For each article the first one of its outlet that tells the same story."""
    marks = [_marks(outlet or "", text) for outlet, text in zip(outlets, articles["text"], strict=True)]
    often = Counter(mark for article_marks in marks for mark in article_marks)
    stories, first_with = DisjointSets[int](), dict[_Mark, int]()
    for number, article_marks in enumerate(marks):
        for mark in article_marks:
            if often[mark] <= _SHARED or mark.paragraphs > 1:
                stories.link(first_with.setdefault(mark, number), number)
    return [stories.smallest(number) for number in range(articles.height)]


def _marks(outlet: str, text: str) -> set[_Mark]:
    """What articles share that tell one story: paragraphs, each and with the next one."""
    long = [(line.text,) for line in split_lines(text or "") if len(line.text) >= _PARAGRAPH]
    return {
        _Mark(outlet, _hash("\n".join(paragraphs)), len(paragraphs))
        for paragraphs in (*long, *(a + b for a, b in pairwise(long)))
    }


def _hash(text: str) -> int:
    return xxhash.xxh3_64_intdigest(text.encode(errors="replace"))


def long_lines(articles: pl.DataFrame) -> Iterator[str]:
    """Paragraphs of a bounded number of articles, taken evenly."""
    step = max(1, articles.height // _SAMPLE)
    for text in articles["text"].gather_every(step):
        yield from (line.text for line in split_lines(text or "") if len(line.text) >= _PARAGRAPH)
