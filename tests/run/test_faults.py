"""Whatever stops a run, the earlier result is there or the new one is: after kills, on full disks, with two at once."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from provenance.run.lock import locked
from provenance.run.swap import settled, unsettled
from tests.cli.processes import COMMAND, ran
from tests.cli.texts import lines

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals and limits")
COMMANDS = ("dedupe", "trace")
SIZES = {"dedupe": (600, 900), "trace": (60, 80)}  # articles of the earlier and of the new input
LONG = pytest.mark.long


def corpus(count, seed):
    """Articles, of which some are copies of each other."""
    draw = random.Random(seed)
    words = [f"{draw.choice('bdfgklmnprst')}{draw.choice('aeiou')}{number}" for number in range(3000)]
    small = ["the", "of", "and", "to", "that", "with"]  # English, which needs no model that is unpacked to a file
    texts = [" ".join(draw.choice([*draw.choices(words, k=2), *small]) for _ in range(120)) for _ in range(count)]
    return lines({"id": f"{seed}-{number}", "text": texts[number - number % 3 // 2]} for number in range(count))


def state(out):
    """All files of a result, byte for byte; of run.json what does not change from run to run."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    found = {name: data for name, data in found.items() if not name.startswith((".provenance/", ".provenance-"))}
    if "run.json" in found:
        run = json.loads(found["run.json"])
        found["run.json"] = repr((run["inputs"], run["counts"])).encode()
    for name in [name for name in found if name.startswith(("report/", ".stages/"))]:
        found[name] = b""  # they tell of seconds and of the code's own hash; the names are compared
    return found


class Place:
    """A folder with an earlier result, and what it and a new one hold; both made once a command."""

    def __init__(self, folder, command):
        self.folder, self.command = folder, command
        earlier, new = SIZES[command]
        for name, size in (("earlier", earlier), ("new", new)):
            (folder / f"{name}.jsonl").write_bytes(corpus(size, size))
            begun = time.monotonic()
            assert ran(self.arguments(name, f"{name}-out"), folder).returncode == 0
            self.seconds = time.monotonic() - begun
        self.earlier, self.new = state(folder / "earlier-out"), state(folder / "new-out")

    def arguments(self, name, out):
        return [self.command, f"{name}.jsonl", "-o", str(out), "--quiet", "--force", "--keep-going"]

    def fresh(self, name):
        """A copy of the earlier result."""
        out = self.folder / name
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(self.folder / "earlier-out", out)
        return out

    def check(self, out):
        """The folder holds one whole result: "earlier", "new", or one that was killed among its last moves."""
        if unsettled(out):
            assert not (out / "run.json").exists() or state(out)["run.json"] in (
                self.earlier["run.json"],
                self.new["run.json"],
            )
            with locked(out, 0):
                settled(out)
            assert state(out) == self.new
            return "moving"
        found = state(out)
        assert found in (self.earlier, self.new)
        return "earlier" if found == self.earlier else "new"


@pytest.fixture(scope="module", params=COMMANDS)
def place(request, tmp_path_factory):
    return Place(tmp_path_factory.mktemp(request.param), request.param)


def kills(place, count):
    draw, seen = random.Random(count), []
    for number in range(count):
        out = place.fresh("out")
        child = subprocess.Popen([*COMMAND, *place.arguments("new", out)], cwd=place.folder)
        if number % 4 == 3:  # among the last moves, or right after them, however fast the machine is
            while child.poll() is None and not (out / ".provenance" / "journal.json").exists():
                time.sleep(0.0005)
        else:
            time.sleep(draw.uniform(0.2, 1.02) * place.seconds)
        child.send_signal(signal.SIGKILL)
        child.wait()
        seen.append(place.check(out))
        if number % 10 == 0:  # and the next run goes on, or begins anew
            assert ran(place.arguments("new", out), place.folder).returncode == 0
            assert state(out) == place.new
            assert sorted(path.name for path in out.iterdir() if path.name.startswith(".prov")) == [".provenance-files"]
    return seen


def test_a_killed_run_leaves_one_whole_result(place):
    kills(place, 3)


@LONG
def test_a_hundred_kills(place):
    seen = kills(place, 100)
    assert len(set(seen)) > 1


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from provenance.cli.main import main
main(sys.argv[2:])
"""


def limits(place, count):
    """The largest file may have so many bytes: as on a full disk, a write fails wherever it is reached."""
    largest = max(path.stat().st_size for path in (place.folder / "new-out").rglob("*") if path.is_file())
    for number in range(count):
        out = place.fresh("out")
        limit = int(largest ** ((number + 1) / (count + 1)))
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(limit), *place.arguments("new", out)],
            cwd=place.folder,
            capture_output=True,
            check=False,
        )
        said = done.stderr.decode()
        assert (done.returncode, said.count("\n")) == (6, 1), said
        assert f"E-MACHINE {out}" in said
        assert place.check(out) == "earlier"
        assert not (out / ".provenance").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no such limits")
def test_a_write_that_fails_leaves_the_earlier_result(place):
    limits(place, 4)


@LONG
def test_twenty_writes_that_fail(place):
    limits(place, 20)


@LONG
def test_fifteen_full_disks(place):
    disk = place.folder / "disk"
    disk.mkdir()
    earlier, new = (
        sum(path.stat().st_size + 4096 for path in (place.folder / f"{name}-out").rglob("*")) // 1024
        for name in ("earlier", "new")
    )
    seen = []
    for number in range(15):
        size = earlier + new * (number + 1) // 14
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)]
        if shutil.which("mount") is None or subprocess.run(mounted, capture_output=True, check=False).returncode:
            pytest.skip("no file system can be mounted here")
        try:
            shutil.copytree(place.folder / "earlier-out", disk / "out")
            done = ran(place.arguments("new", disk / "out"), place.folder)
            seen.append((done.returncode, place.check(disk / "out")))
            if done.returncode:
                assert f"E-MACHINE {disk / 'out'}" in done.stderr.decode()
                assert not (disk / "out" / ".provenance").exists()
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    assert set(seen) == {(6, "earlier"), (0, "new")}


def pairs(tmp_path, count):
    """The first run has the place as long as its input comes; the second is refused, or waits for its end."""
    (tmp_path / "b.jsonl").write_bytes(corpus(20, 2))
    for _ in range(count):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        first = subprocess.Popen([*COMMAND, "dedupe", "-", "-o", "out", "--quiet"], cwd=tmp_path, stdin=subprocess.PIPE)
        while not (tmp_path / "out" / ".provenance-holder").exists():
            time.sleep(0.01)
        second = ["dedupe", "b.jsonl", "-o", "out", "--quiet", "--force"]
        refused = ran([*second, "--lock-timeout", "0"], tmp_path)
        assert refused.returncode == 5
        assert f"E-LOCKED out: process {first.pid} on " in refused.stderr.decode()
        waiting = subprocess.Popen([*COMMAND, *second], cwd=tmp_path)
        first.communicate(corpus(10, 1))
        assert (first.returncode, waiting.wait()) == (0, 0)
        assert (tmp_path / "out" / "kept.jsonl").read_bytes().startswith(b'{"id": "2-0"')
        assert not (tmp_path / "out" / ".provenance-lock").exists()


def test_two_at_once(tmp_path):
    pairs(tmp_path, 1)


@LONG
def test_twenty_pairs_at_once(tmp_path):
    pairs(tmp_path, 20)
