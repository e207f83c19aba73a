"""What is not whole is not there, and what was there before stays."""

import os
from errno import ENOSPC
from pathlib import Path

import pytest

from provenance.base import atomic_write as module
from provenance.base.atomic_write import atomic_write, room_for, save_directory
from provenance.base.errors import MachineError


def test_a_file_that_fails_leaves_the_one_before(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("before")
    with pytest.raises(TypeError), atomic_write(target) as file:
        file.writelines([b"half", "of it"])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "before")]


def test_the_file_before_stays_until_the_new_one_is_whole(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("before")
    with atomic_write(target) as file:
        file.write(b"after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"


def test_a_file_that_is_not_wanted_after_all_comes_to_nothing(tmp_path):
    with atomic_write(tmp_path / "a.txt") as file:
        file.close()
        Path(file.name).unlink()
    assert not list(tmp_path.iterdir())


def test_the_longest_name_has_room(tmp_path):
    with atomic_write(tmp_path / ("a" * 255)) as file:
        file.write(b"")
    assert [len(path.name) for path in tmp_path.iterdir()] == [255]


def test_nothing_is_written_through_a_link_or_over_a_file_that_is_in_the_way(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "token_hex", lambda _: "cafe")
    victim, target = tmp_path / "victim", tmp_path / "out" / "a.txt"
    victim.write_text("theirs")
    target.parent.mkdir()
    with atomic_write(target) as file:
        name = Path(file.name)
    target.unlink()
    for plant in (lambda: name.symlink_to(victim), lambda: name.write_text("theirs")):
        plant()
        with pytest.raises(FileExistsError), atomic_write(target) as file:
            file.write(b"ours")
        assert not target.exists()
    assert victim.read_text() == "theirs"


def test_names_aside_are_no_ones_to_guess(tmp_path):
    names = set()
    for _ in range(20):
        with atomic_write(tmp_path / "a.txt") as file:
            names.add(file.name)
    assert len(names) == 20


def test_a_full_disk_names_the_path_and_leaves_nothing(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("before")
    with pytest.raises(MachineError, match=r"a\.txt: No space left") as caught, atomic_write(target):
        raise OSError(ENOSPC, "No space left on device")
    assert caught.value.exit_code == 6
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_other_faults_stay_what_they_are():
    with pytest.raises(PermissionError), room_for("x"):
        raise PermissionError


def test_a_lasting_file_is_on_the_disk_before_it_takes_its_place(tmp_path, monkeypatch):
    target, synced = tmp_path / "a.txt", []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append((os.fstat(number).st_size, target.exists())))
    with atomic_write(target) as file:
        file.write(b"Rain.")
    assert synced == []
    target.unlink()
    with atomic_write(target, lasting=True) as file:
        file.write(b"Rain.")
    assert synced == [(5, False)]


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="this system cannot do that to folders")
def test_renames_in_a_folder_are_on_the_disk(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(os.path.samestat(os.fstat(number), tmp_path.stat())))
    save_directory(tmp_path)
    assert synced == [True]
