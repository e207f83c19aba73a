"""Each kind of ending has its exit code, and an error is said in at most two lines."""

import gzip
import json
import os
import re

import polars as pl
import pytest

from provenance.cli.main import INTERRUPTED, TERMINATED
from provenance.cli.signals import Terminated
from tests.cli.texts import CORPUS, FERRY, TURNIPS, lines

ERROR = re.compile(r"provenance: error: (?P<code>E-[A-Z0-9-]+)(?: (?P<path>\S+?))?: .+\.(?: Try: .+\.)?\n")
BINARY = bytes(range(256)) * 20


def error(ran) -> tuple[int, str]:
    """Exit code and diagnostic code; the error stands last on stderr, in at most two lines, and stdout is empty."""
    said = ran.err[ran.err.index("provenance: error:") :]
    assert said.count("\n") <= 2
    assert "Traceback" not in ran.err
    assert ran.out == ""
    found = ERROR.fullmatch(said)
    assert found, said
    return ran.code, found["code"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Inputs of every kind in the working folder."""
    monkeypatch.chdir(tmp_path)
    files = {
        "good.txt": FERRY.encode(),
        "other.txt": TURNIPS.encode(),
        "good.jsonl": lines(CORPUS),
        "half.jsonl": lines(CORPUS[2:]) + b"{broken\n",
        "broken.jsonl": b"{broken\n[also\n",
        "empty.txt": b"",
        "empty.jsonl": b"",
        "binary.txt": BINARY,
        "bad.toml": b"threshold = [",
        "wrong.toml": b"threshhold = 0.8\n",
        "high.toml": b"threshold = 1.8\n",
        "word.toml": b'threshold = "high"\n',
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "empty").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "good.txt").write_bytes(FERRY.encode())
    return tmp_path


@pytest.mark.parametrize("command", ["trace", "dedupe"])
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        (["good.txt"], 0),
        (["good.jsonl"], 0),
        (["empty.txt"], 0),
        (["empty.jsonl"], 0),
        (["empty"], 0),
        (["half.jsonl"], 3),
        (["half.jsonl", "--keep-going"], 0),
        (["good.txt", "binary.txt"], 3),
        (["good.txt", "nowhere.txt"], 3),
        (["empty.txt", "binary.txt"], 3),
    ],
    ids=str,
)
def test_a_run_that_ends(provenance, folder, command, inputs, code):
    ran = provenance(command, *inputs, "-o", "out", "--json")
    assert ran.code == code
    assert json.loads(ran.out) == json.loads((folder / "out" / "run.json").read_text())


@pytest.mark.parametrize("command", ["trace", "dedupe"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (2, "E-USAGE")),
        (["good.txt", "--nothing"], (2, "E-USAGE")),
        (["good.txt", "--settings", "nowhere.toml"], (2, "E-SETTINGS-FILE")),
        (["good.txt", "--settings", "bad.toml"], (2, "E-SETTINGS-FILE")),
        (["good.txt", "--settings", "wrong.toml"], (2, "E-SETTING")),
        (["good.txt", "--settings", "high.toml"], (2, "E-SETTING")),
        (["good.txt", "--settings", "word.toml"], (2, "E-SETTING")),
        (["nowhere"], (4, "E-NOTHING-READ")),
        (["binary.txt"], (4, "E-NOTHING-READ")),
        (["broken.jsonl"], (4, "E-NOTHING-READ")),
        (["binary.txt", "nowhere", "--keep-going"], (4, "E-NOTHING-READ")),
        (["good.txt", "-o", "empty.txt/inside"], (6, "E-OUT")),
        ([".", "-o", "."], (2, "E-OUT-INPUT")),
        (["seeds", "-o", "seeds"], (2, "E-OUT-INPUT")),
    ],
    ids=str,
)
def test_a_run_that_cannot_be(provenance, folder, command, arguments, expected):
    assert error(provenance(command, *arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nothing"], (2, "E-USAGE")),
        (["--nothing"], (2, "E-USAGE")),
        (["dedupe", "good.jsonl", "--threshold", "2"], (2, "E-SETTING")),
        (["dedupe", "good.jsonl", "--threshold", "high"], (2, "E-USAGE")),
        (["dedupe", "good.jsonl", "--keep", "newest"], (2, "E-SETTING")),
        (["report", "ferry"], (5, "E-NO-TRACE")),
        (["report", "ferry", "--from", "nowhere"], (5, "E-NO-TRACE")),
        (["report", "ferry", "--from", "empty"], (5, "E-NO-TRACE")),
        (["report", "ferry", "--from", "good.txt"], (5, "E-TRACE")),
        (["compare", "ferry", "near", "--from", "nowhere"], (5, "E-NO-TRACE")),
        (["compare", "good.txt"], (2, "E-USAGE")),
        (["compare", "good.txt", "nowhere"], (4, "E-NOT-FOUND")),
        (["compare", "good.txt", "binary.txt"], (4, "E-BINARY")),
        (["compare", "good.txt", "good.jsonl"], (4, "E-COMPARE")),
        (["compare", "good.txt", "./good.txt"], (4, "E-COMPARE")),
        (["dedupe", "good.jsonl", "--against", "nowhere"], (4, "E-NOTHING-READ")),
        (["dedupe", "binary.txt", "--against", "good.jsonl"], (4, "E-NOTHING-READ")),
        (["dedupe", "good.jsonl", "--text", "body"], (4, "E-NOTHING-READ")),
        (["check", "nowhere"], (4, "E-NOT-FOUND")),
        (["check", "good.txt", "--against", "nowhere"], (4, "E-NOT-FOUND")),
        (["check", "good.txt", "--settings", "bad.toml"], (2, "E-SETTINGS-FILE")),
        (["inspect", "nowhere"], (4, "E-NOT-FOUND")),
        (["inspect", "good.txt", "--most", "few"], (2, "E-USAGE")),
        (["inspect", "good.txt", "--most", "-1"], (2, "E-USAGE")),
    ],
    ids=str,
)
def test_what_cannot_be(provenance, folder, arguments, expected):
    assert error(provenance(*arguments)) == expected


def test_nothing_readable_leaves_an_earlier_result_alone(provenance, folder):
    assert provenance("trace", "good.jsonl", "-o", "out").code == 0
    before = {path: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()}
    assert provenance("trace", "binary.txt", "-o", "out", "--force").code == 4
    assert {path: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", ["trace", "dedupe"])
def test_the_result_of_other_inputs_or_settings_is_not_replaced_unless_asked(provenance, folder, command):
    assert provenance(command, "good.jsonl", "-o", "out").code == 0
    assert provenance(command, "good.jsonl", "-o", "out").code == 0
    for other in (["good.txt"], ["good.jsonl", "--settings", "own.toml"]):
        (folder / "own.toml").write_text("threshold = 0.9\n")
        ran = provenance(command, *other, "-o", "out")
        assert error(ran) == (2, "E-OUT-TAKEN")
        assert "--force" in ran.err
    assert provenance(command, "good.txt", "-o", "out", "--force").code == 0


@pytest.mark.parametrize(("version", "code"), [("2", "E-TRACE-VERSION"), (None, "E-TRACE-VERSION")])
def test_the_trace_of_another_version_is_refused_by_name(provenance, folder, version, code):
    provenance("trace", "good.txt", "-o", "out")
    run = folder / "out" / "run.json"
    run.write_text(json.dumps({**json.loads(run.read_text()), "schema": version}))
    before = run.read_bytes()
    assert error(provenance("report", "good.txt", "--from", "out")) == (5, code)
    assert run.read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"not a table"])
def test_a_damaged_trace_is_refused(provenance, folder, damage):
    provenance("trace", "good.txt", "-o", "out")
    (folder / "out" / "passages.parquet").write_bytes(damage)
    assert error(provenance("report", "good.txt", "--from", "out")) == (5, "E-TRACE")


@pytest.mark.parametrize("run", ["", "[]", "7", "{}", "null", "\\xff"])
def test_a_run_json_that_is_none_is_refused(provenance, folder, run):
    provenance("trace", "good.txt", "-o", "out")
    (folder / "out" / "run.json").write_text(run)
    assert error(provenance("report", "good.txt", "--from", "out"))[0] == 5


def test_a_table_of_another_kind_is_refused(provenance, folder):
    provenance("trace", "good.txt", "-o", "out")
    pl.DataFrame({"something": [1]}).write_parquet(folder / "out" / "pairs.parquet")
    assert error(provenance("report", "good.txt", "--from", "out"))[0] == 5


def test_a_trace_from_before_a_column_was_added_is_read(provenance, folder):
    provenance("trace", "good.txt", "-o", "out")
    path = folder / "out" / "passages.parquet"
    pl.read_parquet(path).drop("kind").write_parquet(path)
    assert provenance("report", "good.txt", "--from", "out").code == 0


def test_an_unwritable_folder_is_known_before_any_input_is_read(provenance, folder, monkeypatch):
    def read(*_: object, **__: object):
        pytest.fail("an input was read")

    monkeypatch.setattr("provenance.run.trace.read_articles", read)
    monkeypatch.setattr("provenance.run.dedupe.slices", read)
    for command in ("trace", "dedupe"):
        assert error(provenance(command, "good.txt", "-o", "empty.txt/inside")) == (6, "E-OUT")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_of_them(provenance, folder):
    (folder / "locked").mkdir(mode=0o500)
    assert error(provenance("trace", "good.txt", "-o", "locked")) == (6, "E-OUT")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["other.txt"], 0),
        (["empty.txt"], 0),
        (["good.txt"], 1),
        (["good.txt", "binary.txt"], 1),
        (["other.txt", "binary.txt"], 0),
        (["other.txt", "packed.txt"], 3),
        (["half.jsonl"], 3),
        (["binary.txt"], 0),
        (["packed.txt"], 4),
        ([], 0),
    ],
    ids=str,
)
def test_what_check_finds_is_its_exit_code(provenance, folder, files, code):
    (folder / "packed.txt").write_bytes(gzip.compress(b"Rain fell on the old north pier."))
    ran = provenance("check", *files)
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert ("provenance: block: " in ran.out) == (code == 1)


def bug(*_: object, **__: object) -> None:
    raise ZeroDivisionError("by\x1b[31m nought")


def test_a_bug_of_ours_is_owned_up_to_without_a_traceback(provenance, folder, monkeypatch):
    monkeypatch.setattr("provenance.run.trace.read_articles", bug)
    ran = provenance("trace", "good.txt")
    assert error(ran) == (70, "E-BUG")
    assert ran.err == (
        "provenance: error: E-BUG: ZeroDivisionError: by\\x1b[31m nought. Try: the same with --debug, and tell us.\n"
    )


@pytest.mark.parametrize("place", [0, 1, 2])
def test_debug_shows_the_traceback(provenance, folder, monkeypatch, place):
    monkeypatch.setattr("provenance.run.trace.read_articles", bug)
    arguments = ["trace", "good.txt"]
    arguments.insert(place, "--debug")
    ran = provenance(*arguments)
    assert ran.code == 70
    assert ran.err.startswith("Traceback (most recent call last):\n")
    assert ran.err.splitlines()[-1].startswith("provenance: error: E-BUG")


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt, INTERRUPTED), (Terminated, TERMINATED)])
def test_who_stops_it_sees_no_traceback(provenance, folder, monkeypatch, stop, code):
    def stopped(*_: object, **__: object):
        raise stop

    monkeypatch.setattr("provenance.run.trace.read_articles", stopped)
    ran = provenance("trace", "good.txt")
    how = "provenance: stopped; the same command resumes after the last finished stage, in out/trace"
    assert (ran.code, ran.out, ran.err.strip()) == (code, "", how)
    assert (INTERRUPTED, TERMINATED) == (130, 143)


def test_a_full_disk_is_the_machines_fault(provenance, folder, monkeypatch):
    def full(*_: object, **__: object):
        raise OSError(28, "No space left on device", "out/graph.json")

    monkeypatch.setattr("provenance.run.trace.write_json", full)
    ran = provenance("trace", "good.txt")
    assert error(ran) == (6, "E-MACHINE")
    assert "out/graph.json: No space left on device" in ran.err


def test_memory_that_is_used_up_is_the_machines_fault(provenance, folder, monkeypatch):
    def full(*_: object, **__: object):
        raise MemoryError

    monkeypatch.setattr("provenance.run.trace.read_articles", full)
    assert error(provenance("trace", "good.txt")) == (6, "E-MEMORY")


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon"])
def test_a_time_to_wait_is_a_number_of_seconds(provenance, folder, seconds):
    assert error(provenance("dedupe", "good.txt", "--lock-timeout", seconds))[0] == 2
