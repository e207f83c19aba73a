"""Loading kernels brings no more with it than they need."""

import os
import subprocess
import sys

import numpy as np
import numpy.typing as npt
import pytest

from provenance.base.backend import load

pytest.importorskip("numba")

LOADED = """
import sys
from provenance.base.backend import load
load("provenance.base.shingle_kernel")
print("scipy.linalg" in sys.modules)
import numba, numpy
dot = numba.njit("f8(f8[::1],f8[::1])")(lambda a, b: numpy.dot(a, b))
print(dot(numpy.ones(3), numpy.ones(3)))
"""


def test_kernels_do_not_import_scipy_and_linear_algebra_of_others_still_finds_it():
    pytest.importorskip("scipy")
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "3.0"]


Row = npt.NDArray[np.uint64]


def _first(row: Row) -> np.uint64:
    return row[np.uint64(0)]


def _whole(row: Row) -> tuple[int, Row]:
    return 1, row


def test_what_is_inlined_does_not_count_who_holds_an_array_and_gives_none_back():
    jit = load("provenance.base.jit")
    assert jit.inline(_first).targetoptions["_nrt"] is False  # else article_tokens takes 2.6 times as long
    assert jit.inline_array(_whole).targetoptions["_nrt"] is True
    with pytest.raises(TypeError, match="_whole gives arrays back: it is to be an inline_array"):
        jit.inline(_whole)


def test_kernels_that_another_installation_compiled_do_not_count_as_compiled(tmp_path):
    installation = load("provenance.base.jit").installation
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sum_kernel.py").write_text("x = 1\n")
        os.utime(tmp_path / name / "sum_kernel.py", ns=(1, 1))
    first = installation(tmp_path / "here")
    assert installation(tmp_path / "there") != first
    os.utime(tmp_path / "here" / "sum_kernel.py", ns=(2, 2))  # as an update does, whatever the content
    installation.cache_clear()
    assert installation(tmp_path / "here") != first
    os.utime(tmp_path / "here" / "sum_kernel.py", ns=(1, 1))
    installation.cache_clear()
    assert installation(tmp_path / "here") == first
    module = "provenance.base.shingle_kernel"
    assert installation(load("provenance.base.jit")._ROOT) in load("provenance.base.jit")._mark(module)
