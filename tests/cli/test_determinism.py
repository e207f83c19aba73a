"""Same input, same bytes: whatever the order of files and records, the hash seed, the locale, the time zone."""

import json
import random
import shutil
from pathlib import Path

import pytest

from tests.cli.processes import ran

HERE = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Etc/GMT-14"}
THERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Etc/GMT+12"}


def files(folder: Path) -> dict[str, bytes]:
    """What a run left, by name; of run.json all but the seconds, of what follows the input's order the sorted lines."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(".stages/"):
            continue
        found[name] = path.read_bytes()
        if path.name == "run.json":
            found[name] = json.dumps({**json.loads(found[name]), "seconds": None}).encode()
        elif path.name == "ledger.jsonl":
            rows = [{**json.loads(line), "record": 0, "line": 0} for line in found[name].splitlines()]
            found[name] = "\n".join(sorted(map(json.dumps, rows))).encode()
        elif path.suffix == ".jsonl":  # kept and removed rows
            found[name] = b"\n".join(sorted(found[name].splitlines()))
    return found


@pytest.fixture
def shuffled(root, tmp_path) -> tuple[Path, Path]:
    """The folder seeds/ twice, the second time with the records of each file in another order."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        shutil.copytree(root / "seeds", folder / "seeds")
    for path in (other / "seeds").glob("*.jsonl"):
        rows = path.read_bytes().splitlines(keepends=True)
        random.Random(3).shuffle(rows)
        path.write_bytes(b"".join(rows))
        assert path.read_bytes() != (one / "seeds" / path.name).read_bytes()
    return one, other


@pytest.mark.parametrize("command", ["trace", "dedupe"])
def test_the_same_articles_give_the_same_bytes(shuffled, command):
    left = []
    for folder, environment, turned in zip(shuffled, (HERE, THERE), (False, True), strict=True):
        names = sorted((f"seeds/{path.name}" for path in (folder / "seeds").iterdir()), reverse=turned)
        done = ran([command, *names, "-o", "out", "--quiet"], folder, environment=environment)
        assert done.returncode == 0, done.stderr
        left.append(files(folder / "out"))
    assert sorted(left[0]) == sorted(left[1])
    assert [name for name in left[0] if left[0][name] != left[1][name]] == []
    assert len(left[0]) > (20 if command == "trace" else 5)


def test_a_second_run_into_the_same_folder_changes_nothing(provenance, tmp_path):
    (tmp_path / "a.txt").write_text("The ferry to Skarn was late again on Monday, the harbour office said. (Reuters)")
    assert provenance("trace", "a.txt", "-o", "out").code == 0
    before = files(tmp_path / "out")
    assert provenance("trace", "a.txt", "-o", "out").code == 0
    assert files(tmp_path / "out") == before
