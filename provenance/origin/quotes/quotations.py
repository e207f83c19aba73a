"""One quotation in several articles: the form that most have, who has a part of it, and to whom it is attributed.

Quotations are compared by shingles of three words, longest first: each joins the quotation that holds most of it, or
is one of its own. Marks, capitals and commas do not count, so marks of different kinds make no difference.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from provenance.base.tokens import PARTS, letter_sizes

SHORTEST = 5  # words; fewer are anybody's
SURE = 8  # words from which the same ones are the same quotation, whoever is said to have said them
_SHINGLE = 3  # words
_HOLDERS = 8  # longest forms that share three words are remembered; stock phrases are in more
_PART = 0.6  # of a quotation's shingles that the longest form holds: a trimmed and edited one keeps as many
_INDIRECT = 0.5  # of a quotation's pairs of neighbouring words that stand in a sentence without marks
_SLACK = 15  # words by which an aligned place may be off
_STRETCHED = 2  # times as long as the quotation may its words be spread


@dataclass(frozen=True)
class QuotedSpan:
    """A quotation as it stands in one article."""

    article: int
    start: int  # marks included
    end: int
    words: tuple[int, ...]  # hashes
    speaker: str | None = None

    @property
    def worth(self) -> int:
        """How many words of a language with spaces it is worth, where letters are tokens.

        A Chinese or Japanese letter is worth two thirds of one, more than where words are counted: marks of quotation
        are around it.

        >>> from provenance.base.tokens import word_hash
        >>> QuotedSpan(0, 0, 9, tuple(map(word_hash, "潜水员发现了裂缝"))).worth, QuotedSpan(0, 0, 60, (1, 2, 3)).worth
        (5, 3)
        """
        sizes = letter_sizes(np.array(self.words, np.uint64))
        return int(np.where(sizes == 2, PARTS * 2 // 3, PARTS // np.maximum(1, sizes)).sum()) // PARTS


@dataclass(frozen=True)
class Form:
    """One form of a quotation: `whole` is the number of the form that most articles have, its own where it has that."""

    fullest: int
    form: str  # exact, trimmed, altered


Related = Callable[[int, int], bool]


def quotation_forms(spans: Sequence[QuotedSpan], related: Related = lambda *_: False) -> list[Form | None]:
    """For each quotation its form, or None for one that is too short; those alike are one quotation.

    The form that most articles have is the quotation's, of those that are no part of another; then the longest.
    `related` tells whether two articles share text otherwise; a short quotation is the same one only there, or where
    the speaker is.

    >>> long = QuotedSpan(0, 9, 80, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
    >>> part = QuotedSpan(1, 5, 60, (2, 3, 4, 5, 6, 7, 8, 9, 10))
    >>> quotation_forms([part, long, QuotedSpan(2, 0, 9, (7, 8))])
    [Form(fullest=1, form='trimmed'), Form(fullest=1, form='exact'), None]
    """
    groups: dict[int, list[int]] = {}
    holders: dict[tuple[int, ...], list[int]] = {}
    for number in sorted(range(len(spans)), key=lambda n: _sort_key(spans[n])):
        quotation = spans[number]
        if quotation.worth < SHORTEST:
            continue
        fullest = _fullest(spans, number, holders, related)
        if fullest is None:
            for shingle in dict.fromkeys(_shingles(quotation.words)):
                numbers = holders.setdefault(shingle, [])
                if len(numbers) < _HOLDERS:
                    numbers.append(number)
        groups.setdefault(number if fullest is None else fullest, []).append(number)
    result: list[Form | None] = [None] * len(spans)
    for members in groups.values():
        fullest = _usual(spans, members)
        for number in members:
            result[number] = Form(fullest, _form(spans[number], spans[fullest]))
    return result


def _usual(spans: Sequence[QuotedSpan], members: Sequence[int]) -> int:
    """Of one quotation's members the first that has it in the form that most articles have."""
    articles: dict[tuple[int, ...], set[int]] = {}
    for number in members:
        articles.setdefault(spans[number].words, set()).add(spans[number].article)
    longest_first = sorted(articles, key=lambda words: (-len(articles[words]), -len(words), words))
    outermost = [words for words in longest_first if not any(_within(words, longer) for longer in articles)]
    return min((n for n in members if spans[n].words == outermost[0]), key=lambda n: (spans[n].article, spans[n].start))


def _within(words: Sequence[int], longer: Sequence[int]) -> bool:
    """Whether words are one stretch of longer others."""
    size = len(words)
    if size >= len(longer):
        return False
    firsts = (i for i, word in enumerate(longer[: len(longer) - size + 1]) if word == words[0])
    return any(longer[i : i + size] == words for i in firsts)


def _shingles(words: Sequence[int], size: int = _SHINGLE) -> list[tuple[int, ...]]:
    return [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]


def _fullest(
    spans: Sequence[QuotedSpan], number: int, holders: dict[tuple[int, ...], list[int]], related: Related
) -> int | None:
    """The longest form that holds most of a quotation; of equals the first in the order of `_sort_key`."""
    quotation = spans[number]
    shingles = dict.fromkeys(_shingles(quotation.words))
    counts = Counter(holder for shingle in shingles for holder in holders.get(shingle, ()))
    best = min(counts, key=lambda holder: (-counts[holder], holder != number, _sort_key(spans[holder])), default=None)
    if best is None or counts[best] < _PART * len(shingles):
        return None
    holder_span = spans[best]
    alike = counts[best] + _SHINGLE - 1 >= min(SURE, len(quotation.words)) and quotation.worth >= SURE
    trusted = (
        alike
        or quotation.article == holder_span.article
        or same_speaker(quotation.speaker, holder_span.speaker) is True
    )
    return best if trusted or related(quotation.article, holder_span.article) else None


def _sort_key(span: QuotedSpan) -> tuple[int, tuple[int, ...], int, int]:
    """The longest first; those as long by their words, so that no name of an article decides."""
    return -len(span.words), span.words, span.article, span.start


def _form(quotation: QuotedSpan, fullest: QuotedSpan) -> str:
    """Exact, word for word; trimmed, where it is one stretch of the whole; else altered."""
    if quotation.words == fullest.words:
        return "exact"
    return "trimmed" if _within(quotation.words, fullest.words) else "altered"


def same_speaker(speaker: str | None, second: str | None) -> bool | None:
    """Whether two names are of one speaker: the last words agree; None where one is not named.

    >>> same_speaker("Ida Fenn", "Mayor Fenn"), same_speaker("Ida Fenn", "Bo Sund"), same_speaker(None, "Bo Sund")
    (True, False, None)
    """
    if not speaker or not second:
        return None
    ours, theirs = speaker.casefold().split(), second.casefold().split()
    return ours[-1] == theirs[-1] or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def indirect(words: Sequence[int], text: Sequence[int], guess: int, apart: int = 0) -> tuple[int, int] | None:
    """Where a quotation's words stand in a text without marks: first and last word, half-open, near place `guess`.

    `apart` is by how many words the aligned stretches differ in length.

    >>> indirect((1, 2, 3, 4, 5, 6), (9, 9, 1, 2, 3, 8, 5, 6, 9), 2)
    (2, 8)
    """
    size, slack = len(words), _SLACK + apart
    low = max(0, guess - slack)
    nearby = text[low : max(0, guess) + size + slack]
    pairs = set(_shingles(words, 2))
    hits = [i for i in range(len(nearby) - 1) if (nearby[i], nearby[i + 1]) in pairs]
    if len({(nearby[i], nearby[i + 1]) for i in hits}) < _INDIRECT * len(pairs):
        return None
    middle = hits[len(hits) // 2]
    reach = [i for i in hits if abs(i - middle) <= size * _STRETCHED // 2 + 1]
    return low + reach[0], low + reach[-1] + 2
