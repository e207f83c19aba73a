"""A file that is read a second time is what it was the first time."""

import os

import pytest

from provenance.base.errors import InputError, MachineError
from provenance.corpus.files import File, files, watched
from provenance.corpus.formats.unpacking import chunks, opened


@pytest.fixture
def place(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"Rain fell.\n" * 300_000)
    return path


def read(file, most=None):
    with opened(file) as (handle, _):
        return [len(piece) for piece, _ in zip(chunks(handle), range(most or 99), strict=False)]


def test_a_file_of_another_size_is_known_before_it_is_read(place):
    [file], watch = watched(files([place]))
    read(file)
    watch.again = True
    os.truncate(place, 5)
    with pytest.raises(MachineError, match="E-INPUT-CHANGED"), opened(file):
        pytest.fail("it was opened")


def test_what_breaks_off_at_one_place_both_times_has_not_changed(place):
    [file], watch = watched(files([place]))

    def broken():
        with opened(file) as (handle, _):
            next(chunks(handle))
            raise InputError("E-JSON", "no JSON")

    for _ in range(2):
        with pytest.raises(InputError):
            broken()
        watch.again = True


def test_who_reads_from_the_start_again_is_not_taken_for_somebody_else(place):
    [file], watch = watched(files([place]))
    read(file)
    watch.again = True
    with opened(file) as (handle, _):
        handle.read(100)
        handle.seek(0)
        assert b"".join(chunks(handle)) == place.read_bytes()


def test_files_that_are_not_watched_are_only_to_stay_while_they_are_read(place):
    [file] = files([place])
    assert isinstance(file, File)
    read(file)
    place.write_bytes(b"")
    assert read(file) == []
    with pytest.raises(MachineError, match="E-INPUT-CHANGED"), opened(file):
        place.write_bytes(b"x")
