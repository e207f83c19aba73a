"""An index stands for the corpus that others are held against: only what may resemble them is read of it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from provenance.base.arrays import distinct
from provenance.base.engine import Engine, Starting, ready
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.ids import content
from provenance.corpus.slices import Slice
from provenance.index.manifest import NAME
from provenance.index.view import Location
from provenance.run.opened import Index
from provenance.run.records import IndexedArticle, hashes, read_words

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

    def watched(self, given: Iterable[Slice], engine: Engine | Starting) -> Iterator[Slice]:
        """The same slices, each looked up as it goes by."""
        for made in given:
            if made.ids and self._views:
                texts = map(str, made.strings if made.texts is None else made.texts)
                self._look_up([Article("", "", None, None, text) for text in texts], ready(engine))
            yield made

    def _look_up(self, articles: Sequence[Article], engine: Engine) -> None:
        own = hashes(read_words(articles, engine), self._settings, engine)
        for table in ("buckets", "fingerprints"):  # of short articles, all words are one fingerprint
            some = [one[table] for one in own if table == "buckets" or not len(one["buckets"])]
            wanted = np.concatenate([np.empty(0, np.uint64), *some])
            for view, places in zip(self._views, self._places, strict=True):
                found = view.holders(table, distinct(wanted), _HOLDERS)
                places.update(map(Location, found.parts.tolist(), found.rows.tolist()))

    def slices(self) -> Iterator[Slice]:
        """The articles that were looked up, slice by slice, under the ids that they have."""
        for view, places in zip(self._views, self._places, strict=True):
            made = Slice()
            for place in sorted(places):
                record = IndexedArticle.of(*view.record(place))
                dates = record.when("published_from"), record.when("published_to")
                made.add(record.article, str(record.fields["path"]), None, dates, content(record.text), record.text)
                if len(made.ids) == _TOGETHER:
                    yield made
                    made = Slice()
            yield made
