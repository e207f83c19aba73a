"""`provenance warmup` leaves kernels that need no compiling again, and says where."""

import json
import sys

import pytest

from provenance.run.backends import kept


def test_where_kernels_are_kept_is_said_to_people_and_programs(provenance):
    pytest.importorskip("numba")
    assert json.loads(provenance("warmup", "--json").out) == {"backend": "numba", "kept": str(kept())}
    assert provenance("warmup").err == f"provenance: kernels are ready, kept in {kept()}\n"


def test_without_numba_it_names_what_to_install(provenance, monkeypatch):
    for module in [name for name in sys.modules if name.endswith(("parallel", "kernel")) or name == "numba"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setitem(sys.modules, "numba.core.event", None)
    ran = provenance("warmup")
    assert ran.code == 6
    assert "article-provenance[fast]" in ran.err
