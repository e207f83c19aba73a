"""The engines by name: each reads inputs and writes OUT, with the same rows in the same tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol

from provenance.base.errors import EngineError
from provenance.base.settings import Settings

ENGINES = {"machine": "provenance.run.engines.machine", "spark": "provenance.run.engines.spark.command"}
_INSTALL = "pip install 'article-provenance[spark]', and Java 17 or later"


@dataclass(frozen=True)
class Task:
    """What a run is asked for, whatever the engine."""

    inputs: Sequence[str]
    out: str
    settings: Settings
    columns: Mapping[str, str] = field(default_factory=dict)
    force: bool = False
    started: Callable[[str], None] = lambda _: None
    on_note: Callable[[str], None] = lambda _: None


class Engine(Protocol):
    """A module with one function a command; each gives what run.json says."""

    def dedupe(self, task: Task) -> dict[str, Any]:
        """Write the rows that stay, those that go and why, with clusters, pairs and ledger."""


def engine(name: str) -> Any:  # noqa: ANN401  # a module that is an Engine
    """The engine of that name; EngineError where what it runs on is not installed.

    >>> engine("machine").__name__
    'provenance.run.engines.machine'
    """
    try:
        return import_module(ENGINES[name])
    except ImportError as error:
        raise EngineError("E-SPARK", f"the engine {name} cannot start: {error}", advice=_INSTALL) from error
