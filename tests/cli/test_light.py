"""`check` waits for nothing it does not need, and importing the package costs next to nothing."""

import os
import subprocess
import sys

import pytest

from tests.cli.texts import FERRY, NEAR_FERRY

HEAVY = {
    "asyncio", "charset_normalizer", "datasketch", "jinja2", "numba", "polars", "py3langid", "pyarrow", "rich", "scipy",
    "wordfreq", "zstandard",
}  # fmt: skip


def imported(code: str, folder) -> set[str]:
    """The top-level modules that a fresh Python holds after some code."""
    told = "import sys; print('modules', *{name.split('.')[0] for name in sys.modules})"
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\n{told}"], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("text", [FERRY, NEAR_FERRY, "Nothing like it."], ids=["copy", "near copy", "other"])
def test_check_imports_neither_tables_nor_compilers(tmp_path, text):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ferry.txt").write_text(FERRY)
    (tmp_path / "seeds" / "new.txt").write_text(text)
    code = "from provenance.cli.main import run; run(['check', 'seeds/new.txt'])"
    assert imported(code, tmp_path) & HEAVY <= ({"wordfreq"} if text != "Nothing like it." else set())


def test_the_package_itself_is_light(tmp_path):
    assert imported("import provenance", tmp_path) & {*HEAVY, "numpy", "click"} == set()


def test_help_needs_no_arrays(tmp_path):
    code = "from provenance.cli.main import run; run(['--help'])"
    assert imported(code, tmp_path) & {*HEAVY, "numpy"} == set()


def test_trace_leaves_the_oracle_of_the_signatures_alone(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    code = "from provenance.cli.main import run; run(['trace', 'a.txt', '--quiet'])"
    assert imported(code, tmp_path) & {"datasketch", "scipy", "numba", "py3langid", "asyncio"} == set()


def test_dedupe_loads_no_room_that_it_does_not_need(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    code = "from provenance.cli.main import run; run(['dedupe', 'a.txt', '--quiet'])"
    listed = f"{code}\nimport sys; print([name for name in sys.modules if name.startswith('provenance.origin')])"
    ran = subprocess.run([sys.executable, "-c", listed], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="no way to ask for a child's CPU time here")
def test_check_takes_little_cpu_on_seeds(root):
    """The aim is .5 s; ten times as much is a guard against what a loaded machine does not explain."""
    child = subprocess.Popen(
        [sys.executable, "-m", "provenance", "check", "seeds/harbour-whale.txt"], cwd=root, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    assert used.ru_utime + used.ru_stime < 5
