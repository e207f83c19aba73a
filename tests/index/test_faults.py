"""Whatever stops a writer or changes a byte: nothing committed is lost, nothing is there twice, no answer is wrong."""

import errno
import os
import random
import shutil
import signal
import sys
import threading
import time
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from provenance.base.errors import MachineError, StoreError
from provenance.index import journal
from provenance.index import store as store_module
from provenance.index.store import Store
from tests.index.test_store import BAKED, entry, held

UNIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has other processes")
LONG = pytest.mark.long
RELEASED = Path(__file__).parent / "format-1"
WANTED = np.array([0, 1 << 48, 2 << 48], np.uint64)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Segments of a few articles, so that a test makes many."""
    monkeypatch.setattr(store_module, "FEW", 4)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# ---- kill -9


def writer(folder: Path, pipe: int, seed: int) -> None:
    """Add, remove, compact for ever; each commit is told once it has returned."""
    draw, store = random.Random(seed), Store(folder, BAKED)
    number = 1000 * seed
    while True:
        kind = draw.random()
        if kind < 0.75:
            some = [entry(number + n) for n in range(draw.choice((1, 1, 2, 7)))]
            number += len(some)
            os.write(pipe, b"".join(b"try %s\n" % one.article.encode() for one in some))
            store.put([some])
            os.write(pipe, b"".join(b"put %s\n" % one.article.encode() for one in some))
        elif kind < 0.9 and number > 1000 * seed:
            name = f"a{draw.randrange(1000 * seed, number)}"
            os.write(pipe, b"try-out %s\n" % name.encode())
            store.remove([name])
            os.write(pipe, b"out %s\n" % name.encode())
        else:
            store.compact()


def killed(folder: Path, seed: int, seconds: float) -> list[tuple[str, str]]:
    """What a writer said before it was killed."""
    theirs, ours = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(theirs)
            writer(folder, ours, seed)
        finally:
            os._exit(1)
    os.close(ours)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(theirs, "rb") as pipe:
        return [tuple(line.split()) for line in pipe.read().decode().splitlines(keepends=True) if line.endswith("\n")]


def kills(folder: Path, count: int) -> None:
    store, draw = Store.build(folder, BAKED), random.Random(count)
    expected: set[str] = set()
    for seed in range(1, count + 1):
        said = killed(folder, seed, draw.uniform(0.001, 0.08))
        open_question: set[str] = set()
        for what, name in said:
            if what.startswith("try"):
                open_question.add(name)
            else:
                open_question.discard(name)
                (expected.add if what == "put" else expected.discard)(name)
        found = [name for name, _ in store.view().everything()]
        assert len(found) == len(set(found))
        assert set(found) - open_question == expected - open_question
        for names in (open_question & set(found), open_question - set(found)):
            assert not names or names <= set(found) or not names & set(found)
        expected = set(found)
        if seed % 10 == 0:
            assert Store(folder, BAKED).verify() == len(expected)
    store.compact()
    once = Store.build(folder.with_name("once"), BAKED, [[entry(int(name[1:])) for name in expected]])
    assert [one.name for one in store.manifest.segments] == [one.name for one in once.manifest.segments]
    assert len(list(folder.iterdir())) <= 3  # manifest, journal, segment


@UNIX
def test_two_hundred_kills_lose_nothing_that_was_committed(tmp_path):
    kills(tmp_path / "index", 200)


@UNIX
@LONG
def test_two_thousand_kills(tmp_path):
    kills(tmp_path / "index", 2000)


# ---- the n-th operation fails


class Failing:
    """The n-th write, fsync, rename, truncation or opening for writing fails, and every one of its kind after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.left, self._code, self.failed = number, code, ""
        real_open, patch = Path.open, monkeypatch.setattr
        for place, name in ((os, "write"), (os, "fsync"), (os, "ftruncate"), (journal, "_SAVE"), (Path, "replace")):
            patch(place, name, self._counted(getattr(place, name), name))

        def opened(path, mode="r", *arguments, **named):
            if mode in ("xb", "r+b", "wb"):
                self._count("open")
            file = real_open(path, mode, *arguments, **named)
            return _File(file, self) if mode in ("xb", "wb") else file

        patch(Path, "open", opened)

    def _counted(self, real, name):
        def operation(*arguments):
            self._count(name)
            return real(*arguments)

        return operation

    def _count(self, name: str) -> None:
        if self.failed:
            return  # what cleans up works again
        self.left -= 1
        if self.left == 0:
            self.failed = name
            raise OSError(self._code, os.strerror(self._code))


class _File:
    """A file whose writes are counted."""

    def __init__(self, file, failing: Failing) -> None:
        self._file, self._failing = file, failing

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def write(self, data):
        self._failing._count("write")
        return self._file.write(data)

    def __getattr__(self, name):
        return getattr(self._file, name)


def change(store: Store, what: str) -> None:
    if what == "one":
        store.put([[entry(100)]])
    elif what == "many":
        store.put([[entry(n, 1) for n in range(3, 30)]])
    elif what == "remove":
        store.remove(["a1", "a11"])
    elif what == "compact":
        store.compact()
    elif what == "merge":
        store.merge([Store(store.folder.with_name("other"), BAKED)])
    else:
        Store.build(store.folder, BAKED, [[entry(n) for n in range(40, 50)]])


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC], ids=["EIO", "ENOSPC"])
@pytest.mark.parametrize("what", ["one", "many", "remove", "compact", "merge", "build"])
def test_every_operation_that_fails_leaves_what_was_there(tmp_path, what, code):
    made = Store.build(tmp_path / "made", BAKED, [[entry(n) for n in range(10)]])
    made.put([[entry(n) for n in range(8, 12)]])
    made.remove(["a3"])
    Store.build(tmp_path / "other", BAKED, [[entry(n) for n in range(20, 24)]])
    before = held(made)
    expected = None
    for number in range(1, 200):
        folder = tmp_path / f"{number}" / "index"
        shutil.copytree(made.folder, folder)
        shutil.copytree(tmp_path / "other", folder.with_name("other"))
        store = Store(folder, BAKED)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, number, code)
            try:
                change(store, what)
            except MachineError as error:
                assert str(error).startswith(f"E-INDEX-WRITE {folder}: cannot write the index")  # noqa: PT017
        again = Store(folder, BAKED)
        found = held(again)
        assert again.verify() == len(found)
        if not failing.failed:
            expected = found
            break
        assert found == before or (expected := found)
        manifest = again.manifest
        wanted = {"manifest.json", manifest.journal, *(f"{one.name}.segment" for one in manifest.segments)}
        assert {path.name for path in folder.iterdir()} == wanted  # nothing is left lying about
        shutil.rmtree(folder.parent)
    else:
        pytest.fail("it never succeeded")
    assert number > 3
    assert expected != before or what == "compact"


# ---- bytes that change


def sample(folder: Path) -> Store:
    """An index with a segment, dead rows in it, and a journal."""
    store = Store.build(folder, BAKED, [[entry(n) for n in range(30)]])
    store.remove(["a3", "a4"])
    store.put([[entry(50), entry(51), entry(5, 1)]])
    return store


def said(store: Store) -> object:
    """All that an index can be asked."""
    view = store.view()
    tables = [
        [(int(w), int(n)) for w, n in zip(found.wanted, found.names, strict=True)]
        for found in (view.holders(table, WANTED, 7) for table in ("buckets", "fingerprints"))
    ]
    return tables, list(view.everything()), [view.place_of(f"a{n}") is None for n in range(60)], store.verify()


def changed(folder: Path, name: str, data: bytes, expected: object, where: object) -> bool:
    """Whether a file with these bytes is noticed; a wrong answer fails."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        assert said(Store(folder, BAKED)) == expected, where
    except StoreError as error:
        assert str(error).startswith("E-INDEX"), where  # noqa: PT017
        return True
    finally:
        path.write_bytes(before)
    return False


def flips(folder: Path, places: list[tuple[str, int]]) -> int:
    expected, noticed = said(sample(folder)), 0
    draw = random.Random(7)
    for name, place in places:
        data = bytearray((folder / name).read_bytes())
        data[place] ^= draw.choice([1, 2, 4, 8, 16, 32, 64, 128, 255])
        noticed += changed(folder, name, bytes(data), expected, (name, place))
    return noticed


def every_place(tmp_path: Path) -> list[tuple[str, int]]:
    sample(tmp_path / "first")
    return [(name, place) for name, data in contents(tmp_path / "first").items() for place in range(len(data))]


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(journal, "_PAUSE", 0.0)
    monkeypatch.setattr(store_module, "_TRIES", 2)


def test_two_hundred_flipped_bytes_are_noticed_or_harmless(tmp_path, impatient):
    places = random.Random(3).sample(every_place(tmp_path), 200)
    assert flips(tmp_path / "index", places) > 150


@LONG
def test_every_flipped_byte(tmp_path, impatient):
    flips(tmp_path / "index", every_place(tmp_path))


def test_files_that_are_cut_off_empty_or_foreign_are_noticed(tmp_path, impatient):
    expected = said(sample(tmp_path / "index"))
    for name, data in contents(tmp_path / "index").items():
        for size in {0, 1, len(data) // 2, len(data) - 1, *range(512, len(data), 512)}:
            assert changed(tmp_path / "index", name, data[:size], expected, (name, size))
        for other in (b"\0" * len(data), b"{}", b"GIF89a" + data, data + data):
            changed(tmp_path / "index", name, other, expected, (name, other[:9]))
    for name in contents(tmp_path / "index"):
        path = tmp_path / "index" / name
        data = path.read_bytes()
        path.unlink()
        with pytest.raises(StoreError):
            Store(tmp_path / "index", BAKED)
        path.write_bytes(data)


def test_a_manifest_that_names_files_elsewhere_is_refused(tmp_path):
    store = sample(tmp_path / "index")
    store.manifest.but(journal="../journal-1").write(store.folder)
    with pytest.raises(StoreError, match="it names files elsewhere"):
        Store(store.folder, BAKED)


def test_an_index_of_the_first_format_opens(tmp_path):
    shutil.copytree(RELEASED, tmp_path / "index")
    store = Store(tmp_path / "index", BAKED)
    assert said(store) == said(sample(tmp_path / "now"))
    store.put([[entry(60)]])
    assert store.verify() == 31


# ---- readers and writers


def test_readers_see_the_last_commit_and_never_a_mixture(tmp_path):
    folder = tmp_path / "index"
    Store.build(folder, BAKED)
    stopped = threading.Event()

    def write() -> None:
        store, number = Store(folder, BAKED), 0
        while not stopped.is_set():
            store.put([[entry(number), entry(number + 1)]])  # two that come together
            number += 2
            if number % 40 == 0:
                store.remove(["a0", "a1"])
                store.compact()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        reader, last = Store(folder, BAKED), 0
        for turn in count():
            if turn >= 1000 and last > 10:
                break
            names = {name for name, _ in reader.view().everything()}
            numbers = sorted(int(name[1:]) for name in names)
            assert all(f"a{number ^ 1}" in names for number in numbers)
            assert not numbers or numbers[-1] >= last
            last = numbers[-1] if numbers else last
    finally:
        stopped.set()
        thread.join()


if sys.platform == "win32":
    del test_readers_see_the_last_commit_and_never_a_mixture  # files that are open cannot be replaced there
