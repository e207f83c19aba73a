"""The gate before a folder of articles: what `provenance check` stops and what it warns of.

An added article is stopped when it is an exact or near duplicate of another, or when half of its words lie in
significant passages that it shares with one other article; any other significant passage is a warning. Pairs that
accepted.toml lists stand. Neither polars nor numba is imported on this way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from provenance.base.arrays import distinct
from provenance.base.settings import Settings
from provenance.base.tokens import I64, Tokens, tokens
from provenance.corpus.article import Article
from provenance.corpus.furniture.scan import furniture
from provenance.index.entries import name_hash
from provenance.match.added_candidates import added_candidates
from provenance.match.align.alignment import AlignedSpan, AlignedSpans, aligned_spans
from provenance.match.fingerprints.winnowing import piece_borders
from provenance.match.significance.scores import scores
from provenance.match.similarity.exact import measure
from provenance.run.gate.arrivals import Arrivals, in_staging, on_disk
from provenance.run.gate.findings import ArticleSide, Finding, Stretch, finding, findings_of, quoted, unknown, unread

_BACKGROUND = 500  # articles, those under suspicion among them, that tell how common words are in the folder

Pair = tuple[int, int]


def check(
    files: Sequence[str | Path],
    against: Path | None,
    settings: Settings | None = None,
    *,
    staged: bool = False,
    index: Path | None = None,
    counted: Callable[[int], None] = lambda _: None,
) -> list[Finding]:
    """What stands against the files, each held against the folder's articles and the other files; blocks come first.

    `staged`: files and folder as git's staging area has them. A file is never compared with itself. The articles of an
    `index` count as the folder's do. `counted` is told how many of the files hold articles.
    """
    settings = settings or Settings()
    arrived = in_staging(files, against, settings) if staged else on_disk(files, against, settings)
    if index is not None:
        from provenance.run.index.indexed import with_indexed  # noqa: PLC0415  # .05 s that a check without one does not wait for

        arrived = with_indexed(arrived, index, settings)
    counted(len({file for file, new in zip(arrived.files, arrived.added, strict=True) if new}))
    strange = sorted(name for pair in arrived.accepted for name in pair if name not in arrived.names)
    return sorted(
        [
            *_compared(arrived, settings),
            *(unread(n, why, rejected=bad, partly=partly) for n, why, bad, partly in arrived.unread),
            *(unknown(name) for name in dict.fromkeys(strange)),
        ],
        key=lambda stands: stands.rank,
    )


def _compared(arrived: Arrivals, settings: Settings) -> list[Finding]:
    """The findings on all pairs under suspicion that nobody accepted."""
    added = np.array(arrived.added, np.bool_)
    spans = [  # what others share with an added article's furniture alone is no reason to look at them
        [(start, end) for start, end, _ in furniture(article.text)] if new else []
        for article, new in zip(arrived.articles, arrived.added, strict=True)
    ]
    whole_tokens = tokens((article.text for article in arrived.articles), spans)
    names = np.array([name_hash(article.article) for article in arrived.articles], np.uint64)
    order = np.argsort(np.argsort(names, kind="stable"))
    pairs = [
        pair
        for pair in added_candidates(whole_tokens, added, arrived.files, settings, order=order)
        if frozenset(arrived.articles[number].article for number in pair) not in arrived.accepted
    ]
    if not pairs:
        return []
    close = _Close.of(arrived, pairs)
    passages_of = _shared(close, settings)
    between = measure(close.tokens, settings.sketch.shingle)
    stands = []
    for pair in close.pairs:
        faces = [_face(close, passages_of[pair], pair, turned) for turned in (True, False) if close.added[pair[turned]]]
        share, stretches, article, existing = max(faces, key=lambda face: face[0])
        sides = close.sides[article], close.sides[existing]
        stands.append(finding(sides, between(article, existing), share, stretches, settings))
    return findings_of([each for each in stands if each is not None])


@dataclass(frozen=True)
class _Close:
    """The articles under suspicion, and some others to compare with, without their furniture; numbers count these."""

    articles: tuple[Article, ...]
    sides: tuple[ArticleSide, ...]
    added: tuple[bool, ...]
    pairs: tuple[Pair, ...]
    tokens: Tokens
    borders: I64  # of the pieces that furniture leaves

    @classmethod
    def of(cls, arrived: Arrivals, pairs: Sequence[Pair]) -> Self:
        suspected = sorted({number for pair in pairs for number in pair})
        common = {number for number, sampled in enumerate(arrived.sampled) if sampled or arrived.added[number]}
        others = sorted(common - set(suspected))
        chosen = suspected + others[:: max(1, -(-len(others) // _BACKGROUND))]
        place_of = {number: n for n, number in enumerate(chosen)}
        articles = tuple(arrived.articles[number] for number in chosen)
        furniture_of = [furniture(article.text) for article in articles[: len(suspected)]]
        spans = [[(start, end) for start, end, _ in article_spans] for article_spans in furniture_of] + [
            [] for _ in articles[len(suspected) :]
        ]
        read = tokens((article.text for article in articles), spans)
        return cls(
            articles,
            tuple(ArticleSide(arrived.articles[n].article, arrived.shown[n], arrived.articles[n].text) for n in chosen),
            tuple(arrived.added[number] for number in chosen),
            tuple((place_of[left], place_of[right]) for left, right in pairs),
            read,
            piece_borders(read, spans),
        )


def _shared(close: _Close, settings: Settings) -> dict[Pair, list[tuple[AlignedSpan, float]]]:
    """The significant passages of each pair, as tokens, with their bits."""
    rows = [(*pair, *span) for pair in close.pairs for span in _aligned(close, pair, settings)]
    columns = AlignedSpans(*np.array(rows, np.int64).reshape(-1, len(AlignedSpans._fields)).T)
    texts = [article.text for article in close.articles]
    weights = scores(columns, close.tokens, texts, [article.language for article in close.articles], settings)
    kept: dict[Pair, list[tuple[AlignedSpan, float]]] = {pair: [] for pair in close.pairs}
    for (left, right, *span), bits, stands in zip(
        rows, weights.bits.tolist(), weights.significant.tolist(), strict=True
    ):
        if stands:
            kept[left, right].append((AlignedSpan(*span), bits))
    return kept


def _aligned(close: _Close, pair: Pair, settings: Settings) -> list[AlignedSpan]:
    """What two articles share, aligned by themselves."""
    hashes, starts, ends = (np.concatenate(parts) for parts in zip(*(close.tokens[n] for n in pair), strict=True))
    walls, size = [], 0
    for number in pair:
        begin, end = close.tokens.offsets[number : number + 2].tolist()
        inside = np.searchsorted(close.borders, [begin, end + 1])
        walls.append(close.borders[inside[0] : inside[1]] - begin + size)
        size += end - begin
    two = Tokens(hashes, starts, ends, np.array([0, len(close.tokens[pair[0]][0]), size]))
    spans = aligned_spans(two, np.arange(2), settings, distinct(np.concatenate(walls)))
    return [AlignedSpan(*span) for span in zip(*(column.tolist() for column in spans[2:]), strict=True)]


def _face(
    close: _Close, passages: Sequence[tuple[AlignedSpan, float]], pair: Pair, turned: bool
) -> tuple[float, list[Stretch], int, int]:
    """A pair seen from its left article (from its right one if `turned`): share of its words, passages, who is who."""
    article, existing = (pair[1], pair[0]) if turned else pair
    (_, starts, ends), (_, other_starts, other_ends) = close.tokens[article], close.tokens[existing]
    covered = np.zeros(len(starts), np.bool_)
    stretches = []
    for span, bits in passages:
        sides = (span.left_from, span.left_to), (span.right_from, span.right_to)
        (first, last), (other_first, other_last) = (sides[1], sides[0]) if turned else sides
        covered[first:last] = True
        start, end = int(starts[first]), int(ends[last - 1])
        other_place = int(other_starts[other_first]), int(other_ends[other_last - 1])
        quote = quoted(close.articles[article].text[start:end])
        stretches.append(Stretch(start, end, *other_place, span.matched, bits, quote))
    stretches.sort(key=lambda stretch: stretch.start)
    return float(covered.mean()) if len(covered) else 0.0, stretches, article, existing
