"""Articles become entries of an index, and entries become articles again: what an index keeps of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import msgpack  # type: ignore[import-untyped]
import numpy as np
from xxhash import xxh3_64_hexdigest

from provenance.base.backend import Backend, Starting, load, ready
from provenance.base.settings import Settings
from provenance.base.shingles import shingles
from provenance.base.tokens import I64, U64, Tokens, tokens, word_count
from provenance.base.tokens import VERSION as TOKENS_VERSION
from provenance.base.twins import TOKENS_BY
from provenance.corpus.article import Article
from provenance.corpus.article_row import row_of
from provenance.corpus.furniture.scan import furniture
from provenance.corpus.language import language
from provenance.index.bands import bucket_hashes
from provenance.index.entries import IndexEntry, hashes_by_article
from provenance.index.manifest import Baked
from provenance.index.signatures import SCHEME
from provenance.index.twins import SIGNATURES_BY
from provenance.match.fingerprints.winnowing import piece_borders
from provenance.match.twins import FINGERPRINTS_BY

TOGETHER = 4096  # articles that are worked on at once
_FULL = 8_000_000  # characters, likewise
_DATES = ("published_from", "published_to", "captured_from", "captured_to")
_DERIVED = ("article", "record", "language", "words", "date_basis", "date_evidence", "published_candidates")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PROBE = (
    "The harbour master of Quellmouth said on Tuesday that the tide gate would stay shut until the eels had passed."
)

Spans = list[tuple[int, int, str]]


class Read(NamedTuple):
    """Some articles with their furniture, their tokens without it, and the borders of the pieces that it leaves."""

    articles: Sequence[Article]
    furniture: list[Spans]
    tokens: Tokens
    borders: I64


def read_words(articles: Sequence[Article], backend: Backend = "python") -> Read:
    """The tokens of some articles."""
    texts = [article.text for article in articles]
    spans: list[Spans] = [[] for _ in texts]
    with_furniture = list(range(len(texts)))
    if backend != "python":  # most are seen to be prose without a closer look
        with_furniture = np.flatnonzero(~load("provenance.corpus.furniture.prose_parallel").prose(texts)).tolist()
    for number in with_furniture:
        spans[number] = [(start, end, kind) for start, end, kind in furniture(texts[number])]
    leave_out = [[(start, end) for start, end, _ in theirs] for theirs in spans]
    read = TOKENS_BY[backend](texts, leave_out)
    return Read(articles, spans, read, piece_borders(read, leave_out))


def hashes(read: Read, settings: Settings, backend: Backend = "python") -> list[dict[str, U64]]:
    """What leads to each article: the buckets of its signature, and its fingerprints.

    All words of an article that is shorter than a shingle count as one.
    """
    signed = SIGNATURES_BY[backend](read.tokens, settings.sketch)
    buckets = [np.empty(0, np.uint64)] * len(read.articles)
    for number, theirs in zip(signed.articles.tolist(), bucket_hashes(signed.values, settings.banded), strict=True):
        buckets[number] = theirs
    found_prints = FINGERPRINTS_BY[backend](read.tokens, settings, read.borders)
    prints = hashes_by_article(
        found_prints.hashes, np.searchsorted(found_prints.articles, np.arange(len(read.articles) + 1))
    )
    for number in np.flatnonzero(np.diff(read.tokens.offsets) < settings.sketch.shingle).tolist():
        prints[number] = shingles(read.tokens[number][0], settings.sketch.shingle)
    return [{"buckets": b, "fingerprints": f} for b, f in zip(buckets, prints, strict=True)]


def index_entries(
    articles: Iterable[Article], settings: Settings, *, backend: Backend | Starting = "python"
) -> Iterator[list[IndexEntry]]:
    """The entries of an index, some thousand at a time."""
    for chosen in _batches(articles):
        quick = ready(backend)
        read = read_words(chosen, quick)
        counts = [word_count(read.tokens[number][0]) for number in range(len(chosen))]
        built = []
        for article, spans, count, theirs in zip(
            chosen, read.furniture, counts, hashes(read, settings, quick), strict=True
        ):
            row = row_of(article, spans, count, None)
            built.append(IndexEntry(article.article, packed_row(row, article.language), theirs))
        yield built


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chosen: list[Article] = []
    size = 0
    for article in articles:
        chosen.append(article)
        size += len(article.text)
        if len(chosen) == TOGETHER or size > _FULL:
            yield chosen
            chosen, size = [], 0
    if chosen:
        yield chosen


def packed_row(row: Mapping[str, Any], given_language: str | None) -> bytes:
    """A row of ARTICLES as bytes; what follows from the rest is left out."""
    kept = {name: value for name, value in row.items() if value not in (None, []) and name not in _DERIVED}
    kept |= {name: (kept[name] - _EPOCH) // timedelta(microseconds=1) for name in _DATES if name in kept}
    if row["furniture"]:
        kept["furniture"] = [[span["start"], span["end"], span["kind"]] for span in row["furniture"]]
    if given_language:
        kept["language"] = given_language
    data: bytes = msgpack.packb(kept, unicode_errors="surrogatepass")
    return data


@dataclass(frozen=True)
class IndexedArticle:
    """An article out of an index, with its tokens where these are known."""

    article: str
    fields: Mapping[str, Any]
    known: tuple[U64, Any, Any] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, article: str, data: bytes) -> "IndexedArticle":
        """The record of an article from its bytes."""
        return cls(article, msgpack.unpackb(data, unicode_errors="surrogatepass"))

    @property
    def text(self) -> str:
        """Its text, as it was read."""
        return str(self.fields.get("text", ""))

    @property
    def furniture(self) -> Spans:
        """What of it is furniture."""
        return [(start, end, kind) for start, end, kind in self.fields.get("furniture", ())]

    @cached_property
    def language(self) -> str | None:
        """As it was given, else guessed."""
        return language(self.text, self.fields.get("language"))

    def when(self, name: str) -> datetime | None:
        """One of its dates."""
        value = self.fields.get(name)
        return None if value is None else _EPOCH + timedelta(microseconds=value)

    def as_article(self) -> Article:
        """The article as it was read."""
        names = ("path", "text", "outlet", "url", "title", "byline", "language", "encoding")
        theirs: dict[str, Any] = {name: self.fields.get(name) for name in names}
        theirs |= {name: self.when(name) for name in _DATES}
        theirs["text"], theirs["path"] = self.text, str(self.fields.get("path", ""))
        return Article(self.article, record=None, line=None, published=self.fields.get("published_given"), **theirs)

    def row(self) -> dict[str, object]:
        """The article as a row of ARTICLES."""
        count = word_count(self.words[0])
        return row_of(self.as_article(), self.furniture, count, self.language)

    @cached_property
    def words(self) -> tuple[U64, Any, Any]:
        """Its tokens without furniture: hashes, starts, ends."""
        return tokens([self.text], [self._spans])[0] if self.known is None else self.known

    @property
    def _spans(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end, _ in self.furniture]


def with_words(records: Mapping[str, IndexedArticle]) -> dict[str, IndexedArticle]:
    """The same articles, by their ids, with their tokens, which are made faster together."""
    articles = records.values()
    words = tokens([record.text for record in articles], [record._spans for record in articles])
    return {name: replace(record, known=words[n]) for n, (name, record) in enumerate(records.items())}


def articles_read(read: Read, prefix: str = "") -> list[IndexedArticle]:
    """The records of articles that are in no index, with their tokens, and with a prefix before each id."""
    return [
        replace(
            IndexedArticle.of(prefix + article.article, packed_row(row_of(article, spans, 0, None), article.language)),
            known=read.tokens[number],
        )
        for number, (article, spans) in enumerate(zip(read.articles, read.furniture, strict=True))
    ]


def baked(settings: Settings) -> Baked:
    """What an index is made with: an index that was made with other values answers nothing.

    `probe` are the hashes of a sentence: whatever else makes another version's hashes other, they differ too.
    """
    sketch = settings.banded
    [probe] = hashes(read_words([Article("probe", "", None, None, _PROBE)]), settings)
    return {
        "tokens": TOKENS_VERSION,
        "scheme": SCHEME,
        "shingle": sketch.shingle,
        "values": sketch.values,
        "seed": sketch.seed,
        "bands": sketch.bands,
        "rows": sketch.rows,
        "winnow": settings.winnow,
        "probe": xxh3_64_hexdigest(b"".join(np.sort(theirs).tobytes() for theirs in probe.values())),
    }
