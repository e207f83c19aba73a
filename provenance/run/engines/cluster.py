"""Where and how Spark runs, as a user says it. Nothing heavy is imported here: every command knows these options."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from provenance.base.errors import SettingsError

_KINDS = {"master": str, "parts": int, "work": str, "conf": dict}


@dataclass(frozen=True)
class Cluster:
    """Where and how Spark runs."""

    master: str = "local[*]"
    parts: int = 8  # of a shuffle
    work: str = ""  # the folder of the stages, which all executors reach; empty: OUT/_work
    conf: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, Any], path: Path | None = None) -> Self:
        """The same from a table of a settings file.

        >>> Cluster.of({"parts": 200, "conf": {"spark.executor.memory": "6g", "spark.executor.cores": 2}}).conf
        {'spark.executor.memory': '6g', 'spark.executor.cores': '2'}
        """
        for name, value in table.items():
            kind = _KINDS.get(name)
            if kind is None:
                advice = f"{', '.join(_KINDS)}; what is Spark's own goes into spark.conf"
                raise SettingsError("E-SETTING", f"there is no setting spark.{name}", path=path, advice=advice)
            if not isinstance(value, kind) or isinstance(value, bool):
                raise SettingsError("E-SETTING", f"spark.{name} is not of type {kind.__name__}", path=path)
        if table.get("parts", 1) < 1:
            raise SettingsError("E-SETTING", "spark.parts is below 1", path=path)
        return cls(**{**table, "conf": {name: _text_of(value) for name, value in table.get("conf", {}).items()}})


def _text_of(value: object) -> str:
    """A value as Spark reads it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
