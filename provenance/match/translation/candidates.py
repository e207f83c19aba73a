"""Keys become candidates: pairs of articles in different languages that may say the same.

Every article in another language than most is compared with all others that were published about then, by the keys that
both have. A key counts by how few articles have it. Linear in the keys of all articles, but for those that many have.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from math import fsum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.base.tokens import I64
from provenance.match.translation.keys import text_keys

F64 = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Kin = Mapping[int, Collection[int]]  # articles that share text with an article, by row number

DAYS = 7.0  # between two articles of which one may be a translation of the other; open dates fit all
_MOST, _LEAST = 64, 8  # candidates of an article, those that share most first
_PAIRS = 20_000  # in all, about; the more articles are compared, the fewer candidates each has
_SHORTEST = 20  # words of an article that is compared
_UNSEEN = 50.0  # articles added to all, so that in a small collection rare keys are not taken for common ones
_HEAVIEST = 8.0  # nats of a key that few have
_SMOOTHING = 8.0  # nats added to the keys of each article: what shares one of two keys is not half the same
_COMMON = 0.1  # share of all articles beyond which a key leads to no candidate
_COMMON_LEAST = 1_000  # articles that any key may lead to
_OTHERS = 4  # nearest others that a candidate is held against
_USUAL = 0.1  # what two unrelated articles have in common where there are no others
_DAY = 86_400_000_000.0  # microseconds


class Candidates(NamedTuple):
    """Pairs of row numbers, left < right, sorted, and how alike their keys are."""

    left: I64
    right: I64
    likeness: F64  # cosine of their keys

    def where(self, kept: Flags) -> "Candidates":
        """Some of them."""
        return Candidates(self.left[kept], self.right[kept], self.likeness[kept])


class KeyPostings(NamedTuple):
    """The keys of the articles that are looked at, by row number; and the articles of each key."""

    rows: I64  # of the frame, ascending
    keys: I64  # of all articles, one after the other
    bounds: I64  # where each article's keys begin, and the end of the last
    holders: I64  # articles (numbers in `rows`), by key
    places: I64  # where each key's holders begin, and the end of the last
    weights: F64  # of each key, in nats
    lengths: F64  # square root of the weights of each article's keys


def candidates_between_languages(articles: pl.DataFrame, text_of: Callable[[int], str]) -> Candidates:
    """Pairs of articles in different languages that share most keys; `text_of` is a row's text without furniture.

    >>> texts = [" ".join([start, "Zelensky Kharkiv Norway Oslofjord 1,200 4500"] * 4) for start in ("The ", "Le ")]
    >>> none = pl.Series([None, None], dtype=pl.Datetime("us", "UTC"))
    >>> columns = {"language": ["en", "fr"], "words": [28, 28], "published_from": none, "published_to": none}
    >>> candidates_between_languages(pl.DataFrame(columns), texts.__getitem__).likeness.round(1).tolist()
    [0.7]
    """
    if articles["language"].drop_nulls().n_unique() < 2:
        return _none()
    languages = articles["language"].fill_null("").to_numpy()
    fit = (languages != "") & (articles["words"].to_numpy() >= _SHORTEST)
    usual = (
        articles.filter(pl.Series(fit))["language"].value_counts().sort(["count", "language"], descending=[True, False])
    )
    if usual.height < 2:  # all of one language
        return _none()
    first, last = _window(articles)
    asked = np.flatnonzero(fit & (languages != usual["language"][0]))
    rows = np.flatnonzero(fit & _about_then(first, last, asked))
    postings = _postings(rows, text_of)
    scores = dict(_pairs(postings, asked, languages, first, last))
    pairs = np.array(sorted(scores), np.int64).reshape(-1, 2)
    likeness = np.array([scores[left, right] for left, right in pairs.tolist()], np.float64)
    return _chosen(Candidates(pairs[:, 0], pairs[:, 1], likeness), len(asked))


def _none() -> Candidates:
    return Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def _window(articles: pl.DataFrame) -> tuple[F64, F64]:
    """The days in which each article may have been published."""
    bounds = (articles[name].dt.epoch("us").cast(pl.Float64) / _DAY for name in ("published_from", "published_to"))
    first, last = bounds
    return first.fill_null(-np.inf).to_numpy(), last.fill_null(np.inf).to_numpy()


def _about_then(first: F64, last: F64, asked: I64) -> Flags:
    """Which articles may be of the days of any that are asked for."""
    starts = np.sort(first[asked] - DAYS)
    ends = np.sort(last[asked] + DAYS)
    begun = np.searchsorted(starts, last, "right")  # intervals that begin before the article's end
    over = np.searchsorted(ends, first, "left")  # those that end before its beginning
    return begun > over


def _postings(rows: I64, text_of: Callable[[int], str]) -> KeyPostings:
    """The keys of these articles and their weights."""
    numbers: dict[str, int] = {}
    article_keys = [
        np.array([numbers.setdefault(key, len(numbers)) for key in sorted(text_keys(text_of(row)))], np.int64)
        for row in rows.tolist()
    ]
    keys = np.concatenate([np.zeros(0, np.int64), *article_keys])
    bounds = np.cumsum([0, *map(len, article_keys)])
    article = np.repeat(np.arange(len(article_keys)), np.diff(bounds))
    counts = np.bincount(keys, minlength=len(numbers))
    weights = np.minimum(_HEAVIEST, np.log((len(rows) + _UNSEEN) / np.maximum(counts, 1)))
    order = np.argsort(keys, kind="stable")
    lengths = np.sqrt(np.bincount(article, weights[keys], len(article_keys)) + _SMOOTHING)
    return KeyPostings(rows, keys, bounds, article[order], np.append(0, np.cumsum(counts)), weights, lengths)


def _pairs(
    postings: KeyPostings, asked: I64, languages: npt.NDArray[np.object_], first: F64, last: F64
) -> Iterator[tuple[tuple[int, int], float]]:
    """For each article that is asked for those of other languages nearest to it."""
    limit = max(_COMMON_LEAST, int(_COMMON * len(postings.rows)))
    size = np.diff(postings.places)
    numbers = np.searchsorted(postings.rows, asked)
    count = candidates_each(len(asked)) + _OTHERS
    for row, number in zip(asked.tolist(), numbers.tolist(), strict=True):
        keys = postings.keys[postings.bounds[number] : postings.bounds[number + 1]]
        keys = keys[size[keys] <= limit]
        others = np.concatenate(
            [
                np.zeros(0, np.int64),
                *(postings.holders[postings.places[key] : postings.places[key + 1]] for key in keys.tolist()),
            ]
        )
        common = np.bincount(others, np.repeat(postings.weights[keys], size[keys]), len(postings.rows))
        fits = (languages[postings.rows] != languages[row]) & (first[postings.rows] <= last[row] + DAYS)
        fits &= last[postings.rows] >= first[row] - DAYS
        alike = np.where(fits, common / (postings.lengths * postings.lengths[number]), 0.0)
        best = np.argsort(-alike, kind="stable")[:count]
        all_fit = np.count_nonzero(fits) <= count  # all of them are compared, whatever they share
        for row_number in best[fits[best] & (all_fit | (alike[best] > 0))].tolist():
            pair = min(row, int(postings.rows[row_number])), max(row, int(postings.rows[row_number]))
            yield pair, float(alike[row_number])


def candidates_each(asked: int) -> int:
    """How many candidates each article gets, by the number of articles.

    >>> candidates_each(10), candidates_each(400), candidates_each(10_000)
    (64, 50, 8)
    """
    return min(_MOST, max(_LEAST, _PAIRS // max(1, asked)))


def nearest_others(pairs: Candidates, kin: Kin) -> F64:
    """For each pair how alike, on average, its two and their nearest others are; kin of either do not count.

    `kin` are the articles that share text with an article: copies of the other one would hide what is special.
    """
    beside: dict[int, list[tuple[float, int]]] = {}
    columns = (pairs.left.tolist(), pairs.right.tolist(), pairs.likeness.tolist())
    for left, right, like in zip(*columns, strict=True):
        beside.setdefault(left, []).append((-like, right))
        beside.setdefault(right, []).append((-like, left))
    for others in beside.values():
        others.sort()
    mean = np.zeros(len(pairs.left))
    for number, (left, right, _) in enumerate(zip(*columns, strict=True)):
        for article, partner in ((left, right), (right, left)):
            relatives = kin.get(partner, ())
            strange = (-like for like, third in beside[article] if like and third != partner and third not in relatives)
            nearest = [*islice(strange, _OTHERS)]
            nearest += [_USUAL] * (_OTHERS - len(nearest))
            mean[number] += fsum(nearest) / _OTHERS / 2
    return mean


def _chosen(all_pairs: Candidates, asked: int) -> Candidates:
    """The pairs that are among the nearest of one of their two."""
    kept = np.zeros(len(all_pairs.left), np.bool_)
    limit = candidates_each(asked)
    rank: dict[int, int] = {}
    for number in np.argsort(-all_pairs.likeness, kind="stable").tolist():
        pair = int(all_pairs.left[number]), int(all_pairs.right[number])
        kept[number] = min(rank.get(article, 0) for article in pair) < limit
        for article in pair:
            rank[article] = rank.get(article, 0) + 1
    return all_pairs.where(kept)
