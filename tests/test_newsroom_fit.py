"""The graph's weights are fitted by a script of the project, on what the project itself holds."""

from argparse import Namespace
from importlib.resources import files

import pytest

pytest.importorskip("scipy")

from benchmarks.newsroom import fit
from benchmarks.newsroom.cases import NAMES
from provenance.origin.graph.evidence.weights import weights

TEXT = (files("provenance.origin.graph.evidence") / "weights.toml").read_text(encoding="utf-8")
OWN = {name: weights()[name.split(".")[0]][name.split(".")[1]] for name in NAMES}


def test_the_script_runs_on_invented_families_alone(monkeypatch):
    monkeypatch.setattr(fit, "SCENES", fit.SCENES[:2])
    given = Namespace(families=2, seed=5, pull=50.0, real=None, without=None, only=("draws.base", "unseen.named"))
    text, values = fit.fit(given, TEXT)
    assert values.keys() == OWN.keys()
    assert {name for name in OWN if values[name] != pytest.approx(OWN[name], abs=0.006)} <= set(given.only)
    assert [line.split(" = ")[0] for line in text.splitlines()] == [line.split(" = ")[0] for line in TEXT.splitlines()]


def test_what_was_fitted_is_held_to_its_limits(monkeypatch):
    monkeypatch.setattr(fit, "SCENES", fit.SCENES[:2])
    given = Namespace(families=1, seed=5, pull=0.5, real=None, without=None, only=())
    _, values = fit.fit(given, TEXT)
    assert all(values[name] == pytest.approx(OWN[name], abs=0.006) for name in fit.FIXED)
    assert any(values[name] != OWN[name] for name in OWN)
