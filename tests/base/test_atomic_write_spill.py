"""A spill file says where there is no room, also when that shows late."""

import io

import pytest

from provenance.base import atomic_write
from provenance.base.atomic_write import SpillFile
from provenance.base.errors import MachineError


class FullOnFlush(io.BytesIO):
    """Takes all bytes and has no room for them when they are to lie on the disk."""

    def flush(self):
        raise OSError(28, "No space left on device")


def test_a_disk_that_is_full_only_when_bytes_reach_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic_write.tempfile, "TemporaryFile", lambda **_: FullOnFlush())
    spill = SpillFile(tmp_path)
    with pytest.raises(MachineError, match=tmp_path.name), spill.appending() as file:
        file.write(b"rain")


def test_bytes_come_back_from_anywhere_and_no_name_is_left(tmp_path):
    spill = SpillFile(tmp_path)
    for word in (b"rain", b"snow"):
        with spill.appending() as file:
            file.write(word)
    assert (spill.read(4, 4), spill.read(0, 4)) == (b"snow", b"rain")
    assert list(tmp_path.iterdir()) == []
    spill.close()


def test_nothing_written_is_nothing_to_read():
    with pytest.raises(ValueError, match="nothing was written"):
        SpillFile().read(0, 1)
