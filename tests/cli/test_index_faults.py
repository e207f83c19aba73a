"""`provenance index` when disks are full, rights are missing, others write, or somebody loses patience."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.cli.processes import COMMAND, ran
from tests.cli.test_processes import heard, many
from tests.cli.test_rights import as_user, folder
from tests.cli.texts import lines
from tests.run.test_faults import LIMITED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals and limits")
LONG = pytest.mark.long
__all__ = ["folder"]


def contents(place):
    return {path.name: path.read_bytes() for path in place.iterdir()}


def new(count):
    return b"".join(many(count).replace(b'"id": "', b'"id": "new').splitlines(keepends=True))


@pytest.fixture
def index(tmp_path):
    """An index of 50 articles."""
    (tmp_path / "in.jsonl").write_bytes(many(50))
    assert ran(["index", "build", "in.jsonl", "--index", "x"], tmp_path).returncode == 0
    return tmp_path / "x"


@pytest.mark.parametrize("action", ["add", "build"])
@pytest.mark.parametrize("limit", [100, 5_000, 60_000])
def test_a_full_disk_leaves_the_index_as_it_was(tmp_path, index, action, limit):
    (tmp_path / "new.jsonl").write_bytes(new(900))
    before = contents(index)
    arguments = ["index", action, "new.jsonl", "--index", "x", *(["--force"] if action == "build" else [])]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *arguments], cwd=tmp_path, capture_output=True, check=False
    )
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (6, 1), said
    assert "E-INDEX-WRITE x: cannot write the index (File too large)" in said
    assert contents(index) == before


def test_a_folder_without_rights_is_known_before_any_input_is_read(folder):
    (folder / "in.jsonl").write_bytes(many(30))
    assert ran(["index", "build", "in.jsonl", "--index", "x"], folder).returncode == 0
    shutil.rmtree(folder / "a.txt", ignore_errors=True)
    (folder / "x").chmod(0o555)
    done = as_user(["index", "add", "absent.jsonl", "--index", "x"], folder)
    assert done.returncode == 6, done.stderr
    assert b"E-OUT x: cannot write here" in done.stderr
    assert b"absent" not in done.stderr
    done = as_user(
        ["index", "query", "--text", "Rain fell on the pier", "--index", "x", "--json", "--no-sources"], folder
    )
    assert (done.returncode, json.loads(done.stdout)["near_duplicates"]) == (0, [])


def test_the_second_writer_waits_and_is_told_who_writes(tmp_path, index):
    first = subprocess.Popen([*COMMAND, "index", "add", "-", "--index", "x"], cwd=tmp_path, stdin=subprocess.PIPE)
    while not (index / ".provenance-holder").exists():
        time.sleep(0.01)
    (tmp_path / "new.jsonl").write_bytes(new(3))
    second = ["index", "add", "new.jsonl", "--index", "x"]
    refused = ran([*second, "--lock-timeout", "0"], tmp_path)
    assert refused.returncode == 5
    assert f"E-LOCKED x: process {first.pid} on " in refused.stderr.decode()
    assert b'"articles": 50' in ran(["index", "info", "--index", "x", "--json"], tmp_path).stdout
    waiting = subprocess.Popen([*COMMAND, *second], cwd=tmp_path, stderr=subprocess.PIPE)
    first.communicate(lines([{"id": "first", "text": "The ferry was late again, as the log book shows."}]))
    said = waiting.communicate()[1]
    assert (first.returncode, waiting.returncode) == (0, 0)
    assert said == b"provenance: 3 articles added, 0 unchanged; 54 in all\n"
    assert not (index / ".provenance-lock").exists()


def writers(tmp_path, index, count, batches):
    code = (
        "import sys\nfrom provenance.run.index.opened import Index\nfrom provenance.corpus.article import Article\n"
        "index = Index('x', lock_seconds=300)\n"
        "for n in range(int(sys.argv[2])):\n"
        "    own = f'{sys.argv[1]}-{n}'\n"
        "    index.add([Article(own, own, None, None, f'Article {own} of a writer who has company.')])\n"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(n), str(batches)], cwd=tmp_path) for n in range(count)
    ]
    assert [child.wait() for child in children] == [0] * count
    done = ran(["index", "verify", "--index", "x", "--json"], tmp_path)
    assert json.loads(done.stdout) == {"articles": 50 + count * batches, "sound": True}


def test_three_writers_at_once_lose_nothing(tmp_path, index):
    writers(tmp_path, index, 3, 8)


@LONG
def test_eight_writers_of_fifty_batches(tmp_path, index):
    writers(tmp_path, index, 8, 50)


def stops(tmp_path, index, count):
    """Stopped anywhere, the index is as before or has all of it, and the same command ends what was begun."""
    (tmp_path / "new.jsonl").write_bytes(new(1500))
    draw = random.Random(5)
    command = [*COMMAND, "index", "add", "new.jsonl", "--index", "y", "--quiet"]
    shutil.copytree(index, tmp_path / "y")
    begun = time.monotonic()
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    seconds = time.monotonic() - begun
    for number in range(count):
        shutil.rmtree(tmp_path / "y")
        shutil.copytree(index, tmp_path / "y")
        signal_number, code = ((signal.SIGINT, 130), (signal.SIGTERM, 143))[number % 2]
        child = subprocess.Popen(
            command,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=heard,  # noqa: PLW1509
        )
        time.sleep(draw.uniform(0.1, 1.0) * seconds)
        child.send_signal(signal_number)
        sent = time.monotonic()
        said = child.communicate(timeout=30)
        assert (child.returncode, b"".join(said).strip()) in ((code, b""), (0, b"")), said
        assert time.monotonic() - sent < 10
        done = ran(["index", "verify", "--index", "y", "--json"], tmp_path)
        assert json.loads(done.stdout)["articles"] in (50, 1550)
        assert child.returncode == 0 or not list((tmp_path / "y").glob("*.part"))
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    ran(["index", "compact", "--index", "y"], tmp_path)
    once = ["index", "build", "in.jsonl", "new.jsonl", "--index", "z"]
    assert ran(once, tmp_path).returncode == 0
    assert [p.name for p in (tmp_path / "y").glob("*.segment")] == [p.name for p in (tmp_path / "z").glob("*.segment")]


def test_a_stopped_run_leaves_all_or_nothing_and_can_be_repeated(tmp_path, index):
    stops(tmp_path, index, 4)


@LONG
def test_fifty_stops(tmp_path, index):
    stops(tmp_path, index, 50)


@LONG
def test_full_disks(tmp_path, index):
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "new.jsonl").write_bytes(new(2000))
    seen = set()
    size = sum(path.stat().st_size + 4096 for path in index.iterdir()) // 1024
    for number in range(10):
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={size + 200 + 500 * number}k", "tmpfs", str(disk)]
        if shutil.which("mount") is None or subprocess.run(mounted, capture_output=True, check=False).returncode:
            pytest.skip("no file system can be mounted here")
        try:
            shutil.copytree(index, disk / "x")
            before = contents(disk / "x")
            done = ran(["index", "add", "new.jsonl", "--index", str(disk / "x")], tmp_path)
            seen.add(done.returncode)
            if done.returncode:
                assert f"E-INDEX-WRITE {disk / 'x'}" in done.stderr.decode()
                assert contents(disk / "x") == before
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    assert seen == {0, 6}


if not hasattr(os, "geteuid"):
    del test_a_folder_without_rights_is_known_before_any_input_is_read
