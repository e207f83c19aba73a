"""Every quotation that several articles have, in each of its forms: a table over all articles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from provenance.base.tables import ARTICLES, PASSAGES, QUOTATIONS, QUOTES, checked, table
from provenance.base.tokens import U32, U64, Tokens
from provenance.origin.quotes.item import speaker_place
from provenance.origin.quotes.quotations import SURE, Form, QuotedSpan, indirect, quotation_forms, same_speaker
from provenance.origin.quotes.speakers import speaker_of

_EDGE = 3  # characters of marks and commas by which a passage may end before its quotation


def quotations_table(
    articles: pl.DataFrame, quotes: pl.DataFrame, passages: pl.DataFrame, words: Tokens
) -> pl.DataFrame:
    """QUOTATIONS that two articles or more have, from ARTICLES, QUOTES, PASSAGES and the articles' tokens.

    Article number i of `words` is row i. An indirect form is looked for where a passage is aligned with a quotation.
    Sorted by quotation, article and place.
    """
    articles, quotes = checked(articles, ARTICLES, "articles"), checked(quotes, QUOTES, "quotes")
    significant = checked(passages, PASSAGES, "passages").filter("significant")
    names = articles["article"].to_list()
    numbers = {name: number for number, name in enumerate(names)}
    quoted = _quoted_spans(quotes, numbers, words)
    related = {(numbers[left], numbers[right]) for left, right in significant.select("left", "right").iter_rows()}
    forms = quotation_forms(quoted, lambda span, related_to: (min(span, related_to), max(span, related_to)) in related)
    places = [_FormPlace(span.article, span.start, span.end, span.speaker, form.form, len(span.words), form.fullest)
              for span, form in zip(quoted, forms, strict=True) if form]  # fmt: skip
    places += _indirect(significant, numbers, words, articles["text"], quoted, forms)
    return table(list(_rows(places, quoted, names, articles["text"])), QUOTATIONS)


class _FormPlace(NamedTuple):
    """One form of a quotation where it stands."""

    article: int
    start: int
    end: int
    speaker: str | None
    form: str
    words: int
    fullest: int  # number of the longest form


def _quoted_spans(quotes: pl.DataFrame, numbers: Mapping[str, int], words: Tokens) -> list[QuotedSpan]:
    """The quotations with their words, in the order of articles and places."""
    result = []
    rows = quotes.select("article", "start", "end", "speaker").sort("article", "start", "end").iter_rows()
    for article, quotes_of in groupby(rows, key=itemgetter(0)):
        number = numbers[article]
        hashes, starts, _ = words[number]
        spans = [row[1:] for row in quotes_of]
        bounds = np.searchsorted(starts, [(start, end) for start, end, _ in spans])
        for (start, end, speaker), (first, last) in zip(spans, bounds.tolist(), strict=True):
            result.append(QuotedSpan(number, start, end, tuple(hashes[first:last].tolist()), speaker))
    return result


def _indirect(
    passages_shared: pl.DataFrame,
    numbers: Mapping[str, int],
    words: Tokens,
    texts: pl.Series,
    spans: Sequence[QuotedSpan],
    forms: Sequence[Form | None],
) -> Iterator[_FormPlace]:
    """Places without marks where an aligned passage holds the words that the other article quotes."""
    by_article: dict[int, list[int]] = defaultdict(list)
    for number, span in enumerate(spans):
        by_article[span.article].append(number)
    for row in passages_shared.sort("left", "right", "left_start", "right_start").iter_rows(named=True):
        for side, opposite in (("left", "right"), ("right", "left")):
            quoting = _PassageSide(words[numbers[row[side]]], row[f"{side}_start"], row[f"{side}_end"])
            target = _PassageSide(words[numbers[row[opposite]]], row[f"{opposite}_start"], row[f"{opposite}_end"])
            quoted = [spans[number] for number in by_article[numbers[row[opposite]]]]
            for number in by_article[numbers[row[side]]]:
                span, form = spans[number], forms[number]
                stretch = _unmarked_stretch(span, quoting, target) if form and span.worth >= SURE else None
                if form and stretch and not any(q.start < stretch[1] and stretch[0] < q.end for q in quoted):
                    speaker = speaker_of(texts[numbers[row[opposite]]], *stretch[:2])
                    yield _FormPlace(
                        numbers[row[opposite]], *stretch[:2], speaker, "indirect", stretch[2], form.fullest
                    )


class _PassageSide(NamedTuple):
    """One side of a passage."""

    tokens: tuple[U64, U32, U32]
    start: int
    end: int


def _unmarked_stretch(span: QuotedSpan, quoting: _PassageSide, target: _PassageSide) -> tuple[int, int, int] | None:
    """Where the other side of a passage has the words of a quotation on this side, and how many words that are."""
    if span.start < quoting.start - _EDGE or span.end > quoting.end + _EDGE:
        return None
    hashes, starts, ends = target.tokens
    first, last = np.searchsorted(starts, (target.start, target.end)).tolist()
    begun, begin, stop = np.searchsorted(quoting.tokens[1], (span.start, quoting.start, quoting.end)).tolist()
    apart = abs((stop - begin) - (last - first))
    stretch = indirect(span.words, hashes[first:last].tolist(), begun - begin, apart)
    if stretch is None:
        return None
    return int(starts[first + stretch[0]]), int(ends[first + stretch[1] - 1]), stretch[1] - stretch[0]


def _rows(
    places: Sequence[_FormPlace], spans: Sequence[QuotedSpan], names: Sequence[str], texts: pl.Series
) -> Iterator[dict[str, Any]]:
    """The rows of all quotations that stand in two articles or more."""
    by_whole: dict[int, list[_FormPlace]] = defaultdict(list)
    for form in dict.fromkeys(places):
        by_whole[form.fullest].append(form)
    for fullest in sorted(by_whole, key=lambda number: (names[spans[number].article], spans[number].start)):
        members = sorted(by_whole[fullest], key=lambda p: (names[p.article], p.start, p.end))
        if len({form.article for form in members}) < 2:
            continue
        longest = spans[fullest]
        for form in _disjoint(members):
            at = speaker_place(texts[form.article], form.start, form.end, form.speaker)
            yield {
                "quotation": f"{names[longest.article]}:{longest.start}", "article": names[form.article],
                "start": form.start, "end": form.end, "speaker": form.speaker,
                "speaker_start": at and at[0], "speaker_end": at and at[1],
                "speaker_kept": same_speaker(form.speaker, longest.speaker), "form": form.form, "words": form.words,
                "of": names[longest.article],
            }  # fmt: skip


def _disjoint(members: Sequence[_FormPlace]) -> Iterator[_FormPlace]:
    """The forms without indirect ones that overlap an earlier one: several passages may lead to one place."""
    article, reached = -1, 0
    for form in members:
        if form.article == article and form.start < reached and form.form == "indirect":
            continue
        article, reached = form.article, form.end
        yield form
