"""The stages of a run: timed, reported as progress, and kept in OUT so that an interrupted run resumes."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from time import perf_counter

import polars as pl
import xxhash

from provenance.base.atomic_write import atomic_write
from provenance.base.tables import SCHEMAS, checked, write_table
from provenance.run.out import write_text_file
from provenance.run.swap import MARKERS


@dataclass(frozen=True)
class Listener:
    """Callbacks of a run: for ledger entries (may raise), for each stage, for notes to the user, for bytes read."""

    on_read: Callable[..., None] = lambda *_: None
    on_stage: Callable[[str], None] = lambda _: None
    on_note: Callable[[str], None] = lambda _: None
    on_progress: Callable[[int], None] | None = None


@dataclass
class Stages:
    """The seconds of each stage; `started` gets each stage's name, `said` each note to the user.

    Tables are kept in `folder` under a key of everything they depend on. One whose marker has the same key, and whose
    bytes are those that were written, is read and not made again; so is one in `earlier`, where a run has ended.
    """

    started: Callable[[str], None] = lambda _: None
    said: Callable[[str], None] = lambda _: None
    folder: Path | None = None
    earlier: Path | None = None
    key: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    def say(self, sentence: str | None) -> None:
        """Pass a note to the user on, if there is one."""
        if sentence:
            self.said(sentence)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        self.started(name)
        begun = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - begun, 3)

    def part(self, name: str, stage: str, begun: Sequence[float]) -> None:
        """Count a part of the stage that has just ended as a stage; nothing is counted where that stage was kept.

        >>> stages = Stages()
        >>> with stages.stage("passages"):
        ...     begun = [perf_counter()]
        >>> stages.part("reworded", "passages", begun)
        >>> sorted(stages.seconds)
        ['passages', 'reworded']
        """
        if begun:
            took = min(self.seconds[stage], round(perf_counter() - begun[0], 3))
            self.seconds[stage] = round(self.seconds[stage] - took, 3)
            self.seconds[name] = took

    def table(self, name: str, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The table of that name: from an earlier, stopped run where it is the same, else made now and kept.

        >>> Stages().table("pairs", lambda: pl.DataFrame(schema=dict(SCHEMAS["pairs"]))).height
        0
        """
        with self.stage(name):
            frame = self._kept(name)
            if frame is None:
                frame = checked(make(), SCHEMAS[name], name)
                self._keep(name, frame)
        return frame

    def frame(self, name: str, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The same for a frame that is no table of the result: it lies beside the markers until the run is done."""
        if self.folder is None:
            return make()
        inner = Stages(folder=self.folder / MARKERS, key=self.key)
        kept = inner._kept(name)
        if kept is None:
            kept = make()
            inner.folder.mkdir(exist_ok=True)  # type: ignore[union-attr]
            inner._keep(name, kept)
        return kept

    def has(self, name: str) -> bool:
        """Whether a stopped run left a frame of that name, of whatever inputs."""
        return self.folder is not None and (self.folder / MARKERS / f"{name}.parquet").is_file()

    def placed(self, name: str, frame: pl.DataFrame, path: Path) -> None:
        """A frame that is a table of the result after all: what was kept of it is put there, or it is written."""
        kept = None if self.folder is None else self.folder / MARKERS / f"{name}.parquet"
        if kept is None or not kept.is_file():
            write_table(frame, path, name)
        else:
            with atomic_write(path, lasting=True) as file:
                file.write(kept.read_bytes())

    def _kept(self, name: str) -> pl.DataFrame | None:
        for folder in (self.folder, self.earlier):
            data = None if folder is None else self._data(folder, name)
            if data is not None:
                frame = pl.read_parquet(data)
                if folder != self.folder:
                    self._keep(name, frame)
                return frame
        return None

    def _data(self, folder: Path, name: str) -> bytes | None:
        """The bytes of a table that fits its marker."""
        try:
            marker = json.loads((folder / MARKERS / f"{name}.json").read_bytes())
            data = (folder / f"{name}.parquet").read_bytes()
        except (OSError, ValueError, RecursionError):
            return None
        return data if marker == self._marker(data) else None

    def _keep(self, name: str, frame: pl.DataFrame) -> None:
        if self.folder is None:
            return
        path = self.folder / f"{name}.parquet"
        write_table(frame, path, name)
        marker = self.folder / MARKERS / f"{name}.json"
        marker.parent.mkdir(exist_ok=True)
        write_text_file(marker, json.dumps(self._marker(path.read_bytes())))

    def _marker(self, data: bytes) -> dict[str, str | int]:
        return {"key": self.key, "size": len(data), "hash": xxhash.xxh3_128_hexdigest(data)}


def key(*parts: object) -> str:
    """One key for inputs, settings and the code itself: what any of them changes is made anew.

    >>> key("a", 1) == key("a", 1), key("a", 1) == key("a", 2)
    (True, False)
    """
    return xxhash.xxh3_128_hexdigest(repr((parts, _code())).encode())


@cache
def _code() -> str:
    """The hash of every file of the package."""
    digest = xxhash.xxh3_128()
    for path, data in _contents(files("provenance"), ""):
        digest.update(path.encode() + b"\0" + data)
    return digest.hexdigest()


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _contents(item, f"{path}/{item.name}")
        elif item.is_file():
            yield f"{path}/{item.name}", item.read_bytes()
