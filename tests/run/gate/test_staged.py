"""git is asked so that it changes nothing: no lock, no refreshed staging area, nothing fetched."""

import subprocess

import pytest

from provenance.base.settings import Settings
from provenance.run.gate import staged
from provenance.run.gate.gate import check


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Nobody has seen the mayor's hat for a week.")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], check=True)
    return tmp_path


def test_every_call_of_git_goes_without_locks_and_without_the_network(repository, monkeypatch):
    calls, run = [], subprocess.run

    def heard(command, **options):
        calls.append((command[1], options["env"].get("GIT_OPTIONAL_LOCKS"), options["env"].get("GIT_NO_LAZY_FETCH")))
        assert not options.get("shell")
        return run(command, **options)

    monkeypatch.setattr(staged.subprocess, "run", heard)
    check(["seeds/a.txt"], repository / "seeds", Settings(), staged=True)
    assert {name for name, *_ in calls} == {"rev-parse", "ls-files", "cat-file"}
    assert {tuple(rest) for _, *rest in calls} == {("0", "1")}


def test_the_staging_area_stays_byte_for_byte(repository):
    area = repository / ".git" / "index"
    (repository / "seeds" / "a.txt").touch()  # which makes git want to refresh it
    before = area.read_bytes(), area.stat().st_mtime_ns
    check(["seeds/a.txt"], repository / "seeds", Settings(), staged=True)
    assert (area.read_bytes(), area.stat().st_mtime_ns) == before
    assert not list((repository / ".git").glob("*.lock"))
