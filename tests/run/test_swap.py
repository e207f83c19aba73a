"""The earlier result stays until the new one is whole, and no file that a run did not write is touched."""

import json
import os
import shutil

import pytest

from provenance.base.errors import MachineError, SettingsError
from provenance.run import swap
from provenance.run.swap import FILES, RUN, begun, committed, ended, settled, unsettled

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def written(out, files):
    """A result of these files, made aside and put in place."""
    new = begun(out)
    for name, text in files.items():
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_text(text)
    committed(out, files)


def tree(out):
    """All files below the folder, but for the list of them."""
    found = {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file()}
    found.pop(FILES, None)
    return found


FIRST = {RUN: "1", "kept.jsonl": "a", "report/index.html": "i", "report/old.html": "o", "kept/a/b.txt": "b"}
SECOND = {RUN: "2", "removed.jsonl": "r", "report/index.html": "j", "report/new.html": "n"}


def test_a_new_result_takes_the_place_of_all_of_the_earlier_one(tmp_path):
    written(tmp_path, FIRST)
    assert tree(tmp_path) == FIRST
    written(tmp_path, SECOND)
    assert tree(tmp_path) == SECOND
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILES, "removed.jsonl", "report", RUN]


def test_files_of_others_stay_also_in_folders_of_a_result(tmp_path):
    written(tmp_path, FIRST)
    for name in ("notes.txt", "report/notes.txt", "kept/a/mine.txt"):
        (tmp_path / name).write_text("mine")
    written(tmp_path, SECOND)
    assert tree(tmp_path) == SECOND | dict.fromkeys(("notes.txt", "report/notes.txt", "kept/a/mine.txt"), "mine")
    written(tmp_path, FIRST)
    assert tree(tmp_path) == FIRST | dict.fromkeys(("notes.txt", "report/notes.txt", "kept/a/mine.txt"), "mine")


@pytest.mark.parametrize("name", ["removed.jsonl", "report/new.html", "report"])
def test_a_file_of_others_is_never_replaced(tmp_path, name):
    written(tmp_path, {RUN: "1"})
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = tree(tmp_path)
    with pytest.raises(SettingsError, match=r"E-OUT-FOREIGN.*not replaced"):
        written(tmp_path, SECOND)
    ended(tmp_path, resumable=False)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["removed.jsonl", "report", "report/index.html", RUN])
def test_a_link_is_not_written_through(tmp_path, name):
    out, victim = tmp_path / "out", tmp_path / "victim"
    out.mkdir()
    written(out, {RUN: "1", "report/index.html": "i"})
    victim.mkdir()
    (victim / "index.html").write_text("theirs")
    place = out / name
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    place.symlink_to(victim if name == "report" else victim / "index.html")
    with pytest.raises(SettingsError, match=r"E-OUT-FOREIGN.*symbolic link"):
        written(out, SECOND)
    assert [path.name for path in victim.iterdir()] == ["index.html"]
    assert (victim / "index.html").read_text() == "theirs"


def test_the_folder_aside_may_be_no_link_and_not_open_to_others(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    work = tmp_path / ".provenance"
    work.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MachineError, match="is a link or file"):
        begun(tmp_path)
    work.unlink()
    work.mkdir()
    work.chmod(0o777)
    if hasattr(os, "geteuid"):
        with pytest.raises(MachineError, match="others can write"):
            begun(tmp_path)
    if ROOT:
        work.chmod(0o700)
        os.chown(work, 12345, 12345)
        with pytest.raises(MachineError, match="another user"):
            begun(tmp_path)


class Killed(BaseException):
    """As kill -9 would: nothing is done about it."""


def moves_of(out, monkeypatch, files, allowed):
    """Puts a result in place, killed before the move after so many; whether it was."""
    left = [allowed]
    rename = swap.Path.rename

    def one(path, target):
        if not left[0]:
            raise Killed
        left[0] -= 1
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(swap.Path, "rename", one)
        try:
            written(out, files)
        except Killed:
            return True
    return False


def test_whoever_comes_after_a_kill_among_the_moves_ends_them(tmp_path, monkeypatch):
    for allowed in range(40):
        out = tmp_path / str(allowed)
        out.mkdir()
        written(out, FIRST)
        (out / "report" / "notes.txt").write_text("mine")
        killed = moves_of(out, monkeypatch, SECOND, allowed)
        assert (out / RUN).exists() == (allowed == 0 or not killed)  # it goes first and comes last
        assert unsettled(out) == killed
        settled(out)
        assert tree(out) == SECOND | {"report/notes.txt": "mine"}
        if not killed:
            break
    assert 5 < allowed < 39


def test_a_stop_among_the_moves_waits_for_their_end(tmp_path, monkeypatch):
    written(tmp_path, FIRST)
    move, moves = swap._away, []

    def stopped(out, name):
        moves.append(name)
        if len(moves) == 2:
            raise KeyboardInterrupt
        move(out, name)

    monkeypatch.setattr(swap, "_away", stopped)
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path, SECOND)
    assert tree(tmp_path) == SECOND


def test_the_moves_are_on_the_disk_before_what_they_need_is_taken_away(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(swap, "save_directory", lambda folder: done.append((folder, tree(folder)[RUN])))
    written(tmp_path, FIRST)
    assert done == [(tmp_path, "1")]


def test_a_stopped_run_leaves_finished_tables_and_nothing_else(tmp_path):
    new = begun(tmp_path)
    (new / ".stages").mkdir()
    for name in (".stages/pairs.json", "pairs.parquet", "kept.jsonl", "clusters.parquet", ".x.part"):
        (new / name).write_text("")
    ended(tmp_path, resumable=True)
    assert sorted(tree(tmp_path)) == [".provenance/new/.stages/pairs.json", ".provenance/new/pairs.parquet"]
    assert sorted(tree(begun(tmp_path))) == [".stages/pairs.json", "pairs.parquet"]
    ended(tmp_path, resumable=False)
    assert not list(tmp_path.iterdir())


def test_a_result_from_before_there_were_lists_is_known_by_its_names(tmp_path):
    for name in ("kept.jsonl", "pairs.parquet", "ledger.jsonl", "report/a-0123456789.html", "report/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("before")
    (tmp_path / RUN).write_text(json.dumps({"schema": "1"}))
    (tmp_path / "report" / "notes.html").write_text("mine")
    written(tmp_path, SECOND)
    assert tree(tmp_path) == SECOND | {"report/notes.html": "mine"}


def test_what_a_killed_run_left_aside_is_no_part_of_a_later_result(tmp_path):
    new = begun(tmp_path)
    for name in (".stages/pairs.json", ".stages/.x.part", "pairs.parquet", RUN):
        (new / name).parent.mkdir(exist_ok=True)
        (new / name).write_text("")
    committed(tmp_path, [".stages/pairs.json", "pairs.parquet", RUN])
    assert sorted(tree(tmp_path)) == [".stages/pairs.json", "pairs.parquet", RUN]
