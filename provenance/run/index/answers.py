"""One article is asked about: its near-duplicates in an index, the passages it shares with articles there, its sources.

What is compared is the article and those of the index that share its buckets or its rarest fingerprints; what they
share is measured, aligned and weighed as `trace` does it on these articles. Neither polars nor numba is imported here.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import xxhash

from provenance.base.arrays import is_among
from provenance.base.outlets import outlet_of
from provenance.base.settings import Settings
from provenance.base.shingles import shingle_set, shingle_sizes, shingles_of_many
from provenance.base.tokens import I64, U64, Tokens
from provenance.index.view import Location, TableHits, View
from provenance.match.align.alignment import aligned_spans
from provenance.match.facts import NumbersAndNames
from provenance.match.fingerprints.winnowing import piece_borders
from provenance.match.outlet_stock import outlet_stock
from provenance.match.significance.scores import scores
from provenance.match.similarity.exact import similarity
from provenance.run.index.records import IndexedArticle

_HOLDERS = 32  # articles that one fingerprint is followed to; a phrase that more have says little about any
_LIKE = 64  # the same for a bucket, whose articles are alike throughout
_MOST = 32  # articles that share its rarest fingerprints, with which one is compared
_UNIT = 1 << 20  # what a fingerprint of one article alone weighs; whole numbers, so that sums have no order


class NearDuplicate(NamedTuple):
    """An article of the index that is as similar as the threshold asks, or more."""

    article: str
    similarity: float
    query_in_article: float  # share of the query's shingles
    article_in_query: float


class SharedPassage(NamedTuple):
    """A stretch that the query and an article of the index have in common: places in both originals, half-open."""

    article: str
    start: int
    end: int
    article_start: int
    article_end: int
    words: int
    matched: int
    bits: float
    significant: bool


class Relatives(NamedTuple):
    """The articles of an index that may share text with a query: those in its buckets, then by rare fingerprints."""

    alike: list[IndexedArticle]
    sharing: list[IndexedArticle]


def relatives(view: View, hashes: Mapping[str, U64], without: Collection[str] = ()) -> Relatives:
    """The articles that share a bucket, and those that share the rarest fingerprints, without some ids."""
    alike = _places(view.holders("buckets", np.sort(hashes["buckets"]), _LIKE), _LIKE, rare=False)
    prints = np.sort(hashes["fingerprints"])
    sharing = _places(view.holders("fingerprints", prints, _HOLDERS), _MOST, rare=True)
    records: dict[Location, IndexedArticle] = {}
    for location in (*alike, *sharing):
        if location not in records:
            records[location] = IndexedArticle.of(*view.record(location))
    return Relatives(
        *([records[p] for p in places if records[p].article not in without] for places in (alike, sharing))
    )


def _places(pending: TableHits, limit: int, *, rare: bool) -> list[Location]:
    """The articles that hold the most hashes, or those that few others hold; of as many, by their ids' hashes."""
    if not len(pending.wanted):
        return []
    counts = np.bincount(pending.wanted)[pending.wanted]
    weights = _UNIT // counts if rare else np.ones_like(counts)
    order = np.lexsort((pending.names, pending.rows, pending.parts))
    parts, rows = pending.parts[order], pending.rows[order]
    first = np.concatenate([[True], (np.diff(parts) != 0) | (np.diff(rows) != 0)])
    totals = np.add.reduceat(weights[order], np.flatnonzero(first))
    order = order[first]
    chosen = order[np.lexsort((pending.names[order], -totals))][:limit]
    return [Location(int(pending.parts[row]), int(pending.rows[row])) for row in chosen.tolist()]


def near_duplicates(query: IndexedArticle, others: Sequence[IndexedArticle], settings: Settings) -> list[NearDuplicate]:
    """Those of some articles that are near-duplicates of the query, the most similar first."""
    ours = shingle_set(query.words[0], settings.sketch.shingle)
    query_bytes = query.words[0].tobytes()
    rows = []
    for record in _likely(ours, others, settings):
        theirs = record.words[0]
        measured = similarity(ours, shingle_set(theirs, settings.sketch.shingle))
        if len(theirs) and theirs.tobytes() == query_bytes:  # alike throughout, however short
            measured = measured._replace(similarity=1.0, left_in_right=1.0, right_in_left=1.0)
        if measured.similarity >= settings.threshold:
            rows.append(NearDuplicate(record.article, *measured))
    return sorted(rows, key=lambda row: (-row.similarity, row.article))


def _likely(ours: U64, others: Sequence[IndexedArticle], settings: Settings) -> list[IndexedArticle]:
    """The articles that have enough of these shingles to be as similar as the threshold asks."""
    if not len(ours) or not others:
        return []
    words = _together(others)
    sizes = shingle_sizes(words.hashes, words.offsets, settings.sketch.shingle)
    sizes = np.minimum(sizes, np.diff(words.offsets))  # all words of a shorter article are one shingle
    shingles, offsets = shingles_of_many(words.hashes, words.offsets, sizes)
    common = np.diff(np.concatenate([[0], np.cumsum(is_among(shingles, ours))])[offsets])
    return [others[number] for number in np.flatnonzero(common / len(ours) >= settings.threshold).tolist()]


def shared_passages(query: IndexedArticle, others: Sequence[IndexedArticle], settings: Settings) -> list[SharedPassage]:
    """The passages that the query shares word for word with other articles, by article and place.

    They are those of a trace of these articles with `reworded = false`.
    """
    records = sorted([query, *others], key=lambda record: record.article)
    read = _together(records)
    spans = [[(start, end) for start, end, _ in record.furniture] for record in records]
    texts, number = [record.text for record in records], records.index(query)
    aligned = aligned_spans(read, canonical_ranks(records), settings, piece_borders(read, spans))
    ours = (aligned.left == number) | (aligned.right == number)
    if not ours.any():
        return []
    asked = {*aligned.left[ours].tolist(), *aligned.right[ours].tolist()}
    languages = [record.language if n in asked else None for n, record in enumerate(records)]
    weighed = scores(aligned, read, texts, languages, settings, chosen_rows=ours)
    houses = [outlet_of(record.fields.get("outlet"), record.fields.get("url")) for record in records]
    common = outlet_stock(aligned, read.offsets, houses, NumbersAndNames(read, texts).shared)
    rows = []
    for (left, right, *sides, matched), bits, counts in zip(
        zip(*(column.tolist() for column in aligned), strict=True),
        weighed.bits.tolist(),
        (weighed.significant & ~common).tolist(),
        strict=True,
    ):
        if number in (left, right):
            query_side, other_side = (sides[:2], sides[2:]) if left == number else (sides[2:], sides[:2])
            second = right if left == number else left
            places = (*_span(records[number], query_side), *_span(records[second], other_side))
            words = max(sides[1] - sides[0], sides[3] - sides[2])
            rows.append(SharedPassage(records[second].article, *places, words, matched, bits, counts))
    return sorted(rows)


def _span(record: IndexedArticle, tokens: Sequence[int]) -> tuple[int, int]:
    """Where some tokens of an article stand."""
    _, starts, ends = record.words
    return int(starts[tokens[0]]), int(ends[tokens[1] - 1])


def _together(records: Sequence[IndexedArticle]) -> Tokens:
    """The tokens of several articles in a row."""
    hashes, starts, ends = (np.concatenate(columns) for columns in zip(*(r.words for r in records), strict=True))
    return Tokens(hashes, starts, ends, np.cumsum([0, *(len(record.words[0]) for record in records)]))


def canonical_ranks(records: Sequence[IndexedArticle]) -> I64:
    """The canonical order of articles, as match.passages has it: by date, unknown ones last, by words, by id."""
    keys = []
    for record in records:
        date = record.fields.get("published_from")
        words = xxhash.xxh3_64_intdigest(np.ascontiguousarray(record.words[0]).data)
        keys.append((date is None, date or 0, words, record.article))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return np.argsort(np.array(order, np.int64))
