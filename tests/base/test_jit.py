"""Loading kernels brings no more with it than they need."""

import subprocess
import sys

import pytest

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
