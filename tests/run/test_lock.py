"""Of two runs that write to one place the second waits, and is told who has it."""

import signal
import subprocess
import sys

import pytest

from provenance.base.errors import MachineError, StoreError
from provenance.run.lock import locked

HOLDS = """
import sys, time
from pathlib import Path
from provenance.run.lock import locked
with locked(Path(sys.argv[1]), 5):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that has the lock until a line is written to it."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def test_the_holder_is_named(tmp_path, holder):
    with pytest.raises(StoreError, match=rf"E-LOCKED.*process {holder.pid} on .*, since 2.* is writing here"):
        locked(tmp_path, 0).__enter__()
    assert StoreError.exit_code == 5


def test_who_waits_gets_it(tmp_path, holder):
    assert holder.stdin is not None
    holder.stdin.write("\n")
    holder.stdin.flush()
    with locked(tmp_path, 60):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_run_holds_nothing(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / ".provenance-lock").exists()
    with locked(tmp_path, 60):
        pass
    assert not list(tmp_path.iterdir())


def test_files_in_one_folder_have_locks_of_their_own(tmp_path):
    long = "a" * 250 + ".csv"
    with locked(tmp_path, 0, name="a.csv"), locked(tmp_path, 0, name=long), locked(tmp_path, 0):
        assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.parametrize("name", [".provenance-lock", ".provenance-holder"])
def test_nothing_is_written_through_a_link(tmp_path, name):
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    (tmp_path / name).symlink_to(victim)
    try:
        with locked(tmp_path, 0):
            pass
    except MachineError as error:
        assert f"{name} is a symbolic link" in str(error)  # noqa: PT017
    else:
        assert name == ".provenance-holder"
    assert victim.read_text() == "theirs"
