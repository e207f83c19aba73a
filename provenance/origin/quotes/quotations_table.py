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
    shared = checked(passages, PASSAGES, "passages").filter("significant")
    names = articles["article"].to_list()
    numbers = {name: number for number, name in enumerate(names)}
    said = _said(quotes, numbers, words)
    related = {(numbers[left], numbers[right]) for left, right in shared.select("left", "right").iter_rows()}
    found = quotation_forms(said, lambda one, other: (min(one, other), max(one, other)) in related)
    places = [_FormPlace(one.article, one.start, one.end, one.speaker, form.form, len(one.words), form.whole)
              for one, form in zip(said, found, strict=True) if form]  # fmt: skip
    places += _indirect(shared, numbers, words, articles["text"], said, found)
    return table(list(_rows(places, said, names, articles["text"])), QUOTATIONS)


class _FormPlace(NamedTuple):
    """One form of a quotation where it stands."""

    article: int
    start: int
    end: int
    speaker: str | None
    form: str
    words: int
    whole: int  # number of the longest form


def _said(quotes: pl.DataFrame, numbers: Mapping[str, int], words: Tokens) -> list[QuotedSpan]:
    """The quotations with their words, in the order of articles and places."""
    made = []
    rows = quotes.select("article", "start", "end", "speaker").sort("article", "start", "end").iter_rows()
    for article, own in groupby(rows, key=itemgetter(0)):
        number = numbers[article]
        hashes, starts, _ = words[number]
        spans = [row[1:] for row in own]
        bounds = np.searchsorted(starts, [(start, end) for start, end, _ in spans])
        for (start, end, speaker), (first, last) in zip(spans, bounds.tolist(), strict=True):
            made.append(QuotedSpan(number, start, end, tuple(hashes[first:last].tolist()), speaker))
    return made


def _indirect(
    shared: pl.DataFrame,
    numbers: Mapping[str, int],
    words: Tokens,
    texts: pl.Series,
    said: Sequence[QuotedSpan],
    found: Sequence[Form | None],
) -> Iterator[_FormPlace]:
    """Places without marks where an aligned passage holds the words that the other article quotes."""
    by_article: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        by_article[one.article].append(number)
    for row in shared.sort("left", "right", "left_start", "right_start").iter_rows(named=True):
        for here, there in (("left", "right"), ("right", "left")):
            mine = _PassageSide(words[numbers[row[here]]], row[f"{here}_start"], row[f"{here}_end"])
            other = _PassageSide(words[numbers[row[there]]], row[f"{there}_start"], row[f"{there}_end"])
            quoted = [said[number] for number in by_article[numbers[row[there]]]]
            for number in by_article[numbers[row[here]]]:
                one, form = said[number], found[number]
                place = _told(one, mine, other) if form and one.worth >= SURE else None
                if form and place and not any(q.start < place[1] and place[0] < q.end for q in quoted):
                    speaker = speaker_of(texts[numbers[row[there]]], *place[:2])
                    yield _FormPlace(numbers[row[there]], *place[:2], speaker, "indirect", place[2], form.whole)


class _PassageSide(NamedTuple):
    """One side of a passage."""

    tokens: tuple[U64, U32, U32]
    start: int
    end: int


def _told(one: QuotedSpan, mine: _PassageSide, other: _PassageSide) -> tuple[int, int, int] | None:
    """Where the other side of a passage has the words of a quotation on this side, and how many words that are."""
    if one.start < mine.start - _EDGE or one.end > mine.end + _EDGE:
        return None
    hashes, starts, ends = other.tokens
    first, last = np.searchsorted(starts, (other.start, other.end)).tolist()
    begun, begin, stop = np.searchsorted(mine.tokens[1], (one.start, mine.start, mine.end)).tolist()
    apart = abs((stop - begin) - (last - first))
    place = indirect(one.words, hashes[first:last].tolist(), begun - begin, apart)
    if place is None:
        return None
    return int(starts[first + place[0]]), int(ends[first + place[1] - 1]), place[1] - place[0]


def _rows(
    places: Sequence[_FormPlace], said: Sequence[QuotedSpan], names: Sequence[str], texts: pl.Series
) -> Iterator[dict[str, Any]]:
    """The rows of all quotations that stand in two articles or more."""
    by_whole: dict[int, list[_FormPlace]] = defaultdict(list)
    for place in dict.fromkeys(places):
        by_whole[place.whole].append(place)
    for whole in sorted(by_whole, key=lambda number: (names[said[number].article], said[number].start)):
        members = sorted(by_whole[whole], key=lambda p: (names[p.article], p.start, p.end))
        if len({place.article for place in members}) < 2:
            continue
        longest = said[whole]
        for place in _disjoint(members):
            at = speaker_place(texts[place.article], place.start, place.end, place.speaker)
            yield {
                "quotation": f"{names[longest.article]}:{longest.start}", "article": names[place.article],
                "start": place.start, "end": place.end, "speaker": place.speaker,
                "speaker_start": at and at[0], "speaker_end": at and at[1],
                "speaker_kept": same_speaker(place.speaker, longest.speaker), "form": place.form, "words": place.words,
                "of": names[longest.article],
            }  # fmt: skip


def _disjoint(members: Sequence[_FormPlace]) -> Iterator[_FormPlace]:
    """The forms but for indirect ones that overlap what came before: several passages tell of one place."""
    article, reached = -1, 0
    for place in members:
        if place.article == article and place.start < reached and place.form == "indirect":
            continue
        article, reached = place.article, place.end
        yield place
