"""The engines by name: each reads inputs and writes OUT, with the same rows in the same tables."""

from importlib import import_module
from typing import Any

from provenance.base.errors import EngineError

ENGINES = {  # modules and their classes
    "machine": ("provenance.run.engines.machine", "MachineEngine"),
    "spark": ("provenance.run.engines.spark.command", "SparkEngine"),
}
_INSTALL = "pip install 'article-provenance[spark]', and Java 17 or later"


def engine(name: str) -> Any:  # noqa: ANN401  # a class that is an Engine
    """The engine of that name; EngineError where what it runs on is not installed.

    >>> engine("machine").__name__
    'MachineEngine'
    """
    return _loaded(*ENGINES[name])


def spark_api() -> Any:  # noqa: ANN401  # a class
    """What `pv.spark` is; EngineError where pyspark is not installed."""
    return _loaded("provenance.run.engines.spark.api", "SparkApi")


def _loaded(module: str, name: str) -> Any:  # noqa: ANN401
    try:
        return getattr(import_module(module), name)
    except ImportError as error:
        raise EngineError("E-SPARK", f"Spark cannot be used here: {error}", advice=_INSTALL) from error
