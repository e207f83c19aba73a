"""A file of lines takes its place once it is whole, and on the disk."""

import os
from errno import ENOSPC

import pytest

from provenance.base.errors import MachineError
from provenance.run.out import Lines


def test_lines_that_are_not_done_were_never_there(tmp_path):
    with Lines(tmp_path / "a.jsonl") as lines:
        lines.write(["a\n"])
        assert len(list(tmp_path.iterdir())) == 1
    assert not list(tmp_path.iterdir())


def test_lines_are_on_the_disk_before_they_take_their_place(tmp_path, monkeypatch):
    synced, path = [], tmp_path / "a.jsonl"
    monkeypatch.setattr(os, "fsync", lambda number: synced.append((os.fstat(number).st_size, path.exists())))
    with Lines(path) as lines:
        lines.write(["a\n", "b\n"])
        lines.done()
    assert synced == [(4, False)]
    assert path.read_bytes() == b"a\nb\n"


def test_a_full_disk_names_the_path(tmp_path, monkeypatch):
    def full(_):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match=r"a\.jsonl: No space"), Lines(tmp_path / "a.jsonl") as lines:
        lines.done()
    assert not list(tmp_path.iterdir())
