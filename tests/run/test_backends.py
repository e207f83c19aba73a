"""The faster backend is chosen where it pays, is never in the way, and its absence is said once and costs nothing."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from provenance.base.backend import COMPILING, load
from provenance.base.errors import EngineError
from provenance.run.backends import KERNELS, OF_ROWS, UNCOMPILED, UNKEPT, backend_for, warm

needs_numba = pytest.mark.skipif(find_spec("numba") is None, reason="numba is not here")
KERNEL = """
from provenance.base.jit import compiled

@compiled
def twice(number: int) -> int:
    return number + number
"""


def python(code, folder, **variables):
    """What a fresh Python prints; `folder` keeps its kernels."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(folder), **variables}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return done.stdout.splitlines()


def test_small_inputs_do_without():
    assert backend_for(3_999_999) == "python"


@needs_numba
def test_large_inputs_are_worth_it_where_kernels_are_compiled():
    warm(kernels=KERNELS + OF_ROWS)
    assert backend_for(4_000_000) == "numba"


@needs_numba
def test_no_run_under_20_mb_waits_for_compiling(tmp_path):
    code = """
from provenance.run import backends
backends.warm = lambda note, kernels: print("compiled")
for size in (4_000_000, 19_999_999, 20_000_000):
    print(backends.backend_for(size, print))
for pairs in (249, 3_999, 4_000):
    print(backends.backend_for_pairs(pairs, print))
"""
    assert python(code, tmp_path) == [
        *(UNCOMPILED, "python") * 2, "compiled", "numba", *["python"] * 2, "compiled", "numba",
    ]  # fmt: skip


@needs_numba
def test_what_an_earlier_run_has_compiled_is_used_by_small_ones(tmp_path):
    (tmp_path / "small_kernel.py").write_text(KERNEL)
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from provenance.run import backends
backends.OF_ROWS = ()
print(backends.backend_for(4_000_000, lambda _: None, ("small_kernel",)), "small_kernel" in sys.modules)
backends.warm(kernels=("small_kernel",))
"""
    assert python(code, tmp_path / "kept") == ["python False"]
    assert python(code, tmp_path / "kept") == ["numba True"]


def test_neither_start_up_nor_check_imports_numba(tmp_path):
    (tmp_path / "a.txt").write_text("The ferry left the harbour of Brenholm at dawn with forty people on board.")
    code = f"""
import sys
from provenance.cli.main import run
run(["check", {str(tmp_path / "a.txt")!r}, "--against", {str(tmp_path)!r}])
print([name for name in ("numba", "concurrent.futures", "polars") if name in sys.modules])
"""
    assert python(code, tmp_path)[-1] == "[]"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("sys.modules['numba'] = None", "ModuleNotFoundError"),
        ("sys.modules['numba'] = sys.modules['numba.core.event'] = types.ModuleType('numba')", "AttributeError"),
    ],
    ids=["missing", "of another make"],
)
def test_where_numba_does_not_work_the_other_backend_does_and_it_is_said(broken, reason, tmp_path):
    code = f"""
import sys, types
{broken}
from provenance.run.backends import backend_for
print(backend_for(10**9, print))
"""
    note, backend = python(code, tmp_path)
    assert note.startswith(f"kernels cannot be compiled here ({reason}")
    assert backend == "python"


@needs_numba
def test_where_nothing_can_be_kept_only_the_largest_inputs_are_compiled_for(tmp_path):
    (tmp_path / "file").touch()
    code = "from provenance.run.backends import backend_for, kept; print(kept(), backend_for(60_000_000, print))"
    assert python(code, tmp_path / "file" / "below") == [UNKEPT, "None python"]


@needs_numba
@pytest.mark.parametrize("writable", [True, False], ids=["kept", "not kept"])
def test_compiling_is_said_and_done_once_where_it_can_be_kept(writable, tmp_path):
    (tmp_path / "small_kernel.py").write_text(KERNEL)
    folder = tmp_path / ("kept" if writable else "small_kernel.py")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from provenance.base.backend import load
print(load("small_kernel", print).twice(21))
"""
    assert python(code, folder) == [COMPILING, "42"]
    assert python(code, folder) == (["42"] if writable else [COMPILING, "42"])


@needs_numba
def test_a_full_disk_only_means_that_nothing_is_kept(monkeypatch):
    compiled = load("provenance.base.jit")
    whole = compiled._compiled

    def full(function, folder):
        if folder is not None:
            raise OSError(28, "No space left on device")
        return whole(function, folder)

    def after(number: int) -> int:
        return number + 1

    monkeypatch.setattr(compiled, "_compiled", full)
    assert compiled.compiled(after)(4) == 5


def test_a_kernel_that_is_not_there_is_an_error_of_the_backend():
    with pytest.raises(EngineError, match=r"kernels cannot be compiled here .*Try: pip install"):
        load("provenance.base.no_kernel")


@needs_numba
def test_every_kernel_is_compiled_for_one_kind_of_arguments_only():
    for name in ("base.token_kernel", "base.shingle_kernel", "index.kernel", "match.similarity.kernel"):
        module = load(f"provenance.{name}")
        kernels = [item for item in vars(module).values() if hasattr(item, "nopython_signatures")]
        assert kernels
        assert {(len(kernel.signatures), kernel._can_compile) for kernel in kernels if not kernel._can_compile} == {
            (1, False)
        }


@needs_numba
@pytest.mark.long
def test_kernels_stay_inside_their_arrays(root):
    """The tests of the kernels once more, every index checked."""
    files = ["tests/base/test_token_kernel.py", "tests/index/test_signed.py", "tests/match/similarity/test_exact.py"]
    environment = {**os.environ, "NUMBA_BOUNDSCHECK": "1"}
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", *files], cwd=root, env=environment, check=False)
    assert done.returncode == 0


def test_there_are_kernels_for_each_room_that_counts():
    assert [name.split(".")[1] for name in KERNELS] == ["base", "index", "match"]
