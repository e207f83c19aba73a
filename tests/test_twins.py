"""Every function with a twin that drives kernels has the shape of that twin, and is compiled by `provenance warmup`."""

import inspect
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import pytest

from provenance.base.backend import Twin
from provenance.base.errors import SettingsError
from provenance.run import backends
from tests.test_floors import MODULES, imported_modules, reachable

ROOMS = ("base", "index", "match")


TWINS = {
    name: value
    for room in ROOMS
    for name, value in vars(import_module(f"provenance.{room}.twins")).items()
    if isinstance(value, Twin)
}


def shape(function) -> list[tuple]:
    """The names, kinds and defaults of its parameters."""
    return [(p.name, p.kind, p.default) for p in inspect.signature(function).parameters.values()]


@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not here")
@pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
def test_both_twins_take_and_return_the_same(twin: Twin):
    assert twin["python"] is twin.readable
    driven = twin["numba"]
    assert driven is not twin.readable
    assert shape(driven) == shape(twin.readable)
    types = [inspect.get_annotations(function, eval_str=True) for function in (driven, twin.readable)]
    assert types[0] == types[1]


@cache
def _loaded_ahead() -> set[str]:
    """The modules that `provenance warmup` loads, and what these import."""
    compiled = {*backends.KERNELS, *backends.OF_PASSAGES, *backends.OF_REWORDED}
    graph = {name: imported_modules(name) for name in MODULES if "match" in name or "index" in name or "base" in name}
    return compiled.union(*(reachable(module, graph) for module in compiled))


@pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
def test_all_kernels_are_compiled_ahead_of_time(twin: Twin):
    assert twin.module in _loaded_ahead()


def test_a_room_has_its_twins_in_one_place():
    assert len(TWINS) >= 10


def test_a_backend_that_there_is_not_is_named():
    with pytest.raises(SettingsError, match=r"no backend 'cuda'\. Try: python, numba"):
        TWINS["TOKENS_BY"]["cuda"]
