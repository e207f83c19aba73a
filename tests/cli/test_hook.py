"""The hook for real: a `git commit` that pre-commit stops, warns of, or lets pass."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.texts import FERRY, MUSEUM, TURNIPS

HOOKS = """repos:
- repo: local
  hooks:
  - id: provenance-check
    name: articles that copy those already there
    entry: '"{python}" -m provenance check --staged'
    language: system
    files: ^seeds/
    exclude: (^|/)accepted\\.toml$
    require_serial: true
    verbose: true
"""
ACCEPTED = '[[accepted]]\npair = ["ferry.txt", "relay.txt"]\nreason = "a relay, on purpose"\n'
LENT = TURNIPS + " Meanwhile " + FERRY.partition(" - ")[2].partition(". ")[0] + "."


def test_the_hook_we_ship_shows_warnings_and_sees_all_additions_at_once(root):
    text = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    yaml = pytest.importorskip("yaml", reason="comes with pre-commit")
    [hook] = yaml.safe_load(text)
    assert (hook["id"], hook["verbose"], hook["require_serial"]) == ("provenance-check", True, True)
    assert hook["entry"] == "provenance check --staged"
    ours = {line.strip().partition(" #")[0] for line in text.splitlines()}
    own = {line.strip() for line in HOOKS.splitlines()} - {"repos:", "- repo: local", "hooks:", "language: system"}
    assert {line for line in own if not line.startswith("entry")} <= ours


@pytest.fixture
def commit(tmp_path, monkeypatch):
    """A repository with two articles and the hook; `commit()` is what `git commit` said, and its exit code."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed: pip install pre-commit")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "PRE_COMMIT_HOME": str(tmp_path / "hooks"),
    }.items():
        monkeypatch.setenv(name, value)
    repo = tmp_path / "repo"
    (repo / "seeds").mkdir(parents=True)
    monkeypatch.chdir(repo)

    def git(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout + done.stderr

    Path(".pre-commit-config.yaml").write_text(HOOKS.format(python=Path(sys.executable).as_posix()))
    Path("seeds/ferry.txt").write_text(FERRY)
    Path("seeds/museum.txt").write_text(MUSEUM)
    git("init", "-q", "-b", "main")
    git("add", ".")
    assert git("commit", "-q", "-m", "two articles")[0] == 0
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], check=True, capture_output=True)

    def made(**files: str) -> tuple[int, str]:
        for name, text in files.items():
            Path(f"seeds/{name}.txt").write_text(text)
            git("add", f"seeds/{name}.txt")
        return git("commit", "-m", "one more")

    return made


def test_a_commit_meets_the_hook(commit):
    code, said = commit(relay=FERRY)
    assert code == 1, said
    assert "provenance: block: relay.txt is the same, word for word, as ferry.txt" in said
    assert "Traceback" not in said

    Path("seeds/accepted.toml").write_text(ACCEPTED)
    subprocess.run(["git", "add", "seeds/accepted.toml"], check=True)
    code, said = commit()
    assert code == 0, said

    code, said = commit(lent=LENT)
    assert code == 0, said
    assert "provenance: warn: lent.txt shares a passage" in said
    assert "lost both engines off the Skarn lighthouse" in said

    code, said = commit(turnips="Nothing here is like any other article of the folder, the reader found.\n")
    assert code == 0, said
    assert "provenance: warn" not in said


def test_what_is_staged_counts_and_not_what_lies_in_the_work_tree(commit):
    Path("seeds/new.txt").write_text(FERRY)
    subprocess.run(["git", "add", "seeds/new.txt"], check=True)
    Path("seeds/new.txt").write_text(TURNIPS)
    code, said = commit()
    assert code == 1, said
    assert "block: new.txt" in said
    assert Path("seeds/new.txt").read_text() == TURNIPS

    subprocess.run(["git", "add", "seeds/new.txt"], check=True)
    Path("seeds/new.txt").write_text(FERRY)
    code, said = commit()
    assert code == 0, said
    assert Path("seeds/new.txt").read_text() == FERRY
