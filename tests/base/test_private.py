"""Compiled kernels are only taken from folders that nobody else can write to."""

import os
import shutil
import subprocess
import sys

import pytest

from provenance.base.private import others_can_write

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="users have no numbers here")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT, reason="only root gives files away")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "caches" / "kernels"
    place.mkdir(parents=True)
    (place / "base").mkdir()
    (place / "base" / "a.nbi").write_bytes(b"")
    for path in (place, place.parent, place / "base", place / "base" / "a.nbi"):
        path.chmod(0o700)
    return place


def test_a_folder_of_ones_own_is_private(folder):
    assert others_can_write(folder) is None


@pytest.mark.parametrize("name", [".", "..", "base", "base/a.nbi"])
@pytest.mark.parametrize("mode", [0o702, 0o777, 0o720])
def test_what_others_can_write_to_is_named(folder, name, mode):
    (folder / name).chmod(mode)
    if ROOT and mode == 0o720:
        os.chown(folder / name, 0, 12345)
    assert others_can_write(folder) == os.path.realpath(folder / name)


@needs_root
@pytest.mark.parametrize("name", [".", "..", "base", "base/a.nbi"])
def test_what_belongs_to_others_is_named(folder, name):
    os.chown(folder / name, 12345, -1)
    assert others_can_write(folder) == os.path.realpath(folder / name)


def test_a_link_among_the_files_is_named(folder):
    (folder / "base" / "b.nbi").symlink_to(folder / "base" / "a.nbi")
    assert others_can_write(folder) == os.path.realpath(folder / "base") + "/b.nbi"


def test_a_folder_that_keeps_people_apart_may_be_above(folder):
    folder.parent.chmod(0o1777)
    assert others_can_write(folder) is None


CODE = """
from provenance.base.backend import load
from provenance.run.backends import backend_for, kept, kept_fault
print(backend_for(5_000_000, print), kept(), kept_fault())
"""


def test_kernels_of_such_a_folder_are_not_taken(tmp_path):
    pytest.importorskip("numba")
    caches = tmp_path / "caches"
    caches.mkdir()
    caches.chmod(0o777)
    for variable in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME"):
        own = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"} | {variable: str(caches)}
        done = subprocess.run([sys.executable, "-c", CODE], env=own, capture_output=True, text=True, check=True)
        said = f"compiled kernels are not kept, since others can write to {os.path.realpath(caches)}"
        if variable == "XDG_CACHE_HOME" and sys.platform != "linux":
            continue
        assert done.stdout.splitlines() == [said, f"python None {said}"]
        assert not [path for path in caches.rglob("*.nb?") if path.is_file()]
        for path in caches.iterdir():
            shutil.rmtree(path)
