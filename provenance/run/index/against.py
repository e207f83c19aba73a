"""An index stands for the corpus that others are held against: only what may resemble them is read of it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from provenance.base.arrays import distinct
from provenance.base.backend import Backend, Starting, ready
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.ids import content
from provenance.corpus.slices import Slice
from provenance.index.manifest import NAME
from provenance.index.view import Location
from provenance.run.index.opened import Index
from provenance.run.index.records import IndexedArticle, hashes, read_words

_HOLDERS = 64  # articles of the index that one bucket leads to
_TOGETHER = 2000  # articles of a slice


def is_index(path: str | Path) -> bool:
    """Whether an index lies in a folder."""
    return (Path(path) / NAME).is_file()


class Against:
    """Some indexes, and the places in them of what may be a near-duplicate of the articles that went by."""

    def __init__(self, paths: Sequence[str | Path], settings: Settings) -> None:
        self._settings = settings
        self._views = [Index(path, settings).view() for path in paths]
        self._places: list[set[Location]] = [set() for _ in paths]

    def watched(self, slices: Iterable[Slice], backend: Backend | Starting) -> Iterator[Slice]:
        """The same slices, each looked up as it goes by."""
        for built in slices:
            if built.ids and self._views:
                texts = map(str, built.strings if built.texts is None else built.texts)
                self._look_up([Article("", "", None, None, text) for text in texts], ready(backend))
            yield built

    def _look_up(self, articles: Sequence[Article], backend: Backend) -> None:
        theirs = hashes(read_words(articles, backend), self._settings, backend)
        for table in ("buckets", "fingerprints"):  # of short articles, all words are one fingerprint
            chosen = [item[table] for item in theirs if table == "buckets" or not len(item["buckets"])]
            sought = np.concatenate([np.empty(0, np.uint64), *chosen])
            for view, places in zip(self._views, self._places, strict=True):
                result = view.holders(table, distinct(sought), _HOLDERS)
                places.update(map(Location, result.parts.tolist(), result.rows.tolist()))

    def slices(self) -> Iterator[Slice]:
        """The articles that were looked up, slice by slice, under the ids that they have."""
        for view, places in zip(self._views, self._places, strict=True):
            built = Slice()
            for location in sorted(places):
                record = IndexedArticle.of(*view.record(location))
                dates = record.when("published_from"), record.when("published_to")
                built.add(record.article, str(record.fields["path"]), None, dates, content(record.text), record.text)
                if len(built.ids) == _TOGETHER:
                    yield built
                    built = Slice()
            yield built
