"""A large folder's fingerprints are kept beside git's own data, so that a hook reads only the files that matter.

An entry is named after the path and the content of a staged file, so what is kept is fresh when the names are the same:
entries of files that are gone go, files without one are read once, some at a time. It holds no texts, and is made anew
where it cannot be used.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from pathlib import Path

import numpy as np

from provenance.base.arrays import distinct, is_among
from provenance.base.errors import ProvenanceError, StoreError
from provenance.base.settings import Settings
from provenance.base.tokens import U64, tokens
from provenance.corpus.article import Article
from provenance.index.entries import IndexEntry, hashes_by_article, name_hash
from provenance.index.manifest import NAME
from provenance.index.store import Store
from provenance.index.view import Location, View
from provenance.match.added_candidates import added_postings
from provenance.run.gate.skim import HOLDERS
from provenance.run.index.records import baked
from provenance.run.lock import locked

_ANYHOW = np.array([1 << 32], np.uint64)  # the bucket of files that are read whatever they share
_AT_ONCE = 500  # files that one run takes in, .6 s; until all are there, files are skimmed as if nothing were kept
_NEVER = 0.0  # seconds that a hook waits for another one that is at work here

Reader = Callable[[Sequence[str]], Iterable[tuple[str, list[Article]]]]


def sharing(
    folder: Path,
    staged: Mapping[str, str],
    names: Mapping[str, str],
    read: Reader,
    texts: Sequence[str],
    settings: Settings,
) -> set[str] | None:
    """The staged files (path -> object) that may share text with some texts; None where nothing can be kept.

    `names` are the ids that files have as articles; one whose article has another id is always among them.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, _NEVER):
            try:
                view = _fresh(folder, staged, names, read, settings)
                # the next runs take in the rest
                return _sharing(view, names, texts, settings) if len(view) == len(staged) else None
            except StoreError:  # damaged inside: the next run makes it anew
                (folder / NAME).unlink(missing_ok=True)
                return None
    except (OSError, ProvenanceError):
        return None


def _sharing(view: View, names: Mapping[str, str], texts: Sequence[str], settings: Settings) -> set[str]:
    """The files that the texts' fingerprints lead to, the first ones by their names' hashes, and those read anyhow."""
    articles = [Article("", "", None, None, text) for text in texts]
    hashes = np.concatenate([np.empty(0, np.uint64), *_prints(articles, settings)])
    hits = [
        view.holders("fingerprints", distinct(hashes), len(view) + 1),
        view.holders("buckets", _ANYHOW, len(view) + 1),
    ]
    path = cache(lambda location: view.record(location)[0].partition("\0")[2])
    holders: dict[tuple[int, int], set[str]] = {}
    for number, hit in enumerate(hits):
        for sought, *location in zip(hit.wanted.tolist(), hit.parts.tolist(), hit.rows.tolist(), strict=True):
            holders.setdefault((number, sought), set()).add(path(Location(*location)))
    anyhow = holders.pop((1, 0), set())
    first = (nsmallest(HOLDERS, paths, key=lambda p: (name_hash(names[p]), p)) for paths in holders.values())
    return anyhow.union(*first)


def _fresh(folder: Path, staged: Mapping[str, str], names: Mapping[str, str], read: Reader, settings: Settings) -> View:
    """The kept entries, once they are those of the staged files. The caller has the lock."""
    try:
        store = Store(folder, baked(settings))
    except ProvenanceError:  # none yet, of another version, or damaged
        for path in folder.iterdir():
            if not path.name.startswith(".provenance-"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        store = Store.build(folder, baked(settings))
    by_hash = {name_hash(name): name for name in (f"{name}\0{path}" for path, name in staged.items())}
    view = store.view()
    kept = {number: segment.names.complete() for number, segment in enumerate(view.parts)}
    sought = np.sort(np.fromiter(by_hash, np.uint64, len(by_hash)))
    gone = [
        view.record(Location(number, row))[0]
        for number, hashes in kept.items()
        for row in np.flatnonzero(~is_among(hashes, sought)).tolist()
        if row not in view.dead[number]
    ]
    if gone:
        store.remove(gone)
    have = [np.delete(hashes, sorted(view.dead[number])) for number, hashes in kept.items()]
    lacking = sought[~is_among(sought, np.sort(np.concatenate([np.empty(0, np.uint64), *have])))]
    if len(lacking):
        paths = sorted(by_hash[number].partition("\0")[2] for number in lacking.tolist())[:_AT_ONCE]
        store.put([_entries(read(paths), staged, names, settings)])
    return store.view()


def _entries(
    files: Iterable[tuple[str, list[Article]]], staged: Mapping[str, str], names: Mapping[str, str], settings: Settings
) -> list[IndexEntry]:
    """An entry a file, without its text."""
    built = []
    for path, articles in files:
        renamed = any(article.article != names[path] for article in articles)
        prints = np.concatenate([np.empty(0, np.uint64), *_prints(articles, settings)])
        tables = {"buckets": _ANYHOW if renamed else _ANYHOW[:0], "fingerprints": prints}
        built.append(IndexEntry(f"{staged[path]}\0{path}", b"", tables))
    return built


def _prints(articles: Sequence[Article], settings: Settings) -> list[U64]:
    """What suspects go by, of each article."""
    hashes, numbers = added_postings(tokens(article.text for article in articles), settings)
    order = np.argsort(numbers, kind="stable")
    return hashes_by_article(hashes[order], np.searchsorted(numbers[order], np.arange(len(articles) + 1)))
