"""The hook for real: a `git commit` that pre-commit stops, warns of, or lets pass."""

import importlib.util
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.texts import FERRY, MUSEUM, NEAR_FERRY, TURNIPS

HOOKS = """repos:
- repo: local
  hooks:
  - id: provenance-check
    name: articles that copy those already there
    entry: '"{python}" -m provenance check --staged'
    language: system
    files: ^seeds/
    stages: [pre-commit, pre-merge-commit]
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
    assert hook["stages"] == ["pre-commit", "pre-merge-commit"]
    assert "pre-commit install --hook-type pre-commit --hook-type pre-merge-commit" in text


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
    hooks = ["--hook-type", "pre-commit", "--hook-type", "pre-merge-commit"]
    subprocess.run([sys.executable, "-m", "pre_commit", "install", *hooks], check=True, capture_output=True)

    def made(**files: str) -> tuple[int, str]:
        for name, text in files.items():
            Path(f"seeds/{name}.txt").write_text(text)
            git("add", f"seeds/{name}.txt")
        return git("commit", "-m", "one more")

    made.git = git
    return made


def pre_commit(*arguments: str) -> tuple[int, str]:
    """What `pre-commit` says, and its exit code."""
    command = [sys.executable, "-m", "pre_commit", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_commit_meets_the_hook(commit):
    code, said = commit(relay=FERRY)
    assert code == 1, said
    assert (
        "provenance: block: seeds/relay.txt is the same, word for word, as seeds/ferry.txt: “BRENHOLM, March 3" in said
    )
    assert said.count("[[accepted]]") == 1
    assert "Traceback" not in said

    Path("seeds/accepted.toml").write_text(ACCEPTED)
    subprocess.run(["git", "add", "seeds/accepted.toml"], check=True)
    code, said = commit()
    assert code == 0, said

    code, said = commit(lent=LENT)
    assert code == 0, said
    assert "provenance: warn: seeds/lent.txt shares a passage" in said
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
    assert "block: seeds/new.txt" in said
    assert Path("seeds/new.txt").read_text() == TURNIPS

    subprocess.run(["git", "add", "seeds/new.txt"], check=True)
    Path("seeds/new.txt").write_text(FERRY)
    code, said = commit()
    assert code == 0, said
    assert Path("seeds/new.txt").read_text() == FERRY


def test_a_merge_that_brings_a_copy_is_stopped(commit):
    git = commit.git
    git("checkout", "-q", "-b", "side")
    Path("seeds/relay.txt").write_text(NEAR_FERRY)
    git("add", ".")
    assert git("commit", "--no-verify", "-qm", "a copy, past the hook")[0] == 0
    git("checkout", "-q", "main")
    assert commit(turnips=TURNIPS)[0] == 0
    code, said = git("merge", "-q", "side", "-m", "both")
    assert code != 0, said
    assert "block: seeds/relay.txt is a near-duplicate of seeds/ferry.txt: similarity 0.7" in said
    assert "“Sunday” stands for “Monday”" in said
    git("merge", "--abort")
    assert not Path("seeds/relay.txt").exists()


def test_renames_deletions_line_ends_and_rebases_pass(commit):
    git = commit.git
    git("mv", "seeds/ferry.txt", "seeds/alma.txt")
    assert commit()[0] == 0
    git("rm", "-q", "seeds/museum.txt")
    assert commit(museum2=MUSEUM)[0] == 0
    Path("seeds/alma.txt").write_bytes(FERRY.replace(". ", ".\r\n").encode())
    git("add", ".")
    assert commit()[0] == 0
    git("checkout", "-q", "-b", "side", "HEAD~1")
    assert commit(turnips=TURNIPS)[0] == 0
    code, said = git("rebase", "-q", "main")
    assert code == 0, said
    assert sorted(path.name for path in Path("seeds").iterdir()) == ["alma.txt", "museum2.txt", "turnips.txt"]


def test_a_broken_list_of_accepted_pairs_cannot_be_committed(commit):
    for text, why in (("[[accepted]\n", "TOML"), (ACCEPTED.replace("a relay, on purpose", "…"), "gives no reason")):
        Path("seeds/accepted.toml").write_text(text)
        commit.git("add", "seeds/accepted.toml")
        code, said = commit()
        assert code == 1, said
        assert why in said
    Path("seeds/accepted.toml").unlink()
    commit.git("add", "-A")
    pair = ["--accept", "seeds/relay.txt", "seeds/ferry.txt", "--why", "a relay, on purpose"]
    assert subprocess.run([sys.executable, "-m", "provenance", "check", *pair], check=False).returncode == 0
    commit.git("add", "seeds/accepted.toml")
    code, said = commit(relay=FERRY)
    assert code == 0, said


def test_a_commit_of_what_is_no_article_passes_and_says_so(commit):
    Path("seeds/README.md").write_text(FERRY)
    Path("seeds/map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    Path("seeds/.gitkeep").touch()
    commit.git("add", ".")
    code, said = commit()
    assert code == 0, said
    assert "seeds/map.png was not checked" in said
    assert "0 files checked against seeds: 0 articles blocked, 0 warned; 3 files not checked" in said


def test_all_files_and_the_commits_of_a_branch(commit):
    git = commit.git
    assert pre_commit("run", "--all-files")[0] == 0
    git("checkout", "-q", "-b", "side")
    Path("seeds/relay.txt").write_text(FERRY)
    git("add", ".")
    git("commit", "--no-verify", "-qm", "a copy, past the hook")
    for arguments in (("--all-files",), ("--from-ref", "main", "--to-ref", "HEAD")):
        code, said = pre_commit("run", *arguments)
        assert code == 1, said
        assert "seeds/relay.txt" in said
    git("checkout", "-q", "main")
    assert pre_commit("run", "--from-ref", "HEAD", "--to-ref", "HEAD")[0] == 0


def test_the_first_commit_of_a_repository(commit, tmp_path, monkeypatch):
    repo = tmp_path / "fresh"
    (repo / "seeds").mkdir(parents=True)
    Path(repo, ".pre-commit-config.yaml").write_bytes(Path(".pre-commit-config.yaml").read_bytes())
    monkeypatch.chdir(repo)
    commit.git("init", "-q", "-b", "main")
    assert pre_commit("install")[0] == 0
    commit.git("add", ".")
    code, said = commit(ferry=FERRY, relay=NEAR_FERRY)
    assert code == 1, said
    assert "near-duplicate" in said
    commit.git("rm", "-q", "--cached", "seeds/relay.txt")
    assert commit()[0] == 0


def test_five_thousand_files(commit):
    draw = random.Random(9)
    words = [f"{draw.choice('bdfgklmnprst')}{draw.choice('aeiou')}{number}" for number in range(9000)]
    for number in range(5000):
        Path(f"seeds/{number:04}.txt").write_text(" ".join(draw.choices(words, k=40)) + "\n")
    commit.git("add", ".")
    assert commit.git("commit", "--no-verify", "-qm", "many")[0] == 0
    copy = Path("seeds/0417.txt").read_text()
    code, said = commit(copy=copy, fresh=TURNIPS)
    assert code == 1, said
    assert "block: seeds/copy.txt is the same, word for word, as seeds/0417.txt" in said
    assert "2 files checked against seeds: 1 article blocked" in said
