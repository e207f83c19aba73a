"""The graph's weights are fitted by a script of the project, on what the project itself holds."""

import tomllib
from argparse import Namespace
from importlib.resources import files

import numpy as np
import pytest

pytest.importorskip("scipy")

from benchmarks.newsroom import cases, fit
from benchmarks.newsroom.cases import NAMES
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.origin.graph.model import terms
from provenance.origin.graph.terms import term_features

TEXT = (files("provenance.origin.graph.evidence") / "reasons.toml").read_text(encoding="utf-8")
OWN = {name: reason_weights()[name.split(".")[0]][name.split(".")[1]] for name in NAMES}


def test_the_script_runs_on_invented_families_alone(monkeypatch):
    monkeypatch.setattr(fit, "SCENES", fit.SCENES[:2])
    given = Namespace(families=2, seed=5, pull=50.0, real=None, without=None, only=("draws.base", "unseen.by_agency"))
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


def test_what_the_fitter_holds_fast_is_marked_as_judged_in_the_file():
    table = tomllib.loads(TEXT)
    assert {table[part]["weights"][name]["set"] for part, name in (key.split(".") for key in fit.FIXED)} == {"judged"}


def test_the_fitter_weighs_what_the_trace_weighs(monkeypatch):
    catalogue, theta, seen = Catalogue.load(), np.array([OWN[name] for name in NAMES]), []
    monkeypatch.setattr(cases, "term_features", lambda *given: seen.append(term_features(*given)) or seen[-1])
    made = [case for scene in fit.SCENES[:4] for _, case in cases.scene_cases(scene, catalogue)]
    assert len(made) == len(seen)
    for case, features in zip(made, seen, strict=True):
        ours, theirs = terms(features, case.terms.draws), cases.weighed(case, theta)[0]
        assert ours.first == pytest.approx(theirs.first)
        assert ours.by_agency == pytest.approx(theirs.by_agency)
        assert ours.unnamed == pytest.approx(theirs.unnamed)
        assert (ours.chance, ours.penalty) == pytest.approx((theirs.chance, theirs.penalty))
