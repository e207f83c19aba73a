"""The index on disk: one folder with a manifest, a journal, and segments.

What is added stands in the journal until there is enough for a segment; segments of like size become one. Readers see
the last commit, and go on seeing it while a writer works. There is one writer at a time, which its caller sees to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from provenance.base.errors import MachineError, ProvenanceError
from provenance.index import journal
from provenance.index.columns import damaged
from provenance.index.entries import IndexEntry
from provenance.index.journal import Head, StoreChange
from provenance.index.manifest import NAME, Baked, Manifest, manifest_bytes
from provenance.index.segment import ENDING, Held, IndexSegment, SegmentFile, joined_segments, write_segment
from provenance.index.view import Location, Part, View

FEW = 512  # articles in the journal before they become a segment
_MOST = 4_000_000  # bytes in it, likewise
_MANY, _FULL = 1 << 16, 1 << 26  # articles and bytes on their way in before they become one
_ALIKE = 4  # segments of like size that become one
_TIMES = 4  # a segment is of like size where all smaller ones together have a quarter of its articles
_GONE = 0.25  # share of dead rows from which a segment is written anew
_TRIES = 50  # times that files are opened anew which a writer has just replaced

Dead = Mapping[str, frozenset[int]]


class Store:
    """An index in a folder, open for reading; what writes must be called by one at a time."""

    def __init__(self, folder: Path, baked: Baked, *, fresh: bool = False) -> None:
        self.folder, self._baked = folder, baked
        self._segments: dict[str, IndexSegment] = {}
        self._data = b""
        if fresh:  # as long as nothing is published
            latest = max((path.name for path in folder.glob("journal-*")), key=_number, default="journal-0")
            self._begin(Manifest(baked, latest), b"", {})
            self._take_in(Head(0, b""), b"", [])
        else:
            self._refresh()

    @classmethod
    def build(cls, folder: Path, baked: Baked, batches: Iterable[Sequence[IndexEntry]] = ()) -> Self:
        """A new index of these articles, in one segment; it takes the place of one that is there once it is whole."""
        with _named(folder):
            folder.mkdir(parents=True, exist_ok=True)
            built = cls(folder, baked, fresh=True)
            try:
                _Intake(built).put(batches, as_one=True)
            except BaseException:
                with suppress(OSError, ProvenanceError):
                    earlier = (folder / NAME).exists()
                    _swept(folder, Manifest.of(manifest_bytes(folder), folder / NAME) if earlier else None)
                raise
        return built

    @property
    def manifest(self) -> Manifest:
        """What the index is, as of the last look."""
        return self._manifest

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return (
            sum(segment.size for segment in self._manifest.segments)
            + len(self._commits)
            + journal.START
            + len(self._data)
        )

    def view(self) -> View:
        """The articles as of the last commit."""
        self._refresh()
        return self._view

    def _refresh(self) -> None:
        """See the last commit. Files that a writer has just replaced are looked for anew."""
        for last in (False,) * _TRIES + (True,):
            try:
                self._look()
                return
            except FileNotFoundError as error:
                if last:
                    raise damaged(error.filename or self.folder, "a file of the index is missing") from None

    def _look(self) -> None:
        data = manifest_bytes(self.folder)
        fresh = not self._data or data != self._data
        manifest = Manifest.of(data, self.folder / NAME) if fresh else self._manifest
        if fresh:
            manifest.fitting(self._baked, self.folder)
        path = self.folder / manifest.journal
        at = journal.head(path)
        if fresh or at != self._head:
            segments = {file.name: self._opened(file) for file in manifest.segments}
            commits = journal.commits(path, at)
            changes = journal.read_changes(commits, path)
            self._begin(manifest, data, segments)
            self._take_in(at, commits, changes)

    def _begin(self, manifest: Manifest, data: bytes, segments: dict[str, IndexSegment]) -> None:
        """What a manifest says, before the journal."""
        self._manifest, self._data, self._segments = manifest, data, segments
        self._held: dict[str, IndexEntry] = {}
        self._dead = {file.name: manifest.dead.get(file.name, frozenset()) for file in manifest.segments}

    def _opened(self, file: SegmentFile) -> IndexSegment:
        segment = self._segments.get(file.name)
        return segment if segment is not None else IndexSegment(self.folder / f"{file.name}{ENDING}", file.size)

    def _take_in(self, at: Head, commits: bytes, changes: Sequence[StoreChange]) -> None:
        """The journal has these commits now, the last of which made these changes."""
        self._head, self._commits = at, commits
        for change in changes:
            self._held.pop(change.article, None)
            if change.entry is not None:
                self._held[change.article] = change.entry
            for name, row in change.kills:
                self._dead[name] |= {row}
        parts: list[Part] = [*self._segments.values(), Held(list(self._held.values()))]
        self._view = View(parts, [*(self._dead[name] for name in self._segments), frozenset()])

    # what writes

    def put(self, batches: Iterable[Sequence[IndexEntry]]) -> tuple[int, int]:
        """Add articles, in place of those with their ids; how many are new or changed, and how many were the same.

        All of them are there once it returns, or none.
        """
        with self._writing():
            return _Intake(self).put(batches)

    def remove(self, articles: Iterable[str]) -> list[str]:
        """Take articles out; the ids of those that were not there."""
        with self._writing():
            names = list(dict.fromkeys(articles))
            places = dict(zip(names, self._view.places_of(names), strict=True))
            changed = [
                StoreChange(name, None, self.kills(location))
                for name, location in places.items()
                if location is not None
            ]
            if changed:
                self.commit(changed)
        return [name for name, location in places.items() if location is None]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """What is written inside: where it fails or is stopped, no half of it is left."""
        with _named(self.folder):
            self._clear()
            try:
                yield
            except BaseException:
                with suppress(OSError, ProvenanceError):
                    self._clear()
                raise

    def kills(self, location: Location | None) -> list[tuple[str, int]]:
        """A place as a row of a segment; what is in the journal is replaced there."""
        names = list(self._segments)
        return [(names[location.part], location.row)] if location is not None and location.part < len(names) else []

    def commit(self, changes: Sequence[StoreChange]) -> None:
        """Changes at the end of the journal; a full one becomes a segment."""
        at, commit = journal.append(self.folder / self._manifest.journal, self._head, self._commits, changes)
        self._take_in(at, self._commits + commit, changes)
        if len(self._held) > FEW or len(self._commits) > _MOST:
            self.settle([], {}, ())

    def settle(
        self, fresh: Sequence[SegmentFile], kills: Mapping[str, set[int]], gone: Iterable[str], *, as_one: bool = False
    ) -> None:
        """A manifest with the `fresh` segments and, as one more, the journal's articles without those in `gone`.

        All of them as one, where asked `as_one`.
        """
        left = set(gone)
        remainder = [entry for name, entry in self._held.items() if name not in left]
        fresh = [*fresh, *([write_segment(self.folder, remainder)] if remainder else [])]
        dead = {name: rows | kills.get(name, set()) for name, rows in self._dead.items()}
        dead |= {file.name: frozenset(kills.get(file.name, ())) for file in fresh}  # one may be back that was removed
        segments = {file.name: file for file in [*self._manifest.segments, *fresh]}
        every = list(segments.values())
        self._publish(*(self._as_one(every, every, dead) if as_one else self._tidied(every, dead)))

    def compact(self) -> None:
        """All articles in one segment, and nothing of those that are gone."""
        with self._writing():
            self._publish(self._joined([self._view]), {})

    def merge(self, others: Sequence["Store"]) -> tuple[int, int]:
        """Add all articles of other indexes; an id that is here stays as it is. How many came, and how many did not."""
        with self._writing():
            before, views = len(self._view), [store.view() for store in others]
            self._publish(self._joined([self._view, *views]), {})
        return len(self._view) - before, sum(map(len, views)) - (len(self._view) - before)

    def verify(self) -> int:
        """How many articles there are; StoreError where any byte that matters is not what was written."""
        view = self.view()
        for segment in view.parts:
            if isinstance(segment, IndexSegment):
                segment.check()
        last = None
        for article, _ in view.everything():
            if article == last:
                raise damaged(self.folder, f"article {article!r} is there twice")
            last = article
        return len(view)

    def _joined(self, views: Sequence[View]) -> list[SegmentFile]:
        """All articles of several views as one segment; what stands in a journal is written first."""
        files, dead = [], []
        for view in views:
            for segment, gone in zip(view.parts, view.dead, strict=True):
                if isinstance(segment, IndexSegment):
                    files.append(segment)
                    dead.append(gone)
                elif len(segment):
                    files.append(self._opened(write_segment(self.folder, segment.entries)))
                    dead.append(gone)
        joined = joined_segments(self.folder, files, dead)
        return [joined] if joined.articles else []

    def _tidied(self, segments: list[SegmentFile], dead: Dead) -> tuple[list[SegmentFile], Dead]:
        """Segments of like size as one, and those without what is gone of which much is; what else is dead."""
        segments = sorted(segments, key=lambda segment: -segment.articles)
        first = len(segments)
        while first and segments[first - 1].articles <= _TIMES * max(
            1, sum(segment.articles for segment in segments[first:])
        ):
            first -= 1
        alike = segments[first:] if len(segments) - first >= _ALIKE else []
        alike += [
            segment
            for segment in segments
            if segment not in alike and len(dead.get(segment.name, ())) > _GONE * segment.articles
        ]
        return self._as_one(segments, alike, dead) if alike else (segments, dead)

    def _as_one(
        self, segments: Sequence[SegmentFile], chosen: Sequence[SegmentFile], dead: Dead
    ) -> tuple[list[SegmentFile], Dead]:
        """Some of the segments as one; what is dead in the others."""
        if len(chosen) == 1 and not dead.get(chosen[0].name):
            return list(segments), dead
        joined = joined_segments(
            self.folder, [self._opened(file) for file in chosen], [dead.get(o.name, frozenset()) for o in chosen]
        )
        remainder = [file for file in segments if file not in chosen]
        return [*remainder, *([joined] if joined.articles else [])], {
            file.name: dead.get(file.name, frozenset()) for file in remainder
        }

    def _publish(self, segments: Sequence[SegmentFile], dead: Dead) -> None:
        """A new manifest and an empty journal take the place of the old ones, whose files go."""
        name = _after(self._manifest.journal)
        journal.created(self.folder / name)
        self._manifest.but(segments=tuple(segments), dead=dead, journal=name).write(self.folder)
        self._clear()

    def _clear(self) -> None:
        """What killed writers left goes: files that the manifest does not name."""
        self._refresh()
        _swept(self.folder, self._manifest)


def _swept(folder: Path, manifest: Manifest | None) -> None:
    """Files of an index that its manifest does not name are no more."""
    names = set() if manifest is None else {manifest.journal, *(f"{file.name}{ENDING}" for file in manifest.segments)}
    for path in folder.iterdir():
        ours = path.suffix in (ENDING, ".part", ".making") or path.name.startswith("journal-")
        if ours and path.name not in names:
            with suppress(OSError):  # some systems keep files that are open
                path.unlink()


class _Intake:
    """Articles on their way in: few go to the journal, many become segments at once."""

    def __init__(self, store: Store) -> None:
        self._store, self._view = store, store._view
        self._written: list[SegmentFile] = []
        self._files: list[IndexSegment] = []
        self._kills: dict[str, set[int]] = {}
        self._replaced: dict[str, Location] = {}
        self._waiting: dict[str, IndexEntry] = {}
        self._size = self._new = self._same = 0

    def put(self, batches: Iterable[Sequence[IndexEntry]], *, as_one: bool = False) -> tuple[int, int]:
        """All batches, `as_one` segment if asked; how many articles are new or changed, and how many were the same."""
        for batch in batches:
            self._take(batch)
            if len(self._waiting) >= _MANY or self._size >= _FULL:
                self._write()
        if as_one or self._written or len(self._waiting) > FEW:
            self._write()
            for location in self._replaced.values():
                for name, row in self._store.kills(location):
                    self._kills.setdefault(name, set()).add(row)
            self._store.settle(self._written, self._kills, self._replaced, as_one=as_one)
        elif self._waiting:
            self._store.commit(
                [
                    StoreChange(name, entry, self._store.kills(self._replaced.get(name)))
                    for name, entry in self._waiting.items()
                ]
            )
        return self._new, self._same

    def _take(self, batch: Sequence[IndexEntry]) -> None:
        """Of a batch, what is not there already; of an id that comes twice, the last one."""
        entries = {entry.article: entry for entry in batch}
        self._forget(list(entries))
        places = self._view.places_of(list(entries))
        for (article, entry), location in zip(entries.items(), places, strict=True):
            if location is not None and self._view.record(location)[1] == entry.data:
                self._replaced.pop(article, None)
                self._same += 1
                continue
            if location is not None:
                self._replaced[article] = location
            self._waiting[article] = entry
            self._size += len(entry.data)
            self._new += 1

    def _forget(self, articles: Sequence[str]) -> None:
        """What came under these ids before, in this intake."""
        for article in articles:
            if self._waiting.pop(article, None) is not None:
                self._new -= 1
        for location in View(self._files, [frozenset()] * len(self._files)).places_of(articles):
            if location is not None:
                self._kills.setdefault(self._written[location.part].name, set()).add(location.row)

    def _write(self) -> None:
        if not self._waiting:
            return
        file = write_segment(self._store.folder, list(self._waiting.values()))
        if self._kills.pop(file.name, None) is None:  # else what was written before is back
            self._written.append(file)
            self._files.append(self._store._opened(file))
        self._waiting.clear()
        self._size = 0


def _after(name: str) -> str:
    """The name of the next journal."""
    return f"journal-{_number(name) + 1}"


def _number(name: str) -> int:
    digits = name.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    """What the system refuses inside is an error that names the index."""
    try:
        yield
    except (OSError, MachineError) as error:
        if isinstance(error, MachineError) and not Path(str(error.path)).is_relative_to(folder):
            raise
        what = error.what if isinstance(error, MachineError) else error.strerror or str(error)
        advice = error.advice if isinstance(error, MachineError) else None
        raise MachineError("E-INDEX-WRITE", f"cannot write the index ({what})", path=folder, advice=advice) from None
