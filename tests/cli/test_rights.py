"""A place that a user may not write to is known before any input is read, and an earlier result there stays."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.cli.processes import ran
from tests.cli.texts import FERRY

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are others on Windows")
CODE = """
import os, sys
from provenance.cli.main import run
if os.geteuid() == 0:
    for command in ("trace", "dedupe"):  # whatever Python has not loaded yet may be out of reach later
        run([command, "a.txt", "-o", command, "--quiet"])
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)  # nobody, who has no rights but everybody's
code = run(sys.argv[1:])
sys.stderr.flush()
os._exit(code)
"""


def as_user(arguments, folder):
    """A finished command of a user without rights, whoever runs the tests."""
    command = [sys.executable, "-c", CODE, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)


@pytest.fixture
def folder():
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    (place / "a.txt").write_text(FERRY)
    (place / "locked").mkdir()
    yield place
    (place / "locked").chmod(0o755)
    shutil.rmtree(place)


@pytest.mark.parametrize(
    "arguments",
    [
        ["trace", "nowhere", "-o", "locked"],
        ["trace", "nowhere", "-o", "locked/deep/er"],
        ["dedupe", "nowhere", "-o", "locked"],
        ["dedupe", "nowhere", "-o", "locked/clean.jsonl"],
    ],
    ids=str,
)
def test_no_input_is_read_for_a_result_that_cannot_be_written(folder, arguments):
    (folder / "locked").chmod(0o555)
    done = as_user(arguments, folder)
    assert (done.returncode, done.stderr.count(b"\n")) == (6, 1)
    assert b"E-OUT locked" in done.stderr
    assert b"cannot write here (Permission denied)" in done.stderr
    assert not list((folder / "locked").iterdir())


def test_an_earlier_result_stays(folder):
    assert ran(["trace", "a.txt", "-o", "locked"], folder).returncode == 0
    before = {path: path.read_bytes() for path in (folder / "locked").rglob("*") if path.is_file()}
    (folder / "locked").chmod(0o555)
    assert as_user(["trace", "a.txt", "-o", "locked", "--force"], folder).returncode == 6
    assert {path: path.read_bytes() for path in (folder / "locked").rglob("*") if path.is_file()} == before
