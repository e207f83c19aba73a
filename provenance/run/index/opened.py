"""An opened index, as its users see it: articles go in, and one article is asked about."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from provenance.base.backend import Backend, Starting
from provenance.base.errors import StoreError
from provenance.base.escaping import QUERY
from provenance.base.settings import LOCK_SECONDS, Settings
from provenance.corpus.article import Article
from provenance.index.manifest import NAME
from provenance.index.store import Store
from provenance.index.view import View
from provenance.run.index.answers import NearDuplicate, SharedPassage, near_duplicates, relatives, shared_passages
from provenance.run.index.records import (
    IndexedArticle,
    articles_read,
    baked,
    hashes,
    index_entries,
    read_words,
    with_words,
)
from provenance.run.lock import locked

if TYPE_CHECKING:
    import polars as pl

    from provenance.base.tables import Tables


@dataclass(frozen=True)
class Answer:
    """What an index says of one article; `tables` are those of a trace of it and its relatives, where that was asked.

    `passages` are those that are shared word for word; `sources` are rows of derivations, with the evidence.
    """

    article: str
    near_duplicates: list[NearDuplicate]
    passages: list[SharedPassage]
    sources: list[dict[str, Any]] = field(default_factory=list)
    trace: "Callable[[], Tables] | None" = field(default=None, repr=False, compare=False)

    @cached_property
    def tables(self) -> "Tables | None":
        """All tables of that trace, made when they are first looked at."""
        return None if self.trace is None else self.trace()

    def as_json(self) -> dict[str, Any]:
        """The same for programs: places are code points, half-open."""
        return {
            "article": self.article,
            "near_duplicates": [duplicate._asdict() for duplicate in self.near_duplicates],
            "passages": [passage._asdict() for passage in self.passages],
            "sources": self.sources,
        }


class Index:
    """An index in a folder. Many may read it while one writes; each question sees the last commit.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     index = Index.build(folder, [Article("pier", "", None, None, "Rain fell on the old north pier on Monday.")])
    ...     [near.article for near in index.query("Rain fell on the old north pier on Monday!").near_duplicates]
    ['pier']
    """

    def __init__(
        self, path: str | Path, settings: Settings | None = None, *, lock_seconds: float = LOCK_SECONDS
    ) -> None:
        self.path, self.settings, self._seconds = Path(path), settings or Settings(), lock_seconds
        self._baked = baked(self.settings)
        self._store = Store(self.path, self._baked)

    @classmethod
    def build(
        cls,
        path: str | Path,
        articles: "Iterable[Article] | pl.DataFrame" = (),
        settings: Settings | None = None,
        *,
        lock_seconds: float = LOCK_SECONDS,
        backend: Backend | Starting = "python",
        force: bool = False,
    ) -> Self:
        """A new index of these articles; StoreError where there is one, unless it may be replaced (`force`)."""
        folder, settings = Path(path), settings or Settings()
        with _writing(folder, lock_seconds):
            if (folder / NAME).exists() and not force:
                what, advice = "there is an index here", "provenance index add, or --force to replace it"
                raise StoreError("E-INDEX-EXISTS", what, path=folder, advice=advice)
            Store.build(
                folder, baked(settings), index_entries(_articles(articles, settings), settings, backend=backend)
            )
        return cls(folder, settings, lock_seconds=lock_seconds)

    def __len__(self) -> int:
        return len(self._store.view())

    def __contains__(self, article: str) -> bool:
        return self._store.view().place_of(article) is not None

    def add(
        self, articles: "Iterable[Article] | pl.DataFrame", *, backend: Backend | Starting = "python"
    ) -> tuple[int, int]:
        """Add articles, on the disk once this returns: how many are new or changed, and how many were the same.

        An article takes the place of an earlier one under its id.
        """
        with self._lock():
            return self._store.put(index_entries(_articles(articles, self.settings), self.settings, backend=backend))

    def remove(self, articles: Iterable[str]) -> list[str]:
        """Take articles out by their ids; the ids that were not there."""
        with self._lock():
            return self._store.remove(articles)

    def compact(self) -> None:
        """One segment of all articles, and nothing of those that are gone."""
        with self._lock():
            self._store.compact()

    def merge(self, paths: Sequence[str | Path]) -> tuple[int, int]:
        """Add the articles of other indexes; an id that is here stays as it is. How many came, and how many did not."""
        with self._lock():
            return self._store.merge([Store(Path(path), self._baked) for path in paths])

    def verify(self) -> int:
        """How many articles there are, once every byte is known to be what was written; else StoreError."""
        return self._store.verify()

    def info(self) -> dict[str, Any]:
        """What the index is made with, and how large it is."""
        view, manifest = self._store.view(), self._store.manifest
        count, size = len(view), self._store.size
        return {
            "path": str(self.path),
            "articles": count,
            "segments": len(manifest.segments),
            "removed": sum(map(len, view.dead)),
            "bytes": size,
            "bytes_of_texts": sum(int(part.record_bytes) for part in view.parts),
            "bytes_an_article": round(size / count, 1) if count else None,
            **manifest.baked,
        }

    def view(self) -> View:
        """The articles as of the last commit."""
        return self._store.view()

    def records(self) -> Iterator[IndexedArticle]:
        """All articles."""
        return (IndexedArticle.of(*item) for item in self._store.view().everything())

    def record(self, article: str) -> IndexedArticle | None:
        """One article by its id; None where it is not here."""
        view = self._store.view()
        location = view.place_of(article)
        return None if location is None else IndexedArticle.of(*view.record(location))

    def relatives(self, articles: Sequence[Article], without: Collection[str] = ()) -> list[IndexedArticle]:
        """The articles of the index that may share text with any of some articles, by id."""
        view, records = self._store.view(), {}
        for theirs in hashes(read_words(articles), self.settings):
            for chosens in relatives(view, theirs, without):
                records.update({record.article: record for record in chosens})
        return [records[name] for name in sorted(records)]

    def query(self, article: str | Article, *, sources: bool = False, without: Collection[str] = ()) -> Answer:
        """What the index knows of an article (or a text): near-duplicates, shared passages, and with `sources` these.

        Articles `without` some ids are left out. With `sources`, the article is traced together with those that it
        resembles or shares a passage with.
        """
        if isinstance(article, str):
            article = Article("text", "", None, None, article)
        read = read_words([article])
        [theirs] = hashes(read, self.settings)
        [query] = articles_read(read, QUERY)
        alike, sharing = relatives(self._store.view(), theirs, without)
        others = with_words({record.article: record for record in (*alike, *sharing)})
        duplicates = near_duplicates(query, list(others.values()), self.settings)
        chosen = [others[name] for name in sorted({n.article for n in duplicates} | {r.article for r in sharing})]
        passages = shared_passages(query, chosen, self.settings)
        if not sources:
            return Answer(article.article, duplicates, passages)
        from provenance.run.index.sources import sources_of, trace_of  # noqa: PLC0415  # polars, .2 s

        kin = {pair.article for pair in duplicates} | {passage.article for passage in passages}
        kindred = [record for record in chosen if record.article in kin]
        rows = sources_of(query, kindred, self.settings)
        return Answer(article.article, duplicates, passages, rows, partial(trace_of, query, kindred, self.settings))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with _writing(self.path, self._seconds):
            yield


@contextmanager
def _writing(folder: Path, seconds: float) -> Iterator[None]:
    """The folder is there, and this writer's alone."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, seconds):
        yield


def _articles(articles: "Iterable[Article] | pl.DataFrame", settings: Settings) -> Iterable[Article]:
    """Articles as they are, or out of the rows of a frame."""
    if not hasattr(articles, "iter_rows"):
        return articles
    from provenance.corpus.read import read_records  # noqa: PLC0415

    rows = articles.iter_rows(named=True)
    return (article for _, article in read_records(rows, settings) if article is not None)
