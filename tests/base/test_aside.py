"""What is not whole is not there, and what was there before stays."""

from pathlib import Path

import pytest

from provenance.base.aside import aside


def test_a_file_that_fails_leaves_the_one_before(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("before")
    with pytest.raises(TypeError), aside(target) as file:
        file.writelines([b"half", "of it"])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "before")]


def test_the_file_before_stays_until_the_new_one_is_whole(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("before")
    with aside(target) as file:
        file.write(b"after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"


def test_a_file_that_is_not_wanted_after_all_comes_to_nothing(tmp_path):
    with aside(tmp_path / "a.txt") as file:
        file.close()
        Path(file.name).unlink()
    assert not list(tmp_path.iterdir())


def test_the_longest_name_has_room(tmp_path):
    with aside(tmp_path / ("a" * 255)) as file:
        file.write(b"")
    assert [len(path.name) for path in tmp_path.iterdir()] == [255]
