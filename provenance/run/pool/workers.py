"""Slices of articles go through the text stages, side by side in processes where there are several.

One slice, and so every small input, is read in the process that runs. The rows do not depend on how many processes
there are, nor on the size of the slices.
"""

import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any

import polars as pl

from provenance.base.atomic_write import room_for
from provenance.base.errors import MachineError
from provenance.base.worker import Worker
from provenance.corpus.articles import SLICE
from provenance.run.pool.parts import keep_part, kept_part, part_name, slice_files
from provenance.run.pool.text_stages import Frames, TextStages, text_slices

_AHEAD = 2  # slices a process that wait for it
_TRIES = 2  # processes that may be lost to one slice
_PATIENCE = 3600.0  # seconds for a slice, which takes some: more is a fault of ours
_STARTING = 120.0  # seconds in which a process starts on a busy machine
_SOON = 0.05  # seconds between two looks at what is ending


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_Make = Callable[[str, list[bytes], Path, str], None]


class Workers(AbstractContextManager["Workers"]):
    """Who reads slices: this process, or `count` others that are started once there are two slices.

    Parts are kept in `folder`, so that a later run with the same slices goes on from there; without one, in a
    temporary folder until this one is closed.
    """

    def __init__(self, stages: TextStages, folder: Path | None = None, count: int | None = None) -> None:
        self.stages, self.count = stages, count or usable_cores()
        self._folder = folder
        self._large: TextStages | None = None
        self._ends = ExitStack()
        self._free: SimpleQueue[_Process] = SimpleQueue()
        self._processes: list[_Process] = []
        self._threads: ThreadPoolExecutor | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._ends.close()

    def run(self, stage: str, pieces: Iterable[Frames]) -> Iterator[pl.DataFrame]:
        """What the stage makes of each slice, in their order."""
        remaining = iter(pieces)
        first = list(islice(remaining, 2))
        if len(first) < 2:
            yield from (self.stages.run(stage, frames) for frames in first)
        elif self.count == 1:
            yield from (self._part(stage, frames, self._made_here) for frames in chain(first, remaining))
        else:
            yield from self._side_by_side(stage, chain(first, remaining))

    def _side_by_side(self, stage: str, pieces: Iterable[Frames]) -> Iterator[pl.DataFrame]:
        waiting: deque[Future[pl.DataFrame]] = deque()
        for frames in pieces:
            waiting.append(self._pool().submit(self._part, stage, frames, self._made_there))
            if len(waiting) >= _AHEAD * self.count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def read(self, slices: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Slices of articles as they came, with what each text tells: see corpus.articles."""
        return self.run("read", ((articles,) for articles in slices))

    def table(self, stage: str, articles: pl.DataFrame, *tables: pl.DataFrame) -> pl.DataFrame:
        """The same of all ARTICLES and what the other tables say of them, as one table."""
        return pl.concat(list(self.run(stage, text_slices(articles, SLICE, *tables))), rechunk=True)

    def stop(self) -> None:
        """No process is left; they are started again where there is more to do."""
        for process in self._processes:
            process.stop()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        self._processes, self._free, self._threads = [], SimpleQueue(), None

    def _pool(self) -> ThreadPoolExecutor:
        """A thread a process, which waits for its answers."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.count)
            for _ in range(self.count):
                process = _Process(self.stages)
                self._processes.append(process)
                self._free.put(process)
        return self._threads

    def _part(self, stage: str, frames: Frames, make: _Make) -> pl.DataFrame:
        """The part that a stage makes of a slice: one that is kept, else made and kept."""
        files = slice_files(frames)
        folder, name = self._place(), part_name(stage, self.stages, files)
        rows = kept_part(folder, name)
        if rows is None:
            make(stage, files, folder, name)
            rows = kept_part(folder, name)
        if rows is None:
            raise MachineError("E-MACHINE", "what was written there cannot be read again", path=folder / name)
        return rows

    def _made_here(self, stage: str, files: list[bytes], folder: Path, name: str) -> None:
        self._large = self._large or self.stages.for_many()
        keep_part(folder, name, self._large.run(stage, tuple(map(pl.read_ipc, files))))

    def _made_there(self, stage: str, files: list[bytes], folder: Path, name: str) -> None:
        process = self._free.get()
        try:
            process.make(stage, files, folder, name)
        finally:
            self._free.put(process)

    def _place(self) -> Path:
        if self._folder is None:
            self._folder = Path(self._ends.enter_context(tempfile.TemporaryDirectory(prefix="provenance-")))
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder


class _Process:
    """One process that reads slices; it is started when it is first asked, and again where it was lost."""

    def __init__(self, stages: TextStages) -> None:
        self.worker = Worker("provenance.run.pool.text_worker", _PATIENCE, _STARTING, greeting=stages.message())
        self._stopped = False
        self._busy = threading.Lock()

    def make(self, stage: str, files: list[bytes], folder: Path, name: str) -> None:
        """Have a part made; MachineError where processes are lost to it again and again."""
        paths = [folder / f"{name}-{number}.slice" for number in range(len(files))]
        asked = {"stage": stage, "files": list(map(str, paths)), "folder": str(folder), "name": name}
        reply = None
        with self._busy:
            try:
                for path, data in zip(paths, files, strict=True):
                    with room_for(path):
                        path.write_bytes(data)
                for _ in range(_TRIES):
                    if reply is None and not self._stopped:
                        reply = self.worker.ask(asked)
            finally:
                for path in paths:
                    path.unlink(missing_ok=True)
        _heed(reply)

    def stop(self) -> None:
        """End the process, whatever it is at, and even where another thread is about to start it."""
        self._stopped = True
        self.worker.stop()
        while not self._busy.acquire(timeout=_SOON):
            self.worker.stop()
        self.worker.stop()
        self._busy.release()


def _heed(reply: dict[str, Any] | None) -> None:
    """Raise what a process says, or that it says nothing."""
    if reply is None:
        what = f"a process that reads articles was ended {_TRIES} times over one slice"
        raise MachineError("E-WORKER", what, advice="more memory, or --workers 1")
    if "machine" in reply:
        raise MachineError(**{"path": None, "advice": None, **reply["machine"]})
    if "fault" in reply:
        raise RuntimeError(f"in a process that reads articles: {reply['fault']}")
