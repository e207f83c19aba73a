"""Standard streams that are closed or full, and who stops a command before it has begun."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.processes import COMMAND
from tests.cli.texts import CORPUS, FERRY, lines

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of Windows closes nothing")
FULL = "/dev/full"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    (tmp_path / "in.jsonl").write_bytes(lines(CORPUS))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "b.txt").write_text(FERRY)
    (tmp_path / "other").mkdir()
    subprocess.run([*COMMAND, "trace", "a.txt", "-o", "t", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def done(folder, arguments, streams):
    """The exit code and stderr of a command whose streams a shell has set: `<&-` closes standard input."""
    if FULL in streams and not os.path.exists(FULL):  # noqa: PTH110
        pytest.skip("there is no /dev/full here")
    sh = shutil.which("sh")
    command = f'exec "$0" -m provenance "$@" {streams}'
    ran = subprocess.run(
        [sh, "-c", command, sys.executable, *arguments],
        cwd=folder,
        input=b"",
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in ran.stderr
    assert b"E-BUG" not in ran.stderr
    return ran.returncode, ran.stderr.decode()


ALL = "<&- >&- 2>&-"


@pytest.mark.parametrize("streams", [">&-", ALL, f"2>{FULL}"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["trace", "a.txt", "-o", "out"], 0),
        (["dedupe", "in.jsonl", "-o", "out"], 0),
        (["trace", "nowhere", "-o", "out"], 4),
        (["check", "seeds/b.txt", "--against", "other"], 0),
    ],
    ids=str,
)
def test_work_whose_result_lies_elsewhere_is_done(folder, arguments, code, streams):
    assert done(folder, arguments, streams)[0] == code
    assert (folder / "out" / "run.json").exists() == (arguments[0] in ("trace", "dedupe") and code == 0)


@pytest.mark.parametrize("streams", [">&-", f">{FULL}"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "a.txt", "--from", "t"],
        ["export", "--from", "t"],
        ["check", "a.txt"],
        ["trace", "a.txt", "-o", "t", "--json"],
        ["dedupe", "in.jsonl", "-o", "-"],
        ["--version"],
    ],
    ids=str,
)
def test_what_was_asked_for_and_cannot_be_said_is_the_machines_fault(folder, arguments, streams):
    code, said = done(folder, arguments, streams)
    assert code == 6
    assert "standard output: " in said or arguments == ["--version"]


def test_a_closed_input_that_is_wanted_is_said(folder):
    for command in ("dedupe", "trace"):
        code, said = done(folder, [command, "-", "-o", "out"], "<&-")
        assert code == 4
        assert "E-STDIN -: standard input is closed" in said


NEXT = """
import os, sys
from provenance.cli.streams import restored
restored()
os._exit(os.open(sys.argv[1], os.O_RDONLY))
"""


def test_no_file_gets_the_number_of_a_closed_stream(folder):
    """What a library writes to standard error would go into a table."""
    command = f'exec "$0" -c "$1" a.txt {ALL}'
    done = subprocess.run([shutil.which("sh"), "-c", command, sys.executable, NEXT], cwd=folder, check=False)
    assert done.returncode > 2


STOPPER = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["STOP_AT"]:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), getattr(signal, os.environ["STOP_BY"]))

sys.meta_path.insert(0, Finder())
"""


@pytest.mark.parametrize(("by", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
@pytest.mark.parametrize("module", ["click", "polars.series", "numpy.random"])
def test_who_stops_a_command_that_is_being_loaded_sees_no_error(folder, tmp_path, module, by, code):
    (tmp_path / "stopper").mkdir()
    (tmp_path / "stopper" / "sitecustomize.py").write_text(STOPPER)
    own = {**os.environ, "PYTHONPATH": str(tmp_path / "stopper"), "STOP_AT": module, "STOP_BY": by}
    ran = subprocess.run(
        [*COMMAND, "trace", "a.txt", "-o", "out"], cwd=folder, env=own, capture_output=True, timeout=60, check=False
    )
    goes_on = b"provenance: stopped; the same command resumes after the last finished stage, in out"
    assert (ran.returncode, ran.stdout) == (code, b"")
    assert ran.stderr.strip() in (b"", goes_on)
