"""What only a real process shows: pipes that close, signals, terminals, colour."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.cli.processes import COMMAND, ran
from tests.cli.texts import CORPUS, FERRY, lines

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals and terminals")


def many(count: int) -> bytes:
    """Articles that nobody takes for copies of each other."""
    draw = random.Random(7)
    words = [f"{draw.choice('bdfgklmnprst')}{draw.choice('aeiou')}{number}" for number in range(3000)]
    return lines({"id": str(number), "text": " ".join(draw.choices(words, k=60))} for number in range(count))


@UNIX
def test_a_reader_who_has_had_enough_is_no_error(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(many(600))
    with (tmp_path / "in.jsonl").open("rb") as handle:
        child = subprocess.Popen(
            [*COMMAND, "dedupe", "-"], cwd=tmp_path, stdin=handle, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert child.stdout is not None
        assert child.stderr is not None
        first = child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read()
        child.stderr.close()
    assert child.wait(60) == 0
    assert first.startswith(b'{"id": "0"')
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def heard() -> None:
    """Interrupts reach the child even where whoever runs the tests in the background ignores them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@UNIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_ends_soon_silently_and_can_go_on(tmp_path, number, code):
    (tmp_path / "in.jsonl").write_bytes(many(3000))
    arguments = ["trace", "in.jsonl", "-o", "out", "--quiet"]
    for seconds in (0.0, 0.7):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        child = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=heard,  # noqa: PLW1509  no thread runs here
        )
        while not (tmp_path / "out").exists() and child.poll() is None:  # the first thing that a run does
            time.sleep(0.01)
        time.sleep(seconds)
        child.send_signal(number)
        sent = time.monotonic()
        out, err = child.communicate(timeout=30)
        assert (child.returncode, out, err.strip()) == (code, b"", b"")
        assert time.monotonic() - sent < 10
        assert not (tmp_path / "out" / "run.json").exists()
    assert not list(tmp_path.rglob("*.part"))


def test_a_pipe_from_cat_to_a_file(tmp_path):
    data = lines(CORPUS)
    done = ran(["dedupe", "-"], tmp_path, stdin=data)
    assert done.returncode == 0
    assert done.stdout == b"".join(line for line in data.splitlines(keepends=True) if b'"near"' not in line)


def test_any_text_is_shown_whatever_the_locale(tmp_path):
    text = "Пожар в порту Брэнхольма потушен в понедельник, сообщили спасатели. 港で火事があった。"
    (tmp_path / "новость.txt").write_bytes(text.encode())
    own = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = ran(["inspect", "новость.txt", "--json"], tmp_path, environment=own)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u041f" in done.stdout or "Пожар".encode() in done.stdout


def on_a_terminal(arguments, folder, environment):
    """What a command writes to a terminal of its own."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    with subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env={**own, "TERM": "xterm-256color", **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as child:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        child.wait(60)
    os.close(ours)
    return child.returncode, seen


@UNIX
def test_colour_is_for_terminals_and_not_for_those_who_decline_it(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    code, seen = on_a_terminal(["inspect", "a.txt"], tmp_path, {})
    assert code == 0
    assert b"\x1b[" in seen
    code, seen = on_a_terminal(["inspect", "a.txt"], tmp_path, {"NO_COLOR": "1"})
    assert code == 0
    assert b"\x1b[" not in seen


@UNIX
def test_progress_is_for_terminals(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    _, seen = on_a_terminal(["dedupe", "a.txt"], tmp_path, {})
    assert " …".encode() in seen.partition(b"Read")[0]  # the name of a stage; which of them is seen is chance
    assert on_a_terminal(["dedupe", "a.txt", "--quiet"], tmp_path, {}) == (0, b"")


@pytest.mark.skipif(shutil.which("provenance") is None, reason="the command is not on the path")
def test_the_installed_command_is_the_same(tmp_path):
    done = subprocess.run(["provenance", "--version"], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout == ran(["--version"], tmp_path).stdout
